// What the fake extension of the development page knows: an invented history, computed row by row so that length costs nothing.
import type { EventDetail, HistoryAnswer, HistoryRow } from '../../../src/protocol/backend.ts';

/** An invented history. */
export interface Scene {
  readonly total: number;
  readonly answer: Omit<HistoryAnswer, 'handle' | 'total' | 'counts' | 'first' | 'last'>;
  /** Newest first. */
  row(index: number): HistoryRow;
  detail(row: HistoryRow): EventDetail;
}

/** Rows of a scene under conditions; the fake's own small filter, not the real language. */
export function select(
  scene: Scene,
  conditions: { filter: string; changesOnly: boolean; possible: boolean; since?: number; until?: number },
): readonly number[] | number {
  const { filter, changesOnly, possible, since = -Infinity, until = Infinity } = conditions;
  const plain = filter.trim() === '' && !changesOnly && since === -Infinity && until === Infinity;
  if (plain && scene.total > 10_000) return scene.total;
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replace(/^\w+:/, '').replaceAll('*', ''));
  const found: number[] = [];
  for (let i = 0; i < scene.total; i++) {
    const row = scene.row(i);
    if (changesOnly && row.outcome === 'read') continue;
    if (!possible && row.match.confidence === 'possible') continue;
    if (row.time < since || row.time >= until) continue;
    const text = `${row.eventName} ${row.actor.name} ${row.origin.name} ${row.sourceIPAddress} ${row.outcome}`.toLowerCase();
    if (words.every((word) => text.includes(word))) found.push(i);
  }
  return found;
}

/** The same numbers for everyone, in [0, 1). */
export function chance(seed: number): number {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/** One of these. */
export function pick<T>(list: readonly [T, ...T[]], seed: number): T {
  return list[Math.floor(chance(seed) * list.length)] ?? list[0];
}
