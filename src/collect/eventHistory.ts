// Fills one stream of Event history (an account in a Region) for a span of time, newest first, page by page, each page with its coverage.
import type { AwsAccess, LookedUp, LookupPage, LookupQuery, Place } from '../source/aws/port.ts';
import type { Added, PageSink, PageStream } from '../store/pageWriter.ts';
import type { Span } from '../store/port.ts';
import { faultOf, persist } from './persist.ts';
import type { Persistence } from './persist.ts';
import { gapsIn } from './spans.ts';
import type { Range } from './spans.ts';

/** Event history reaches back 90 days. CloudTrail user guide, "Viewing recent management events". */
export const HISTORY_DAYS = 90;

/** What of a place is asked. */
export interface Stream {
  readonly place: Place;
  readonly insight: boolean;
  readonly attribute?: NonNullable<LookupQuery['attribute']>;
}

/** What asking needs of the rest. */
export interface HistoryParts {
  readonly access: Pick<AwsAccess, 'lookupEvents'>;
  readonly sink: PageSink;
  /** Spans held of a stream. */
  spans(stream: Pick<Span, 'source' | 'account' | 'region' | 'kind' | 'query'>): Span[];
  readonly persistence: Persistence;
  readonly now: () => number;
}

/** How a stream is asked. */
export interface AskOptions {
  /** Pages at most; absent: until the span is held. */
  readonly maxCalls?: number;
  /** How old an asking may be to count for the newest minutes, ms. */
  readonly fresh?: number;
  /** After each page was committed. */
  readonly onPage?: (page: readonly LookedUp[], added: Added) => void;
}

/** What became of it. Faults of AWS reject. */
export interface Asked {
  readonly calls: number;
  /** Whether all of the span is held now. */
  readonly complete: boolean;
}

/** The source and stream under which pages of a place are kept. */
export function pageStream(sink: PageSink, { place, insight }: Stream): PageStream {
  const what = insight ? 'Insights events' : 'Event history';
  return sink.stream('eventHistory', `aws:${place.account}/event-history`, `${what} of ${place.account} in ${place.region}`);
}

/** The query as spans name it. */
export function queryOf({ attribute }: Stream): string {
  return attribute === undefined ? '' : `${attribute.key}=${attribute.value}`;
}

/** What is missing of the span in this stream, newest first; whole seconds, as the service counts. */
export function missingOf(parts: HistoryParts, stream: Stream, wanted: Range, fresh?: number): Range[] {
  const spans = spansOf(parts, stream);
  return gapsIn(wanted, spans, parts.now(), fresh);
}

/** Spans that answer the stream's question: those of the question itself, and those of all events. */
function spansOf(parts: HistoryParts, stream: Stream): Span[] {
  const { source } = pageStream(parts.sink, stream);
  const base = { source, account: stream.place.account, region: stream.place.region, kind: kindOf(stream) };
  const query = queryOf(stream);
  return [...parts.spans({ ...base, query: '' }), ...(query === '' ? [] : parts.spans({ ...base, query }))];
}

const kindOf = ({ insight }: Stream): Span['kind'] => (insight ? 'insight' : 'management');

/** Asks for what is missing of the span. Rejects with the failure when AWS refuses; what came before it is kept. */
export async function askStream(parts: HistoryParts, stream: Stream, wanted: Range, options: AskOptions = {}): Promise<Asked> {
  const earliest = Math.ceil((parts.now() - HISTORY_DAYS * 86_400_000) / 1000) * 1000;
  let calls = 0;
  for (const gap of missingOf(parts, stream, { since: Math.max(wanted.since, earliest), until: wanted.until }, options.fresh)) {
    const limit = options.maxCalls === undefined ? undefined : options.maxCalls - calls;
    if (limit !== undefined && limit <= 0) return { calls, complete: false };
    const asked = await askGap(parts, stream, gap, limit, options.onPage);
    calls += asked.calls;
    if (!asked.complete) return { calls, complete: false };
  }
  return { calls, complete: true };
}

async function askGap(
  parts: HistoryParts,
  stream: Stream,
  gap: Range,
  limit: number | undefined,
  onPage: AskOptions['onPage'],
): Promise<Asked> {
  const { place, insight, attribute } = stream;
  const target = pageStream(parts.sink, stream);
  const stretch = { source: target.source, account: place.account, region: place.region, kind: kindOf(stream), query: queryOf(stream) };
  // Frozen before paging: a token belongs to these very parameters. The service counts whole seconds, both ends inclusive.
  let end = gap.until;
  let token: string | undefined;
  // Held from here on; where to go on without a token.
  let reached = gap.until;
  let calls = 0;
  const ask = (): Promise<LookupPage> => {
    calls++;
    const query = { since: gap.since, until: end - 1, insight, ...(attribute && { attribute }), ...(token !== undefined && { token }) };
    return parts.access.lookupEvents(place, query, parts.persistence.signal);
  };
  // The next page is asked for while the one before is being written.
  let written: Promise<void> = Promise.resolve();
  try {
    for (let refused = 0; ;) {
      if (limit !== undefined && calls >= limit) return { calls, complete: false };
      const askedAt = parts.now();
      let page: LookupPage;
      try {
        page = await persist({ account: place.account, region: place.region, family: 'lookup' }, ask, parts.persistence);
      } catch (error) {
        // A token too old is no end. Refused twice without a page in between, something else is wrong.
        if (faultOf(error)?.code !== 'tokenRefused' || token === undefined || refused++ > 0) throw error;
        token = undefined;
        end = reached;
        continue;
      }
      refused = 0;
      const { events } = page;
      const oldest = events.reduce((min, { eventTime }) => (eventTime < min ? eventTime : min), reached);
      // Events of the page's oldest second may go on in the next page: what is held begins after it.
      const since = page.token === undefined ? gap.since : Math.min(reached, (Math.floor(oldest / 1000) + 1) * 1000);
      await written;
      written = parts.sink
        .put({
          stream: target,
          records: events.map(({ record }) => record),
          spans: since < reached ? [{ ...stretch, since, until: reached, askedAt }] : [],
        })
        .then((added) => onPage?.(events, added));
      written.catch(() => undefined); // it is awaited below
      if (page.token === undefined) return { calls, complete: true };
      parts.persistence.signal.throwIfAborted();
      reached = since;
      token = page.token;
    }
  } finally {
    await written;
  }
}
