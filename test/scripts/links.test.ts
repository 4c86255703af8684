// Links and pictures in the project's own texts lead somewhere.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const texts = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...fs.readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`),
];

for (const text of texts.filter((name) => name.endsWith('.md'))) {
  test(`${text} links only to what exists`, () => {
    const links = [...fs.readFileSync(path.join(root, text), 'utf8').matchAll(/\]\(([^)#\s]+)/g)].map(([, link = '']) => link);
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    const lost = local.filter((link) => !fs.existsSync(path.resolve(root, path.dirname(text), link)));
    assert.deepEqual(lost, []);
  });
}

test('CONTRIBUTING.md tells of every script, and of no other', () => {
  const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const table = fs
    .readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| `[a-z:]+`/.test(line));
  const told = table.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''));
  const own = Object.keys(scripts).filter((name) => !name.startsWith('vscode:'));
  assert.deepEqual(told.sort(), own.sort());
});
