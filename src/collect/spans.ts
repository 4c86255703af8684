// Arithmetic of what is held: which parts of a span are still to be asked.
import type { Span } from '../store/port.ts';

/** From `since` (inclusive) to `until` (exclusive), ms since 1970. */
export interface Range {
  readonly since: number;
  readonly until: number;
}

/**
 * CloudTrail delivers an event about 5 minutes after the call, now and then later; what was asked closer to the event than this may have
 * missed it. CloudTrail user guide, "How CloudTrail works": on average about 5 minutes, not guaranteed; formerly 15.
 */
export const LATE = 15 * 60_000;
/** Within this time of asking, the newest minutes are not asked again, unless a person says so. */
export const FRESH = 5 * 60_000;

/** What a span surely holds at `now`: its newest minutes count only shortly after they were asked. */
function sureOf(span: Span, now: number, fresh: number): Range {
  const isFresh = now - span.askedAt < fresh;
  return { since: span.since, until: isFresh ? span.until : Math.min(span.until, span.askedAt - LATE) };
}

/**
 * Whether a span is of the log files of a trail's bucket. Those of Insights and other classes have spans of their own: held alone, they say
 * nothing of the calls.
 */
export function isOfLogFiles({ kind, query }: Span): boolean {
  return kind === 'archive' && query === 'CloudTrail';
}

/** The union of ranges, in order, without overlaps. */
export function union(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter(({ since, until }) => since < until).sort((a, b) => a.since - b.since);
  const joined: { since: number; until: number }[] = [];
  for (const { since, until } of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && since <= last.until) last.until = Math.max(last.until, until);
    else joined.push({ since, until });
  }
  return joined;
}

/** What of the spans is surely held at `now`. */
export function heldOf(spans: readonly Span[], now: number, fresh = FRESH): Range[] {
  return union(spans.map((span) => sureOf(span, now, fresh)));
}

/**
 * Parts of `wanted` that are not held, newest first: that is the order in which they are asked. A rest of less than FRESH at the very end
 * is no gap while what lies before it was asked just now: the window of a question moves on while people look at the answer.
 */
export function gapsIn(wanted: Range, spans: readonly Span[], now: number, fresh = FRESH): Range[] {
  const held = heldOf(spans, now, fresh);
  const gaps: Range[] = [];
  let at = wanted.since;
  for (const { since, until } of held) {
    if (until <= at) continue;
    if (since >= wanted.until) break;
    if (since > at) gaps.push({ since: at, until: since });
    at = until;
  }
  const isJustAsked = spans.some((span) => span.until === at && now - span.askedAt < fresh) && at > now - fresh;
  if (at < wanted.until && !isJustAsked) gaps.push({ since: at, until: wanted.until });
  return gaps.reverse();
}
