import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Activity } from '../../src/query/activity.ts';
import { answerOf, ask } from '../../src/query/answer.ts';
import { EventReader } from '../../src/query/reader.ts';
import { storeOf } from './records.ts';
import type { Told } from './records.ts';
import { BUCKET, GROUP, ROLE_ARN, bucketStory, functionStory, groupStory, roleStory } from './stories.ts';
import type { ActivityQuestion } from '../../src/protocol/backend.ts';

const NOW = Date.UTC(2024, 3, 1);
const all: readonly Told[] = [...bucketStory, ...groupStory, ...roleStory, ...functionStory];

function activityOf(story: readonly Told[]): { activity: Activity; reader: EventReader } {
  const reader = new EventReader(storeOf(story), () => 'none');
  return { activity: new Activity(reader, () => NOW), reader };
}

const everything: Omit<ActivityQuestion, 'groupBy'> = { changesOnly: false };

test('by resource: every event of a resource is in one group, however it names it', () => {
  const { activity, reader } = activityOf(all);
  const { groups, grouped, total } = activity.groups({ ...everything, groupBy: 'resource' });
  assert.deepEqual([grouped, total], [all.length, all.length]);
  const byLabel = (label: string) =>
    groups.filter((group) => group.label === label || group.identity?.values.some(({ value }) => value === label));
  const [bucket, ...moreBuckets] = byLabel(BUCKET);
  assert.equal(moreBuckets.length, 0);
  assert.deepEqual([bucket?.events, bucket?.attempts, bucket?.deleted, bucket?.type], [8, 1, true, 'AWS::S3::Bucket']);
  assert.equal(bucket?.newest.eventName, 'DeleteBucket');
  const [group, ...moreGroups] = byLabel(GROUP);
  assert.equal(moreGroups.length, 0);
  assert.ok((group?.events ?? 0) >= 4);
  assert.equal(group?.deleted, undefined);
  const roles = byLabel(ROLE_ARN);
  assert.equal(roles.length, 1);
  assert.ok(
    activity.rows({ ...everything, groupBy: 'resource' }, roles[0]!.key, 0, 100).some(({ eventName }) => eventName === 'DetachRolePolicy'),
  );

  // The group's identity opens a history that holds the group's events.
  const history = ask(reader, { identity: bucket.identity! }, NOW);
  assert.ok(answerOf(reader, { identity: bucket.identity! }, history, 1).total >= bucket.events);
});

test('a group of a repeating name is opened by its id alone', () => {
  const { activity } = activityOf(groupStory);
  const { groups } = activity.groups({ ...everything, groupBy: 'resource' });
  const group = groups.find(({ identity }) => identity?.values.some(({ value }) => value === GROUP));
  assert.deepEqual(
    group?.identity?.values.map(({ value }) => value),
    [GROUP],
  );
});

test('actors, services, sessions and days: sums equal what was found, newest first', () => {
  const { activity, reader } = activityOf(all);
  for (const groupBy of ['actor', 'service', 'session', 'time'] as const) {
    for (const changesOnly of [false, true]) {
      const question: ActivityQuestion = { groupBy, changesOnly };
      const { groups, grouped, total } = activity.groups(question);
      assert.equal(
        groups.reduce((sum, group) => sum + group.events, 0),
        total,
      );
      assert.equal(grouped, total);
      assert.deepEqual(
        groups.map(({ last }) => last),
        groups.map(({ last }) => last).sort((a, b) => b - a),
      );
      for (const { key, events, attempts } of groups) {
        const rows = activity.rows(question, key, 0, 1000);
        assert.equal(rows.length, events);
        assert.equal(rows.filter(({ outcome }) => outcome === 'attempt').length, attempts);
        if (changesOnly) assert.ok(rows.every(({ outcome }) => outcome === 'change' || outcome === 'attempt'));
      }
    }
  }
  assert.equal(activity.groups({ ...everything, groupBy: 'service' }).groups.find(({ label }) => label === 's3')?.events, 10);
  assert.deepEqual(
    [...reader.store.countBy('eventSource', {}).values()].reduce((a, b) => a + b, 0),
    all.length,
  );
});

test('days begin where the zone says', () => {
  const { activity } = activityOf([
    { at: '2024-03-01T23:30', name: 'CreateTags', source: 'ec2' },
    { at: '2024-03-02T00:30', name: 'CreateTags', source: 'ec2' },
  ]);
  const labels = (timeZone?: string): string[] =>
    activity.groups({ ...everything, groupBy: 'time', ...(timeZone === undefined ? {} : { timeZone }) }).groups.map(({ label }) => label);
  assert.deepEqual(labels(), ['2024-03-02', '2024-03-01']);
  assert.deepEqual(labels('Europe/Berlin'), ['2024-03-02']);
  assert.deepEqual(labels('America/New_York'), ['2024-03-01']);
  assert.deepEqual(labels('Nowhere/Land'), ['2024-03-02', '2024-03-01']);
});

test('a span and a filter narrow; a faulty filter throws', () => {
  const { activity } = activityOf(all);
  const narrowed = activity.groups({ ...everything, groupBy: 'actor', filter: 'service:s3 actor:alice', since: Date.UTC(2024, 2, 6) });
  assert.deepEqual(
    narrowed.groups.map(({ label, events }) => [label, events]),
    [['alice', 2]],
  );
  assert.throws(() => activity.groups({ ...everything, groupBy: 'actor', filter: 'nosuch:field' }), { name: 'FilterError' });
});

test('new events are seen at once', () => {
  const { activity, reader } = activityOf(groupStory);
  const question: ActivityQuestion = { ...everything, groupBy: 'service' };
  assert.equal(activity.groups(question).total, groupStory.length);
  const store = reader.store as ReturnType<typeof storeOf>;
  store.add(
    JSON.stringify({ eventID: 'new', eventName: 'PutItem', eventSource: 'dynamodb.amazonaws.com', eventTime: '2024-03-20T00:00:00Z' }),
  );
  assert.equal(activity.groups(question).total, groupStory.length + 1);
});

test('events that act on nothing named have their own group', () => {
  const { activity } = activityOf([{ at: '2024-03-01T10:00', name: 'ConsoleLogin', source: 'signin' }]);
  const { groups } = activity.groups({ ...everything, groupBy: 'resource' });
  assert.deepEqual(
    groups.map(({ label, events, identity }) => [label, events, identity]),
    [['no resource named', 1, undefined]],
  );
});
