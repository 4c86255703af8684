// Reads single events out of the store, parsing only what is looked at, and remembers the last ones.
import { eventOf } from '../event/record.ts';
import type { CloudTrailEvent, JsonObject } from '../event/event.ts';
import type { Coverage, EventRef, EventRow, EventStore } from '../store/port.ts';

/** Parsed events kept; some tens of kilobytes each at worst. */
const KEPT = 1000;

/** The key of a record that has no `eventID`, from its text. */
export type ContentKey = (raw: Buffer) => string;

/** An event with what the lists show of it. */
export interface ReadEvent {
  readonly row: EventRow;
  readonly event: CloudTrailEvent;
}

export class EventReader {
  readonly store: EventStore;
  readonly #contentKey: ContentKey;
  readonly #kept = new Map<EventRef, CloudTrailEvent>();
  #generation = NaN;
  #coverage: Coverage | undefined;

  constructor(store: EventStore, contentKey: ContentKey) {
    this.store = store;
    this.#contentKey = contentKey;
  }

  /** Forgets what no longer holds when the store has changed. Every question begins with it; asking for each event would cost too much. */
  renew(): void {
    const { generation } = this.store;
    if (this.#generation === generation) return;
    this.#generation = generation;
    this.#kept.clear();
    this.#coverage = undefined;
  }

  /** What is held; counted once per generation of the store. */
  coverage(): Coverage {
    this.renew();
    this.#coverage ??= this.store.coverage();
    return this.#coverage;
  }

  /** The event at a ref of the store's present generation. */
  event(ref: EventRef): CloudTrailEvent {
    const kept = this.#kept.get(ref);
    this.#kept.delete(ref);
    const event = kept ?? this.once(ref);
    this.#kept.set(ref, event);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value ?? ref);
    return event;
  }

  /** As `event`, without remembering it: for passes over thousands. */
  once(ref: EventRef): CloudTrailEvent {
    const raw = this.store.raw(ref);
    const record: unknown = JSON.parse(raw.toString('utf8'));
    // The store holds JSON objects only; anything else is a fault of the program.
    if (typeof record !== 'object' || record === null || Array.isArray(record)) throw new TypeError(`Event ${ref} is not a JSON object.`);
    return eventOf(record as JsonObject, () => this.#contentKey(raw));
  }

  /** Events in the order of `refs`. */
  read(refs: ArrayLike<EventRef>): ReadEvent[] {
    return this.store.rows(refs).map((row) => ({ row, event: this.event(row.ref) }));
  }
}
