// Calendar days in a person's zone.

/** From a time to its day as 2024-03-31, in the zone (IANA name); an unknown zone counts as UTC. Times that are none give "no time told". */
export function dayOf(timeZone: string): (time: number) => string {
  const format = formatOf(timeZone);
  // Consecutive events mostly share their hour, and every zone's days begin at a quarter of one.
  const days = new Map<number, string>();
  return (time) => {
    if (!(Math.abs(time) <= 8.64e15)) return 'no time told';
    const quarter = Math.floor(time / 900_000);
    const day = days.get(quarter) ?? format.format(time);
    days.set(quarter, day);
    return day;
  };
}

/** The Swedish way to write a date is ISO 8601's. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone });
  } catch {
    return new Intl.DateTimeFormat('sv-SE', { ...parts, timeZone: 'UTC' });
  }
}
