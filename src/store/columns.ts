// The columns of a segment while it is built. What many records share is asked of the event model once and remembered by its hash.
import type { CloudTrailEvent } from '../event/event.ts';
import { isAddress } from '../event/origin.ts';
import { ByteSink, IntSink, bytesOf, pack } from './codec.ts';
import { BLOB, CATEGORIES, COLUMN_PART, DICTIONARY_COLUMNS, META_PART, OUTCOMES } from './format.ts';
import type { DictionaryColumn, PutBlob } from './format.ts';
import { HashTable } from './hashTable.ts';
import { ABSENT, ACCESS_KEY_SLOT, TEXT, slotOf } from './scan.ts';
import type { RecordScanner } from './scan.ts';
import { hashOf, step1, step2 } from './terms.ts';

const slot = {
  name: slotOf('eventName'),
  source: slotOf('eventSource'),
  region: slotOf('awsRegion'),
  account: slotOf('recipientAccountId'),
  ip: slotOf('sourceIPAddress'),
  agent: slotOf('userAgent'),
  error: slotOf('errorCode'),
  message: slotOf('errorMessage'),
  readOnly: slotOf('readOnly'),
  type: slotOf('eventType'),
  category: slotOf('eventCategory'),
  console: slotOf('sessionCredentialFromConsole'),
  management: slotOf('managementEvent'),
};

const laneOf = (text: string): number => {
  const bytes = Buffer.from(text);
  return hashOf(bytes, 0, bytes.length)[0];
};
const SIGNIN = laneOf('signin.amazonaws.com');
const API_CALL = laneOf('AwsApiCall');
/** For API calls by these the actor and the origin are the same whatever service was called. */
const plainIdentities = new Set(['IAMUser', 'AssumedRole', 'Root', 'FederatedUser', 'AWSAccount'].map(laneOf));
const callerFields = [slot.agent, slot.type, slot.console];
const outcomeFields = [slot.name, slot.source, slot.readOnly, slot.error, slot.type, slot.category, slot.management];

/** A number for a Map's key out of two lanes: 53 of their bits. */
const join = (h1: number, h2: number): number => (h1 >>> 0) * 0x200000 + (h2 >>> 11);

/** Who called and by what means, as the JSON texts that the store keeps. */
interface Caller {
  readonly actor: string;
  readonly origin: string;
}

const callerOf = ({ actor, origin }: CloudTrailEvent): Caller => ({ actor: JSON.stringify(actor), origin: JSON.stringify(origin) });
const flagsOf = (event: CloudTrailEvent): number => OUTCOMES.indexOf(event.outcome) | (CATEGORIES.indexOf(event.category) << 2);

/** Answers of the event model by the hash of all it was asked with; one for all segments that a thread builds. */
export class KnownFacts {
  readonly callers = new Map<number, Caller>();
  readonly flags = new Map<number, number>();

  /** Forgets everything when it has grown too large: it is only a cache. */
  trim(): void {
    if (this.callers.size > 200_000) this.callers.clear();
    if (this.flags.size > 200_000) this.flags.clear();
  }
}

/** Texts of one column, numbered in the order of their first coming. */
class DictionaryBuilder {
  readonly values: string[] = [];
  readonly #table = new HashTable(1 << 6);
  #empty: number | undefined;

  /** The number of the text at [start, end) with this hash. */
  at(bytes: Buffer, start: number, end: number, h1: number, h2: number): number {
    const id = this.#table.numberOf(h1, h2);
    if (id === this.values.length) this.values.push(bytes.toString('utf8', start, end));
    return id;
  }

  /** The number of ''. */
  get empty(): number {
    return (this.#empty ??= this.of(''));
  }

  of(text: string): number {
    const bytes = Buffer.from(text);
    const id = this.#table.numberOf(...hashOf(bytes, 0, bytes.length));
    if (id === this.values.length) this.values.push(text);
    return id;
  }

  encode(): Buffer {
    const offsets = new Uint32Array(this.values.length + 2);
    offsets[0] = this.values.length;
    const text = new ByteSink();
    this.values.forEach((value, i) => {
      const bytes = Buffer.from(value);
      text.append(bytes, 0, bytes.length);
      offsets[i + 2] = text.length;
    });
    return Buffer.concat([bytesOf(offsets), text.view()]);
  }
}

interface Column {
  readonly dictionary: DictionaryBuilder;
  readonly ids: IntSink;
}

export class Columns {
  readonly #facts: KnownFacts;
  readonly #columns: Record<DictionaryColumn, Column>;
  readonly #callers = new Map<number, { actor: number; origin: number }>();
  readonly #isClient: boolean[] = [];
  readonly #flags = new ByteSink();

  constructor(facts: KnownFacts) {
    this.#facts = facts;
    const column = (): Column => ({ dictionary: new DictionaryBuilder(), ids: new IntSink() });
    this.#columns = {
      eventName: column(),
      eventSource: column(),
      account: column(),
      awsRegion: column(),
      actor: column(),
      origin: column(),
      sourceIPAddress: column(),
      accessKeyId: column(),
      errorCode: column(),
    };
  }

  /** A row from what the scanner saw; the model is asked only for what no earlier record has told. */
  addScanned(s: RecordScanner, bytes: Buffer, modelOf: () => CloudTrailEvent): void {
    this.#addText(this.#columns.eventName, s, bytes, slot.name);
    this.#addText(this.#columns.eventSource, s, bytes, slot.source);
    this.#addText(this.#columns.account, s, bytes, slot.account);
    this.#addText(this.#columns.awsRegion, s, bytes, slot.region);
    const ip = this.#addText(this.#columns.sourceIPAddress, s, bytes, slot.ip);
    this.#addText(this.#columns.accessKeyId, s, bytes, ACCESS_KEY_SLOT);
    this.#addText(this.#columns.errorCode, s, bytes, slot.error);
    this.#addCaller(s, ip, modelOf);
    this.#flags.byte(this.#flagsOf(s, modelOf));
  }

  /** A row from the model alone. */
  addModel(event: CloudTrailEvent): void {
    for (const column of ['eventName', 'eventSource', 'account', 'awsRegion', 'sourceIPAddress', 'accessKeyId', 'errorCode'] as const) {
      const { ids, dictionary } = this.#columns[column];
      ids.push(dictionary.of(event[column]));
    }
    const { actor, origin } = callerOf(event);
    this.#columns.actor.ids.push(this.#columns.actor.dictionary.of(actor));
    this.#columns.origin.ids.push(this.#columns.origin.dictionary.of(origin));
    this.#flags.byte(flagsOf(event));
  }

  #addText({ ids, dictionary }: Column, s: RecordScanner, bytes: Buffer, at: number): number {
    const id =
      s.kind[at] === TEXT
        ? dictionary.at(bytes, s.start[at] as number, s.end[at] as number, s.h1[at] as number, s.h2[at] as number)
        : dictionary.empty; // absent: anything else went to the model
    ids.push(id);
    return id;
  }

  #addCaller(s: RecordScanner, ip: number, modelOf: () => CloudTrailEvent): void {
    // Everything that actorOf and originOf read is in this hash; client addresses are all alike to them.
    const isClient = (this.#isClient[ip] ??= isAddress(this.#columns.sourceIPAddress.dictionary.values[ip] ?? ''));
    let k1 = step1(s.identity1, isClient ? 1 : (s.h1[slot.ip] as number));
    let k2 = step2(s.identity2, isClient ? 1 : (s.h2[slot.ip] as number));
    for (const field of callerFields) {
      k1 = step1(k1, s.kind[field] === ABSENT ? 0 : (s.h1[field] as number));
      k2 = step2(k2, s.kind[field] === ABSENT ? 0 : (s.h2[field] as number));
    }
    if (s.h1[slot.type] !== API_CALL || !plainIdentities.has(s.identityType)) {
      k1 = step1(k1, s.h1[slot.source] as number);
      k2 = step2(k2, s.h2[slot.source] as number);
    }
    const key = join(k1, k2);
    // What a sign-in tells of its actor stands outside of userIdentity.
    const isSignin = s.h1[slot.source] === SIGNIN;
    let ids = isSignin ? undefined : this.#callers.get(key);
    if (ids === undefined) {
      let caller = isSignin ? undefined : this.#facts.callers.get(key);
      if (caller === undefined) {
        caller = callerOf(modelOf());
        if (!isSignin) this.#facts.callers.set(key, caller);
      }
      ids = { actor: this.#columns.actor.dictionary.of(caller.actor), origin: this.#columns.origin.dictionary.of(caller.origin) };
      if (!isSignin) this.#callers.set(key, ids);
    }
    this.#columns.actor.ids.push(ids.actor);
    this.#columns.origin.ids.push(ids.origin);
  }

  #flagsOf(s: RecordScanner, modelOf: () => CloudTrailEvent): number {
    if (s.verdict) return flagsOf(modelOf());
    let k1 = s.kind[slot.message] === TEXT && s.end[slot.message] !== s.start[slot.message] ? 1 : 0;
    let k2 = k1;
    for (const field of outcomeFields) {
      k1 = step1(k1, s.kind[field] === ABSENT ? 0 : (s.h1[field] as number));
      k2 = step2(k2, s.kind[field] === ABSENT ? 0 : (s.h2[field] as number));
    }
    const key = join(k1, k2);
    let flags = this.#facts.flags.get(key);
    if (flags === undefined) this.#facts.flags.set(key, (flags = flagsOf(modelOf())));
    return flags;
  }

  /** Writes columns and dictionaries; row `order[i]` of those added is row i of the segment. */
  encode(order: Int32Array, put: PutBlob): void {
    put(BLOB.column, COLUMN_PART.flags, pack(Uint8Array.from(order, (from) => this.#flags.bytes[from] as number)));
    DICTIONARY_COLUMNS.forEach((name, i) => {
      const { ids, dictionary } = this.#columns[name];
      const sorted = reorder(ids.values, order);
      const isNarrow = dictionary.values.length <= 0x10000;
      put(BLOB.column, COLUMN_PART.dictionary + i, pack(isNarrow ? bytesOf(Uint16Array.from(sorted)) : bytesOf(sorted)));
      put(BLOB.meta, META_PART.dictionary + i, pack(dictionary.encode()));
    });
    this.#facts.trim();
  }
}

/** `values` in the order of the segment's rows. */
export const reorder = (values: Int32Array, order: Int32Array): Int32Array => order.map((from) => values[from] as number);
