// The rule that keeps the stages apart must be able to fail, and must say the same as ARCHITECTURE.md.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { layering, layers } from '../../scripts/lint/layers.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const linter = new Linter({ cwd: root });

/** Messages for one file of src/ with this text. */
function faults(file: string, text: string): string[] {
  const config: Linter.Config = {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { traillens: { rules: { layering } } },
    rules: { 'traillens/layering': 'error' },
  };
  return linter.verify(text, [config], { filename: path.join(root, 'src', file) }).map((message) => message.message);
}

test('what stands in the row is allowed', () => {
  const allowed = {
    'event/actor.ts':
      "import { parseArn } from '../resource/arn.ts'; import { recordText } from './record.ts'; import type { Problem } from '../problem.ts';",
    'collect/collect.ts': "import type { Source } from '../source/source.ts'; import * as fs from 'node:fs';",
    'iac/cloudformation.ts': "import { parseDocument } from 'yaml';",
    'protocol/panel.ts': "import type { Touch } from '../event/event.ts';",
    'ui/panel.ts': "import * as vscode from 'vscode'; import { text } from '../outline/activity.ts';",
    'webview/main.ts':
      "import { Virtualizer } from '@tanstack/virtual-core'; import '@vscode-elements/elements/dist/vscode-button/index.js';",
    'extension.ts': "import * as vscode from 'vscode'; import { panel } from './ui/panel.ts';",
  };
  for (const [file, text] of Object.entries(allowed)) assert.deepEqual(faults(file, text), [], file);
});

test('every way of reaching past the row is found', () => {
  const ways = [
    "import { open } from '../store/open.ts';",
    "import type { Store } from '../store/port.ts';",
    "export { open } from '../store/open.ts';",
    "export * from '../store/open.ts';",
    "export type { Store } from '../store/port.ts';",
    "const store = await import('../store/open.ts');",
    "let store: import('../store/port.ts').Store;",
    "import '../extension.ts';",
    "import * as vscode from 'vscode';",
    "import type { Uri } from 'vscode';",
    "import * as fs from 'node:fs';",
    "import * as fs from 'fs';",
    "import { parse } from 'yaml';",
    "import { readFixture } from '../../test/fixture.ts';",
  ];
  for (const way of ways) assert.equal(faults('event/actor.ts', way).length, 1, way);
});

test('a right to types is no right to code', () => {
  assert.deepEqual(faults('query/history.ts', "import type { Store } from '../store/port.ts';"), []);
  const [fault = ''] = faults('query/history.ts', "import { open } from '../store/open.ts';");
  assert.match(fault, /^query\/ may name the types of store\//);
  assert.equal(faults('query/history.ts', "import { type Store } from '../store/port.ts';").length, 1, 'it would still load the module');
  assert.equal(faults('protocol/panel.ts', "import { outcome } from '../event/event.ts';").length, 1);
});

test('only extension.ts and ui/ see the editor', () => {
  const editor = "import * as vscode from 'vscode';";
  const seeing = [
    ...Object.keys(layers).map((layer) => `${layer}/x.ts`),
    'extension.ts',
    'backend.ts',
    'storeWorker.ts',
    'ingestWorker.ts',
    'cli.ts',
    'problem.ts',
  ];
  assert.deepEqual(
    seeing.filter((file) => faults(file, editor).length === 0),
    ['ui/x.ts', 'extension.ts'],
  );
});

test('a root sees the other roots only where its row says so', () => {
  assert.deepEqual(faults('storeWorker.ts', "import { Backend } from './backend.ts';"), []);
  assert.equal(faults('extension.ts', "import { Backend } from './backend.ts';").length, 1);
  assert.equal(faults('cli/run.ts', "import '../cli.ts';").length, 1);
});

test('a file of no layer is a fault, whatever it imports', () => {
  assert.match(faults('helpers/text.ts', 'export {};').join(), /stands in no layer/);
  assert.match(faults('globals.ts', 'export {};').join(), /stands in no layer/);
});

test('ARCHITECTURE.md has the same table', () => {
  const text = fs.readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `src\/(\w+)\/` \|.*\| ([^|]+) \|$/gm)].map(
    ([, folder = '', rights = '']) => [folder, rights] as const,
  );
  assert.deepEqual(rows.map(([folder]) => folder).sort(), Object.keys(layers).sort());
  for (const [folder, rights] of rows) {
    const { uses = [], types = [] } = layers[folder] ?? {};
    const [, code = '', ofTypes] = /^(.*?)(?:;? ?types(?: of (.*?))?)?(?:, node)?$/.exec(rights) ?? [];
    assert.deepEqual(foldersIn(code), uses, `${folder} may use`);
    if (!types.includes('*')) assert.deepEqual(foldersIn(ofTypes ?? ''), types, `types for ${folder}`);
  }
});

/** `a, b and c`, or `a … c` for a run of rows. */
function foldersIn(words: string): string[] {
  const all = Object.keys(layers);
  const range = /(\w+) … (\w+)/.exec(words);
  if (range) return all.slice(all.indexOf(range[1] ?? ''), all.indexOf(range[2] ?? '') + 1);
  return words
    .split(/,| and /)
    .map((word) => word.trim())
    .filter((word) => all.includes(word));
}
