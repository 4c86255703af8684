// Names of virtual documents: what comes from a record never becomes a path.

/** `DeleteBucket 2026-07-14 10.22.05Z.json`: only letters, digits, `-` and `_` of the event's name, at most 80. */
export function eventFileName(eventName: string, time: number): string {
  const name = eventName.replace(/[^A-Za-z0-9_-]/g, '').slice(0, 80) || 'Event';
  const when = Number.isNaN(time) ? '' : ` ${new Date(time).toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}Z`;
  return `${name}${when}.json`;
}
