// Golden files: what a person would want to see, compared as text. `UPDATE=1` rewrites them; a failure leaves `*.actual` beside.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Compares texts with the files `golden/<name>.txt` below a folder of tests. */
export function goldenIn(folder: string): (name: string, actual: string) => void {
  return (name, actual) => {
    const file = path.join(folder, 'golden', `${name}.txt`);
    const text = `${actual.trimEnd()}\n`;
    if (process.env['UPDATE'] === '1') fs.writeFileSync(file, text);
    const expected = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    if (text === expected) return fs.rmSync(`${file}.actual`, { force: true });
    fs.writeFileSync(`${file}.actual`, text);
    assert.equal(text, expected, `${file} differs; see ${path.basename(file)}.actual, or run again with UPDATE=1`);
  };
}
