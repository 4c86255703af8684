// Finds the next place after damage where an element may begin.
import { keyRole } from './recordSigns.ts';

const quote = 0x22;
const colon = 0x3a;
const openBrace = 0x7b;
const newline = 0x0a;

/** What is spent on a thorough search, and then on a quick one, is bounded by so much per byte of the text, and in all; in bytes walked. */
const thorough = { perByte: 2, most: 256 * 1024 * 1024 };
const quick = { perByte: 8, most: 256 * 1024 * 1024 };
/** Trying a candidate, and only looking at a brace, cost as much as walking so many bytes. */
const candidateCost = 64;
const braceCost = 8;
/** How far before a fault the quick search begins: a string may have reached over the beginning of the next element. */
const reach = 32;

const usualKey = Buffer.from('"eventVersion"');

/**
 * Candidates are opening braces that stand where an element of a list may stand (not as the value of a key) and whose first key is the one that
 * good elements of this text begin with. While no good element is known, any first key will do. The caller says what it spends on trying them.
 * When that is much, only known first keys beyond the last fault count, so that nothing is walked twice; and at last the search ends.
 */
export class Resync {
  readonly #bytes: Buffer;
  readonly #thoroughUntil: number;
  readonly #quickUntil: number;
  #spent = 0;

  constructor(bytes: Buffer) {
    const { length } = bytes;
    this.#bytes = bytes;
    this.#thoroughUntil = Math.min(thorough.perByte * length, thorough.most) + 65_536;
    this.#quickUntil = this.#thoroughUntil + Math.min(quick.perByte * length, quick.most);
  }

  /** Whether the search ended because it had cost too much. */
  get exhausted(): boolean {
    return this.#spent > this.#quickUntil;
  }

  /** Notes that so many bytes were walked in vain. */
  spend(walked: number): void {
    this.#spent += Math.max(0, walked);
  }

  /**
   * The next candidate at or after `from`, or -1. The last fault was at `faultAt`; before `whole` there are only complete parts of a broken element:
   * what they hold is no element, unless it begins a line, in JSON lines. The known first key, quotes included, is `bytes[keyStart, keyEnd)`.
   */
  next(from: number, whole: number, faultAt: number, keyStart: number, keyEnd: number): number {
    const bytes = this.#bytes;
    for (let at = bytes.indexOf(openBrace, from); at >= 0; at = bytes.indexOf(openBrace, at + 1)) {
      if (this.#spent > this.#thoroughUntil) return this.#nextQuickly(Math.max(at, faultAt - reach), keyStart, keyEnd);
      this.#spent += braceCost;
      const beginsLine = at === 0 || bytes[at - 1] === newline;
      if ((at < whole || this.#isValue(at)) && !beginsLine) continue;
      if (!this.#beginsElement(at, keyStart, keyEnd)) continue;
      this.#spent += candidateCost;
      return at;
    }
    return -1;
  }

  /** The next brace before a known first key. */
  #nextQuickly(from: number, keyStart: number, keyEnd: number): number {
    const key = keyStart < 0 ? usualKey : this.#bytes.subarray(keyStart, keyEnd);
    for (let at = this.#bytes.indexOf(key, from); at >= 0; at = this.#bytes.indexOf(key, at + 1)) {
      if (this.exhausted) return -1;
      this.#spent += candidateCost;
      const brace = this.#lastBefore(at);
      if (brace >= from && this.#bytes[brace] === openBrace && !this.#isValue(brace)) return brace;
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
