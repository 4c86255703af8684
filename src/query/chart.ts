// Activity over time as bars.
import type { History } from './history.ts';
import type { ChartBucket } from '../protocol/backend.ts';

/** More bars than a screen has pixels tell nothing. */
const MAX_BUCKETS = 4000;

/**
 * `buckets` spans of equal length from `from` to `to`, both inclusive, ms since 1970. Events without a time and Insights are in none. Empty
 * when the span or the number is not one.
 */
export function chartOf(history: Pick<History, 'again'>, from: number, to: number, buckets: number): ChartBucket[] {
  const count = Math.min(Math.floor(buckets), MAX_BUCKETS);
  if (!(to >= from) || !Number.isFinite(to - from) || !(count >= 1)) return [];
  const width = Math.max(to - from, 1) / count;
  const timesOf = (outcome: 'change' | 'attempt' | 'read'): Float64Array => {
    const sums = new Float64Array(count);
    for (const time of history.again({ outcomes: [outcome], since: from, until: to + 1 }).times) {
      const at = Math.min(count - 1, Math.floor((time - from) / width));
      sums[at] = (sums[at] ?? 0) + 1;
    }
    return sums;
  };
  const [change, attempt, read] = [timesOf('change'), timesOf('attempt'), timesOf('read')];
  return Array.from({ length: count }, (_, i) => ({
    from: from + i * width,
    change: change[i] ?? 0,
    attempt: attempt[i] ?? 0,
    read: read[i] ?? 0,
  }));
}
