// Brings files into the store: lists what is new, lets threads read it, commits what they give, tells how far it is.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LogFile } from '../source/logFiles.ts';
import type { IdSet } from '../store/idSet.ts';
import type { SourceInfo } from '../store/port.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
import type { Alone } from './alone.ts';
import type { FromIngest, IngestStart, ToIngest } from './ingest.ts';
import type { CollectOptions, CollectResult, Collector } from './port.ts';

/** What the collector is made of; given by the composition roots. */
export interface CollectorParts {
  readonly store: SegmentStore;
  readonly listLogFiles: (root: string, signal?: AbortSignal) => AsyncIterable<LogFile[]>;
  readonly makeIdSet: (events: number) => IdSet;
  /** Path of the bundled `ingestWorker`. */
  readonly worker: string;
  readonly threads: number;
  /** Keeps other writers out. */
  readonly alone: Alone;
}

/** Other sources are read by asking AWS. */
const isOnDisk = ({ kind }: SourceInfo): boolean => kind === 'folder' || kind === 'file';

/** A file to be read: its number in the store, where its bytes are, and what problems call it when that is not its path. */
export type QueuedFile = { readonly file: number; readonly path: string; readonly size: number; readonly name?: string };

const FIRST_ROWS = 8192;
const SEGMENT_AT_ONCE = 65_536;
/** Files handed to a thread at once: so many, or so many bytes. */
const BATCH_FILES = 64;
const BATCH_BYTES = 4 * 1024 * 1024;
/** New events for which there is room at first; when more come, reading begins anew with more room and goes on where it was. */
const ROOM = 2_000_000;
const PROGRESS_MS = 200;

export class FileCollector implements Collector {
  readonly #parts: CollectorParts;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
  }

  async addSources(paths: readonly string[]): Promise<SourceInfo[]> {
    const { store } = this.#parts;
    const ids = new Set<number>();
    for (const given of paths) {
      const absolute = path.resolve(given);
      const facts = await stat(absolute).catch(() => undefined);
      if (facts === undefined) throw new Error(`There is no file or folder at ${absolute}. Check the path and add it again.`);
      ids.add(store.addSource(facts.isDirectory() ? 'folder' : 'file', absolute));
    }
    return store.sources().filter((source) => ids.has(source.id));
  }

  /** Events that another source holds as well are read again from there: they had been dropped as duplicates. */
  async removeSource(id: number): Promise<void> {
    await this.#parts.alone.run(async () => {
      const options = { signal: new AbortController().signal, onProgress: () => undefined };
      for (const touched of this.#parts.store.removeSource(id)) await this.#collect(touched, options);
    });
  }

  /** Calls come one after another: there is one writer. */
  collect(source: number | undefined, options: CollectOptions): Promise<CollectResult> {
    return this.#parts.alone.run(() => this.#collect(source, options));
  }

  /** Reads files that are on disk for a short while only: objects of a bucket. Gives the events they were found to hold. */
  ingest(source: number, files: readonly QueuedFile[], signal: AbortSignal): Promise<number> {
    return this.#parts.alone.run(async () => {
      const run = new Run({ signal, onProgress: () => undefined }, performance.now());
      const queue = new FileQueue();
      const { store, makeIdSet, threads } = this.#parts;
      const ids = makeIdSet(store.events + ROOM);
      store.eachId((h1, h2) => ids.claim(h1, h2));
      run.expect(source, files);
      queue.push(files);
      queue.end();
      const start = { source, ids: ids.buffer, firstRows: SEGMENT_AT_ONCE };
      // A thread costs more to start than a few small files cost to read.
      const wanted = Math.min(threads, Math.ceil(files.length / BATCH_FILES));
      await Promise.all(Array.from({ length: wanted }, () => this.#feed(start, queue, run)));
      store.join(source);
      return run.events;
    });
  }

  async #collect(only: number | undefined, options: CollectOptions): Promise<CollectResult> {
    const { store } = this.#parts;
    const began = performance.now();
    store.dropUnfinished();
    const run = new Run(options, began);
    const before = new Map(store.sources().map((source) => [source.id, source]));
    for (const source of before.values()) {
      if ((only !== undefined && source.id !== only) || options.signal.aborted || !isOnDisk(source)) continue;
      for (let room = ROOM; ; room *= 4) {
        run.crowded = false;
        await this.#collectSource(source, run, room);
        if (!run.crowded || options.signal.aborted) break;
      }
      if (!options.signal.aborted) store.markCollected(source.id, Date.now());
    }
    const after = store.sources().filter((source) => only === undefined || source.id === only);
    const sum = (pick: (source: SourceInfo) => number): number => after.reduce((total, source) => total + pick(source), 0);
    return {
      files: run.filesDone,
      events: sum((s) => s.events),
      duplicates: sum((s) => s.duplicates),
      problems: sum((s) => s.problems),
      seconds: (performance.now() - began) / 1000,
      cancelled: options.signal.aborted,
    };
  }

  /** Reads what is new in one source. Ends when all is committed, when aborted, or when the set of ids is crowded. */
  async #collectSource(source: SourceInfo, run: Run, room: number): Promise<void> {
    const { store, listLogFiles, makeIdSet } = this.#parts;
    const queue = new FileQueue();
    const threads: Promise<void>[] = [];
    let ids: IdSet | undefined;
    // Threads begin with the first files that are found, while the rest is still being listed.
    const list = async (): Promise<void> => {
      for await (const files of listLogFiles(source.path, run.signal)) {
        const wanted = files.filter((file) => file.layout?.kind !== 'CloudTrail-Digest');
        const fresh = store.filesToRead(source.id, wanted).map(({ file, log }) => ({ file, path: log.path, size: log.size }));
        if (fresh.length === 0) continue;
        run.expect(source.id, fresh);
        queue.push(fresh);
        if (ids === undefined) {
          const held = makeIdSet(store.events + room);
          store.eachId((h1, h2) => held.claim(h1, h2));
          ids = held;
        }
        while (threads.length < this.#parts.threads && queue.length > threads.length * 4) {
          threads.push(this.#feed({ source: source.id, ids: ids.buffer, firstRows: FIRST_ROWS }, queue, run));
        }
      }
    };
    await list().finally(() => queue.end());
    await Promise.all(threads);
  }

  /** One thread: gives it files while there are any, commits what it hands over. */
  #feed(start: IngestStart, queue: FileQueue, run: Run): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#parts.worker, { workerData: start });
      const send = (message: ToIngest): void => worker.postMessage(message);
      let finishing = false;
      const feed = async (): Promise<void> => {
        const files = run.signal.aborted || run.crowded ? [] : await queue.take();
        if (finishing) return;
        finishing = files.length === 0;
        send(finishing ? { type: 'finish' } : { type: 'files', files });
      };
      worker.on('message', (message: FromIngest) => {
        switch (message.type) {
          case 'crowded':
            run.crowded = true;
            void feed();
            return;
          case 'want':
            void feed();
            return;
          case 'read':
            run.read(message.size, message.events);
            return;
          case 'append':
            try {
              this.#parts.store.append(message.append);
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
              void worker.terminate();
            }
            return;
          case 'end':
            resolve();
        }
      });
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`The thread that reads files ended early (code ${code}). Read the source again.`)));
    });
  }
}

/** Files on their way from the list to the threads. */
class FileQueue {
  readonly #files: QueuedFile[] = [];
  #next = 0;
  #ended = false;
  #wake: (() => void)[] = [];

  get length(): number {
    return this.#files.length - this.#next;
  }

  push(files: readonly QueuedFile[]): void {
    for (const file of files) this.#files.push(file);
    this.#wakeAll();
  }

  /** No more will come. */
  end(): void {
    this.#ended = true;
    this.#wakeAll();
  }

  #wakeAll(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }

  /** The next files; none when all are given. */
  async take(): Promise<QueuedFile[]> {
    while (this.length === 0 && !this.#ended) await new Promise<void>((resolve) => this.#wake.push(resolve));
    const batch: QueuedFile[] = [];
    for (let bytes = 0; batch.length < BATCH_FILES && bytes < BATCH_BYTES;) {
      const next = this.#files[this.#next];
      if (next === undefined) break;
      this.#next++;
      batch.push(next);
      bytes += next.size;
    }
    return batch;
  }
}

/** How far one call of `collect` is. */
class Run {
  readonly signal: AbortSignal;
  crowded = false;
  filesDone = 0;
  readonly #options: CollectOptions;
  readonly #began: number;
  #source = 0;
  #filesTotal = 0;
  #bytesDone = 0;
  #bytesTotal = 0;
  events = 0;
  #told = 0;

  constructor(options: CollectOptions, began: number) {
    this.#options = options;
    this.signal = options.signal;
    this.#began = began;
  }

  /** These files are to be read, too. */
  expect(source: number, files: readonly QueuedFile[]): void {
    if (this.#source !== source) this.#filesTotal = this.filesDone;
    this.#source = source;
    this.#filesTotal += files.length;
    for (const file of files) this.#bytesTotal += file.size;
    if (performance.now() - this.#told > PROGRESS_MS) this.#tell();
  }

  read(size: number, events: number): void {
    this.filesDone++;
    this.#bytesDone += size;
    this.events += events;
    if (performance.now() - this.#told > PROGRESS_MS) this.#tell();
  }

  #tell(): void {
    this.#told = performance.now();
    this.#options.onProgress({
      source: this.#source,
      filesDone: this.filesDone,
      filesTotal: this.#filesTotal,
      bytesDone: this.#bytesDone,
      bytesTotal: this.#bytesTotal,
      events: this.events,
      eventsPerSecond: Math.round(this.events / Math.max(0.001, (this.#told - this.#began) / 1000)),
    });
  }
}
