// What a history offers as its next step.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asked } from '../../src/resource/asked.ts';
import { account, connected, rigOf, signal } from './rig.ts';
import type { Rig } from './rig.ts';
import { record } from './records.ts';
import { BUCKET, DAY, fillBucket } from './trailBucket.ts';

const A = '111122223333';
const REGION = 'eu-west-1';
const NAME = 'i-00000000000000003';

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail('it did not come about');
}

const labels = async (rig: Rig): Promise<string[]> =>
  ((await rig.backend.call('history', { identity: asked(NAME), steps: true })).steps ?? []).map(({ label }) => label);

test('older days are offered from the bucket of the trail that works, with their size, until they are held', async () => {
  const now = Date.now();
  const end = new Date(now - 90 * DAY);
  const month = end.toISOString().slice(0, 7);
  const first = Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), 1);
  const trail = { homeRegion: REGION, multiRegion: true };
  const rig = await rigOf({
    aws: {
      accounts: [
        account(A, {
          records: [record(A, REGION, now - DAY, 3)],
          buckets: [{ name: BUCKET, region: REGION }],
          trails: [
            { ...trail, name: 'a-stopped', bucket: 'acme-old', health: { logging: false } },
            { ...trail, name: 'b-failing', bucket: 'acme-gone', health: { logging: true, deliveryError: 'AccessDenied' } },
            { ...trail, name: 'c-elsewhere', bucket: 'acme-other', multiRegion: false, homeRegion: 'us-east-1', health: { logging: true } },
            { ...trail, name: 'd-good', bucket: BUCKET, prefix: 'logs', health: { logging: true, delivered: now - 60_000 } },
          ],
        }),
      ],
    },
  });
  fillBucket(rig.aws, { account: A, region: REGION, from: first, days: 28, filesPerDay: 5, prefix: 'logs' });
  await connected(rig, [A], [REGION, 'us-east-1']);
  await rig.desk.handlers.lookUp({ identity: asked(NAME) }, signal());
  await until(async () => (await labels(rig)).some((label) => /about/.test(label)));
  const shown = await labels(rig);
  assert.equal(shown[0], 'Ask AWS Again');
  assert.match(shown[1] ?? '', new RegExp(`^Load ${month} from the trail’s bucket: about 140 files, \\d+ kB$`));
  const step = (await rig.backend.call('history', { identity: asked(NAME), steps: true })).steps?.[1];
  assert.ok(step?.kind === 'loadArchive');
  assert.deepEqual([step.address, step.regions], [`s3://${BUCKET}/logs`, [REGION]]);
  const { id } = await rig.desk.handlers.loadArchive(step, signal());
  await until(async () => rig.desk.archive.jobs.find((job) => job.id === id)?.state === 'done');
  assert.ok(!(await labels(rig)).some((label) => label.includes(month)));
});

test('signed out, signing in comes first', async () => {
  const rig = await rigOf({ aws: { accounts: [account(A)] } });
  await connected(rig, [A], [REGION]);
  rig.desk.connections.lost(`p${A}`, { code: 'signedOut', message: 'The sign-in has expired.' });
  assert.deepEqual(await labels(rig), [`Sign In to p${A}…`]);
});

test('days of which only the Insights files were loaded are not said to be held', async () => {
  const rig = await rigOf({ aws: { accounts: [account(A)] } });
  await connected(rig, [A], [REGION]);
  const source = rig.store.addSource('bucket', `s3://${BUCKET}`);
  const span = { source, account: A, region: REGION, kind: 'archive', since: 0, until: Date.now(), askedAt: Date.now() } as const;
  const isHeld = (): boolean => rig.desk.coverageOf(asked(NAME)).some(({ archived }) => archived !== undefined);
  rig.store.append({ source, done: [], spans: [{ ...span, query: 'CloudTrail-Insight' }] });
  assert.equal(isHeld(), false);
  rig.store.append({ source, done: [], spans: [{ ...span, query: 'CloudTrail' }] });
  assert.equal(isHeld(), true);
});

test('a history that wants no steps asks AWS nothing', async () => {
  const trail = { name: 'good', homeRegion: REGION, multiRegion: true, bucket: BUCKET, health: { logging: true } };
  const rig = await rigOf({ aws: { accounts: [account(A, { buckets: [{ name: BUCKET, region: REGION }], trails: [trail] })] } });
  await connected(rig, [A], [REGION]);
  const calls = rig.aws.calls.length;
  await rig.backend.call('history', { identity: asked(NAME) });
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(rig.aws.calls.length, calls);
  await rig.backend.call('history', { identity: asked(NAME), steps: true });
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(rig.aws.calls.length > calls);
});
