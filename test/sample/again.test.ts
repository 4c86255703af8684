// The same program writes the same sample, and does not write it twice.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { emptyFolder, filesBelow, makeSample, root } from './made.ts';

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [path.join(root, 'scripts/sample.ts'), ...args], { encoding: 'utf8' });
}

/** Paths and contents in one hash; the fingerprint of the run aside. */
function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) if (file !== '.fingerprint') hash.update(file).update(fs.readFileSync(path.join(folder, file)));
  return hash.digest('hex');
}

test('two runs in two folders write the same bytes; a second run in one folder writes nothing', () => {
  const out = emptyFolder();
  const first = run('--out', out);
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /^Sample written to .+: [\d]+ files, [\d]+ events, [\d.]+ s\n$/);
  assert.equal(hashOf(out), hashOf(makeSample()));

  const truth = path.join(out, 'truth.json');
  const written = fs.statSync(truth).mtimeMs;
  const second = run('--out', out);
  assert.match(second.stdout, /up to date/);
  assert.equal(fs.statSync(truth).mtimeMs, written);
});

test('an end that is no time is refused', () => {
  const answer = run('--out', emptyFolder(), '--now', 'yesterday');
  assert.equal(answer.status, 2);
  assert.match(answer.stderr, /--now takes a time/);
});
