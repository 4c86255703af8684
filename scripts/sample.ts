// Writes the sample: `node scripts/sample.ts [--out .sample] [--now 2026-11-20T00:00:00Z]`. Does nothing when the sample is up to date.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { generate } from './sample/generate.ts';

const here = import.meta.dirname;
const sources = join(here, 'sample');

/** Hash of everything the sample depends on. */
function fingerprint(now: number): string {
  const hash = createHash('sha256').update(String(now));
  const files = readdirSync(sources, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, import.meta.filename]) hash.update(relative(here, file)).update(readFileSync(file));
  return hash.digest('hex');
}

const { values } = parseArgs({
  options: { out: { type: 'string', default: join(here, '..', '.sample') }, now: { type: 'string', default: '2026-11-20T00:00:00Z' } },
});
const now = Date.parse(values.now);
if (Number.isNaN(now)) {
  console.error(`--now takes a time such as 2026-11-20T00:00:00Z, not "${values.now}"`);
  process.exit(2);
}
const out = resolve(values.out);
const stamp = join(out, '.fingerprint');
const wanted = fingerprint(now);
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  console.log(`Sample is up to date in ${out}`);
} else {
  const start = performance.now();
  const made = generate(out, join(sources, 'workspace'), now);
  writeFileSync(stamp, wanted);
  console.log(`Sample written to ${out}: ${made.files} files, ${made.events} events, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
