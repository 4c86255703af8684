// Walks one value of an artifact's JSON text through any envelope down to the records in it.
import type { JsonCursor } from '../event/jsonText.ts';
import type { Findings } from './findings.ts';
import { ObjectShape } from './objectShape.ts';
import { beginsLikeRecord, keyRole } from './recordSigns.ts';

/** Envelopes within envelopes (a list of lines of SNS messages of …) are followed so deep. */
const maxLevel = 4;
/** Length of `"eventVersion"`. */
const usualKeyLength = 14;

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Elements are what a list or a sequence of values holds: records, or wrappers of records. Methods that read give the index after what they read,
 * or -1 with the fault in the cursor; what was found until then has been passed on, and the public fields tell where reading stood.
 */
export class ElementReader {
  /** Where the element begins that is being read; -1 between elements. */
  openElement = -1;
  /** That element stands in a list, not by itself. */
  inList = false;
  /** Its keys say so far that it is a record. */
  looksLikeRecord = false;
  /** All before this index is done with: passed on, or reported. */
  settled = 0;
  /** While finding the way back after damage, what is no record is part of something damaged, and not worth a word. */
  searching = false;
  /** Place of the first key, with quotes, of the last element that was good. */
  keyStart = -1;
  keyEnd = -1;

  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #found: Findings;
  readonly #cursor: JsonCursor;
  #level: number;

  constructor(bytes: Buffer, found: Findings, cursor: JsonCursor, level = 0) {
    this.#bytes = bytes;
    this.#end = bytes.length;
    this.#found = found;
    this.#cursor = cursor;
    this.#level = level;
  }

  /** Reads the element at `at` and passes on what is in it. */
  readElement(at: number): number {
    this.openElement = at < this.#end ? at : -1;
    this.settled = at + 1;
    this.inList = this.#level > 0;
    this.looksLikeRecord = false;
    const first = this.#bytes[at];
    // A string that is no record stays unsettled: after a stray quote it may reach into the next record.
    if (first !== openBrace && !(first === openBracket && this.#level < maxLevel)) return this.#readOther(at);
    const after = first === openBrace ? this.#readObject(at) : this.#readList(at);
    if (after >= 0) this.#settle(after);
    return after;
  }

  #settle(at: number): void {
    this.openElement = -1;
    this.settled = at;
  }

  #readObject(at: number): number {
    if (!beginsLikeRecord(this.#bytes, at)) return this.#walkObject(at);
    this.looksLikeRecord = true;
    const after = this.#cursor.skipValue(this.#bytes, at, this.#end);
    if (after < 0) return -1;
    this.keyStart = at + 1;
    this.keyEnd = this.keyStart + usualKeyLength;
    this.#found.record(this.#bytes, at, after);
    return after;
  }

  /** Reads the list whose bracket is at `at`. */
  #readList(at: number): number {
    this.#level++;
    this.openElement = -1;
    const after = this.#readElements(this.#cursor.skipSpace(this.#bytes, at + 1, this.#end));
    this.#level--;
    return after;
  }

  #readElements(at: number): number {
    if (this.#bytes[at] === closeBracket) return at + 1;
    for (;;) {
      if ((at = this.readElement(at)) < 0) return -1;
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
    const before = this.#found.records;
    if (this.#bytes[at] === quote && this.#bytes[at + 1] === openBrace) this.#readText(at, after);
    else this.#stranger(at);
    if (this.#found.records > before) this.#settle(after);
    return after;
  }

  /** Looks at every key of an object to tell what it is. */
  #walkObject(start: number): number {
    const cursor = this.#cursor;
    const bytes = this.#bytes;
    const before = { elements: this.#found.number, records: this.#found.records };
    const shape = new ObjectShape();
    const firstKey = cursor.skipSpace(bytes, start + 1, this.#end);
    let firstKeyEnd = -1;
    let at = firstKey;
    let next: number | undefined = bytes[at] === closeBrace ? closeBrace : comma;
    while (next === comma) {
      const keyAt = at;
      const keyEnd = cursor.skipString(bytes, keyAt, this.#end);
      if (keyEnd < 0) return -1;
      if (firstKeyEnd < 0) firstKeyEnd = keyEnd;
      const role = keyRole(bytes, keyAt + 1, keyEnd - 1);
      shape.key(role);
      this.looksLikeRecord ||= shape.looksLikeRecord;
      if ((at = cursor.skipColon(bytes, keyEnd, this.#end)) < 0) return -1;
      const valueAt = cursor.skipSpace(bytes, at, this.#end);
      at = role === 'list' ? this.#readListValue(valueAt) : cursor.skipValue(bytes, valueAt, this.#end);
      if (at < 0) return -1;
      shape.value(role, bytes, valueAt, at);
      at = cursor.skipSpace(bytes, at, this.#end);
      next = bytes[at];
      if (at >= this.#end) return cursor.fail('unexpected end', this.#end);
      if (next === comma) at = cursor.skipSpace(bytes, at + 1, this.#end);
      else if (next !== closeBrace) return cursor.fail('unexpected character', at);
    }
    this.#conclude(shape, start, at + 1, before.elements);
    if (this.#found.records > before.records) {
      this.keyStart = firstKey;
      this.keyEnd = firstKeyEnd;
    }
    return at + 1;
  }

  /** The value of a key that leads to records: a list of them, or just one. */
  #readListValue(at: number): number {
    const first = this.#bytes[at];
    if (this.#level < maxLevel && first === openBracket) return this.#readList(at);
    return this.#level < maxLevel && first === openBrace ? this.readElement(at) : this.#cursor.skipValue(this.#bytes, at, this.#end);
  }

  /** Passes on what a whole object is or holds. */
  #conclude(shape: ObjectShape, start: number, end: number, elementsBefore: number): void {
    switch (shape.kind) {
      case 'envelope':
        if (this.#found.number === elementsBefore) this.#found.envelope();
        return;
      case 'text':
        return this.#readText(shape.textAt, shape.textEnd);
      case 'detail':
        return this.#readDetail(shape.detailAt);
      case 'record':
        return this.#found.record(this.#bytes, start, end);
      case 'digest':
        if (!this.searching) this.#found.digest(start);
        return;
      case 'none':
        if (shape.unknownListAt < 0 || !this.#readUnknownList(shape.unknownListAt)) this.#stranger(start);
    }
  }

  /** Reads the object that EventBridge wraps, which was found valid already. */
  #readDetail(at: number): void {
    if (this.#level >= maxLevel) return this.#stranger(at);
    this.#level++;
    this.#readObject(at);
    this.#level--;
  }

  /** Reads a list whose key says nothing, and which was found valid already. Gives whether records were in it. */
  #readUnknownList(at: number): boolean {
    if (this.#level >= maxLevel) return false;
    const before = this.#found.records;
    const { searching } = this;
    this.searching = true;
    this.#readList(at);
    this.searching = searching;
    return this.#found.records > before;
  }

  /** Reads the text that the string at `[at, after)` holds: the record is then that decoded text. */
  #readText(at: number, after: number): void {
    if (this.#level >= maxLevel) return this.#stranger(at);
    const cursor = this.#cursor;
    const { closedAt } = cursor;
    const literal: unknown = JSON.parse(this.#bytes.toString('utf8', at, after));
    const text = Buffer.from(String(literal));
    const end = new ElementReader(text, this.#found, cursor, this.#level + 1).readElement(0);
    if (end < 0) this.#found.broken(cursor.fault, at, true);
    else if (cursor.skipSpace(text, end, text.length) < text.length) this.#found.damage('unexpected character', at);
    cursor.closedAt = closedAt; // not that of another text
  }

  /** A valid value that is not CloudTrail's. */
  #stranger(at: number): void {
    if (!this.searching) this.#found.stranger(at);
  }
}
