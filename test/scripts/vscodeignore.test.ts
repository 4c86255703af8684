// .vscodeignore shuts everything out first: a new folder of the project never lands in the package by itself.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';

const lines = fs
  .readFileSync(path.resolve(import.meta.dirname, '../../.vscodeignore'), 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#'));

test('everything is shut out before anything is let in', () => {
  const [first, ...rest] = lines;
  assert.equal(first, '**');
  assert.ok(rest.length > 0);
  assert.deepEqual(
    rest.filter((line) => !line.startsWith('!')),
    [],
  );
});

test('what is let in is named closely', () => {
  assert.deepEqual(
    lines.filter((line) => /^!(\*|dist\/\*\*|src|test|scripts|node_modules|docs)/.test(line)),
    [],
  );
});
