// Takes records that come in pages (answers of a service, not files) and commits them with the spans they complete, many pages at a time.
import type { Problem } from '../problem.ts';
import { KnownFacts } from './columns.ts';
import { IdSet } from './idSet.ts';
import type { SourceKind, Span } from './port.ts';
import { SegmentBuilder } from './segmentBuilder.ts';
import type { SegmentStore } from './segmentStore.ts';

/** A stream of pages: its source, and its row among the source's files. */
export interface PageStream {
  readonly source: number;
  readonly file: number;
  /** What problems name as their place. */
  readonly name: string;
}

/** Records as they came, and what is held of the stream once they are. */
export interface Page {
  readonly stream: PageStream;
  readonly records: readonly string[];
  readonly spans: readonly Span[];
}

/** What a page brought. */
export interface Added {
  readonly events: number;
  readonly duplicates: number;
  readonly problems: number;
}

/** Where pages go. */
export interface PageSink {
  /** The stream with these names, made when new. */
  stream(kind: SourceKind, sourcePath: string, name: string): PageStream;
  /** Resolves when the page's events and spans are on disk, all or none. */
  put(page: Page): Promise<Added>;
}

/** `decode` of source/, which this folder may not run itself. */
export type Decode = (
  bytes: Buffer,
  name: string,
  sink: {
    readonly record: (bytes: Buffer, start: number, end: number, number: number) => void;
    readonly problem: (problem: Problem) => void;
  },
) => void;

interface Waiting {
  readonly page: Page;
  readonly resolve: (added: Added) => void;
  readonly reject: (error: unknown) => void;
}

/** Commits come this far apart at least, ms: each one makes the views ask again. */
const APART = 700;
/** Room for new events before the set of ids is made anew. */
const ROOM = 200_000;
/** Problems noted per page. */
const MOST_PROBLEMS = 50;

export class PageWriter implements PageSink {
  readonly #store: SegmentStore;
  readonly #decode: Decode;
  readonly #alone: <T>(work: () => T) => Promise<T>;
  readonly #onCommit: () => void;
  readonly #facts = new KnownFacts();
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #last = 0;
  #ids: IdSet | undefined;
  #generation = NaN;

  readonly #apart: number;

  /** `alone` keeps other writers out; `onCommit` is told after each commit; `apart`: ms from one to the next, at least. */
  constructor(store: SegmentStore, decode: Decode, alone: <T>(work: () => T) => Promise<T>, onCommit: () => void, apart = APART) {
    this.#apart = apart;
    this.#store = store;
    this.#decode = decode;
    this.#alone = alone;
    this.#onCommit = onCommit;
  }

  stream(kind: SourceKind, sourcePath: string, name: string): PageStream {
    const source = this.#store.addSource(kind, sourcePath);
    return { source, file: this.#store.fileOf(source, name), name };
  }

  put(page: Page): Promise<Added> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ page, resolve, reject });
      // The first page is seen at once; those that follow it share commits.
      this.#timer ??= setTimeout(() => void this.#flush(), Math.max(0, this.#last + this.#apart - Date.now()));
    });
  }

  async #flush(): Promise<void> {
    await this.#alone(() => {
      this.#timer = undefined;
      this.#last = Date.now();
      const waiting = this.#waiting;
      this.#waiting = [];
      const bySource = Map.groupBy(waiting, ({ page }) => page.stream.source);
      for (const [source, group] of bySource) this.#commit(source, group);
    });
    this.#onCommit();
  }

  #commit(source: number, group: readonly Waiting[]): void {
    try {
      if (!this.#store.hasSource(source)) throw new Error('The source was removed while it was being read.');
      const ids = this.#held();
      const builder = new SegmentBuilder(this.#facts);
      const added = group.map(({ page }) => this.#add(page, builder, ids));
      this.#store.append({
        source,
        done: [],
        ...(builder.rows > 0 ? { segment: builder.encode() } : {}),
        more: group.map(({ page }, i) => {
          const { events = 0, duplicates = 0, problems = [] } = added[i] ?? {};
          return { file: page.stream.file, events, duplicates, problems };
        }),
        spans: group.flatMap(({ page }) => page.spans),
      });
      this.#store.join(source);
      this.#generation = this.#store.generation;
      group.forEach(({ resolve }, i) => {
        const { events = 0, duplicates = 0, problems = [] } = added[i] ?? {};
        resolve({ events, duplicates, problems: problems.length });
      });
    } catch (error) {
      this.#ids = undefined; // what it claims was not written
      for (const { reject } of group) reject(error);
    }
  }

  #add({ stream, records }: Page, builder: SegmentBuilder, ids: IdSet): { events: number; duplicates: number; problems: Problem[] } {
    const problems: Problem[] = [];
    let events = 0;
    let duplicates = 0;
    const problem = (one: Problem): void => {
      if (problems.length < MOST_PROBLEMS) problems.push(one);
    };
    for (const text of records) {
      this.#decode(Buffer.from(text), stream.name, {
        problem,
        record(bytes, start, end, number) {
          try {
            if (builder.add(bytes, start, end, stream.file, (h1, h2) => ids.claim(h1, h2))) events++;
            else duplicates++;
          } catch (error) {
            if (!(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)) throw error;
            problem({ code: 'badRecord', message: `The record cannot be read: ${error.message}.`, file: stream.name, record: number });
          }
        },
      });
    }
    return { events, duplicates, problems };
  }

  /** The ids of all held events: made anew when somebody else has written, or when it is full. */
  #held(): IdSet {
    if (this.#ids === undefined || this.#generation !== this.#store.generation || this.#ids.crowded) {
      const ids = new IdSet(this.#store.events + ROOM);
      this.#store.eachId((h1, h2) => ids.claim(h1, h2));
      this.#ids = ids;
    }
    return this.#ids;
  }
}
