// Loads of a trail's bucket as jobs: begun, paused, resumed, and kept over a restart. What a job has read stays read.
import path from 'node:path';
import type { ArchiveJob, ArchiveQuestion, AwsFault } from '../protocol/aws.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
import { archiveStreams, estimateArchive, PIECE_DAYS, sourcePathOf } from './archiveEstimate.ts';
import { fetchDays } from './archiveFetch.ts';
import type { FetchParts } from './archiveFetch.ts';
import { daysIn, dayStart, parseAddress } from './archiveLayout.ts';
import { faultIn } from './connections.ts';
import { faultOf } from './persist.ts';

export interface ArchiveParts extends FetchParts {
  readonly store: FetchParts['store'] & Pick<SegmentStore, 'addSource' | 'filesRead' | 'notes' | 'markCollected'>;
  /** Folder for objects on their way, emptied as they are read. */
  readonly spool: string;
  readonly onChange: (job: ArchiveJob) => void;
  /** Objects were read: other events are held now. */
  readonly onRead: () => void;
}

/** Kinds of trouble told of one job; the others are alike. */
const MOST_FAULTS = 50;

/** Only what is needed to go on: counts are counted anew. */
type Kept = Pick<ArchiveJob, 'question' | 'state' | 'filesTotal' | 'bytesTotal'>;

export class Archive {
  readonly #parts: ArchiveParts;
  readonly #jobs = new Map<number, ArchiveJob>();
  readonly #running = new Map<number, { abort: AbortController; ended: Promise<void> }>();

  constructor(parts: ArchiveParts) {
    this.#parts = parts;
    for (const { id, data } of parts.store.notes.jobs()) {
      const kept = parseKept(data);
      if (kept === undefined) parts.store.notes.removeJob(id);
      // What ran when the editor ended waits to be resumed.
      else this.#jobs.set(id, { ...blank(id, kept), state: kept.state === 'running' ? 'paused' : kept.state });
    }
  }

  get jobs(): ArchiveJob[] {
    return [...this.#jobs.values()];
  }

  /** Begins a load. Throws with words for a user when it cannot. */
  load(question: ArchiveQuestion): ArchiveJob {
    if (dayStart(question.from) > dayStart(question.to)) throw new Error(`${question.from} is after ${question.to}.`);
    parseAddress(question.address);
    this.#parts.connections.ready(question.profile);
    const kept: Kept = { question, state: 'running', filesTotal: 0, bytesTotal: 0 };
    const id = this.#parts.store.notes.addJob(JSON.stringify(kept));
    const job = blank(id, kept);
    this.#jobs.set(id, job);
    this.#start(id);
    return job;
  }

  /** Goes on where it was: files that were read are not fetched again. */
  resume(id: number): void {
    const { question } = this.#job(id);
    if (this.#running.has(id)) return;
    this.#parts.connections.ready(question.profile);
    this.#set(id, { state: 'running', filesDone: 0, bytesDone: 0, faults: [] });
    this.#start(id);
  }

  /** Resolves when nothing of it runs any more. */
  async pause(id: number): Promise<void> {
    this.#job(id);
    const running = this.#running.get(id);
    running?.abort.abort();
    await running?.ended;
  }

  /** Ends the load and forgets it. */
  async cancel(id: number): Promise<void> {
    await this.pause(id);
    this.#jobs.delete(id);
    this.#parts.store.notes.removeJob(id);
  }

  /** Pauses what runs. */
  async dispose(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.pause(id)));
  }

  #job(id: number): ArchiveJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new RangeError('This load is no longer there.');
    return job;
  }

  #start(id: number): void {
    const abort = new AbortController();
    const ended = this.#run(id, abort.signal)
      .then((state) => this.#set(id, { state }))
      .catch((error: unknown) => {
        if (abort.signal.aborted) return this.#set(id, { state: 'paused' });
        const fault = faultOf(error) ?? { code: 'service', message: error instanceof Error ? error.message : String(error) };
        this.#set(id, { state: 'failed', faults: [...this.#job(id).faults, fault] });
      })
      .finally(() => this.#running.delete(id));
    this.#running.set(id, { abort, ended });
  }

  async #run(id: number, signal: AbortSignal): Promise<ArchiveJob['state']> {
    const { question } = this.#job(id);
    const estimate = await estimateArchive(this.#parts, question, signal);
    const [refused] = estimate.faults;
    if (refused !== undefined) {
      this.#set(id, { faults: [refused] });
      return 'failed';
    }
    this.#set(id, { filesTotal: estimate.files - estimate.heldFiles, bytesTotal: estimate.bytes });
    try {
      await this.#fetchAll(id, signal);
    } catch (error) {
      this.#note(id, faultIn(this.#parts, question.profile, error, signal));
    }
    const { faults, filesDone, bytesDone } = this.#job(id);
    if (faults.length > 0) return 'failed';
    this.#set(id, { filesTotal: filesDone, bytesTotal: bytesDone });
    return 'done';
  }

  /** Newest days first: what happened lately is looked for more often. */
  async #fetchAll(id: number, signal: AbortSignal): Promise<void> {
    const { question } = this.#job(id);
    const { at, streams } = await archiveStreams(this.#parts, question, signal);
    const source = this.#parts.store.addSource('bucket', sourcePathOf(question));
    const job = {
      question,
      at,
      source,
      spool: path.join(this.#parts.spool, String(id)),
      signal,
      onRead: (files: number, bytes: number, events: number): void => {
        const { filesDone, bytesDone, filesTotal, bytesTotal, events: before } = this.#job(id);
        this.#set(id, {
          filesDone: filesDone + files,
          filesTotal: Math.max(filesTotal, filesDone + files),
          bytesDone: bytesDone + bytes,
          bytesTotal: Math.max(bytesTotal, bytesDone + bytes),
          events: before + events,
        });
        this.#parts.onRead();
      },
      onFault: (fault: AwsFault): void => this.#note(id, fault),
    };
    for (const { since, until } of daysIn(question.from, question.to, PIECE_DAYS).reverse()) {
      for (const stream of streams) {
        signal.throwIfAborted();
        await fetchDays(this.#parts, job, stream, since, until);
      }
    }
    this.#parts.store.markCollected(source, this.#parts.now());
  }

  #note(id: number, fault: AwsFault): void {
    const { faults } = this.#job(id);
    const isKnown = faults.some(({ code, region, message }) => code === fault.code && region === fault.region && message === fault.message);
    if (!isKnown && faults.length < MOST_FAULTS) this.#set(id, { faults: [...faults, fault] });
  }

  #set(id: number, change: Partial<ArchiveJob>): void {
    const held = this.#jobs.get(id);
    if (held === undefined) return; // cancelled meanwhile
    const job = { ...held, ...change };
    this.#jobs.set(id, job);
    const { question, state, filesTotal, bytesTotal } = job;
    this.#parts.store.notes.setJob(id, JSON.stringify({ question, state, filesTotal, bytesTotal } satisfies Kept));
    this.#parts.onChange(job);
  }
}

function blank(id: number, { question, state, filesTotal, bytesTotal }: Kept): ArchiveJob {
  return { id, question, state, filesDone: 0, filesTotal, bytesDone: 0, bytesTotal, events: 0, faults: [] };
}

function parseKept(data: string): Kept | undefined {
  const kept: unknown = JSON.parse(data);
  // Written by `#set` alone; an older version's is told by what it lacks.
  return typeof kept === 'object' && kept !== null && 'question' in kept && 'state' in kept ? (kept as Kept) : undefined;
}
