// Rows of a segment as lists show them, and its columns as things to count and to filter by.
import type { Actor, Origin } from '../event/event.ts';
import type { CountBy, EventRow } from './port.ts';
import type { Segment } from './segment.ts';
import { CATEGORIES, DICTIONARY_COLUMNS, OUTCOMES } from './format.ts';
import type { DictionaryColumn } from './format.ts';

/** Makes rows of one segment; texts and objects of the dictionaries are made once. */
export class RowReader {
  readonly rows: number;
  readonly #segment: Segment;
  readonly #texts: Record<DictionaryColumn, (row: number) => string>;
  readonly #actor: (row: number) => Actor;
  readonly #origin: (row: number) => Origin;

  constructor(segment: Segment) {
    this.#segment = segment;
    this.rows = segment.info.rows;
    const texts = Object.fromEntries(DICTIONARY_COLUMNS.map((column) => [column, reader(segment, column, (text) => text)]));
    this.#texts = texts as Record<DictionaryColumn, (row: number) => string>; // fromEntries forgets the keys
    // The store wrote these texts from these very types.
    this.#actor = reader(segment, 'actor', (text) => JSON.parse(text) as Actor);
    this.#origin = reader(segment, 'origin', (text) => JSON.parse(text) as Origin);
  }

  row(row: number, ref: number): EventRow {
    const flags = this.#segment.flags()[row] as number;
    return {
      ref,
      time: this.#segment.times()[row] as number,
      eventName: this.#texts.eventName(row),
      eventSource: this.#texts.eventSource(row),
      account: this.#texts.account(row),
      awsRegion: this.#texts.awsRegion(row),
      actor: this.#actor(row),
      origin: this.#origin(row),
      outcome: OUTCOMES[flags & 3] ?? 'read',
      category: CATEGORIES[flags >> 2] ?? 'Unknown',
      sourceIPAddress: this.#texts.sourceIPAddress(row),
      accessKeyId: this.#texts.accessKeyId(row),
      errorCode: this.#texts.errorCode(row),
    };
  }

  /** One key for all that `is:` and `session:` look at. */
  combination(row: number): string {
    const ids = (['actor', 'origin', 'errorCode', 'accessKeyId'] as const).map((column) => this.#segment.column(column)[row]);
    return `${ids.join()},${this.#segment.flags()[row] ?? 0}`;
  }
}

/** Reads a dictionary column, making each value once; only ids that occur are ever decoded. */
function reader<T>(segment: Segment, column: DictionaryColumn, make: (text: string) => T): (row: number) => T {
  const made = new Map<number, T>();
  let ids: Uint16Array | Int32Array | undefined;
  return (row) => {
    ids ??= segment.column(column);
    const id = ids[row] as number;
    let value = made.get(id);
    if (value === undefined) made.set(id, (value = make(segment.dictionary(column).text(id))));
    return value;
  };
}

/** A column as numbers with labels. `actorId` is the actor with all its names. */
export function columnOf(
  segment: Segment,
  column: CountBy | 'actorId',
): { ids: (row: number) => number; size: number; label: (id: number) => string } {
  if (column === 'outcome' || column === 'category') {
    const flags = segment.flags();
    return column === 'outcome'
      ? { ids: (row) => (flags[row] as number) & 3, size: 4, label: (id) => OUTCOMES[id] ?? '' }
      : { ids: (row) => (flags[row] as number) >> 2, size: 8, label: (id) => CATEGORIES[id] ?? '' };
  }
  const name: DictionaryColumn = column === 'session' ? 'accessKeyId' : column === 'actorId' ? 'actor' : column;
  const ids = segment.column(name);
  const dictionary = segment.dictionary(name);
  return { ids: (row) => ids[row] as number, size: dictionary.size, label: (id) => dictionary.text(id) };
}

/** What a dictionary's text counts as. */
export function countedAs(column: CountBy, text: string): string {
  if (column === 'actor') {
    const actor = JSON.parse(text) as Actor; // written by the store from this type
    return actor.arn ?? actor.name;
  }
  return column === 'origin' ? (JSON.parse(text) as Origin).kind : text;
}
