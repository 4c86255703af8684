// Tells whether a sample is up to date: a hash of everything that it depends on.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const name = '.fingerprint';
const here = import.meta.dirname;

/** Hash of the generator's sources, the workspace's own files and the end of the log. */
function fingerprint(now: number): string {
  const hash = createHash('sha256').update(String(now));
  const files = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(relative(here, file)).update(readFileSync(file));
  return hash.digest('hex');
}

/** Whether `out` holds a whole sample of this generator, up to `now`. */
export function isUpToDate(out: string, now: number): boolean {
  const file = join(out, name);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint(now);
}

/** To be called when everything has been written. */
export function markUpToDate(out: string, now: number): void {
  writeFileSync(join(out, name), fingerprint(now));
}
