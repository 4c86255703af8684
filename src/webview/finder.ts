// Finds events among rows that come piece by piece: the one that was selected before, and one that was asked for by its ref.
import type { HistoryRow } from '../protocol/backend.ts';
import type { EventRow } from './answerTypes.ts';
import { locate } from './locate.ts';
import type { RowPages } from './rowPages.ts';
import { resolve, selectionOf } from './selection.ts';
import type { Selection } from './selection.ts';
import { reduce } from './state.ts';
import type { PageState } from './state.ts';

export interface Finder {
  /** The place of an event whose row has come. */
  find(ref: number): Selection | undefined;
  /** Selects this event as soon as its row comes; undefined: no more. */
  seek(ref: number | undefined): void;
  /** What is known now of the event that is sought; goes to its place in the list. */
  seen(row: EventRow, state: PageState): Promise<void>;
  /** The state with its selection filled in from the rows that have come; dropped when its event is not among them any more. */
  settled(state: PageState): PageState;
}

/** Looks in `pages` and, for what has not come, by `fetch`; `reveal` scrolls to an index. */
export function createFinder(
  pages: RowPages<HistoryRow>,
  fetch: (handle: number, offset: number, count: number) => Promise<readonly HistoryRow[]>,
  reveal: (index: number) => void,
): Finder {
  let sought: number | undefined;
  const find = (ref: number): Selection | undefined => {
    for (const [index, row] of pages.entries()) if (row.ref === ref) return selectionOf(index, row);
    return undefined;
  };
  const select = (state: PageState, selected: Selection | undefined) =>
    reduce(state, selected ? { type: 'selected', selected } : { type: 'selected' });

  return {
    find,
    seek(ref) {
      sought = ref;
    },
    async seen(row, { panel }) {
      if (row.ref !== sought || !panel) return;
      const { handle, total } = panel.history;
      const index = await locate(row, total, (offset, count) => fetch(handle, offset, count)).catch(() => undefined);
      if (row.ref !== sought) return;
      if (index === undefined || index >= pages.total) sought = undefined;
      else reveal(index);
    },
    settled(state) {
      const come = sought === undefined ? undefined : find(sought);
      if (come) {
        sought = undefined;
        reveal(come.index);
        return select(state, come);
      }
      const { selected } = state;
      if (!selected || selected.ref !== undefined) return state;
      const found = resolve(selected, (index) => pages.get(index), pages.entries());
      return found === selected ? state : select(state, found);
    },
  };
}
