// A trail's bucket: estimated, loaded, paused, resumed; every refusal is its own, and nothing is claimed that was not read.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { CloudTrailRecord } from '../../scripts/aws/index.ts';
import { keptPath } from '../../src/collect/archiveFetch.ts';
import { parseAddress } from '../../src/collect/archiveLayout.ts';
import type { ArchiveJob } from '../../src/protocol/aws.ts';
import { account, callsOf, connected, rigOf, signal } from './rig.ts';
import type { Rig, RigOptions } from './rig.ts';
import { BUCKET, DAY, dayOf, fillBucket } from './trailBucket.ts';

const A = '111122223333';
const B = '444455556666';
const REGION = 'eu-west-1';
const FROM = Date.UTC(2026, 2, 1);

interface BucketOf {
  /** Whose bucket it is; account A's own unless told otherwise. */
  readonly owner?: string;
  readonly requesterPays?: boolean;
}

async function rigWithBucket(
  { owner = A, requesterPays = false, ...options }: Partial<RigOptions['aws']> & BucketOf = {},
  onCommit?: () => void,
): Promise<Rig> {
  const buckets = [{ name: BUCKET, region: REGION, requesterPays, readers: [A] }];
  const accounts = owner === A ? [account(A, { buckets })] : [account(A), account(owner, { buckets })];
  const rig = await rigOf({ aws: { accounts, ...options }, ...(onCommit && { onCommit }) });
  await connected(rig, [A], ['us-east-1', REGION]);
  return rig;
}

const question = (days: number) => ({
  profile: `p${A}`,
  address: `s3://${BUCKET}/logs`,
  from: dayOf(FROM),
  to: dayOf(FROM + (days - 1) * DAY),
});

/** Resolves when the job is over, or waits for somebody. */
async function ended(rig: Rig, id: number): Promise<ArchiveJob> {
  for (;;) {
    const job = rig.desk.archive.jobs.find((one) => one.id === id);
    if (job === undefined) throw new Error('the job is gone');
    if (job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const lostOf = (rig: Rig, truth: readonly CloudTrailRecord[]): string[] =>
  truth.filter(({ eventID }) => rig.store.refOf(eventID) === undefined).map(({ eventTime }) => eventTime);

test('an estimate of a short span is exact; loading takes just these files and the next day’s first', async () => {
  const rig = await rigWithBucket();
  const truth = fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 5, filesPerDay: 10, prefix: 'logs' });
  const estimate = await rig.desk.handlers.estimateArchive(question(3), signal());
  assert.deepEqual([estimate.files, estimate.heldFiles, estimate.faults], [29, 0, []], 'the third day’s last file lies under the fourth');
  assert.ok(estimate.bytes > 10_000 && estimate.dollars > 0 && estimate.requests >= 29);
  const { id } = await rig.desk.handlers.loadArchive(question(3), signal());
  const job = await ended(rig, id);
  assert.deepEqual([job.state, job.faults, job.filesDone], ['done', [], 29 + 3]); // three more lie in the fourth day’s first hours
  const until = FROM + 3 * DAY;
  assert.deepEqual(
    lostOf(
      rig,
      truth.filter(({ eventTime }) => Date.parse(eventTime) < until),
    ),
    [],
  );
  assert.deepEqual(
    rig.store.spans.list().map(({ kind, since, until: end }) => [kind, since, end]),
    [['archive', FROM, until]],
  );
  assert.deepEqual(
    readdirSync(rig.folder).includes('spool') ? readdirSync(path.join(rig.folder, 'spool')) : [],
    [],
    'nothing is left on disk',
  );

  const gets = callsOf(rig.aws, 'GetObject').length;
  const again = await rig.desk.handlers.loadArchive(question(3), signal());
  assert.equal((await ended(rig, again.id)).state, 'done');
  assert.equal(callsOf(rig.aws, 'GetObject').length, gets, 'nothing is fetched twice');
});

test('a long span is estimated from a few days', async () => {
  const rig = await rigWithBucket();
  fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 32, filesPerDay: 90, prefix: 'logs' });
  const before = callsOf(rig.aws, 'ListObjectsV2').length;
  const estimate = await rig.desk.handlers.estimateArchive(question(30), signal());
  assert.ok(Math.abs(estimate.files - 2700) <= 60, String(estimate.files));
  assert.ok(callsOf(rig.aws, 'ListObjectsV2').length - before <= 12);
});

test('organization layouts, several accounts and Regions, with and without a prefix', async () => {
  const rig = await rigWithBucket();
  const filling = { from: FROM, days: 1, filesPerDay: 4, prefix: 'logs' };
  const truth = [
    ...fillBucket(rig.aws, { ...filling, account: A, region: REGION }),
    ...fillBucket(rig.aws, { ...filling, account: A, region: 'us-east-1', organization: 'o-exampleorg1' }),
    ...fillBucket(rig.aws, { ...filling, account: B, region: REGION, organization: 'o-exampleorg1' }),
  ];
  rig.aws.bucket(BUCKET).put('unrelated/big.bin', 'x');
  for (const address of [`s3://${BUCKET}`, `s3://${BUCKET}/logs/`, `s3://${BUCKET}/logs/AWSLogs/`]) {
    const places = await rig.desk.handlers.archivePlaces({ profile: `p${A}`, address }, signal());
    assert.deepEqual([places.accounts, places.regions, places.faults], [[A, B], [REGION, 'us-east-1'], []], address);
  }
  const one = { ...question(1), accounts: [B] };
  assert.equal((await ended(rig, (await rig.desk.handlers.loadArchive(one, signal())).id)).state, 'done');
  assert.equal(rig.store.events, 12);
  assert.equal((await ended(rig, (await rig.desk.handlers.loadArchive(question(1), signal())).id)).state, 'done');
  assert.deepEqual(lostOf(rig, truth), []);
  assert.ok(
    callsOf(rig.aws, 'ListObjectsV2').every(({ key }) => key !== 'unrelated/'),
    'never lists what is not asked for',
  );
});

test('paused it keeps what it has, resumed after a restart it fetches the rest alone', async () => {
  const rig = await rigWithBucket({ faults: [{ operation: 'GetObject', do: 'delay', ms: 15 }] });
  const truth = fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 21, filesPerDay: 24, prefix: 'logs' });
  const { id } = await rig.desk.handlers.loadArchive(question(21), signal());
  while ((rig.desk.archive.jobs[0]?.filesDone ?? 0) < 150) await new Promise((resolve) => setTimeout(resolve, 5));
  await rig.desk.handlers.pauseArchive({ id }, signal());
  const held = rig.store.events;
  assert.ok(held > 0 && held < truth.length);
  assert.equal(rig.desk.archive.jobs[0]?.state, 'paused');
  const gets = callsOf(rig.aws, 'GetObject').length;

  const after = rig.again();
  assert.deepEqual(
    after.desk.archive.jobs.map(({ state }) => state),
    ['paused'],
  );
  await connected(after, [A], [REGION]);
  await after.desk.handlers.resumeArchive({ id }, signal());
  assert.deepEqual([(await ended(after, id)).state, (await ended(after, id)).faults], ['done', []]);
  assert.deepEqual(
    lostOf(
      after,
      truth.filter(({ eventTime }) => Date.parse(eventTime) < FROM + 21 * DAY),
    ),
    [],
  );
  assert.equal(after.store.events, truth.length, 'nothing doubled');
  const fetched = callsOf(rig.aws, 'GetObject').length;
  assert.ok(fetched <= 21 * 24 + 200, `${fetched} fetched, ${gets} before the pause: at most one batch twice`);
  await after.desk.handlers.cancelArchive({ id }, signal());
  assert.deepEqual(rig.again().desk.archive.jobs, []);
});

test('views hear of what was read', async () => {
  let heard = 0;
  const rig = await rigWithBucket({}, () => heard++);
  fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 1, filesPerDay: 5, prefix: 'logs' });
  const { id } = await rig.desk.handlers.loadArchive(question(1), signal());
  await ended(rig, id);
  assert.ok(heard > 0);
});

test('a copy is kept where it was asked for, and used instead of fetching', async () => {
  const rig = await rigWithBucket();
  fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 1, filesPerDay: 5, prefix: 'logs' });
  const keepIn = path.join(rig.folder, 'kept');
  const load = async (): Promise<ArchiveJob> => ended(rig, (await rig.desk.handlers.loadArchive({ ...question(1), keepIn }, signal())).id);
  assert.equal((await load()).state, 'done');
  const files = readdirSync(path.join(keepIn, 'logs/AWSLogs', A, 'CloudTrail', REGION, '2026/03/01'));
  assert.equal(files.length, 4);
  const [source] = rig.store.sources();
  rig.store.removeSource(source?.id ?? 0);
  const gets = callsOf(rig.aws, 'GetObject').length;
  assert.equal((await load()).state, 'done');
  assert.equal(callsOf(rig.aws, 'GetObject').length, gets);
  assert.equal(rig.store.events, 15);
});

test('a key never leads out of the folder', () => {
  for (const key of [
    '../../etc/passwd',
    'a/../../b',
    '/root/.ssh/id',
    'a/./b',
    'a\\..\\b',
    'CON/nul',
    `a/${'x'.repeat(400)}`,
    '..%2f..',
    'a/\u0000b',
  ]) {
    const place = keptPath('/kept', key);
    assert.ok(path.resolve(place).startsWith('/kept/'), `${key} → ${place}`);
    assert.ok(!place.split('/').includes('..'));
  }
});

test('addresses are read as people paste them', () => {
  assert.deepEqual(parseAddress(' s3://acme-trail '), { bucket: 'acme-trail', base: '' });
  assert.deepEqual(parseAddress('s3://acme-trail/a/b'), { bucket: 'acme-trail', base: 'a/b/' });
  assert.deepEqual(parseAddress(`s3://acme-trail/AWSLogs/${A}/CloudTrail/eu-west-1/2026/`), {
    bucket: 'acme-trail',
    base: '',
    account: A,
    region: 'eu-west-1',
  });
  assert.deepEqual(parseAddress(`s3://acme-trail/x/AWSLogs/o-exampleorg1/${A}/`), { bucket: 'acme-trail', base: 'x/', account: A });
  assert.throws(() => parseAddress('https://acme-trail.s3.amazonaws.com/'), /s3:\/\/bucket\/prefix/);
});

/** What may keep a load from its objects, and how that is said. */
const refusals: readonly [what: string, setUp: (rig: Rig) => void, code: string, bucket?: BucketOf][] = [
  ['denied by a policy', (rig) => rig.aws.faults.push({ operation: 'GetObject', do: 'accessDenied' }), 'denied'],
  ['the key may not be used', (rig) => rig.aws.faults.push({ operation: 'GetObject', do: 'accessDenied', by: 'kms' }), 'kmsDenied'],
  ['listing denied', (rig) => rig.aws.faults.push({ operation: 'ListObjectsV2', do: 'accessDenied' }), 'denied'],
  [
    'in Glacier',
    (rig) => {
      const [, kept] = rig.aws.bucket(BUCKET).list('logs/', '', '', 2).objects;
      if (kept) rig.aws.bucket(BUCKET).put(kept.key, kept.body, { storageClass: 'GLACIER' });
    },
    'archived',
  ],
  ['requester pays', () => undefined, 'requesterPays', { requesterPays: true, owner: B }],
];

for (const [what, setUp, code, bucket] of refusals) {
  test(`${what}: told as such, and the days are not said to be held`, async () => {
    const rig = await rigWithBucket(bucket);
    fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 2, filesPerDay: 4, prefix: 'logs' });
    setUp(rig);
    const { id } = await rig.desk.handlers.loadArchive(question(2), signal());
    const job = await ended(rig, id);
    assert.equal(job.state, 'failed');
    assert.deepEqual(
      job.faults.map((fault) => fault.code),
      [code],
      JSON.stringify(job.faults),
    );
    assert.ok((job.faults[0]?.message.length ?? 0) > 40);
    assert.deepEqual(rig.store.spans.list(), []);
    rig.aws.faults.length = 0;
  });
}

test('a bucket that is not there, and one in another Region than was thought', async () => {
  const rig = await rigWithBucket();
  const truth = fillBucket(rig.aws, { account: A, region: 'us-east-1', from: FROM, days: 1, filesPerDay: 3, prefix: 'logs' });
  const places = await rig.desk.handlers.archivePlaces({ profile: `p${A}`, address: 's3://acme-gone' }, signal());
  assert.deepEqual(
    places.faults.map(({ code }) => code),
    ['notFound'],
  );
  const { id } = await rig.desk.handlers.loadArchive(question(1), signal());
  assert.equal((await ended(rig, id)).state, 'done');
  assert.deepEqual(lostOf(rig, truth), []);
});

test('connections that break and services that fail in mid-download cost nothing', async () => {
  const rig = await rigWithBucket({
    faults: [
      { operation: 'GetObject', nth: 3, do: 'reset', midBody: true },
      { operation: 'GetObject', nth: 5, do: '500' },
      { operation: 'GetObject', nth: 9, do: '503' },
      { operation: 'ListObjectsV2', nth: 6, do: 'reset' },
    ],
  });
  const truth = fillBucket(rig.aws, { account: A, region: REGION, from: FROM, days: 2, filesPerDay: 12, prefix: 'logs' });
  const { id } = await rig.desk.handlers.loadArchive(question(2), signal());
  const job = await ended(rig, id);
  assert.deepEqual([job.state, job.faults], ['done', []]);
  assert.equal(rig.store.events, truth.length);
});
