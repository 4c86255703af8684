// What the package holds: all the extension needs, nothing else, and not more of it than we mean to ship.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';
import { zipEntries } from './zip.ts';

const vsix = process.env['TRAILLENS_VSIX'] ?? '';
const skip = vsix === '' && 'TRAILLENS_VSIX names no package: npm run test:vsix sets it';

/** Exactly these, in `extension/`; pictures and icons of media/ beside them. */
const wanted = [
  'package.json',
  'readme.md',
  'changelog.md',
  'LICENSE.txt',
  'dist/package.json',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/extension.js',
  'dist/storeWorker.js',
  'dist/ingestWorker.js',
  'dist/aws.js',
  'dist/cli.js',
  'dist/knowledge.gz',
  'dist/webview/main.js',
  'dist/webview/main.css',
  'dist/webview/codicon.ttf',
  'dist/wasm/web-tree-sitter.wasm',
  'dist/wasm/tree-sitter-hcl.wasm',
  'dist/wasm/tree-sitter-python.wasm',
  'dist/wasm/tree-sitter-terraform.wasm',
  'dist/wasm/tree-sitter-typescript.wasm',
];
const packagingOwn = ['extension.vsixmanifest', '[Content_Types].xml'];
const mostBytes = 4_000_000;

test('the package holds what it should and nothing else', { skip }, () => {
  const names = zipEntries(vsix).map((entry) => entry.name);
  const inside = names.filter((name) => !packagingOwn.includes(name)).map((name) => name.replace(/^extension\//, ''));
  const media = inside.filter((name) => /^media\/[\w/-]+\.(svg|png)$/.test(name));
  assert.ok(media.length > 0, 'no icon');
  assert.deepEqual(inside.filter((name) => !media.includes(name)).sort(), [...wanted].sort());
});

test('the package stays small', { skip }, () => {
  assert.ok(fs.statSync(vsix).size < mostBytes, `${fs.statSync(vsix).size} bytes`);
});

test('no bundle carries a source map or a path of the machine that built it', { skip }, () => {
  for (const bundle of ['extension.js', 'storeWorker.js', 'ingestWorker.js', 'aws.js', 'cli.js', 'webview/main.js']) {
    const text = fs.readFileSync(new URL(`../../dist/${bundle}`, import.meta.url), 'utf8');
    // At the start of a line: code that reads other programs' maps has the word within.
    assert.doesNotMatch(text, /^\/\/# sourceMappingURL=/m, bundle);
    assert.ok(!text.includes(process.cwd()), bundle);
  }
});
