import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRange, rangeLabel, rangeTimes } from '../../src/outline/timeRange.ts';
import { age, ago, bytes, count, number, span, stamp } from '../../src/outline/words.ts';

const now = Date.parse('2026-07-15T12:00:00Z');

test('ages', () => {
  const ages: [number, string][] = [
    [20_000, 'just now'],
    [5 * 60_000, '5 min ago'],
    [3 * 3_600_000, '3 h ago'],
    [26 * 3_600_000, '1 day ago'],
    [100 * 86_400_000, '3 months ago'],
    [1000 * 86_400_000, '2 years ago'],
    [-3_600_000, 'in the future'],
    [NaN, 'at an unknown time'],
  ];
  for (const [age, words] of ages) assert.equal(ago(now - age, now), words);
});

test('ages for narrow places', () => {
  const ages = [20_000, 5 * 60_000, 26 * 3_600_000, 100 * 86_400_000, 1000 * 86_400_000];
  assert.deepEqual(
    ages.map((past) => age(now - past, now)),
    ['now', '5 min', '1 d', '3 mo', '2 y'],
  );
});

test('numbers and sizes', () => {
  assert.equal(count(1, 'event'), '1 event');
  assert.equal(count(12_345, 'event'), '12,345 events');
  assert.deepEqual([0, 999, 1_000, 1_234_567].map(number), ['0', '999', '1,000', '1,234,567']);
  assert.deepEqual([640, 1_234, 12_345_678, 1.2e9].map(bytes), ['640 B', '1.2 kB', '12 MB', '1.2 GB']);
});

test('times and spans, also unknown ones', () => {
  assert.equal(stamp(now, 'utc'), '2026-07-15 12:00:00 UTC');
  assert.equal(stamp(NaN, 'utc'), 'unknown time');
  assert.equal(span(now, now + 86_400_000, 'utc'), '2026-07-15 – 2026-07-16');
  assert.equal(span(now, now, 'utc'), '2026-07-15');
  assert.equal(span(NaN, NaN, 'utc'), '');
});

test('a range of days includes its last day', () => {
  const range = parseRange('2026-04-01 .. 2026-04-30');
  assert.deepEqual(range, { since: Date.parse('2026-04-01'), until: Date.parse('2026-05-01') });
  assert.ok(typeof range === 'object');
  assert.equal(rangeLabel(range), '2026-04-01 – 2026-04-30');
  assert.deepEqual(rangeTimes(range, now), range);
  assert.deepEqual(parseRange('2026-04-01'), { since: Date.parse('2026-04-01'), until: Date.parse('2026-04-02') });
});

test('a faulty range says what is wrong', () => {
  for (const text of ['', 'yesterday', '2026-02-30', '2026-04-02 2026-04-01', '2026-04-01 2026-04-02 2026-04-03']) {
    assert.equal(typeof parseRange(text), 'string', text);
  }
});
