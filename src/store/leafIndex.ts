// The index of a segment while it is built: which rows hold which leaf, which leaves hold which word, and the texts that patterns search.
import { ByteSink, IntSink, bytesOf, pack } from './codec.ts';
import { BLOB, META_PART } from './format.ts';
import type { PutBlob } from './format.ts';
import { HashTable } from './hashTable.ts';
import { MAX_TERMS, makePages, pageBitsFor, sortTerms } from './postings.ts';
import type { LeafSink } from './scan.ts';
import { innerTerms, isSearched } from './terms.ts';

const NEWLINE = 0x0a;
const BLANK = 0x20;

export class LeafIndex implements LeafSink {
  #rows = 0;
  readonly #leaves = new HashTable();
  /** Per leaf the last row that holds it, so that a leaf counts once per row. */
  readonly #lastRow = new IntSink();
  readonly #rowLeaves = new IntSink(1 << 16);
  readonly #rowStarts = new IntSink();
  #rowStart = 0;
  readonly #word1 = new IntSink();
  readonly #word2 = new IntSink();
  readonly #wordLeaf = new IntSink();
  #leaf = 0;
  readonly #text = new ByteSink();
  readonly #textLeaf = new IntSink();
  readonly #takeWord = (h1: number, h2: number): void => {
    this.#word1.push(h1);
    this.#word2.push(h2);
    this.#wordLeaf.push(this.#leaf);
  };

  get leaves(): number {
    return this.#leaves.size;
  }

  /** The numbers of leaves and words are limited: no more records should be added. */
  get full(): boolean {
    return this.#leaves.size > MAX_TERMS / 2 || this.#word1.length > MAX_TERMS - 200_000;
  }

  /** For the scanner: a string leaf of the row being added. */
  leaf(bytes: Uint8Array, start: number, end: number, h1: number, h2: number): void {
    const known = this.#leaves.size;
    const leaf = this.add(h1, h2);
    if (leaf < known) return;
    this.#leaf = leaf;
    innerTerms(bytes, start, end, this.#takeWord);
    if (!isSearched(bytes, start, end)) return;
    this.#textLeaf.push(leaf);
    const at = this.#text.length;
    this.#text.append(bytes, start, end);
    const text = this.#text.bytes;
    for (let i = text.indexOf(NEWLINE, at); i >= 0 && i < this.#text.length; i = text.indexOf(NEWLINE, i)) text[i] = BLANK;
    this.#text.byte(NEWLINE);
  }

  /** A leaf of the row being added, by its hash alone; gives its number. */
  add(h1: number, h2: number): number {
    const leaf = this.#leaves.numberOf(h1, h2);
    const last = this.#lastRow;
    if (leaf === last.length) last.push(this.#rows);
    else if (last.values[leaf] === this.#rows) return leaf;
    else last.values[leaf] = this.#rows;
    this.#rowLeaves.push(leaf);
    return leaf;
  }

  /** The row's leaves are all there. */
  endRow(): void {
    this.#rowStarts.push(this.#rowStart);
    this.#rowStart = this.#rowLeaves.length;
    this.#rows++;
  }

  /** The row is not wanted after all. */
  dropRow(): void {
    for (let i = this.#rowStart; i < this.#rowLeaves.length; i++) this.#lastRow.values[this.#rowLeaves.values[i] as number] = -1;
    this.#rowLeaves.length = this.#rowStart;
  }

  /** Writes the index; row `order[i]` of those added is row i of the segment. Gives what a reader must know. */
  encode(order: Int32Array, put: PutBlob): { leafBits: number; wordBits: number } {
    const { place, bits } = this.#encodeLeaves(order, put);
    const wordBits = this.#encodeWords(place, put);
    put(BLOB.text, 0, pack(bytesOf(this.#textLeaf.view().map((leaf) => place[leaf] as number))));
    put(BLOB.text, 1, pack(this.#text.view()));
    return { leafBits: bits, wordBits };
  }

  /** Leaf pages: leaf → rows. Returns each leaf's place in the sorted order. */
  #encodeLeaves(order: Int32Array, put: PutBlob): { place: Int32Array; bits: number } {
    const count = this.#leaves.size;
    const bits = pageBitsFor(count);
    const terms = sortTerms(this.#leaves.lane1(), this.#leaves.lane2(), bits);
    const place = new Int32Array(count);
    for (let p = 0; p < count; p++) place[terms.order[p] as number] = p;
    // Rows per leaf, filled in the order of rows, so that every list comes out sorted.
    const entries = this.#rowLeaves.view();
    const starts = new Int32Array(count + 1);
    for (const leaf of entries) {
      const p = (place[leaf] as number) + 1;
      starts[p] = (starts[p] as number) + 1;
    }
    for (let p = 0; p < count; p++) starts[p + 1] = (starts[p + 1] as number) + (starts[p] as number);
    const next = starts.slice(0, count);
    const lists = new Int32Array(entries.length);
    for (let row = 0; row < this.#rows; row++) {
      const from = order[row] as number;
      const end = from + 1 < this.#rows ? (this.#rowStarts.values[from + 1] as number) : entries.length;
      for (let i = this.#rowStarts.values[from] as number; i < end; i++) {
        const p = place[entries[i] as number] as number;
        lists[next[p] as number] = row;
        next[p] = (next[p] as number) + 1;
      }
    }
    const { pages, pageStarts } = makePages(terms.page, terms.lane, starts, lists, bits, this.#rows);
    pages.forEach((page, i) => put(BLOB.leaves, i, page));
    put(BLOB.meta, META_PART.pageStarts, pack(bytesOf(pageStarts)));
    return { place, bits };
  }

  /** Word pages: word → leaves, by their place in the sorted order. Returns the number of page bits. */
  #encodeWords(place: Int32Array, put: PutBlob): number {
    const bits = pageBitsFor(this.#word1.length);
    const terms = sortTerms(this.#word1.view(), this.#word2.view(), bits);
    const n = terms.order.length;
    const page = new Uint16Array(n);
    const lane = new Uint32Array(n);
    const starts = new IntSink();
    const lists = new IntSink();
    let words = 0;
    for (let i = 0; i < n;) {
      let end = i + 1;
      while (end < n && terms.page[end] === terms.page[i] && terms.lane[end] === terms.lane[i]) end++;
      page[words] = terms.page[i] as number;
      lane[words] = terms.lane[i] as number;
      starts.push(lists.length);
      const placeAt = (at: number): number => place[this.#wordLeaf.values[terms.order[at] as number] as number] as number;
      if (end === i + 1) lists.push(placeAt(i));
      else {
        const leaves = Int32Array.from({ length: end - i }, (_, k) => placeAt(i + k)).sort();
        for (let k = 0; k < leaves.length; k++) if (k === 0 || leaves[k] !== leaves[k - 1]) lists.push(leaves[k] as number);
      }
      words++;
      i = end;
    }
    starts.push(lists.length);
    const made = makePages(page.subarray(0, words), lane.subarray(0, words), starts.view(), lists.view(), bits, this.#leaves.size);
    made.pages.forEach((p, i) => put(BLOB.words, i, p));
    return bits;
  }
}
