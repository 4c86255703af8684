// The questions about the whole history and their answers: the newest question wins, and no list is drawn before its first rows.
import type { HistoryRow } from '../protocol/backend.ts';
import type { PanelPush, PanelState } from '../protocol/panel.ts';
import type { Span } from './chartShape.ts';
import { HostSilent } from './host.ts';
import type { Host } from './host.ts';
import type { Action, Ask, PageState } from './state.ts';

/** What the conversation needs of the page. */
export interface Partner {
  readonly state: () => PageState;
  readonly dispatch: (action: Action) => void;
  /** Index of the row that will be on top of the screen. */
  readonly top: () => number;
  readonly pageSize: number;
}

export interface Conversation {
  /** The first question, or that question again. */
  start(): Promise<void>;
  ask(change: Partial<Ask>): Promise<void>;
  /** Only this stretch of time; undefined: all. */
  zoom(span: Span | undefined): Promise<void>;
  hear(push: PanelPush): Promise<void>;
  /** The rows that came with the newest state, by page; once. */
  takeRows(): readonly (readonly [number, readonly HistoryRow[]])[];
}

/** On the browser's timeline: an answer has come, and its rows are on the screen. */
const marks = { answered: 'traillens.answered', painted: 'traillens.painted' };

export function createConversation(host: Host, { state, dispatch, top, pageSize }: Partner): Conversation {
  /** The newest panel state that has arrived; its first rows may still be under way. */
  let newest: PanelState | undefined;
  let rows: readonly (readonly [number, readonly HistoryRow[]])[] = [];

  const answer = async (asked: Ask, call: () => Promise<PanelState>): Promise<void> => {
    dispatch({ type: 'asking', ask: asked });
    try {
      const panel = await call();
      performance.mark(marks.answered);
      await prefetch(panel, state().panel ? 0 : top());
      if (state().ask !== asked) return;
      dispatch({ type: 'answered', panel: newest ?? panel });
      requestAnimationFrame(() => setTimeout(() => performance.mark(marks.painted)));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (state().ask === asked) dispatch({ type: 'failed', message, silent: error instanceof HostSilent });
    }
  };
  /** Fetches the rows that will be on the screen, so that a new list does not come empty. */
  const prefetch = async (panel: PanelState, first: number): Promise<void> => {
    newest = panel;
    const { handle, total } = panel.history;
    if (handle === state().panel?.history.handle || total === 0) return;
    const page = Math.floor(Math.min(first, total - 1) / pageSize);
    const offset = page * pageSize;
    const count = Math.min(pageSize, total - offset);
    const found = await host.call('rows', { handle, offset, count }).catch(() => undefined);
    if (newest === panel) rows = found ? [[page, found]] : [];
  };
  const ask = (next: Ask) => answer(next, () => host.call('ask', next));

  return {
    ask: (change) => ask({ ...state().ask, ...change }),
    zoom(span) {
      const { since: _since, until: _until, ...rest } = state().ask;
      return ask(span ? { ...rest, since: span.from, until: span.to } : rest);
    },
    start: () => answer({ ...state().ask }, () => host.call('ready', {})),
    async hear(push) {
      if (push.type === 'busy') {
        dispatch(push.text === undefined ? { type: 'busy' } : { type: 'busy', text: push.text });
        return;
      }
      if (push.type === 'code') {
        dispatch(push);
        return;
      }
      await prefetch(push.state, top());
      if (newest === push.state) dispatch({ type: 'pushed', panel: push.state });
    },
    takeRows() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}
