// A resource's newest successful changes: most resources have few, and then every further look at them costs nothing.
import { matchesTerm } from '../event/filter.ts';
import { findAny } from './merge.ts';
import { narrowed, termOf } from './scope.ts';
import type { EventReader, ReadEvent } from './reader.ts';
import type { EventRow, Find } from '../store/port.ts';

/** Rows read at once. */
const FIRST = 48;
/** Rows looked at when a name is searched for, or a story told, that the first do not end. */
const MORE = 400;

export class Recent {
  readonly parts: readonly Find[];
  readonly #reader: EventReader;
  #first: { readonly rows: readonly EventRow[]; readonly isAll: boolean } | undefined;

  /** `parts` find all events of the resource. Good for one generation of the store. */
  constructor(reader: EventReader, parts: readonly Find[]) {
    this.parts = parts;
    this.#reader = reader;
  }

  /** The newest changes with such names (as the filter language writes them), at most `limit` (up to 400), newest first. */
  named(names: readonly string[], limit: number): ReadEvent[] {
    const term = { field: 'name', not: false, any: names } as const;
    const { rows, isAll } = this.#newest();
    const chosen = isAll
      ? rows.filter(({ eventName }) => matchesTerm(term, [eventName]))
      : this.#find(limit, (part) => narrowed(part, term));
    return this.#read(chosen.slice(0, limit));
  }

  /** The newest changes, read one after the other as they are asked for. Data events configure nothing and are passed over. */
  *configuring(isWanted: (row: EventRow) => boolean, until?: number): Generator<ReadEvent> {
    const { rows, isAll } = this.#newest();
    const bound = until === undefined || Number.isNaN(until) ? undefined : until + 1;
    const all = isAll
      ? rows.filter(({ category, time }) => category !== 'Data' && (bound === undefined || time < bound))
      : this.#find(MORE, (part) => ({
          ...narrowed(part, termOf('category', 'data', true)),
          ...(bound === undefined ? {} : { until: bound }),
        }));
    for (const row of all) if (isWanted(row)) yield { row, event: this.#reader.event(row.ref) };
  }

  #newest(): { readonly rows: readonly EventRow[]; readonly isAll: boolean } {
    if (this.#first === undefined) {
      const rows = this.#find(FIRST + 1, (part) => part);
      this.#first = { rows, isAll: rows.length <= FIRST };
    }
    return this.#first;
  }

  #find(limit: number, narrow: (part: Find) => Find): EventRow[] {
    const questions = this.parts.map((part) => ({ ...narrow(part), outcomes: ['change'] as const, limit }));
    return this.#reader.store.rows(findAny(this.#reader.store, questions).refs.subarray(0, limit));
  }

  #read(rows: readonly EventRow[]): ReadEvent[] {
    return rows.map((row) => ({ row, event: this.#reader.event(row.ref) }));
  }
}
