// Who a profile is, by the real SDK over HTTP against the local endpoints.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { makeAwsAccess } from '../../../src/aws.ts';
import { at, all, faultOf, mfaSerial, never, startWorld } from './world.ts';

const world = await startWorld();
const { aws, fresh, home } = world;
const access = fresh();
after(() => world.close());
afterEach(() => world.reset());

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
    assert.deepEqual(world.mfa.asked, [`guarded ${mfaSerial}`]);
  });

  test('a wrong code, and none', async () => {
    world.mfa.code = '000000';
    assert.match((await faultOf(fresh().caller('guarded', never))).message, /not accepted/);
    world.mfa.code = undefined;
    const fault = await faultOf(fresh().caller('guarded', never));
    assert.deepEqual([fault.code, fault.profile], ['mfa', 'guarded']);
  });

  test('one who waits for a code can be cancelled', async () => {
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
    assert.deepEqual([fault.code, world.mfa.asked.length], ['signedOut', 0]);
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
