// Runs test files with node:test on Node 24 and counts.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { node24 } from '../node24.mjs';
import { cleanEnv } from '../setup/env.mjs';
import { root } from '../setup/places.mjs';
import { summaryMark } from './reporter.mjs';

/** @typedef {import('./outcome.mjs').Counts} Counts */

const stopSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @param {readonly string[]} files relative to the root
 * @param {{ grep?: string | undefined, verbose?: boolean | undefined, concurrency?: number, env?: Readonly<Record<string, string>> }} options
 * @returns {Promise<Counts>} throws when the run did not come to its end
 */
export async function nodeTest(files, { grep, verbose, concurrency, env } = {}) {
  if (files.length === 0) throw new Error('No test files found.');
  const reporter = path.join(root, 'scripts', 'rings', 'reporter.mjs');
  const args = ['--test', '--enable-source-maps', '--disable-warning=ExperimentalWarning'];
  if (verbose) args.push('--test-reporter=spec', '--test-reporter-destination=stderr');
  args.push(`--test-reporter=${reporter}`, '--test-reporter-destination=stdout');
  if (grep) args.push(`--test-name-pattern=${grep}`);
  if (concurrency) args.push(`--test-concurrency=${concurrency}`);
  const child = spawn(node24, [...args, ...files], { cwd: root, env: cleanEnv(env), stdio: ['ignore', 'pipe', 'inherit'] });
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    child.once('exit', () => process.exit(1));
    child.kill(signal);
  };
  for (const signal of stopSignals) process.on(signal, forward);
  /** @type {Counts | undefined} */
  let counts;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith(summaryMark)) counts = JSON.parse(line.slice(summaryMark.length));
    else if (!verbose) console.log(`  ${line}`);
  }
  for (const signal of stopSignals) process.off(signal, forward);
  const code = child.exitCode ?? (await new Promise((resolve) => child.once('exit', resolve)));
  if (!counts) throw new Error(`The test runner ended with ${code} and said nothing of its tests.`);
  if (code !== 0 && counts.failed === 0 && counts.passed > 0) counts.failed = 1;
  return counts;
}

/**
 * Files of test/ that end so, sorted; without the folders named.
 * @param {string} ending
 * @param {{ under?: string, without?: readonly string[] }} where
 */
export function testFiles(ending, { under = 'test', without = [] } = {}) {
  const folder = path.join(root, under);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !without.includes(name.split(path.sep)[0] ?? ''))
    .map((name) => path.join(under, name))
    .sort();
}
