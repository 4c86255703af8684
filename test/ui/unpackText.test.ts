import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { unpackText } from '../../src/ui/unpackText.ts';

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'traillens-'));
after(() => fs.rmSync(dir, { recursive: true }));

function file(bytes: Uint8Array): string {
  const name = path.join(dir, `${fs.readdirSync(dir).length}.json.gz`);
  fs.writeFileSync(name, bytes);
  return name;
}

const text = JSON.stringify({ Records: Array.from({ length: 5000 }, (_, n) => ({ eventID: `${n}-${Math.sin(n)}` })) });

test('a whole file', async () => {
  assert.deepEqual(await unpackText(file(gzipSync(text)), 1e7), { text });
});

test('a truncated file gives what comes before the end', async () => {
  const whole = gzipSync(text);
  const result = await unpackText(file(whole.subarray(0, whole.length >> 1)), 1e7);
  assert.ok(result.text.length > 1000 && text.startsWith(result.text));
});

test('a damaged file gives what comes before the damage', async () => {
  const broken = gzipSync(text);
  broken.fill(0xff, broken.length >> 1, (broken.length >> 1) + 64);
  const result = await unpackText(file(broken), 1e7);
  assert.equal(result.cut, 'damaged');
});

test('a bomb is cut at the limit', async () => {
  const result = await unpackText(file(gzipSync(Buffer.alloc(50_000_000, 'x'))), 100_000);
  assert.equal(result.cut, 'tooLarge');
  assert.equal(result.text.length, 100_000);
});

test('a file that is not there rejects', async () => {
  await assert.rejects(unpackText(path.join(dir, 'none.gz'), 1e7), { code: 'ENOENT' });
});
