// What a stretch of the chart says in words. Pure.
import type { ChartBucket } from '../protocol/backend.ts';
import type { Span } from './chartShape.ts';
import { spanOfBars } from './chartShape.ts';
import { count } from './text.ts';
import type { Clock } from './time.ts';

/** The bars from `a` to `b`, in any order: "Sun 22 Nov 2026 10:00:00 – 12:00:00 · 3 changes · 1 attempt". */
export function tellBars(buckets: readonly ChartBucket[], a: number, b: number, all: Span, clock: Clock): string {
  const span = spanOfBars(buckets, a, b, all);
  const marked = buckets.slice(Math.min(a, b), Math.max(a, b) + 1);
  const sum = (kind: 'change' | 'attempt' | 'read') => marked.reduce((total, bucket) => total + bucket[kind], 0);
  const kinds = (['change', 'attempt', 'read'] as const).flatMap((kind) => (sum(kind) > 0 ? [count(sum(kind), kind)] : []));
  const oneDay = clock.day(span.from) === clock.day(span.to - 1);
  const from = oneDay ? `${clock.day(span.from)} ${clock.time(span.from)}` : clock.brief(span.from);
  const to = oneDay ? clock.time(span.to) : clock.brief(span.to);
  return [`${from} – ${to}`, ...(kinds.length > 0 ? kinds : ['no events'])].join(' · ');
}
