// Everything that can be asked of the thread that holds the store, answered in this thread: the worker and the command line share it.
import { Activity } from './query/activity.ts';
import { answerOf, ask } from './query/answer.ts';
import { blameOf } from './query/blame.ts';
import { chartOf } from './query/chart.ts';
import { detailOf } from './query/detail.ts';
import { explainDrift } from './query/explain.ts';
import { historyRows } from './query/history.ts';
import { learn } from './query/learn.ts';
import { outsideOf } from './query/outside.ts';
import { EventReader } from './query/reader.ts';
import { contentKey } from './store/contentKey.ts';
import type { Collector } from './collect/port.ts';
import type { NextStep, PlaceCoverage } from './protocol/aws.ts';
import type { BackendPush, CollectResult, HistoryQuestion, LocalCalls } from './protocol/backend.ts';
import type { Handlers } from './protocol/channel.ts';
import type { History } from './query/history.ts';
import type { ResourceIdentity } from './resource/identity.ts';
import type { EventStore } from './store/port.ts';

/** Histories kept open; the oldest is closed for one more. */
const HISTORIES = 8;
/** While collecting, ms until the first news of changed events; each next one waits twice as long, for the views draw anew at each. */
const FIRST_NEWS = 1000;
/** Pages that come in: ms between news at most, and after how quiet a time the next is told at once. */
const LONGEST_NEWS = 8000;
const QUIET = 3000;
/** Rows given at a time. */
const MAX_ROWS = 1000;

interface Open {
  readonly question: HistoryQuestion;
  history: History;
  generation: number;
}

/** What AWS adds to an answer. */
export interface Beyond {
  coverageOf(identity: ResourceIdentity): readonly PlaceCoverage[];
  /** `regions`: where the resource's events were recorded, the most first. */
  stepsOf(places: readonly PlaceCoverage[], regions: readonly string[]): readonly NextStep[];
}

export class LocalBackend {
  /** One function per call: for `call`, and to be served over a channel. */
  readonly handlers: Handlers<LocalCalls>;
  readonly #store: EventStore;
  readonly #collector: Collector;
  readonly #now: () => number;
  readonly #reader: EventReader;
  readonly #activity: Activity;
  readonly #listeners = new Set<(push: BackendPush) => void>();
  readonly #open = new Map<number, Open>();
  readonly #running = new Set<AbortController>();
  #lastHandle = 0;
  #news: { next: number; wait: number } | undefined;
  #later: NodeJS.Timeout | undefined;
  /** Set when AWS can be asked, too. */
  beyond: Beyond | undefined;

  constructor(store: EventStore, collector: Collector, now: () => number = Date.now) {
    this.#store = store;
    this.#collector = collector;
    this.#now = now;
    this.#reader = new EventReader(store, contentKey);
    this.#activity = new Activity(this.#reader, now);
    this.handlers = this.#makeHandlers();
  }

  async call<K extends keyof LocalCalls>(name: K, params: LocalCalls[K]['params'], signal?: AbortSignal): Promise<LocalCalls[K]['result']> {
    signal?.throwIfAborted();
    return this.handlers[name](params, signal ?? new AbortController().signal);
  }

  onPush(listener: (push: BackendPush) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  /** Ends collecting; what is committed stays. The store is the caller's to close. */
  async dispose(): Promise<void> {
    for (const running of this.#running) running.abort();
    clearTimeout(this.#later);
    this.#listeners.clear();
    this.#open.clear();
  }

  #makeHandlers(): Handlers<LocalCalls> {
    return {
      addSources: ({ paths }) => this.#changing(() => this.#collector.addSources(paths)),
      removeSource: ({ source }) => this.#changing(() => this.#collector.removeSource(source)),
      collect: ({ source }, signal) => this.#collect(source, signal),
      cancelCollect: () => {
        for (const running of this.#running) running.abort();
      },
      sources: () => this.#store.sources(),
      problems: ({ source }) => this.#store.problems(source),
      coverage: () => this.#store.coverage(),
      activity: (question) => this.#activity.groups(question),
      activityRows: ({ question, group, offset, count }) => this.#activity.rows(question, group, Math.max(0, offset), pageOf(count)),
      history: (question) => this.#history(question),
      historyRows: ({ handle, offset, count }) => {
        const { identity, found } = this.#opened(handle);
        const from = Math.max(0, Math.floor(offset));
        return historyRows(this.#reader, identity, found.refs.subarray(from, from + pageOf(count)));
      },
      historyChart: ({ handle, from, to, buckets }) => chartOf(this.#opened(handle), from, to, buckets),
      closeHistory: ({ handle }) => void this.#open.delete(handle),
      event: ({ ref, key, handle }) => this.#event(ref, key, handle),
      blame: async ({ questions }, signal) => {
        const answers = [];
        for (const { identity } of questions) {
          // Lets a cancel, or a shorter question, in between.
          await new Promise<void>((resolve) => void setImmediate(resolve));
          signal.throwIfAborted();
          answers.push(blameOf(this.#reader, identity, this.#now()));
        }
        return answers;
      },
      explainDrift: async ({ questions }, signal) => {
        const answers = [];
        for (const question of questions) {
          await new Promise<void>((resolve) => void setImmediate(resolve)); // as above
          signal.throwIfAborted();
          answers.push(explainDrift(this.#reader, question));
        }
        return answers;
      },
      outside: async ({ questions, ...span }, signal) => {
        const answers = [];
        for (const question of questions) {
          await new Promise<void>((resolve) => void setImmediate(resolve)); // as above
          signal.throwIfAborted();
          answers.push(outsideOf(this.#reader, question, span));
        }
        return answers;
      },
    };
  }

  #history(question: HistoryQuestion): LocalCalls['history']['result'] {
    const history = ask(this.#reader, question, this.#now());
    const handle = ++this.#lastHandle;
    this.#open.set(handle, { question, history, generation: this.#store.generation });
    for (const oldest of this.#open.keys()) if (this.#open.size > HISTORIES) this.#open.delete(oldest);
    const places = this.beyond?.coverageOf(history.identity) ?? [];
    const answer = answerOf(this.#reader, question, history, handle, places, this.#now());
    if (question.steps !== true || this.beyond === undefined) return answer;
    return { ...answer, steps: this.beyond.stepsOf(places, this.#regionsOf(history)) };
  }

  #regionsOf({ own }: History): string[] {
    return own.size === 0 ? [] : [...this.#store.countBy('awsRegion', { values: [...own] }).keys()];
  }

  /** The identity with what the events held by now teach of it. */
  learned(identity: ResourceIdentity): ResourceIdentity {
    this.#reader.renew();
    return learn(this.#reader, identity).identity;
  }

  /** What brought events in is over: says so at once. */
  settled(): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    this.#news = undefined;
    this.#push({ type: 'changed', generation: this.#store.generation });
  }

  /** Says that events came in, the rarer the longer they keep coming: the views draw anew each time. */
  changed(): void {
    const now = this.#now();
    if (this.#news !== undefined && now < this.#news.next) {
      this.#later ??= setTimeout(() => {
        this.#later = undefined;
        this.#push({ type: 'changed', generation: this.#store.generation });
      }, this.#news.next - now);
      return;
    }
    const wait = this.#news === undefined || now > this.#news.next + QUIET ? FIRST_NEWS : Math.min(this.#news.wait * 2, LONGEST_NEWS);
    this.#news = { wait, next: now + wait };
    this.#push({ type: 'changed', generation: this.#store.generation });
  }

  /** The history of a handle; asked again when the store has changed since, for its refs are void then. */
  #opened(handle: number): History {
    const open = this.#open.get(handle);
    if (open === undefined) throw new RangeError('This history is no longer open. Ask for it again.');
    if (open.generation !== this.#store.generation) {
      open.history = ask(this.#reader, open.question, this.#now());
      open.generation = this.#store.generation;
    }
    return open.history;
  }

  #event(ref: number | undefined, key: string | undefined, handle: number | undefined): LocalCalls['event']['result'] {
    const found = key === undefined ? ref : this.#store.refOf(key);
    if (found === undefined) return undefined;
    const history = handle === undefined || !this.#open.has(handle) ? undefined : this.#opened(handle);
    return detailOf(this.#reader, found, history);
  }

  async #collect(source: number | undefined, signal: AbortSignal): Promise<CollectResult> {
    const running = new AbortController();
    this.#running.add(running);
    let wait = FIRST_NEWS;
    let next = this.#now() + wait;
    try {
      return await this.#changing(() =>
        this.#collector.collect(source, {
          signal: AbortSignal.any([signal, running.signal]),
          onProgress: (progress) => {
            this.#push({ type: 'progress', progress });
            if (this.#now() < next) return;
            this.#push({ type: 'changed', generation: this.#store.generation });
            wait *= 2;
            next = this.#now() + wait;
          },
        }),
      );
    } finally {
      this.#running.delete(running);
    }
  }

  /** Runs what may change the held events or sources, and says so afterwards, also when it failed half way. */
  async #changing<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } finally {
      this.#push({ type: 'changed', generation: this.#store.generation });
    }
  }

  #push(push: BackendPush): void {
    for (const listener of [...this.#listeners]) listener(push);
  }
}

const pageOf = (count: number): number => Math.min(Math.max(0, Math.floor(count)), MAX_ROWS);
