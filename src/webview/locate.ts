// Finds an event's place in a long list that is sorted by time, newest first, by looking at a few of its rows.
import type { HistoryRow } from '../protocol/backend.ts';

/** Rows looked at around the place where the time fits: events of one moment stand together. */
const around = 200;

/** The index of the row with this `ref` and time, or undefined when it is not in the list. Asks about log2(total) times. */
export async function locate(
  event: { readonly ref: number; readonly time: number },
  total: number,
  rows: (offset: number, count: number) => Promise<readonly HistoryRow[]>,
): Promise<number | undefined> {
  // Events without a time stand at the end.
  const key = (time: number) => (Number.isNaN(time) ? -Infinity : time);
  let low = 0;
  let high = total;
  while (high - low > around) {
    const middle = (low + high) >> 1;
    const [row] = await rows(middle, 1);
    if (!row) return undefined;
    if (key(row.time) > key(event.time)) low = middle + 1;
    else high = middle;
  }
  const from = Math.max(0, low - around / 2);
  const near = await rows(from, Math.min(total - from, around * 2));
  const at = near.findIndex((row) => row.ref === event.ref);
  return at < 0 ? undefined : from + at;
}
