// What the rest of the program knows of the store. Two engines stand behind it: segments.ts (on disk) and memory.ts (plain, for tests).
import type { Actor, EventCategory, Origin, Outcome } from '../event/event.ts';
import type { Filter } from '../event/filter.ts';
import type { Problem } from '../problem.ts';

/** Points at an event in the store; an integer, valid until the store's `generation` changes. */
export type EventRef = number;

/** What a list shows of an event, without its record. */
export interface EventRow {
  readonly ref: EventRef;
  /** Milliseconds since 1970; NaN when unknown. */
  readonly time: number;
  readonly eventName: string;
  readonly eventSource: string;
  readonly account: string;
  readonly awsRegion: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly outcome: Outcome;
  readonly category: EventCategory;
  readonly sourceIPAddress: string;
  readonly accessKeyId: string;
  readonly errorCode: string;
}

/** Columns that can be counted. `actor` counts by ARN where there is one, else by name; `session` by accessKeyId. */
export type CountBy =
  | 'eventName'
  | 'eventSource'
  | 'account'
  | 'awsRegion'
  | 'actor'
  | 'session'
  | 'origin'
  | 'outcome'
  | 'category'
  | 'sourceIPAddress'
  | 'errorCode';

/** Which events. All given conditions hold together. */
export interface Find {
  /**
   * Values of which at least one must be a searched string leaf of the record, a whole word of one (words end at any byte outside
   * `A-Z a-z 0-9 . _ @ + = -`), or a path in one (words joined by `:` and `/`); of an ARN also its resource part. See `terms.ts` for the
   * exact rules and `searched.ts` for the few leaves that are not searched. In a value, `*` stands for any run of word characters.
   */
  readonly values?: readonly string[];
  readonly filter?: Filter;
  /** Milliseconds since 1970, inclusive / exclusive. Events without a time are found only when neither is given. */
  readonly since?: number;
  readonly until?: number;
  /** Only these outcomes. */
  readonly outcomes?: readonly Outcome[];
  /** Keep the newest so many; `total` still counts all. */
  readonly limit?: number;
}

/** Newest first; `refs` and `times` have equal length. */
export interface Found {
  readonly refs: Float64Array;
  readonly times: Float64Array;
  /** All that matched, also beyond `limit`. */
  readonly total: number;
}

/** What sort of place a source is. Only folders and files lie on this computer's disk. */
export type SourceKind = 'folder' | 'file' | 'eventHistory' | 'bucket' | 'logGroup';

/** A place events came from. */
export interface SourceInfo {
  readonly id: number;
  readonly kind: SourceKind;
  /** Absolute path; `aws:ACCOUNT/event-history`, `s3://bucket/prefix`, or the ARN of a log group. */
  readonly path: string;
  /** Files, objects, or streams (an account in a Region) that were read. */
  readonly files: number;
  readonly events: number;
  readonly duplicates: number;
  readonly problems: number;
  /** Times of the first and last event; NaN when there is none. */
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
  /** When the source was last read to the end, ms; undefined if never. */
  readonly collectedAt?: number;
}

/** What a span of time was asked of: management or Insights events of Event history, the objects of a bucket, a log group. */
export type SpanKind = 'management' | 'insight' | 'archive' | 'logGroup';

/** A span of which all events that the question finds are held, as far as they had been delivered when it was asked. */
export interface Span {
  readonly source: number;
  readonly account: string;
  readonly region: string;
  readonly kind: SpanKind;
  /** '' for all events; `ResourceName=…`, `EventName=…` for those that one attribute finds. */
  readonly query: string;
  /** ms since 1970, inclusive / exclusive. */
  readonly since: number;
  readonly until: number;
  /** When it was asked, ms. */
  readonly askedAt: number;
}

/** What is held, so that no answer has to say "no events" alone. */
export interface Coverage {
  readonly sources: readonly SourceInfo[];
  readonly events: number;
  readonly first: number;
  readonly last: number;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly categories: readonly EventCategory[];
  readonly problems: number;
}

/** Questions to the store. Every answer is computed off the extension host's thread. */
export interface EventStore {
  /** Changes whenever refs of earlier answers stop being valid or the held events change. */
  readonly generation: number;
  find(question: Find): Found;
  /** Rows in the order of `refs`. */
  rows(refs: ArrayLike<EventRef>): EventRow[];
  /** The record's text, byte for byte as it came in. */
  raw(ref: EventRef): Buffer;
  /** The event with this key (see `CloudTrailEvent.key`), if held. */
  refOf(key: string): EventRef | undefined;
  /** Value → number of events, of all that the question finds; largest first. */
  countBy(column: CountBy, question: Find): Map<string, number>;
  sources(): SourceInfo[];
  problems(source?: number): Problem[];
  coverage(): Coverage;
}
