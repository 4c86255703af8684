// Reads an artifact's JSON text from its beginning to its end, and finds the way back after damage.
import { JsonCursor } from '../event/jsonText.ts';
import { ElementReader } from './elementReader.ts';
import type { Findings } from './findings.ts';
import { Resync } from './resync.ts';

const newline = 0x0a;
const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** A time stamp and a stream's name before a line's JSON are no longer than this. */
const longestPrefix = 512;

/** Reads all values of a text: one envelope, or one value per line, each line perhaps after a time stamp. */
export function readSequence(bytes: Buffer, found: Findings): void {
  new Sequence(bytes, found).read();
}

class Sequence {
  readonly #bytes: Buffer;
  readonly #found: Findings;
  readonly #cursor = new JsonCursor();
  readonly #reader: ElementReader;
  readonly #resync: Resync;
  /** There was damage: from then on this is a sequence of elements, whatever brackets lie around them. */
  #recovered = false;
  /** The list in which we recovered has come to its end. */
  #closed = false;

  constructor(bytes: Buffer, found: Findings) {
    this.#bytes = bytes;
    this.#found = found;
    this.#reader = new ElementReader(bytes, found, this.#cursor);
    this.#resync = new Resync(bytes);
  }

  read(): void {
    for (let at = this.#skipSeparators(0); at < this.#bytes.length; at = this.#skipSeparators(at)) {
      const value = this.#valueOfLine(at);
      const after = value < 0 ? this.#cursor.fail('unexpected character', at) : this.#reader.readElement(value);
      if (after >= 0) {
        at = after;
        continue;
      }
      if (value >= 0 || !this.#closed) this.#report();
      at = this.#recover();
      if (at < 0) return;
    }
  }

  /** White space and commas; after damage the closing brackets, too, as we do not know which are open. */
  #skipSeparators(at: number): number {
    for (;;) {
      at = this.#cursor.skipSpace(this.#bytes, at, this.#bytes.length);
      const byte = this.#bytes[at];
      if (this.#recovered && byte === closeBracket) this.#closed = true;
      else if (byte !== comma && !(this.#recovered && byte === closeBrace)) return at;
      at++;
    }
  }

  /** Index of the value that begins at `at`, or after a time stamp at `at` (exports of CloudWatch Logs); -1 when there is none on this line. */
  #valueOfLine(at: number): number {
    const bytes = this.#bytes;
    const first = bytes[at] ?? 0;
    if (first === openBrace || first === openBracket || (first === quote && !this.#recovered)) return at;
    if (first < 0x30 || first > 0x39) return -1;
    const prefix = bytes.subarray(at, at + longestPrefix);
    const brace = prefix.indexOf(openBrace);
    const lineEnd = prefix.indexOf(newline);
    return brace < 0 || (lineEnd >= 0 && lineEnd < brace) ? -1 : at + brace;
  }

  /** Reports the fault that the cursor holds. */
  #report(): void {
    const { fault, faultAt } = this.#cursor;
    const { openElement, inList, looksLikeRecord } = this.#reader;
    if (openElement >= 0 && (inList || looksLikeRecord)) this.#found.broken(fault, faultAt, looksLikeRecord);
    else this.#found.damage(fault, faultAt);
  }

  /** After a fault, reads the next element that is whole and holds records. Gives the index after it, or -1 when there is none. */
  #recover(): number {
    const cursor = this.#cursor;
    const reader = this.#reader;
    let reported = cursor.faultAt;
    let from = reader.settled;
    let whole = cursor.closedAt;
    this.#resync.spend(reported - from);
    this.#recovered = true;
    reader.searching = true;
    for (;;) {
      const candidate = this.#resync.next(from, whole, cursor.faultAt, reader.keyStart, reader.keyEnd);
      if (candidate < 0) break;
      const before = this.#found.records;
      const after = reader.readElement(candidate);
      if (after >= 0 && this.#found.records > before) {
        reader.searching = false;
        return after;
      }
      from = reader.settled;
      if (after >= 0) continue;
      this.#resync.spend(cursor.faultAt - candidate);
      // What looks like a record beyond the damage reported so far is one more that is lost.
      if (candidate >= reported && reader.looksLikeRecord) this.#report();
      reported = Math.max(reported, cursor.faultAt);
      whole = cursor.closedAt;
    }
    if (this.#resync.exhausted) this.#found.gaveUp(from);
    return -1;
  }
}
