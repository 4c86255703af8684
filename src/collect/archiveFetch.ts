// Fetches and reads days of one account and Region from a trail's bucket, and says that they are held once they are, all of them.
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveQuestion, AwsFault } from '../protocol/aws.ts';
import type { ObjectInfo, Place } from '../source/aws/port.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
import { asFile } from './archiveEstimate.ts';
import type { ArchiveAccess } from './archiveEstimate.ts';
import { isArchived, objectsOf } from './archiveLayout.ts';
import type { ArchiveStream } from './archiveLayout.ts';
import type { FileCollector } from './collector.ts';
import { isLost } from './connections.ts';
import { inParallel } from './inParallel.ts';
import { faultOf } from './persist.ts';

export interface FetchParts extends ArchiveAccess {
  readonly store: Pick<SegmentStore, 'filesToRead' | 'append'>;
  readonly collector: Pick<FileCollector, 'ingest'>;
  readonly now: () => number;
}

/** One load, as far as fetching sees it. */
export interface FetchJob {
  readonly question: ArchiveQuestion;
  readonly at: Place;
  readonly source: number;
  /** Folder for objects on their way, of this load alone. */
  readonly spool: string;
  readonly signal: AbortSignal;
  /** So many files and bytes were fetched and read, and held so many events. */
  readonly onRead: (files: number, bytes: number, events: number) => void;
  readonly onFault: (fault: AwsFault) => void;
}

/** Objects fetched at a time; more does not help on a home line and is felt on a laptop. */
const PARALLEL = 12;
/** Objects read at once, and their bytes: so much is on its way on disk. */
const BATCH_FILES = 200;
const BATCH_BYTES = 32 * 1024 * 1024;
/** Refusals after which the rest of the days is not tried. */
const REFUSALS = 5;

/** An object that is to be read, with its number in the store. */
interface Wanted {
  readonly file: number;
  readonly object: ObjectInfo;
}

/** Reads the days from `since` to `until` (ms, whole days). Rejects when the credentials are lost or the signal fires. */
export async function fetchDays(parts: FetchParts, job: FetchJob, stream: ArchiveStream, since: number, until: number): Promise<void> {
  const askedAt = parts.now();
  let refused = 0;
  const batch: Wanted[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    const now = batch.splice(0);
    bytes = 0;
    if (now.length > 0 && refused < REFUSALS) refused += await fetchBatch(parts, job, stream, now);
  };
  try {
    for await (const page of objectsOf(await parts.access(), job.at, stream, since, until, job.signal)) {
      for (const one of wantedOf(parts, job, stream, page)) {
        batch.push(one);
        bytes += one.object.size;
        if (batch.length >= BATCH_FILES || bytes >= BATCH_BYTES) await flush();
      }
    }
    await flush();
  } catch (error) {
    job.onFault(passing(error));
    return;
  }
  if (refused > 0) return;
  const span = { source: job.source, account: stream.account, region: stream.region, kind: 'archive', query: stream.kind } as const;
  parts.store.append({ source: job.source, done: [], spans: [{ ...span, since, until: Math.min(until, askedAt), askedAt }] });
}

/** A fault that keeps out some objects only; anything worse is thrown on. */
function passing(error: unknown): AwsFault {
  const fault = faultOf(error);
  if (fault === undefined || isLost(fault)) throw error;
  return fault;
}

function wantedOf({ store }: FetchParts, { source }: FetchJob, { bucket }: ArchiveStream, objects: readonly ObjectInfo[]): Wanted[] {
  const files = objects.map((object) => asFile(bucket, object));
  return store.filesToRead(source, files).map(({ file, log }) => ({ file, object: log.object }));
}

/** Fetches and reads a batch. Resolves to how many objects could not be had. */
async function fetchBatch(parts: FetchParts, job: FetchJob, stream: ArchiveStream, batch: readonly Wanted[]): Promise<number> {
  const access = await parts.access();
  const got: { file: number; path: string; size: number; name: string }[] = [];
  let refused = 0;
  await mkdir(job.spool, { recursive: true });
  try {
    await inParallel(batch, PARALLEL, async ({ file, object }) => {
      job.signal.throwIfAborted();
      if (refused >= REFUSALS) return;
      const fault = isArchived(object) ? archivedFault(stream, object) : await attempt(file, object);
      if (fault === undefined) return;
      refused++;
      job.onFault(fault);
    });
    const events = await parts.collector.ingest(job.source, got, job.signal);
    job.signal.throwIfAborted();
    const bytes = got.reduce((sum, { size }) => sum + size, 0);
    job.onRead(got.length, bytes, events);
  } finally {
    await rm(job.spool, { recursive: true, force: true });
  }
  return refused;

  async function attempt(file: number, object: ObjectInfo): Promise<AwsFault | undefined> {
    const { keepIn } = job.question;
    const target = keepIn === undefined ? path.join(job.spool, `${file}.json.gz`) : keptPath(keepIn, object.key);
    try {
      const isThere = keepIn !== undefined && (await stat(target).catch(() => undefined))?.size === object.size;
      if (!isThere) {
        await mkdir(path.dirname(target), { recursive: true });
        await access.download(job.at, stream.bucket, object.key, target, job.signal);
      }
      got.push({ file, path: target, size: object.size, name: `s3://${stream.bucket}/${object.key}` });
      return undefined;
    } catch (error) {
      return passing(error);
    }
  }
}

function archivedFault({ account, region }: ArchiveStream, { storageClass }: ObjectInfo): AwsFault {
  const message = `Some log files are in the storage class ${storageClass} and cannot be read as they are. Restore them in S3, then load these days again.`;
  return { code: 'archived', message, account, region };
}

/** Where a kept object goes: below the folder, whatever its key says. */
export function keptPath(folder: string, key: string): string {
  const parts = key.split('/').filter((part) => part !== '');
  return path.join(folder, ...parts.map(safePart));
}

function safePart(part: string): string {
  if (/^[\w@=+-][\w.@=+-]{0,254}$/.test(part)) return part;
  return `_${encodeURIComponent(part).replaceAll('*', '%2A')}`.slice(0, 255);
}
