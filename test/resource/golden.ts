// Golden files, as in test/query/golden.ts: `UPDATE=1` rewrites them; a failure leaves `*.actual` beside.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Compares the text with `golden/<name>.txt`. */
export function assertGolden(name: string, actual: string): void {
  const file = path.join(import.meta.dirname, 'golden', `${name}.txt`);
  const text = `${actual.trimEnd()}\n`;
  if (process.env['UPDATE'] === '1') fs.writeFileSync(file, text);
  const expected = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  if (text === expected) return fs.rmSync(`${file}.actual`, { force: true });
  fs.writeFileSync(`${file}.actual`, text);
  assert.equal(text, expected, `${file} differs; see ${path.basename(file)}.actual, or run again with UPDATE=1`);
}
