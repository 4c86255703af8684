// Live tails of log groups: records stream into the store while they run. They end by themselves, and say why.
import { setTimeout as wait } from 'node:timers/promises';
import type { AwsFault, TailQuestion, TailState } from '../protocol/aws.ts';
import type { Place, TailUpdate } from '../source/aws/port.ts';
import { isLost } from './connections.ts';
import { groupStream, placeOfGroup } from './logGroups.ts';
import type { LogFilter, LogGroupsParts } from './logGroups.ts';
import { faultOf, persist } from './persist.ts';

export interface TailsParts extends LogGroupsParts {
  readonly onChange: (tail: TailState) => void;
}

/** Records kept while a tail is paused; older ones give way, as they can be loaded later. */
const HELD = 20_000;
/** Where live tail is not allowed, the group is asked this often, ms, and so far back. */
const POLL = 5_000;
const OVERLAP = 60_000;

interface Running {
  state: TailState;
  readonly abort: AbortController;
  held: string[];
}

export class Tails {
  readonly #parts: TailsParts;
  readonly #tails = new Map<number, Running>();
  #last = 0;

  constructor(parts: TailsParts) {
    this.#parts = parts;
  }

  get list(): TailState[] {
    return [...this.#tails.values()].map(({ state }) => state);
  }

  /** Begins a tail. Throws when the filter or the connection will not do. */
  start(question: TailQuestion): TailState {
    const filter = this.#parts.filterOf(question.filter ?? '');
    const place = placeOfGroup(this.#parts.connections, question.profile, question.group);
    const id = ++this.#last;
    const state: TailState = {
      id,
      question,
      state: 'starting',
      by: 'liveTail',
      since: this.#parts.now(),
      events: 0,
      held: 0,
      sampled: false,
    };
    // Ended ones are told about once; they need not be kept for ever.
    for (const [old, tail] of this.#tails) if (tail.state.state === 'ended') this.#tails.delete(old);
    this.#tails.set(id, { state, abort: new AbortController(), held: [] });
    void this.#run(id, place, filter);
    return state;
  }

  pause(id: number, paused: boolean): void {
    const tail = this.#tails.get(id);
    if (tail === undefined || tail.state.state === 'ended') return;
    this.#set(id, { state: paused ? 'paused' : 'live' });
    if (paused) return;
    const { held } = tail;
    tail.held = [];
    void this.#put(id, held);
  }

  stop(id: number): void {
    this.#tails.get(id)?.abort.abort();
  }

  dispose(): void {
    for (const { abort } of this.#tails.values()) abort.abort();
  }

  async #run(id: number, place: Place, filter: LogFilter): Promise<void> {
    const tail = this.#tails.get(id);
    if (tail === undefined) return;
    const { signal } = tail.abort;
    const { group } = tail.state.question;
    let fault: AwsFault | undefined;
    try {
      try {
        const access = await this.#parts.access();
        const updates = access.liveTail(place, group, filter.pattern === '' ? undefined : filter.pattern, signal);
        await this.#follow(id, updates, filter);
      } catch (error) {
        if (faultOf(error)?.code !== 'denied') throw error;
        this.#set(id, { by: 'filter' });
        await this.#follow(id, this.#poll(place, group, filter.pattern, signal), filter);
      }
    } catch (error) {
      fault = faultOf(error);
      if (fault === undefined && !signal.aborted) {
        fault = { code: 'service', message: `The live tail broke off: ${error instanceof Error ? error.message : String(error)}` };
      }
      if (fault !== undefined && isLost(fault)) this.#parts.connections.lost(place.profile, fault);
    }
    await this.#put(id, tail.held);
    const endedBecause = signal.aborted ? 'stopped' : fault === undefined ? 'timeLimit' : 'fault';
    this.#set(id, { state: 'ended', held: 0, endedBecause, ...(fault && !signal.aborted ? { fault } : {}) });
  }

  async #follow(id: number, updates: AsyncIterable<TailUpdate>, filter: LogFilter): Promise<void> {
    for await (const { events, sampled } of updates) {
      const tail = this.#tails.get(id);
      if (tail === undefined) return;
      if (tail.state.state === 'starting') this.#set(id, { state: 'live' });
      if (sampled && !tail.state.sampled) this.#set(id, { sampled });
      const records = events.map(({ message }) => message).filter((message) => filter.passes(message));
      if (records.length === 0) continue;
      if (tail.state.state === 'paused') {
        tail.held = [...tail.held, ...records].slice(-HELD);
        this.#set(id, { held: tail.held.length });
      } else await this.#put(id, records);
    }
  }

  /** What StartLiveTail would say, by asking for the last minute again and again. */
  async *#poll(place: Place, group: string, pattern: string, signal: AbortSignal): AsyncGenerator<TailUpdate> {
    const { pace, now } = this.#parts;
    const access = await this.#parts.access();
    const key = { account: place.account, region: place.region, family: 'logs' } as const;
    let seen = new Map<string, number>();
    for (const began = now(); ;) {
      const since = Math.max(began, now() - OVERLAP);
      for (let token: string | undefined; ;) {
        const query = {
          group,
          since,
          until: now() + OVERLAP,
          ...(pattern === '' ? {} : { pattern }),
          ...(token !== undefined && { token }),
        };
        const page = await persist(key, () => access.logEvents(place, query, signal), { pace, signal });
        const fresh = page.events.filter((event) => !seen.has(event.id));
        for (const event of page.events) seen.set(event.id, event.timestamp);
        yield { events: fresh, sampled: false };
        token = page.token;
        if (token === undefined) break;
      }
      seen = new Map([...seen].filter(([, timestamp]) => timestamp >= since - OVERLAP));
      await wait(POLL, undefined, { signal });
    }
  }

  async #put(id: number, records: readonly string[]): Promise<void> {
    const tail = this.#tails.get(id);
    if (tail === undefined || records.length === 0) return;
    const { sink } = this.#parts;
    const { events } = await sink.put({ stream: groupStream(sink, tail.state.question.group), records, spans: [] });
    this.#set(id, { events: (this.#tails.get(id)?.state.events ?? 0) + events, held: tail.held.length });
  }

  #set(id: number, change: Partial<TailState>): void {
    const tail = this.#tails.get(id);
    if (tail === undefined) return;
    tail.state = { ...tail.state, ...change };
    this.#parts.onChange(tail.state);
  }
}
