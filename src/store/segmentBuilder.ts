// Builds one segment: up to 65,536 events of one source, from records' bytes to the blobs that the database holds.
import type { CloudTrailEvent, JsonObject } from '../event/event.ts';
import { eventOf, parseEventTime } from '../event/record.ts';
import { IntSink, bytesOf, pack } from './codec.ts';
import { Columns, KnownFacts, reorder } from './columns.ts';
import { contentKey } from './contentKey.ts';
import { BLOB, COLUMN_PART, META_PART, SEGMENT_ROWS } from './format.ts';
import type { EncodedSegment, PutBlob, SegmentMeta } from './format.ts';
import { LeafIndex } from './leafIndex.ts';
import { RawBlocks } from './rawBlocks.ts';
import { ABSENT, ACCESS_KEY_SLOT, RecordScanner, TEXT, slotOf } from './scan.ts';
import { hashOf } from './terms.ts';

const TIME = slotOf('eventTime');
const ID = slotOf('eventID');
/** Fields that the fast path must find as plain text … */
const needed = [TIME, ID, ...(['eventName', 'eventSource', 'recipientAccountId', 'awsRegion'] as const).map(slotOf)];
/** … and those that may be missing. */
const optional = [
  ...(['sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'eventType', 'eventCategory'] as const).map(slotOf),
  ACCESS_KEY_SLOT,
];
/** Most bytes of text in a segment. */
const RAW_BYTES = 1 << 29;

/** Whether the event with this key's hash is new; it is held from then on. */
export type Claim = (h1: number, h2: number) => boolean;

export class SegmentBuilder {
  #rows = 0;
  readonly #scanner = new RecordScanner();
  readonly #clock = new Clock();
  readonly #columns: Columns;
  readonly #index = new LeafIndex();
  readonly #raw = new RawBlocks();
  readonly #times: number[] = [];
  readonly #files = new IntSink();
  readonly #ids = new IntSink();

  /** `facts` may be shared by builders of one thread. */
  constructor(facts: KnownFacts = new KnownFacts()) {
    this.#columns = new Columns(facts);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Whether it is time to encode: no more records should be added. */
  get full(): boolean {
    return this.#rows >= SEGMENT_ROWS || this.#index.full || this.#raw.length > RAW_BYTES;
  }

  /**
   * Adds the record at [start, end) unless `claim` says that its key is held already. Returns whether it was added. The bytes must be valid
   * JSON; what is not an object adds nothing and throws TypeError.
   */
  add(bytes: Buffer, start: number, end: number, file: number, claim: Claim): boolean {
    const s = this.#scanner;
    s.scan(bytes, start, end, this.#index);
    let model: CloudTrailEvent | undefined;
    const modelOf = (): CloudTrailEvent => (model ??= parse(bytes, start, end));
    const isPlain = this.#isPlain(bytes);
    let id1 = s.h1[ID] as number;
    let id2 = s.h2[ID] as number;
    if (!isPlain) {
      const key = Buffer.from(keyOr(modelOf, () => this.#index.dropRow()));
      [id1, id2] = hashOf(key, 0, key.length);
    }
    if (!claim(id1, id2)) {
      this.#index.dropRow();
      return false;
    }
    // The id is a leaf too, whether or not the record holds it as one, so that an event is found by its key.
    this.#index.add(id1, id2);
    this.#index.endRow();
    this.#ids.push(id1);
    this.#ids.push(id2);
    this.#files.push(file);
    this.#raw.add(bytes, start, end);
    const time = isPlain ? this.#clock.read(bytes, s.start[TIME] as number, s.end[TIME] as number) : NaN;
    this.#times.push(Number.isNaN(time) ? modelOf().time : time);
    if (isPlain) this.#columns.addScanned(s, bytes, modelOf);
    else this.#columns.addModel(modelOf());
    this.#rows++;
    return true;
  }

  /** Whatever the fast path does not cover word for word goes through the model, so that both can never differ. */
  #isPlain(bytes: Buffer): boolean {
    const s = this.#scanner;
    if (s.misspelt) return false;
    for (const field of needed) if (s.kind[field] !== TEXT || s.end[field] === s.start[field]) return false;
    for (const field of optional) if (s.kind[field] !== ABSENT && s.kind[field] !== TEXT) return false;
    return isLetterOrDigit(bytes[s.start[ID] as number] as number);
  }

  /** The blobs, rows in the order of their times. The builder is spent afterwards. */
  encode(): EncodedSegment {
    const rows = this.#rows;
    const times = Float64Array.from(this.#times);
    const order = sortByTime(times);
    const blobs: Uint8Array[] = [];
    const index: number[] = [];
    const put: PutBlob = (kind, part, data) => {
      blobs.push(data);
      index.push(kind, part, data.length);
    };
    const sorted = Float64Array.from(order, (from) => times[from] as number);
    put(BLOB.column, COLUMN_PART.time, pack(bytesOf(sorted)));
    put(BLOB.column, COLUMN_PART.file, pack(bytesOf(reorder(this.#files.values, order))));
    const ids = new Int32Array(2 * rows);
    for (let row = 0; row < rows; row++) {
      ids[2 * row] = this.#ids.values[2 * (order[row] as number)] as number;
      ids[2 * row + 1] = this.#ids.values[2 * (order[row] as number) + 1] as number;
    }
    put(BLOB.column, COLUMN_PART.id, bytesOf(ids)); // hashes do not compress
    this.#columns.encode(order, put);
    const rawStarts = this.#raw.encode(order, put);
    const meta: SegmentMeta = { ...this.#index.encode(order, put), leaves: this.#index.leaves, rawStarts };
    put(BLOB.meta, META_PART.facts, pack(Buffer.from(JSON.stringify(meta))));
    const bytes = new Uint8Array(blobs.reduce((sum, blob) => sum + blob.length, 0));
    let at = 0;
    for (const blob of blobs) {
      bytes.set(blob, at);
      at += blob.length;
    }
    const timed = sorted.findIndex((time) => !Number.isNaN(time));
    const first = timed < 0 ? NaN : (sorted[timed] as number);
    const last = timed < 0 ? NaN : (sorted[rows - 1] as number);
    return { rows, first, last, bytes, index: Uint32Array.from(index) };
  }
}

const isLetterOrDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);

/** The model's key; when the record cannot be read, undoes what the scan has begun and throws. */
function keyOr(modelOf: () => CloudTrailEvent, undo: () => void): string {
  try {
    return modelOf().key;
  } catch (error) {
    undo();
    throw error;
  }
}

function parse(bytes: Buffer, start: number, end: number): CloudTrailEvent {
  const record: unknown = JSON.parse(bytes.toString('utf8', start, end));
  if (!isObject(record)) throw new TypeError('a record must be a JSON object');
  return eventOf(record, () => contentKey(bytes.subarray(start, end)));
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads `2026-07-14T10:22:31Z` from bytes; the day before the T is worked out once for all records of a day. */
class Clock {
  readonly #day = Buffer.alloc(11);
  #midnight = NaN;

  /** ms since 1970; NaN for any other form. */
  read(bytes: Buffer, start: number, end: number): number {
    if (end - start !== 20) return NaN;
    for (let i = 0; i < 11; i++) {
      if (bytes[start + i] === this.#day[i]) continue;
      bytes.copy(this.#day, 0, start, start + 11);
      this.#midnight = this.#day[10] === 0x54 ? parseEventTime(`${this.#day.toString('latin1')}00:00:00Z`) : NaN;
      break;
    }
    const hour = two(bytes, start + 11);
    const minute = two(bytes, start + 14);
    const second = two(bytes, start + 17);
    const isTime =
      bytes[start + 13] === 0x3a && bytes[start + 16] === 0x3a && bytes[start + 19] === 0x5a && hour < 24 && minute < 60 && second < 60;
    return isTime ? this.#midnight + (hour * 3600 + minute * 60 + second) * 1000 : NaN;
  }
}

/** Two digits as a number; at least 100 when they are none. */
function two(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - 0x30;
  const ones = (bytes[at + 1] as number) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

/** Row numbers in the order of time, unknown times first, equal times in the order they came. */
function sortByTime(times: Float64Array): Int32Array {
  // Whole seconds, as CloudTrail writes them, leave room for the row's number in one double: sorted without a comparison in JavaScript.
  const keys = times.map((time, row) => (Number.isNaN(time) ? row - SEGMENT_ROWS : (time / 1000) * SEGMENT_ROWS + row));
  if (times.every((time) => Number.isNaN(time) || (time >= 0 && time % 1000 === 0))) {
    return Int32Array.from(keys.sort(), (key) => ((key % SEGMENT_ROWS) + SEGMENT_ROWS) % SEGMENT_ROWS);
  }
  const value = times.map((time) => (Number.isNaN(time) ? -Infinity : time));
  const order = Int32Array.from(times, (_, i) => i);
  return order.sort((a, b) => (value[a] as number) - (value[b] as number) || a - b);
}
