// From events to log files as a trail delivers them: five minutes to a file, 5 to 15 minutes late, unordered, some twice.
import { agents } from './agents.ts';
import { byRole } from './callers.ts';
import { means } from './cast.ts';
import { grouped } from './grouped.ts';
import type { Entry, Journal, LogClass } from './journal.ts';
import { minute, shared } from './names.ts';
import { lookAround } from './noise/looking.ts';
import type { Random } from './random.ts';

/** A log file to be. */
export interface LogFile {
  /** Relative to the logs folder, with `/`. */
  readonly path: string;
  readonly account: string;
  readonly region: string;
  readonly logClass: LogClass;
  /** When the trail wrote it, ms; whole minutes. */
  readonly delivered: number;
  readonly entries: Entry[];
  /** How many of the entries were delivered before, in another file. */
  again: number;
}

const window = 5 * minute;
const smallest = 8;
const largest = 60;

/** Events of one group share a file: five minutes of a folder; the rare classes have a file each. */
function group(entry: Entry): string {
  const part = entry.logClass === 'CloudTrail' ? Math.floor(entry.time / window) : '';
  return `${entry.logClass} ${entry.account} ${entry.region} ${part}`;
}

/** Nothing is ever alone in a log: adds reads beside events that would make a file of fewer than 8. */
export function company(journal: Journal): void {
  const counts = grouped(journal.entries, group);
  for (const entries of counts.values()) {
    const first = entries[0];
    if (!first || first.logClass !== 'CloudTrail' || entries.length >= smallest) continue;
    const { account, region } = first;
    const start = Math.floor(first.time / window) * window + journal.random.int(1, 60) * 1000;
    const session = { account, role: 'observability-reader', session: 'observability', since: start - 30 * minute };
    const steps = Array.from({ length: smallest - entries.length + journal.random.int(0, 4) }, () => journal.random.pick(lookAround));
    journal.run(steps, { account, region }, start, byRole(session, means.sdk('203.0.113.9', agents.goSdk)), [], 9000);
  }
}

function path(file: Omit<LogFile, 'path' | 'entries' | 'again'>, random: Random): string {
  const stamp = new Date(file.delivered).toISOString();
  const [date = '', clock = ''] = stamp.split('T');
  // The shared account's trail is the organisation's.
  const root = file.account === shared ? `AWSLogs/o-exampleorg/${file.account}` : `AWSLogs/${file.account}`;
  const unique = random.text(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789');
  const name = `${file.account}_${file.logClass}_${file.region}_${date.replaceAll('-', '')}T${clock.slice(0, 5).replace(':', '')}Z_${unique}.json.gz`;
  return `${root}/${file.logClass}/${file.region}/${date.replaceAll('-', '/')}/${name}`;
}

/** Cuts the events into files, and delivers about `twice` of them a second time. */
export function deliver(journal: Journal, twice: number): LogFile[] {
  const { random } = journal;
  const sorted = journal.entries.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1));
  const files: LogFile[] = [];
  for (const entries of grouped(sorted, group).values()) {
    const [first, last] = [entries[0], entries.at(-1)];
    if (!first || !last) continue;
    const parts = Math.ceil(entries.length / largest);
    const length = Math.ceil(entries.length / parts);
    for (let i = 0; i < parts; i++) {
      const delivered = (Math.floor(last.time / window) + 1) * window + random.int(5, 9) * minute;
      const place = { account: first.account, region: first.region, logClass: first.logClass, delivered };
      files.push({ ...place, path: path(place, random), entries: disorder(entries.slice(i * length, (i + 1) * length), random), again: 0 });
    }
  }
  files.sort((a, b) => a.delivered - b.delivered || (a.path < b.path ? -1 : 1));
  again(files, twice, random);
  return files;
}

/** Swaps neighbours here and there. */
function disorder(entries: Entry[], random: Random): Entry[] {
  for (let i = 1; i < entries.length; i++) {
    const [a, b] = [entries[i - 1], entries[i]];
    if (a && b && random.chance(0.3)) [entries[i - 1], entries[i]] = [b, a];
  }
  return entries;
}

/** Puts some events into the next file of the same folder once more. */
function again(files: readonly LogFile[], share: number, random: Random): void {
  for (const folder of grouped(files, (file) => `${file.account} ${file.region} ${file.logClass}`).values()) {
    for (let i = folder.length - 2; i >= 0; i--) {
      const [from, to] = [folder[i], folder[i + 1]];
      if (!from || !to || from.logClass !== 'CloudTrail') continue;
      const repeated = from.entries.slice(0, from.entries.length - from.again).filter(() => random.chance(share));
      const room = largest - to.entries.length;
      to.entries.push(...repeated.slice(0, room));
      to.again += Math.min(repeated.length, Math.max(room, 0));
    }
  }
}
