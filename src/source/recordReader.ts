// Walks the JSON text of an artifact through any envelope down to the records, and finds its way back after damage.
import { JsonCursor } from '../event/jsonText.ts';
import type { Findings } from './findings.ts';
import { beginsLikeRecord, keyRole } from './recordSigns.ts';
import { Resync } from './resync.ts';

/** Envelopes within envelopes (a list of lines of SNS messages of …) are followed so deep. */
const maxLevel = 4;
/** A record has at least so many of its typical fields. */
const enoughSigns = 2;

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const newline = 0x0a;

/**
 * Reads one text. Elements are what a list or a sequence of values holds: records, or wrappers of records. After damage it goes on at the next
 * place that looks like the beginning of an element (see `Resync`), so that damage costs the elements it lies in and no other.
 */
export class RecordReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #found: Findings;
  readonly #cursor: JsonCursor;
  #level: number;
  /** Where the element begins that is being read; -1 between elements. */
  #openElement = -1;
  /** All before this index is settled: passed on, or reported. */
  #settled = 0;
  /** The element being read stands in a list, not by itself. */
  #inList = false;
  /** A key of the element being read said that it is a record. */
  #looksLikeRecord = false;
  /** While finding the way back, what is no record is part of something damaged, and not worth a word. */
  #searching = false;
  /** Place of the first key of the last element that was good, as the pattern for finding the next one after damage. */
  #keyStart = -1;
  #keyEnd = -1;

  constructor(bytes: Buffer, found: Findings, cursor = new JsonCursor(), level = 0) {
    this.#bytes = bytes;
    this.#end = bytes.length;
    this.#found = found;
    this.#cursor = cursor;
    this.#level = level;
  }

  /** Reads values to the end of the text: one envelope, or one value per line, each line perhaps after a time stamp. */
  readSequence(at: number): void {
    const resync = new Resync(this.#bytes, at);
    let recovered = false;
    let closed = false; // the list in which we recovered has come to its end
    for (;;) {
      at = this.#cursor.skipSpace(this.#bytes, at, this.#end);
      while (at < this.#end && (this.#bytes[at] === comma || (recovered && this.#isClosing(at)))) {
        closed ||= this.#bytes[at] === closeBracket;
        at = this.#cursor.skipSpace(this.#bytes, at + 1, this.#end);
      }
      if (at >= this.#end) return;
      const value = this.#valueOfLine(at, recovered);
      const next = value < 0 ? this.#cursor.fail('unexpected character', at) : this.#readElement(value);
      if (next >= 0) {
        at = next;
        continue;
      }
      if (value >= 0 || !closed) this.#report();
      at = this.#recover(resync);
      if (at < 0) return;
      recovered = true;
    }
  }

  /** Reads a text that must be one value, with no way back after damage. Gives false, with the fault in the cursor, when it is broken. */
  readOne(): boolean {
    let at = this.#readElement(this.#cursor.skipSpace(this.#bytes, 0, this.#end));
    if (at < 0) return false;
    at = this.#cursor.skipSpace(this.#bytes, at, this.#end);
    return at === this.#end || this.#cursor.fail('unexpected character', at) > 0;
  }

  #isClosing(at: number): boolean {
    return this.#bytes[at] === closeBracket || this.#bytes[at] === closeBrace;
  }

  /** Index of the value that begins at `at`, or after a time stamp at `at` (exports of CloudWatch Logs); -1 when there is none on this line. */
  #valueOfLine(at: number, recovered: boolean): number {
    const first = this.#bytes[at]!;
    if (first === openBrace || first === openBracket || (first === quote && !recovered)) return at;
    if (first < 0x30 || first > 0x39) return -1;
    const brace = this.#bytes.indexOf(openBrace, at);
    if (brace < 0 || brace - at > 512) return -1;
    const lineEnd = this.#bytes.indexOf(newline, at);
    return lineEnd < 0 || brace < lineEnd ? brace : -1;
  }

  /** Reports the fault that the cursor holds. */
  #report(): void {
    const { fault, faultAt } = this.#cursor;
    if (this.#openElement >= 0 && (this.#inList || this.#looksLikeRecord)) this.#found.broken(fault, faultAt, this.#looksLikeRecord);
    else this.#found.damage(fault, faultAt);
  }

  /** After a fault, reads the next element that is whole. Gives the index after it, or -1 when there is none. */
  #recover(resync: Resync): number {
    let reported = this.#cursor.faultAt;
    let from = this.#settled;
    let whole = this.#cursor.closedAt;
    resync.spend(reported - from);
    this.#searching = true;
    let after = -1;
    while (after < 0) {
      const candidate = resync.next(from, whole, this.#cursor.faultAt, this.#keyStart, this.#keyEnd);
      if (candidate < 0) {
        if (resync.exhausted) this.#found.gaveUp(from);
        break;
      }
      const before = this.#found.records;
      after = this.#readElement(candidate);
      if (after < 0) {
        resync.spend(this.#cursor.faultAt - candidate);
        // What looks like a record beyond the damage reported so far is one more that is lost.
        if (candidate >= reported && this.#looksLikeRecord) this.#report();
        reported = Math.max(reported, this.#cursor.faultAt);
        from = Math.max(this.#settled, candidate + 1);
        whole = this.#cursor.closedAt;
      } else if (this.#found.records === before) {
        from = after;
        after = -1;
      }
    }
    this.#searching = false;
    return after;
  }

  /** Reads one element and passes on what is in it. Gives the index after it, or -1 with the fault in the cursor. */
  #readElement(at: number): number {
    this.#openElement = at < this.#end ? at : -1;
    this.#settled = at + 1;
    this.#inList = this.#level > 0;
    this.#looksLikeRecord = false;
    const first = this.#bytes[at];
    // A string that is no record stays unsettled: after a stray quote it may reach into the next record.
    if (first !== openBrace && !(first === openBracket && this.#level < maxLevel)) return this.#readOther(at);
    const after = first === openBrace ? this.#readObject(at) : this.#readList(at);
    if (after >= 0) this.#settle(after);
    return after;
  }

  /** All before `at` is done with. */
  #settle(at: number): void {
    this.#openElement = -1;
    this.#settled = at;
  }

  #readObject(at: number): number {
    if (!beginsLikeRecord(this.#bytes, at)) return this.#walkObject(at);
    this.#looksLikeRecord = true;
    const after = this.#cursor.skipValue(this.#bytes, at, this.#end);
    if (after >= 0) {
      this.#keyStart = at + 1;
      this.#keyEnd = at + 15;
      this.#found.record(this.#bytes, at, after);
    }
    return after;
  }

  /** Reads the list whose bracket is at `at`. */
  #readList(at: number): number {
    this.#level++;
    this.#openElement = -1;
    const after = this.#readElements(this.#cursor.skipSpace(this.#bytes, at + 1, this.#end));
    this.#level--;
    return after;
  }

  #readElements(at: number): number {
    if (this.#bytes[at] === closeBracket) return at + 1;
    for (;;) {
      if ((at = this.#readElement(at)) < 0) return -1;
      at = this.#cursor.skipSpace(this.#bytes, at, this.#end);
      if (at >= this.#end) return this.#cursor.fail('unexpected end', this.#end);
      const next = this.#bytes[at];
      if (next === closeBracket) return at + 1;
      if (next !== comma) return this.#cursor.fail('unexpected character', at);
      at = this.#cursor.skipSpace(this.#bytes, at + 1, this.#end);
    }
  }

  /** A value that is neither object nor list: a string may hold a record (`--query 'Events[].CloudTrailEvent'`). */
  #readOther(at: number): number {
    const after = this.#cursor.skipValue(this.#bytes, at, this.#end);
    if (after < 0) return -1;
    if (this.#bytes[at] === quote && this.#holdsObject(at)) {
      const before = this.#found.records;
      this.#readText(at, after);
      if (this.#found.records > before) this.#settle(after);
    } else this.#stranger(at);
    return after;
  }

  /** Looks at every key of an object to tell what it is. */
  #walkObject(start: number): number {
    const bytes = this.#bytes;
    const cursor = this.#cursor;
    const numberBefore = this.#found.number;
    let signs = 0;
    let foreign = false;
    let digest = 0;
    let lists = 0;
    let hasDetailType = false;
    let detailAt = -1;
    let listAt = -1;
    let textAt = -1;
    let textEnd = -1;
    let textIsEvent = false;
    let at = cursor.skipSpace(bytes, start + 1, this.#end);
    const firstKey = at;
    let firstKeyEnd = -1;
    if (bytes[at] === closeBrace) {
      this.#stranger(start);
      return at + 1;
    }
    for (;;) {
      const keyAt = at;
      const keyEnd = cursor.skipString(bytes, keyAt, this.#end);
      if (keyEnd < 0) return -1;
      if (firstKeyEnd < 0) firstKeyEnd = keyEnd;
      const role = keyRole(bytes, keyAt + 1, keyEnd - 1);
      if (role === 'version') this.#looksLikeRecord = true;
      if ((at = cursor.skipColon(bytes, keyEnd, this.#end)) < 0) return -1;
      at = cursor.skipSpace(bytes, at, this.#end);
      const valueAt = at;
      if (role === 'list' && this.#level < maxLevel && (bytes[at] === openBracket || bytes[at] === openBrace)) {
        lists++;
        at = bytes[at] === openBracket ? this.#readList(at) : this.#readElement(at);
      } else at = cursor.skipValue(bytes, at, this.#end);
      if (at < 0) return -1;
      if (role === 'none' && listAt < 0 && bytes[valueAt] === openBracket) listAt = valueAt;
      if (role === 'sign' || role === 'source') {
        if (++signs === enoughSigns) this.#looksLikeRecord = true;
        if (role === 'source') foreign = bytes.toString('latin1', valueAt, valueAt + 5) === '"aws:';
      } else if (role === 'digest') digest++;
      else if (role === 'detailType') hasDetailType = true;
      else if (role === 'detail' && bytes[valueAt] === openBrace) detailAt = valueAt;
      else if ((role === 'event' || (role === 'message' && textAt < 0)) && bytes[valueAt] === quote && this.#holdsObject(valueAt)) {
        textAt = valueAt;
        textEnd = at;
        textIsEvent = role === 'event';
      }
      at = cursor.skipSpace(bytes, at, this.#end);
      if (at >= this.#end) return cursor.fail('unexpected end', this.#end);
      if (bytes[at] === closeBrace) break;
      if (bytes[at] !== comma) return cursor.fail('unexpected character', at);
      at = cursor.skipSpace(bytes, at + 1, this.#end);
    }
    const end = at + 1;
    const recordsBefore = this.#found.records;
    if (lists > 0) {
      if (this.#found.number === numberBefore) this.#found.envelope();
    } else if (textIsEvent) this.#readText(textAt, textEnd);
    else if (hasDetailType && detailAt >= 0 && this.#level < maxLevel) this.#readInner(detailAt);
    else if (signs >= enoughSigns && !foreign) this.#found.record(bytes, start, end);
    else if (textAt >= 0) this.#readText(textAt, textEnd);
    else if (digest > 1 && !this.#searching) this.#found.digest(start);
    else if (listAt < 0 || !this.#readUnknownList(listAt)) this.#stranger(start);
    if (this.#found.records > recordsBefore) {
      this.#keyStart = firstKey;
      this.#keyEnd = firstKeyEnd;
    }
    return end;
  }

  /** Reads an object that was found valid already. */
  #readInner(at: number): void {
    this.#level++;
    this.#readObject(at);
    this.#level--;
  }

  /** Reads a list whose key says nothing, and was found valid already. Gives whether records were in it. */
  #readUnknownList(at: number): boolean {
    if (this.#level >= maxLevel) return false;
    const { searching, before } = { searching: this.#searching, before: this.#found.records };
    this.#searching = true;
    this.#readList(at);
    this.#searching = searching;
    return this.#found.records > before;
  }

  /** Reads the text that the string at `[at, after)` holds: the record is then that decoded text. */
  #readText(at: number, after: number): void {
    const { closedAt } = this.#cursor;
    const literal: unknown = JSON.parse(this.#bytes.toString('utf8', at, after));
    const text = Buffer.from(String(literal));
    if (this.#level >= maxLevel) this.#stranger(at);
    else if (!new RecordReader(text, this.#found, this.#cursor, this.#level + 1).readOne()) {
      this.#found.broken(this.#cursor.fault, at, true);
    }
    this.#cursor.closedAt = closedAt; // not that of another text
  }

  /** A valid value that is not CloudTrail's. */
  #stranger(at: number): void {
    if (!this.#searching) this.#found.stranger(at);
  }

  /** Whether the string at `at` begins with an object. */
  #holdsObject(at: number): boolean {
    return this.#bytes[at + 1] === openBrace;
  }
}
