// Reads one segment: its columns, its index and its raw text, each only when asked for.
import type { BlobCache } from './cache.ts';
import { unpack } from './codec.ts';
import { listAt, pageOf, positionOf } from './postings.ts';
import { BLOB, COLUMN_PART, DICTIONARY_COLUMNS, META_PART } from './format.ts';
import type { BlobKind, DictionaryColumn, SegmentMeta } from './format.ts';
import { hashesOfValue, mix, patternOf } from './terms.ts';

/** The rows of a segment that the database lists. */
export interface SegmentInfo {
  readonly id: number;
  readonly source: number;
  readonly rows: number;
  readonly first: number;
  readonly last: number;
}

/** Number of a blob in the database. Segments are numbered below 2^25. */
export const blobId = (segment: number, kind: BlobKind, part: number): number => segment * 0x10000000 + kind * 0x1000000 + part;

/** Values of a dictionary, decoded when asked for. */
export interface Dictionary {
  readonly size: number;
  text(id: number): string;
}

const isBuffer = (value: unknown): value is Buffer => Buffer.isBuffer(value);
const isFloats = (value: unknown): value is Float64Array => value instanceof Float64Array;
const isUints = (value: unknown): value is Uint32Array => value instanceof Uint32Array;
const isInts = (value: unknown): value is Int32Array => value instanceof Int32Array;
const isIds = (value: unknown): value is Uint16Array | Int32Array => value instanceof Uint16Array || value instanceof Int32Array;
const isMeta = (value: unknown): value is SegmentMeta => typeof value === 'object' && value !== null && 'leafBits' in value;
const isDictionary = (value: unknown): value is Dictionary => typeof value === 'object' && value !== null && 'text' in value;
const isText = (value: unknown): value is SearchText => typeof value === 'object' && value !== null && 'leaves' in value;

/** Leaf texts as one string of bytes (latin1), a line each, with each line's leaf. */
interface SearchText {
  readonly text: string;
  readonly lower: string;
  readonly leaves: Int32Array;
  /** Offset at which each line starts. */
  readonly starts: Int32Array;
}

export class Segment {
  readonly info: SegmentInfo;
  readonly #load: (id: number) => Buffer;
  readonly #cache: BlobCache;
  readonly #texts: BlobCache;

  /**
   * `load` reads a blob of the database; it throws when there is none. Records' texts have a cache of their own, since reading fifty records
   * would push out what the next questions need.
   */
  constructor(info: SegmentInfo, load: (id: number) => Buffer, cache: BlobCache, texts: BlobCache) {
    this.info = info;
    this.#load = load;
    this.#cache = cache;
    this.#texts = texts;
  }

  #blob(kind: BlobKind, part: number): Buffer {
    const id = blobId(this.info.id, kind, part);
    return this.#cache.get(id, isBuffer, () => {
      const value = this.#load(id);
      return { value, bytes: value.length };
    });
  }

  #typed<T>(kind: BlobKind, part: number, isT: (value: unknown) => value is T, make: (bytes: Buffer) => T): T {
    const id = blobId(this.info.id, kind, part);
    const cache = kind === BLOB.raw ? this.#texts : this.#cache;
    return cache.get(id, isT, () => {
      const bytes = aligned(unpack(this.#load(id)));
      return { value: make(bytes), bytes: bytes.length };
    });
  }

  get meta(): SegmentMeta {
    return this.#typed(BLOB.meta, META_PART.facts, isMeta, (bytes) => {
      const meta: unknown = JSON.parse(bytes.toString());
      if (!isMeta(meta)) throw new Error('The store is damaged: a segment has no description.');
      return meta;
    });
  }

  /** Times of all rows, ascending; NaN first. */
  times(): Float64Array {
    return this.#typed(BLOB.column, COLUMN_PART.time, isFloats, (b) => new Float64Array(b.buffer, b.byteOffset, b.length / 8));
  }

  /** Outcome in bits 0–1, category in bits 2–4. */
  flags(): Buffer {
    return this.#typed(BLOB.column, COLUMN_PART.flags, isBuffer, (b) => b);
  }

  /** Two lanes of each event's key. Not cached: read once, to fill the set of held ids. */
  ids(): Int32Array {
    const b = aligned(this.#load(blobId(this.info.id, BLOB.column, COLUMN_PART.id)));
    return new Int32Array(b.buffer, b.byteOffset, b.length / 4);
  }

  files(): Int32Array {
    return this.#typed(BLOB.column, COLUMN_PART.file, isInts, (b) => new Int32Array(b.buffer, b.byteOffset, b.length / 4));
  }

  /** Numbers into the column's dictionary. */
  column(column: DictionaryColumn): Uint16Array | Int32Array {
    const rows = this.info.rows;
    return this.#typed(BLOB.column, COLUMN_PART.dictionary + DICTIONARY_COLUMNS.indexOf(column), isIds, (b) =>
      b.length === rows * 2 ? new Uint16Array(b.buffer, b.byteOffset, rows) : new Int32Array(b.buffer, b.byteOffset, rows),
    );
  }

  dictionary(column: DictionaryColumn): Dictionary {
    return this.#typed(BLOB.meta, META_PART.dictionary + DICTIONARY_COLUMNS.indexOf(column), isDictionary, (bytes) => {
      const size = bytes.readUInt32LE(0);
      const text = 4 * (size + 2);
      return {
        size,
        text: (id) => bytes.toString('utf8', text + bytes.readUInt32LE(4 + 4 * id), text + bytes.readUInt32LE(8 + 4 * id)),
      };
    });
  }

  /** The record of a row, as it came in. */
  raw(row: number): Buffer {
    const n = this.info.rows;
    const places = this.#typed(BLOB.column, COLUMN_PART.rawPlace, isUints, (b) => new Uint32Array(b.buffer, b.byteOffset, 2 * n));
    const place = places[row] as number;
    const length = places[n + row] as number;
    const { rawStarts } = this.meta;
    let block = 0;
    for (let low = 0, high = rawStarts.length - 2; low <= high;) {
      const middle = (low + high) >> 1;
      if ((rawStarts[middle] as number) <= place) low = (block = middle) + 1;
      else high = middle - 1;
    }
    const bytes = this.#typed(BLOB.raw, block, isBuffer, (b) => b);
    const at = place - (rawStarts[block] as number);
    return Buffer.from(bytes.subarray(at, at + length));
  }

  /** Sorted rows that hold the value as a leaf, a word or a path. */
  rowsWith(value: string): Int32Array {
    if (value.includes('*')) return this.#rowsOfLeaves(this.#leavesLike(patternOf(value), 'text'));
    const { leafBits, wordBits, leaves } = this.meta;
    const lists: Int32Array[] = [];
    for (const [h1, h2] of hashesOfValue(value)) {
      const lane = mix(h2) >>> 0;
      const leafPage = this.#blob(BLOB.leaves, pageOf(h1, leafBits));
      const leaf = positionOf(leafPage, lane);
      if (leaf >= 0) lists.push(listAt(leafPage, leaf, this.info.rows));
      const wordPage = this.#blob(BLOB.words, pageOf(h1, wordBits));
      const word = positionOf(wordPage, lane);
      if (word >= 0) lists.push(this.#rowsOfLeaves(listAt(wordPage, word, leaves)));
    }
    return union(lists);
  }

  /** Sorted rows of which a leaf's text contains the text, ignoring case (ASCII); `*` in it is any run of characters. */
  rowsContaining(text: string): Int32Array {
    const needle = Buffer.from(text.toLowerCase()).toString('latin1');
    if (needle.replaceAll('*', '') === '') return new Int32Array(0);
    const parts = needle.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
    const leaves = this.#leavesLike(new RegExp(parts.join('[^\\n]*?'), 'g'), 'lower');
    return union([this.#rowsOfLeaves(leaves), text.includes('*') ? new Int32Array(0) : this.rowsWith(text)]);
  }

  #searchText(): SearchText {
    const leaves = this.#typed(BLOB.text, 0, isInts, (b) => new Int32Array(b.buffer, b.byteOffset, b.length / 4));
    return this.#typed(BLOB.text, 1, isText, (bytes) => {
      const text = bytes.toString('latin1');
      const starts = new Int32Array(leaves.length);
      for (let line = 1, at = 0; line < leaves.length; line++) starts[line] = at = bytes.indexOf(0x0a, at) + 1;
      return { text, lower: text.toLowerCase(), leaves, starts };
    });
  }

  #leavesLike(pattern: RegExp, where: 'text' | 'lower'): Int32Array {
    const search = this.#searchText();
    const found: number[] = [];
    pattern.lastIndex = 0;
    for (let match = pattern.exec(search[where]); match !== null; match = pattern.exec(search[where])) {
      const line = lineAt(search.starts, match.index);
      found.push(search.leaves[line] as number);
      const next = search.starts[line + 1];
      if (next === undefined) break;
      pattern.lastIndex = next;
    }
    return Int32Array.from(found);
  }

  /** `leaves` are places in the sorted order of leaves. */
  #rowsOfLeaves(leaves: Int32Array): Int32Array {
    if (leaves.length === 0) return new Int32Array(0);
    const starts = this.#typed(BLOB.meta, META_PART.pageStarts, isUints, (b) => new Uint32Array(b.buffer, b.byteOffset, b.length / 4));
    const lists = Array.from(leaves, (leaf) => {
      let page = 0;
      for (let low = 0, high = starts.length - 2; low <= high;) {
        const middle = (low + high) >> 1;
        if ((starts[middle] as number) <= leaf) low = (page = middle) + 1;
        else high = middle - 1;
      }
      return listAt(this.#blob(BLOB.leaves, page), leaf - (starts[page] as number), this.info.rows);
    });
    return union(lists);
  }
}

/** Copies to an address that typed arrays of 8 bytes may start at, when it is not one. */
const aligned = (bytes: Buffer): Buffer => {
  if (bytes.byteOffset % 8 === 0) return bytes;
  const copy = Buffer.from(new ArrayBuffer(bytes.length));
  bytes.copy(copy);
  return copy;
};

const lineAt = (starts: Int32Array, at: number): number => {
  let line = 0;
  for (let low = 0, high = starts.length - 1; low <= high;) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= at) low = (line = middle) + 1;
    else high = middle - 1;
  }
  return line;
};

/** Sorted union of sorted lists. */
export function union(lists: readonly Int32Array[]): Int32Array {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length === 0) return new Int32Array(0);
  if (filled.length === 1) return filled[0] as Int32Array;
  const all = new Int32Array(filled.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of filled) {
    all.set(list, at);
    at += list.length;
  }
  all.sort();
  let kept = 0;
  for (let i = 0; i < all.length; i++) if (i === 0 || all[i] !== all[i - 1]) all[kept++] = all[i] as number;
  return all.subarray(0, kept);
}
