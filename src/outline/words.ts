// Numbers and times as people read them in the trees; pure, so `now` and the zone are arguments.
import type { TimeZone } from '../protocol/panel.ts';

/** `12,345`, of an integer. Without Intl, which takes some 10 ms to load. */
export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 event`, `12,345 events`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `640 B`, `12 kB`, `3.4 MB`, `1.2 GB`; decimal units. */
export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let unit = -1;
  let rest = value;
  while (rest >= 1000 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${rest < 10 ? rest.toFixed(1) : Math.round(rest)} ${units[unit]}`;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `just now`, `5 min ago`, `3 h ago`, `2 days ago`, `4 months ago`, `in the future`; `at an unknown time` for NaN. */
export function ago(time: number, now: number): string {
  const past = now - time;
  if (Number.isNaN(past)) return 'at an unknown time';
  if (past < -5 * MINUTE) return 'in the future';
  if (past < MINUTE) return 'just now';
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  const days = Math.floor(past / DAY);
  if (days < 60) return `${count(days, 'day')} ago`;
  if (days < 730) return `${count(Math.floor(days / 30.44), 'month')} ago`;
  return `${count(Math.floor(days / 365.25), 'year')} ago`;
}

/** The age alone, for narrow places: `now`, `5 min`, `3 h`, `2 d`, `4 mo`, `2 y`. */
export function age(time: number, now: number): string {
  return ago(time, now)
    .replace(/^just /, '')
    .replace(/ days? /, ' d ')
    .replace(/ months? /, ' mo ')
    .replace(/ years? /, ' y ')
    .replace(/ ago$/, '');
}

/** Making a format costs more than using it a hundred times. */
const FORMATS = new Map<TimeZone, Intl.DateTimeFormat>();

function formatFor(zone: TimeZone): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone === 'utc' ? 'UTC' : undefined,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  FORMATS.set(zone, format);
  return format;
}

function parts(time: number, zone: TimeZone): Record<string, string> {
  return Object.fromEntries(
    formatFor(zone)
      .formatToParts(time)
      .map(({ type, value }) => [type, value]),
  );
}

/** `2026-07-14`; `unknown` for NaN. */
export function day(time: number, zone: TimeZone): string {
  if (Number.isNaN(time)) return 'unknown';
  const { year, month, day } = parts(time, zone);
  return `${year}-${month}-${day}`;
}

/** `2026-07-14 10:22:05 UTC`; `unknown time` for NaN. */
export function stamp(time: number, zone: TimeZone): string {
  if (Number.isNaN(time)) return 'unknown time';
  const { hour, minute, second, timeZoneName } = parts(time, zone);
  return `${day(time, zone)} ${hour}:${minute}:${second} ${timeZoneName}`;
}

/** `2026-04-01 – 2026-06-30`, one day where both are the same, `''` when there is none. */
export function span(first: number, last: number, zone: TimeZone): string {
  if (Number.isNaN(first) || Number.isNaN(last)) return '';
  const [from, to] = [day(first, zone), day(last, zone)];
  return from === to ? from : `${from} – ${to}`;
}
