// Who may in at the local endpoints: signatures, tokens and clocks, each service refusing in its own words.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AccountClient, ListRegionsCommand } from '@aws-sdk/client-account';
import { CloudTrailClient, ListTrailsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startAws, type Aws } from '../../scripts/aws/index.ts';
import { account, client, credentials, minute, refused } from './invented.ts';

const mfaSerial = `arn:aws:iam::${account}:mfa/dana`;
const role = (name: string) => ({ RoleArn: `arn:aws:iam::${account}:role/${name}`, RoleSessionName: 'dana' });
const old = { accessKeyId: 'ASIAOLDEXAMPLE', secretAccessKey: 'oldSecretEXAMPLE', sessionToken: 'oldTokenEXAMPLE' };
let aws: Aws;

before(async () => {
  aws = await startAws({
    strict: true,
    accounts: [
      {
        id: account,
        keys: [
          { id: credentials.accessKeyId, secret: credentials.secretAccessKey },
          { id: old.accessKeyId, secret: old.secretAccessKey, token: old.sessionToken, role: 'auditor', expires: Date.now() - minute },
        ],
        roles: [{ name: 'auditor' }, { name: 'operator', mfaSerial }, { name: 'closed', refuses: true }],
      },
    ],
  });
});
after(() => aws.close());

const calls: Readonly<Record<string, (more: object) => Promise<unknown>>> = {
  cloudtrail: (more) => new CloudTrailClient(client(aws, more)).send(new ListTrailsCommand({})),
  sts: (more) => new STSClient(client(aws, more)).send(new GetCallerIdentityCommand({})),
  ec2: (more) => new EC2Client(client(aws, more)).send(new DescribeRegionsCommand({})),
  account: (more) => new AccountClient(client(aws, more)).send(new ListRegionsCommand({})),
  s3: (more) => new S3Client(client(aws, more)).send(new ListBucketsCommand({})),
};

async function words(more: object): Promise<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const [service, call] of Object.entries(calls)) {
    const { code, status } = await refused(call(more));
    said[service] = `${status} ${code}`;
  }
  return said;
}

describe('the door of the local endpoints', () => {
  it('lets in who has signed rightly', async () => {
    for (const call of Object.values(calls)) await call({});
  });

  it('refuses a wrong secret', async () => {
    assert.deepEqual(await words({ credentials: { ...credentials, secretAccessKey: 'wrong' } }), {
      cloudtrail: '400 InvalidSignatureException',
      sts: '403 SignatureDoesNotMatch',
      ec2: '401 AuthFailure',
      account: '403 InvalidSignatureException',
      s3: '403 SignatureDoesNotMatch',
    });
  });

  it('refuses a key that nobody has', async () => {
    assert.deepEqual(await words({ credentials: { ...credentials, accessKeyId: 'AKIANOBODYEXAMPLE' } }), {
      cloudtrail: '400 UnrecognizedClientException',
      sts: '403 InvalidClientTokenId',
      ec2: '401 AuthFailure',
      account: '403 UnrecognizedClientException',
      s3: '403 InvalidAccessKeyId',
    });
  });

  it('refuses an expired token', async () => {
    assert.deepEqual(await words({ credentials: old }), {
      cloudtrail: '400 ExpiredTokenException',
      sts: '403 ExpiredToken',
      ec2: '400 RequestExpired',
      account: '403 ExpiredTokenException',
      s3: '400 ExpiredToken',
    });
  });

  it('refuses a clock that is off, measured against its own', async () => {
    aws.clock.advance(20 * minute);
    try {
      assert.deepEqual(await words({}), {
        cloudtrail: '400 InvalidSignatureException',
        sts: '403 SignatureDoesNotMatch',
        ec2: '400 RequestExpired',
        account: '403 InvalidSignatureException',
        s3: '403 RequestTimeTooSkewed',
      });
      const { message } = await refused(calls['sts']!({}));
      assert.match(message, /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/);
      await new STSClient(client(aws, { maxAttempts: 2 })).send(new GetCallerIdentityCommand({})); // the SDK corrects its clock
    } finally {
      aws.clock.advance(-20 * minute);
    }
  });

  it('refuses what is not signed, and half a signature', async () => {
    const ask = async (authorization?: string) => {
      const headers = { 'x-amz-target': 'CloudTrail_20131101.ListTrails', ...(authorization ? { authorization } : {}) };
      const answer = await fetch(aws.url, { method: 'POST', body: '{}', headers });
      return `${answer.status} ${answer.headers.get('x-amzn-errortype')}`;
    };
    assert.equal(await ask(), '400 MissingAuthenticationTokenException');
    assert.equal(await ask('AWS4-HMAC-SHA256 Credential=x'), '400 IncompleteSignatureException');
  });

  it('gives keys of a role, asks for a device where it must', async () => {
    const sts = new STSClient(client(aws));
    const { Credentials } = await sts.send(new AssumeRoleCommand(role('auditor')));
    const taken = {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    };
    const { Arn } = await new STSClient(client(aws, { credentials: taken })).send(new GetCallerIdentityCommand({}));
    assert.equal(Arn, `arn:aws:sts::${account}:assumed-role/auditor/dana`);
    const take = (more: object) => sts.send(new AssumeRoleCommand({ ...role('operator'), ...more }));
    await take({ SerialNumber: mfaSerial, TokenCode: '123456' });
    const wrong = await refused(take({ SerialNumber: mfaSerial, TokenCode: '000000' }));
    assert.deepEqual([wrong.code, wrong.status], ['AccessDenied', 403]);
    assert.match(wrong.message, /^MultiFactorAuthentication failed with invalid MFA one time pass code/);
    assert.match((await refused(take({}))).message, /is not authorized to perform: sts:AssumeRole on resource/);
    assert.equal((await refused(sts.send(new AssumeRoleCommand(role('closed'))))).code, 'AccessDenied');
    const web = await sts.send(new AssumeRoleWithWebIdentityCommand({ ...role('auditor'), WebIdentityToken: 'token' }));
    assert.ok(web.Credentials?.SessionToken);
  });
});

describe('the sign-in portal', () => {
  it('gives keys of a role for a bearer token', async () => {
    const portal = await startAws({ strict: true, accounts: [{ id: account }], portalTokens: { goodEXAMPLE: 'dana@example.com' } });
    const ask = (token: string) =>
      fetch(`${portal.url}/federation/credentials?role_name=Developer&account_id=${account}`, {
        headers: { 'x-amz-sso_bearer_token': token },
      });
    const { roleCredentials } = (await (await ask('goodEXAMPLE')).json()) as { roleCredentials: typeof old & { expiration: number } };
    assert.ok(roleCredentials.expiration > Date.now());
    const keys = { ...roleCredentials, expiration: new Date(roleCredentials.expiration) };
    const { Arn } = await new STSClient(client(portal, { credentials: keys })).send(new GetCallerIdentityCommand({}));
    assert.equal(Arn, `arn:aws:sts::${account}:assumed-role/Developer/dana@example.com`);
    const refusal = await ask('badEXAMPLE');
    assert.deepEqual([refusal.status, refusal.headers.get('x-amzn-errortype')?.split(':')[0]], [401, 'UnauthorizedException']);
    await portal.close();
  });
});

describe('a door that is not strict', () => {
  it('takes anybody for the first account', async () => {
    const open = await startAws({ accounts: [{ id: account }] });
    const sts = new STSClient({ ...client(open), credentials: { accessKeyId: 'x', secretAccessKey: 'y' } });
    assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Account, account);
    await open.close();
  });
});
