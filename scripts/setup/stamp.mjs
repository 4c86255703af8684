// A stamp says that a step was completed for a given input, so that the next run can skip it.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from './places.mjs';

/**
 * @param {string} file
 * @param {string} want what the stamp must hold
 */
export function isStamped(file, want) {
  try {
    return fs.readFileSync(file, 'utf8') === want;
  } catch {
    return false; // never written
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
export function writeStamp(file, content) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
}

/**
 * One digest over the names and contents of files and, recursively, folders; what does not exist counts as absent.
 * @param {readonly string[]} entries absolute paths
 */
export function digest(entries) {
  const hash = createHash('sha256');
  for (const entry of entries) add(entry);
  return hash.digest('hex');

  /** @param {string} entry */
  function add(entry) {
    const stat = fs.statSync(entry, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of fs.readdirSync(entry).sort()) add(path.join(entry, name));
    } else {
      hash.update(path.relative(root, entry)).update('\0').update(fs.readFileSync(entry)).update('\0');
    }
  }
}
