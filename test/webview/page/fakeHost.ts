// Stands in for the extension: answers the page's calls out of a scene, after a delay, or not at all.
import type { Outcome } from '../../../src/event/event.ts';
import type { HistoryAnswer, HistoryRow } from '../../../src/protocol/backend.ts';
import { serve } from '../../../src/protocol/channel.ts';
import type { Port, Server } from '../../../src/protocol/channel.ts';
import type { PanelCalls, PanelPush, PanelState, TimeZone } from '../../../src/protocol/panel.ts';
import { select } from './scene.ts';
import type { Scene } from './scene.ts';

/** How the fake behaves. */
export interface Mood {
  /** ms before each answer. */
  readonly delay: number;
  /** Calls that fail. */
  readonly fail: readonly string[];
  readonly localZone: string;
  /** Told every call. */
  readonly log: (call: string, params: unknown) => void;
}

/** Answers on `port`; gives the means to push. */
export function fakeHost(
  port: Port,
  scene: Scene,
  mood: Mood,
): Server<PanelPush> & { readonly state: () => PanelState; readonly grow: (events: number) => void } {
  let conditions: PanelCalls['ask']['params'] = { filter: '', changesOnly: false, possible: false };
  let timeZone: TimeZone = 'local';
  let filterError: string | undefined;
  let handle = 0;
  const handles = new Map<number, readonly number[] | number>();

  let added = 0;
  /** Indexes below zero are events that came in later. */
  const rowAt = (found: readonly number[] | number, index: number): HistoryRow => {
    const at = typeof found === 'number' ? index : (found[index] ?? 0);
    const newest = scene.row(0);
    return at >= 0 ? scene.row(at) : { ...newest, ref: 1e6 - at, time: newest.time - at * 1000, eventName: `CameIn${-at}` };
  };
  const lengthOf = (found: readonly number[] | number) => (typeof found === 'number' ? found : found.length);
  // What a store would have at hand; drawn up once per question, so that the fake costs the page no time later.
  const columns = new Map<number, { readonly times: Float64Array; readonly outcomes: readonly Outcome[] }>();
  const ask = (): HistoryAnswer => {
    const chosen = select(scene, conditions);
    const found = typeof chosen === 'number' ? chosen : [...Array.from({ length: added }, (_, i) => i - added), ...chosen];
    handles.set(++handle, found);
    const total = lengthOf(found);
    const times = new Float64Array(total);
    const outcomes: Outcome[] = [];
    const counts = { change: 0, attempt: 0, read: 0, insight: 0 };
    for (let i = 0; i < total; i++) {
      const { time, outcome } = rowAt(found, i);
      times[i] = time;
      outcomes.push(outcome);
      counts[outcome]++;
    }
    columns.set(handle, { times, outcomes });
    const known = times.filter((time) => !Number.isNaN(time));
    return {
      ...scene.answer,
      handle,
      total,
      counts,
      possibleLeftOut: conditions.possible ? 0 : scene.answer.possibleLeftOut,
      first: known.at(-1) ?? NaN,
      last: known[0] ?? NaN,
    };
  };
  let history: HistoryAnswer | undefined;
  const state = (): PanelState => ({
    ...conditions,
    history: (history ??= ask()),
    timeZone,
    localZone: mood.localZone,
    ...(filterError !== undefined && { filterError }),
  });
  const held = (number: number) => handles.get(number) ?? [];

  const answer =
    <K extends keyof PanelCalls>(name: K, make: (params: PanelCalls[K]['params']) => PanelCalls[K]['result']) =>
    async (params: PanelCalls[K]['params']): Promise<PanelCalls[K]['result']> => {
      mood.log(name, params);
      if (mood.delay > 0) await new Promise((resolve) => setTimeout(resolve, mood.delay));
      if (mood.fail.includes(name)) throw new Error('The store is locked by another window. Close it there, then try again.');
      return make(params);
    };
  const done = () => undefined;

  const server = serve<PanelCalls, PanelPush>(port, {
    ready: answer('ready', state),
    ask: answer('ask', (asked) => {
      filterError = asked.filter.includes('(')
        ? `Unknown field "${asked.filter.slice(0, 40)}" at 1. Fields are name, service, account, region, actor, session, ip, key, origin, error, category, is, resource, since, until.`
        : undefined;
      if (filterError !== undefined) return { ...state(), filter: asked.filter };
      conditions = asked;
      history = undefined;
      return state();
    }),
    rows: answer('rows', ({ handle: number, offset, count }) =>
      Array.from({ length: Math.min(count, lengthOf(held(number)) - offset) }, (_, i) => rowAt(held(number), offset + i)),
    ),
    chart: answer('chart', ({ handle: number, from, to, buckets }) => {
      const made = Array.from({ length: buckets }, (_, i) => ({
        from: from + ((to - from) * i) / buckets,
        change: 0,
        attempt: 0,
        read: 0,
      }));
      const { times, outcomes } = columns.get(number) ?? { times: [], outcomes: [] };
      for (const [i, outcome] of outcomes.entries()) {
        const bucket = made[Math.floor((((times[i] ?? NaN) - from) / (to - from)) * buckets)];
        if (bucket && outcome !== 'insight') bucket[outcome]++;
      }
      return made;
    }),
    event: answer('event', ({ ref }) => scene.detail(scene.row(ref - 1))),
    setTimeZone: answer('setTimeZone', (params) => {
      ({ timeZone } = params);
    }),
    openInEditor: answer('openInEditor', done),
    compareWithPrevious: answer('compareWithPrevious', done),
    pivot: answer('pivot', done),
    goToCode: answer('goToCode', done),
    mend: answer('mend', done),
    copy: answer('copy', done),
    step: answer('step', done),
    run: answer('run', done),
  });
  const grow = (events: number) => {
    added += events;
    history = undefined;
    server.push({ type: 'state', state: state() });
  };
  return { ...server, state, grow };
}
