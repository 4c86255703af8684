// Finds the files that may hold records, below a folder or as a single file.
import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
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
  if ((await stat(start)).isFile()) {
    yield await stated([start]);
    return;
  }
  let batch: string[] = [];
  for await (const names of namesBelow(start, [await realpath(start)], signal)) {
    for (const name of names) {
      if (batch.push(name) < batchSize) continue;
      yield await stated(batch);
      batch = [];
      signal?.throwIfAborted();
    }
  }
  signal?.throwIfAborted();
  if (batch.length > 0) yield await stated(batch);
}

/** Paths of the log files below a folder, a run of files between two folders at a time. `seen`: real paths of the folders that linked ones lie in. */
async function* namesBelow(folder: string, seen: string[], signal: AbortSignal | undefined): AsyncGenerator<string[]> {
  signal?.throwIfAborted();
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (folder === seen[0]) throw error;
    return [];
  });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  let files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const whole = path.join(folder, entry.name);
    const kind = await kindOf(entry, whole, seen);
    if (kind === 'file' && logFileName.test(entry.name)) files.push(whole);
    if (kind !== 'folder' || skippedFolders.has(entry.name)) continue;
    yield files;
    files = [];
    yield* namesBelow(whole, seen, signal);
  }
  yield files;
}

async function kindOf(entry: Dirent, whole: string, seen: string[]): Promise<'file' | 'folder' | 'other'> {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = await realpath(whole);
    const info = await stat(target);
    if (info.isFile()) return 'file';
    if (!info.isDirectory() || seen.some((known) => target === known || target.startsWith(known + path.sep))) return 'other';
    seen.push(target);
    return 'folder';
  } catch {
    return 'other'; // a link to nowhere
  }
}

async function stated(paths: readonly string[]): Promise<LogFile[]> {
  const files = await Promise.all(
    paths.map(async (file): Promise<LogFile | undefined> => {
      const info = await stat(file).catch(() => undefined);
      if (info === undefined || !info.isFile()) return undefined;
      const layout = parseKey(file);
      return { path: file, size: info.size, mtimeMs: info.mtimeMs, ...(layout === undefined ? {} : { layout }) };
    }),
  );
  return files.filter((file) => file !== undefined);
}
