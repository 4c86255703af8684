// The accounts that the tests of callers, history and trails ask, and a shared config to ask them with.
import assert from 'node:assert/strict';
import { makeAwsAccess } from '../../../src/aws.ts';
import { AwsFailure } from '../../../src/source/aws/port.ts';
import type { AwsAccess, AwsFault, LookupQuery, Place } from '../../../src/source/aws/port.ts';
import { startAws } from '../../../scripts/aws/index.ts';
import type { Aws, CloudTrailRecord } from '../../../scripts/aws/index.ts';
import { makeHome } from './home.ts';
import type { Home } from './home.ts';

export const now = Date.parse('2026-11-20T10:00:00Z');
export const at: Place = { profile: 'prod', account: '111122223333', partition: 'aws', region: 'eu-west-1' };
export const never = new AbortController().signal;
export const all: LookupQuery = { since: now - 86_400_000, until: now };
export const mfaSerial = 'arn:aws:iam::111122223333:mfa/dana';

export const record = (at: number, more: Partial<CloudTrailRecord> = {}): CloudTrailRecord => ({
  eventVersion: '1.11',
  eventID: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  eventTime: `${new Date(now - 60_000 * (at + 1)).toISOString().slice(0, 19)}Z`,
  eventName: at % 2 === 0 ? 'DeleteBucket' : 'ListBuckets',
  eventSource: 's3.amazonaws.com',
  awsRegion: 'eu-west-1',
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  readOnly: at % 2 !== 0,
  userIdentity: { type: 'IAMUser', userName: 'dana', accountId: '111122223333' },
  requestParameters: { bucketName: 'example-data' },
  ...more,
});

export interface TestWorld {
  readonly aws: Aws;
  readonly home: Home;
  /** Who was asked for an MFA code, and what is answered. */
  readonly mfa: { asked: string[]; code: string | undefined };
  /** An access that remembers nothing yet. */
  readonly fresh: () => AwsAccess;
  /** Between tests. */
  readonly reset: () => void;
  readonly close: () => Promise<void>;
}

export async function startWorld(): Promise<TestWorld> {
  const home = makeHome();
  const aws = await startAws({
    strict: true,
    quotas: false,
    liveTail: { intervalMs: 20, sessionMs: 200, perUpdate: 3 },
    portalTokens: { 'token-EXAMPLE': 'dana' },
    accounts: [
      {
        id: '111122223333',
        keys: [
          { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'secretEXAMPLE' },
          { id: 'ASIAEXPIREDEXAMPLE', secret: 'secretEXAMPLE', token: 'tokenEXAMPLE', expires: 1000 },
        ],
        roles: [{ name: 'ReadOnly' }],
        records: Array.from({ length: 70 }, (_, at) => record(at)),
        trails: [
          {
            name: 'audit',
            homeRegion: 'eu-central-1',
            bucket: 'example-logs',
            prefix: 'all',
            multiRegion: true,
            validation: true,
            logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:audit:*',
            advancedSelectors: [
              {
                Name: 'writes',
                FieldSelectors: [
                  { Field: 'eventCategory', Equals: ['Management'] },
                  { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] },
                ],
              },
            ],
            health: { logging: true, delivered: now - 240_000, started: now - 86_400_000, logsError: 'AccessDenied' },
          },
          {
            name: 'small',
            homeRegion: 'eu-west-1',
            bucket: 'example-logs',
            insights: ['ApiCallRateInsight'],
            health: { logging: false, stopped: now },
          },
        ],
        buckets: [
          { name: 'example-logs', region: 'eu-west-1' },
          { name: 'example-north', region: 'eu-north-1' },
          { name: 'example-kms', region: 'eu-west-1', denies: (_, action) => (action === 's3:GetObject' ? 'kms' : undefined) },
        ],
        logGroups: [{ name: 'audit', region: 'eu-west-1' }],
      },
      {
        id: '123456789012',
        roles: [{ name: 'Auditor' }, { name: 'Guarded', mfaSerial }, { name: 'Closed', refuses: true }],
        buckets: [{ name: 'example-foreign', region: 'eu-west-1' }],
      },
      { id: '444455556666', partition: 'aws-cn', keys: [{ id: 'AKIACHINAEXAMPLE', secret: 'secretEXAMPLE' }] },
    ],
  });
  home.write(
    `[profile prod]
region = eu-west-1
endpoint_url = ${aws.url}
[profile wrong]
endpoint_url = ${aws.url}
[profile unknown-key]
endpoint_url = ${aws.url}
[profile expired]
endpoint_url = ${aws.url}
[profile china]
region = cn-north-1
endpoint_url = ${aws.url}
[profile auditor]
role_arn = arn:aws:iam::123456789012:role/Auditor
source_profile = prod
endpoint_url = ${aws.url}
[profile guarded]
role_arn = arn:aws:iam::123456789012:role/Guarded
source_profile = prod
mfa_serial = ${mfaSerial}
endpoint_url = ${aws.url}
[profile closed]
role_arn = arn:aws:iam::123456789012:role/Closed
source_profile = prod
endpoint_url = ${aws.url}
[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = ReadOnly
region = eu-west-1
endpoint_url = ${aws.url}
[profile guarded-sso]
role_arn = arn:aws:iam::123456789012:role/Guarded
source_profile = sso
mfa_serial = ${mfaSerial}
endpoint_url = ${aws.url}
[profile broken]
credential_process = exit 3
endpoint_url = ${aws.url}
[profile web]
web_identity_token_file = ${home.folder}/token
role_arn = arn:aws:iam::123456789012:role/Auditor
endpoint_url = ${aws.url}
[profile login]
login_session = arn:aws:iam::111122223333:user/dana
endpoint_url = ${aws.url}
[profile bare]
region = eu-west-1
endpoint_url = ${aws.url}
[profile lost]
role_arn = arn:aws:iam::123456789012:role/Auditor
source_profile = nobody
[profile nowhere]
region = eu-west-1
endpoint_url = http://127.0.0.1:9
[profile parts]
region = eu-west-1
services = local
[sso-session corp]
sso_start_url = https://example.com/start
sso_region = eu-west-1
[services local]
s3 =
  endpoint_url = ${aws.url}
cloudtrail =
  endpoint_url = http://127.0.0.1:9
`,
    ['prod', 'nowhere', 'parts']
      .map((name) => `[${name}]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secretEXAMPLE\n`)
      .join('') +
      `[wrong]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = otherEXAMPLE
[unknown-key]\naws_access_key_id = AKIANOBODYEXAMPLE\naws_secret_access_key = secretEXAMPLE
[china]\naws_access_key_id = AKIACHINAEXAMPLE\naws_secret_access_key = secretEXAMPLE
[expired]\naws_access_key_id = ASIAEXPIREDEXAMPLE\naws_secret_access_key = secretEXAMPLE\naws_session_token = tokenEXAMPLE\n`,
  );
  process.env['AWS_ENDPOINT_URL_SSO'] = aws.url;
  const mfa: TestWorld['mfa'] = { asked: [], code: '123456' };
  return {
    aws,
    home,
    mfa,
    fresh: () => makeAwsAccess({ askMfa: async (profile, serial) => (mfa.asked.push(`${profile} ${serial}`), mfa.code) }),
    reset: () => {
      aws.faults.length = 0;
      aws.calls.length = 0;
      mfa.asked = [];
      mfa.code = '123456';
    },
    close: async () => {
      await aws.close();
      home.remove();
    },
  };
}

export async function faultOf(work: Promise<unknown>): Promise<AwsFault> {
  const error: unknown = await work.then(
    () => assert.fail('did not fail'),
    (one: unknown) => one,
  );
  assert.ok(error instanceof AwsFailure, String(error));
  return error.fault;
}
