// Who calls a module: the roots that lead to a folder, each with its address prefix and arguments.
import type { IacFiles } from './identify.ts';
import { joinPath, pathKey } from './paths.ts';
import type { HclBlock } from './hcl.ts';
import { terraform } from './terraform.ts';
import type { Scope } from './terraformEval.ts';
import { instanceKey, repetitions } from './terraformInstances.ts';
import type { Module, Modules } from './terraformModule.ts';
import { loadModule } from './terraformModule.ts';
import { looksLikeRoot } from './terraformStates.ts';

/** One way in which a folder's code is used. */
export interface Site {
  readonly root: Module;
  readonly scope: Scope;
  /** `module.a["x"]`, `''` in the root; `[*]` where the keys are not known. */
  readonly moduleAddress: string;
}

/** Folders looked at in search of callers. */
const MOST_FOLDERS = 2_000;
const MOST_CALLS_DEEP = 6;

/** Every site of a folder; the folder itself as a root when nobody calls it. */
export async function sitesOf(module: Module, files: IacFiles, loaded: Modules): Promise<Site[]> {
  // The workspace is only searched when there is a question, and once for all of them.
  return findSites(module, { files, loaded, callers: () => callersIn(files) }, 0);
}

/** By the look at the files that asks: a later look has files of its own. */
const scans = new WeakMap<IacFiles, Promise<Callers>>();

function callersIn(files: IacFiles): Promise<Callers> {
  const scan = scans.get(files) ?? scanCallers(files);
  scans.set(files, scan);
  return scan;
}

/** By `pathKey` of a folder: the folders in whose text a module call has it as its source. */
type Callers = ReadonlyMap<string, ReadonlySet<string>>;

interface Search {
  readonly files: IacFiles;
  readonly loaded: Modules;
  readonly callers: () => Promise<Callers>;
}

async function findSites(module: Module, search: Search, depth: number): Promise<Site[]> {
  const asRoot: Site = { root: module, scope: { module }, moduleAddress: '' };
  if (depth >= MOST_CALLS_DEEP || (await looksLikeRoot(module, search.files))) return [asRoot];
  const sites: Site[] = [];
  for (const dir of (await search.callers()).get(pathKey(module.dir)) ?? []) {
    const caller = await loadModule(dir, search.files, search.loaded);
    const calls = [...caller.calls].filter(([name]) => pathKey(caller.children.get(name)?.dir ?? '') === pathKey(module.dir));
    if (calls.length === 0) continue;
    for (const outer of await findSites(caller, search, depth + 1)) {
      for (const [, block] of calls) sites.push(...sitesOfCall(module, block, outer));
    }
  }
  return sites.length > 0 ? sites : [asRoot];
}

/** The sites that a call makes of the called folder. */
export function sitesOfCall(called: Module, block: HclBlock, outer: Site): Site[] {
  const prefix = `${outer.moduleAddress === '' ? '' : `${outer.moduleAddress}.`}module.${block.labels[0] ?? ''}`;
  const known = repetitions(block, outer.scope);
  return (known ?? [undefined]).map((repetition) => ({
    root: outer.root,
    scope: { module: called, caller: { block, scope: { ...outer.scope, ...(repetition ? { repetition } : {}) } } },
    moduleAddress: prefix + instanceKey(known === undefined ? '*' : repetition),
  }));
}

/** Looks for local sources in the text alone; reading the folders tells for sure. */
async function scanCallers(files: IacFiles): Promise<Callers> {
  const found = new Map<string, Set<string>>();
  const queue = [...files.roots];
  for (let seen = 0; seen < MOST_FOLDERS && queue.length > 0; seen++) {
    const folder = queue.shift() ?? '';
    for (const name of await files.list(folder)) {
      if (name.endsWith('/')) {
        if (!name.startsWith('.') && name !== 'node_modules/') queue.push(joinPath(folder, name));
      } else if (terraform.canRead(name)) {
        const text = (await files.readFile(joinPath(folder, name))) ?? '';
        for (const [, source = ''] of text.matchAll(/"?source"?\s*[=:]\s*"(\.{1,2}(?:\/[^"\n]*)?)"/g)) {
          const called = pathKey(joinPath(folder, source));
          if (called !== pathKey(folder)) found.set(called, (found.get(called) ?? new Set()).add(folder));
        }
      }
    }
  }
  return found;
}
