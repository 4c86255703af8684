// What tests let go wrong with the local endpoints, as the real SDK sees it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient, StartLiveTailCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Aws, Fault } from '../../scripts/aws/index.ts';
import { account, client, invented, refused, region, start } from './invented.ts';

let aws: Aws;
const lookup = (more: object = {}, signal?: AbortSignal) =>
  new CloudTrailClient(client(aws, more)).send(new LookupEventsCommand({}), signal ? { abortSignal: signal } : {});
const identity = () => new STSClient(client(aws)).send(new GetCallerIdentityCommand({}));
const object = () => new S3Client(client(aws)).send(new GetObjectCommand({ Bucket: 'logs', Key: 'k' }));
const set = (...rules: Fault[]) => aws.faults.splice(0, Infinity, ...rules);

before(async () => {
  aws = await start({
    records: [invented(1, Date.now())],
    buckets: [{ name: 'logs', region }],
    logGroups: [{ name: 'trail', region }],
  });
  aws.bucket('logs').put('k', 'a body that is long enough to be cut');
});
beforeEach(() => {
  set();
  aws.calls.length = 0;
});
after(() => aws.close());

describe('a fault', () => {
  it('strikes the nth, the first few, or the share that was asked for', async () => {
    const strikes = async (rule: Omit<Fault, 'do'>, times: number) => {
      set({ do: '503', service: 'cloudtrail', ...rule });
      const outcomes: number[] = [];
      for (let n = 0; n < times; n++) outcomes.push(await lookup().then(() => 200, () => 503)); // prettier-ignore
      return outcomes;
    };
    assert.deepEqual(await strikes({ nth: 2 }, 3), [200, 503, 200]);
    assert.deepEqual(await strikes({ count: 2 }, 3), [503, 503, 200]);
    const half = (await strikes({ probability: 0.5 }, 40)).filter((status) => status === 503).length;
    assert.ok(half > 10 && half < 30, `${half} of 40`);
  });

  it('strikes only what it names', async () => {
    set({ do: '500', service: 'cloudtrail', operation: 'LookupEvents', region: 'us-east-1', account });
    await lookup();
    await identity();
    assert.deepEqual(await refused(lookup({ region: 'us-east-1' })), { code: 'InternalFailure', status: 500, message: 'An internal error occurred.' }); // prettier-ignore
    assert.deepEqual(
      aws.calls.map(({ operation, region: where, status, code }) => [operation, where, status, code]),
      [
        // prettier-ignore
        ['LookupEvents', region, 200, undefined],
        ['GetCallerIdentity', region, 200, undefined],
        ['LookupEvents', 'us-east-1', 500, 'InternalFailure'],
      ],
    );
  });

  it('throttles as each service does', async () => {
    set({ do: 'throttle' });
    const ec2 = new EC2Client(client(aws)).send(new DescribeRegionsCommand({}));
    const said = (await Promise.all([lookup(), identity(), object(), ec2].map(refused))).map(({ status, code }) => `${status} ${code}`);
    assert.deepEqual(said, ['400 ThrottlingException', '400 Throttling', '503 SlowDown', '503 RequestLimitExceeded']);
  });

  it('denies in AWS’s own words', async () => {
    const who = `User: arn:aws:iam::${account}:user/dana is not authorized to perform: cloudtrail:LookupEvents`;
    set({ do: 'accessDenied' });
    assert.deepEqual(await refused(lookup()), {
      code: 'AccessDeniedException',
      status: 400,
      message: `${who} because no identity-based policy allows the cloudtrail:LookupEvents action`,
    });
    set({ do: 'accessDenied', by: 'scp' });
    assert.equal((await refused(lookup())).message, `${who} with an explicit deny in a service control policy`);
    assert.match((await refused(object())).message, /s3:GetObject on resource: "arn:aws:s3:::logs\/k"/);
  });

  it('spoils credentials, tokens and clocks', async () => {
    const code = async (deed: Fault['do']) => {
      set({ do: deed });
      return (await refused(lookup())).code;
    };
    assert.equal(await code('expiredToken'), 'ExpiredTokenException');
    assert.equal(await code('invalidToken'), 'UnrecognizedClientException');
    assert.equal(await code('invalidNextToken'), 'InvalidNextTokenException');
    assert.equal(await code('clockSkew'), 'InvalidSignatureException');
  });

  it('breaks the connection, the answer, or never answers', async () => {
    set({ do: 'reset' });
    assert.equal((await refused(lookup())).status, undefined);
    set({ do: 'malformed' });
    assert.match((await refused(lookup())).code, /SyntaxError/);
    set({ do: 'reset', midBody: true });
    const { Body } = await object();
    await assert.rejects(Body!.transformToString());
    set({ do: 'timeout' });
    await assert.rejects(lookup({}, AbortSignal.timeout(100)));
    assert.deepEqual(aws.calls.map(({ status, code }) => `${status} ${code}`), ['0 reset', '200 malformed', '0 reset', '0 timeout']); // prettier-ignore
  });

  it('breaks a live tail', async () => {
    set({ do: 'reset', service: 'logs' });
    const logs = new CloudWatchLogsClient(client(aws, { disableHostPrefix: true }));
    const arn = `arn:aws:logs:${region}:${account}:log-group:trail`;
    await assert.rejects(logs.send(new StartLiveTailCommand({ logGroupIdentifiers: [arn] })));
  });

  it('delays, then lets through', async () => {
    set({ do: 'delay', ms: 80 });
    const began = performance.now();
    assert.equal((await lookup()).Events?.length, 1);
    assert.ok(performance.now() - began >= 79);
  });
});
