// Builds one segment: up to 65,536 events of one source, from records' bytes to the blobs that the database holds.
import { createHash } from 'node:crypto';
import type { CloudTrailEvent, EventCategory, JsonObject, Outcome } from '../event/event.ts';
import { isAddress } from '../event/origin.ts';
import { eventOf, parseEventTime } from '../event/record.ts';
import { ByteSink, IntSink, bytesOf, pack } from './codec.ts';
import { HashTable } from './hashTable.ts';
import { MAX_TERMS, makePages, pageBitsFor, sortTerms } from './postings.ts';
import { ABSENT, ACCESS_KEY_SLOT, RecordScanner, TEXT, slotOf } from './scan.ts';
import type { LeafSink } from './scan.ts';
import { hashOf, innerTerms, isSearched, step1, step2 } from './terms.ts';

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

export const OUTCOMES: readonly Outcome[] = ['read', 'change', 'attempt', 'insight'];
export const CATEGORIES: readonly EventCategory[] = ['Management', 'Data', 'NetworkActivity', 'Insight', 'Aggregated', 'Unknown'];

/** All blobs of a segment; see `segment.ts` for what each holds. Survives postMessage. */
export interface EncodedSegment {
  readonly rows: number;
  /** Times of the first and last event, ms; NaN when no event has a time. */
  readonly first: number;
  readonly last: number;
  readonly blobs: readonly { readonly kind: BlobKind; readonly part: number; readonly data: Uint8Array }[];
}

/** Kinds of blobs, each with parts numbered from 0. */
export const BLOB = { column: 0, raw: 1, leaves: 2, words: 3, text: 4, meta: 5 } as const;
export type BlobKind = (typeof BLOB)[keyof typeof BLOB];

/** What a reader must know of a segment before anything else. */
export interface SegmentMeta {
  readonly leafBits: number;
  readonly wordBits: number;
  readonly leaves: number;
  /** Where each raw block starts in the segment's concatenated raw text, and the end. */
  readonly rawStarts: readonly number[];
}

/** Parts of the `meta` blobs. A dictionary is: count n · n + 1 offsets · UTF-8 bytes. */
export const META_PART = { facts: 0, pageStarts: 1, dictionary: 8 } as const;

/** Parts of the `column` blobs. */
export const COLUMN_PART = { time: 0, rawPlace: 1, flags: 2, file: 3, id: 4, dictionary: 8 } as const;

/** A segment is cut at so many rows … */
export const SEGMENT_ROWS = 65_536;
const RAW_BLOCK = 128 * 1024;

/** Facts of a record that the fast path takes from a cache, because many records share them. */
interface Shared {
  readonly actor: number;
  readonly origin: number;
}

const slot = {
  time: slotOf('eventTime'),
  id: slotOf('eventID'),
  name: slotOf('eventName'),
  source: slotOf('eventSource'),
  region: slotOf('awsRegion'),
  account: slotOf('recipientAccountId'),
  ip: slotOf('sourceIPAddress'),
  agent: slotOf('userAgent'),
  error: slotOf('errorCode'),
  message: slotOf('errorMessage'),
  readOnly: slotOf('readOnly'),
  type: slotOf('eventType'),
  category: slotOf('eventCategory'),
  console: slotOf('sessionCredentialFromConsole'),
  management: slotOf('managementEvent'),
};

/** Fields that the fast path must find as plain text … */
const needed = [slot.time, slot.name, slot.source, slot.id, slot.account, slot.region];
/** … and those that may be missing. */
const optional = [slot.ip, slot.agent, slot.error, slot.message, slot.type, slot.category, ACCESS_KEY_SLOT];

const isLetterOrDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);

const laneOf = (text: string): number => {
  const bytes = Buffer.from(text);
  return hashOf(bytes, 0, bytes.length)[0];
};
const SIGNIN = laneOf('signin.amazonaws.com');
const API_CALL = laneOf('AwsApiCall');
/** For API calls by these the actor and the origin are the same whatever service was called. */
const plainIdentities = new Set(['IAMUser', 'AssumedRole', 'Root', 'FederatedUser', 'AWSAccount'].map(laneOf));
const callerFields = [slot.agent, slot.type, slot.console];

/** A number for a Map's key out of two lanes: 53 of their bits. */
const join = (h1: number, h2: number): number => (h1 >>> 0) * 0x200000 + (h2 >>> 11);

/** Key of a record without eventID: two deliveries of the same text share it. */
export const contentKey = (text: Uint8Array): string => `content-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;

export type Claim = (h1: number, h2: number) => boolean;

export class SegmentBuilder implements LeafSink {
  #rows = 0;
  readonly #scanner = new RecordScanner();
  readonly #times: number[] = [];
  readonly #rawPlace = new IntSink();
  readonly #flags = new ByteSink();
  readonly #files = new IntSink();
  readonly #ids = new IntSink();
  readonly #columns: Record<DictionaryColumn, IntSink>;
  readonly #dictionaries: Record<DictionaryColumn, { ids: Map<number, number>; values: string[] }>;
  readonly #shared = new Map<number, Shared>();
  readonly #outcomes = new Map<number, number>();
  readonly #isClient: boolean[] = [];

  readonly #raw = new ByteSink(RAW_BLOCK * 2);
  readonly #rawBlocks: Buffer[] = [];
  readonly #rawStarts: number[] = [0];

  readonly #leaves = new HashTable();
  readonly #leafLastRow = new IntSink();
  readonly #rowLeaves = new IntSink(1 << 16);
  readonly #rowStarts = new IntSink();
  readonly #word1 = new IntSink();
  readonly #word2 = new IntSink();
  readonly #wordLeaf = new IntSink();
  readonly #text = new ByteSink();
  readonly #textLeaf = new IntSink();

  constructor() {
    const each = <T>(make: () => T): Record<DictionaryColumn, T> => ({
      eventName: make(),
      eventSource: make(),
      account: make(),
      awsRegion: make(),
      actor: make(),
      origin: make(),
      sourceIPAddress: make(),
      accessKeyId: make(),
      errorCode: make(),
    });
    this.#columns = each(() => new IntSink());
    this.#dictionaries = each(() => ({ ids: new Map<number, number>(), values: [] }));
  }

  get rows(): number {
    return this.#rows;
  }

  /** Whether it is time to encode: no more records should be added. */
  get full(): boolean {
    return (
      this.#rows >= SEGMENT_ROWS || this.#leaves.size > MAX_TERMS / 2 || this.#word1.length > MAX_TERMS - 200_000 || this.#rawEnd > 1 << 29
    );
  }

  get #rawEnd(): number {
    return (this.#rawStarts.at(-1) ?? 0) + this.#raw.length;
  }

  /**
   * Adds the record at [start, end) unless `claim` says that its key is held already. Returns whether it was added. The bytes must be valid
   * JSON; what is not an object adds nothing and throws TypeError.
   */
  add(bytes: Buffer, start: number, end: number, file: number, claim: Claim): boolean {
    const s = this.#scanner;
    const mark = this.#rowLeaves.length;
    s.scan(bytes, start, end, this);
    // Whatever the fast path does not cover word for word goes through the model, so that both can never differ.
    const plain =
      !s.misspelt &&
      needed.every((field) => s.kind[field] === TEXT && (s.end[field] as number) > (s.start[field] as number)) &&
      optional.every((field) => s.kind[field] === ABSENT || s.kind[field] === TEXT) &&
      isLetterOrDigit(bytes[s.start[slot.id] as number] as number);
    const time = plain ? fastTime(bytes, s.start[slot.time] as number, s.end[slot.time] as number) : NaN;
    let model: CloudTrailEvent | undefined;
    const modelOf = (): CloudTrailEvent => (model ??= parse(bytes, start, end));
    let id1 = s.h1[slot.id] as number;
    let id2 = s.h2[slot.id] as number;
    if (!plain) {
      const key = Buffer.from(modelOf().key);
      [id1, id2] = hashOf(key, 0, key.length);
    }
    if (!claim(id1, id2)) {
      for (let i = mark; i < this.#rowLeaves.length; i++) this.#leafLastRow.values[this.#rowLeaves.values[i] as number] = -1;
      this.#rowLeaves.length = mark;
      return false;
    }
    // The id is a leaf too, whether or not the record holds it as one, so that an event is found by its key.
    this.#leafOf(id1, id2);

    this.#rowStarts.push(mark);
    this.#times.push(plain && !Number.isNaN(time) ? time : modelOf().time);
    this.#ids.push(id1);
    this.#ids.push(id2);
    this.#files.push(file);
    this.#rawPlace.push(this.#rawEnd);
    this.#rawPlace.push(end - start);
    this.#raw.append(bytes, start, end);
    if (this.#raw.length >= RAW_BLOCK) this.#cutRaw();

    if (plain) this.#fastColumns(bytes, modelOf);
    else this.#modelColumns(modelOf());
    this.#rows++;
    return true;
  }

  /** For the scanner: a string leaf of the record being added. */
  leaf(bytes: Uint8Array, start: number, end: number, h1: number, h2: number): void {
    const known = this.#leaves.size;
    const leaf = this.#leafOf(h1, h2);
    if (leaf < known) return;
    innerTerms(bytes, start, end, (w1, w2) => {
      this.#word1.push(w1);
      this.#word2.push(w2);
      this.#wordLeaf.push(leaf);
    });
    if (!isSearched(bytes, start, end)) return;
    this.#textLeaf.push(leaf);
    const at = this.#text.length;
    this.#text.append(bytes, start, end);
    const text = this.#text.bytes;
    for (let i = at; i < this.#text.length; i++) if (text[i] === 0x0a) text[i] = 0x20;
    this.#text.byte(0x0a);
  }

  #leafOf(h1: number, h2: number): number {
    const leaf = this.#leaves.numberOf(h1, h2);
    if (leaf === this.#leafLastRow.length) this.#leafLastRow.push(this.#rows);
    else if (this.#leafLastRow.values[leaf] === this.#rows) return leaf;
    else this.#leafLastRow.values[leaf] = this.#rows;
    this.#rowLeaves.push(leaf);
    return leaf;
  }

  #fastColumns(bytes: Buffer, modelOf: () => CloudTrailEvent): void {
    const s = this.#scanner;
    this.#columns.eventName.push(this.#entry('eventName', bytes, slot.name));
    this.#columns.eventSource.push(this.#entry('eventSource', bytes, slot.source));
    this.#columns.account.push(this.#entry('account', bytes, slot.account));
    this.#columns.awsRegion.push(this.#entry('awsRegion', bytes, slot.region));
    const ip = this.#entry('sourceIPAddress', bytes, slot.ip);
    this.#columns.sourceIPAddress.push(ip);
    this.#columns.accessKeyId.push(this.#entry('accessKeyId', bytes, ACCESS_KEY_SLOT));
    this.#columns.errorCode.push(this.#entry('errorCode', bytes, slot.error));

    // Everything that actorOf and originOf read is in this hash; client addresses are all alike to them.
    const isClient = (this.#isClient[ip] ??= isAddress(this.#dictionaries.sourceIPAddress.values[ip] ?? ''));
    let k1 = step1(s.identity1, isClient ? 1 : 2 + ip);
    let k2 = step2(s.identity2, isClient ? 1 : 2 + ip);
    const isPlainCall = s.h1[slot.type] === API_CALL && plainIdentities.has(s.identityType);
    for (const field of isPlainCall ? callerFields : [...callerFields, slot.source]) {
      k1 = step1(k1, s.kind[field] === ABSENT ? 0 : (s.h1[field] as number));
      k2 = step2(k2, s.kind[field] === ABSENT ? 0 : (s.h2[field] as number));
    }
    const isSignin = s.h1[slot.source] === SIGNIN;
    const sharedKey = join(k1, k2);
    let shared = isSignin ? undefined : this.#shared.get(sharedKey);
    if (shared === undefined) {
      const model = modelOf();
      shared = {
        actor: this.#textEntry('actor', JSON.stringify(model.actor)),
        origin: this.#textEntry('origin', JSON.stringify(model.origin)),
      };
      if (!isSignin) this.#shared.set(sharedKey, shared);
    }
    this.#columns.actor.push(shared.actor);
    this.#columns.origin.push(shared.origin);

    let o1 = s.kind[slot.message] === TEXT && s.end[slot.message] !== s.start[slot.message] ? 1 : 0;
    let o2 = o1;
    for (const field of [slot.name, slot.source, slot.readOnly, slot.error, slot.type, slot.category, slot.management]) {
      o1 = step1(o1, s.kind[field] === ABSENT ? 0 : (s.h1[field] as number));
      o2 = step2(o2, s.kind[field] === ABSENT ? 0 : (s.h2[field] as number));
    }
    const outcomeKey = join(o1, o2);
    let flags = s.verdict ? undefined : this.#outcomes.get(outcomeKey);
    if (flags === undefined) {
      flags = flagsOf(modelOf());
      if (!s.verdict) this.#outcomes.set(outcomeKey, flags);
    }
    this.#flags.byte(flags);
  }

  #modelColumns(event: CloudTrailEvent): void {
    for (const column of ['eventName', 'eventSource', 'account', 'awsRegion', 'sourceIPAddress', 'accessKeyId', 'errorCode'] as const) {
      this.#columns[column].push(this.#textEntry(column, event[column]));
    }
    this.#columns.actor.push(this.#textEntry('actor', JSON.stringify(event.actor)));
    this.#columns.origin.push(this.#textEntry('origin', JSON.stringify(event.origin)));
    this.#flags.byte(flagsOf(event));
  }

  /** The dictionary's number for the text in a slot. */
  #entry(column: DictionaryColumn, bytes: Buffer, at: number): number {
    const s = this.#scanner;
    if (s.kind[at] !== TEXT) return this.#textEntry(column, ''); // absent: anything else went to the model
    const dictionary = this.#dictionaries[column];
    const key = join(s.h1[at] as number, s.h2[at] as number);
    let id = dictionary.ids.get(key);
    if (id === undefined) {
      id = dictionary.values.length;
      dictionary.ids.set(key, id);
      dictionary.values.push(bytes.toString('utf8', s.start[at], s.end[at]));
    }
    return id;
  }

  #textEntry(column: DictionaryColumn, text: string): number {
    const bytes = Buffer.from(text);
    const dictionary = this.#dictionaries[column];
    const key = join(...hashOf(bytes, 0, bytes.length));
    let id = dictionary.ids.get(key);
    if (id === undefined) {
      id = dictionary.values.length;
      dictionary.ids.set(key, id);
      dictionary.values.push(text);
    }
    return id;
  }

  #cutRaw(): void {
    if (this.#raw.length === 0) return;
    this.#rawBlocks.push(pack(this.#raw.view()));
    this.#rawStarts.push(this.#rawEnd);
    this.#raw.length = 0;
  }

  /** The blobs, rows in the order of their times. The builder is spent afterwards. */
  encode(): EncodedSegment {
    this.#cutRaw();
    const n = this.#rows;
    const times = Float64Array.from(this.#times);
    const order = sortByTime(times);
    const blobs: EncodedSegment['blobs'][number][] = [];
    const put = (kind: BlobKind, part: number, data: Uint8Array): void => void blobs.push({ kind, part, data });

    const sorted = new Float64Array(n);
    const places = new Uint32Array(2 * n);
    const flags = new Uint8Array(n);
    const ids = new Int32Array(2 * n);
    for (let row = 0; row < n; row++) {
      const from = order[row] as number;
      sorted[row] = times[from] as number;
      places[row] = this.#rawPlace.values[2 * from] as number;
      places[n + row] = this.#rawPlace.values[2 * from + 1] as number;
      flags[row] = this.#flags.bytes[from] as number;
      ids[2 * row] = this.#ids.values[2 * from] as number;
      ids[2 * row + 1] = this.#ids.values[2 * from + 1] as number;
    }
    put(BLOB.column, COLUMN_PART.time, pack(bytesOf(sorted)));
    put(BLOB.column, COLUMN_PART.rawPlace, pack(bytesOf(places)));
    put(BLOB.column, COLUMN_PART.flags, pack(flags));
    put(BLOB.column, COLUMN_PART.id, Buffer.from(bytesOf(ids)));
    put(BLOB.column, COLUMN_PART.file, pack(bytesOf(reorder(this.#files.values, order))));
    DICTIONARY_COLUMNS.forEach((column, i) => {
      const values = reorder(this.#columns[column].values, order);
      const narrow = this.#dictionaries[column].values.length <= 0x10000;
      const data = narrow ? bytesOf(Uint16Array.from(values)) : bytesOf(values);
      put(BLOB.column, COLUMN_PART.dictionary + i, pack(data));
    });
    this.#rawBlocks.forEach((block, i) => put(BLOB.raw, i, block));

    const position = this.#encodeLeaves(order, put);
    this.#encodeWords(position, put);
    const textLeaf = this.#textLeaf.view().map((leaf) => position.of[leaf] as number);
    put(BLOB.text, 0, pack(bytesOf(textLeaf)));
    put(BLOB.text, 1, pack(this.#text.view()));

    const meta: SegmentMeta = {
      leafBits: position.bits,
      wordBits: pageBitsFor(this.#word1.length),
      leaves: this.#leaves.size,
      rawStarts: this.#rawStarts,
    };
    put(BLOB.meta, META_PART.facts, pack(Buffer.from(JSON.stringify(meta))));
    DICTIONARY_COLUMNS.forEach((c, i) => put(BLOB.meta, META_PART.dictionary + i, pack(encodeDictionary(this.#dictionaries[c].values))));
    const untimed = sorted.findIndex((t) => !Number.isNaN(t));
    return { rows: n, first: untimed < 0 ? NaN : (sorted[untimed] as number), last: untimed < 0 ? NaN : (sorted[n - 1] as number), blobs };
  }

  /** Leaf pages: leaf → rows. Returns each leaf's place in the sorted order. */
  #encodeLeaves(order: Int32Array, put: (kind: BlobKind, part: number, data: Uint8Array) => void): { of: Int32Array; bits: number } {
    const count = this.#leaves.size;
    const bits = pageBitsFor(count);
    const terms = sortTerms(this.#leaves.lane1(), this.#leaves.lane2(), bits);
    const of = new Int32Array(count);
    for (let p = 0; p < count; p++) of[terms.order[p] as number] = p;
    // Rows per leaf, filled in the order of rows, so that every list comes out sorted.
    const entries = this.#rowLeaves.view();
    const starts = new Int32Array(count + 1);
    for (const leaf of entries) {
      const p = (of[leaf] as number) + 1;
      starts[p] = (starts[p] as number) + 1;
    }
    for (let p = 0; p < count; p++) starts[p + 1] = (starts[p + 1] as number) + (starts[p] as number);
    const next = starts.slice(0, count);
    const lists = new Int32Array(entries.length);
    for (let row = 0; row < this.#rows; row++) {
      const from = order[row] as number;
      const end = from + 1 < this.#rows ? (this.#rowStarts.values[from + 1] as number) : entries.length;
      for (let i = this.#rowStarts.values[from] as number; i < end; i++) {
        const p = of[entries[i] as number] as number;
        lists[next[p] as number] = row;
        next[p] = (next[p] as number) + 1;
      }
    }
    const { pages, pageStarts } = makePages(terms.page, terms.lane, starts, lists, bits, this.#rows);
    pages.forEach((page, i) => put(BLOB.leaves, i, page));
    put(BLOB.meta, META_PART.pageStarts, pack(bytesOf(pageStarts)));
    return { of, bits };
  }

  /** Word pages: word → leaves (by their place in the sorted order). */
  #encodeWords(position: { of: Int32Array }, put: (kind: BlobKind, part: number, data: Uint8Array) => void): void {
    const bits = pageBitsFor(this.#word1.length);
    const terms = sortTerms(this.#word1.view(), this.#word2.view(), bits);
    const n = terms.order.length;
    const page = new Uint16Array(n);
    const lane = new Uint32Array(n);
    const starts = new IntSink();
    const lists = new IntSink();
    let words = 0;
    for (let i = 0; i < n;) {
      let end = i;
      const leaves: number[] = [];
      while (end < n && terms.page[end] === terms.page[i] && terms.lane[end] === terms.lane[i]) {
        leaves.push(position.of[this.#wordLeaf.values[terms.order[end] as number] as number] as number);
        end++;
      }
      if (leaves.length > 1) leaves.sort((a, b) => a - b);
      page[words] = terms.page[i] as number;
      lane[words] = terms.lane[i] as number;
      starts.push(lists.length);
      let last = -1;
      for (const leaf of leaves) {
        if (leaf !== last) lists.push(leaf);
        last = leaf;
      }
      words++;
      i = end;
    }
    starts.push(lists.length);
    const made = makePages(page.subarray(0, words), lane.subarray(0, words), starts.view(), lists.view(), bits, this.#leaves.size);
    made.pages.forEach((p, i) => put(BLOB.words, i, p));
  }
}

function encodeDictionary(values: readonly string[]): Buffer {
  const offsets = new Uint32Array(values.length + 2);
  offsets[0] = values.length;
  const text = new ByteSink();
  values.forEach((value, i) => {
    const bytes = Buffer.from(value);
    text.append(bytes, 0, bytes.length);
    offsets[i + 2] = text.length;
  });
  return Buffer.concat([bytesOf(offsets), text.view()]);
}

const flagsOf = (event: CloudTrailEvent): number => OUTCOMES.indexOf(event.outcome) | (CATEGORIES.indexOf(event.category) << 2);

function parse(bytes: Buffer, start: number, end: number): CloudTrailEvent {
  const record: unknown = JSON.parse(bytes.toString('utf8', start, end));
  if (!isObject(record)) throw new TypeError('a record must be a JSON object');
  return eventOf(record, () => contentKey(bytes.subarray(start, end)));
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `2026-07-14T10:22:31Z` without making a string; anything else is left to the model. */
function fastTime(bytes: Buffer, start: number, end: number): number {
  return end - start === 20 ? parseEventTime(bytes.toString('latin1', start, end)) : NaN;
}

/** Row numbers in the order of time, unknown times first, equal times in the order they came. */
function sortByTime(times: Float64Array): Int32Array {
  const order = new Int32Array(times.length).map((_, i) => i);
  const value = (i: number): number => {
    const t = times[i] as number;
    return Number.isNaN(t) ? -Infinity : t;
  };
  return order.sort((a, b) => {
    const ta = value(a);
    const tb = value(b);
    return ta < tb ? -1 : ta > tb ? 1 : a - b;
  });
}

const reorder = (values: Int32Array, order: Int32Array): Int32Array => order.map((from) => values[from] as number);
