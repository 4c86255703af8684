// node scripts/package.mjs: traillens.vsix, with a production build in it. As a module: `makeVsix()`.
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureNode24, node24 } from './node24.mjs';
import { npmEnv } from './setup/env.mjs';
import { ensureModules } from './setup/modules.mjs';
import { root, vsixFile } from './setup/places.mjs';

/** Everything the extension runs is in its bundles, so the package holds no node_modules. @returns the file */
export function makeVsix() {
  ensureModules();
  ensureNode24();
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const run = spawnSync(node24, [vsce, 'package', '--no-dependencies', '--out', vsixFile], { cwd: root, env: npmEnv(), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`The package was not made:\n${run.stdout}${run.stderr}`);
  return vsixFile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(`made ${makeVsix()}`);
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
