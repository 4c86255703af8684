// Where events are: other partitions, Insights, and no network at all.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../../src/resource/asked.ts';
import { account, callsOf, connected, rigOf, signal } from './rig.ts';
import { manyRecords, record, uuid } from './records.ts';

const A = '111122223333';
const DAY = 86_400_000;

for (const [partition, home, other] of [
  ['aws-cn', 'cn-north-1', 'cn-northwest-1'],
  ['aws-us-gov', 'us-gov-west-1', 'us-gov-east-1'],
] as const) {
  test(`${partition}: its own Regions, its own Region for global services`, async () => {
    const now = Date.now();
    const role = record(A, home, now - DAY, 1, {
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      requestParameters: { roleName: 'deployer' },
    });
    const records = [role, ...manyRecords(A, other, 10, now - 5 * DAY, now - DAY)];
    const rig = await rigOf({ aws: { accounts: [account(A, { partition, records })] } });
    await connected(rig, [A]);
    const [connection] = rig.desk.connections.list;
    assert.deepEqual([connection?.caller?.partition, [...(connection?.regions ?? [])].sort()], [partition, [home, other].sort()]);
    await rig.desk.handlers.lookUp({ identity: asked(`arn:${partition}:iam::${A}:role/deployer`) }, signal());
    assert.deepEqual([...new Set(callsOf(rig.aws, 'LookupEvents').map(({ region }) => region))], [home]);
    assert.equal(rig.store.events, 1);
    const result = await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
    assert.deepEqual([result.faults, rig.store.events], [[], 11]);
  });
}

test('Insights events come with the others', async () => {
  const now = Date.now();
  const insight = (state: 'Start' | 'End', minutes: number): ReturnType<typeof record> => ({
    ...record(A, 'eu-west-1', now - DAY + minutes * 60_000, minutes, { eventID: uuid('insight', state) }),
    eventCategory: 'Insight',
    eventType: 'AwsCloudTrailInsight',
    sharedEventID: uuid('shared'),
    insightDetails: {
      state,
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      insightType: 'ApiCallRateInsight',
      insightContext: { statistics: { baseline: { average: 0.2 }, insight: { average: 12 } } },
    },
  });
  const rig = await rigOf({ aws: { accounts: [account(A, { records: [insight('Start', 1), insight('End', 9)] })] } });
  await connected(rig, [A], ['eu-west-1']);
  await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  assert.deepEqual([...rig.store.countBy('category', {})], [['Insight', 2]]);
});

test('without a network, what is held is there, and the coverage says that nothing could be asked', async () => {
  const now = Date.now();
  const records = manyRecords(A, 'eu-west-1', 20, now - 5 * DAY, now - DAY);
  const rig = await rigOf({ aws: { accounts: [account(A, { records })] } });
  await connected(rig, [A], ['eu-west-1']);
  await rig.desk.handlers.fill({ since: now - 30 * DAY }, signal());
  await rig.aws.close();
  const offline = rig.again();
  const [connection] = await offline.desk.handlers.connect({ choices: [{ profile: `p${A}` }] }, signal());
  assert.deepEqual([connection?.state, connection?.fault?.code], ['failed', 'network']);
  const answer = await offline.backend.call('history', { identity: asked('i-00000000000000003') });
  assert.equal(answer.total, 1);
  assert.match(answer.coverageText, /p111122223333 cannot be asked now; what was read before is shown\. \S/);
  assert.equal((await offline.desk.handlers.lookUp({ identity: asked('i-00000000000000003') }, signal())).calls, 0);
  assert.equal((await offline.desk.handlers.fill({ since: now - 30 * DAY }, signal())).calls, 0);
});
