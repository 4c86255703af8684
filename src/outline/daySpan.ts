// Spans of days to load from a bucket: ready ones, months, or any two days. All days are UTC, as in the bucket.
import { parseRange } from './timeRange.ts';

/** `YYYY-MM-DD`, both inclusive. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** One line of the picker. */
export interface ReadySpan {
  readonly label: string;
  readonly span: DaySpan;
}

const DAY = 24 * 60 * 60 * 1000;
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The last 7, 30 and 90 days, with today. */
export function lastDays(now: number): ReadySpan[] {
  return [7, 30, 90].map((days) => ({ label: `Last ${days} days`, span: { from: isoDay(now - (days - 1) * DAY), to: isoDay(now) } }));
}

/** This month and those before it, newest first. */
export function months(now: number, count: number): ReadySpan[] {
  const today = new Date(now);
  return Array.from({ length: count }, (_, back) => {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
    const last = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0);
    const label = `${MONTHS[first.getUTCMonth()] ?? ''} ${first.getUTCFullYear()}`;
    return { label, span: { from: isoDay(first.getTime()), to: isoDay(Math.min(last, now)) } };
  });
}

/** Reads one day or two; a string says what is wrong. */
export function parseDaySpan(text: string, now: number): DaySpan | string {
  const range = parseRange(text);
  if (typeof range === 'string') return range;
  if (range.since > now) return 'These days have not come yet.';
  return { from: isoDay(range.since), to: isoDay(Math.min(range.until - 1, now)) };
}

/** `2026-04-01 – 2026-04-30`. */
export function spanText({ from, to }: DaySpan): string {
  return from === to ? from : `${from} – ${to}`;
}
