// Who calls a module: the roots that lead to a folder, each with its address prefix and arguments.
import { CallGraph } from './callGraph.ts';
import type { IacFiles } from '../identify.ts';
import { pathKey } from '../paths.ts';
import type { HclBlock } from './hcl.ts';
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

const MOST_CALLS_DEEP = 6;

/** Every site of a folder; the folder itself as a root when nobody calls it. */
export async function sitesOf(module: Module, files: IacFiles, loaded: Modules): Promise<Site[]> {
  // The workspace is only searched when there is a question, and once for all of them.
  return findSites(module, { files, loaded, callersOf: callersIn(files) }, 0);
}

/** The folders in whose text a module call has the folder with this `pathKey` as its source. */
export type CallersOf = (key: string) => Promise<Iterable<string>>;

/** By the look at the files that asks: a later look has files of its own. */
const accounts = new WeakMap<IacFiles, CallersOf>();

/** Says who keeps account of callers for a look; else it searches the workspace by itself. */
export function keepCallers(files: IacFiles, callersOf: CallersOf): void {
  accounts.set(files, callersOf);
}

function callersIn(files: IacFiles): CallersOf {
  const known = accounts.get(files);
  if (known) return known;
  const graph = new CallGraph(files);
  const callersOf: CallersOf = (key) => graph.callersOf(key);
  accounts.set(files, callersOf);
  return callersOf;
}

interface Search {
  readonly files: IacFiles;
  readonly loaded: Modules;
  readonly callersOf: CallersOf;
}

async function findSites(module: Module, search: Search, depth: number): Promise<Site[]> {
  const asRoot: Site = { root: module, scope: { module }, moduleAddress: '' };
  if (depth >= MOST_CALLS_DEEP || (await looksLikeRoot(module, search.files))) return [asRoot];
  const sites: Site[] = [];
  for (const dir of await search.callersOf(pathKey(module.dir))) {
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
