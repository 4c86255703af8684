// What is bundled into what: the table that scripts/build.mjs works off.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from './setup/places.mjs';

/** @typedef {import('esbuild').BuildOptions} BuildOptions */

/** CommonJS has no `import.meta`; libraries that ask it where they are get the bundle's own place. @satisfies {BuildOptions} */
const node = {
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // jsonc-parser's `main` is UMD, whose inner requires no bundler can follow.
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': 'bundleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
};

/**
 * All bundles. The suites for the extension host are left out of a production build.
 * @param {{ production: boolean }} options
 * @returns {BuildOptions[]}
 */
export function bundles({ production }) {
  /** @satisfies {BuildOptions} */
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: production,
    sourcemap: !production,
    metafile: true,
    logLevel: 'silent',
    legalComments: 'none',
  };
  const entry = (/** @type {string} */ source, /** @type {string} */ outfile) => ({ ...common, entryPoints: [source], outfile });
  const product = [
    { ...entry('src/extension.ts', 'dist/extension.js'), ...node, external: ['vscode'] },
    { ...entry('src/storeWorker.ts', 'dist/storeWorker.js'), ...node },
    { ...entry('src/ingestWorker.ts', 'dist/ingestWorker.js'), ...node },
    { ...entry('src/aws.ts', 'dist/aws.js'), ...node },
    { ...entry('src/cli.ts', 'dist/cli.js'), ...node, banner: { js: `#!/usr/bin/env node\n${node.banner.js}` } },
    {
      ...entry('src/webview/main.ts', 'dist/webview/main.js'),
      platform: /** @type {const} */ ('browser'),
      format: /** @type {const} */ ('iife'),
      target: 'chrome138',
      loader: { '.ttf': /** @type {const} */ ('file') },
      assetNames: '[name]',
    },
  ];
  if (production) return product;
  const suites = fs
    .readdirSync(path.join(root, 'test/host'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join('test/host', name));
  // mocha stays outside: every suite must meet the globals of the one instance that runs them.
  const host = {
    ...common,
    ...node,
    entryPoints: ['test/host/index.ts', ...suites],
    outdir: 'out/test/host',
    outbase: 'test/host',
    external: ['vscode', 'mocha'],
  };
  return [...product, host];
}

/** Files that are shipped as they are: the parsers' WebAssembly. From → to. */
export const copies = {
  'node_modules/web-tree-sitter/web-tree-sitter.wasm': 'dist/wasm/web-tree-sitter.wasm',
  'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm': 'dist/wasm/tree-sitter-hcl.wasm',
  'node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm': 'dist/wasm/tree-sitter-terraform.wasm',
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm': 'dist/wasm/tree-sitter-typescript.wasm',
  'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm': 'dist/wasm/tree-sitter-python.wasm',
};

/** Files that are shipped compressed: what is known of all types, read when it is first needed. From → to. */
export const compressed = { 'src/resource/knowledge.generated.txt': 'dist/knowledge.gz' };
