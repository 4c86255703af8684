// The index file is replaced as a whole or not at all.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { LARGEST_INDEX } from '../../src/iac/workspace/indexRecords.ts';
import { readIndexFile, writeIndexFile } from '../../src/ui/indexFile.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'traillens-index-'));
after(() => rmSync(dir, { recursive: true, force: true }));
const file = path.join(dir, 'deep', 'code-index.jsonl');

test('what was written is read, and nothing else lies beside it', async () => {
  assert.equal(await readIndexFile(file), undefined);
  const lines = Array.from({ length: 100_000 }, (_, i) => `line ${i}`);
  await writeIndexFile(file, lines);
  await writeIndexFile(file, lines);
  assert.equal(await readIndexFile(file), `${lines.join('\n')}\n`);
  assert.deepEqual(readdirSync(path.dirname(file)), ['code-index.jsonl']);
});

test('what is too large is not written, and the last one stays', async () => {
  const before = readFileSync(file, 'utf8');
  const line = 'x'.repeat(1_000_000);
  await writeIndexFile(
    file,
    Array.from({ length: LARGEST_INDEX / 1_000_000 + 2 }, () => line),
  );
  assert.equal(readFileSync(file, 'utf8'), before);
});

test('where nothing can be written, it is said and nothing is left', async () => {
  const blocked = path.join(dir, 'a-file');
  writeFileSync(blocked, '');
  await assert.rejects(writeIndexFile(path.join(blocked, 'index'), ['x']));
  assert.equal(await readIndexFile(path.join(blocked, 'index')), undefined);
});
