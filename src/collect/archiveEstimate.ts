// What a load from a trail's bucket would take: files, bytes, requests and about how much money, before anything is fetched.
import type { ArchiveEstimate, ArchivePlaces, ArchiveQuestion, AwsFault } from '../protocol/aws.ts';
import type { AwsAccess, ObjectInfo, Place } from '../source/aws/port.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
import { daysIn, dayStart, isArchived, isBeforeDay, objectsOf, parseAddress, streamsBelow } from './archiveLayout.ts';
import type { ArchiveStream } from './archiveLayout.ts';
import { faultIn } from './connections.ts';
import type { Connections } from './connections.ts';
import { inParallel } from './inParallel.ts';
import type { Range } from './spans.ts';

export interface ArchiveAccess {
  readonly access: () => Promise<AwsAccess>;
  readonly connections: Connections;
}
export interface EstimateParts extends ArchiveAccess {
  readonly store: Pick<SegmentStore, 'filesRead'>;
}

/** So many pages of 1,000 files an estimate lists of one stream; of longer ones it lists these days, and reckons. */
const LISTED_PAGES = 2;
const SAMPLED_DAYS = 4;
const PARALLEL = 12;
/** Days loaded before their coverage is written: a listing each. */
export const PIECE_DAYS = 7;
/** US dollars: S3 Standard in us-east-1 and transfer out of AWS (docs/aws.md says where they come from). */
const PRICES = { list: 0.005 / 1000, get: 0.0004 / 1000, gigabyte: 0.09 };

/** The streams that are asked for, and where their bucket is. Rejects with `AwsFailure`, or with words for a user. */
export async function archiveStreams(
  { access, connections }: ArchiveAccess,
  question: Pick<ArchiveQuestion, 'profile' | 'address' | 'accounts' | 'regions'>,
  signal: AbortSignal,
): Promise<{ at: Place; streams: ArchiveStream[] }> {
  const aws = await access();
  const address = parseAddress(question.address);
  const { regions } = connections.ready(question.profile);
  const asked = connections.place(question.profile, regions[0] ?? 'us-east-1');
  const at = { ...asked, region: await aws.bucketRegion(asked, address.bucket, signal) };
  const streams = (await streamsBelow(aws, at, address, signal)).filter(
    ({ account, region }) => (question.accounts?.includes(account) ?? true) && (question.regions?.includes(region) ?? true),
  );
  return { at, streams };
}

/** Accounts and Regions that the bucket has under the address. */
export async function archivePlaces(parts: ArchiveAccess, profile: string, address: string, signal: AbortSignal): Promise<ArchivePlaces> {
  try {
    const { streams } = await archiveStreams(parts, { profile, address }, signal);
    return { ...placesOf(streams), faults: [] };
  } catch (error) {
    return { accounts: [], regions: [], faults: [faultIn(parts, profile, error, signal)] };
  }
}

/** Lists all where that takes few requests; else some days, and reckons from them. */
export async function estimateArchive(parts: EstimateParts, question: ArchiveQuestion, signal: AbortSignal): Promise<ArchiveEstimate> {
  const counts: Counted[] = [];
  const faults: AwsFault[] = [];
  let streams: ArchiveStream[] = [];
  try {
    const found = await archiveStreams(parts, question, signal);
    streams = found.streams;
    await inParallel(streams, PARALLEL, async (stream) => {
      counts.push(await countStream(parts, question, found.at, stream, signal));
    });
  } catch (error) {
    faults.push(faultIn(parts, question.profile, error, signal));
  }
  const sum = (pick: (one: Counted) => number): number => Math.round(counts.reduce((total, one) => total + pick(one), 0));
  const [files, heldFiles, bytes] = [sum((one) => one.files), sum((one) => one.heldFiles), sum((one) => one.bytes)];
  const gets = files - heldFiles;
  const lists = streams.length * Math.ceil(daysIn(question.from, question.to, 1).length / PIECE_DAYS) + Math.ceil(files / 1000);
  const dollars = lists * PRICES.list + gets * PRICES.get + (bytes / 1e9) * PRICES.gigabyte;
  const archivedFiles = sum((one) => one.archivedFiles);
  return { files, bytes, heldFiles, archivedFiles, requests: gets + lists, dollars, ...placesOf(streams), faults };
}

interface Counted {
  readonly files: number;
  /** Of files that are not held yet. */
  readonly bytes: number;
  readonly heldFiles: number;
  readonly archivedFiles: number;
}

async function countStream(
  parts: EstimateParts,
  question: ArchiveQuestion,
  at: Place,
  stream: ArchiveStream,
  signal: AbortSignal,
): Promise<Counted> {
  const days = daysIn(question.from, question.to, 1);
  const whole = { since: dayStart(question.from), until: days.at(-1)?.until ?? dayStart(question.to) };
  const all = await count(whole, LISTED_PAGES);
  if (all !== undefined) return all;
  const sampled = everyNth(days, SAMPLED_DAYS);
  const counts = await Promise.all(sampled.map((day) => count(day, Infinity)));
  const scaled = (pick: (one: Counted) => number): number =>
    (counts.reduce((total, one) => total + (one === undefined ? 0 : pick(one)), 0) * days.length) / sampled.length;
  return {
    files: scaled((one) => one.files),
    bytes: scaled((one) => one.bytes),
    heldFiles: scaled((one) => one.heldFiles),
    archivedFiles: scaled((one) => one.archivedFiles),
  };

  /** Files of the days; undefined when there are more pages of them. */
  async function count({ since, until }: Range, pages: number): Promise<Counted | undefined> {
    const counted = { files: 0, bytes: 0, heldFiles: 0, archivedFiles: 0 };
    let left = pages;
    for await (const page of objectsOf(await parts.access(), at, stream, since, until, signal)) {
      if (left-- <= 0) return undefined;
      const files = page.filter(({ key }) => isBeforeDay(key, until)).map((object) => asFile(stream.bucket, object));
      const read = parts.store.filesRead(sourcePathOf(question), files);
      counted.files += files.length;
      counted.heldFiles += read.size;
      counted.bytes += files.filter((file) => !read.has(file.path)).reduce((total, { size }) => total + size, 0);
      counted.archivedFiles += files.filter(({ object }) => isArchived(object)).length;
    }
    return counted;
  }
}

/** The source under which a bucket's events are kept. */
export function sourcePathOf({ address }: Pick<ArchiveQuestion, 'address'>): string {
  const { bucket, base } = parseAddress(address);
  return `s3://${bucket}/${base}`.replace(/\/$/, '');
}

/** An object as the store knows files. */
export function asFile(bucket: string, object: ObjectInfo): { path: string; size: number; mtimeMs: number; object: ObjectInfo } {
  return { path: `s3://${bucket}/${object.key}`, size: object.size, mtimeMs: object.modified, object };
}

function placesOf(streams: readonly ArchiveStream[]): { accounts: string[]; regions: string[] } {
  const all = (pick: (stream: ArchiveStream) => string): string[] => [...new Set(streams.map(pick))].sort();
  return { accounts: all(({ account }) => account), regions: all(({ region }) => region) };
}

/** So many of the list, evenly spread. */
function everyNth<T>(all: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / count)]).filter((one) => one !== undefined);
}
