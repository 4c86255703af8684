// Writes the sample: `node scripts/sample.ts [--out .sample] [--now 2026-11-20T00:00:00Z]`. Does nothing when the sample is up to date.
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { isUpToDate, markUpToDate } from './sample/fingerprint.ts';
import { generate } from './sample/generate.ts';

const here = import.meta.dirname;
const { values } = parseArgs({
  options: { out: { type: 'string', default: join(here, '..', '.sample') }, now: { type: 'string', default: '2026-11-20T00:00:00Z' } },
});
const now = Date.parse(values.now);
if (Number.isNaN(now)) {
  console.error(`--now takes a time such as 2026-11-20T00:00:00Z, not "${values.now}"`);
  process.exit(2);
}
const out = resolve(values.out);
if (isUpToDate(out, now)) {
  console.log(`Sample is up to date in ${out}`);
} else {
  const start = performance.now();
  rmSync(join(out, '.fingerprint'), { force: true });
  const made = generate(out, join(here, 'sample', 'workspace'), now);
  markUpToDate(out, now);
  console.log(`Sample written to ${out}: ${made.files} files, ${made.events} events, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
