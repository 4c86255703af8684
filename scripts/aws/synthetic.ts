// Many events for load tests: the same every time, of the size that real ones have, and made only when somebody reads them.
import type { Entry } from './entry.ts';
import type { AccountSetup } from './options.ts';
import type { LookupResource } from './resourcesOf.ts';
import { regionsOf } from './regions.ts';

export interface SyntheticOptions {
  readonly events: number;
  /** Ids, or how many. */
  readonly accounts: number | readonly string[];
  /** Names, or how many. */
  readonly regions: number | readonly string[];
  /** Time of the newest event, ms since 1970, and how far back the oldest lies. */
  readonly until: number;
  readonly days?: number;
  /** Of 100 events so many only read; 80. */
  readonly reads?: number;
}

export interface Synthetic {
  /** For `startAws`: each with the key `AKIA<id>EXAMPLE` and the secret `secretEXAMPLE`. */
  readonly accounts: readonly AccountSetup[];
  /** For `history.add`. */
  readonly streams: readonly { readonly account: string; readonly region: string; readonly entries: readonly Entry[] }[];
}

const reads = ['DescribeInstances ec2', 'GetRole iam', 'ListBuckets s3', 'DescribeTable dynamodb', 'GetFunction20150331v2 lambda'];
const writes = ['PutBucketPolicy s3', 'AuthorizeSecurityGroupIngress ec2', 'UpdateTable dynamodb', 'DeleteBucket s3', 'RunInstances ec2'];

export function synthetic({ events, accounts, regions, until, days = 89, reads: share = 80 }: SyntheticOptions): Synthetic {
  const ids = typeof accounts === 'number' ? Array.from({ length: accounts }, (_, at) => String(900_000_000_001 + at)) : accounts;
  const names =
    typeof regions === 'number'
      ? [...regionsOf('aws', []).entries()]
          .filter(([, status]) => status !== 'DISABLED')
          .map(([name]) => name)
          .slice(0, regions)
      : regions;
  const streams = ids.flatMap((account) => names.map((region) => ({ account, region, entries: [] as Entry[] })));
  const step = (days * 86_400_000) / Math.max(1, Math.ceil(events / streams.length));
  for (let n = 0; n < events; n++) {
    const { account, region, entries } = streams[n % streams.length]!;
    const time = Math.floor((until - Math.floor(n / streams.length) * step) / 1000) * 1000;
    entries.push(new Invented(account, region, time, n, (n * 7919) % 100 < share));
  }
  for (const { entries } of streams) entries.reverse();
  return {
    accounts: ids.map((id) => ({ id, keys: [{ id: `AKIA${id}EXAMPLE`, secret: 'secretEXAMPLE' }] })),
    streams,
  };
}

class Invented implements Entry {
  readonly time: number;
  readonly readOnly: boolean;
  readonly insight = false;
  private readonly account: string;
  private readonly region: string;
  private readonly number: number;

  constructor(account: string, region: string, time: number, number: number, readOnly: boolean) {
    this.account = account;
    this.region = region;
    this.time = time;
    this.number = number;
    this.readOnly = readOnly;
  }

  get id(): string {
    return `${this.number.toString(16).padStart(8, '0')}-0000-4000-8000-${this.account}`;
  }
  private get call(): readonly string[] {
    const list = this.readOnly ? reads : writes;
    return list[this.number % list.length]!.split(' ');
  }
  get name(): string {
    return this.call[0]!;
  }
  get source(): string {
    return `${this.call[1]}.amazonaws.com`;
  }
  get user(): string {
    return `session-${this.number % 40}`;
  }
  get key(): string {
    return `ASIA${String(this.number % 40).padStart(9, '0')}EXAMPLE`;
  }
  private get thing(): string {
    return `thing-${this.number % 500}`;
  }
  get resources(): readonly LookupResource[] {
    return this.readOnly ? [] : [{ ResourceType: 'AWS::S3::Bucket', ResourceName: this.thing }];
  }

  get text(): string {
    const { account, name } = this;
    const role = `role-${this.number % 40}`;
    return JSON.stringify({
      eventVersion: '1.11',
      userIdentity: {
        type: 'AssumedRole',
        principalId: `AROA${String(this.number % 40).padStart(10, '0')}EXAMPLE:${this.user}`,
        arn: `arn:aws:sts::${account}:assumed-role/${role}/${this.user}`,
        accountId: account,
        accessKeyId: this.key,
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            principalId: `AROA${String(this.number % 40).padStart(10, '0')}EXAMPLE`,
            arn: `arn:aws:iam::${account}:role/${role}`,
            accountId: account,
            userName: role,
          },
          attributes: { creationDate: seconds(this.time - 600_000), mfaAuthenticated: 'false' },
        },
      },
      eventTime: seconds(this.time),
      eventSource: this.source,
      eventName: name,
      awsRegion: this.region,
      sourceIPAddress: `198.51.100.${this.number % 250}`,
      userAgent: 'aws-sdk-go-v2/1.39.2 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#arm64 exec-env/AWS_ECS_FARGATE',
      requestParameters: { bucketName: this.thing, Host: `${this.thing}.s3.${this.region}.amazonaws.com` },
      responseElements: null,
      requestID: `${this.number.toString(16).padStart(8, '0')}-1111-4000-8000-${account}`,
      eventID: this.id,
      readOnly: this.readOnly,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
      tlsDetails: {
        tlsVersion: 'TLSv1.3',
        cipherSuite: 'TLS_AES_128_GCM_SHA256',
        clientProvidedHostHeader: `s3.${this.region}.amazonaws.com`,
      },
    });
  }
}

const seconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
