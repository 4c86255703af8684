// Path arithmetic on plain strings, for both kinds of slashes: this folder must not depend on the machine it runs on.

/** The folder a file or folder lies in; `''` at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, lastSlash(path)));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(lastSlash(path) + 1);
}

/** `relative` (with `/`, `.` and `..`) as seen from the folder `dir`, in `dir`'s kind of slashes. */
export function joinPath(dir: string, relative: string): string {
  const slash = dir.includes('\\') && !dir.includes('/') ? '\\' : '/';
  const parts = dir.split(/[\\/]/);
  for (const part of relative.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join(slash);
}

/** `relative` below `dir`, for what a file says of its neighbours; undefined when it leads elsewhere: up, or to a place of its own. */
export function pathBelow(dir: string, relative: string): string | undefined {
  const elsewhere = /^[\\/]|^[A-Za-z]:|\0/.test(relative) || relative.split(/[\\/]/).includes('..');
  return relative === '' || elsewhere ? undefined : joinPath(dir, relative);
}

/** Whether a path is one of the folders or lies below one. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  const key = pathKey(path);
  return folders.some((folder) => key === pathKey(folder) || key.startsWith(`${pathKey(folder)}/`));
}

/** The folder and those above it, as far as they lie within `roots`; only itself when there are no roots. Innermost first. */
export function foldersUp(dir: string, roots: readonly string[]): string[] {
  if (roots.length === 0) return [dir];
  const found: string[] = [];
  for (let at = dir; isWithin(at, roots); at = folderOf(at)) {
    found.push(at);
    if (folderOf(at) === at || folderOf(at) === '') break;
  }
  return found;
}

/** Equal paths have equal keys: one kind of slash, none at the end. */
export function pathKey(path: string): string {
  return path.replace(/\\/g, '/').replace(/\/+$/, '');
}

function lastSlash(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}
