// The arithmetic of the activity chart: what to ask for, what to draw, where a zoom leads. Pure.
import type { ChartBucket } from '../protocol/backend.ts';

/** A stretch of time, ms since 1970; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const minute = 60_000;

/** The stretch a chart of these events shows: all of them, with a little air; undefined when there are none. */
export function spanOf(first: number, last: number, since?: number, until?: number): Span | undefined {
  if (Number.isNaN(first) || Number.isNaN(last)) return undefined;
  if (since !== undefined && until !== undefined) return { from: since, to: until };
  const air = Math.max((last - first) * 0.01, last - first < 10 * minute ? 10 * minute : 0);
  return { from: since ?? Math.floor(first - air), to: until ?? Math.ceil(last + air) + 1 };
}

/** How many bars fit a width in pixels. */
export function bucketsFor(width: number): number {
  return Math.max(20, Math.min(160, Math.floor(width / 7)));
}

/** Columns for the drawing: time, changes and attempts upwards (stacked), reads downwards. Each direction has its own scale, −1…1. */
export interface Bars {
  readonly time: number[];
  readonly writes: (number | null)[];
  readonly changes: (number | null)[];
  readonly reads: (number | null)[];
}

/** The share of a lane a bar gets at least: one event beside a thousand is still seen. */
const least = 0.12;

/** Heights of the bars. A bar that stands for any event is never too low to see. */
export function barsOf(buckets: readonly ChartBucket[]): Bars {
  const most = Math.max(1, ...buckets.map((b) => b.change + b.attempt));
  const mostReads = Math.max(1, ...buckets.map((b) => b.read));
  const height = (value: number, of: number) => (value === 0 ? null : Math.max(least, value / of));
  return {
    time: buckets.map((b, i) => (b.from + (buckets[i + 1]?.from ?? b.from + width(buckets))) / 2),
    writes: buckets.map((b) => height(b.change + b.attempt, most)),
    // With attempts on top a change keeps its share, but neither hides the other.
    changes: buckets.map((b) => (b.change === 0 ? null : (height(b.change + b.attempt, most) ?? 0) * share(b))),
    reads: buckets.map((b) => (b.read === 0 ? null : -(height(b.read, mostReads) ?? 0))),
  };
}

function share({ change, attempt }: ChartBucket): number {
  return attempt === 0 ? 1 : Math.min(0.7, Math.max(0.3, change / (change + attempt)));
}

function width(buckets: readonly ChartBucket[]): number {
  const [a, b] = buckets;
  return a && b ? b.from - a.from : 0;
}

/** The stretch of the bars from index `a` to index `b`, in any order. */
export function spanOfBars(buckets: readonly ChartBucket[], a: number, b: number, all: Span): Span {
  const low = Math.max(0, Math.min(a, b));
  const high = Math.min(buckets.length - 1, Math.max(a, b));
  return { from: buckets[low]?.from ?? all.from, to: buckets[high + 1]?.from ?? all.to };
}

/** Half the stretch around a moment; never under a second. */
export function zoomIn(span: Span, at: number): Span {
  return around(at, Math.max((span.to - span.from) / 2, 1000));
}

/** Twice the stretch around its middle. */
export function zoomOut(span: Span): Span {
  return around((span.from + span.to) / 2, (span.to - span.from) * 2);
}

function around(at: number, length: number): Span {
  return { from: Math.round(at - length / 2), to: Math.round(at + length / 2) };
}

const second = 1000;
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map((s) => s * second);
const day = 86_400 * second;

/** Distance between marks on the time axis, at most `marks` of them. */
export function stepOf(span: Span, marks: number): number {
  const wish = (span.to - span.from) / Math.max(1, marks);
  return (
    steps.find((step) => step >= wish) ??
    [1, 2, 3, 7, 14, 30, 61, 91, 182, 365].map((d) => d * day).find((step) => step >= wish) ??
    Math.ceil(wish / (365 * day)) * 365 * day
  );
}

/** Where the marks stand: round times in a zone that is `offset(at)` ms ahead of UTC. */
export function marksOf(span: Span, step: number, offset: (at: number) => number): number[] {
  const marks: number[] = [];
  let local = Math.ceil((span.from + offset(span.from)) / step) * step;
  for (; marks.length < 50; local += step) {
    const at = local - offset(local - offset(local));
    if (at > span.to) break;
    if (at >= span.from) marks.push(at);
  }
  return marks;
}
