// Where requests would go, without sending any.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Clients } from '../../../src/source/aws/clients.ts';
import { makeHome } from './home.ts';

const keys = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secretEXAMPLE\n';
const home = makeHome(
  `[profile plain]\nregion = eu-west-1\n[profile local]\nendpoint_url = http://127.0.0.1:9\n[profile fips]\nuse_fips_endpoint = true\n`,
  `[plain]\n${keys}[local]\n${keys}[fips]\n${keys}`,
);
after(() => home.remove());
const clients = new Clients({ askMfa: async () => undefined });

/** Catches the request on its way out. */
async function hostOf(send: (caught: { handle(request: { hostname: string; path: string }): never }) => Promise<unknown>): Promise<string> {
  let host = '';
  await send({
    handle: ({ hostname, path }) => {
      host = `${hostname}${path}`;
      throw Object.assign(new Error('caught'), { name: 'Caught' });
    },
  }).catch((error: unknown) => assert.match(String(error), /caught/));
  return host;
}
const sts = async (profile: string, region = 'eu-west-1') => {
  const client = await clients.sts(profile, region);
  return hostOf((caught) => {
    Object.assign(client.config, { requestHandler: caught });
    return client.send(new GetCallerIdentityCommand({}));
  });
};
const tail = async (profile: string) => {
  const client = await clients.logs(profile, 'eu-west-1');
  return hostOf((caught) => {
    Object.assign(client.config, { requestHandler: caught });
    return client.send(new StartLiveTailCommand({ logGroupIdentifiers: ['arn:aws:logs:eu-west-1:111122223333:log-group:audit'] }));
  });
};
const object = async (profile: string) => {
  const client = await clients.s3(profile, 'eu-west-1');
  return hostOf((caught) => {
    Object.assign(client.config, { requestHandler: caught });
    return client.send(new GetObjectCommand({ Bucket: 'example-logs', Key: 'a/b' }));
  });
};

test('AWS’s own hosts, whatever endpoint the profile of AWS_PROFILE has', async () => {
  process.env['AWS_PROFILE'] = 'local';
  assert.equal(await sts('plain'), 'sts.eu-west-1.amazonaws.com/');
  assert.equal(await tail('plain'), 'stream-logs.eu-west-1.amazonaws.com/');
  assert.equal(await object('plain'), 'example-logs.s3.eu-west-1.amazonaws.com/a/b');
  delete process.env['AWS_PROFILE'];
});

test('an endpoint’s host as it is, with the bucket in the path', async () => {
  process.env['AWS_PROFILE'] = 'plain';
  assert.equal(await sts('local'), '127.0.0.1/');
  assert.equal(await tail('local'), '127.0.0.1/');
  assert.equal(await object('local'), '127.0.0.1/example-logs/a/b');
  delete process.env['AWS_PROFILE'];
});

test('other settings are the chosen profile’s, and partitions have their own hosts', async () => {
  assert.equal(await sts('fips', 'us-east-1'), 'sts-fips.us-east-1.amazonaws.com/');
  assert.equal(await sts('plain', 'cn-north-1'), 'sts.cn-north-1.amazonaws.com.cn/');
  assert.equal(await sts('plain', 'us-gov-west-1'), 'sts.us-gov-west-1.amazonaws.com/');
});
