// Finds the states of a root module, those that were read from elsewhere too, and says in words where there are none.
import type { Lack } from '../../resource/identity.ts';
import { plainLiteral } from './hcl.ts';
import type { IacFiles } from '../identify.ts';
import { baseName, isWithin, joinPath } from '../paths.ts';
import { backendOf } from './terraformBackend.ts';
import type { Module } from './terraformModule.ts';
import type { State } from './terraformState.ts';
import { parseState } from './terraformState.ts';

export interface RootStates {
  /** The default workspace's first. */
  readonly states: readonly State[];
  /** Why there is none, or why one was not read, in words. */
  readonly problem?: string;
  /** What would tell more. */
  readonly lack?: Omit<Lack, 'file'>;
}

/** The states of a root module: those in its folder, and those that were read from its backend. */
export async function readStates(root: Module, files: IacFiles): Promise<RootStates> {
  const states: State[] = [...(files.deployed?.statesOf(root.dir) ?? [])];
  const problems: string[] = [];
  for (const { path, workspace } of await stateFiles(root, files)) {
    const state = await readState(path, workspace, files);
    if (state === undefined) continue;
    if (typeof state === 'string') problems.push(state);
    // Terraform leaves an empty file behind when it moves a state to a remote backend.
    else if (state.instances.length > 0) states.push(state);
  }
  if (states.length > 0) {
    return { states, lack: { of: 'deployment', root: root.dir }, ...(problems.length > 0 ? { problem: problems.join(' ') } : {}) };
  }
  const remote = await backendOf(root, files);
  if (remote) {
    const where = remote.s3 ? `, s3://${remote.s3.bucket}/${remote.s3.key}` : '';
    problems.unshift(
      `The state of ${baseName(root.dir)} is remote (backend "${remote.type}"${where}) and is not read yet: what is known comes from the code alone.`,
    );
  } else if (problems.length === 0) {
    problems.push(`There is no terraform.tfstate in ${root.dir}: what is known comes from the code alone.`);
  }
  return { states, problem: problems.join(' '), lack: { of: remote ? 'remoteState' : 'state', root: root.dir } };
}

/** States as last read, by their path: an editor asks for the same one after every edit. Only what names resources. */
const lastRead = new Map<string, { readonly modified: number; readonly state: State | string }>();
const MOST_HELD = 50;

async function readState(path: string, workspace: string | undefined, files: IacFiles): Promise<State | string | undefined> {
  const modified = await files.modified?.(path);
  const held = lastRead.get(path);
  if (modified !== undefined && held?.modified === modified) return held.state;
  const text = await files.readFile(path);
  if (text === undefined) return undefined;
  const state = parseState(text, path, workspace);
  lastRead.delete(path);
  // A file that is just being written is read again.
  if (modified !== undefined && typeof state !== 'string') lastRead.set(path, { modified, state });
  const [oldest] = lastRead.keys();
  if (lastRead.size > MOST_HELD && oldest !== undefined) lastRead.delete(oldest);
  return state;
}

/** Whether the folder is a root by its own signs: a state, a backend, a `.terraform` folder. */
export async function looksLikeRoot(module: Module, files: IacFiles): Promise<boolean> {
  const names = await files.list(module.dir);
  return (
    names.some((name) => /^(terraform\.tfstate|terraform\.tfstate\.d\/|\.terraform\/)$/.test(name)) || declaredBackend(module) !== undefined
  );
}

async function stateFiles(root: Module, files: IacFiles): Promise<{ path: string; workspace?: string }[]> {
  const found: { path: string; workspace?: string }[] = [];
  const path = localBackendPath(root);
  found.push({ path: joinPath(root.dir, path ?? 'terraform.tfstate') });
  // CDK for Terraform keeps states beside `cdktf.out`, and says so by absolute paths of the machine that made it.
  const stack = /[\\/]cdktf\.out[\\/]stacks[\\/]([^\\/]+)$/.exec(root.dir)?.[1];
  const beside = stack === undefined ? undefined : joinPath(root.dir, `../../../terraform.${stack}.tfstate`);
  if (beside !== undefined && isWithin(beside, files.roots)) found.push({ path: beside });
  for (const name of await files.list(joinPath(root.dir, 'terraform.tfstate.d'))) {
    if (name.endsWith('/'))
      found.push({ path: joinPath(root.dir, `terraform.tfstate.d/${name}terraform.tfstate`), workspace: name.slice(0, -1) });
  }
  return found;
}

function declaredBackend(module: Module): string | undefined {
  for (const block of module.settings.flatMap(({ blocks }) => blocks)) {
    if (block.type === 'backend') return block.labels[0];
    if (block.type === 'cloud') return 'cloud';
  }
  return undefined;
}

/** Within the folder only: a path that leads elsewhere is not followed. */
function localBackendPath(root: Module): string | undefined {
  const backend = root.settings.flatMap(({ blocks }) => blocks).find(({ type, labels }) => type === 'backend' && labels[0] === 'local');
  const attribute = backend?.attributes.get('path');
  const path = attribute && plainLiteral(attribute);
  return path === undefined || /^([\\/]|[A-Za-z]:)/.test(path) ? undefined : path;
}
