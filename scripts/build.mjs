// node scripts/build.mjs [--production] [--watch]: bundles the extension, its threads, the CLI, the page and the host suites.
// As a module: `build()`.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundles, compressed, copies } from './bundles.mjs';
import { ensureModules } from './setup/modules.mjs';
import { root } from './setup/places.mjs';

/** @typedef {import('esbuild').BuildResult} BuildResult */

/**
 * Builds once; throws when something does not build, after saying what.
 * @param {{ production?: boolean }} options
 */
export async function build({ production = false } = {}) {
  ensureModules();
  const esbuild = await import('esbuild'); // only now: it may just have been installed
  copyAssets();
  const results = await Promise.all(bundles({ production }).map((options) => esbuild.build(options).catch((fault) => fault)));
  let errors = 0;
  for (const result of results) errors += report(result);
  if (errors > 0) throw new Error(`${errors} error(s) in the build`);
  if (production) (await import('./notices.mjs')).writeNotices(results);
}

/** Builds at every change until it is stopped. Its two lines are what .vscode/tasks.json waits for. */
async function watch() {
  ensureModules();
  const esbuild = await import('esbuild');
  copyAssets();
  let running = 0;
  /** @type {import('esbuild').Plugin} */
  const announce = {
    name: 'announce',
    setup(build) {
      build.onStart(() => {
        if (running++ === 0) console.log('[watch] build started');
      });
      build.onEnd((result) => {
        report(result);
        if (--running === 0) console.log('[watch] build finished');
      });
    },
  };
  for (const options of bundles({ production: false })) {
    const context = await esbuild.context({ ...options, plugins: [announce] });
    await context.watch();
  }
}

function copyAssets() {
  for (const [from, to] of Object.entries(copies)) {
    fs.mkdirSync(path.join(root, path.dirname(to)), { recursive: true });
    fs.copyFileSync(path.join(root, from), path.join(root, to));
  }
  for (const [from, to] of Object.entries(compressed)) {
    fs.mkdirSync(path.join(root, path.dirname(to)), { recursive: true });
    fs.writeFileSync(path.join(root, to), gzipSync(fs.readFileSync(path.join(root, from)), { level: 9 }));
  }
  // The project is made of ES modules, the bundles are CommonJS.
  for (const folder of ['dist', 'out']) {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
    fs.writeFileSync(path.join(root, folder, 'package.json'), '{ "type": "commonjs" }\n');
  }
}

/**
 * Prints messages as `file:line:column: severity: text` and gives the number of errors.
 * @param {Pick<BuildResult, 'errors' | 'warnings'>} result or a build's failure, which has the same two lists
 */
function report({ errors, warnings }) {
  const print =
    (/** @type {string} */ severity) =>
    (/** @type {import('esbuild').Message} */ { text, location }) => {
      const place = location ? `${location.file}:${location.line}:${location.column + 1}: ` : '';
      console.error(`${place}${severity}: ${text}`);
    };
  errors.forEach(print('error'));
  warnings.forEach(print('warning'));
  return errors.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--watch')) await watch();
  else {
    await build({ production: process.argv.includes('--production') }).catch((/** @type {Error} */ fault) => {
      console.error(fault.message);
      process.exitCode = 1;
    });
  }
}
