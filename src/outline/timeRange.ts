// The span of time Activity looks at: a few ready ones, counted back from now, or any two days.

/** Settings value of a ready range. */
export type ReadyRange = '24h' | '7d' | '30d' | '90d' | 'all';

/** What the user chose. Custom times are ms since 1970, inclusive / exclusive. */
export type TimeRange = ReadyRange | { readonly since: number; readonly until: number };

const DAY = 24 * 60 * 60 * 1000;

const READY: Readonly<Record<ReadyRange, { readonly days?: number; readonly label: string }>> = {
  '24h': { days: 1, label: '24 hours' },
  '7d': { days: 7, label: '7 days' },
  '30d': { days: 30, label: '30 days' },
  '90d': { days: 90, label: '90 days' },
  all: { label: 'all time' },
};

/** In the order of a picker. */
export const readyRanges = Object.keys(READY) as readonly ReadyRange[];

/** Whether a settings value or a remembered one is a ready range. */
export function isReadyRange(value: unknown): value is ReadyRange {
  return typeof value === 'string' && Object.hasOwn(READY, value);
}

/** `30 days`, `all time`, `2026-04-01 – 2026-04-30`. */
export function rangeLabel(range: TimeRange): string {
  if (typeof range === 'string') return READY[range].label;
  const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const [from, to] = [iso(range.since), iso(range.until - 1)];
  return from === to ? from : `${from} – ${to}`;
}

/** For a question. `now` is rounded up to a minute, so that a tree asks the same question while it is read. */
export function rangeTimes(range: TimeRange, now: number): { since?: number; until?: number } {
  if (typeof range !== 'string') return range;
  const { days } = READY[range];
  return days === undefined ? {} : { since: Math.ceil(now / 60_000) * 60_000 - days * DAY };
}

/**
 * Reads `2026-04-01`, `2026-04-01 2026-04-30` or `2026-04-01 .. 2026-04-30` (UTC days, the last one included); a string says what
 * is wrong.
 */
export function parseRange(text: string): { since: number; until: number } | string {
  const [first, last = first, ...rest] = text.split(/\s*(?:\.\.|–|\s)\s*/).filter((part) => part !== '');
  if (first === undefined || last === undefined || rest.length > 0) return 'Write one day or two: 2026-04-01 .. 2026-04-30';
  const since = dayStart(first);
  const end = dayStart(last);
  if (since === undefined) return `“${first}” is not a day. Write it as 2026-04-01.`;
  if (end === undefined) return `“${last}” is not a day. Write it as 2026-04-30.`;
  if (end < since) return 'The second day comes before the first.';
  return { since, until: end + DAY };
}

function dayStart(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text ? undefined : time;
}
