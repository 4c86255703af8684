// A store of plain arrays: it says what the port means, the store on disk is tested against it, and tests of questions run over it.
import { eventOf } from '../event/record.ts';
import { matchesFilter } from '../event/filter.ts';
import { searchedPart } from '../event/searched.ts';
import { contentKey } from './contentKey.ts';
import { leafTest, leavesOf } from './leaves.ts';
import type { CloudTrailEvent, JsonObject } from '../event/event.ts';
import type { Problem } from '../problem.ts';
import type { CountBy, Coverage, EventRef, EventRow, EventStore, Find, Found, SourceInfo } from './port.ts';

interface Held {
  readonly event: CloudTrailEvent;
  readonly raw: Buffer;
  readonly leaves: readonly string[];
  readonly searched: JsonObject;
  readonly row: EventRow;
  readonly source: number;
}

/** Everything in memory, every question answered by looking at every event. */
export class MemoryStore implements EventStore {
  generation = 0;
  readonly #held: Held[] = [];
  readonly #byKey = new Map<string, EventRef>();
  readonly #duplicates = new Map<number, number>();

  /** Adds one record as it was logged; false when an event with its key is held already. Throws when the text is not a JSON object. */
  add(text: Buffer | string, source = 1): boolean {
    const raw = Buffer.from(text);
    const record = parseRecord(raw);
    const event = eventOf(record, () => contentKey(raw));
    if (this.#byKey.has(event.key)) {
      this.#duplicates.set(source, (this.#duplicates.get(source) ?? 0) + 1);
      return false;
    }
    const ref = this.#held.length;
    this.#byKey.set(event.key, ref);
    this.#held.push({ event, raw, leaves: leavesOf(record), searched: searchedPart(record), row: rowOf(ref, event), source });
    this.generation++;
    return true;
  }

  find(question: Find): Found {
    const all = this.#matching(question);
    const kept = question.limit === undefined ? all : all.slice(0, question.limit);
    return {
      refs: Float64Array.from(kept, (held) => held.row.ref),
      times: Float64Array.from(kept, (held) => held.row.time),
      total: all.length,
    };
  }

  rows(refs: ArrayLike<EventRef>): EventRow[] {
    return Array.from(refs, (ref) => this.#at(ref).row);
  }

  raw(ref: EventRef): Buffer {
    return this.#at(ref).raw;
  }

  refOf(key: string): EventRef | undefined {
    return this.#byKey.get(key);
  }

  countBy(column: CountBy, question: Find): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { row } of this.#matching(question)) {
      const value = columnOf(row, column);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return new Map([...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)));
  }

  sources(): SourceInfo[] {
    const ids = [...new Set([...this.#held.map((held) => held.source), ...this.#duplicates.keys()])].sort((a, b) => a - b);
    return ids.map((id) => {
      const held = this.#held.filter((one) => one.source === id);
      return {
        id,
        kind: 'folder',
        path: `/logs/${id}`,
        files: held.length > 0 ? 1 : 0,
        events: held.length,
        duplicates: this.#duplicates.get(id) ?? 0,
        problems: 0,
        ...spanOf(held),
        bytes: held.reduce((sum, one) => sum + one.raw.length, 0),
      };
    });
  }

  problems(): Problem[] {
    return [];
  }

  coverage(): Coverage {
    const valuesOf = <T extends string>(pick: (row: EventRow) => T): T[] =>
      [...new Set(this.#held.map((held) => pick(held.row)))].filter((value) => value !== '').sort();
    return {
      sources: this.sources(),
      events: this.#held.length,
      ...spanOf(this.#held),
      accounts: valuesOf((row) => row.account),
      regions: valuesOf((row) => row.awsRegion),
      categories: valuesOf((row) => row.category),
      problems: 0,
    };
  }

  #at(ref: EventRef): Held {
    const held = this.#held[ref];
    if (held === undefined) throw new RangeError(`There is no event ${ref} in the store.`);
    return held;
  }

  /** Newest first; events without a time last; of equal times the later added first. */
  #matching({ values, filter, since, until, outcomes }: Find): Held[] {
    const tests = values?.map(leafTest);
    const from = Math.max(since ?? -Infinity, filter?.since ?? -Infinity);
    const to = Math.min(until ?? Infinity, filter?.until ?? Infinity);
    const isTimed = from > -Infinity || to < Infinity;
    return this.#held
      .filter(({ row, leaves, event, searched }) => {
        if (isTimed && !(row.time >= from && row.time < to)) return false;
        if (outcomes !== undefined && !outcomes.includes(row.outcome)) return false;
        if (tests !== undefined && !tests.some((test) => leaves.some(test))) return false;
        return filter === undefined || matchesFilter(filter, { ...event, record: searched });
      })
      .sort((a, b) => orderOf(b.row.time) - orderOf(a.row.time) || b.row.ref - a.row.ref);
  }
}

const orderOf = (time: number): number => (Number.isNaN(time) ? -Number.MAX_VALUE : time);

function parseRecord(raw: Buffer): JsonObject {
  const value: unknown = JSON.parse(raw.toString('utf8'));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('A record is a JSON object.');
  return value as JsonObject; // what JSON.parse gives for an object is one
}

function rowOf(ref: EventRef, event: CloudTrailEvent): EventRow {
  const { time, eventName, eventSource, account, awsRegion, actor, origin, outcome, category, sourceIPAddress, accessKeyId, errorCode } =
    event;
  return {
    ref,
    time,
    eventName,
    eventSource,
    account,
    awsRegion,
    actor,
    origin,
    outcome,
    category,
    sourceIPAddress,
    accessKeyId,
    errorCode,
  };
}

function columnOf(row: EventRow, column: CountBy): string {
  if (column === 'actor') return row.actor.arn ?? row.actor.name;
  if (column === 'session') return row.accessKeyId;
  if (column === 'origin') return row.origin.kind;
  return row[column];
}

function spanOf(held: readonly Held[]): { first: number; last: number } {
  const times = held.map((one) => one.row.time).filter((time) => !Number.isNaN(time));
  const first = times.reduce((a, b) => Math.min(a, b), Infinity);
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity);
  return times.length === 0 ? { first: NaN, last: NaN } : { first, last };
}
