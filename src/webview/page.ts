// Holds the state of the page, draws it, and answers what the user does with calls to the extension.
import type { HistoryRow } from '../protocol/backend.ts';
import type { PanelCalls, PanelState } from '../protocol/panel.ts';
import { createBanner } from './banner.ts';
import { createChart } from './chart.ts';
import { createChartFeed } from './chartFeed.ts';
import type { Span } from './chartShape.ts';
import { createConversation } from './conversation.ts';
import { createCounts } from './counts.ts';
import { createDetail } from './detail.ts';
import { createDetailFeed } from './detailFeed.ts';
import { createEmpty } from './empty.ts';
import { createFinder } from './finder.ts';
import { createFrame } from './frame.ts';
import { createHeader } from './header.ts';
import type { Host } from './host.ts';
import { isFindKey } from './keys.ts';
import { createList } from './list.ts';
import { createClocks } from './moment.ts';
import { createRowLoader } from './rowLoader.ts';
import { RowPages } from './rowPages.ts';
import { save } from './saved.ts';
import type { Saved, SavedView } from './saved.ts';
import { selectionOf } from './selection.ts';
import { begin, reduce } from './state.ts';
import type { Action, Ask, Fold } from './state.ts';
import { createToolbar } from './toolbar.ts';

/** Calls that only do something. */
type Deed = 'step' | 'copy' | 'run' | 'openInEditor' | 'compareWithPrevious' | 'pivot' | 'goToCode' | 'mend' | 'setTimeZone';

/** Draws the page into `place` and keeps it going; `keep` is given what must outlive a hidden page. */
export function startPage(place: HTMLElement, host: Host, saved: SavedView, keep: (saved: Saved) => void): void {
  let state = begin(saved);
  const clockOf = createClocks();
  let restore: number | undefined = saved.scroll;
  let rowProblem: string | undefined;

  const pages = new RowPages<HistoryRow>();
  const loader = createRowLoader(
    pages,
    (offset, count) => host.call('rows', { handle: state.panel?.history.handle ?? 0, offset, count }),
    (problem) => {
      rowProblem = problem ?? (pages.failed ? rowProblem : undefined);
      settle();
    },
  );
  const detailFeed = createDetailFeed(
    (ref) => host.call('event', { ref }),
    (detail) => {
      dispatch({ type: 'detail', detail });
      if (detail.is === 'shown') void finder.seen(detail.detail.row, state);
    },
  );
  const chartFeed = createChartFeed((params) => host.call('chart', params), draw);

  const fold = (what: Fold) => () => dispatch({ type: 'folded', fold: what });
  const conversation = createConversation(host, { state: () => state, dispatch, top: () => restore ?? list.top, pageSize: pages.size });
  const change = (part: Partial<Ask>) => void conversation.ask(part);
  const zoom = (span: Span | undefined) => void conversation.zoom(span);
  const resetZoom = () => zoom(undefined);

  const header = createHeader({
    copy,
    toggleEvidence: fold('evidence'),
    goToCode: () => tell('goToCode', {}),
    mend: () => tell('mend', {}),
  });
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
    retry: () => void conversation.start(),
    step,
  });
  const list = createList(pages, {
    select(index) {
      finder.seek(undefined);
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
  const finder = createFinder(
    pages,
    (handle, offset, count) => host.call('rows', { handle, offset, count }),
    (index) => list.reveal(index),
  );
  const detail = createDetail({
    copy,
    openInEditor: (key) => tell('openInEditor', { key }),
    compare: (key) => tell('compareWithPrevious', { key }),
    pivot: (key, pivot, value) => tell('pivot', { key, pivot, ...(value !== undefined && { value }) }),
    goToCode: (key, value) => tell('goToCode', { key, value }),
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
      tools: [counts.element, toolbar.element],
      list: list.element,
      empty: empty.element,
      detail: detail.element,
    },
    {
      onSplit: (split) => dispatch({ type: 'split', split }),
      askAgain: () => void conversation.ask({}),
      retryRows: () => loader.retry(),
      step,
    },
  );

  function step(index: number): void {
    tell('step', { index });
  }

  function dispatch(action: Action): void {
    const before = state.panel;
    state = reduce(state, action);
    if (state.panel && state.panel.history.handle !== before?.history.handle) takeOver(state.panel, action.type === 'pushed');
    settle();
    remember();
    if ((action.type === 'pushed' || action.type === 'answered') && action.panel.select !== undefined) show(action.panel.select);
  }

  /** Another list takes the place of the one before. */
  function takeOver({ history }: PanelState, pushed: boolean): void {
    const top = list.top;
    const grown = history.total - pages.total;
    pages.reset(history.total);
    loader.restart();
    for (const [page, rows] of conversation.takeRows()) pages.put(page, rows);
    rowProblem = undefined;
    draw();
    // New events come in at the top: what one was reading stays where it was.
    list.scrollTo(restore ?? (!pushed ? 0 : top > 1 ? top + grown : top));
    restore = undefined;
  }

  /** Draws what is known now. */
  function settle(): void {
    state = finder.settled(state);
    if (!state.open) detailFeed.stop();
    else if (state.selected?.ref !== undefined) detailFeed.show(state.selected.ref);
    draw();
  }
  function draw(): void {
    const { panel } = state;
    const clock = clockOf(panel);
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
    const selected = finder.find(ref);
    if (selected) {
      dispatch({ type: 'selected', selected });
      if (!state.open) open();
      list.reveal(selected.index);
    } else {
      finder.seek(ref);
      dispatch({ type: 'shown' });
      detailFeed.show(ref);
    }
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
  host.onPush((push) => void conversation.hear(push));
  // "3 min ago" becomes "4 min ago" by itself.
  setInterval(draw, 30_000);
  void conversation.start();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
