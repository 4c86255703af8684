// The store on disk answers as the plain store in memory does, keeps records byte for byte, and loses nothing it has committed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { parseFilter } from '../../src/event/filter.ts';
import { MemoryStore } from '../../src/store/memory.ts';
import type { CountBy, EventStore, Find } from '../../src/store/port.ts';
import { IdSet } from '../../src/store/idSet.ts';
import { SegmentBuilder } from '../../src/store/segmentBuilder.ts';
import { SegmentStore } from '../../src/store/segmentStore.ts';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function emptyStore(): SegmentStore {
  const folder = mkdtempSync(path.join(tmpdir(), 'traillens-store-'));
  folders.push(folder);
  return new SegmentStore(folder);
}

/** Puts records into a store as an import would, in segments of so many rows. */
function fill(
  store: SegmentStore,
  texts: readonly string[],
  rowsPerSegment: number,
  sourcePath = '/logs',
): { events: number; duplicates: number } {
  const source = store.addSource('folder', sourcePath);
  const ids = new IdSet(store.events + texts.length);
  store.eachId((h1, h2) => ids.claim(h1, h2));
  const total = { events: 0, duplicates: 0 };
  for (let at = 0; at < texts.length; at += rowsPerSegment) {
    const [{ file } = { file: 0 }] = store.filesToRead(source, [{ path: `${sourcePath}/${at}.json`, size: 1, mtimeMs: at }]);
    const builder = new SegmentBuilder();
    let events = 0;
    let duplicates = 0;
    for (const text of texts.slice(at, at + rowsPerSegment)) {
      const bytes = Buffer.from(`,${text}`); // not at offset 0, as in a file
      if (builder.add(bytes, 1, bytes.length, file, (h1, h2) => ids.claim(h1, h2))) events++;
      else duplicates++;
    }
    store.append({ source, segment: builder.encode(), done: [{ file, events, duplicates, problems: [] }] });
    total.events += events;
    total.duplicates += duplicates;
  }
  return total;
}

const names = ['CreateBucket', 'DeleteBucket', 'DescribeInstances', 'AuthorizeSecurityGroupIngress', 'ConsoleLogin', 'AssumeRole'];
const resources = [
  'sg-0123456789abcdef0',
  'sg-0123456789abcdef1',
  'exports',
  'exports-archive',
  'ci-deployer',
  '/app/db/password',
  'alias/orders',
];
const account = fc.constantFrom('111122223333', '444455556666');
const resource = fc.constantFrom(...resources);
const leaf = fc.oneof(
  resource,
  resource.map((r) => `arn:aws:iam::111122223333:role/service/${r}`),
  resource.map((r) => `resource ${r} has a dependent object`),
  resource.map((r) => JSON.stringify({ Statement: [{ Resource: `arn:aws:s3:::${r}/*` }] })),
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
);
const identity = fc.oneof(
  fc.record({
    type: fc.constant('IAMUser'),
    userName: fc.constantFrom('alice', 'bob'),
    accountId: account,
    accessKeyId: fc.constantFrom('AKIAAEXAMPLE', 'AKIABEXAMPLE'),
  }),
  fc.record({
    type: fc.constant('AssumedRole'),
    arn: resource.map((r) => `arn:aws:sts::111122223333:assumed-role/${r}/session`),
    accessKeyId: fc.constantFrom('ASIAAEXAMPLE', 'ASIABEXAMPLE'),
    sessionContext: fc.record({ attributes: fc.record({ creationDate: fc.constantFrom('2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z') }) }),
  }),
  fc.record({ type: fc.constant('AWSService'), invokedBy: fc.constant('cloudformation.amazonaws.com') }),
);
const record = fc.record(
  {
    eventVersion: fc.constant('1.11'),
    userIdentity: identity,
    eventTime: fc.oneof(
      fc
        .date({ min: new Date('2026-07-01'), max: new Date('2026-07-03'), noInvalidDate: true })
        .map((d) => `${d.toISOString().slice(0, 19)}Z`),
      fc.constantFrom('2026-07-01 10:00:00', '...'),
    ),
    eventSource: fc.constantFrom('s3.amazonaws.com', 'ec2.amazonaws.com', 'iam.amazonaws.com', 'signin.amazonaws.com'),
    eventName: fc.constantFrom(...names),
    awsRegion: fc.constantFrom('eu-west-1', 'us-east-1'),
    sourceIPAddress: fc.constantFrom('192.0.2.1', 'cloudformation.amazonaws.com', '2001:db8::1'),
    userAgent: fc.constantFrom('aws-cli/2.1', 'APN/1.0 HashiCorp/1.0 Terraform/1.9.5', 'Mozilla/5.0', 'quo"te'),
    errorCode: fc.constantFrom('AccessDenied', 'Client.DependencyViolation'),
    errorMessage: leaf,
    requestParameters: fc.dictionary(fc.constantFrom('bucketName', 'groupId', 'roleName', 'policy'), leaf, { maxKeys: 3 }),
    responseElements: fc.oneof(fc.constant(null), fc.record({ groupId: resource }), fc.constant({ ConsoleLogin: 'Failure' })),
    eventID: fc.uuid(),
    readOnly: fc.oneof(fc.boolean(), fc.constantFrom('true', 'false')),
    eventType: fc.constantFrom('AwsApiCall', 'AwsConsoleSignIn', 'AwsServiceEvent'),
    managementEvent: fc.boolean(),
    recipientAccountId: account,
    eventCategory: fc.constantFrom('Management', 'Data'),
  },
  { requiredKeys: ['eventName', 'eventTime'] },
);

const filters = [
  'DeleteBucket',
  '-name:DeleteBucket',
  'name:Delete*',
  'service:s3',
  'account:111122223333 region:eu-west-1',
  'actor:alice',
  '-actor:alice',
  'is:change',
  'is:failed',
  'is:console',
  '-is:read',
  'error:*',
  'error:AccessDenied',
  'ip:192.0.2.1',
  'key:AKIAAEXAMPLE',
  'origin:terraform',
  'category:data',
  'resource:exports',
  '-resource:exports',
  'alice',
  'dependent',
  'EXPORTS',
  'name:CreateBucket,DeleteBucket actor:bob',
  'session:session',
  'since:2026-07-01 until:2026-07-02',
];
const question: fc.Arbitrary<Find> = fc.record(
  {
    values: fc.array(
      fc.oneof(
        resource,
        resource.map((r) => `arn:aws:iam::111122223333:role/service/${r}`),
        fc.constantFrom('sg-0123*', 'export*', 'AKIAAEXAMPLE'),
      ),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    filter: fc.constantFrom(...filters).map((text) => parseFilter(text, Date.UTC(2026, 6, 3))),
    since: fc.integer({ min: Date.UTC(2026, 6, 1), max: Date.UTC(2026, 6, 3) }),
    until: fc.integer({ min: Date.UTC(2026, 6, 1), max: Date.UTC(2026, 6, 3) }),
    outcomes: fc.subarray(['read', 'change', 'attempt'] as const, { minLength: 1 }),
    limit: fc.integer({ min: 1, max: 10 }),
  },
  { requiredKeys: [] },
);

/** What a store finds, as keys in order; of equal times the order is the store's own, so they are sorted within. */
function found(store: EventStore, ask: Find): { total: number; shown: number; keys: string[] } {
  const all = store.find({ ...ask, limit: Infinity });
  const keys = Array.from(all.refs, (ref, i) => `${String(all.times[i])} ${store.raw(ref).toString()}`);
  const limited = store.find(ask);
  for (let i = 1; i < all.times.length; i++) {
    assert.ok(!((all.times[i] as number) > (all.times[i - 1] as number)), 'newest first');
    assert.ok(!(Number.isNaN(all.times[i - 1]) && !Number.isNaN(all.times[i])), 'events without a time last');
  }
  assert.deepEqual([...limited.times], [...all.times.slice(0, limited.times.length)], 'a limit keeps the newest');
  return { total: limited.total, shown: limited.refs.length, keys: keys.sort() };
}

test('finds, counts and shows what the store in memory does', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 20 }),
      fc.array(question, { minLength: 3, maxLength: 8 }),
      (records, size, asks) => {
        const texts = records.map((r) => JSON.stringify(r));
        const memory = new MemoryStore();
        for (const text of texts) memory.add(text);
        const disk = emptyStore();
        try {
          const { events } = fill(disk, texts, size);
          assert.equal(events, memory.find({}).total);
          for (const ask of [{}, ...asks]) {
            assert.deepEqual(found(disk, ask), found(memory, ask), JSON.stringify(ask));
            for (const column of [
              'eventName',
              'eventSource',
              'account',
              'awsRegion',
              'actor',
              'session',
              'origin',
              'outcome',
              'category',
              'sourceIPAddress',
              'errorCode',
            ] satisfies CountBy[]) {
              assert.deepEqual([...disk.countBy(column, ask)], [...memory.countBy(column, ask)], column);
            }
          }
          const shown = (store: EventStore): string[] =>
            store
              .rows(store.find({}).refs)
              .map((row) => JSON.stringify({ ...row, ref: 0, raw: store.raw(row.ref).toString() }))
              .sort();
          assert.deepEqual(shown(disk), shown(memory));
        } finally {
          disk.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});

const plain = (n: number, more: object = {}): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', userName: 'alice' },
    eventTime: `2026-07-01T00:00:${String(n % 60).padStart(2, '0')}Z`,
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    awsRegion: 'eu-west-1',
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    recipientAccountId: '111122223333',
    eventType: 'AwsApiCall',
    readOnly: false,
    ...more,
  });

test('an event is found by its key, and comes back byte for byte', () => {
  const store = emptyStore();
  const odd = '{ "eventName":"X\\u0041" ,"eventTime":"...","big":12345678901234567890,"ü":"\\/"}';
  fill(store, [...Array.from({ length: 50 }, (_, n) => plain(n)), odd], 7);
  const ref = store.refOf('00000000-0000-4000-8000-000000000031');
  assert.ok(ref !== undefined);
  assert.equal(store.raw(ref).toString(), plain(31));
  assert.equal(store.refOf('00000000-0000-4000-8000-000000009999'), undefined);
  const [last] = store.find({ filter: parseFilter('name:XA', 0) }).refs;
  assert.ok(last !== undefined);
  assert.equal(store.raw(last).toString(), odd);
  store.close();
});

test('removing a source removes its events, and what it had hidden as duplicates is read again', () => {
  const store = emptyStore();
  fill(store, [plain(1), plain(2)], 10, '/a');
  const second = fill(store, [plain(2), plain(3)], 10, '/b');
  assert.deepEqual(second, { events: 1, duplicates: 1 });
  const [a, b] = store.sources();
  assert.deepEqual(store.removeSource(a?.id ?? 0), [b?.id]);
  assert.equal(store.find({}).total, 1);
  assert.deepEqual(fill(store, [plain(2), plain(3)], 10, '/b'), { events: 1, duplicates: 1 });
  assert.equal(store.find({}).total, 2);
  assert.deepEqual(
    store.sources().map(({ path: p, events, duplicates }) => ({ p, events, duplicates })),
    [{ p: '/b', events: 2, duplicates: 0 }],
  );
  store.close();
});

test('twins in two accounts share sharedEventID and are both kept', () => {
  const store = emptyStore();
  const twin = { sharedEventID: '5c1f3f7e-2f57-4b1e-8c43-5e3a5b0f3f10' };
  assert.deepEqual(fill(store, [plain(1, twin), plain(2, { ...twin, recipientAccountId: '444455556666' })], 10), {
    events: 2,
    duplicates: 0,
  });
  assert.equal(store.find({ values: [twin.sharedEventID] }).total, 2);
  store.close();
});

test('a store opened again holds the same, and one of a newer version is refused with a clear word', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'traillens-store-'));
  folders.push(folder);
  const first = new SegmentStore(folder);
  fill(first, [plain(1), plain(2), plain(3)], 2);
  const rows = first.rows(first.find({}).refs);
  first.close();
  const second = new SegmentStore(folder);
  assert.deepEqual(second.rows(second.find({}).refs), rows);
  assert.deepEqual(second.coverage().accounts, ['111122223333']);
  second.close();
  const { DatabaseSync } = await import('node:sqlite');
  const db = new DatabaseSync(path.join(folder, 'events.db'));
  db.exec('PRAGMA user_version = 99');
  db.close();
  assert.throws(() => new SegmentStore(folder), /newer TrailLens/);
});

test('half a file that an interrupted import left does not count, and is dropped by the next', () => {
  const store = emptyStore();
  const source = store.addSource('folder', '/logs');
  const [{ file } = { file: 0 }] = store.filesToRead(source, [{ path: '/logs/big.json', size: 1, mtimeMs: 1 }]);
  const build = (n: number): SegmentBuilder => {
    const builder = new SegmentBuilder();
    const bytes = Buffer.from(plain(n));
    builder.add(bytes, 0, bytes.length, file, () => true);
    return builder;
  };
  store.append({ source, segment: build(1).encode(), done: [], partOf: file });
  assert.equal(store.find({}).total, 0);
  store.dropUnfinished();
  store.append({ source, segment: build(1).encode(), done: [], partOf: file });
  store.append({ source, segment: build(2).encode(), done: [{ file, events: 2, duplicates: 0, problems: [] }] });
  assert.equal(store.find({}).total, 2);
  store.dropUnfinished();
  assert.equal(store.find({}).total, 2);
  store.close();
});
