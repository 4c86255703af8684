// Every message between the history panel's page and the extension host.
import type { ChartBucket, EventDetail, HistoryAnswer, HistoryRow } from './backend.ts';

/** How times are shown. */
export type TimeZone = 'local' | 'utc';

/** Everything the page needs to draw itself; also what a reload restores from. */
export interface PanelState {
  readonly history: HistoryAnswer;
  /** Filter as typed. */
  readonly filter: string;
  readonly changesOnly: boolean;
  readonly possible: boolean;
  /** Zoomed span, ms; absent: all. */
  readonly since?: number;
  readonly until?: number;
  readonly timeZone: TimeZone;
  /** IANA name of the local zone, as the extension host sees it. */
  readonly localZone: string;
  /** Set when the filter could not be read; `history` is then that of the last good one. */
  readonly filterError?: string;
  /** What the button beside the words of what is missing says; absent: nothing can be done. */
  readonly mend?: string;
  /** `ref` of an event to select and open; in one state only, right after somebody asked for it. */
  readonly select?: number;
}

/** Whether the workspace's code declares the resource: `text` says where. */
export type PanelCode = { readonly is: 'declared'; readonly text: string } | { readonly is: 'none'; readonly reason: string };

/** Pivots of an event: "all by the same …". */
export type Pivot = 'actor' | 'session' | 'accessKey' | 'ip' | 'request' | 'resource';

/** Page → host. */
export interface PanelCalls {
  /** First thing the page asks. */
  ready: { params: Record<string, never>; result: PanelState };
  rows: { params: { handle: number; offset: number; count: number }; result: HistoryRow[] };
  chart: { params: { handle: number; from: number; to: number; buckets: number }; result: ChartBucket[] };
  event: { params: { ref: number }; result: EventDetail | undefined };
  /** Ask anew with other conditions; answers the whole new state. */
  ask: { params: { filter: string; changesOnly: boolean; possible: boolean; since?: number; until?: number }; result: PanelState };
  setTimeZone: { params: { timeZone: TimeZone }; result: void };
  openInEditor: { params: { key: string }; result: void };
  compareWithPrevious: { params: { key: string }; result: void };
  pivot: { params: { key: string; pivot: Pivot; /** for `resource`: which touch */ value?: string }; result: void };
  /** To the code that declares the panel's resource, or the one an event touches. */
  goToCode: { params: { key?: string; value?: string }; result: void };
  copy: { params: { text: string }; result: void };
  /** Finds out what is missing of the resource's names. */
  mend: { params: Record<string, never>; result: void };
  /** Does the next step with this place in the answer's `steps`. */
  step: { params: { index: number }; result: void };
  /** Buttons of empty states. */
  run: { params: { command: 'addLogFolder' | 'showProblems' | 'showSources' }; result: void };
}

/** Host → page, unasked. */
export type PanelPush =
  /** Events arrived or a setting changed: draw this. */
  | { readonly type: 'state'; readonly state: PanelState }
  /** What is known of the way to the code. */
  | { readonly type: 'code'; readonly code: PanelCode }
  /** Collecting goes on; absent text: it is over. */
  | { readonly type: 'busy'; readonly text?: string };

/** On the wire: every call has a number and an end. */
export type ToHost = { readonly id: number; readonly call: keyof PanelCalls; readonly params: unknown };
export type ToPage =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
  | { readonly push: PanelPush };
