import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, describe, test } from 'node:test';
import { endpointOf } from '../../../src/source/aws/endpoints.ts';
import { AwsFailure } from '../../../src/source/aws/port.ts';
import { listProfiles } from '../../../src/source/aws/profiles.ts';
import { homeRegion } from '../../../src/source/aws/regionOf.ts';
import { makeHome } from './home.ts';

const config = `
[default]
region = eu-west-1

[profile prod]
role_arn = arn:aws:iam::123456789012:role/teams/Auditor
source_profile = base
mfa_serial = arn:aws:iam::111122223333:mfa/dana
region = eu-central-1

[profile chained]
role_arn = arn:aws:iam::444455556666:role/Reader
source_profile = prod

[profile self]
role_arn = arn:aws:iam::444455556666:role/Reader
source_profile = self

[profile machine]
role_arn = arn:aws-cn:iam::444455556666:role/Reader
credential_source = Ec2InstanceMetadata

[profile sso]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = ReadOnly

[profile old-sso]
sso_start_url = https://example.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = ReadOnly

[profile login]
login_session = arn:aws:sts::123456789012:assumed-role/Admin/dana
region = us-west-2

[profile tool]
credential_process = /opt/example/creds

[profile web]
web_identity_token_file = /tmp/token
role_arn = arn:aws:iam::999988887777:role/Ci

[profile lost]
role_arn = arn:aws:iam::123456789012:role/Auditor
source_profile = nobody

[profile behind-lost]
role_arn = arn:aws:iam::123456789012:role/Auditor
source_profile = lost

[profile loop-a]
role_arn = arn:aws:iam::123456789012:role/A
source_profile = loop-b

[profile loop-b]
role_arn = arn:aws:iam::123456789012:role/B
source_profile = loop-a

[profile both]
role_arn = arn:aws:iam::123456789012:role/A
source_profile = base
credential_source = Environment

[profile bare-role]
role_arn = arn:aws:iam::123456789012:role/A

[profile odd-source]
role_arn = arn:aws:iam::123456789012:role/A
credential_source = Wind

[profile no-role]
role_arn = Auditor
source_profile = base

[profile no-session]
sso_session = gone
sso_account_id = 123456789012
sso_role_name = ReadOnly

[profile half-sso]
sso_session = corp

[profile no-services]
credential_process = /opt/example/creds
services = nowhere

[sso-session corp]
sso_start_url = https://example.com/start
sso_region = eu-west-1

[services local]
s3 =
  endpoint_url = http://127.0.0.1:9001
`;
const credentials = `
[base]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE

[self]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE

[half]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE

[profile slip]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE
`;
const home = makeHome(config, credentials);
after(() => home.remove());

describe('profiles of the shared config', async () => {
  const profiles = await listProfiles({});
  const of = (name: string) => profiles.find((one) => one.name === name);

  test('default is first, sections that are no profiles are none', () => {
    const names = profiles.map(({ name }) => name);
    assert.equal(names[0], 'default');
    assert.ok(!names.some((name) => /corp$|local|slip|sso-session/.test(name)), String(names));
    assert.deepEqual(names.slice(1), names.slice(1).sort());
  });

  for (const [name, expected] of Object.entries({
    default: { kind: 'unknown', region: 'eu-west-1' },
    base: { kind: 'static' },
    prod: {
      kind: 'role',
      region: 'eu-central-1',
      account: '123456789012',
      role: 'Auditor',
      mfaSerial: 'arn:aws:iam::111122223333:mfa/dana',
      sourceProfile: 'base',
    },
    chained: { kind: 'role', account: '444455556666', role: 'Reader', sourceProfile: 'prod' },
    self: { kind: 'role', account: '444455556666', role: 'Reader', sourceProfile: 'self' },
    machine: { kind: 'role', account: '444455556666', role: 'Reader' },
    sso: { kind: 'sso', account: '123456789012', role: 'ReadOnly', ssoSession: 'corp' },
    'old-sso': { kind: 'sso', account: '123456789012', role: 'ReadOnly' },
    login: { kind: 'login', account: '123456789012', role: 'Admin', region: 'us-west-2' },
    tool: { kind: 'process' },
    web: { kind: 'webIdentity', account: '999988887777', role: 'Ci' },
  }))
    test(name, () => assert.deepEqual(of(name), { name, ...expected }));

  for (const [name, problem] of Object.entries({
    lost: /source profile "nobody" is not in the shared config/,
    'behind-lost': /source profile "lost" cannot work: .*"nobody"/,
    'loop-a': /loop: loop-a → loop-b → loop-a/,
    both: /both source_profile and credential_source/,
    'bare-role': /whose credentials assume it/,
    'odd-source': /must be one of Environment/,
    'no-role': /not the ARN of a role/,
    'no-session': /sso-session "gone"/,
    'half-sso': /lacks sso_account_id, sso_role_name/,
    'no-services': /services section "nowhere"/,
    half: /must stand together/,
  }))
    test(`${name}: what is wrong`, () => assert.match(of(name)?.problem ?? '', problem));

  test('no secret is in what is listed', () => {
    assert.doesNotMatch(JSON.stringify(profiles), /wJalr|AKIA/);
  });

  test('what needs no profile is offered where the environment tells of it', async () => {
    const names = async (env: NodeJS.ProcessEnv) => (await listProfiles(env)).filter(({ name }) => name.startsWith('('));
    assert.deepEqual(await names({}), []);
    assert.deepEqual(await names({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'x', AWS_REGION: 'eu-west-1' }), [
      { name: '(environment)', kind: 'environment', region: 'eu-west-1' },
    ]);
    assert.match((await names({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' }))[0]?.problem ?? '', /AWS_SECRET_ACCESS_KEY is not/);
    assert.deepEqual(await names({ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1/' }), [{ name: '(instance)', kind: 'instance' }]);
  });

  test('files are read anew, and a missing one is empty', async () => {
    fs.rmSync(path.join(home.folder, 'credentials'));
    home.write('[profile new]\nregion = eu-north-1\n');
    assert.deepEqual(await listProfiles({}), [{ name: 'new', kind: 'unknown', region: 'eu-north-1' }]);
    fs.rmSync(path.join(home.folder, 'config'));
    assert.deepEqual(await listProfiles({}), []);
  });

  test('a file that is there and cannot be read is a fault', async () => {
    fs.rmSync(path.join(home.folder, 'config'), { force: true });
    fs.mkdirSync(path.join(home.folder, 'config'));
    await assert.rejects(listProfiles({}), (error) => isConfig(error) && /it is a folder/.test(error.message));
    fs.rmdirSync(path.join(home.folder, 'config'));
    home.write('[profile __proto__]\nregion = x\n');
    await assert.rejects(listProfiles({}), (error) => isConfig(error) && /__proto__/.test(error.message));
  });
});

test('where a profile’s own questions go', () => {
  assert.equal(homeRegion({}, {}), 'us-east-1');
  assert.equal(homeRegion({ region: 'eu-west-1' }, { AWS_REGION: 'us-west-2' }), 'eu-west-1');
  assert.equal(homeRegion({}, { AWS_REGION: 'cn-north-1' }), 'cn-north-1');
  const china = { role_arn: 'arn:aws-cn:iam::444455556666:role/Reader' };
  assert.equal(homeRegion(china, {}), 'cn-north-1');
  assert.equal(homeRegion(china, { AWS_REGION: 'eu-west-1' }), 'cn-north-1');
  assert.equal(homeRegion(china, { AWS_REGION: 'cn-northwest-1' }), 'cn-northwest-1');
  assert.equal(homeRegion({ login_session: 'arn:aws-us-gov:iam::444455556666:user/dana' }, {}), 'us-gov-west-1');
});

describe('endpoints, the most specific first', () => {
  const section = { endpoint_url: 'http://127.0.0.1:1', services: 'local' };
  const services = new Map([['local', { 's3.endpoint_url': 'http://127.0.0.1:2', 'cloudwatch_logs.endpoint_url': 'http://127.0.0.1:3' }]]);
  const of = (service: Parameters<typeof endpointOf>[0], env: NodeJS.ProcessEnv = {}, of = section) =>
    endpointOf(service, of, { services }, env);
  test('of the profile and its services', () => {
    assert.equal(of('CloudTrail'), 'http://127.0.0.1:1');
    assert.equal(of('S3'), 'http://127.0.0.1:2');
    assert.equal(of('CloudWatch Logs'), 'http://127.0.0.1:3');
    assert.equal(endpointOf('S3', {}, { services }, {}), undefined);
  });
  test('of the environment', () => {
    assert.equal(of('S3', { AWS_ENDPOINT_URL: 'http://127.0.0.1:4' }), 'http://127.0.0.1:4');
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4', AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://127.0.0.1:5' };
    assert.equal(of('CloudWatch Logs', env), 'http://127.0.0.1:5');
    assert.equal(of('S3', { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }), undefined);
  });
  test('what is no address is a fault', () => {
    assert.throws(() => of('S3', { AWS_ENDPOINT_URL: '127.0.0.1:4' }), isConfig);
    assert.throws(() => of('S3', {}, { ...section, services: 'nowhere' }), isConfig);
  });
});

function isConfig(error: unknown): error is AwsFailure {
  return error instanceof AwsFailure && error.fault.code === 'config';
}
