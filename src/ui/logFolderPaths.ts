// From what people write into the setting to absolute paths.
import * as path from 'node:path';

/**
 * `~` is the home folder; a relative path and `${workspaceFolder}` start at the workspace's first folder and are left out where
 * there is none.
 */
export function logFolderPaths(written: readonly string[], workspace: string | undefined, home: string): string[] {
  const paths = new Set<string>();
  for (const text of written) {
    const expanded = text.trim().replace(/^~(?=$|[\\/])/, () => home);
    const inWorkspace = expanded.replaceAll('${workspaceFolder}', () => workspace ?? '');
    if (workspace === undefined && (inWorkspace !== expanded || !path.isAbsolute(inWorkspace))) continue;
    paths.add(path.resolve(workspace ?? '', inWorkspace));
  }
  return [...paths];
}
