import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, ask } from '../../src/query/answer.ts';
import { historyRows } from '../../src/query/history.ts';
import { EventReader } from '../../src/query/reader.ts';
import { goldenIn } from '../golden.ts';
import { ACCOUNT, OTHER_ACCOUNT, storeOf } from './records.ts';
import type { Told } from './records.ts';
import { BUCKET, GROUP, ROLE_ARN, askedBy, bucketStory, declared, functionStory, groupStory, roleStory } from './stories.ts';
import type { HistoryAnswer, HistoryQuestion, HistoryRow } from '../../src/protocol/backend.ts';

const assertGolden = goldenIn(import.meta.dirname);

const NOW = Date.UTC(2024, 3, 1);

function asked(story: readonly Told[], question: HistoryQuestion): { answer: HistoryAnswer; rows: HistoryRow[] } {
  const reader = new EventReader(storeOf(story), () => 'none');
  const history = ask(reader, question, NOW);
  return { answer: answerOf(reader, question, history, 1), rows: historyRows(reader, history.identity, history.found.refs) };
}

const minute = (time: number): string => new Date(time).toISOString().slice(0, 16).replace('T', ' ');

function printed({ answer, rows }: ReturnType<typeof asked>): string {
  const line = ({ time, eventName, account, actor, outcome, match }: HistoryRow): string =>
    [
      minute(time),
      eventName.padEnd(32),
      account,
      actor.name.padEnd(24),
      outcome.padEnd(8),
      match.confidence.padEnd(8),
      match.mention ? '(mention)' : '',
    ]
      .join(' ')
      .trimEnd() + `\n    ${match.reason}`;
  return [
    `known as: ${answer.identity.values.map(({ value, via }) => `${value} (${via.text})`).join(', ')}`,
    `${answer.total} events: ${Object.entries(answer.counts)
      .map(([outcome, n]) => `${n} ${outcome}`)
      .join(', ')}; ${answer.possibleLeftOut} possible left out`,
    answer.created === undefined ? 'creation not held' : `created ${minute(answer.created.time)} by ${answer.created.actor.name}`,
    answer.deleted === undefined ? 'not deleted' : `DELETED ${minute(answer.deleted.time)} by ${answer.deleted.actor.name}`,
    'last known:',
    ...(answer.lastKnown?.attributes ?? []).map(({ path, value, by }) => `  ${path} = ${value}  (${by.eventName} ${minute(by.time)})`),
    '',
    ...rows.map(line),
  ].join('\n');
}

const namesOf = ({ rows }: ReturnType<typeof asked>): string[] => rows.map(({ eventName }) => eventName);

test('a deleted bucket: the deleting event and the last known state come first', () => {
  assertGolden('bucket', printed(asked(bucketStory, { identity: askedBy(BUCKET) })));
});

test('a security group asked by its name: its id is learned from the answer that created it', () => {
  const found = asked(groupStory, { identity: askedBy('web') });
  assertGolden('group', printed(found));
  assert.ok(found.answer.identity.values.some(({ value, via }) => value === GROUP && via.how === 'learned'));
  assert.match(found.rows[0]?.what ?? '', /tcp 22 from 0\.0\.0\.0\/0/);
});

test('asked by its id, a group finds no event of a namesake: its name is not searched by', () => {
  const namesake: Told = {
    at: '2024-03-07T09:00',
    name: 'CreateSecurityGroup',
    source: 'ec2',
    request: { groupName: 'web', groupDescription: 'x' },
    response: { groupId: 'sg-0fedcba9876543210' },
  };
  const found = asked([...groupStory, namesake], { identity: askedBy(GROUP, 'id') });
  assert.ok(!found.rows.some(({ time }) => time === Date.UTC(2024, 2, 7, 9)));
  assert.equal(found.answer.total, 7);
});

test('a role asked by its ARN: the namesake of another account is only possible, the assumption from outside is certain', () => {
  assertGolden('role', printed(asked(roleStory, { identity: askedBy(ROLE_ARN) })));
});

test('a bare name that two accounts use is the resource of the one that created it', () => {
  const { answer, rows } = asked(roleStory, { identity: askedBy('deployer') });
  assert.equal(answer.identity.account, ACCOUNT);
  assert.deepEqual([...new Set(rows.filter(({ eventName }) => eventName === 'AttachRolePolicy').map(({ account }) => account))], [ACCOUNT]);
  assert.equal(answer.possibleLeftOut, 1);
  const all = asked(roleStory, { identity: askedBy('deployer'), possible: true });
  assert.equal(all.answer.total, answer.total + 1);
  assert.equal(all.answer.possibleLeftOut, 0);
  const [namesake] = all.rows.filter(({ account, eventName }) => account === OTHER_ACCOUNT && eventName === 'AttachRolePolicy');
  assert.equal(namesake?.match.confidence, 'possible');
  assert.match(namesake?.match.reason ?? '', /another account/);
});

test('where several accounts created one of the name, all of them stay', () => {
  const twin: Told = {
    at: '2024-03-01T07:00',
    name: 'CreateRole',
    source: 'iam',
    region: 'us-east-1',
    account: OTHER_ACCOUNT,
    request: { roleName: 'deployer' },
    response: null,
  };
  const { answer, rows } = asked([...roleStory, twin], { identity: askedBy('deployer') });
  assert.equal(answer.possibleLeftOut, 0);
  assert.ok(rows.some(({ account }) => account === OTHER_ACCOUNT));
});

test("what a function's role of the same name does is none of the function's history, nor is another Region's function", () => {
  const identity = declared('aws_lambda_function.thumbs', 'thumbs', 'name', {
    eventSource: 'lambda.amazonaws.com',
    account: ACCOUNT,
    region: 'eu-west-1',
  });
  const found = asked(functionStory, { identity });
  assertGolden('function', printed(found));
  assert.ok(!namesOf(found).includes('PutItem'));
  assert.ok(found.answer.possibleLeftOut >= 1);
});

test('a pattern from code is left out and counted; asked for, it is meant', () => {
  const fromCode = asked(bucketStory, {
    identity: { ...declared('aws_s3_bucket.ledger', 'acme-led*', 'pattern', { eventSource: 's3.amazonaws.com' }) },
  });
  assert.deepEqual([fromCode.answer.total, fromCode.answer.possibleLeftOut], [0, 11]);
  assert.match(fromCode.answer.coverageText, /11 events that only possibly belong/);
  const shown = asked(bucketStory, {
    identity: declared('aws_s3_bucket.ledger', 'acme-led*', 'pattern', { eventSource: 's3.amazonaws.com' }),
    possible: true,
  });
  assert.deepEqual([shown.answer.total, shown.answer.possibleLeftOut], [11, 0]);
  assert.ok(shown.rows.every(({ match }) => match.confidence === 'possible'));
  const meant = asked(bucketStory, { identity: askedBy('acme-led*') });
  assert.equal(meant.answer.total, 11);
  assert.ok(
    meant.rows.every(({ match }) => match.confidence === 'probable'),
    meant.rows.map(({ match }) => match.confidence).join(),
  );
});

test("a part of a resource: the parent's events that set it are its own, the others possible", () => {
  const parent = declared('aws_s3_bucket.ledger', BUCKET, 'name', { eventSource: 's3.amazonaws.com' });
  const identity = {
    ...declared('aws_s3_bucket_public_access_block.ledger', '', 'name', { eventSource: 's3.amazonaws.com', parent }),
    values: [],
  };
  const found = asked(bucketStory, { identity });
  assert.deepEqual(namesOf(found), ['DeleteBucketPublicAccessBlock', 'PutBucketPublicAccessBlock']);
  assert.ok(found.answer.possibleLeftOut > 0);
  assert.ok(asked(bucketStory, { identity, possible: true }).answer.total > 5);
});

test('filter, span and changes only narrow what is found, not what is learned', () => {
  const since = Date.UTC(2024, 2, 4);
  const { answer, rows } = asked(groupStory, { identity: askedBy('web'), since, changesOnly: true, filter: 'actor:alice' });
  assert.deepEqual(
    rows.map(({ eventName }) => eventName),
    ['AuthorizeSecurityGroupIngress'],
  );
  assert.ok(answer.identity.values.some(({ value }) => value === GROUP));
  assert.deepEqual(answer.counts, { read: 0, change: 1, attempt: 0, insight: 0 });
  assert.equal(answer.first, answer.last);
});

test('a resource that nothing names is answered with words', () => {
  const { answer } = asked(groupStory, { identity: askedBy('sg-0aaaaaaaaaaaaaaaa', 'id') });
  assert.equal(answer.total, 0);
  assert.ok(Number.isNaN(answer.first));
  assert.match(answer.coverageText, /None of the 10 events held names sg-0aaaaaaaaaaaaaaaa.*Next step: /);
});

test('a bucket created again after its end is not deleted', () => {
  const again: Told = { ...bucketStory[0]!, at: '2024-03-08T10:00' };
  const { answer } = asked([...bucketStory, again], { identity: askedBy(BUCKET) });
  assert.equal(answer.deleted, undefined);
  assert.equal(answer.created?.time, Date.UTC(2024, 2, 8, 10));
});
