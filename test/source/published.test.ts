// Records and broken texts that other people published; they are not part of the project, so this is skipped where they are absent.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { hear } from './invented.ts';

const shared = process.env['TRAILLENS_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
const data = path.join(shared, 'data');
const skip = existsSync(data) ? false : `no published data at ${data}`;
const filesOf = (folder: string): string[] =>
  readdirSync(path.join(data, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(data, folder, name))
    .filter((file) => statSync(file).isFile());

describe('published data', { skip }, () => {
  it('every record of every file loads, and is the text that went in', () => {
    let count = 0;
    for (const file of filesOf('records')) {
      const bytes = readFileSync(file);
      const whole: unknown = JSON.parse(bytes.toString('utf8'));
      assert.ok(typeof whole === 'object' && whole !== null && 'Records' in whole && Array.isArray(whole.Records), file);
      const { records, problems } = hear(bytes);
      assert.deepEqual(problems, [], file);
      assert.deepEqual(
        records.map((text) => JSON.parse(text)),
        whole.Records,
        file,
      );
      for (const text of records) assert.ok(bytes.includes(text), file);
      count += records.length;
    }
    assert.ok(count > 3000, String(count));
  });

  it('what is not JSON gives problems, and never stops the reader', () => {
    for (const file of filesOf('malformed')) {
      const bytes = readFileSync(file);
      const { records, problems } = hear(bytes);
      for (const text of records) assert.doesNotThrow(() => JSON.parse(text), file);
      assert.ok(problems.length > 0 || records.length > 0, file);
    }
  });

  it('200 mutated files end quickly', () => {
    const files = filesOf('records');
    let seed = 11;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
    for (let round = 0; round < 200; round++) {
      let bytes = readFileSync(files[random(files.length)] ?? '');
      for (let edits = 1 + random(5); edits > 0; edits--) {
        const at = random(bytes.length);
        const kind = random(3);
        if (kind === 0) bytes[at] = random(256);
        else if (kind === 1) bytes = bytes.subarray(0, at + 1);
        else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.length))]);
      }
      const started = performance.now();
      for (const text of hear(bytes).records) JSON.parse(text);
      assert.ok(performance.now() - started < 5000);
    }
  });
});
