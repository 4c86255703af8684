// Finds the project a Pulumi program belongs to, and what is known of its stacks.
import type { IacFiles } from '../identify.ts';
import { baseName, foldersUp, folderOf, joinPath, pathBelow } from '../paths.ts';
import type { PulumiStack } from './pulumiState.ts';
import { parsePulumiState } from './pulumiState.ts';
import { entry, parseTemplate, scalar } from '../cloudformation/template.ts';

export interface PulumiProject {
  readonly dir: string;
  readonly name?: string;
  readonly stacks: readonly PulumiStack[];
  /** Region of a stack, as its settings say. */
  readonly regions: ReadonlyMap<string, string>;
  /** Why there is no state, or why one was not read, with the step that mends it. */
  readonly problem?: string;
}

/** More states than this are not read for one program. */
const MOST_STATES = 50;

/** Reads project file, settings and states, as far as they lie within the workspace. */
export async function findProject(file: string, files: IacFiles): Promise<PulumiProject> {
  const above = foldersUp(folderOf(file), files.roots);
  let dir = folderOf(file);
  let project: string | undefined;
  for (const folder of above) {
    project = (await files.list(folder)).find((name) => /^Pulumi\.ya?ml$/.test(name));
    if (project !== undefined) {
      dir = folder;
      break;
    }
  }
  const root = project === undefined ? undefined : parseTemplate((await files.readFile(joinPath(dir, project))) ?? '', false);
  const name = scalar(entry(root, 'name')?.value);
  const stacks: PulumiStack[] = [];
  const problems: string[] = [];
  for (const path of (await stateFiles(dir, name, scalar(entry(entry(root, 'backend')?.value, 'url')?.value), files)).slice(
    0,
    MOST_STATES,
  )) {
    const state = await readState(path, files);
    if (typeof state === 'string') problems.push(state);
    // The backend's own files come first; an export of the same stack tells nothing more.
    else if (state && (name === undefined || state.project === name) && !stacks.some(({ stack }) => stack === state.stack)) {
      stacks.push(state);
    }
  }
  if (stacks.length === 0) {
    const where = baseName(dir);
    problems.push(
      `No state of a stack in ${where}: run \`pulumi stack export --file dev.stack.json\` there (ids are read, secrets are not).`,
    );
  }
  return {
    dir,
    ...(name ? { name } : {}),
    stacks,
    regions: await regionsOf(dir, files),
    ...(problems.length > 0 ? { problem: problems.join(' ') } : {}),
  };
}

/** States as last read, by their path: an editor asks for the same ones again and again. Only what names resources. */
const lastRead = new Map<string, { readonly modified: number; readonly state: PulumiStack | string }>();

async function readState(path: string, files: IacFiles): Promise<PulumiStack | string | undefined> {
  const modified = await files.modified?.(path);
  const held = lastRead.get(path);
  if (modified !== undefined && held?.modified === modified) return held.state;
  const content = await files.readFile(path);
  if (content === undefined) return undefined;
  const parsed = parsePulumiState(content, path);
  const time = typeof parsed === 'string' ? undefined : (parsed.time ?? modified);
  const state = typeof parsed === 'string' || time === undefined ? parsed : { ...parsed, time };
  lastRead.delete(path);
  if (modified !== undefined) lastRead.set(path, { modified, state });
  const [oldest] = lastRead.keys();
  if (lastRead.size > MOST_STATES && oldest !== undefined) lastRead.delete(oldest);
  return state;
}

/** Checkpoints of backends that are folders of the workspace, then exports beside the project. */
async function stateFiles(dir: string, project: string | undefined, backend: string | undefined, files: IacFiles): Promise<string[]> {
  const found: string[] = [];
  const own = backend === undefined ? undefined : pathBelow(dir, backend.replace(/^file:\/\/(\.\/)?/, ''));
  for (const folder of [...(own === undefined ? [] : [own]), ...foldersUp(dir, files.roots)]) {
    const stacks = joinPath(folder, '.pulumi/stacks');
    const below = project === undefined ? undefined : pathBelow(stacks, project);
    for (const place of [...(below === undefined ? [] : [below]), stacks]) {
      for (const name of await files.list(place)) if (/\.json$/.test(name)) found.push(joinPath(place, name));
    }
  }
  for (const name of await files.list(dir)) {
    if (/^(stack|export|.+[.-](stack|export)|(stack|export)[.-].+)\.json$/i.test(name)) found.push(joinPath(dir, name));
  }
  return [...new Set(found)];
}

async function regionsOf(dir: string, files: IacFiles): Promise<Map<string, string>> {
  const regions = new Map<string, string>();
  for (const name of await files.list(dir)) {
    const stack = /^Pulumi\.(.+)\.ya?ml$/.exec(name)?.[1];
    if (stack === undefined) continue;
    const config = entry(parseTemplate((await files.readFile(joinPath(dir, name))) ?? '', false), 'config')?.value;
    const region = scalar(entry(config, 'aws:region')?.value) ?? scalar(entry(config, 'aws-native:region')?.value);
    if (region !== undefined && /^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) regions.set(stack, region);
  }
  return regions;
}
