// Event history through AWS's own SDK, over HTTP: what is asked, how often, and what is held afterwards.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../scripts/aws/clock.ts';
import { account, callsOf, connected, rigOf, signal } from './rig.ts';
import { manyRecords, record } from './records.ts';

const A = '111122223333';
const B = '444455556666';
const DAY = 86_400_000;

test('fills all accounts and Regions with as many calls as pages, and asks nothing twice', async () => {
  const now = Date.now();
  const regions = ['us-east-1', 'eu-west-1'];
  const records = regions.flatMap((region) => manyRecords(A, region, 230, now - 20 * DAY, now - DAY));
  const others = manyRecords(B, 'us-east-1', 20, now - 5 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records }), account(B, { records: others })] } });
  await connected(rig, [A, B], regions);
  const question = { since: now - 30 * DAY };

  const first = await rig.desk.handlers.fill(question, signal());
  assert.deepEqual([first.added, first.faults, first.cancelled, first.unfinished], [480, [], false, 0]);
  // 5 + 5 + 1 + 1 pages of management events, one of Insights events for each of the four.
  assert.equal(callsOf(rig.aws, 'LookupEvents').length, 12 + 4);
  assert.equal(rig.store.events, 480);

  const second = await rig.desk.handlers.fill(question, signal());
  assert.deepEqual([second.calls, second.added], [0, 0]);
  const narrower = await rig.desk.handlers.fill({ since: now - 10 * DAY }, signal());
  assert.equal(narrower.calls, 0);
  const after = rig.again();
  await connected(after, [A, B], regions);
  assert.equal((await after.desk.handlers.fill(question, signal())).calls, 0);
});

test('a wider span costs only what is not held yet', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 300, now - 60 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records })] } });
  await connected(rig, [A], ['eu-west-1']);
  await rig.desk.handlers.fill({ since: now - 20 * DAY }, signal());
  const held = rig.store.events;
  assert.ok(held > 80 && held < 110, String(held));
  const wider = await rig.desk.handlers.fill({ since: now - 70 * DAY }, signal());
  assert.equal(held + wider.added, 300);
  assert.ok(wider.calls <= Math.ceil((300 - held) / 50) + 1, String(wider.calls));
});

test('never asks beyond 90 days', async () => {
  const clock = createClock();
  const now = clock.now();
  const records = manyRecords(A, 'eu-west-1', 60, now - 120 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records })], clock } });
  await connected(rig, [A], ['eu-west-1']);
  const result = await rig.desk.handlers.fill({ since: now - 400 * DAY }, signal());
  const wanted = records.filter(({ eventTime }) => Date.parse(eventTime) >= now - 90 * DAY).length;
  assert.deepEqual([result.added, result.faults], [wanted, []]);
});

test('stops at the calls it may make, says that more is to come, and goes on from there', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 260, now - 20 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records })] } });
  await connected(rig, [A], ['eu-west-1']);
  const question = { since: now - 30 * DAY, maxCalls: 3 };
  const first = await rig.desk.handlers.fill(question, signal());
  assert.deepEqual([first.added, first.unfinished], [150, 1]);
  const second = await rig.desk.handlers.fill(question, signal());
  assert.equal(second.unfinished, 0);
  assert.equal(rig.store.events, 260);
  assert.deepEqual(
    rig.store.sources().map(({ duplicates }) => duplicates < 6),
    [true],
    'only events of the second it went on from',
  );
});

test('late events are found when they are asked for again', async () => {
  const clock = createClock();
  const start = clock.now();
  const rig = await rigOf({
    aws: { accounts: [account(A, { records: [record(A, 'eu-west-1', start - 60_000, 1)] })], clock, delayMs: 300_000 },
    now: () => clock.now(),
  });
  await connected(rig, [A], ['eu-west-1']);
  const question = { since: start - DAY };
  assert.equal((await rig.desk.handlers.fill(question, signal())).added, 0);
  clock.advance(400_000);
  const again = await rig.desk.handlers.fill(question, signal());
  assert.deepEqual([again.added, again.calls], [1, 2]);
});

test('cancel keeps what came', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 400, now - 20 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records })], faults: [{ operation: 'LookupEvents', do: 'delay', ms: 60 }] } });
  await connected(rig, [A], ['eu-west-1']);
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 250);
  const result = await rig.desk.handlers.fill({ since: now - 30 * DAY }, abort.signal);
  assert.equal(result.cancelled, true);
  assert.ok(rig.store.events > 0 && rig.store.events < 400, String(rig.store.events));
  rig.aws.faults.length = 0;
  const rest = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.equal(rig.store.events, 400);
  assert.ok(rest.calls <= 9, String(rest.calls));
});

test('one refused Region ends nothing else, is told once, and is not asked again at once', async () => {
  const now = Date.now();
  const regions = ['us-east-1', 'eu-west-1', 'eu-central-1'];
  const records = regions.flatMap((region) => manyRecords(A, region, 10, now - 5 * DAY, now - DAY));
  const rig = await rigOf({
    aws: {
      accounts: [account(A, { records })],
      faults: [{ operation: 'LookupEvents', region: 'eu-central-1', do: 'accessDenied', by: 'scp' }],
    },
  });
  await connected(rig, [A], regions);
  const first = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.deepEqual([first.added, first.done, first.streams], [20, 6, 6]);
  assert.deepEqual(
    first.faults.map(({ code, region, permission }) => [code, region, permission]),
    [['denied', 'eu-central-1', 'cloudtrail:LookupEvents']],
  );
  const calls = rig.aws.calls.length;
  const second = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.deepEqual([second.calls, second.faults.length, rig.aws.calls.length], [0, 1, calls]);
  rig.aws.faults.length = 0;
  const third = await rig.desk.handlers.fill({ since: now - 30 * DAY, fresh: true }, signal());
  assert.deepEqual([third.added, third.faults], [10, []]);
});

test('an expired token in mid-paging signs the connection out, once, and what came is kept', async () => {
  const now = Date.now();
  const regions = ['us-east-1', 'eu-west-1'];
  const records = regions.flatMap((region) => manyRecords(A, region, 300, now - 20 * DAY, now - DAY));
  const rig = await rigOf({ aws: { accounts: [account(A, { records })] } });
  await connected(rig, [A], regions);
  rig.aws.faults.push({ operation: 'LookupEvents', region: 'us-east-1', nth: 3, do: 'expiredToken' });
  const result = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.equal(result.faults[0]?.code, 'signedOut');
  assert.ok(rig.store.events >= 100);
  assert.deepEqual(
    rig.desk.connections.list.map(({ state }) => state),
    ['signedOut'],
  );
  rig.aws.faults.length = 0;
  await rig.desk.handlers.reconnect({ profile: `p${A}` }, signal());
  await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.equal(rig.store.events, 600);
});

test('throttling is waited out and told as waiting, never as a fault', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 120, now - 20 * DAY, now - DAY);
  const rig = await rigOf({
    aws: { accounts: [account(A, { records })], faults: [{ operation: 'LookupEvents', count: 6, do: 'throttle' }] },
    pace: { lookup: 1, describe: 1, logs: 1 },
  });
  await connected(rig, [A], ['eu-west-1']);
  const result = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.deepEqual([result.added, result.faults, result.waiting], [120, [], 0]);
  const waits = rig.pushes.some((push) => push.type === 'lookup' && (push.progress?.waiting ?? 0) > 0);
  assert.ok(waits, 'it was told that it waits');
});

test('a call that is never answered is given up and asked again', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 120, now - 20 * DAY, now - DAY);
  const rig = await rigOf({
    aws: { accounts: [account(A, { records })], faults: [{ operation: 'LookupEvents', nth: 2, do: 'timeout' }] },
    patience: 300,
  });
  await connected(rig, [A], ['eu-west-1']);
  const result = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.deepEqual([result.added, result.faults], [120, []]);
});

test('a service that never answers is a fault in the end, and what came before it is kept', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 120, now - 20 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records })] }, patience: 200 });
  await connected(rig, [A], ['eu-west-1']);
  const hang = { operation: 'LookupEvents', do: 'timeout' } as const;
  const first = rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  while (callsOf(rig.aws, 'LookupEvents').length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  rig.aws.faults.push(hang);
  const result = await first;
  assert.deepEqual(
    result.faults.map(({ code }) => code),
    ['timeout'],
  );
  assert.ok(rig.store.events >= 50);
  rig.aws.faults.length = 0;
  await rig.desk.handlers.fill({ since: now - 30 * DAY, fresh: true }, signal());
  assert.equal(rig.store.events, 120);
});
