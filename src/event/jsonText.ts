// Walks JSON text as bytes, without building values: accepts what JSON.parse accepts, and says where a fault is.

/** What can be wrong with a JSON text. */
export type JsonFault =
  'unexpected end' | 'unexpected character' | 'control character in a string' | 'bad escape' | 'bad number' | 'nesting too deep';

/** Values nest no deeper than this in a text we accept; real records stay below 30. */
export const maxDepth = 512;

const space = 1;
const digit = 2;
const stringEnd = 4; // bytes at which a run of plain characters in a string ends: quote, backslash, control characters
const hex = 8;
const simpleEscape = 16;

const classes = new Uint8Array(256);
function mark(bytes: Iterable<number>, kind: number): void {
  for (const byte of bytes) classes[byte] = (classes[byte] ?? 0) | kind;
}
mark(Array(32).keys(), stringEnd);
mark(Buffer.from('"\\'), stringEnd);
mark(Buffer.from(' \n\r\t'), space);
mark(Buffer.from('0123456789'), digit | hex);
mark(Buffer.from('abcdefABCDEF'), hex);
mark(Buffer.from('"\\/bfnrt'), simpleEscape);

/** Whether a byte is of a kind. The cast costs nothing where `?? 0` would: callers have looked that the index is within the text. */
function is(byte: number | undefined, kind: number): boolean {
  return ((classes[byte as number] as number) & kind) !== 0;
}

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Steps over JSON values. Every method gives the index after what it stepped over, or -1 with the fault in `fault` and `faultAt`.
 * It allocates nothing and does not recurse, so one cursor serves any number of texts, however they nest.
 */
export class JsonCursor {
  /** The kind of the last fault; meaningful only after a -1. */
  fault: JsonFault = 'unexpected end';
  /** Byte index of the last fault. */
  faultAt = -1;
  /** Index after the last object or list that was stepped over whole. After a fault: what lies before it is part of the broken value. */
  closedAt = 0;
  /** For each open container, whether it is an object. */
  readonly #open = new Uint8Array(maxDepth);

  /** The first index at or after `at` that is no white space, or `end`. */
  skipSpace(bytes: Uint8Array, at: number, end: number): number {
    while (at < end && is(bytes[at], space)) at++;
    return at;
  }

  /** Steps over one value and the white space before it. What follows the value is not looked at. */
  skipValue(bytes: Uint8Array, at: number, end: number): number {
    const open = this.#open;
    let depth = 0;
    for (;;) {
      // A value begins here.
      while (at < end && is(bytes[at], space)) at++;
      if (at >= end) return this.fail('unexpected end', end);
      const first = bytes[at];
      if (first === quote) {
        at++;
        while (at < end && !is(bytes[at], stringEnd)) at++;
        if (at < end && bytes[at] === quote) at++;
        else if ((at = this.#skipOddString(bytes, at, end)) < 0) return -1;
      } else if (first === openBrace || first === openBracket) {
        if (depth === maxDepth) return this.fail('nesting too deep', at);
        at = this.skipSpace(bytes, at + 1, end);
        if (at < end && bytes[at] === (first === openBrace ? closeBrace : closeBracket)) at++;
        else {
          open[depth++] = first === openBrace ? 1 : 0;
          if (first === openBracket) continue;
          if ((at = this.skipKey(bytes, at, end)) < 0) return -1;
          continue;
        }
      } else if ((at = this.#skipScalar(bytes, at, end)) < 0) return -1;

      // A value ended here: close what it closes, then go on to the next one.
      for (;;) {
        if (depth === 0) return at;
        while (at < end && is(bytes[at], space)) at++;
        if (at >= end) return this.fail('unexpected end', end);
        const next = bytes[at];
        const inObject = open[depth - 1] === 1;
        if (next === comma) {
          at++;
          if (inObject && (at = this.skipKey(bytes, at, end)) < 0) return -1;
          break;
        }
        if (next !== (inObject ? closeBrace : closeBracket)) return this.fail('unexpected character', at);
        this.closedAt = ++at;
        depth--;
      }
    }
  }

  /** Steps over a string whose opening quote is at `at`. */
  skipString(bytes: Uint8Array, at: number, end: number): number {
    if (at >= end) return this.fail('unexpected end', end);
    if (bytes[at] !== quote) return this.fail('unexpected character', at);
    at++;
    while (at < end && !is(bytes[at], stringEnd)) at++;
    if (at < end && bytes[at] === quote) return at + 1;
    return this.#skipOddString(bytes, at, end);
  }

  /** Steps over a key and its colon, with the white space before each. */
  skipKey(bytes: Uint8Array, at: number, end: number): number {
    while (at < end && is(bytes[at], space)) at++;
    if ((at = this.skipString(bytes, at, end)) < 0) return -1;
    return this.skipColon(bytes, at, end);
  }

  /** Steps over white space and the colon after a key. */
  skipColon(bytes: Uint8Array, at: number, end: number): number {
    while (at < end && is(bytes[at], space)) at++;
    if (at >= end) return this.fail('unexpected end', end);
    return bytes[at] === colon ? at + 1 : this.fail('unexpected character', at);
  }

  /** The rest of a string, from its first byte that is not plain. */
  #skipOddString(bytes: Uint8Array, at: number, end: number): number {
    for (;;) {
      while (at < end && !is(bytes[at], stringEnd)) at++;
      if (at >= end) return this.fail('unexpected end', end);
      if (bytes[at] === quote) return at + 1;
      if (bytes[at] !== backslash) return this.fail('control character in a string', at);
      if (at + 1 >= end) return this.fail('unexpected end', end);
      const escaped = bytes[at + 1];
      if (is(escaped, simpleEscape)) at += 2;
      else if (escaped === 0x75) {
        for (let digitAt = at + 2; digitAt < at + 6; digitAt++) {
          if (digitAt >= end) return this.fail('unexpected end', end);
          if (!is(bytes[digitAt], hex)) return this.fail('bad escape', digitAt);
        }
        at += 6;
      } else return this.fail('bad escape', at + 1);
    }
  }

  /** A number, `true`, `false` or `null`. */
  #skipScalar(bytes: Uint8Array, at: number, end: number): number {
    switch (bytes[at]) {
      case 0x74:
        return this.#skipWord(bytes, at, end, 'true');
      case 0x66:
        return this.#skipWord(bytes, at, end, 'false');
      case 0x6e:
        return this.#skipWord(bytes, at, end, 'null');
      default:
        return this.#skipNumber(bytes, at, end);
    }
  }

  #skipWord(bytes: Uint8Array, at: number, end: number, word: string): number {
    for (let index = 1; index < word.length; index++) {
      if (at + index >= end) return this.fail('unexpected end', end);
      if (bytes[at + index] !== word.charCodeAt(index)) return this.fail('unexpected character', at + index);
    }
    return at + word.length;
  }

  #skipNumber(bytes: Uint8Array, at: number, end: number): number {
    const start = at;
    if (bytes[at] === 0x2d) at++;
    if (at >= end) return this.fail('unexpected end', end);
    if (!is(bytes[at], digit)) return this.fail(at === start ? 'unexpected character' : 'bad number', at);
    if (bytes[at] === 0x30) at++;
    else at = this.#skipDigits(bytes, at, end);
    if (at < end && bytes[at] === 0x2e) {
      if ((at = this.#skipDigits(bytes, at + 1, end)) < 0) return -1;
    }
    if (at < end && (bytes[at] === 0x65 || bytes[at] === 0x45)) {
      at++;
      if (at < end && (bytes[at] === 0x2b || bytes[at] === 0x2d)) at++;
      if ((at = this.#skipDigits(bytes, at, end)) < 0) return -1;
    }
    return at;
  }

  /** At least one digit. */
  #skipDigits(bytes: Uint8Array, at: number, end: number): number {
    if (at >= end) return this.fail('unexpected end', end);
    if (!is(bytes[at], digit)) return this.fail('bad number', at);
    while (at < end && is(bytes[at], digit)) at++;
    return at;
  }

  /** Notes a fault, for a caller that walks a part of the text itself. */
  fail(fault: JsonFault, at: number): -1 {
    this.fault = fault;
    this.faultAt = at;
    return -1;
  }
}
