// The disk as the IaC readers see it.
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { IacFiles } from '../iac/identify.ts';

/** Files below the folder of the nearest repository or workspace, else below the file's own folder. */
export async function iacFiles(file: string): Promise<IacFiles> {
  return {
    readFile: (name) => readFile(name, 'utf8').catch(() => undefined),
    modified: (name) =>
      stat(name).then(
        ({ mtimeMs }) => mtimeMs,
        () => undefined,
      ),
    list: async (folder) => {
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
      return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
    },
    roots: [await rootOf(path.dirname(file))],
  };
}

async function rootOf(folder: string): Promise<string> {
  for (let at = folder; ; at = path.dirname(at)) {
    const names: string[] = await readdir(at).catch(() => []);
    if (names.includes('.git') || names.includes('.vscode')) return at;
    if (at === path.dirname(at)) return folder;
  }
}
