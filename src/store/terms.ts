// Index terms: by which hashes a string of a record can be found. One definition for what is stored and what is asked.
//
// A string leaf is found by the whole of it, by each *word* in it, and by each *path* in it (words joined by `:` and `/`), and where a path
// is an ARN also by its resource part. So `sg-0123` is found in "resource sg-0123 has a dependent object", `orders` in
// "arn:aws:sqs:eu-west-1:111122223333:orders", and `arn:aws:s3:::exports` in a policy document held as a string.

/** Bits of the character classes below. */
const WORD = 1;
const JOIN = 2;

/** Per byte: `WORD` for `A-Z a-z 0-9 . _ @ + = -` and all bytes of non-ASCII characters, `JOIN` for `:` and `/`. */
export const charClass: Uint8Array = (() => {
  const table = new Uint8Array(256);
  for (let b = 0x80; b < 0x100; b++) table[b] = WORD;
  for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._@+=-') table[c.charCodeAt(0)] = WORD;
  table[0x3a] = JOIN;
  table[0x2f] = JOIN;
  return table;
})();

export const SEED1 = 0x811c9dc5 | 0;
export const SEED2 = 0x9747b28c | 0;

/** One byte into the first lane (FNV-1a). */
export const step1 = (h: number, byte: number): number => Math.imul(h ^ byte, 0x01000193);
/** One byte into the second lane, of another structure so that both lanes do not fail together. */
export const step2 = (h: number, byte: number): number => (Math.imul(h, 0x5bd1e995) + byte) | 0;

/** Spreads a lane's bits (the finaliser of MurmurHash3). */
export function mix(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Receives a term as the two lanes of its hash, not yet mixed. */
export type TermSink = (h1: number, h2: number) => void;

/** Hash of a whole string, as two lanes. */
export function hashOf(bytes: Uint8Array, start: number, end: number): [number, number] {
  let h1 = SEED1;
  let h2 = SEED2;
  for (let i = start; i < end; i++) {
    const b = bytes[i] as number;
    h1 = step1(h1, b);
    h2 = step2(h2, b);
  }
  return [h1, h2];
}

function emit(bytes: Uint8Array, start: number, end: number, sink: TermSink): void {
  let h1 = SEED1;
  let h2 = SEED2;
  for (let i = start; i < end; i++) {
    const b = bytes[i] as number;
    h1 = step1(h1, b);
    h2 = step2(h2, b);
  }
  sink(h1, h2);
}

const DOT = 0x2e;
const COLON = 0x3a;

/** Terms of an ARN's resource part: `role/service/x` → itself and `service/x`; `secret:a/b-Xy12Zz` → also `a/b`; of an object's ARN its bucket's. */
function arnTerms(bytes: Uint8Array, start: number, end: number, sink: TermSink): void {
  let colons = 0;
  let at = start;
  while (at < end && colons < 5) if (bytes[at++] === COLON) colons++;
  if (colons < 5 || at >= end) return;
  emit(bytes, at, end, sink);
  let rest = at;
  while (rest < end && ((charClass[bytes[rest] as number] as number) & JOIN) === 0) rest++;
  if (++rest >= end) return;
  emit(bytes, rest, end, sink);
  if (bytes[at - 2] === COLON && bytes[at - 3] === COLON) emit(bytes, start, rest - 1, sink);
  const isSecret = rest - at === 7 && bytes[at] === 0x73 && bytes[at + 1] === 0x65 && bytes[at + 2] === 0x63;
  if (isSecret && end - rest > 7 && bytes[end - 7] === 0x2d) emit(bytes, rest, end - 7, sink);
}

/**
 * Gives every term of a leaf but the whole leaf itself: its words (of 2 bytes or more, without dots at their ends) and paths. A leaf that is
 * one single word has none.
 */
export function innerTerms(bytes: Uint8Array, start: number, end: number, sink: TermSink): void {
  let i = start;
  while (i < end) {
    if ((charClass[bytes[i] as number] as number) === 0) {
      i++;
      continue;
    }
    let pathStart = i;
    let pathEnd = i;
    let words = 0;
    while (i < end) {
      const c = charClass[bytes[i] as number] as number;
      if (c === 0) break;
      if (c === JOIN) {
        i++;
        continue;
      }
      let wordStart = i;
      while (i < end && charClass[bytes[i] as number] === WORD) i++;
      let wordEnd = i;
      while (wordStart < wordEnd && bytes[wordStart] === DOT) wordStart++;
      while (wordEnd > wordStart && bytes[wordEnd - 1] === DOT) wordEnd--;
      if (wordEnd === wordStart) continue;
      if (words++ === 0) pathStart = wordStart;
      pathEnd = wordEnd;
      if (wordEnd - wordStart >= 2 && wordEnd - wordStart < end - start) emit(bytes, wordStart, wordEnd, sink);
    }
    if (words < 2) continue;
    if (pathEnd - pathStart < end - start) emit(bytes, pathStart, pathEnd, sink);
    const isArn =
      pathEnd - pathStart > 10 &&
      bytes[pathStart] === 0x61 &&
      bytes[pathStart + 1] === 0x72 &&
      bytes[pathStart + 2] === 0x6e &&
      bytes[pathStart + 3] === COLON;
    if (isArn) arnTerms(bytes, pathStart, pathEnd, sink);
  }
}

/** Hashes to look a value up by: the value as it is, and without separators at its ends (`/a/b` stands in an ARN as `parameter/a/b`). */
export function hashesOfValue(value: string): [number, number][] {
  const bytes = Buffer.from(value);
  const hashes = [hashOf(bytes, 0, bytes.length)];
  const trimmed = value.replace(/^[/:.]+|[/:.*]+$/g, '');
  if (trimmed !== value && trimmed.length >= 2) hashes.push(hashOf(Buffer.from(trimmed), 0, Buffer.byteLength(trimmed)));
  return hashes;
}

/**
 * A pattern with `*` as a regular expression over leaf texts decoded as latin1 (bytes as characters): `*` stands for any run of word
 * characters; the whole must begin and end where a word does.
 */
export function patternOf(pattern: string): RegExp {
  const word = 'A-Za-z0-9._@+=\\x80-\\xff-';
  const body = Buffer.from(pattern)
    .toString('latin1')
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .join(`[${word}]*`);
  return new RegExp(`(?<![${word}])${body}(?![${word}])`, 'g');
}

/** Texts longer than this are not searched by patterns or parts of words, only by their whole words. */
export const SEARCHED_TEXT = 4096;

const isHex = (b: number): boolean => (b >= 0x30 && b <= 0x39) || (b >= 0x61 && b <= 0x66) || (b >= 0x41 && b <= 0x46);

/** Whether a leaf is kept as text for patterns and substring search; ids without meaning (UUIDs, hashes, long tokens) are not. */
export function isSearched(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 2 || length > SEARCHED_TEXT) return false;
  if (
    length === 36 &&
    bytes[start + 8] === 0x2d &&
    bytes[start + 13] === 0x2d &&
    bytes[start + 18] === 0x2d &&
    bytes[start + 23] === 0x2d
  ) {
    return false;
  }
  if (length >= 32) {
    let at = start;
    while (at < end && isHex(bytes[at] as number)) at++;
    if (at === end) return false;
  }
  if (length >= 120) {
    let at = start;
    while (at < end && (charClass[bytes[at] as number] as number) !== 0 && bytes[at] !== 0x3a) at++;
    if (at === end) return false;
  }
  return true;
}
