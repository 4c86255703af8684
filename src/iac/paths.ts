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

/** Equal paths have equal keys: one kind of slash, none at the end. */
export function pathKey(path: string): string {
  return path.replace(/\\/g, '/').replace(/\/+$/, '');
}

function lastSlash(path: string): number {
  return Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
}
