import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leafTest } from '../../src/store/leaves.ts';
import { MemoryStore } from '../../src/store/memory.ts';
import type { Find } from '../../src/store/port.ts';

let serial = 0;
function record(over: object = {}): string {
  const n = ++serial;
  return JSON.stringify({
    eventVersion: '1.10',
    userIdentity: {
      type: 'IAMUser',
      arn: 'arn:aws:iam::111122223333:user/alice',
      accountId: '111122223333',
      userName: 'alice',
      accessKeyId: 'AKIAALICEEXAMPLE',
    },
    eventTime: `2024-03-01T10:00:${String(n % 60).padStart(2, '0')}Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'CreateTags',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.7',
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
    ...over,
  });
}

function storeOf(...overs: object[]): MemoryStore {
  const store = new MemoryStore();
  for (const over of overs) store.add(record(over));
  return store;
}

const foundBy = (value: string, leaf: string): boolean => leafTest(value)(leaf);

test('a value is a whole leaf or a whole word of one, never a part of a word', () => {
  assert.ok(foundBy('sg-0123', 'sg-0123'));
  assert.ok(foundBy('sg-0123', 'resource sg-0123 has a dependent object'));
  assert.ok(foundBy('orders', 'arn:aws:sqs:eu-west-1:111122223333:orders'));
  assert.ok(foundBy('logs', '{"Resource":"arn:aws:s3:::logs/*"}'));
  assert.ok(!foundBy('logs', 'logs-archive'));
  assert.ok(!foundBy('sg-0123', 'sg-01234'));
  assert.ok(!foundBy('Logs', 'logs'));
  assert.ok(!foundBy('', 'logs'));
  assert.ok(!foundBy('', ''));
});

test('a value with separators is a whole leaf, or a path within one', () => {
  assert.ok(foundBy('arn:aws:s3:::logs', 'arn:aws:s3:::logs'));
  assert.ok(foundBy('arn:aws:s3:::logs', 'arn:aws:s3:::logs/2024/a.gz'));
  assert.ok(foundBy('/aws/lambda/web', 'log group /aws/lambda/web is gone'));
  assert.ok(!foundBy('arn:aws:s3:::logs', 'arn:aws:s3:::logs-archive'));
  assert.ok(!foundBy('a/b', 'b/a'));
  assert.ok(!foundBy('a/c', 'a/b/c'));
});

test('a pattern fits a whole leaf or a whole word', () => {
  assert.ok(foundBy('web-*', 'web-3f2a'));
  assert.ok(foundBy('web-*', 'arn:aws:lambda:eu-west-1:111122223333:function:web-3f2a'));
  assert.ok(foundBy('arn:aws:s3:::web-*', 'arn:aws:s3:::web-3f2a/key'));
  assert.ok(!foundBy('web-*', 'my-web-3f2a'));
  assert.ok(!foundBy('web-*-x', 'web-x'));
});

test('whatever word stands between separators is found by itself', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{1,11}$/);
  const separator = fc.constantFrom(' ', ':', '/', '"', ',', '(', '\n');
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), separator, fc.nat(5), (words, between, i) => {
      const value = words[i % words.length] ?? '';
      assert.ok(foundBy(value, words.join(between)));
    }),
  );
});

test('every string of the record is searched, decoded, also of who called', () => {
  const store = storeOf({ requestParameters: { tagSet: { items: [{ key: 'Name', value: 'caf\u00e9 "one"' }] } } });
  const total = (value: string): number => store.find({ values: [value] }).total;
  assert.equal(total('caf\u00e9 "one"'), 1);
  assert.equal(total('alice'), 1);
  assert.equal(total('bob'), 0);
  assert.equal(store.find({ values: ['bob', 'alice'] }).total, 1);
});

test('records come back byte for byte, newest first, without doubles', () => {
  const odd = ` { "eventName":"A\\u0041", "eventID":"x-1","eventTime":"2024-05-01T00:00:00Z" } `;
  const store = new MemoryStore();
  assert.ok(store.add(record({ eventTime: '2024-01-01T00:00:00Z' })));
  assert.ok(store.add(odd));
  assert.ok(!store.add(odd, 2));
  const { refs, times, total } = store.find({});
  assert.equal(total, 2);
  assert.equal(store.raw(refs[0]!).toString(), odd);
  assert.equal(times[0], Date.UTC(2024, 4, 1));
  assert.equal(store.refOf('x-1'), refs[0]);
  assert.deepEqual(
    store.sources().map(({ id, events, duplicates }) => [id, events, duplicates]),
    [
      [1, 2, 0],
      [2, 0, 1],
    ],
  );
});

test('a record without eventID is known by its text', () => {
  const store = new MemoryStore();
  const text = record({ eventID: undefined });
  assert.ok(store.add(text));
  assert.ok(!store.add(text));
  assert.ok(store.add(record({ eventID: undefined, eventTime: '2023-01-01T00:00:00Z' })));
  assert.equal(store.find({}).total, 2);
});

test('spans include their start and exclude their end; events without a time are found only without a span', () => {
  const at = Date.UTC(2024, 2, 1, 10);
  const store = storeOf({ eventTime: '2024-03-01T10:00:00Z' }, { eventTime: '2024-03-01T10:00:01Z' }, { eventTime: 'soon' });
  const total = (question: Find): number => store.find(question).total;
  assert.equal(total({}), 3);
  assert.equal(total({ since: at }), 2);
  assert.equal(total({ since: at, until: at + 1000 }), 1);
  assert.equal(total({ since: at + 1 }), 1);
  assert.ok(Number.isNaN(store.find({}).times.at(-1)));
});

test('outcomes, filter, limit and counts', () => {
  const store = storeOf(
    {},
    { readOnly: true, eventName: 'DescribeInstances' },
    { errorCode: 'AccessDenied', errorMessage: 'no' },
    { recipientAccountId: '444455556666' },
  );
  assert.deepEqual(Object.fromEntries(store.countBy('outcome', {})), { change: 2, attempt: 1, read: 1 });
  assert.deepEqual(
    [...store.countBy('account', { outcomes: ['change'] })],
    [
      ['111122223333', 1],
      ['444455556666', 1],
    ],
  );
  assert.equal(store.find({ outcomes: ['attempt'] }).total, 1);
  const limited = store.find({ limit: 2 });
  assert.deepEqual([limited.refs.length, limited.times.length, limited.total], [2, 2, 4]);
  const terms = [{ field: 'account', not: true, any: ['444455556666'] }] as const;
  assert.equal(store.find({ filter: { terms } }).total, 3);
  assert.equal(store.countBy('actor', {}).get('arn:aws:iam::111122223333:user/alice'), 4);
});

test('coverage tells accounts, Regions, categories and the span', () => {
  const store = storeOf({ eventTime: '2024-03-01T10:00:00Z' }, { eventTime: '2024-03-02T10:00:00Z', awsRegion: 'us-east-1' });
  const { accounts, regions, categories, first, last, events } = store.coverage();
  assert.deepEqual(
    { accounts, regions, categories, events },
    { accounts: ['111122223333'], regions: ['eu-west-1', 'us-east-1'], categories: ['Management'], events: 2 },
  );
  assert.deepEqual([first, last], [Date.UTC(2024, 2, 1, 10), Date.UTC(2024, 2, 2, 10)]);
  assert.ok(Number.isNaN(new MemoryStore().coverage().first));
});
