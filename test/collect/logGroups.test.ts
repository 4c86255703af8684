// A trail's log group: past spans, and live.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AwsOptions } from '../../scripts/aws/index.ts';
import type { TailState } from '../../src/protocol/aws.ts';
import { account, callsOf, connected, rigOf, signal } from './rig.ts';
import type { Rig } from './rig.ts';
import { record } from './records.ts';

const A = '111122223333';
const REGION = 'eu-west-1';
const GROUP = 'aws-cloudtrail-logs';
const ARN = `arn:aws:logs:${REGION}:${A}:log-group:${GROUP}`;
const profile = `p${A}`;

const trail = {
  name: 'audit',
  homeRegion: REGION,
  bucket: 'acme-trail',
  multiRegion: true,
  logGroupArn: `${ARN}:*`,
  health: { logging: true },
};

async function rigWithGroup(options: Partial<AwsOptions> = {}): Promise<Rig> {
  const rig = await rigOf({
    aws: {
      accounts: [
        account(A, { logGroups: [{ name: GROUP, region: REGION }], trails: [trail], buckets: [{ name: 'acme-trail', region: REGION }] }),
      ],
      liveTail: { intervalMs: 40 },
      ...options,
    },
  });
  await connected(rig, [A], [REGION]);
  return rig;
}

async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !what(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(what());
}

test('a past span is read page by page and held; a filter asks for less', async () => {
  const rig = await rigWithGroup();
  const now = Date.now();
  const group = rig.aws.logGroup(A, GROUP);
  const truth = Array.from({ length: 120 }, (_, n) =>
    record(A, REGION, now - 3_600_000 + n * 1000, n, n % 4 === 0 ? { eventName: 'DeleteBucket', eventSource: 's3.amazonaws.com' } : {}),
  );
  group.add(
    truth.map((one) => ({ timestamp: Date.parse(one.eventTime), stream: `${A}_CloudTrail_${REGION}`, message: JSON.stringify(one) })),
  );
  const span = { profile, group: ARN, since: now - 2 * 3_600_000, until: now };
  const estimate = await rig.desk.handlers.estimateLogGroup({ ...span, filter: 'name:DeleteBucket' }, signal());
  assert.match(estimate.pattern, /eventName/);
  assert.ok((estimate.events ?? 0) >= 30 && (estimate.calls ?? 0) >= 1);
  const some = await rig.desk.handlers.loadLogGroup({ ...span, filter: 'name:DeleteBucket' }, signal());
  assert.deepEqual([some.added, some.faults], [30, []]);
  const all = await rig.desk.handlers.loadLogGroup(span, signal());
  assert.equal(all.added, 90);
  assert.equal(rig.store.events, 120);
  assert.deepEqual(
    rig.store.sources().map(({ kind, path }) => [kind, path]),
    [['logGroup', ARN]],
  );
  assert.ok(rig.store.spans.list().some(({ kind, query }) => kind === 'logGroup' && query === ''));
});

test('a refused group is told, and claims nothing', async () => {
  const rig = await rigWithGroup({ faults: [{ operation: 'FilterLogEvents', do: 'accessDenied' }] });
  const now = Date.now();
  const result = await rig.desk.handlers.loadLogGroup({ profile, group: ARN, since: now - 1000, until: now }, signal());
  assert.deepEqual(
    result.faults.map(({ code, permission }) => [code, permission]),
    [['denied', 'logs:FilterLogEvents']],
  );
  assert.deepEqual(rig.store.spans.list(), []);
});

const stateOf = (rig: Rig, id: number): TailState | undefined => rig.desk.tails.list.find((tail) => tail.id === id);

test('a live tail brings events as they come, keeps them while paused, and stops', async () => {
  const rig = await rigWithGroup();
  const { id } = await rig.desk.handlers.startTail({ profile, group: ARN }, signal());
  await until(() => stateOf(rig, id)?.state === 'live');
  for (let n = 0; n < 5; n++) rig.aws.emit(A, REGION, record(A, REGION, Date.now(), n));
  await until(() => rig.store.events === 5);
  await rig.desk.handlers.pauseTail({ id, paused: true }, signal());
  for (let n = 5; n < 8; n++) rig.aws.emit(A, REGION, record(A, REGION, Date.now(), n));
  await until(() => stateOf(rig, id)?.held === 3);
  assert.equal(rig.store.events, 5);
  await rig.desk.handlers.pauseTail({ id, paused: false }, signal());
  await until(() => rig.store.events === 8);
  await rig.desk.handlers.stopTail({ id }, signal());
  await until(() => stateOf(rig, id)?.state === 'ended');
  assert.deepEqual([stateOf(rig, id)?.endedBecause, stateOf(rig, id)?.events, stateOf(rig, id)?.by], ['stopped', 8, 'liveTail']);
});

test('where live tail is not allowed, the group is asked every few seconds instead', async () => {
  const rig = await rigWithGroup({ faults: [{ operation: 'StartLiveTail', do: 'accessDenied' }] });
  const { id } = await rig.desk.handlers.startTail({ profile, group: ARN }, signal());
  await until(() => stateOf(rig, id)?.state === 'live');
  assert.equal(stateOf(rig, id)?.by, 'filter');
  rig.aws.emit(A, REGION, record(A, REGION, Date.now(), 1));
  await until(() => rig.store.events === 1);
  await rig.desk.handlers.stopTail({ id }, signal());
  await until(() => stateOf(rig, id)?.state === 'ended');
  assert.ok(callsOf(rig.aws, 'FilterLogEvents').length >= 2);
});

test('a tail filters, ends at the service’s time limit, and says when it was sampled', async () => {
  const rig = await rigWithGroup({ liveTail: { intervalMs: 40, perUpdate: 10, sessionMs: 1500 } });
  const { id } = await rig.desk.handlers.startTail({ profile, group: ARN, filter: 'name:DeleteBucket' }, signal());
  await until(() => stateOf(rig, id)?.state === 'live');
  for (let n = 0; n < 40; n++) {
    const more = n < 30 ? { eventName: 'DeleteBucket', eventSource: 's3.amazonaws.com' } : {};
    rig.aws.emit(A, REGION, record(A, REGION, Date.now(), n, more));
  }
  await until(() => stateOf(rig, id)?.state === 'ended');
  const tail = stateOf(rig, id);
  assert.deepEqual([tail?.endedBecause, tail?.sampled], ['timeLimit', true]);
  assert.ok(rig.store.events > 0 && rig.store.events <= 30);
});
