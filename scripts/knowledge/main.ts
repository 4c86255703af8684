// npm run knowledge [-- --newest]: writes what is known of all types, from npm packages alone. `--newest` moves the pins first.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../setup/places.mjs';
import { coverageOf, report } from './coverage.ts';
import { generate } from './generate.ts';
import { renewPins } from './packages.ts';

if (process.argv.includes('--newest')) renewPins();
const text = generate();
fs.writeFileSync(path.join(root, 'src/resource/knowledge.generated.txt'), text);

const coverage = report(coverageOf(text));
const docs = path.join(root, 'docs/knowledge.md');
const marks = /(<!-- coverage -->\n)[\s\S]*?(<!-- \/coverage -->)/;
fs.writeFileSync(
  docs,
  fs.readFileSync(docs, 'utf8').replace(marks, (_, begin: string, end: string) => `${begin}${coverage}\n${end}`),
);
console.log(`${coverage}\n\n${text.length} bytes, ${gzipSync(text, { level: 9 }).length} compressed`);
