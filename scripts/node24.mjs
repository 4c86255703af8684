// The Node for tests, the sample and benchmarks: one with node:sqlite that runs TypeScript as it is.
// As a program, `node scripts/node24.mjs <script> [arguments]` runs a script with it, after installing what is missing.
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureModules } from './setup/modules.mjs';
import { ensureNode } from './setup/node.mjs';
import { cleanEnv } from './setup/env.mjs';
import { nodeBinary, root } from './setup/places.mjs';

/** 22.18 is the first 22 with type stripping and node:sqlite, both without a flag. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const thisWillDo = major >= 24 || (major === 22 && minor >= 18);

/** Path of that Node: TRAILLENS_NODE, else the running one, else ours. `ensureNode24` makes sure that it exists. */
export const node24 = process.env.TRAILLENS_NODE || (thisWillDo ? process.execPath : nodeBinary);

/** Installs Node 24 where neither TRAILLENS_NODE nor the running Node will do. */
export function ensureNode24() {
  if (node24 === nodeBinary) ensureNode();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  ensureModules();
  ensureNode24();
  const run = spawnSync(node24, process.argv.slice(2), {
    cwd: root,
    stdio: 'inherit',
    env: cleanEnv({ PATH: withFirst(path.dirname(node24)) }),
  });
  process.exitCode = run.status ?? 1;
}

/** A script's own `node` is then the same. @param {string} folder */
function withFirst(folder) {
  return [folder, process.env.PATH].filter(Boolean).join(path.delimiter);
}
