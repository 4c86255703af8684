// The index of a workspace's code on the disk: replaced as a whole, so that nobody reads half of one.
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { LARGEST_INDEX } from '../iac/workspace/indexRecords.ts';

/** Pieces of this size are put together before others have their turn, in characters. */
const PIECE = 500_000;

/** The text; undefined when there is none, or one that nobody wrote like this. */
export async function readIndexFile(file: string): Promise<string | undefined> {
  try {
    if ((await stat(file)).size > 2 * LARGEST_INDEX) return undefined;
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes the lines, unless there are too many. */
export async function writeIndexFile(file: string, lines: Iterable<string>): Promise<void> {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    length += piece.length;
    if (length > LARGEST_INDEX) return;
    pieces.push(piece);
    piece = '';
    await new Promise((resolve) => void setImmediate(resolve));
  }
  pieces.push(piece);
  await mkdir(path.dirname(file), { recursive: true });
  // Another window may write at the same time.
  const beside = `${file}.${String(process.pid)}.tmp`;
  try {
    await writeFile(beside, pieces);
    await rename(beside, file);
  } finally {
    await rm(beside, { force: true });
  }
}
