// docs/dependencies.md gives a reason for every dependency, and for nothing that is gone; the lockfile ties nobody to a registry.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

test('every dependency has a line with its reason', () => {
  const rows = [...read('docs/dependencies.md').matchAll(/^\| (`.*?`) \| (.+?) \|/gm)];
  const named = rows.flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  assert.deepEqual(named.sort(), Object.keys(manifest['devDependencies'] ?? {}).sort());
});

test('nothing is needed at run time but what is bundled', () => {
  assert.equal(manifest['dependencies'], undefined);
});

test('the API we compile against is the one we promise to run on', () => {
  assert.equal(`^${manifest['devDependencies']?.['@types/vscode']}`, manifest['engines']?.['vscode']);
});

test('the lockfile names no registry', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved": "http/);
});
