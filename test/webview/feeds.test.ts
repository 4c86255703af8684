// The event for the detail pane, and its place in a long list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventDetail } from '../../src/protocol/backend.ts';
import { createDetailFeed } from '../../src/webview/detailFeed.ts';
import { locate } from '../../src/webview/locate.ts';
import type { Detail } from '../../src/webview/state.ts';
import { detailOf } from './page/group.ts';
import { row } from './invented.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('of many events passed by, only the last is fetched and shown', async () => {
  const asked: number[] = [];
  const shown: Detail[] = [];
  const feed = createDetailFeed(
    async (ref) => {
      asked.push(ref);
      return detailOf(row(ref), undefined);
    },
    (detail) => shown.push(detail),
  );
  for (let ref = 0; ref < 30; ref++) feed.show(ref);
  await wait(100);
  assert.deepEqual(asked, [29]);
  assert.deepEqual(
    shown.map((detail) => (detail.is === 'shown' ? detail.detail.row.ref : detail.is)),
    [29],
  );
});

test('a late answer does not replace a later wish, and slowness is said', async () => {
  const answers = new Map<number, (detail: EventDetail | undefined) => void>();
  const shown: Detail[] = [];
  const feed = createDetailFeed(
    (ref) => new Promise((resolve) => answers.set(ref, resolve)),
    (detail) => shown.push(detail),
  );
  feed.show(1);
  await wait(70);
  feed.show(2);
  await wait(400);
  answers.get(2)?.(undefined);
  answers.get(1)?.(detailOf(row(1), undefined));
  await wait(10);
  assert.deepEqual(
    shown.map(({ is }) => is),
    ['loading', 'gone'],
  );
});

test('an event is found in 100,000 by a few looks', async () => {
  // Bursts of 150 events with the same time.
  const at = (index: number) => row(index + 1, { time: 1e12 - Math.floor(index / 150) * 1000 });
  let looks = 0;
  const rows = async (offset: number, count: number) => {
    looks++;
    return Array.from({ length: count }, (_, i) => at(offset + i));
  };
  for (const index of [0, 1, 149, 150, 4321, 99_999]) {
    looks = 0;
    assert.equal(await locate(at(index), 100_000, rows), index);
    assert.ok(looks < 14);
  }
  assert.equal(await locate({ ref: 5, time: 1 }, 100_000, rows), undefined);
});
