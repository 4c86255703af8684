// Finds the next place after damage where an element may begin.
import { keyRole } from './recordSigns.ts';

const quote = 0x22;
const colon = 0x3a;
const openBrace = 0x7b;
const newline = 0x0a;

/** Work spent after damage stays below this many times the size of the text. */
const workPerByte = 4;
const usualKey = Buffer.from('"eventVersion"');

/**
 * Candidates are opening braces that stand where an element of a list may stand (not as the value of a key) and whose first key is the one that
 * good elements of this text begin with. While no good element is known, any first key will do. The caller says what it spends on trying them;
 * when that is much, only the usual first key counts, and then the search ends: so the work is bounded whatever the text.
 */
export class Resync {
  readonly #bytes: Buffer;
  readonly #budget: number;
  #spent = 0;

  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes;
    this.#budget = workPerByte * (bytes.length - start) + 65_536;
  }

  /** Notes that so many bytes were walked in vain. */
  spend(walked: number): void {
    this.#spent += Math.max(0, walked);
  }

  /**
   * The next candidate at or after `from`, or -1. `lineStartsOnly`: the text before was cut off, so that whatever follows lies within the element
   * that was cut, unless it begins a line. The known first key, quotes included, is `bytes[keyStart, keyEnd)`.
   */
  next(from: number, lineStartsOnly: boolean, keyStart: number, keyEnd: number): number {
    const bytes = this.#bytes;
    for (let at = bytes.indexOf(openBrace, from); at >= 0; at = bytes.indexOf(openBrace, at + 1)) {
      if (this.#spent > this.#budget) return -1;
      this.#spent += 2;
      const beginsLine = at === 0 || bytes[at - 1] === newline;
      if ((lineStartsOnly || this.#isValue(at)) && !beginsLine) continue;
      if (this.#beginsElement(at, keyStart, keyEnd)) return at;
    }
    return -1;
  }

  /** Whether the brace at `at` is the value of a key, other than one that leads to a record. */
  #isValue(at: number): boolean {
    const colonAt = this.#lastBefore(at);
    if (colonAt < 0 || this.#bytes[colonAt] !== colon) return false;
    const keyEnd = this.#lastBefore(colonAt);
    if (keyEnd < 0 || this.#bytes[keyEnd] !== quote) return false;
    const keyStart = keyEnd > 0 ? this.#bytes.lastIndexOf(quote, keyEnd - 1) : -1;
    if (keyStart < 0 || keyEnd - keyStart > 64) return true;
    const role = keyRole(this.#bytes, keyStart + 1, keyEnd);
    return role !== 'list' && role !== 'detail';
  }

  #beginsElement(at: number, keyStart: number, keyEnd: number): boolean {
    const bytes = this.#bytes;
    let key = at + 1;
    while (isSpace(bytes[key])) key++;
    if (bytes[key] !== quote) return false;
    if (this.#startsWith(key, usualKey, 0, usualKey.length)) return true;
    if (this.#spent > this.#budget / 2) return false;
    if (keyStart < 0 || this.#startsWith(key, bytes, keyStart, keyEnd)) return true;
    const end = bytes.indexOf(quote, key + 1);
    return end > 0 && keyRole(bytes, key + 1, end) === 'list';
  }

  #startsWith(at: number, pattern: Buffer, start: number, end: number): boolean {
    for (let index = start; index < end; index++) if (this.#bytes[at + index - start] !== pattern[index]) return false;
    return true;
  }

  /** Index of the last byte before `at` that is no white space, or -1. */
  #lastBefore(at: number): number {
    at--;
    while (at >= 0 && isSpace(this.#bytes[at])) at--;
    return at;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
