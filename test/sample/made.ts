// A sample of our own in a temporary folder, and plain readers of it that share no code with its generator.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { after } from 'node:test';
import { isUpToDate } from '../../scripts/sample/fingerprint.ts';
import { generate } from '../../scripts/sample/generate.ts';
import type { Truth } from '../../scripts/sample/truthShape.ts';
import type { JsonObject } from '../../src/event/event.ts';

export const end = Date.parse('2026-11-20T00:00:00Z');
export const root = path.resolve(import.meta.dirname, '../..');
export const workspaceSources = path.join(root, 'scripts/sample/workspace');

/** An empty folder that is gone when the tests are done. */
export function emptyFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'traillens-sample-'));
  after(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Folder of a sample to read: the project's own where that is up to date, else a fresh one. Its workspace may have been played with. */
export function someSample(): string {
  const own = path.join(root, '.sample');
  return isUpToDate(own, end) ? own : makeSample();
}

/** Generates a sample; answers its folder. */
export function makeSample(): string {
  const out = emptyFolder();
  generate(out, workspaceSources, end);
  return out;
}

export function readTruth(out: string): Truth {
  return JSON.parse(fs.readFileSync(path.join(out, 'truth.json'), 'utf8')) as Truth;
}

/** Every file below a folder, relative to it, with `/`, sorted. */
export function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** The records of one log file; of a file with a broken record the others. Throws where the file cannot be unpacked. */
export function recordsOf(file: string): JsonObject[] {
  const text = gunzipSync(fs.readFileSync(file)).toString('utf8');
  try {
    return (JSON.parse(text) as { Records: JsonObject[] }).Records;
  } catch {
    // Each record begins alike, which is enough to part them here.
    return text
      .slice('{"Records":['.length, -']}'.length)
      .split(/,(?=\{"eventVersion":)/)
      .flatMap((part) => {
        try {
          return [JSON.parse(part) as JsonObject];
        } catch {
          return [];
        }
      });
  }
}

/** Paths of the files that hold records, without digests and the truncated one. */
export function logFiles(out: string, truth: Truth): string[] {
  const aside = new Set([
    ...truth.totals.digests,
    ...truth.totals.problems.filter(({ code }) => code === 'truncated').map((fault) => fault.path),
  ]);
  return filesBelow(path.join(out, 'logs')).filter((file) => !aside.has(file));
}
