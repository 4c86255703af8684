// How a segment is laid out in blobs: the names that its writer and its reader share.
import type { EventCategory, Outcome } from '../event/event.ts';

/** Columns whose values are numbers into a dictionary of the segment. `actor` and `origin` are JSON texts of the model's objects. */
export const DICTIONARY_COLUMNS = [
  'eventName',
  'eventSource',
  'account',
  'awsRegion',
  'actor',
  'origin',
  'sourceIPAddress',
  'accessKeyId',
  'errorCode',
] as const;
export type DictionaryColumn = (typeof DICTIONARY_COLUMNS)[number];

/** Flags of a row: the outcome's place in bits 0–1, the category's in bits 2–4. */
export const OUTCOMES: readonly Outcome[] = ['read', 'change', 'attempt', 'insight'];
export const CATEGORIES: readonly EventCategory[] = ['Management', 'Data', 'NetworkActivity', 'Insight', 'Aggregated', 'Unknown'];

/** Kinds of blobs, each with parts numbered from 0. */
export const BLOB = { column: 0, raw: 1, leaves: 2, words: 3, text: 4, meta: 5 } as const;
export type BlobKind = (typeof BLOB)[keyof typeof BLOB];

/** Parts of the `column` blobs. */
export const COLUMN_PART = { time: 0, rawPlace: 1, flags: 2, file: 3, id: 4, dictionary: 8 } as const;

/** Parts of the `meta` blobs. A dictionary is: count n · n + 1 offsets · UTF-8 bytes. */
export const META_PART = { facts: 0, pageStarts: 1, dictionary: 8 } as const;

/** What a reader must know of a segment before anything else. */
export interface SegmentMeta {
  readonly leafBits: number;
  readonly wordBits: number;
  readonly leaves: number;
  /** Where each raw block starts in the segment's concatenated raw text, and the end. */
  readonly rawStarts: readonly number[];
}

/** All blobs of a segment, one after another in one buffer, so that it passes between threads without copies. */
export interface EncodedSegment {
  readonly rows: number;
  /** Times of the first and last event, ms; NaN when no event has a time. */
  readonly first: number;
  readonly last: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Three numbers per blob: kind, part, length. */
  readonly index: Uint32Array<ArrayBuffer>;
}

/** Gives every blob of a segment. */
export function eachBlob({ bytes, index }: EncodedSegment, take: (kind: BlobKind, part: number, data: Uint8Array) => void): void {
  const kinds = Object.values(BLOB);
  for (let i = 0, at = 0; i < index.length; i += 3) {
    const kind = kinds[index[i] as number];
    const end = at + (index[i + 2] as number);
    if (kind !== undefined) take(kind, index[i + 1] as number, bytes.subarray(at, end));
    at = end;
  }
}

/** Takes the blobs while a segment is encoded. */
export type PutBlob = (kind: BlobKind, part: number, data: Uint8Array) => void;

/** A segment holds at most so many rows. */
export const SEGMENT_ROWS = 65_536;
