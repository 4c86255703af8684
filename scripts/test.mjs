// npm test: sets up whatever is missing, then runs the rings of tests from the quickest to the truest.
//   node scripts/test.mjs [ring ...] [file ...] [--grep text] [--verbose]
// Rings: check, unit, host, journeys, vsix; all by default. Files narrow the unit tests or journeys. Needs nothing but Node ≥ 20 and npm.
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { ensureNode24 } from './node24.mjs';
import { inWords, sum } from './rings/outcome.mjs';
import { nodeTest, testFiles } from './rings/nodeTest.mjs';
import { ensureAwsCli } from './setup/awscli.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureModules } from './setup/modules.mjs';
import { root } from './setup/places.mjs';
import { ensureSample } from './setup/sample.mjs';
import { ensureVscode } from './setup/vscode.mjs';

/** @typedef {import('./rings/outcome.mjs').Counts} Counts */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string' }, verbose: { type: 'boolean' } },
});

/** Folders of test/ that have a ring of their own. */
const apart = ['host', 'journeys', 'vsix'];

/** @type {Readonly<Record<string, () => Promise<Counts>>>} */
const rings = {
  check: async () => (await import('./rings/check.mjs')).check(),
  unit: () => nodeTest(narrowed(testFiles('.test.ts', { without: apart })), options),
  host: () => hostTests(),
  journeys: () => journeys(),
  vsix: async () => {
    const vsix = (await import('./package.mjs')).makeVsix();
    const contents = nodeTest(testFiles('.test.ts', { under: 'test/vsix' }), { ...options, env: { TRAILLENS_VSIX: vsix } });
    return sum([await contents, await hostTests(vsix), await journeys(vsix)]);
  },
};

const asked = positionals.filter((word) => word in rings);
const files = positionals.filter((word) => !(word in rings)).map((file) => path.relative(root, path.resolve(file)));
const ringOfFiles = files.some((file) => file.endsWith('.mjs') || file.startsWith(path.join('test', 'journeys'))) ? 'journeys' : 'unit';
const names = asked.length > 0 ? asked : files.length > 0 ? [ringOfFiles] : Object.keys(rings);

/** @type {Counts[]} */
const outcomes = [];
try {
  await setUp();
  for (const name of names) outcomes.push(await runRing(name));
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  outcomes.push({ passed: 0, failed: 1, skipped: 0 });
}
const total = sum(outcomes);
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** Installs, builds and generates what the asked rings need; each step is passed over when it is done already. */
async function setUp() {
  ensureModules();
  ensureNode24();
  const needsEditor = names.some((name) => apart.includes(name));
  if (needsEditor) {
    ensureVscode();
    ensureChromium();
  }
  if (names.includes('unit')) ensureAwsCli();
  if (names.some((name) => name !== 'check')) ensureSample();
  if (names.some((name) => name !== 'check')) await build();
}

/**
 * A ring that did not run to its end has failed; so has one in which nothing ran, unless --grep picked from others.
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runRing(name) {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const counts = (await rings[name]?.().catch(failure)) ?? failure(`There is no ring ${name}.`);
  if (counts.passed + counts.failed === 0 && options.grep === undefined) {
    console.log('  ✖ no test ran');
    counts.failed = 1;
  }
  console.log(`   ${name}: ${inWords(counts)} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  return counts;
}

/** @param {unknown} fault @returns {Counts} */
function failure(fault) {
  console.log(`  ✖ ${fault instanceof Error ? fault.message : String(fault)}`);
  return { passed: 0, failed: 1, skipped: 0 };
}

/** @param {string} [vsix] the package instead of the project's folder @returns {Promise<Counts>} */
async function hostTests(vsix) {
  if (testFiles('.test.ts', { under: 'test/host' }).length === 0) throw new Error('No test files found.');
  const { runHostTests } = await import('../test/host/run.mjs');
  return runHostTests({ ...options, vsix });
}

/**
 * All that happens in a browser, one after the other; of a package only what happens in the editor.
 * @param {string} [vsix]
 * @returns {Promise<Counts>}
 */
async function journeys(vsix) {
  const journeyFiles = narrowed(testFiles('.test.mjs', { under: vsix ? 'test/journeys' : 'test' }));
  if (journeyFiles.length === 0) throw new Error('No test files found.');
  const each = { ...options, concurrency: 1, ...(vsix ? { env: { TRAILLENS_VSIX: vsix } } : {}) };
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of journeyFiles) {
    let counts = await nodeTest([file], each);
    // An editor driven from outside may miss a beat on a busy machine: a journey that fails is taken once more, from its start, and says so.
    if (counts.failed > 0) {
      console.log(`  ${file} failed; once more`);
      counts = await nodeTest([file], each);
    }
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  return sum;
}

/** The files named on the command line or lying in a folder named there; all when none is named. @param {readonly string[]} all */
function narrowed(all) {
  return files.length === 0 ? all : all.filter((file) => files.some((named) => file === named || file.startsWith(named + path.sep)));
}
