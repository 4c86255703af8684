// Which files of a workspace may declare resources, within bounds: what was installed, built or hidden is left out.
import type { IacFiles } from '../identify.ts';
import { canDeclare } from '../identify.ts';
import { joinPath } from '../paths.ts';

/** Files that are looked at, at most. */
export const MOST_FILES = 20_000;
const MOST_FOLDERS = 20_000;
/** Links may lead in circles. */
const DEEPEST = 24;

/** Installed, or made from what is read anyway. */
const LEFT_OUT = new Set(['node_modules', 'cdk.out', 'cdktf.out', 'dist', 'build', 'out', 'venv', '__pycache__']);

/** What was found; `more`: the bounds were reached, so there may be others. */
export interface WorkspaceFiles {
  readonly files: readonly string[];
  readonly more: boolean;
}

/** Walks the roots, nearest folders first. Modules that Terraform has fetched count, its providers do not. */
export async function workspaceFiles(files: IacFiles, signal?: AbortSignal): Promise<WorkspaceFiles> {
  const found: string[] = [];
  const queue = files.roots.map((dir) => ({ dir, depth: 0 }));
  let folders = 0;
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    signal?.throwIfAborted();
    if (++folders > MOST_FOLDERS) return { files: found, more: true };
    for (const name of (await files.list(next.dir)).sort()) {
      const path = joinPath(next.dir, name);
      if (name.endsWith('/')) {
        const inside = below(name.slice(0, -1), path);
        if (inside !== undefined && next.depth < DEEPEST) queue.push({ dir: inside, depth: next.depth + 1 });
      } else if (canDeclare(name)) {
        if (found.length >= MOST_FILES) return { files: found, more: true };
        found.push(path);
      }
    }
  }
  return { files: found, more: false };
}

/** The folder to walk in place of one that was met; undefined for none. */
function below(name: string, path: string): string | undefined {
  if (name === '.terraform') return joinPath(path, 'modules');
  return name.startsWith('.') || LEFT_OUT.has(name) ? undefined : path;
}
