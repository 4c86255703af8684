// Times as the page writes them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockIn, relative } from '../../src/webview/time.ts';

const at = Date.UTC(2026, 6, 14, 12, 2, 11);
const hour = 3_600_000;
const day = 24 * hour;

test('a time is written in the chosen zone', () => {
  assert.equal(clockIn('UTC').full(at), 'Tue 14 Jul 2026 12:02:11 UTC');
  assert.equal(clockIn('America/New_York').time(at), '08:02:11');
  assert.match(clockIn('Europe/Berlin').full(at), /^Tue 14 Jul 2026 14:02:11 (CEST|GMT\+2)$/);
});

test('an unknown zone is UTC, an unknown time is said to be unknown', () => {
  assert.equal(clockIn('Middle/Earth').zone, 'UTC');
  const clock = clockIn('UTC');
  assert.equal(clock.full(NaN), 'unknown time');
  assert.equal(clock.dayLabel(NaN, at), 'Unknown time');
  assert.equal(clock.time(NaN), 'unknown');
  assert.equal(relative(NaN, at), '');
});

test('today and yesterday are those of the zone', () => {
  const now = Date.UTC(2026, 6, 14, 0, 30);
  const utc = clockIn('UTC');
  const berlin = clockIn('Europe/Berlin');
  const before = now - hour; // 23:30 UTC the day before, 01:30 in Berlin
  assert.equal(utc.dayLabel(before, now), 'Yesterday');
  assert.equal(berlin.dayLabel(before, now), 'Today');
  assert.equal(utc.dayLabel(now - 2 * day, now), 'Sun 12 Jul 2026');
  assert.equal(utc.dayShort(now - 2 * day, now), '12 Jul');
  assert.equal(utc.dayShort(now - 400 * day, now), '09/06/25');
});

test('yesterday is yesterday also when the clocks were changed', () => {
  const berlin = clockIn('Europe/Berlin');
  const longDay = Date.UTC(2026, 9, 25, 22, 30); // 23:30 on the day with 25 hours
  assert.equal(berlin.dayLabel(longDay - 24 * hour, longDay), 'Today');
  assert.equal(berlin.dayLabel(longDay - 25 * hour, longDay), 'Yesterday');
  assert.equal(berlin.dayLabel(longDay - 50 * hour, longDay), 'Fri 23 Oct 2026');
});

test('midnight is 00, and the zone is so far ahead as it is', () => {
  assert.equal(clockIn('UTC').time(Date.UTC(2026, 0, 1)), '00:00:00');
  assert.equal(clockIn('Asia/Kolkata').offset(at), 5.5 * hour);
  assert.equal(clockIn('America/New_York').offset(Date.UTC(2026, 0, 1)), -5 * hour);
});

test('how long ago, in one unit', () => {
  const cases: readonly (readonly [number, string])[] = [
    [30_000, 'just now'],
    [3 * 60_000, '3 min ago'],
    [5.9 * hour, '5 h ago'],
    [12 * day, '12 d ago'],
    [100 * day, '3 mo ago'],
    [800 * day, '2 y ago'],
    [-3 * hour, 'in 3 h'],
  ];
  for (const [ago, text] of cases) assert.equal(relative(at - ago, at), text);
});
