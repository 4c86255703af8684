import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  activityChildren,
  activityDescription,
  activityQuestion,
  activityText,
  type ActivityAsk,
  type ActivityNode,
  type ActivityState,
} from '../../src/outline/activity.ts';
import type { ActivityAnswer } from '../../src/protocol/backend.ts';
import type { EventRow } from '../../src/store/port.ts';
import { coverage, group, now, print, reader, row, source } from './fixtures.ts';

const state: ActivityState = { groupBy: 'resource', changesOnly: true, range: '30d', filter: '' };

function ask(answer: Partial<ActivityAnswer>, over: Partial<ActivityAsk> = {}, rows: readonly EventRow[] = []): ActivityAsk {
  const total = answer.groups?.reduce((sum, { events }) => sum + events, 0) ?? 0;
  return {
    state,
    reader,
    shown: () => 100,
    activity: async () => ({ groups: [], grouped: total, total, coverage: coverage([source()]), ...answer }),
    rows: async (_question, _group, offset, count) => rows.slice(offset, offset + count),
    ...over,
  };
}

async function tree(asked: ActivityAsk): Promise<string> {
  return print<ActivityNode>(
    (node) => activityChildren(node, asked),
    (node) => activityText(node, reader),
  );
}

test('resources with their events, newest facts first', async () => {
  const deleted = row({ eventName: 'DeleteBucket', eventSource: 's3.amazonaws.com', time: now - 3 * 3_600_000 });
  const failed = row({
    eventName: 'PutBucketPolicy',
    outcome: 'attempt',
    errorCode: 'AccessDenied',
    actor: { kind: 'role', name: 'ci/run-1' },
  });
  const groups = [
    group({ label: 'audit-logs', type: 'AWS::S3::Bucket', detail: '111122223333', deleted: true, newest: deleted, events: 2, attempts: 1 }),
    group({ type: 'AWS::EC2::SecurityGroup', detail: '111122223333 eu-central-1' }),
    group({ label: 'forbidden', newest: failed, attempts: 1 }),
  ];
  assert.equal(
    await tree(ask({ groups }, {}, [deleted, failed])),
    `\
$(trash delete) audit-logs  ‹3 h · alice · 2 (1 failed) · Bucket · 111122223333›
  $(trash delete) DeleteBucket  ‹3 h · alice · s3 · console›
  $(circle-slash attempt) PutBucketPolicy  ‹AccessDenied · 1 d · ci/run-1 · ec2 · console›
$(shield) sg-0a1b2c3d4e5f60718  ‹1 d · alice · 1 · SecurityGroup · 111122223333 eu-central-1›
  $(trash delete) DeleteBucket  ‹3 h · alice · s3 · console›
  $(circle-slash attempt) PutBucketPolicy  ‹AccessDenied · 1 d · ci/run-1 · ec2 · console›
$(symbol-misc attempt) forbidden  ‹1 d · ci/run-1 · 1 (1 failed)›
  $(trash delete) DeleteBucket  ‹3 h · alice · s3 · console›
  $(circle-slash attempt) PutBucketPolicy  ‹AccessDenied · 1 d · ci/run-1 · ec2 · console›
`,
  );
});

test('actors do not repeat themselves in every line', async () => {
  const groups = [group({ label: 'alice', type: 'user' })];
  assert.equal(
    await tree(ask({ groups }, { state: { ...state, groupBy: 'actor' } }, [row()])),
    `\
$(person) alice  ‹1 d · 1›
  $(edit change) AuthorizeSecurityGroupIngress  ‹1 d · ec2 · console›
`,
  );
});

test('long lists are paged, and cut groupings say so', async () => {
  const groups = [group({ events: 3 }), group({ key: 'l' })];
  assert.equal(
    await tree(ask({ groups, grouped: 4, total: 1_000_000 }, { shown: () => 1 }, [row(), row()])),
    `\
$(symbol-misc) sg-0a1b2c3d4e5f60718  ‹1 d · alice · 3›
  $(edit change) AuthorizeSecurityGroupIngress  ‹1 d · alice · ec2 · console›
  $(ellipsis) Load more  ‹2 events more›
$(ellipsis) Load more  ‹1 group more›
$(info) Grouped: the newest 4 of 1,000,000 events  ‹choose a shorter time range to see the others›
`,
  );
});

test('nothing in the range: what is held, and the ways out', async () => {
  assert.equal(
    await tree(ask({}, { state: { ...state, filter: 'name:Delete*' } })),
    `\
$(info) No changes in the last 30 days match the filter
$(info) Held: 21,034 events  ‹2026-04-16 – 2026-07-14›
$(history) Show all time
$(calendar) Choose another time range…
$(clear-all) Clear the filter
$(eye) Show reads too
`,
  );
});

test('without sources the root is empty, so that the welcome view shows', async () => {
  assert.equal(await tree(ask({ coverage: coverage([]) })), '');
});

test('sources that gave nothing point to the list of problems', async () => {
  const empty = coverage([source({ events: 0, problems: 2, first: NaN, last: NaN })]);
  assert.equal(
    await tree(ask({ coverage: empty })),
    `\
$(info) The sources hold no events  ‹2 problems, see Sources›
$(list-tree) Show sources
`,
  );
});

test('hostile names are written out', async () => {
  const groups = [group({ label: 'a\u202Eb\nc', newest: row({ actor: { kind: 'user', name: '\u200Beve' } }) })];
  assert.match(await tree(ask({ groups })), /^\$\(symbol-misc\) a⟨U\+202E⟩b↵c {2}‹1 d · ⟨U\+200B⟩eve · 1›\n$/);
});

test('the question and the title follow the state', () => {
  const question = activityQuestion({ ...state, range: '7d', filter: 'is:failed' }, reader);
  assert.deepEqual(question, { groupBy: 'resource', changesOnly: true, since: now - 7 * 86_400_000, filter: 'is:failed', timeZone: 'UTC' });
  assert.equal(activityDescription(state), 'changes · 30 days · by resource');
  assert.equal(
    activityDescription({ ...state, changesOnly: false, range: 'all', filter: 'ip:192.0.2.1' }),
    'all events · all time · by resource · ip:192.0.2.1',
  );
});
