// Code and records that other people published, where they lie beside the project.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const shared = process.env['TRAILLENS_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');

/** Where published infrastructure code is. */
export const publishedCode = path.join(shared, 'data/iac');
/** Where published records are. */
export const publishedRecords = path.join(shared, 'data/records');

/** Why tests of published code are skipped; false when it is there. */
export const skip = existsSync(publishedCode) ? false : `published infrastructure code is not at ${publishedCode}`;

/** Rows of a table there, without its head. */
export function rows(name: string): string[][] {
  return readFileSync(path.join(publishedCode, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}
