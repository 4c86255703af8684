// The sample: a workspace with infrastructure code, and the invented trail of what was done to it.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode24, node24 } from '../node24.mjs';
import { cleanEnv } from './env.mjs';
import { root, sampleDir } from './places.mjs';
import { say } from './say.mjs';
import { digest, isStamped, writeStamp } from './stamp.mjs';

const stamp = path.join(sampleDir, '.stamp');
const scripts = path.join(root, 'scripts');

/** Generates .sample/ when it is missing or its generator (scripts/sample*) is another than it was. */
export function ensureSample() {
  ensureNode24();
  const generator = fs
    .readdirSync(scripts)
    .filter((name) => name.startsWith('sample'))
    .sort();
  const want = digest(generator.map((name) => path.join(scripts, name)));
  if (isStamped(stamp, want)) return;
  say('generating the sample');
  const run = spawnSync(node24, [path.join(scripts, 'sample.mjs')], { cwd: root, stdio: 'inherit', env: cleanEnv() });
  if (run.status !== 0) throw new Error('The sample was not generated.');
  writeStamp(stamp, want);
}

/**
 * A copy of the sample that a test may spoil. Its settings name the copied logs, and no connection to AWS.
 * @param {string} into an empty folder
 * @returns {string} the copied workspace
 */
export function copySample(into) {
  fs.cpSync(sampleDir, into, { recursive: true });
  const workspace = path.join(into, 'workspace');
  const settings = path.join(workspace, '.vscode', 'settings.json');
  if (fs.existsSync(settings)) {
    const { 'traillens.connections': _, ...rest } = JSON.parse(fs.readFileSync(settings, 'utf8').replaceAll(sampleDir, into));
    fs.writeFileSync(settings, JSON.stringify(rest, null, 2));
  }
  return workspace;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureSample();
