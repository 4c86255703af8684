// Times as records tell them, as milliseconds since 1970.

const DASH = 45;
const COLON = 58;

/**
 * The time a text tells, in ms since 1970, or NaN when it tells none. `2026-07-14T10:22:31Z` takes a fast path; also read are a space for the
 * T, fractions, offsets, a missing zone (UTC), stray spaces, and whole seconds or milliseconds since 1970.
 */
export function parseEventTime(text: string): number {
  if (text.length === 20 && (text.charCodeAt(19) | 32) === 122 && (text.charCodeAt(10) | 32) === 116) {
    if (text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH && text.charCodeAt(13) === COLON && text.charCodeAt(16) === COLON) {
      const time = utc(
        digits(text, 0) * 100 + digits(text, 2),
        digits(text, 5),
        digits(text, 8),
        digits(text, 11),
        digits(text, 14),
        digits(text, 17),
      );
      if (!Number.isNaN(time)) return time;
    }
  }
  return parseOddTime(text);
}

/** Time of a field of any type: text as above, numbers as seconds or milliseconds since 1970. */
export function timeOf(value: unknown): number {
  if (typeof value === 'string') return parseEventTime(value);
  return typeof value === 'number' ? fromEpoch(value) : NaN;
}

const odd = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?(?:Z|z|UTC|([+-])(\d{2}):?(\d{2}))?$/;

function parseOddTime(text: string): number {
  if (text.length > 64) return NaN;
  const tidy = text
    .trim()
    .replace(/:\s+/g, ':')
    .replace(/\s+(?=Z|UTC|[+-]\d{2}:?\d{2}$)/, '');
  if (/^\d{9,14}(\.\d+)?$/.test(tidy)) return fromEpoch(Number(tidy));
  const match = odd.exec(tidy);
  if (match === null) return NaN;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined || second === undefined)
    return NaN;
  const millis = Math.trunc(Number(`0.${match[7] ?? '0'}`) * 1000);
  const offset = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * 60_000 * (match[8] === '-' ? -1 : 1);
  return utc(year, month, day, hour, minute, second) + millis - offset;
}

/** Numbers from 10^11 on are milliseconds (as seconds they lie beyond the year 5000). */
function fromEpoch(value: number): number {
  if (!Number.isFinite(value) || value <= 0 || value > 1e14) return NaN;
  return Math.trunc(value < 1e11 ? value * 1000 : value);
}

/** NaN when a part is out of its range: Date.UTC alone would roll over to another day. */
function utc(year: number, month: number, day: number, hour: number, minute: number, second: number): number {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60)) return NaN;
  const time = Date.UTC(year, month - 1, day, hour, minute, second);
  return day > 28 && new Date(time - (second === 60 ? 1000 : 0)).getUTCDate() !== day ? NaN : time;
}

/** Two digits as a number; NaN when they are none. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}
