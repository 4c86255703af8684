// The real SDK over HTTP against the local endpoints: what comes back, and every fault that they can provoke.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { makeAwsAccess } from '../../../src/aws.ts';
import { AwsFailure } from '../../../src/source/aws/port.ts';
import type { AwsAccess, AwsFault, AwsFaultCode, LookupQuery, Place } from '../../../src/source/aws/port.ts';
import { startAws } from '../../../scripts/aws/index.ts';
import type { Aws, CloudTrailRecord, Fault } from '../../../scripts/aws/index.ts';
import { makeHome } from './home.ts';

const home = makeHome();
const now = Date.parse('2026-11-20T10:00:00Z');
const at: Place = { profile: 'prod', account: '111122223333', partition: 'aws', region: 'eu-west-1' };
const never = new AbortController().signal;
const all: LookupQuery = { since: now - 86_400_000, until: now };
const mfaSerial = 'arn:aws:iam::111122223333:mfa/dana';

let aws: Aws;
let access: AwsAccess;
let asked: string[] = [];
let code: string | undefined = '123456';

const record = (at: number, more: Partial<CloudTrailRecord> = {}): CloudTrailRecord => ({
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

before(async () => {
  aws = await startAws({
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
});
after(async () => {
  await aws.close();
  home.remove();
});
afterEach(() => {
  aws.faults.length = 0;
  aws.calls.length = 0;
  asked = [];
  code = '123456';
});
const fresh = (): AwsAccess => makeAwsAccess({ askMfa: async (profile, serial) => (asked.push(`${profile} ${serial}`), code) });
before(() => (access = fresh()));

async function faultOf(work: Promise<unknown>): Promise<AwsFault> {
  const error: unknown = await work.then(
    () => assert.fail('did not fail'),
    (one: unknown) => one,
  );
  assert.ok(error instanceof AwsFailure, String(error));
  return error.fault;
}

describe('who a profile is', () => {
  test('its account, partition and name', async () => {
    const { userId, ...caller } = await access.caller('prod', never);
    assert.match(userId, /EXAMPLE/);
    assert.deepEqual(caller, { account: '111122223333', arn: 'arn:aws:iam::111122223333:user/dana', partition: 'aws' });
  });

  test('a role is assumed once for all that ask, and the session is named after us', async () => {
    const one = fresh();
    const callers = await Promise.all([one.caller('auditor', never), one.caller('auditor', never), one.regions('auditor', never)]);
    assert.match(callers[0].arn, /^arn:aws:sts::123456789012:assumed-role\/Auditor\/traillens-\d+$/);
    assert.equal(aws.calls.filter(({ operation }) => operation === 'AssumeRole').length, 1);
    one.forget('prod'); // its source
    await new Promise((resolve) => setTimeout(resolve, 5));
    await one.caller('auditor', never);
    assert.equal(aws.calls.filter(({ operation }) => operation === 'AssumeRole').length, 2);
  });

  test('a person is asked for one MFA code', async () => {
    const one = fresh();
    await Promise.all([one.caller('guarded', never), one.lookupEvents({ ...at, profile: 'guarded', account: '123456789012' }, all, never)]);
    assert.deepEqual(asked, [`guarded ${mfaSerial}`]);
  });

  test('a wrong code, and none', async () => {
    code = '000000';
    assert.match((await faultOf(fresh().caller('guarded', never))).message, /not accepted/);
    code = undefined;
    const fault = await faultOf(fresh().caller('guarded', never));
    assert.deepEqual([fault.code, fault.profile], ['mfa', 'guarded']);
  });

  test('one who waits for a code can be cancelled, and the next is asked anew', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = makeAwsAccess({ askMfa: () => new Promise(() => undefined) }).caller('guarded', controller.signal);
    setTimeout(() => controller.abort(reason), 20);
    await assert.rejects(waiting, (error) => error === reason);
  });

  test('a session of Identity Center, and none', async () => {
    assert.match((await faultOf(fresh().caller('sso', never))).message, /Run "aws sso login --profile sso"/);
    home.signIn('corp', 'token-EXAMPLE', new Date(Date.now() - 1000));
    assert.equal((await faultOf(fresh().caller('sso', never))).code, 'signedOut');
    home.signIn('corp', 'other-EXAMPLE', new Date(Date.now() + 3_600_000));
    assert.equal((await faultOf(fresh().caller('sso', never))).code, 'signedOut', 'the portal knows no such token');
    const one = fresh();
    await faultOf(one.caller('sso', never));
    home.signIn('corp', 'token-EXAMPLE', new Date(Date.now() + 3_600_000));
    assert.equal(
      (await one.caller('sso', never)).arn,
      'arn:aws:sts::111122223333:assumed-role/ReadOnly/dana',
      'failures are not remembered',
    );
  });

  test('no code is asked for when the source is signed out', async () => {
    fs.rmSync(path.join(home.folder, '.aws'), { recursive: true });
    const fault = await faultOf(fresh().caller('guarded-sso', never));
    assert.deepEqual([fault.code, asked.length], ['signedOut', 0]);
    assert.match(fault.message, /aws sso login/);
  });

  test('a partition of its own is asked in its Region', async () => {
    const caller = await access.caller('china', never);
    assert.deepEqual([caller.partition, caller.account], ['aws-cn', '444455556666']);
    assert.equal(aws.calls.at(-1)?.region, 'cn-north-1');
    assert.ok((await access.regions('china', never)).every((name) => name.startsWith('cn-')));
  });

  for (const [profile, code, message] of [
    ['unknown-key', 'badCredentials', /does not know the access key/],
    ['wrong', 'badCredentials', /secret key does not belong/],
    ['expired', 'signedOut', /keys of a new session/],
    ['login', 'signedOut', /Run "aws login --profile login"/],
    ['bare', 'noCredentials', /gives no credentials/],
    ['(environment)', 'noCredentials', /AWS_SECRET_ACCESS_KEY/],
    ['closed', 'denied', /may not assume its role/],
    ['broken', 'noCredentials', /credential_process failed/],
    ['lost', 'config', /source profile "nobody"/],
    ['nobody', 'config', /no such profile/],
    ['nowhere', 'network', /connection was refused/],
  ] as const)
    test(`${profile}: ${code}`, async () => {
      const fault = await faultOf(access.caller(profile, never));
      assert.equal(fault.code, code, fault.message);
      assert.match(fault.message, message);
      assert.equal(fault.profile, profile);
    });
});

describe('what needs no key in the config', () => {
  test('a token file', async () => {
    assert.equal((await faultOf(fresh().caller('web', never))).code, 'noCredentials', 'there is no such file');
    fs.writeFileSync(path.join(home.folder, 'token'), 'expired');
    assert.equal((await faultOf(fresh().caller('web', never))).code, 'signedOut');
    fs.writeFileSync(path.join(home.folder, 'token'), 'tokenEXAMPLE');
    assert.match((await fresh().caller('web', never)).arn, /assumed-role\/Auditor\/traillens-/);
  });

  test('the environment', async () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secretEXAMPLE', AWS_ENDPOINT_URL: aws.url };
    Object.assign(process.env, env);
    assert.equal((await fresh().caller('(environment)', never)).account, '111122223333');
    for (const name of Object.keys(env)) delete process.env[name];
  });
});

test('a config that was mended is read again', async () => {
  const one = fresh();
  const file = path.join(home.folder, 'config');
  const text = fs.readFileSync(file, 'utf8');
  await faultOf(one.caller('lost', never));
  fs.writeFileSync(file, text.replace('source_profile = nobody', `source_profile = prod\nendpoint_url = ${aws.url}`));
  assert.equal((await one.caller('lost', never)).account, '123456789012');
  fs.writeFileSync(file, text);
});

describe('endpoints', () => {
  test('are those of the chosen profile, whatever AWS_PROFILE says', async () => {
    process.env['AWS_PROFILE'] = 'nowhere';
    assert.equal((await fresh().caller('prod', never)).account, '111122223333');
    process.env['AWS_PROFILE'] = 'prod';
    assert.equal((await faultOf(fresh().caller('nowhere', never))).code, 'network');
    delete process.env['AWS_PROFILE'];
  });

  test('are set for single services', async () => {
    const parts = { ...at, profile: 'parts' };
    assert.deepEqual(await access.folders(parts, 'example-logs', 'nothing/', never), []);
    assert.equal((await faultOf(access.lookupEvents(parts, all, never))).code, 'network');
  });

  test('of the environment win', async () => {
    process.env['AWS_ENDPOINT_URL'] = aws.url;
    assert.equal((await fresh().caller('nowhere', never)).account, '111122223333');
    delete process.env['AWS_ENDPOINT_URL'];
  });
});

describe('Regions', () => {
  test('enabled ones, sorted', async () => {
    const regions = await access.regions('prod', never);
    assert.ok(regions.includes('eu-west-1') && !regions.includes('ap-east-1'), String(regions));
    assert.deepEqual(regions, [...regions].sort());
  });

  test('by EC2 where the account service is not allowed, and which is missing where both are not', async () => {
    const regions = await access.regions('prod', never);
    aws.faults.push({ service: 'account', do: 'accessDenied' });
    assert.deepEqual(await access.regions('prod', never), regions);
    aws.faults.push({ service: 'ec2', do: 'accessDenied' });
    const fault = await faultOf(access.regions('prod', never));
    assert.deepEqual([fault.code, fault.permission], ['denied', 'account:ListRegions']);
    assert.match(fault.message, /ec2:DescribeRegions/);
  });
});

describe('Event history', () => {
  test('pages, newest first, as text', async () => {
    const first = await access.lookupEvents(at, all, never);
    assert.equal(first.events.length, 50);
    const [event] = first.events;
    assert.ok(event);
    const { record: text, ...rest } = event;
    assert.deepEqual(JSON.parse(text), record(0));
    assert.deepEqual(rest, {
      eventId: record(0).eventID,
      eventTime: Date.parse(record(0).eventTime),
      eventName: 'DeleteBucket',
      eventSource: 's3.amazonaws.com',
      readOnly: false,
      resources: [{ type: 'AWS::S3::Bucket', name: 'example-data' }],
    });
    const second = await access.lookupEvents(at, { ...all, ...(first.token === undefined ? {} : { token: first.token }) }, never);
    assert.deepEqual([second.events.length, second.token], [20, undefined]);
  });

  test('by one attribute, and Insights apart', async () => {
    const attribute = { key: 'EventName', value: 'ListBuckets' } as const;
    const { events } = await access.lookupEvents(at, { ...all, attribute }, never);
    assert.ok(events.length === 35 && events.every(({ eventName, readOnly }) => eventName === 'ListBuckets' && readOnly));
    assert.deepEqual(await access.lookupEvents(at, { ...all, insight: true }, never), { events: [] });
  });

  test('is asked once and not again, whatever happens', async () => {
    for (const fault of ['throttle', '500', 'reset'] as const) {
      aws.calls.length = 0;
      aws.faults.splice(0, Infinity, { operation: 'LookupEvents', do: fault });
      await faultOf(access.lookupEvents(at, all, never));
      assert.equal(aws.calls.length, 1, fault);
    }
  });

  test('but for a clock that is off', async () => {
    aws.clock.advance(-3_600_000);
    const one = fresh();
    assert.equal((await one.lookupEvents(at, { since: now - 86_400_000, until: now }, never)).events.length, 50);
    aws.clock.advance(3_600_000);
  });

  for (const [what, expected, message] of [
    [{ do: 'throttle' }, 'throttled', /quota for LookupEvents in eu-west-1/],
    [{ do: '500' }, 'service', /HTTP 500/],
    [{ do: '503' }, 'service', /HTTP 503/],
    [{ do: 'reset' }, 'network', /broke off/],
    [{ do: 'reset', midBody: true }, 'network', /broke off/],
    [{ do: 'malformed' }, 'badAnswer', /could not be read/],
    [{ do: 'expiredToken' }, 'signedOut', /signed out/],
    [{ do: 'accessDenied' }, 'denied', /no policy of the user or role allows it/],
    [{ do: 'accessDenied', by: 'scp' }, 'denied', /service control policy/],
    [{ do: 'invalidNextToken' }, 'tokenRefused', /from the start/],
    [{ do: 'clockSkew' }, 'clockSkew', /clock/],
  ] as const satisfies readonly (readonly [Fault, AwsFaultCode, RegExp])[])
    test(`a fault: ${Object.values(what).join(' ')}`, async () => {
      aws.faults.push({ operation: 'LookupEvents', ...what });
      const fault = await faultOf(access.lookupEvents(at, all, never));
      assert.equal(fault.code, expected, fault.message);
      assert.match(fault.message, message);
      assert.deepEqual([fault.permission, fault.region, fault.account], ['cloudtrail:LookupEvents', 'eu-west-1', '111122223333']);
    });

  test('of a Region that is off, once the credentials were good elsewhere', async () => {
    await access.caller('prod', never);
    const fault = await faultOf(access.lookupEvents({ ...at, region: 'ap-east-1' }, all, never));
    assert.equal(fault.code, 'regionOff');
    assert.match(fault.message, /ap-east-1 refuses/);
  });

  test('a token goes with its question', async () => {
    const { token } = await access.lookupEvents(at, all, never);
    assert.ok(token);
    assert.equal((await faultOf(access.lookupEvents(at, { ...all, until: now - 5000, token }, never))).code, 'tokenRefused');
  });

  test('a call that hangs can be cancelled', async () => {
    aws.faults.push({ operation: 'LookupEvents', do: 'timeout' });
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 30);
    await assert.rejects(access.lookupEvents(at, all, controller.signal), (error) => error === reason);
  });
});

describe('trails', () => {
  test('shadow trails too, with all that is told', async () => {
    const trails = await access.trails(at, never);
    assert.deepEqual(trails.map(({ name }) => name).sort(), ['audit', 'small']);
    assert.deepEqual(
      trails.find(({ name }) => name === 'audit'),
      {
        name: 'audit',
        arn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit',
        homeRegion: 'eu-central-1',
        account: '111122223333',
        bucket: 'example-logs',
        prefix: 'all',
        logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:audit:*',
        isMultiRegion: true,
        isOrganization: false,
        hasGlobalServiceEvents: true,
        validatesLogFiles: true,
        hasCustomSelectors: true,
        hasInsightSelectors: false,
      },
    );
  });

  test('status and selectors, asked in the home Region', async () => {
    const audit = (await access.trails(at, never)).find(({ name }) => name === 'audit');
    assert.ok(audit);
    aws.calls.length = 0;
    const facts = await access.trailFacts(at, audit, never);
    assert.deepEqual([...new Set(aws.calls.map(({ region }) => region))], ['eu-central-1']);
    assert.deepEqual(facts.faults, []);
    assert.deepEqual(facts.status, {
      isLogging: true,
      delivered: now - 240_000,
      startedLogging: now - 86_400_000,
      logsError: 'AccessDenied',
    });
    assert.deepEqual(facts.selectors, {
      basic: [],
      advanced: [
        {
          name: 'writes',
          fields: [
            { field: 'eventCategory', conditions: [{ operator: 'Equals', values: ['Management'] }] },
            { field: 'eventSource', conditions: [{ operator: 'NotEquals', values: ['kms.amazonaws.com'] }] },
          ],
        },
      ],
    });
    assert.deepEqual(facts.insights, []);
  });

  test('what is denied is told, the rest is there', async () => {
    const small = (await access.trails(at, never)).find(({ name }) => name === 'small');
    assert.ok(small);
    aws.faults.push({ operation: 'GetTrailStatus', do: 'accessDenied' });
    const facts = await access.trailFacts(at, small, never);
    assert.deepEqual([facts.status, facts.insights], [undefined, ['ApiCallRateInsight']]);
    assert.deepEqual(facts.selectors?.basic, [{ readWrite: 'All', management: true, excluded: [], data: [] }]);
    assert.deepEqual(
      facts.faults.map(({ code, permission }) => [code, permission]),
      [['denied', 'cloudtrail:GetTrailStatus']],
    );
  });

  test('a trail that is gone', async () => {
    const [trail] = await access.trails(at, never);
    assert.ok(trail);
    const facts = await access.trailFacts(
      at,
      { ...trail, homeRegion: 'eu-west-1', arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/gone' },
      never,
    );
    assert.deepEqual(
      facts.faults.map(({ code }) => code),
      ['notFound', 'notFound', 'notFound'],
    );
  });

  test('short troubles are passed over', async () => {
    aws.faults.push({ operation: 'DescribeTrails', do: 'throttle', count: 2 });
    assert.equal((await access.trails(at, never)).length, 2);
  });
});
