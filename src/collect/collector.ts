// Brings files into the store: lists what is new, lets threads read it, commits what they give, tells how far it is.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LogFile } from '../source/logFiles.ts';
import type { IdSet } from '../store/idSet.ts';
import type { SourceInfo } from '../store/port.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
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
}

type QueuedFile = { readonly file: number; readonly path: string; readonly size: number };

const FIRST_ROWS = 8192;
/** Files handed to a thread at once: so many, or so many bytes. */
const BATCH_FILES = 64;
const BATCH_BYTES = 4 * 1024 * 1024;
/** An event takes about 190 bytes of gzip, and hardly less than 40. */
const BYTES_PER_EVENT = 40;
const PROGRESS_MS = 200;

export class FileCollector implements Collector {
  readonly #parts: CollectorParts;
  #running: Promise<unknown> = Promise.resolve();

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
    await this.#alone(async () => {
      const options = { signal: new AbortController().signal, onProgress: () => undefined };
      for (const touched of this.#parts.store.removeSource(id)) await this.#collect(touched, options);
    });
  }

  /** Calls come one after another: there is one writer. */
  collect(source: number | undefined, options: CollectOptions): Promise<CollectResult> {
    return this.#alone(() => this.#collect(source, options));
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#running.then(work);
    this.#running = result.catch(() => undefined);
    return result;
  }

  async #collect(only: number | undefined, options: CollectOptions): Promise<CollectResult> {
    const { store } = this.#parts;
    const began = performance.now();
    store.dropUnfinished();
    const run = new Run(options, began);
    const before = new Map(store.sources().map((source) => [source.id, source]));
    for (const source of before.values()) {
      if ((only !== undefined && source.id !== only) || options.signal.aborted) continue;
      let events = store.events;
      do {
        run.crowded = false;
        events *= 2; // after a crowded run, room for twice as many
        await this.#collectSource(source, run, events);
      } while (run.crowded && !options.signal.aborted);
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
  async #collectSource(source: SourceInfo, run: Run, expected: number): Promise<void> {
    const { store, listLogFiles, makeIdSet } = this.#parts;
    const queue: QueuedFile[] = [];
    let queuedBytes = 0;
    // The list is made first: it is quick, and it tells how large the set of ids must be and how far the progress is.
    for await (const files of listLogFiles(source.path, run.signal)) {
      const wanted = files.filter((file) => file.layout?.kind !== 'CloudTrail-Digest');
      for (const { file, log } of store.filesToRead(source.id, wanted)) {
        queue.push({ file, path: log.path, size: log.size });
        queuedBytes += log.size;
      }
    }
    if (run.signal.aborted || queue.length === 0) return;
    run.begin(source.id, queue.length, queuedBytes);
    const ids = makeIdSet(store.events + expected + Math.ceil(queuedBytes / BYTES_PER_EVENT));
    store.eachId((h1, h2) => ids.claim(h1, h2));
    queue.reverse(); // taken from the end
    const threads = Math.max(1, Math.min(this.#parts.threads, Math.ceil(queue.length / 4)));
    await Promise.all(
      Array.from({ length: threads }, () => this.#feed({ source: source.id, ids: ids.buffer, firstRows: FIRST_ROWS }, queue, run)),
    );
  }

  /** One thread: gives it files while there are any, commits what it hands over. */
  #feed(start: IngestStart, queue: QueuedFile[], run: Run): Promise<void> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#parts.worker, { workerData: start });
      const send = (message: ToIngest): void => worker.postMessage(message);
      let finishing = false;
      worker.on('message', (message: FromIngest) => {
        switch (message.type) {
          case 'want':
          case 'crowded': {
            if (message.type === 'crowded') run.crowded = true;
            if (finishing) return;
            const files = run.signal.aborted || run.crowded ? [] : takeBatch(queue);
            finishing = files.length === 0;
            send(finishing ? { type: 'finish' } : { type: 'files', files });
            return;
          }
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

function takeBatch(queue: QueuedFile[]): QueuedFile[] {
  const batch: QueuedFile[] = [];
  for (let bytes = 0; batch.length < BATCH_FILES && bytes < BATCH_BYTES;) {
    const next = queue.pop();
    if (next === undefined) break;
    batch.push(next);
    bytes += next.size;
  }
  return batch;
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
  #events = 0;
  #told = 0;

  constructor(options: CollectOptions, began: number) {
    this.#options = options;
    this.signal = options.signal;
    this.#began = began;
  }

  begin(source: number, files: number, bytes: number): void {
    this.#source = source;
    this.#filesTotal = this.filesDone + files;
    this.#bytesTotal = this.#bytesDone + bytes;
    this.#tell();
  }

  read(size: number, events: number): void {
    this.filesDone++;
    this.#bytesDone += size;
    this.#events += events;
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
      events: this.#events,
      eventsPerSecond: Math.round(this.#events / Math.max(0.001, (this.#told - this.#began) / 1000)),
    });
  }
}
