// Reads a trail's log group: spans of the past by FilterLogEvents, with its coverage.
import type { LogGroupEstimate, LogGroupQuestion, LookupProgress, LookupResult } from '../protocol/aws.ts';
import type { AwsAccess, LogPage, LogQuery, Place } from '../source/aws/port.ts';
import type { PageSink, PageStream } from '../store/pageWriter.ts';
import { isLost } from './connections.ts';
import type { Connections } from './connections.ts';
import { faultOf, persist } from './persist.ts';
import type { Pace } from './pace.ts';
import { LATE } from './spans.ts';

/** A filter made ready for a log group. */
export interface LogFilter {
  /** JSON pattern; '' lets everything through. */
  readonly pattern: string;
  /** Parts of the filter that the pattern cannot say, in words. */
  readonly unsaid: readonly string[];
  /** Whether a record's text passes the whole filter; what is no JSON passes, so that it is noted as a problem. */
  readonly passes: (record: string) => boolean;
}

export interface LogGroupsParts {
  readonly access: () => Promise<AwsAccess>;
  readonly connections: Connections;
  readonly sink: PageSink;
  readonly pace: Pace;
  readonly now: () => number;
  /** Throws FilterError. */
  readonly filterOf: (filter: string) => LogFilter;
}

/** Parts of a log group's ARN. */
export function placeOfGroup(connections: Connections, profile: string, arn: string): Place {
  const [, , service, region = ''] = arn.split(':');
  if (service !== 'logs' || region === '') throw new Error('This is no ARN of a log group.');
  return connections.place(profile, region);
}

/** The stream under which a log group's records are kept. */
export function groupStream(sink: PageSink, arn: string): PageStream {
  return sink.stream('logGroup', arn, arn.split(':log-group:')[1] ?? arn);
}

export class LogGroups {
  readonly #parts: LogGroupsParts;

  constructor(parts: LogGroupsParts) {
    this.#parts = parts;
  }

  /** Asks the first page of the span's last hour, and reckons from it. */
  async estimate(question: LogGroupQuestion, signal: AbortSignal): Promise<LogGroupEstimate> {
    const { pattern, unsaid } = this.#parts.filterOf(question.filter ?? '');
    const place = placeOfGroup(this.#parts.connections, question.profile, question.group);
    const hour = Math.min(3_600_000, question.until - question.since);
    const page = await this.#page(place, { ...queryOf(question, pattern), since: question.until - hour, until: question.until }, signal);
    const base = { pattern, unsaid };
    const [first, last] = [page.events[0], page.events.at(-1)];
    if (first === undefined || last === undefined) return page.token === undefined ? { ...base, events: 0, calls: 1 } : base;
    const covered = page.token === undefined ? hour : Math.max(1000, last.timestamp - first.timestamp);
    const events = Math.round((page.events.length * (question.until - question.since)) / covered);
    return { ...base, events, calls: Math.max(1, Math.ceil(events / Math.max(1, page.events.length))) };
  }

  async load(question: LogGroupQuestion, signal: AbortSignal, report: (progress: LookupProgress) => void): Promise<LookupResult> {
    const { connections, sink, now, filterOf } = this.#parts;
    const { pattern, passes } = filterOf(question.filter ?? '');
    const place = placeOfGroup(connections, question.profile, question.group);
    const stream = groupStream(sink, question.group);
    const progress = { streams: 1, done: 0, calls: 0, events: 0, waiting: 0, faults: [] as LookupProgress['faults'] };
    let added = 0;
    const askedAt = now();
    try {
      for (let token: string | undefined; ;) {
        const page = await this.#page(place, { ...queryOf(question, pattern), ...(token !== undefined && { token }) }, signal, (waits) => {
          progress.waiting = waits ? 1 : 0;
          report({ ...progress });
        });
        progress.calls++;
        progress.events += page.events.length;
        // Pages come oldest first, and streams within them apart: only the whole span is known to be held.
        const isLast = page.token === undefined;
        const span = {
          source: stream.source,
          account: place.account,
          region: '',
          kind: 'logGroup',
          query: question.filter?.trim() ?? '',
        } as const;
        const put = await sink.put({
          stream,
          records: page.events.map(({ message }) => message).filter((message) => passes(message)),
          spans: isLast ? [{ ...span, since: question.since, until: question.until, askedAt }] : [],
        });
        added += put.events;
        report({ ...progress });
        if (isLast) break;
        token = page.token;
      }
      return { ...progress, done: 1, cancelled: false, added, unfinished: 0 };
    } catch (error) {
      const fault = faultOf(error);
      if (fault === undefined && !signal.aborted) throw error;
      if (fault !== undefined && isLost(fault)) connections.lost(question.profile, fault);
      return { ...progress, faults: fault === undefined ? [] : [fault], cancelled: signal.aborted, added, unfinished: 1 };
    }
  }

  async #page(place: Place, query: LogQuery, signal: AbortSignal, onWait?: (waits: boolean) => void): Promise<LogPage> {
    const access = await this.#parts.access();
    const key = { account: place.account, region: place.region, family: 'logs' } as const;
    return persist(key, () => access.logEvents(place, query, signal), { pace: this.#parts.pace, signal, ...(onWait && { onWait }) });
  }
}

/** A log group's time stamps are times of delivery: events of the span's end come a little later. */
function queryOf({ group, since, until }: LogGroupQuestion, pattern: string): LogQuery {
  return { group, since, until: until + LATE, ...(pattern === '' ? {} : { pattern }) };
}
