// What outlives a hidden page: read from and written to the editor's state, which anyone may have written, so it is parsed.
import type { TimeZone } from '../protocol/panel.ts';
import type { Identity } from './answerTypes.ts';
import type { Ask, Fold, PageState } from './state.ts';
import type { Selection } from './selection.ts';

/** How the page looked. */
export interface SavedView {
  /** Index of the first visible row, with its fraction. */
  readonly scroll: number;
  readonly selected?: Selection;
  readonly open: boolean;
  readonly folds: Readonly<Record<Fold, boolean>>;
  readonly split: number;
}

/** All that is saved; `question` lets the extension open the panel again after a restart of the editor. */
export interface Saved {
  readonly version: 1;
  readonly view: SavedView;
  readonly question?: Ask & { readonly identity: Identity; readonly timeZone: TimeZone };
}

const fresh: SavedView = { scroll: 0, open: false, folds: { evidence: false, lastKnown: false, help: false, chart: false }, split: 0.55 };

/** The view in what the editor kept; anything unreadable is as on the first day. */
export function parseSaved(value: unknown): SavedView {
  const view = member(value, 'view');
  const selected = member(view, 'selected');
  const index = member(selected, 'index');
  const mark = member(selected, 'mark');
  const folds = member(view, 'folds');
  const fold = (name: Fold) => member(folds, name) === true;
  return {
    scroll: amount(member(view, 'scroll'), 0, 1e9) ?? fresh.scroll,
    ...(typeof index === 'number' &&
      Number.isInteger(index) &&
      index >= 0 && { selected: { index, ...(typeof mark === 'string' && { mark }) } }),
    open: member(view, 'open') === true && selected !== undefined,
    folds: { evidence: fold('evidence'), lastKnown: fold('lastKnown'), help: fold('help'), chart: fold('chart') },
    split: amount(member(view, 'split'), 0.2, 0.8) ?? fresh.split,
  };
}

/** What to keep of a state. */
export function save(state: PageState, scroll: number): Saved {
  const { panel, selected } = state;
  return {
    version: 1,
    view: {
      scroll,
      ...(selected && { selected: { index: selected.index, ...(selected.mark !== undefined && { mark: selected.mark }) } }),
      open: state.open,
      folds: state.folds,
      split: state.split,
    },
    ...(panel && { question: { ...state.ask, identity: panel.history.identity, timeZone: panel.timeZone } }),
  };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}

function amount(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && value >= least && value <= most ? value : undefined;
}
