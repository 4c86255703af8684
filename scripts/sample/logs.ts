// Writes the log files: gzip'd JSON, two of them spoilt on purpose, and a few digest files.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Problem } from '../../src/problem.ts';
import type { LogFile } from './delivery.ts';
import { grouped } from './grouped.ts';
import { hour, iso, production } from './names.ts';
import { hexOf } from './random.ts';

/** A fault planted in the logs. */
export interface Planted {
  readonly path: string;
  readonly code: Problem['code'];
  /** Number of the record, from 1, where one record is meant. */
  readonly record?: number;
}

/** What was written beside the good files. */
export interface Written {
  readonly planted: readonly Planted[];
  readonly digests: readonly string[];
}

const bucket = 'acme-audit-logs';
const texts = (file: LogFile): string[] => file.entries.map((entry) => JSON.stringify(entry.record));
const body = (records: readonly string[]): string => `{"Records":[${records.join(',')}]}`;

function write(root: string, path: string, data: Uint8Array): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, data);
}

/** Writes everything under `root`. */
export function writeLogs(root: string, files: readonly LogFile[]): Written {
  const candidates = files.filter(
    (file) => file.account === production && file.region === 'eu-central-1' && file.logClass === 'CloudTrail',
  );
  const spoilt = candidates[Math.floor(candidates.length * 0.7)];
  const short = candidates[Math.floor(candidates.length * 0.4)];
  if (!spoilt || !short) throw new Error('the sample has too few files to spoil two of them');
  const hashes = new Map<string, string>();
  const planted: Planted[] = [];
  for (const file of files) {
    const records = texts(file);
    if (file === spoilt) {
      const at = Math.floor(records.length / 2);
      // A word where a truth value belongs; quotes and braces still match, so the others can be read.
      const broken = (records[at] ?? '').replace(/"eventID":"[^"]*"/, '"eventID":"00000000-0000-4000-8000-00000000beef"');
      records.splice(at, 0, broken.replace(/"managementEvent":\w+/, '"managementEvent":yes'));
      planted.push({ path: file.path, code: 'badRecord', record: at + 1 });
    }
    const text = body(records);
    hashes.set(file.path, createHash('sha256').update(text).digest('hex'));
    write(root, file.path, gzipSync(text));
  }
  // Ends inside its only record, so nothing of it can be read: the event is in no other file.
  const lost = gzipSync(
    body(
      texts(short)
        .slice(0, 1)
        .map((text) => text.replace(/"eventID":"[^"]*"/, '"eventID":"00000000-0000-4000-8000-00000000dead"')),
    ),
  );
  const lostPath = short.path.replace(/_[A-Za-z0-9]{16}\.json\.gz$/, '_TruncatedEXAMPLE.json.gz');
  write(root, lostPath, lost.subarray(0, Math.floor(lost.length * 0.6)));
  planted.push({ path: lostPath, code: 'truncated' });
  return { planted, digests: writeDigests(root, candidates, hashes) };
}

/** Digests of the last hours in which the main trail delivered something. */
function writeDigests(root: string, files: readonly LogFile[], hashes: ReadonlyMap<string, string>): string[] {
  const byHour = [...grouped(files, (file) => Math.floor(file.delivered / hour))].slice(-3);
  let previous: { object: string; hash: string } | undefined;
  return byHour.map(([n, delivered]) => {
    const end = (n + 1) * hour;
    const stamp = iso(end).replaceAll(/[-:]/g, '');
    const object = `AWSLogs/${production}/CloudTrail-Digest/eu-central-1/${iso(end).slice(0, 10).replaceAll('-', '/')}/${production}_CloudTrail-Digest_eu-central-1_org-audit-trail_us-east-1_${stamp}.json.gz`;
    const times = delivered.flatMap((file) => file.entries.map((entry) => entry.time));
    const digest = JSON.stringify({
      awsAccountId: production,
      digestStartTime: iso(end - hour),
      digestEndTime: iso(end),
      digestS3Bucket: bucket,
      digestS3Object: object,
      digestPublicKeyFingerprint: hexOf('public key', 32),
      digestSignatureAlgorithm: 'SHA256withRSA',
      newestEventTime: iso(Math.max(...times)),
      oldestEventTime: iso(Math.min(...times)),
      previousDigestS3Bucket: previous ? bucket : null,
      previousDigestS3Object: previous?.object ?? null,
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestHashAlgorithm: previous ? 'SHA-256' : null,
      previousDigestSignature: previous ? hexOf(`signature of ${previous.object}`, 64) : null,
      logFiles: delivered.map((file) => ({
        s3Bucket: bucket,
        s3Object: file.path,
        hashValue: hashes.get(file.path) ?? '',
        hashAlgorithm: 'SHA-256',
        newestEventTime: iso(Math.max(...file.entries.map((entry) => entry.time))),
        oldestEventTime: iso(Math.min(...file.entries.map((entry) => entry.time))),
      })),
    });
    write(root, object, gzipSync(digest));
    previous = { object, hash: createHash('sha256').update(digest).digest('hex') };
    return object;
  });
}
