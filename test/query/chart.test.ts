import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartOf } from '../../src/query/chart.ts';
import { historyOf } from '../../src/query/history.ts';
import { EventReader } from '../../src/query/reader.ts';
import { parseFilter } from '../../src/event/filter.ts';
import { storeOf } from './records.ts';
import { BUCKET, GROUP, askedBy, bucketStory, groupStory } from './stories.ts';

const reader = new EventReader(storeOf([...bucketStory, ...groupStory]), () => 'none');

test('bars add up to the totals, first and last event included', () => {
  for (const value of [BUCKET, GROUP, 'web', 'deployer']) {
    const history = historyOf(reader, askedBy(value));
    const times = [...history.found.times];
    for (const buckets of [1, 7, 60, 1000]) {
      const bars = chartOf(history, times.at(-1) ?? 0, times[0] ?? 0, buckets);
      assert.equal(bars.length, buckets);
      const sum = (outcome: 'change' | 'attempt' | 'read'): number => bars.reduce((total, bar) => total + bar[outcome], 0);
      assert.equal(sum('change') + sum('attempt') + sum('read'), history.found.total);
      assert.equal(sum('attempt'), history.again({ outcomes: ['attempt'] }).total);
    }
  }
});

test('bars hold only what is wanted', () => {
  const history = historyOf(reader, askedBy(BUCKET), { changesOnly: true, filter: parseFilter('actor:bob@example.com', 0) });
  const bars = chartOf(history, Date.UTC(2024, 2, 1), Date.UTC(2024, 2, 8), 7);
  assert.deepEqual(
    bars.map(({ change, attempt, read }) => [change, attempt, read]),
    [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [2, 0, 0],
      [0, 0, 0],
      [1, 1, 0],
    ],
  );
  assert.equal(bars[4]?.from, Date.UTC(2024, 2, 5));
});

test('a span that is none has no bars', () => {
  const history = historyOf(reader, askedBy(BUCKET));
  assert.deepEqual(chartOf(history, NaN, NaN, 10), []);
  assert.deepEqual(chartOf(history, 2, 1, 10), []);
  assert.deepEqual(chartOf(history, 0, 1, 0), []);
  assert.ok(chartOf(history, 0, Date.UTC(2025, 0, 1), 1e9).length <= 4000);
});
