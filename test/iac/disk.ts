// Files for the tests: from the disk, or invented ones from a table.
import { readFile, readdir } from 'node:fs/promises';
import type { IacFiles } from '../../src/iac/identify.ts';

/** Reads the real disk below the roots. */
export function diskFiles(...roots: string[]): IacFiles {
  return {
    roots,
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
    list: async (dir) =>
      (await readdir(dir, { withFileTypes: true }).catch(() => [])).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)),
  };
}

/** A table of path → text; POSIX paths. */
export function tableFiles(table: Readonly<Record<string, string>>, ...roots: string[]): IacFiles {
  return {
    roots,
    readFile: (path) => Promise.resolve(Object.hasOwn(table, path) ? table[path] : undefined),
    list: (dir) => {
      const prefix = `${dir}/`;
      const below = Object.keys(table)
        .filter((path) => path.startsWith(prefix))
        .map((path) => path.slice(prefix.length));
      return Promise.resolve([...new Set(below.map((path) => (path.includes('/') ? path.slice(0, path.indexOf('/') + 1) : path)))]);
    },
  };
}
