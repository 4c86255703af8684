// Times as people read them, in the zone of their choice. Pure: the present is an argument.

/** Writes times in one zone. All arguments are milliseconds since 1970; NaN is "unknown". */
export interface Clock {
  readonly zone: string;
  /** `14:02:11`. */
  time(at: number): string;
  /** A text that is the same for all times of a day. */
  day(at: number): string;
  /** `Today`, `Yesterday`, `Tue 14 Jul 2026`. */
  dayLabel(at: number, now: number): string;
  /** The same in few characters: `Today`, `Yest.`, `14 Jul`, `14/7/25`. */
  dayShort(at: number, now: number): string;
  /** `Tue 14 Jul 2026 14:02:11 GMT+2`. */
  full(at: number): string;
  /** `14 Jul 14:02`, for the ends of a span. */
  brief(at: number): string;
  /** For an axis whose marks are `step` ms apart: `14:02`, `14 Jul`, `Jul 2026`. */
  tick(at: number, step: number): string;
  /** How far the zone is ahead of UTC, ms. */
  offset(at: number): number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A clock for an IANA zone or 'UTC'; an unknown zone gives UTC. */
export function clockIn(zone: string): Clock {
  const known = isZone(zone) ? zone : 'UTC';
  const format = (options: Intl.DateTimeFormatOptions) => {
    const f = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: known, hourCycle: 'h23' });
    return (at: number) => (Math.abs(at) <= 8.64e15 ? f.format(at).replaceAll(',', '').replace('Sept', 'Sep') : 'unknown');
  };
  const time = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const date = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const dayMonth = format({ day: 'numeric', month: 'short' });
  const slashed = format({ day: 'numeric', month: 'numeric', year: '2-digit' });
  const hourMinute = format({ hour: '2-digit', minute: '2-digit' });
  const monthYear = format({ month: 'short', year: 'numeric' });
  const year = format({ year: 'numeric' });
  const zoneName = format({ timeZoneName: 'short', year: 'numeric' });
  const civil = new Intl.DateTimeFormat('en-CA', { timeZone: known, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' });
  const near = (at: number, now: number) => (date(at) === date(now) ? 0 : date(at) === date(previousDay(now, date)) ? 1 : undefined);
  return {
    zone: known,
    time,
    day: date,
    dayLabel: (at, now) => (Number.isNaN(at) ? 'Unknown time' : (['Today', 'Yesterday'][near(at, now) ?? 2] ?? date(at))),
    dayShort: (at, now) =>
      Number.isNaN(at) ? '?' : (['Today', 'Yest.'][near(at, now) ?? 2] ?? (year(at) === year(now) ? dayMonth(at) : slashed(at))),
    full: (at) =>
      Number.isNaN(at) ? 'unknown time' : `${date(at)} ${time(at)} ${known === 'UTC' ? 'UTC' : zoneName(at).replace(/^\d+ /, '')}`,
    brief: (at) => `${dayMonth(at)} ${hourMinute(at)}`,
    tick: (at, step) =>
      step < minute
        ? time(at)
        : step < day
          ? hourMinute(at) === '00:00'
            ? dayMonth(at)
            : hourMinute(at)
          : step < 28 * day
            ? dayMonth(at)
            : monthYear(at),
    offset: (at) => Date.parse(`${civil.format(at).replace(', ', 'T')}Z`) - Math.floor(at / 1000) * 1000,
  };
}

/** Some moment of the day before; a day with a clock change has 23 or 25 hours. */
function previousDay(now: number, date: (at: number) => string): number {
  const before = now - day;
  return date(before) === date(now) ? before - 2 * hour : before;
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** How long ago: `just now`, `3 min ago`, `5 h ago`, `12 d ago`, `4 mo ago`, `2 y ago`; `in 3 min` for the future; '' when unknown. */
export function relative(at: number, now: number): string {
  if (Number.isNaN(at)) return '';
  const away = Math.abs(now - at);
  if (away < minute) return 'just now';
  const steps: readonly (readonly [number, string])[] = [
    [365 * day, 'y'],
    [30 * day, 'mo'],
    [day, 'd'],
    [hour, 'h'],
    [minute, 'min'],
  ];
  const [size, unit] = steps.find(([size]) => away >= size) ?? [minute, 'min'];
  const text = `${Math.floor(away / size)} ${unit}`;
  return at > now ? `in ${text}` : `${text} ago`;
}
