// Loads spans of a trail's bucket: estimates first, then downloads and reads in parallel; what is done stays done, also after a restart.
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveEstimate, ArchiveJob, ArchivePlaces, ArchiveQuestion, AwsFault } from '../protocol/aws.ts';
import type { AwsAccess, ObjectInfo, Place } from '../source/aws/port.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
import { daysIn, dayStart, isArchived, objectsOf, parseAddress, streamsBelow } from './archiveLayout.ts';
import type { ArchiveStream } from './archiveLayout.ts';
import type { FileCollector } from './collector.ts';
import { isLost } from './connections.ts';
import type { Connections } from './connections.ts';
import { faultOf } from './persist.ts';

export interface ArchiveParts {
  readonly access: () => Promise<AwsAccess>;
  readonly connections: Connections;
  readonly store: Pick<SegmentStore, 'addSource' | 'filesToRead' | 'filesRead' | 'append' | 'notes' | 'markCollected'>;
  readonly collector: Pick<FileCollector, 'ingest'>;
  /** Folder for objects on their way, emptied as they are read. */
  readonly spool: string;
  readonly now: () => number;
  readonly onChange: (job: ArchiveJob) => void;
}

/** Days loaded before their coverage is written. */
const PIECE_DAYS = 7;
/** Days of a stream that an estimate lists; longer spans are reckoned from them. */
const SAMPLED_DAYS = 4;
/** Objects fetched at a time; more does not help on a home line and is felt on a laptop. */
const PARALLEL = 12;
/** Objects read at once, and their bytes: so much is on its way on disk. */
const BATCH_FILES = 200;
const BATCH_BYTES = 32 * 1024 * 1024;
/** Refusals in a row after which a stream is given up. */
const REFUSALS = 5;
const MOST_FAULTS = 50;

/** US dollars: S3 Standard in us-east-1 (docs/aws.md says where they come from). */
const PRICES = { list: 0.005 / 1000, get: 0.0004 / 1000, gigabyte: 0.09 };

/** Only what is needed to go on: counts are counted anew. */
interface Kept {
  readonly question: ArchiveQuestion;
  readonly state: ArchiveJob['state'];
  readonly filesTotal: number;
  readonly bytesTotal: number;
}

export class Archive {
  readonly #parts: ArchiveParts;
  readonly #jobs = new Map<number, ArchiveJob>();
  readonly #running = new Map<number, { abort: AbortController; ended: Promise<void> }>();

  constructor(parts: ArchiveParts) {
    this.#parts = parts;
    for (const { id, data } of parts.store.notes.jobs()) {
      const kept = parseKept(data);
      if (kept === undefined) parts.store.notes.removeJob(id);
      // Nobody has told it to stop but the end of the editor.
      else this.#jobs.set(id, { ...blank(id, kept), state: kept.state === 'running' ? 'paused' : kept.state });
    }
  }

  get jobs(): ArchiveJob[] {
    return [...this.#jobs.values()];
  }

  /** Accounts and Regions that the bucket has under the address. */
  async places(profile: string, address: string, signal: AbortSignal): Promise<ArchivePlaces> {
    try {
      const { streams } = await this.#streams({ profile, address }, signal);
      const all = (pick: (stream: ArchiveStream) => string): string[] => [...new Set(streams.map(pick))].sort();
      return { accounts: all(({ account }) => account), regions: all(({ region }) => region), faults: [] };
    } catch (error) {
      return { accounts: [], regions: [], faults: [this.#fault(profile, error, signal)] };
    }
  }

  /** Lists all of a short span, some days of a long one. */
  async estimate(question: ArchiveQuestion, signal: AbortSignal): Promise<ArchiveEstimate> {
    const days = daysIn(question.from, question.to, 1);
    const sampled = days.length <= SAMPLED_DAYS ? days : everyNth(days, SAMPLED_DAYS);
    const scale = days.length / sampled.length;
    const sum = { files: 0, bytes: 0, heldFiles: 0, archivedFiles: 0 };
    const faults: AwsFault[] = [];
    let streams: ArchiveStream[] = [];
    try {
      const found = await this.#streams(question, signal);
      streams = found.streams;
      const access = await this.#parts.access();
      const sourcePath = sourcePathOf(question);
      await inParallel(streams, PARALLEL, async (stream) => {
        for (const { since, until } of sampled) {
          for await (const page of objectsOf(access, found.at, stream, since, until, signal)) {
            const own = page.filter(({ key }) => isOnDay(key, since));
            const read = this.#parts.store.filesRead(
              sourcePath,
              own.map((object) => asFile(stream.bucket, object)),
            );
            const fresh = own.filter((object) => !read.has(asFile(stream.bucket, object).path));
            sum.files += own.length;
            sum.bytes += fresh.reduce((total, { size }) => total + size, 0);
            sum.heldFiles += read.size;
            sum.archivedFiles += own.filter(isArchived).length;
          }
        }
      });
    } catch (error) {
      faults.push(this.#fault(question.profile, error, signal));
    }
    const files = Math.round(sum.files * scale);
    const heldFiles = Math.round(sum.heldFiles * scale);
    const bytes = Math.round(sum.bytes * scale);
    const gets = files - heldFiles;
    const lists = streams.length * Math.ceil(days.length / PIECE_DAYS) + Math.ceil(files / 1000);
    return {
      files,
      bytes,
      heldFiles,
      archivedFiles: Math.round(sum.archivedFiles * scale),
      requests: gets + lists,
      dollars: lists * PRICES.list + gets * PRICES.get + (bytes / 1e9) * PRICES.gigabyte,
      accounts: [...new Set(streams.map(({ account }) => account))].sort(),
      regions: [...new Set(streams.map(({ region }) => region))].sort(),
      faults,
    };
  }

  /** Begins a load. */
  load(question: ArchiveQuestion): ArchiveJob {
    dayStart(question.from);
    dayStart(question.to);
    parseAddress(question.address);
    this.#parts.connections.ready(question.profile);
    const kept: Kept = { question, state: 'running', filesTotal: 0, bytesTotal: 0 };
    const id = this.#parts.store.notes.addJob(JSON.stringify(kept));
    const job = blank(id, kept);
    this.#jobs.set(id, job);
    this.#start(id);
    return job;
  }

  resume(id: number): void {
    const job = this.#job(id);
    if (this.#running.has(id)) return;
    this.#parts.connections.ready(job.question.profile);
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

  async cancel(id: number): Promise<void> {
    await this.pause(id);
    this.#jobs.delete(id);
    this.#parts.store.notes.removeJob(id);
  }

  /** Ends what runs; it goes on when it is resumed. */
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
    const estimate = await this.estimate(question, signal);
    const [refused] = estimate.faults;
    if (refused !== undefined) {
      this.#set(id, { faults: [refused] });
      return 'failed';
    }
    this.#set(id, { filesTotal: estimate.files - estimate.heldFiles, bytesTotal: estimate.bytes });
    const { at, streams } = await this.#streams(question, signal);
    const source = this.#sourceOf(question);
    for (const { since, until } of daysIn(question.from, question.to, PIECE_DAYS).reverse()) {
      for (const stream of streams) await this.#piece(id, at, source, stream, since, until, signal);
    }
    this.#parts.store.markCollected(source, this.#parts.now());
    const { faults } = this.#job(id);
    const { filesDone, bytesDone } = this.#job(id);
    this.#set(id, { filesTotal: filesDone, bytesTotal: bytesDone });
    return faults.length > 0 ? 'failed' : 'done';
  }

  /** Some days of a stream: fetched, read, then said to be held. */
  async #piece(
    id: number,
    at: Place,
    source: number,
    stream: ArchiveStream,
    since: number,
    until: number,
    signal: AbortSignal,
  ): Promise<void> {
    const access = await this.#parts.access();
    const askedAt = this.#parts.now();
    let missing = 0;
    try {
      let batch: { file: number; object: ObjectInfo }[] = [];
      const flush = async (): Promise<void> => {
        const now = batch;
        batch = [];
        if (now.length > 0 && missing < REFUSALS) missing += await this.#fetch(id, at, source, stream, now, signal);
      };
      for await (const page of objectsOf(access, at, stream, since, until, signal)) {
        const fresh = this.#fresh(source, stream.bucket, page);
        for (const one of fresh) {
          batch.push(one);
          const bytes = batch.reduce((sum, { object }) => sum + object.size, 0);
          if (batch.length >= BATCH_FILES || bytes >= BATCH_BYTES) await flush();
        }
      }
      await flush();
    } catch (error) {
      const fault = faultOf(error);
      if (fault === undefined || isLost(fault)) throw error;
      missing++;
      this.#note(id, fault);
    }
    if (missing > 0) return;
    const span = { source, account: stream.account, region: stream.region, kind: 'archive', query: stream.kind } as const;
    this.#parts.store.append({ source, done: [], spans: [{ ...span, since, until: Math.min(until, askedAt), askedAt }] });
  }

  /** Fetches and reads a batch. Resolves to how many could not be had. */
  async #fetch(
    id: number,
    at: Place,
    source: number,
    stream: ArchiveStream,
    batch: readonly { file: number; object: ObjectInfo }[],
    signal: AbortSignal,
  ): Promise<number> {
    const access = await this.#parts.access();
    const { keepIn } = this.#job(id).question;
    const spool = path.join(this.#parts.spool, `${id}`);
    await mkdir(spool, { recursive: true });
    const got: { file: number; path: string; size: number; name: string }[] = [];
    let refused = 0;
    try {
      await inParallel(batch, PARALLEL, async ({ file, object }) => {
        signal.throwIfAborted();
        if (refused >= REFUSALS) return;
        const target = keepIn === undefined ? path.join(spool, `${file}.json.gz`) : keptPath(keepIn, object.key);
        try {
          if (isArchived(object)) throw archivedFailure(stream, object);
          const isThere = keepIn !== undefined && (await stat(target).catch(() => undefined))?.size === object.size;
          if (!isThere) {
            await mkdir(path.dirname(target), { recursive: true });
            await access.download(at, stream.bucket, object.key, target, signal);
          }
          got.push({ file, path: target, size: object.size, name: `s3://${stream.bucket}/${object.key}` });
        } catch (error) {
          const fault = faultOf(error);
          if (fault === undefined || isLost(fault)) throw error;
          refused++;
          this.#note(id, fault);
        }
      });
      const events = await this.#parts.collector.ingest(source, got, signal);
      const { filesDone, bytesDone, events: before } = this.#job(id);
      const bytes = got.reduce((sum, { size }) => sum + size, 0);
      this.#set(id, { filesDone: filesDone + got.length, bytesDone: bytesDone + bytes, events: before + events });
    } finally {
      await rm(spool, { recursive: true, force: true });
    }
    return refused;
  }

  #fresh(source: number, bucket: string, objects: readonly ObjectInfo[]): { file: number; object: ObjectInfo }[] {
    return this.#parts.store
      .filesToRead(
        source,
        objects.map((object) => asFile(bucket, object)),
      )
      .map(({ file, log }) => ({ file, object: log.object }));
  }

  async #streams(
    question: Pick<ArchiveQuestion, 'profile' | 'address' | 'accounts' | 'regions'>,
    signal: AbortSignal,
  ): Promise<{ at: Place; streams: ArchiveStream[] }> {
    const { connections } = this.#parts;
    const access = await this.#parts.access();
    const address = parseAddress(question.address);
    const { regions } = connections.ready(question.profile);
    const asked = connections.place(question.profile, regions[0] ?? 'us-east-1');
    const at = { ...asked, region: await access.bucketRegion(asked, address.bucket, signal) };
    const streams = (await streamsBelow(access, at, address, signal)).filter(
      ({ account, region }) => (question.accounts?.includes(account) ?? true) && (question.regions?.includes(region) ?? true),
    );
    return { at, streams };
  }

  #sourceOf(question: ArchiveQuestion): number {
    return this.#parts.store.addSource('bucket', sourcePathOf(question));
  }

  #fault(profile: string, error: unknown, signal: AbortSignal): AwsFault {
    signal.throwIfAborted();
    const fault = faultOf(error);
    if (fault === undefined) throw error;
    if (isLost(fault)) this.#parts.connections.lost(profile, fault);
    return fault;
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

function sourcePathOf({ address }: ArchiveQuestion): string {
  const { bucket, base } = parseAddress(address);
  return `s3://${bucket}/${base}`.replace(/\/$/, '');
}

/** An object as the store knows files. */
function asFile(bucket: string, object: ObjectInfo): { path: string; size: number; mtimeMs: number; object: ObjectInfo } {
  return { path: `s3://${bucket}/${object.key}`, size: object.size, mtimeMs: object.modified, object };
}

function blank(id: number, { question, state, filesTotal, bytesTotal }: Kept): ArchiveJob {
  return { id, question, state, filesDone: 0, filesTotal, bytesDone: 0, bytesTotal, events: 0, faults: [] };
}

function parseKept(data: string): Kept | undefined {
  const kept: unknown = JSON.parse(data);
  // Written by `#set` alone; an older version's is told by what it lacks.
  return typeof kept === 'object' && kept !== null && 'question' in kept && 'state' in kept ? (kept as Kept) : undefined;
}

function archivedFailure({ account, region }: ArchiveStream, object: ObjectInfo): Error {
  const message = `Some log files are in the storage class ${object.storageClass} and cannot be read as they are. Restore them in S3, then load these days again.`;
  const fault: AwsFault = { code: 'archived', message, account, region };
  return Object.assign(new Error(message), { name: 'AwsFailure', fault });
}

const isOnDay = (key: string, day: number): boolean => key.includes(`/${new Date(day).toISOString().slice(0, 10).replaceAll('-', '/')}/`);

/** So many of the list, evenly spread. */
function everyNth<T>(all: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]).filter((one) => one !== undefined);
}

/** Where a kept object goes: below the folder, whatever its key says. */
export function keptPath(folder: string, key: string): string {
  const parts = key.split('/').filter((part) => part !== '');
  const safe = parts.map((part) =>
    /^(?!\.+$)[\w.@=+-]{1,255}$/.test(part) ? part : encodeURIComponent(part).replace(/^\.+$/, '_').slice(0, 255),
  );
  return path.join(folder, ...safe);
}

/** Works off a list, so many at a time; the first failure ends it. */
async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, one));
}
