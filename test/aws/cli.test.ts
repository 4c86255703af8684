// The AWS command line against the local endpoints: a client that nobody here wrote. Every `aws` on the PATH is tried, 1 and 2.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Aws, CloudTrailRecord } from '../../scripts/aws/index.ts';
import { awsPrograms } from '../../scripts/setup/awscli.mjs';
import { account, credentials, invented, minute, region, start } from './invented.ts';

const run = promisify(execFile);
/** With what they say of themselves; one that cannot even do that is none. */
const programs = awsPrograms().flatMap((program) => {
  const { status, stdout, stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 ? [{ program, version: (stdout || stderr).split(' ')[0]! }] : [];
});
const now = Date.now();
const records: CloudTrailRecord[] = Array.from({ length: 130 }, (_, n) =>
  invented(n, now - n * minute, { userAgent: `"quoted" <${n}> é` }),
);
const trailArn = `arn:aws:cloudtrail:us-east-1:${account}:trail/everywhere`;
const key = `AWSLogs/${account}/CloudTrail/${region}/2026/11/20/a.json.gz`;
const body = gzipSync('{"Records":[]}');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'traillens-cli-'));
let aws: Aws;

before(async () => {
  const health = { logging: true, delivered: Date.UTC(2026, 10, 20) };
  aws = await start({
    records,
    trails: [{ name: 'everywhere', homeRegion: 'us-east-1', bucket: 'logs', multiRegion: true, health }],
    buckets: [{ name: 'logs', region }],
    logGroups: [{ name: 'trail', region }],
    stacks: [
      {
        name: 'shop',
        region,
        driftStatus: 'DRIFTED',
        tags: { team: 'shop' },
        resources: Array.from({ length: 130 }, (_, n) => ({
          logicalId: `Queue${n}`,
          physicalId: `queue-${n}`,
          type: 'AWS::SQS::Queue',
          ...(n === 7 ? { drift: { status: 'DELETED' as const, expected: { QueueName: 'queue-7' } } } : {}),
        })),
      },
    ],
  });
  aws.bucket('logs').put(key, body);
  const kept = records.map((record, n) => ({ timestamp: now - n * minute, stream: 's', message: JSON.stringify(record) }));
  aws.logGroup(account, 'trail').add(kept);
  const { accessKeyId, secretAccessKey } = credentials;
  fs.writeFileSync(path.join(folder, 'config'), `[profile test]\nregion = ${region}\n`);
  fs.writeFileSync(
    path.join(folder, 'credentials'),
    `[test]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
});
after(async () => {
  await aws.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the AWS command line', () => {
  if (programs.length === 0) it('gets the same answers', { skip: 'there is no `aws` on the PATH' });
  for (const { program, version } of programs) describe(version, { concurrency: true }, () => asks(program));
});

function asks(program: string): void {
  const text = async (...args: string[]): Promise<string> => {
    const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')));
    const env = {
      ...clean,
      AWS_CONFIG_FILE: path.join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
      PYTHONUTF8: '1',
    };
    const common = ['--profile', 'test', '--endpoint-url', aws.url, '--output', 'json'];
    return (await run(program, [...common, ...args], { env, maxBuffer: 1e8 })).stdout;
  };
  const ask = async <T>(...args: string[]): Promise<T> => JSON.parse(await text(...args)) as T;
  interface Events {
    readonly Events: readonly { readonly CloudTrailEvent: string }[];
    readonly NextToken?: string;
  }
  const told = ({ Events }: Events): unknown[] => Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent) as unknown);

  it('reads some events, goes on page after page, and has them all as they are', async () => {
    const first = await ask<Events>('cloudtrail', 'lookup-events', '--max-items', '7');
    assert.deepEqual(told(first), records.slice(0, 7));
    assert.deepEqual(told(await ask('cloudtrail', 'lookup-events', '--starting-token', first.NextToken ?? '')), records.slice(7));
  });

  it('finds trails and their status', async () => {
    const { trailList } = await ask<{ trailList: { TrailARN: string }[] }>('cloudtrail', 'describe-trails');
    assert.deepEqual(trailList.map(({ TrailARN }) => TrailARN), [trailArn]); // prettier-ignore
    assert.equal((await ask<{ IsLogging: boolean }>('cloudtrail', 'get-trail-status', '--name', trailArn)).IsLogging, true);
  });

  it('lists and copies objects', async () => {
    assert.match(await text('s3', 'ls', `s3://logs/AWSLogs/${account}/`), /PRE CloudTrail\/\n/);
    const copy = path.join(folder, `${path.basename(path.dirname(program))}.json.gz`);
    await text('s3', 'cp', `s3://logs/${key}`, copy);
    assert.equal(gunzipSync(fs.readFileSync(copy)).toString(), '{"Records":[]}');
  });

  it('lists stacks, their resources and their drift', async () => {
    const { Stacks } = await ask<{ Stacks: { StackName: string; Tags: unknown }[] }>('cloudformation', 'describe-stacks');
    assert.deepEqual(Stacks.map(({ StackName, Tags }) => [StackName, Tags]), [['shop', [{ Key: 'team', Value: 'shop' }]]]); // prettier-ignore
    const of = ['--stack-name', 'shop'];
    interface Resources {
      readonly StackResourceSummaries: readonly { readonly PhysicalResourceId: string }[];
    }
    assert.equal((await ask<Resources>('cloudformation', 'list-stack-resources', ...of)).StackResourceSummaries.length, 130);
    interface Drifts {
      readonly StackResourceDrifts: readonly { readonly PhysicalResourceId: string; readonly ExpectedProperties: string }[];
    }
    const filter = ['--stack-resource-drift-status-filters', 'MODIFIED', 'DELETED'];
    const { StackResourceDrifts } = await ask<Drifts>('cloudformation', 'describe-stack-resource-drifts', ...of, ...filter);
    assert.deepEqual(StackResourceDrifts.map(({ PhysicalResourceId }) => PhysicalResourceId), ['queue-7']); // prettier-ignore
  });

  it('filters log events', async () => {
    const pattern = ['--filter-pattern', '{ $.eventName = "Create*" }'];
    const { events } = await ask<{ events: unknown[] }>('logs', 'filter-log-events', '--log-group-name', 'trail', ...pattern);
    assert.equal(events.length, 65);
  });
}
