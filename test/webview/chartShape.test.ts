// The arithmetic of the chart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, marksOf, spanOf, spanOfBars, stepOf, zoomIn, zoomOut } from '../../src/webview/chartShape.ts';
import { clockIn } from '../../src/webview/time.ts';

const hour = 3_600_000;
const day = 24 * hour;
const bucket = (from: number, change: number, attempt = 0, read = 0) => ({ from, change, attempt, read });

test('the chart shows all events with a little air, or just what was zoomed to', () => {
  assert.deepEqual(spanOf(NaN, NaN), undefined);
  const all = spanOf(0, 100 * day);
  assert.ok(all && all.from < 0 && all.to > 100 * day);
  assert.deepEqual(spanOf(0, day, 5, 9), { from: 5, to: 9 });
});

test('a single event is not a chart of no width', () => {
  const one = spanOf(7 * day, 7 * day);
  assert.ok(one && one.from < 7 * day && one.to > 7 * day);
});

test('one event beside a thousand is still seen, and none is not', () => {
  const bars = barsOf([bucket(0, 1000), bucket(1, 1), bucket(2, 0, 0, 5)]);
  assert.equal(bars.writes[0], 1);
  assert.ok((bars.writes[1] ?? 0) > 0.1);
  assert.equal(bars.writes[2], null);
  assert.ok((bars.reads[2] ?? 0) < 0);
});

test('attempts stand on changes, and neither hides the other', () => {
  const { writes, changes } = barsOf([bucket(0, 999, 1), bucket(1, 1, 999), bucket(2, 0, 3)]);
  for (const i of [0, 1]) {
    assert.ok((changes[i] ?? 0) > 0.2);
    assert.ok((writes[i] ?? 0) - (changes[i] ?? 0) > 0.2);
  }
  assert.equal(changes[2], null);
});

test('bars marked from either side give their stretch', () => {
  const buckets = [bucket(0, 1), bucket(10, 1), bucket(20, 1)];
  const all = { from: 0, to: 30 };
  assert.deepEqual(spanOfBars(buckets, 2, 1, all), { from: 10, to: 30 });
  assert.deepEqual(spanOfBars(buckets, 0, 0, all), { from: 0, to: 10 });
});

test('zooming in and out keeps the middle and never ends in nothing', () => {
  assert.deepEqual(zoomIn({ from: 0, to: 8000 }, 2000), { from: 0, to: 4000 });
  assert.deepEqual(zoomOut({ from: 1000, to: 3000 }), { from: 0, to: 4000 });
  const least = zoomIn({ from: 0, to: 10 }, 5);
  assert.equal(least.to - least.from, 1000);
});

test('marks stand at round times of the zone, also across a change of clocks', () => {
  const berlin = clockIn('Europe/Berlin');
  const span = { from: Date.UTC(2026, 9, 23), to: Date.UTC(2026, 9, 28) };
  const step = stepOf(span, 6);
  assert.equal(step, day);
  const marks = marksOf(span, step, (at) => berlin.offset(at));
  assert.ok(marks.length >= 4);
  for (const at of marks) assert.equal(berlin.time(at), '00:00:00');
});
