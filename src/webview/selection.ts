// The selected event of a list whose rows come later, and may come again in other places. Pure.
import type { HistoryRow } from '../protocol/backend.ts';

/** A place in the list. `ref` once its row has come; `mark` recognises the row after refs have changed. */
export interface Selection {
  readonly index: number;
  readonly mark?: string;
  readonly ref?: number;
}

/** A text by which a row is recognised when the store gave it another ref. */
export function markOf(row: HistoryRow): string {
  return [row.time, row.eventName, row.actor.name, row.accessKeyId, row.sourceIPAddress].join('\u0000');
}

/** The selection of a row that is here. */
export function selectionOf(index: number, row: HistoryRow): Selection {
  return { index, mark: markOf(row), ref: row.ref };
}

/** Fills in the ref of a selection from the rows that have come; undefined when its event is not among them any more. */
export function resolve(
  selected: Selection,
  get: (index: number) => HistoryRow | undefined,
  held: Iterable<readonly [number, HistoryRow]>,
): Selection | undefined {
  if (selected.ref !== undefined) return selected;
  const row = get(selected.index);
  if (row && (selected.mark === undefined || markOf(row) === selected.mark)) return selectionOf(selected.index, row);
  if (selected.mark !== undefined)
    for (const [index, candidate] of held) if (markOf(candidate) === selected.mark) return selectionOf(index, candidate);
  return row ? undefined : selected;
}
