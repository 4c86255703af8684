// Finds the files that may hold records, below a folder or as a single file.
import { readdirSync, realpathSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { S3Layout } from './s3Layout.ts';
import { parseKey } from './s3Layout.ts';

/** A file that may hold records. */
export interface LogFile {
  /** Absolute path. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970, with fractions. */
  readonly mtimeMs: number;
  /** What its place in CloudTrail's bucket layout tells. Files of kind `CloudTrail-Digest` hold no events: set them aside unread. */
  readonly layout?: S3Layout;
}

const logFileName = /\.(?:json|jsonl|ndjson|csv|log|gz|zst)$/i;
const skippedFolders = new Set(['node_modules']);
const batchSize = 256;

/**
 * Yields the log files below `root` in batches, in the order of their paths. A `root` that is a file is yielded whatever its name. Hidden files and
 * folders and `node_modules` are skipped, links are followed once. What vanishes or may not be read while listing is left out; rejects only when
 * `root` itself cannot be read, or with the signal's reason.
 */
export async function* listLogFiles(root: string, signal?: AbortSignal): AsyncGenerator<LogFile[]> {
  const start = path.resolve(root);
  if (statSync(start).isFile()) {
    yield stated([start]);
    return;
  }
  // Synchronous calls cost a tenth of the others where there are thousands; between batches other work has its turn.
  const batch: string[] = [];
  for (const names of namesBelow(start, [realpathSync(start)])) {
    signal?.throwIfAborted();
    for (const name of names) batch.push(name);
    while (batch.length >= batchSize) {
      yield stated(batch.splice(0, batchSize));
      await setImmediate();
      signal?.throwIfAborted();
    }
  }
  signal?.throwIfAborted();
  if (batch.length > 0) yield stated(batch);
}

/** Paths of the log files below a folder, a run of files between two folders at a time. `seen`: real paths of the folders that linked ones lie in. */
function* namesBelow(folder: string, seen: string[]): Generator<string[]> {
  const entries = entriesOf(folder, folder === seen[0]);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  let files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const whole = path.join(folder, entry.name);
    const kind = kindOf(entry, whole, seen);
    if (kind === 'file' && logFileName.test(entry.name)) files.push(whole);
    if (kind !== 'folder' || skippedFolders.has(entry.name)) continue;
    yield files;
    files = [];
    yield* namesBelow(whole, seen);
  }
  yield files;
}

function entriesOf(folder: string, isRoot: boolean): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (isRoot) throw error;
    return [];
  }
}

function kindOf(entry: Dirent, whole: string, seen: string[]): 'file' | 'folder' | 'other' {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = realpathSync(whole);
    const info = statSync(target);
    if (info.isFile()) return 'file';
    if (!info.isDirectory() || seen.some((known) => target === known || target.startsWith(known + path.sep))) return 'other';
    seen.push(target);
    return 'folder';
  } catch {
    return 'other'; // a link to nowhere
  }
}

function stated(paths: readonly string[]): LogFile[] {
  return paths.flatMap((file) => {
    const info = statSync(file, { throwIfNoEntry: false });
    if (info === undefined || !info.isFile()) return [];
    const layout = parseKey(file);
    return { path: file, size: info.size, mtimeMs: info.mtimeMs, ...(layout === undefined ? {} : { layout }) };
  });
}
