// kill -9 in mid-download and in mid-paging: what is claimed is held, nothing is doubled, and the next run ends with all of it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { SegmentStore } from '../../src/store/segmentStore.ts';
import { account, rigOf } from './rig.ts';
import { manyRecords } from './records.ts';
import { BUCKET, DAY, dayOf, fillBucket } from './trailBucket.ts';

const A = '111122223333';
const REGION = 'eu-west-1';

test('killed again and again, it loses and doubles nothing', { timeout: 120_000 }, async () => {
  const now = Date.now();
  const from = Math.floor(now / DAY) * DAY - 30 * DAY;
  const history = manyRecords(A, REGION, 300, now - 60 * DAY, now - DAY);
  const rig = await rigOf({
    aws: {
      accounts: [account(A, { records: history, buckets: [{ name: BUCKET, region: REGION }] })],
      faults: [{ operation: 'GetObject', do: 'delay', ms: 20 }],
    },
  });
  const archive = fillBucket(rig.aws, { account: A, region: REGION, from, days: 14, filesPerDay: 30 });
  const until = from + 14 * DAY;
  const truth = [...history, ...archive.filter(({ eventTime }) => Date.parse(eventTime) < until)];
  const question = JSON.stringify({ profile: `p${A}`, address: `s3://${BUCKET}`, from: dayOf(from), to: dayOf(until - 1) });
  const run = (): ReturnType<typeof spawn> =>
    spawn(process.execPath, ['--no-warnings', path.join(import.meta.dirname, 'loading.ts'), rig.folder, question], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  let killed = 0;
  for (const ms of [400, 600, 800, 700, 900, 1100]) {
    const child = run();
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    const [, by] = await once(child, 'exit');
    clearTimeout(timer);
    if (by === 'SIGKILL') killed++;
    const store = new SegmentStore(path.join(rig.folder, 'store'));
    const held = truth.filter(({ eventID }) => store.refOf(eventID) !== undefined);
    assert.equal(store.events, held.length, 'nothing doubled');
    const ids = new Set(held.map(({ eventID }) => eventID));
    for (const span of store.spans.list()) {
      const claimed = (span.kind === 'archive' ? archive : span.kind === 'management' ? history : []).filter(({ eventTime }) => {
        const time = Date.parse(eventTime);
        return time >= span.since && time < span.until;
      });
      assert.deepEqual(
        claimed.filter(({ eventID }) => !ids.has(eventID)),
        [],
        JSON.stringify(span),
      );
    }
    store.close();
  }
  assert.ok(killed >= 3, `${killed} killed`);
  const [code] = await once(run(), 'exit');
  assert.equal(code, 0);
  const store = new SegmentStore(path.join(rig.folder, 'store'));
  assert.equal(store.events, truth.length);
  store.close();
});
