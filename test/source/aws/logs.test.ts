// CloudWatch Logs by the real SDK over HTTP: spans of a log group, and its live tail.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { makeAwsAccess } from '../../../src/aws.ts';
import { parseFilter } from '../../../src/event/filter.ts';
import { logPatternOf } from '../../../src/source/aws/logPattern.ts';
import { AwsFailure } from '../../../src/source/aws/port.ts';
import type { AwsFault, LogPage, Place, TailUpdate } from '../../../src/source/aws/port.ts';
import { startAws } from '../../../scripts/aws/index.ts';
import type { Aws, CloudTrailRecord } from '../../../scripts/aws/index.ts';
import { makeHome } from './home.ts';

const home = makeHome();
const at: Place = { profile: 'prod', account: '111122223333', partition: 'aws', region: 'eu-west-1' };
const never = new AbortController().signal;
const access = makeAwsAccess({ askMfa: async () => undefined });
const group = 'arn:aws:logs:eu-west-1:111122223333:log-group:audit';
let aws: Aws;
let count = 0;

function emit(eventName: string, more: Partial<CloudTrailRecord> = {}): void {
  const eventTime = `${new Date(aws.clock.now()).toISOString().slice(0, 19)}Z`;
  aws.emit('111122223333', 'eu-west-1', {
    eventVersion: '1.11',
    eventID: `00000000-0000-4000-8000-${String(count++).padStart(12, '0')}`,
    eventTime,
    eventName,
    eventSource: 's3.amazonaws.com',
    awsRegion: 'eu-west-1',
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    readOnly: false,
    ...more,
  });
}

before(async () => {
  aws = await startAws({
    strict: true,
    quotas: false,
    logScan: 10,
    liveTail: { intervalMs: 25, sessionMs: 400, perUpdate: 3 },
    accounts: [
      {
        id: '111122223333',
        keys: [{ id: 'AKIAIOSFODNN7EXAMPLE', secret: 'secretEXAMPLE' }],
        trails: [{ name: 'audit', homeRegion: 'eu-west-1', bucket: 'example-logs', logGroupArn: `${group}:*`, health: { logging: true } }],
        buckets: [{ name: 'example-logs', region: 'eu-west-1' }],
        logGroups: [{ name: 'audit', region: 'eu-west-1' }],
      },
    ],
  });
  home.write(
    `[profile prod]\nregion = eu-west-1\nendpoint_url = ${aws.url}\n`,
    '[prod]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secretEXAMPLE\n',
  );
  for (let n = 0; n < 25; n++) emit(n % 5 === 0 ? 'DeleteBucket' : 'PutObject');
  await new Promise((resolve) => setTimeout(resolve, 30)); // until they are delivered
});
after(async () => {
  await aws.close();
  home.remove();
});
afterEach(() => {
  aws.faults.length = 0;
  aws.calls.length = 0;
});

async function faultOf(work: Promise<unknown>): Promise<AwsFault> {
  const error: unknown = await work.then(
    () => assert.fail('did not fail'),
    (one: unknown) => one,
  );
  assert.ok(error instanceof AwsFailure, String(error));
  return error.fault;
}
const span = () => ({ since: aws.clock.now() - 3_600_000, until: aws.clock.now() + 1000 });

async function everything(pattern: string | undefined, of = group): Promise<LogPage['events'][number][]> {
  const events: LogPage['events'][number][] = [];
  const question = { group: of, ...span(), ...(pattern === undefined ? {} : { pattern }) };
  let token: string | undefined;
  do {
    const page: LogPage = await access.logEvents(at, { ...question, ...(token === undefined ? {} : { token }) }, never);
    events.push(...page.events);
    token = page.token;
  } while (token !== undefined);
  return events;
}

describe('a span of a log group', () => {
  test('by ARN, with a trail’s own ending too, and by name', async () => {
    for (const name of [group, `${group}:*`, 'audit']) assert.equal((await everything(undefined, name)).length, 25);
    const [event] = await everything(undefined);
    assert.equal((JSON.parse(event?.message ?? '') as CloudTrailRecord).eventName, 'DeleteBucket');
    assert.ok(event && event.id !== '' && event.stream !== '' && event.timestamp > 0);
  });

  for (const [filter, events] of [
    ['region:eu-west-1', 25],
    ['region:eu-* -region:us-east-1', 25],
    ['-region:eu-west-1', 0],
    ['name:Delete*', 5],
    ['name:deletebucket,nothing', 5],
    ['name:delete* is:denied', 0],
    ['service:ec2', 0],
    ['service:s3 account:111122223333', 25],
    ['is:read', 0],
    ['is:change error:*', 0],
  ] as const)
    test(`our patterns are patterns: ${filter}`, async () => {
      assert.equal((await everything(logPatternOf(parseFilter(filter, 0)).pattern)).length, events);
    });

  for (const [name, group, fault, code] of [
    ['no such group', 'arn:aws:logs:eu-west-1:111122223333:log-group:gone', undefined, 'notFound'],
    ['denied', 'audit', 'accessDenied', 'denied'],
    ['a position that expired', 'audit', 'invalidNextToken', 'tokenRefused'],
    ['broken', 'audit', 'malformed', 'badAnswer'],
  ] as const)
    test(name, async () => {
      if (fault) aws.faults.push({ operation: 'FilterLogEvents', do: fault });
      const found = await faultOf(access.logEvents(at, { group, ...span() }, never));
      assert.equal(found.code, code, found.message);
      assert.equal(found.permission, 'logs:FilterLogEvents');
    });

  test('a pattern that is none', async () => {
    assert.equal((await faultOf(access.logEvents(at, { group, pattern: '{ $.x', ...span() }, never))).code, 'badRequest');
  });
});

describe('a live tail', () => {
  test('tells what arrives, also that some was left out, until the service ends it', async () => {
    const updates: TailUpdate[] = [];
    setTimeout(() => emit('DeleteBucket'), 60);
    setTimeout(() => {
      for (let n = 0; n < 9; n++) emit('PutObject');
    }, 200);
    for await (const update of access.liveTail(at, `${group}:*`, undefined, never)) updates.push(update);
    const names = updates.flatMap(({ events }) => events.map(({ message }) => (JSON.parse(message) as CloudTrailRecord).eventName));
    assert.ok(names.includes('DeleteBucket') && names.includes('PutObject'), String(names));
    assert.ok(updates.some(({ sampled }) => sampled) && updates.some(({ sampled }) => !sampled));
    assert.ok(updates.length > 5);
  });

  test('lets through what the pattern takes', async () => {
    setTimeout(() => {
      emit('DeleteBucket');
      emit('GetObject', { readOnly: true });
    }, 60);
    const names: string[] = [];
    const { pattern } = logPatternOf(parseFilter('service:s3 -account:123456789012 is:change', 0));
    for await (const { events } of access.liveTail(at, group, pattern, never))
      names.push(...events.map(({ message }) => (JSON.parse(message) as CloudTrailRecord).eventName));
    assert.deepEqual(names, ['DeleteBucket']);
  });

  test('ends when the signal fires, and when it is left', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('enough')), 80);
    let updates = 0;
    for await (const _ of access.liveTail(at, group, undefined, controller.signal)) updates++;
    assert.ok(updates > 0 && updates < 12, `${updates}`);
    for await (const _ of access.liveTail(at, group, undefined, never)) break;
  });

  test('is not begun when the signal had fired', async () => {
    const reason = new Error('enough');
    const tail = access.liveTail(at, group, undefined, AbortSignal.abort(reason))[Symbol.asyncIterator]();
    await assert.rejects(tail.next(), (error) => error === reason);
  });

  for (const [name, of, fault, code] of [
    ['no such group', 'arn:aws:logs:eu-west-1:111122223333:log-group:gone', undefined, 'notFound'],
    ['denied', group, { do: 'accessDenied' }, 'denied'],
  ] as const)
    test(name, async () => {
      if (fault) aws.faults.push({ operation: 'StartLiveTail', ...fault });
      const run = async (): Promise<void> => {
        for await (const _ of access.liveTail(at, of, undefined, never)) continue;
      };
      const found = await faultOf(run());
      assert.equal(found.code, code, found.message);
      assert.equal(found.permission, 'logs:StartLiveTail');
    });
});
