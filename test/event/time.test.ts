import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseEventTime, timeOf } from '../../src/event/time.ts';

const at = Date.UTC(2026, 6, 14, 10, 22, 31);

test('every spelling of a time that records hold is read', () => {
  const same = [
    '2026-07-14T10:22:31Z',
    '2026-07-14T10:22:31z',
    '2026-07-14 10:22:31',
    '2026-07-14 10:22:31Z',
    '2026-07-14T10:22:31.000Z',
    '2026-07-14 10:22:31.000000000',
    '2026-07-14T12:22:31+02:00',
    '2026-07-14T05:22:31-0500',
    '2026-07-14T10: 22: 31Z',
    ' 2026-07-14T10:22:31Z ',
  ];
  for (const text of same) assert.equal(parseEventTime(text), at, text);
  assert.equal(parseEventTime('2026-07-14T10:22:31.25Z'), at + 250);
  assert.equal(timeOf(at / 1000), at);
  assert.equal(timeOf(at), at);
  assert.equal(timeOf(String(at / 1000)), at);
  assert.equal(parseEventTime('2024-02-29T00:00:00Z'), Date.UTC(2024, 1, 29));
});

test('what is no time is NaN, never another time', () => {
  const none = [
    '...',
    '',
    'event_time',
    '2018-05-25:17:06Z',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-07-14T25:00:00Z',
    '2026-07-14T10:22:3xZ',
    '12',
  ];
  for (const text of none) assert.ok(Number.isNaN(parseEventTime(text)), text);
  for (const value of [null, undefined, true, {}, NaN, Infinity, -5]) assert.ok(Number.isNaN(timeOf(value)));
});

test('whatever Date writes is read back', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
      assert.equal(parseEventTime(date.toISOString()), date.getTime());
      assert.equal(parseEventTime(`${date.toISOString().slice(0, 19)}Z`), Math.floor(date.getTime() / 1000) * 1000);
    }),
  );
});
