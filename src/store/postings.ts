// The index of a segment on disk: term hash → sorted numbers (rows of a leaf, or leaves of a word), cut into pages of about 512 terms,
// so that a look-up reads a few kB.
//
// Page: count n · n × second lane (sorted) · n × ref · lists. A ref with its top bit set is the one number itself; any other is the
// list's offset. List: varint (count × 2 + isBitmap), then a bitmap or varint differences.
import { ByteSink } from './codec.ts';
import { mix } from './terms.ts';

const INLINE = 0x80000000;
const TERMS_PER_PAGE = 512;
const PAYLOAD_BITS = 21;
/** So many terms, or (word, leaf) pairs, a segment can hold. */
export const MAX_TERMS = 1 << PAYLOAD_BITS;

/** Number of hash bits that choose the page. */
export const pageBitsFor = (terms: number): number => {
  let bits = 0;
  while (bits < 11 && terms >> bits > TERMS_PER_PAGE) bits++;
  return bits;
};

export const pageOf = (h1: number, bits: number): number => (bits === 0 ? 0 : mix(h1) >>> (32 - bits));

/**
 * The terms' order in the index: sorted by page and second lane. Gives for each position the term's number, and its page and lane.
 * Equal hashes stand next to each other.
 */
export function sortTerms(h1: Int32Array, h2: Int32Array, bits: number): { order: Int32Array; page: Uint16Array; lane: Uint32Array } {
  const n = h1.length;
  const keys = new BigUint64Array(n);
  const halves = new Uint32Array(keys.buffer);
  for (let i = 0; i < n; i++) {
    const lane = mix(h2[i] as number) >>> 0;
    halves[2 * i] = ((lane << PAYLOAD_BITS) | i) >>> 0;
    halves[2 * i + 1] = ((pageOf(h1[i] as number, bits) << PAYLOAD_BITS) | (lane >>> (32 - PAYLOAD_BITS))) >>> 0;
  }
  keys.sort();
  const order = new Int32Array(n);
  const page = new Uint16Array(n);
  const lane = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    const low = halves[2 * i] as number;
    const high = halves[2 * i + 1] as number;
    order[i] = low & (MAX_TERMS - 1);
    page[i] = high >>> PAYLOAD_BITS;
    lane[i] = (((high & (MAX_TERMS - 1)) << (32 - PAYLOAD_BITS)) | (low >>> PAYLOAD_BITS)) >>> 0;
  }
  return { order, page, lane };
}

/** Writes the list numbers[from, to), sorted, out of `domain` possible numbers. */
function writeList(sink: ByteSink, numbers: Int32Array, from: number, to: number, domain: number): void {
  const count = to - from;
  if (count > domain >> 3) {
    sink.varint(count * 2 + 1);
    const bitmap = new Uint8Array((domain + 7) >> 3);
    for (let i = from; i < to; i++) {
      const n = numbers[i] as number;
      bitmap[n >> 3] = (bitmap[n >> 3] as number) | (1 << (n & 7));
    }
    sink.append(bitmap, 0, bitmap.length);
    return;
  }
  sink.varint(count * 2);
  let last = 0;
  for (let i = from; i < to; i++) {
    sink.varint((numbers[i] as number) - last);
    last = numbers[i] as number;
  }
}

/**
 * Makes the pages of sorted terms. Term at position p has the numbers `lists[starts[p] .. starts[p+1])`, sorted; `domain` is one more than
 * the largest number. Returns a page for each number in [0, 2^bits), empty ones too, and the position at which each page starts.
 */
export function makePages(
  page: Uint16Array,
  lane: Uint32Array,
  starts: Int32Array,
  lists: Int32Array,
  bits: number,
  domain: number,
): { pages: Buffer[]; pageStarts: Uint32Array } {
  const pageStarts = new Uint32Array((1 << bits) + 1);
  const ends: number[] = [];
  const out = new ByteSink(1 << 20);
  const body = new ByteSink(1 << 12);
  let at = 0;
  for (let p = 0; p < 1 << bits; p++) {
    pageStarts[p] = at;
    let end = at;
    while (end < page.length && page[end] === p) end++;
    const n = end - at;
    const head = out.reserve(4 + 8 * n);
    out.bytes.writeUInt32LE(n, head);
    body.length = 0;
    for (let i = 0; i < n; i++) {
      const from = starts[at + i] as number;
      const to = starts[at + i + 1] as number;
      const isOne = to - from === 1;
      out.bytes.writeUInt32LE(lane[at + i] as number, head + 4 + 4 * i);
      out.bytes.writeUInt32LE(isOne ? (INLINE | (lists[from] as number)) >>> 0 : body.length, head + 4 + 4 * n + 4 * i);
      if (!isOne) writeList(body, lists, from, to, domain);
    }
    out.append(body.bytes, 0, body.length);
    ends.push(out.length);
    at = end;
  }
  pageStarts[1 << bits] = at;
  // All pages are views of one buffer, so that they pass between threads as one.
  const pages = ends.map((end, i) => out.bytes.subarray(ends[i - 1] ?? 0, end));
  return { pages, pageStarts };
}

/** Reads the list of the term at `position` within a page. */
export function listAt(page: Buffer, position: number, domain: number): Int32Array {
  const n = page.readUInt32LE(0);
  const ref = page.readUInt32LE(4 + 4 * n + 4 * position);
  if (ref >= INLINE) return Int32Array.of(ref - INLINE);
  let at = 4 + 8 * n + ref;
  const varint = (): number => {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = page[at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
      shift += 7;
    }
  };
  const head = varint();
  const count = head >>> 1;
  const out = new Int32Array(count);
  if ((head & 1) === 1) {
    let k = 0;
    for (let i = 0; i < domain; i++) if (((page[at + (i >> 3)] as number) >> (i & 7)) & 1) out[k++] = i;
    return out;
  }
  let last = 0;
  for (let i = 0; i < count; i++) out[i] = last += varint();
  return out;
}

/** Position of a term's second lane (mixed) in a page, or -1. */
export function positionOf(page: Buffer, lane: number): number {
  const n = page.readUInt32LE(0);
  let low = 0;
  let high = n - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = page.readUInt32LE(4 + 4 * middle);
    if (value === lane) return middle;
    if (value < lane) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
