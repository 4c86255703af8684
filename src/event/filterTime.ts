// Times in the filter language: `7d`, `2026-07-14`, `2026-07-14T10:22Z`.

const units: ReadonlyMap<string, number> = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
]);

/**
 * The moment a text means, in ms since 1970, or undefined when it means none. `7d` is so long before `now`; dates and times without a zone
 * are UTC. For the end of a span a bare date means the end of that day.
 */
export function momentOf(text: string, now: number, end: boolean): number | undefined {
  if (text === 'now') return now;
  const [, amount, unit] = /^(\d{1,9})(s|m|h|d|w)$/.exec(text) ?? [];
  if (amount !== undefined && unit !== undefined) return now - Number(amount) * (units.get(unit) ?? 0);
  const [, day, time, zone] = /^(\d{4}-\d{2}-\d{2})(?:[t ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(z|[+-]\d{2}:\d{2})?)?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return undefined;
  if (time === undefined) return end ? midnight + 86_400_000 : midnight;
  const moment = Date.parse(`${day}T${time.slice(0, 12)}${(zone ?? 'z').toUpperCase()}`);
  return Number.isNaN(moment) ? undefined : moment;
}
