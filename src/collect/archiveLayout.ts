// Finds a trail's objects in its bucket by the layout of their keys, listing only what is wanted: never the whole bucket.
import type { AwsAccess, ObjectInfo, Place } from '../source/aws/port.ts';

/** Objects of one account, class and Region. */
export interface ArchiveStream {
  readonly bucket: string;
  readonly account: string;
  readonly region: string;
  /** `CloudTrail`, `CloudTrail-Insight` …; digests hold no events. */
  readonly kind: string;
  /** Everything before `YYYY/MM/DD/`. */
  readonly prefix: string;
}

/** An address as it was pasted. */
export interface ArchiveAddress {
  readonly bucket: string;
  /** What stands before `AWSLogs/`, with a slash at its end, or ''. */
  readonly base: string;
  /** Set when the address goes on behind `AWSLogs/`. */
  readonly account?: string;
  readonly region?: string;
}

const KINDS = ['CloudTrail', 'CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Aggregated'];
const DAY = 86_400_000;
/** Files are kept under the day of their delivery; so late into the next day events of a day are looked for. */
export const NEXT_DAY_HOURS = 3;
/** Folders looked into for `AWSLogs/`, when the address does not name it. */
const MOST_PREFIXES = 50;

/** Reads `s3://bucket/prefix`. Throws with words for a user. */
export function parseAddress(text: string): ArchiveAddress {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text.trim());
  if (found === null) throw new Error('This is no S3 address: it looks like s3://bucket/prefix, as the console and the CLI write it.');
  const [, bucket = '', key = ''] = found;
  const at = /(?:^|\/)AWSLogs(?:\/|$)/.exec(key);
  if (at === null) return { bucket, base: key === '' || key.endsWith('/') ? key : `${key}/` };
  const base = key.slice(0, at.index === 0 && !key.startsWith('/') ? 0 : at.index + 1);
  const parts = key.slice(at.index + at[0].length).split('/');
  if (parts[0]?.startsWith('o-') === true) parts.shift();
  const [account = '', , region = ''] = parts;
  return {
    bucket,
    base,
    ...(/^\d{12}$/.test(account) ? { account } : {}),
    ...(/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? { region } : {}),
  };
}

/** The streams below an address. An organization's account may stand both with and without the organization's id in its path. */
export async function streamsBelow(access: AwsAccess, at: Place, address: ArchiveAddress, signal: AbortSignal): Promise<ArchiveStream[]> {
  const { bucket } = address;
  const folders = (prefix: string): Promise<string[]> => access.folders(at, bucket, prefix, signal);
  const streams: ArchiveStream[] = [];
  for (const root of await rootsBelow(folders, address.base)) {
    const accounts: string[] = [];
    for (const folder of await folders(root)) {
      const name = lastPart(folder);
      if (/^\d{12}$/.test(name)) accounts.push(folder);
      else if (name.startsWith('o-')) accounts.push(...(await folders(folder)).filter((one) => /^\d{12}$/.test(lastPart(one))));
    }
    const wanted = accounts.filter((folder) => address.account === undefined || lastPart(folder) === address.account);
    for (const folder of wanted) {
      for (const kind of (await folders(folder)).filter((one) => KINDS.includes(lastPart(one)))) {
        for (const prefix of await folders(kind)) {
          const region = lastPart(prefix);
          if (address.region !== undefined && region !== address.region) continue;
          streams.push({ bucket, account: lastPart(folder), region, kind: lastPart(kind), prefix });
        }
      }
    }
  }
  return streams;
}

/** Folders named AWSLogs at the base, or one level below it when it has none itself. */
async function rootsBelow(folders: (prefix: string) => Promise<string[]>, base: string): Promise<string[]> {
  const here = await folders(base);
  const own = `${base}AWSLogs/`;
  if (here.includes(own)) return [own];
  const below = await Promise.all(here.slice(0, MOST_PREFIXES).map((folder) => folders(folder)));
  return below.flat().filter((folder) => lastPart(folder) === 'AWSLogs');
}

const lastPart = (folder: string): string => folder.replace(/\/$/, '').split('/').at(-1) ?? '';

/** `2026-03-01` → ms since 1970. Throws with words for a user. */
export function dayStart(day: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(time)) throw new Error(`${day} is no day: write it as 2026-03-01.`);
  return time;
}

/** The days from `from` to `to` (both inclusive, `YYYY-MM-DD`), cut into pieces of so many days. */
export function daysIn(from: string, to: string, piece: number): { since: number; until: number }[] {
  const pieces: { since: number; until: number }[] = [];
  const end = dayStart(to) + DAY;
  for (let since = dayStart(from); since < end; since += piece * DAY) pieces.push({ since, until: Math.min(end, since + piece * DAY) });
  return pieces;
}

/** Objects that may hold events of the span: delivered on its days, or early on the day after. Times in ms, whole days. */
export async function* objectsOf(
  access: AwsAccess,
  at: Place,
  stream: ArchiveStream,
  since: number,
  until: number,
  signal: AbortSignal,
): AsyncGenerator<ObjectInfo[]> {
  // Keys are in the order of their time stamps, so one listing goes from the first day to the last file and no further.
  const last = stampOf(until + NEXT_DAY_HOURS * 3_600_000);
  const after = `${stream.prefix}${pathOf(since)}`;
  for await (const page of access.objects(at, stream.bucket, stream.prefix, after, signal)) {
    const wanted = page.filter(({ key }) => key.startsWith(stream.prefix) && isBefore(key, until, last));
    if (wanted.length > 0) yield wanted;
    if (wanted.length < page.length) return;
  }
}

const pathOf = (time: number): string => `${new Date(time).toISOString().slice(0, 10).replaceAll('-', '/')}/`;
const stampOf = (time: number): string => new Date(time).toISOString().replace(/[-:]/g, '').slice(0, 13);

/** Whether the key's day lies before the one that begins at `until`. */
export function isBeforeDay(key: string, until: number): boolean {
  const day = /\/(\d{4}\/\d{2}\/\d{2})\/[^/]*$/.exec(key)?.[1];
  return day === undefined || `${day}/` < pathOf(until);
}

/** Whether the key's day lies before `until`, or its stamp (`…_YYYYMMDDTHHmmZ_…`) before `last`. */
function isBefore(key: string, until: number, last: string): boolean {
  if (isBeforeDay(key, until)) return true;
  const stamp = /_(\d{8}T\d{4})\d*Z[_.]/.exec(key)?.[1];
  return stamp !== undefined && stamp < last;
}

/** Storage classes whose objects must be restored before they can be read. S3 user guide, "Restoring an archived object". */
export const isArchived = ({ storageClass }: ObjectInfo): boolean => storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE';
