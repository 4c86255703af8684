// What the page knows, and how each thing that happens changes it. Pure: no DOM, no clock, no messages.
import type { EventDetail } from '../protocol/backend.ts';
import type { PanelCode, PanelState, TimeZone } from '../protocol/panel.ts';
import type { SavedView } from './saved.ts';
import type { Selection } from './selection.ts';

/** The conditions a user can change. */
export interface Ask {
  readonly filter: string;
  readonly changesOnly: boolean;
  readonly possible: boolean;
  readonly since?: number;
  readonly until?: number;
}

/** What the detail pane shows. */
export type Detail =
  | { readonly is: 'none' }
  | { readonly is: 'loading' }
  | { readonly is: 'shown'; readonly detail: EventDetail }
  | { readonly is: 'gone' }
  | { readonly is: 'failed'; readonly message: string };

/** Parts of the page that fold. */
export type Fold = 'evidence' | 'lastKnown' | 'help' | 'chart';

export interface PageState {
  /** Undefined until the first answer. */
  readonly panel?: PanelState;
  /** What was asked for last; the newest answer wins. */
  readonly ask: Ask;
  readonly asking: boolean;
  /** The last question failed; `silent`: the host did not answer at all. */
  readonly fault?: { readonly message: string; readonly silent: boolean };
  readonly busy?: string;
  /** Undefined until the code was looked through. */
  readonly code?: PanelCode;
  readonly selected?: Selection;
  /** The detail pane is open. */
  readonly open: boolean;
  readonly detail: Detail;
  readonly folds: Readonly<Record<Fold, boolean>>;
  /** Share of the list in the split, 0.2 to 0.8. */
  readonly split: number;
}

export type Action =
  | { readonly type: 'asking'; readonly ask: Ask }
  | { readonly type: 'answered'; readonly panel: PanelState }
  | { readonly type: 'pushed'; readonly panel: PanelState }
  | { readonly type: 'failed'; readonly message: string; readonly silent: boolean }
  | { readonly type: 'busy'; readonly text?: string }
  | { readonly type: 'code'; readonly code: PanelCode }
  | { readonly type: 'zone'; readonly timeZone: TimeZone }
  | { readonly type: 'selected'; readonly selected?: Selection }
  | { readonly type: 'opened' }
  /** An event that is not on the list, or not yet: shown without a selection. */
  | { readonly type: 'shown' }
  | { readonly type: 'closed' }
  | { readonly type: 'detail'; readonly detail: Detail }
  | { readonly type: 'folded'; readonly fold: Fold }
  | { readonly type: 'split'; readonly split: number };

export const noAsk: Ask = { filter: '', changesOnly: false, possible: false };

/** The state before the first answer, with what was saved when the page was last hidden. */
export function begin(saved: SavedView): PageState {
  return {
    ask: noAsk,
    asking: true,
    ...(saved.selected && { selected: saved.selected }),
    open: saved.open,
    detail: saved.open ? { is: 'loading' } : { is: 'none' },
    folds: saved.folds,
    split: saved.split,
  };
}

/** The conditions a panel state answers. */
export function askOf(panel: PanelState): Ask {
  const { filter, changesOnly, possible, since, until } = panel;
  return { filter, changesOnly, possible, ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
}

/** The state after an action. */
export function reduce(state: PageState, action: Action): PageState {
  switch (action.type) {
    case 'asking':
      return { ...without(state, 'fault'), ask: action.ask, asking: true };
    case 'answered':
      return heard(state, action.panel, state.panel === undefined ? 'stays' : 'moves');
    case 'pushed':
      return pushed(state, action.panel);
    case 'failed':
      return { ...state, asking: false, fault: { message: action.message, silent: action.silent } };
    case 'busy':
      return action.text === undefined ? without(state, 'busy') : { ...state, busy: action.text };
    case 'code':
      return { ...state, code: action.code };
    case 'zone':
      return state.panel ? { ...state, panel: { ...state.panel, timeZone: action.timeZone } } : state;
    case 'selected':
      return select(state, action.selected);
    case 'opened':
      return state.selected ? { ...state, open: true, detail: state.detail.is === 'none' ? { is: 'loading' } : state.detail } : state;
    case 'shown':
      return { ...without(state, 'selected'), open: true, detail: { is: 'loading' } };
    case 'closed':
      return { ...state, open: false, detail: { is: 'none' } };
    case 'detail':
      return state.open ? { ...state, detail: action.detail } : state;
    case 'folded':
      return { ...state, folds: { ...state.folds, [action.fold]: !state.folds[action.fold] } };
    case 'split':
      return { ...state, split: Math.min(0.8, Math.max(0.2, action.split)) };
  }
}

/** A new panel state. The selection is looked for again by its mark: about where it was, or from the top of another list. */
function heard(state: PageState, panel: PanelState, selection: 'stays' | 'moves'): PageState {
  const next = { ...without(state, 'fault'), panel, ask: askOf(panel), asking: false };
  if (panel.history.handle === state.panel?.history.handle || !state.selected) return next;
  const { index, mark } = state.selected;
  if (mark === undefined || panel.history.total === 0) return select(next, undefined);
  return { ...next, selected: { index: selection === 'stays' ? Math.min(index, panel.history.total - 1) : 0, mark } };
}

/** A push does not end a question that is under way, and does not undo a filter that could not be read. */
function pushed(state: PageState, panel: PanelState): PageState {
  const next = heard(state, panel, 'stays');
  if (state.asking && state.panel) return { ...next, ask: state.ask, asking: true };
  return panel.filterError === undefined ? next : { ...next, ask: { ...next.ask, filter: state.ask.filter } };
}

function select(state: PageState, selected: Selection | undefined): PageState {
  if (!selected) return { ...without(state, 'selected'), open: false, detail: { is: 'none' } };
  return { ...state, selected };
}

function without(state: PageState, key: 'fault' | 'busy' | 'selected'): PageState {
  const next: { -readonly [K in keyof PageState]: PageState[K] } = { ...state };
  delete next[key];
  return next;
}
