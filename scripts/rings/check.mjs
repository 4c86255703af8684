// The ring that runs no product code: types of the three TypeScript projects, lint rules, layout.
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { node24 } from '../node24.mjs';
import { cleanEnv } from '../setup/env.mjs';
import { root } from '../setup/places.mjs';
import { digest, isStamped, writeStamp } from '../setup/stamp.mjs';

const cache = path.join(root, 'node_modules', '.cache', 'traillens');
const incremental = (/** @type {string} */ name) => ['--incremental', '--tsBuildInfoFile', path.join(cache, `${name}.tsbuildinfo`)];
const tsc = 'node_modules/typescript/bin/tsc';

/** Each is one test. */
const checks = {
  'types of the extension and its tests': [tsc, '-p', 'tsconfig.json', ...incremental('host')],
  'types of the page': [tsc, '-p', 'src/webview/tsconfig.json', ...incremental('page')],
  'types of the scripts': [tsc, '-p', 'scripts/tsconfig.json', ...incremental('scripts')],
  'lint rules': ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
  layout: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
};

/** @returns {Promise<import('./outcome.mjs').Counts>} */
export async function check() {
  fs.mkdirSync(cache, { recursive: true });
  // Typed lint rules look across files, so a cache by file would miss faults; one by the whole tree does not.
  const tree = digest(inputs());
  let failed = 0;
  for (const [name, args] of Object.entries(checks)) {
    const stamp = path.join(cache, `${name.replaceAll(' ', '-')}.passed`);
    if (isStamped(stamp, tree)) continue;
    const { code, output } = await run(args);
    if (code === 0) writeStamp(stamp, tree);
    else {
      failed++;
      console.log(`  ✖ ${name}\n${output.trim().replace(/^/gm, '    ')}`);
    }
  }
  return { passed: Object.keys(checks).length - failed, failed, skipped: 0 };
}

/** All that the checks read, but for what is installed: package-lock.json speaks for that. */
function inputs() {
  const elsewhere = new Set(['node_modules', 'dist', 'out', '.git', '.vscode-test', '.sample']);
  return fs
    .readdirSync(root)
    .filter((name) => !elsewhere.has(name) && !name.endsWith('.vsix'))
    .sort()
    .map((name) => path.join(root, name));
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(node24, args, { cwd: root, env: cleanEnv({ NO_COLOR: '1', FORCE_COLOR: undefined }) });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('close', (code) => resolve({ code, output }));
  });
}
