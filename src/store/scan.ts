// One pass over a record's bytes: finds the fields that become columns and every string leaf for the index. No JSON.parse, no strings made.
// Trusts that the bytes are valid JSON: the decoder has checked them.
import { unsearchedFields, unsearchedInIdentity } from '../event/searched.ts';
import { SEED1, SEED2, hashOf, step1, step2 } from './terms.ts';

/** Top-level fields whose place and hash are noted. The order is the slot number. */
export const FIELDS = [
  'eventTime',
  'eventID',
  'eventName',
  'eventSource',
  'awsRegion',
  'recipientAccountId',
  'sourceIPAddress',
  'userAgent',
  'errorCode',
  'errorMessage',
  'readOnly',
  'eventType',
  'eventCategory',
  'sessionCredentialFromConsole',
  'managementEvent',
] as const;
export type Field = (typeof FIELDS)[number];
/** Slot of a field. */
export const slotOf = (field: Field): number => FIELDS.indexOf(field);
/** One more slot: `userIdentity.accessKeyId`. */
export const ACCESS_KEY_SLOT = FIELDS.length;
const SLOTS = FIELDS.length + 1;
const NAME_SLOT = FIELDS.indexOf('eventName');

/** How a slot was filled. */
export const ABSENT = 0;
export const TEXT = 1;
/** A string with escapes: its hash is of the decoded text, its place is of the raw text. */
export const ESCAPED = 2;
/** `true`, `false`, a number, an object or an array. */
export const OTHER = 3;

const keyHash = (text: string): number => {
  const bytes = Buffer.from(text);
  return hashOf(bytes, 0, bytes.length)[0];
};
const ACCESS_KEY = keyHash('accessKeyId');

/** What the scanner must know of a top-level key: its slot + 1 in the low bits (0: none), and the flags below. */
const SLOT_BITS = 31;
const UNINDEXED = 32;
const IDENTITY = 64;
/** A field in which services put their verdict: `_return: false`, or the event's own name with "Failure". */
const VERDICT = 128;
/** One of our fields in another spelling. */
const MISSPELT = 256;

/** All names of top-level fields that CloudTrail writes. A key beside these may be one of ours in another spelling. */
const knownKeys = new Map<number, number>(
  [
    ...FIELDS,
    ...unsearchedFields,
    'userIdentity',
    'requestParameters',
    'responseElements',
    'requestID',
    'resources',
    'additionalEventData',
    'serviceEventDetails',
    'sharedEventID',
    'vpcEndpointId',
    'vpcEndpointAccountId',
    'eventContext',
    'edgeDeviceDetails',
    'addendum',
    'annotation',
    'insightDetails',
    'accountId',
  ].map((key) => {
    const slot = (FIELDS as readonly string[]).indexOf(key) + 1;
    const unindexed = (unsearchedFields as readonly string[]).includes(key) ? UNINDEXED : 0;
    const kind = key === 'userIdentity' ? IDENTITY : key === 'responseElements' || key === 'serviceEventDetails' ? VERDICT : 0;
    return [keyHash(key), slot | unindexed | kind];
  }),
);
const spellings = new Set([...FIELDS, 'userIdentity', 'accountId'].map((field) => field.toLowerCase()));
/** Keys are looked up by some bits of their hash first: a Map costs much where every record asks it 25 times. */
const KEY_TABLE = 512;

const RETURN = keyHash('_return');
const unindexedInIdentity = new Set(unsearchedInIdentity.map(keyHash));
/** The one of them that makes a difference to who the actor is. */
const IDENTITY_TYPE = keyHash('type');

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MAX_DEPTH = 1024;

/** Gets each string leaf of the record that belongs in the index. */
export interface LeafSink {
  leaf(bytes: Uint8Array, start: number, end: number, h1: number, h2: number): void;
}

/** The scanner's results are its public arrays, valid until the next `scan`. Made once, used for every record. */
export class RecordScanner {
  readonly kind: Uint8Array = new Uint8Array(SLOTS);
  readonly start: Int32Array = new Int32Array(SLOTS);
  readonly end: Int32Array = new Int32Array(SLOTS);
  readonly h1: Int32Array = new Int32Array(SLOTS);
  readonly h2: Int32Array = new Int32Array(SLOTS);
  /** Hash over all that `userIdentity` says, without times and the access key. */
  identity1 = 0;
  identity2 = 0;
  /** First lane of the hash of `userIdentity.type`; 0 without one. */
  identityType = 0;
  /** Something stands where services put their verdict: whether the call failed must be asked of the model. */
  verdict = false;
  /** A field is spelt in an unusual way: all must be asked of the model. */
  misspelt = false;
  readonly #keyHashes = new Int32Array(KEY_TABLE);
  readonly #keyFacts = new Int32Array(KEY_TABLE);
  readonly #isObject = new Uint8Array(MAX_DEPTH);

  /** Scans the record at [start, end). Nesting beyond 1,024 levels throws RangeError (the decoder allows 512). */
  scan(bytes: Uint8Array, start: number, end: number, sink: LeafSink): void {
    const { kind, h1: slotH1, h2: slotH2, start: slotStart, end: slotEnd } = this;
    const isObject = this.#isObject;
    kind.fill(ABSENT);
    let id1 = SEED1;
    let id2 = SEED2;
    let depth = 0;
    let isKey = false;
    let slot = -1; // slot of the current top-level key
    let indexed = true; // whether leaves below the current top-level key go into the index
    let inIdentity = false;
    let inVerdict = false;
    this.identityType = 0;
    this.verdict = false;
    this.misspelt = false;
    let key = 0; // first lane of the current key, at the top and within userIdentity
    let i = start;
    while (i < end) {
      const byte = bytes[i] as number;
      if (byte === QUOTE) {
        let h1 = SEED1;
        let h2 = SEED2;
        let at = i + 1;
        let c = bytes[at] as number;
        if (isKey && depth > 1 && !inIdentity && !(inVerdict && depth === 2)) {
          // keys deep inside are only skipped
          while (c !== QUOTE) c = bytes[(at += c === BACKSLASH ? 2 : 1)] as number;
          i = at + 1;
          isKey = false;
          continue;
        }
        while (c !== QUOTE && c !== BACKSLASH) {
          h1 = Math.imul(h1 ^ c, 0x01000193);
          h2 = (Math.imul(h2, 0x5bd1e995) + c) | 0;
          c = bytes[++at] as number;
        }
        let text = bytes;
        let textStart = i + 1;
        let textEnd = at;
        const escaped = c === BACKSLASH;
        if (escaped) {
          while (c !== QUOTE) c = bytes[(at += c === BACKSLASH ? 2 : 1)] as number;
          text = decodeString(bytes, i, at + 1);
          textStart = 0;
          textEnd = text.length;
          [h1, h2] = hashOf(text, 0, textEnd);
        }
        const contentStart = i + 1;
        i = at + 1;
        if (isKey) {
          isKey = false;
          key = h1;
          if (depth === 1) {
            const place = h1 & (KEY_TABLE - 1);
            const facts = this.#keyHashes[place] === h1 ? (this.#keyFacts[place] as number) : this.#factsOf(h1, text, textStart, textEnd);
            slot = (facts & SLOT_BITS) - 1;
            inIdentity = (facts & IDENTITY) !== 0;
            inVerdict = (facts & VERDICT) !== 0;
            indexed = (facts & UNINDEXED) === 0;
            if ((facts & MISSPELT) !== 0) this.misspelt = true;
          } else if (inVerdict && depth === 2) {
            if (kind[NAME_SLOT] !== TEXT || h1 === slotH1[NAME_SLOT]) this.verdict = true;
          } else if (inIdentity && textEnd - textStart === 11 && h1 !== ACCESS_KEY && isAccessKey(text, textStart, textEnd)) {
            this.misspelt = true;
          }
          continue;
        }
        if (depth === 1 && slot >= 0) {
          kind[slot] = escaped ? ESCAPED : TEXT;
          slotStart[slot] = contentStart;
          slotEnd[slot] = at;
          slotH1[slot] = h1;
          slotH2[slot] = h2;
        } else if (inIdentity) {
          const isMember = isObject[depth] === 1;
          if (key === ACCESS_KEY && isMember && depth === 2) {
            kind[ACCESS_KEY_SLOT] = escaped ? ESCAPED : TEXT;
            slotStart[ACCESS_KEY_SLOT] = contentStart;
            slotEnd[ACCESS_KEY_SLOT] = at;
            slotH1[ACCESS_KEY_SLOT] = h1;
            slotH2[ACCESS_KEY_SLOT] = h2;
          } else {
            const isPassing = isMember && unindexedInIdentity.has(key);
            if (!isPassing || key === IDENTITY_TYPE) {
              id1 = step1(step1(id1, key), h1);
              id2 = step2(step2(id2, key), h2);
            }
            if (key === IDENTITY_TYPE && depth === 2) this.identityType = h1;
            if (isPassing) continue;
          }
        }
        if (indexed && textEnd - textStart > 1) sink.leaf(text, textStart, textEnd, h1, h2);
        continue;
      }
      i++;
      switch (byte) {
        case 0x7b: // {
          if (++depth >= MAX_DEPTH) throw new RangeError('record nested too deeply');
          isObject[depth] = 1;
          isKey = true;
          if (depth === 2 && slot >= 0) kind[slot] = OTHER;
          break;
        case 0x5b: // [
          if (++depth >= MAX_DEPTH) throw new RangeError('record nested too deeply');
          isObject[depth] = 0;
          isKey = false;
          if (depth === 2 && slot >= 0) kind[slot] = OTHER;
          break;
        case 0x7d: // }
        case 0x5d: // ]
          depth--;
          isKey = false;
          if (depth === 1) inIdentity = false;
          break;
        case 0x2c: // ,
          isKey = isObject[depth] === 1;
          break;
        case 0x3a: // :
        case 0x20:
        case 0x09:
        case 0x0a:
        case 0x0d:
          break;
        default: {
          // a number, true, false or null
          const from = i - 1;
          while (i < end && isScalar(bytes[i] as number)) i++;
          if (depth === 1 && slot >= 0) {
            kind[slot] = byte === 0x6e ? ABSENT : OTHER; // null is as good as nothing
            slotStart[slot] = from;
            slotEnd[slot] = i;
            slotH1[slot] = byte; // of true and false the first letter tells which
            slotH2[slot] = i - from;
          } else if (inVerdict && depth === 2) {
            if (byte === 0x66 && key === RETURN) this.verdict = true;
          } else if (inIdentity) {
            id1 = step1(step1(id1, key), byte);
            id2 = step2(step2(id2, key), byte);
          }
        }
      }
    }
    this.identity1 = id1;
    this.identity2 = id2;
  }

  #factsOf(hash: number, text: Uint8Array, start: number, end: number): number {
    const isMisspelt = !knownKeys.has(hash) && spellings.has(Buffer.from(text.subarray(start, end)).toString().toLowerCase());
    const facts = knownKeys.get(hash) ?? (isMisspelt ? MISSPELT : 0);
    this.#keyHashes[hash & (KEY_TABLE - 1)] = hash;
    this.#keyFacts[hash & (KEY_TABLE - 1)] = facts;
    return facts;
  }
}

const isAccessKey = (text: Uint8Array, start: number, end: number): boolean =>
  Buffer.from(text.subarray(start, end)).toString().toLowerCase() === 'accesskeyid';

const isScalar = (byte: number): boolean => byte !== 0x2c && byte !== 0x7d && byte !== 0x5d && byte > 0x20;

/** Decodes a JSON string literal, quotes included, to the UTF-8 bytes of its text. */
export function decodeString(bytes: Uint8Array, start: number, end: number): Buffer {
  const literal = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
  const text: unknown = JSON.parse(literal);
  return Buffer.from(typeof text === 'string' ? text : '');
}
