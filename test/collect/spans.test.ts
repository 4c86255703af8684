import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FRESH, LATE, gapsIn, heldOf, union } from '../../src/collect/spans.ts';
import type { Span } from '../../src/store/port.ts';

const NOW = Date.UTC(2026, 10, 25, 12);
const span = (since: number, until: number, askedAt: number): Span => ({
  source: 1,
  account: '111122223333',
  region: 'eu-west-1',
  kind: 'management',
  query: '',
  since,
  until,
  askedAt,
});

test('nothing held: all is a gap', () => {
  assert.deepEqual(gapsIn({ since: 0, until: 10 }, [], NOW), [{ since: 0, until: 10 }]);
});

test('what was asked just now is no gap, nor the seconds that passed since', () => {
  const asked = [span(0, NOW, NOW)];
  assert.deepEqual(gapsIn({ since: 0, until: NOW + 30_000 }, asked, NOW + 30_000), []);
  assert.deepEqual(gapsIn({ since: 0, until: NOW + FRESH + 1 }, asked, NOW + FRESH + 1), [{ since: NOW - LATE, until: NOW + FRESH + 1 }]);
});

test('asked afresh, the minutes that may have come late are asked again, and no more', () => {
  const asked = [span(0, NOW, NOW)];
  assert.deepEqual(gapsIn({ since: 0, until: NOW + 1000 }, asked, NOW + 1000, 0), [{ since: NOW - LATE, until: NOW + 1000 }]);
});

test('an old span asked long after its end is held for good', () => {
  assert.deepEqual(gapsIn({ since: 0, until: 100 }, [span(0, 100, NOW)], NOW + 90 * 86_400_000, 0), []);
});

test('gaps come newest first', () => {
  const held = [span(10, 20, NOW), span(30, 40, NOW)];
  assert.deepEqual(gapsIn({ since: 0, until: 50 }, held, NOW), [
    { since: 40, until: 50 },
    { since: 20, until: 30 },
    { since: 0, until: 10 },
  ]);
});

test('gaps and what is held together are what was wanted, and never both', () => {
  const ranges = fc.array(
    fc.tuple(fc.nat(100), fc.nat(100)).map(([a, b]) => span(Math.min(a, b), Math.max(a, b), NOW)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(ranges, fc.tuple(fc.nat(100), fc.nat(100)), (spans, [a, b]) => {
      const wanted = { since: Math.min(a, b), until: Math.max(a, b) };
      const gaps = gapsIn(wanted, spans, NOW);
      const held = heldOf(spans, NOW);
      const isIn = (list: readonly { since: number; until: number }[], at: number): boolean =>
        list.some(({ since, until }) => at >= since && at < until);
      for (let at = wanted.since; at < wanted.until; at++) assert.notEqual(isIn(gaps, at), isIn(held, at));
      assert.deepEqual(union([...gaps]), [...gaps].reverse());
    }),
  );
});
