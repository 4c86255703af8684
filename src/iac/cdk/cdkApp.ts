// Finds the app that a program belongs to, and what its last synthesis left.
import { age } from '../../resource/age.ts';
import type { Assembly } from './cdkAssembly.ts';
import { readAssembly } from './cdkAssembly.ts';
import { fields, parseJson, text } from '../fields.ts';
import type { IacFiles } from '../identify.ts';
import { baseName, foldersUp, folderOf, isWithin, joinPath, pathBelow } from '../paths.ts';

export interface CdkApp {
  /** The folder with `cdk.json`; the program's own where there is none. */
  readonly dir: string;
  readonly assembly?: Assembly;
  /** What is wrong with the assembly or that there is none, with the step that mends it. */
  readonly problem?: string;
  /** `cdk.out of 2 days ago` */
  readonly source: string;
}

/** Folders looked through for an app, where none lies above a program (a library beside its apps). */
const MOST_FOLDERS = 300;
const DEEPEST = 4;

/** A checkout writes all files in so short a time, in any order. */
const AT_ONCE = 60_000;

/** The app of a program: of the folders above it, else the first one found in the workspace. */
export async function findApp(file: string, files: IacFiles, now = Date.now()): Promise<CdkApp> {
  const above = foldersUp(folderOf(file), files.roots);
  let app: { dir: string; out: string } | undefined;
  for (const dir of above) {
    app = await appIn(dir, files);
    if (app) break;
  }
  app ??= await appBelow(files);
  const dir = app?.dir ?? folderOf(file);
  const out = app?.out ?? joinPath(dir, 'cdk.out');
  const name = baseName(out);
  const assembly = isWithin(out, files.roots.length > 0 ? files.roots : [dir]) ? await readAssembly(out, files) : undefined;
  if (!assembly) return { dir, source: name, problem: `No ${name} in ${baseName(dir)}: run \`cdk synth\` there.` };
  const source = assembly.modified === undefined ? name : `${name} of ${age(now - assembly.modified)}`;
  const written = await files.modified?.(file);
  const stale = assembly.modified !== undefined && written !== undefined && written > assembly.modified + AT_ONCE;
  return {
    dir,
    assembly,
    source,
    ...(stale ? { problem: `${baseName(file)} is newer than ${name}: run \`cdk synth\` to see what changed.` } : {}),
  };
}

async function appIn(dir: string, files: IacFiles): Promise<{ dir: string; out: string } | undefined> {
  const names = await files.list(dir);
  if (names.includes('cdk.json')) {
    const output = text(fields(parseJson(await files.readFile(joinPath(dir, 'cdk.json')))).output);
    return { dir, out: pathBelow(dir, output ?? 'cdk.out') ?? joinPath(dir, 'cdk.out') };
  }
  return names.includes('cdk.out/') ? { dir, out: joinPath(dir, 'cdk.out') } : undefined;
}

async function appBelow(files: IacFiles): Promise<{ dir: string; out: string } | undefined> {
  const waiting = files.roots.map((dir) => ({ dir, depth: 0 }));
  for (let at = 0; at < waiting.length && at < MOST_FOLDERS; at++) {
    const { dir, depth } = waiting[at] ?? { dir: '', depth: DEEPEST };
    const app = await appIn(dir, files);
    if (app) return app;
    if (depth >= DEEPEST) continue;
    for (const name of await files.list(dir)) {
      if (name.endsWith('/') && !/^(\.|node_modules\/|dist\/|venv\/|__pycache__\/)/.test(name))
        waiting.push({ dir: joinPath(dir, name.slice(0, -1)), depth: depth + 1 });
    }
  }
  return undefined;
}
