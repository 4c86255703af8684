// Holds the state of the page, draws it, and answers what the user does with calls to the extension.
import type { HistoryRow } from '../protocol/backend.ts';
import type { PanelCalls, PanelPush, PanelState } from '../protocol/panel.ts';
import type { EventRow } from './answerTypes.ts';
import { createBanner } from './banner.ts';
import { createChart } from './chart.ts';
import { createChartFeed } from './chartFeed.ts';
import type { Span } from './chartShape.ts';
import { createCounts } from './counts.ts';
import { createDetail } from './detail.ts';
import { createDetailFeed } from './detailFeed.ts';
import { createEmpty } from './empty.ts';
import { createFrame } from './frame.ts';
import { createHeader } from './header.ts';
import { HostSilent } from './host.ts';
import type { Host } from './host.ts';
import { isFindKey } from './keys.ts';
import { createList } from './list.ts';
import { locate } from './locate.ts';
import { clockOf } from './moment.ts';
import { createRowLoader } from './rowLoader.ts';
import { RowPages } from './rowPages.ts';
import { save } from './saved.ts';
import type { Saved, SavedView } from './saved.ts';
import { resolve, selectionOf } from './selection.ts';
import { begin, reduce } from './state.ts';
import type { Action, Ask, Fold } from './state.ts';
import { createToolbar } from './toolbar.ts';

/** Calls that only do something. */
type Deed = 'copy' | 'run' | 'openInEditor' | 'compareWithPrevious' | 'pivot' | 'setTimeZone';

/** On the browser's timeline: an answer has come, and its rows are on the screen. */
const marks = { answered: 'traillens.answered', painted: 'traillens.painted' };

/** Draws the page into `place` and keeps it going; `keep` is given what must outlive a hidden page. */
export function startPage(place: HTMLElement, host: Host, saved: SavedView, keep: (saved: Saved) => void): void {
  let state = begin(saved);
  let clock = clockOf(undefined);
  let restore: number | undefined = saved.scroll;
  let rowProblem: string | undefined;
  /** The newest panel state that has arrived; its first rows may still be under way. */
  let newest: PanelState | undefined;
  let fetched: readonly (readonly [number, readonly HistoryRow[]])[] = [];
  /** An event to select as soon as its row comes. */
  let sought: number | undefined;

  const pages = new RowPages<HistoryRow>();
  const loader = createRowLoader(
    pages,
    (offset, count) => host.call('rows', { handle: state.panel?.history.handle ?? 0, offset, count }),
    (problem) => {
      rowProblem = problem ?? (pages.failed ? rowProblem : undefined);
      settle();
      draw();
    },
  );
  const detailFeed = createDetailFeed(
    (ref) => host.call('event', { ref }),
    (detail) => {
      dispatch({ type: 'detail', detail });
      if (sought !== undefined && detail.is === 'shown' && detail.detail.row.ref === sought) void seek(detail.detail.row);
    },
  );
  const chartFeed = createChartFeed((params) => host.call('chart', params), draw);

  const fold = (what: Fold) => () => dispatch({ type: 'folded', fold: what });
  const change = (part: Partial<Ask>) => void ask({ ...state.ask, ...part });
  const resetZoom = () => zoom(undefined);

  const header = createHeader({ copy, toggleEvidence: fold('evidence') });
  const banner = createBanner({ toggleLastKnown: fold('lastKnown'), show });
  const counts = createCounts({ resetZoom, toggleChart: fold('chart') });
  const chart = createChart({ zoom }, draw);
  const toolbar = createToolbar({
    ask: change,
    setTimeZone(timeZone) {
      dispatch({ type: 'zone', timeZone });
      tell('setTimeZone', { timeZone });
    },
    toggleHelp: fold('help'),
    leave: () => list.focus(),
  });
  const empty = createEmpty({
    run: (command) => tell('run', { command }),
    showPossible: () => change({ possible: true }),
    showAllKinds: () => change({ changesOnly: false }),
    clearFilter: () => change({ filter: '' }),
    resetZoom,
    retry: () => void start(),
  });
  const list = createList(pages, {
    select(index) {
      const row = pages.get(index);
      dispatch({ type: 'selected', selected: row ? selectionOf(index, row) : { index } });
      list.reveal(index);
    },
    open,
    close: () => dispatch({ type: 'closed' }),
    copy: () => void copyKey(),
    openInEditor: () => state.detail.is === 'shown' && tell('openInEditor', { key: state.detail.detail.key }),
    visible: (first, last, direction) => loader.look({ first, last, direction }),
    scrolled: remember,
  });
  const detail = createDetail({
    copy,
    openInEditor: (key) => tell('openInEditor', { key }),
    compare: (key) => tell('compareWithPrevious', { key }),
    pivot: (key, pivot, value) => tell('pivot', { key, pivot, ...(value !== undefined && { value }) }),
    leave: () => list.focus(),
    close() {
      dispatch({ type: 'closed' });
      list.focus();
    },
    retry: () => detailFeed.retry(),
  });
  const frame = createFrame(
    place,
    {
      above: [header.element, banner.element, counts.element, chart.element, toolbar.element],
      list: list.element,
      empty: empty.element,
      detail: detail.element,
    },
    { onSplit: (split) => dispatch({ type: 'split', split }), askAgain: () => void ask(state.ask), retryRows: () => loader.retry() },
  );

  function dispatch(action: Action): void {
    const before = state.panel;
    state = reduce(state, action);
    if (state.panel && state.panel.history.handle !== before?.history.handle) takeOver(state.panel, action.type === 'pushed');
    settle();
    if (!state.open) detailFeed.stop();
    else if (state.selected?.ref !== undefined) detailFeed.show(state.selected.ref);
    draw();
    remember();
    if ((action.type === 'pushed' || action.type === 'answered') && action.panel.select !== undefined) show(action.panel.select);
  }

  /** Another list takes the place of the one before. */
  function takeOver({ history }: PanelState, pushed: boolean): void {
    const top = list.top;
    const grown = history.total - pages.total;
    pages.reset(history.total);
    loader.restart();
    for (const [page, rows] of fetched) pages.put(page, rows);
    fetched = [];
    rowProblem = undefined;
    draw();
    // New events come in at the top: what one was reading stays where it was.
    list.scrollTo(restore ?? (!pushed ? 0 : top > 1 ? top + grown : top));
    restore = undefined;
  }

  /** A selection whose row has come gets its ref; one whose event is gone is dropped. */
  function settle(): void {
    if (sought !== undefined) {
      const at = indexOfRef(sought);
      const row = at === undefined ? undefined : pages.get(at);
      if (at !== undefined && row) {
        sought = undefined;
        state = reduce(state, { type: 'selected', selected: selectionOf(at, row) });
        list.reveal(at);
      }
    }
    const { selected } = state;
    if (!selected || selected.ref !== undefined) return;
    const found = resolve(selected, (index) => pages.get(index), pages.entries());
    if (found === selected) return;
    state = reduce(state, found ? { type: 'selected', selected: found } : { type: 'selected' });
    if (found?.ref !== undefined && state.open) detailFeed.show(found.ref);
  }

  function draw(): void {
    const { panel } = state;
    const chosen = clockOf(panel);
    if (chosen.zone !== clock.zone) clock = chosen;
    const moment = { clock, now: Date.now() };
    header.draw(state);
    banner.draw(state, moment);
    counts.draw(state, clock);
    toolbar.draw(state);
    const covered = empty.draw(state);
    frame.draw(state, { covered, rowProblem });
    detail.draw(state.detail, moment);
    chart.element.hidden = state.folds.chart || covered;
    if (panel && !chart.element.hidden) chart.draw(chartFeed.view(panel, chart.wanted, clock));
    if (!panel || covered) return;
    const { created, deleted, coverage } = panel.history;
    const mixed = coverage.accounts.length > 1 || coverage.regions.length > 1;
    list.draw({ moment, selected: state.selected, mixed, created: created?.ref, deleted: deleted?.ref, stale: state.asking });
  }

  async function ask(next: Ask): Promise<void> {
    await answer({ ...next }, (asked) => host.call('ask', asked));
  }
  async function start(): Promise<void> {
    await answer({ ...state.ask }, () => host.call('ready', {}));
  }
  /** Only the answer to the newest question is drawn. */
  async function answer(asked: Ask, call: (asked: Ask) => Promise<PanelState>): Promise<void> {
    dispatch({ type: 'asking', ask: asked });
    try {
      const panel = await call(asked);
      performance.mark(marks.answered);
      await prefetch(panel, restore ?? 0);
      if (state.ask !== asked) return;
      dispatch({ type: 'answered', panel: newest ?? panel });
      requestAnimationFrame(() => setTimeout(() => performance.mark(marks.painted)));
    } catch (error) {
      if (state.ask === asked) dispatch({ type: 'failed', message: messageOf(error), silent: error instanceof HostSilent });
    }
  }
  async function heard(push: PanelPush): Promise<void> {
    if (push.type === 'busy') dispatch(push.text === undefined ? { type: 'busy' } : { type: 'busy', text: push.text });
    else {
      await prefetch(push.state, list.top);
      if (newest === push.state) dispatch({ type: 'pushed', panel: push.state });
    }
  }
  /** Fetches the rows that will be on the screen, so that a new list does not come empty. */
  async function prefetch(panel: PanelState, top: number): Promise<void> {
    newest = panel;
    const { handle, total } = panel.history;
    if (handle === state.panel?.history.handle || total === 0) return;
    const page = Math.floor(Math.min(top, total - 1) / pages.size);
    const offset = page * pages.size;
    const rows = await host.call('rows', { handle, offset, count: Math.min(pages.size, total - offset) }).catch(() => undefined);
    if (newest === panel) fetched = rows ? [[page, rows]] : [];
  }

  function zoom(span: Span | undefined): void {
    const { since: _since, until: _until, ...rest } = state.ask;
    void ask(span ? { ...rest, since: span.from, until: span.to } : rest);
  }
  function open(): void {
    if (!state.selected) return;
    const wasOpen = state.open;
    const { index } = state.selected;
    dispatch({ type: 'opened' });
    if (wasOpen) detail.focus();
    else requestAnimationFrame(() => list.reveal(index));
  }
  /** Shows an event, selected if it is in the list. */
  function show(ref: number): void {
    const index = indexOfRef(ref);
    const row = index === undefined ? undefined : pages.get(index);
    if (index !== undefined && row) {
      dispatch({ type: 'selected', selected: selectionOf(index, row) });
      if (!state.open) open();
      list.reveal(index);
    } else {
      sought = ref;
      dispatch({ type: 'shown' });
      detailFeed.show(ref);
    }
  }
  /** Finds the place of an event whose row has not come, and goes there. */
  async function seek(row: EventRow): Promise<void> {
    const { handle, total } = state.panel?.history ?? { handle: 0, total: 0 };
    const index = await locate(row, total, (offset, count) => host.call('rows', { handle, offset, count })).catch(() => undefined);
    if (sought !== row.ref || state.panel?.history.handle !== handle) return;
    if (index === undefined) sought = undefined;
    else list.reveal(index);
  }
  function indexOfRef(ref: number): number | undefined {
    for (const [index, row] of pages.entries()) if (row.ref === ref) return index;
    return undefined;
  }
  async function copyKey(): Promise<void> {
    const { ref } = state.selected ?? {};
    const found = ref === undefined ? undefined : await host.call('event', { ref }).catch(() => undefined);
    if (found) copy(found.key);
  }
  function copy(text: string): void {
    tell('copy', { text });
    frame.notice('Copied', 1500);
  }
  function tell<K extends Deed>(name: K, params: PanelCalls[K]['params']): void {
    host.call(name, params).catch((error: unknown) => frame.notice(messageOf(error), 8000));
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  function remember(): void {
    clearTimeout(timer);
    timer = setTimeout(() => state.panel && keep(save(state, list.top)), 200);
  }

  place.addEventListener('keydown', (event) => {
    const typing = event.composedPath().some((target) => target instanceof HTMLInputElement);
    if (!isFindKey(event) || (typing && event.key === '/')) return;
    event.preventDefault();
    toolbar.focus();
  });
  // The editor changes these attributes when the user changes the theme.
  new MutationObserver(() => chart.recolour()).observe(place, {
    attributes: true,
    attributeFilter: ['data-vscode-theme-id', 'data-vscode-theme-kind'],
  });
  host.onPush((push) => void heard(push));
  // "3 min ago" becomes "4 min ago" by itself.
  setInterval(draw, 30_000);
  void start();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
