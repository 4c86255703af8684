// Commands that find out what declared resources are called in AWS.
import * as vscode from 'vscode';
import type { Lack } from '../resource/identity.ts';
import { visible } from '../protocol/visible.ts';
import { count } from '../outline/words.ts';
import { hasNames } from './names.ts';
import { resourceAt, whereTo, type Place, type PlaceParts } from './showHistory.ts';
import { UserProblem } from './showProblem.ts';
import { chooseStacks } from './stackCommands.ts';
import { readState } from './stateCommands.ts';

/** Mends what is lacking of a resource: of the given one, else of the one at the place or cursor. */
export async function resolveHere(at: Lack | Place | undefined, parts: PlaceParts): Promise<void> {
  if (at && 'of' in at) {
    if (await parts.mends.mend(at)) say('Names of what is deployed were read.');
    return;
  }
  const resource = await resourceAt(at, parts.code);
  if (!resource) return;
  const instances = await parts.code.identify(resource);
  const lack = instances.map(({ identity }) => identity.lack).find((one) => one !== undefined);
  if (!lack) {
    const known = instances.filter(({ identity }) => hasNames(identity)).length;
    if (known === 0) throw new UserProblem(instances[0]?.identity.missing ?? `${resource.address} is no resource of AWS.`);
    say(`${visible(resource.address, 80)} is resolved: ${count(known, 'resource')} in AWS.`);
    return;
  }
  if (await parts.mends.mend(lack)) await sayResolved(resource.address, at, parts);
}

/** Lets the user choose the stacks of a template. */
export async function chooseStackHere(at: Lack | Place | undefined, { mends }: PlaceParts): Promise<void> {
  const file = at && 'of' in at ? at.file : (await whereTo(at)).document.uri.fsPath;
  await chooseStacks({ of: 'stack', file }, mends.parts);
}

/** Lets the user choose how the state of the root module of the code at the cursor is read. */
export async function readStateHere(at: Lack | Place | undefined, parts: PlaceParts): Promise<void> {
  const root = at && 'of' in at ? at.root : await rootAt(at, parts);
  if (root === undefined) throw new UserProblem('Terraform states are read for Terraform code: open a file of it first.');
  if (await readState({ of: 'remoteState', file: root, root }, parts.mends.parts)) say('The names in the state were read.');
}

/** Of a module, the root that calls it: its resources lack that one's state. */
async function rootAt(place: Place | undefined, { code }: PlaceParts): Promise<string | undefined> {
  const { document } = await whereTo(place);
  if (!/\.(tf|tofu)(\.json)?$/i.test(document.uri.fsPath)) return undefined;
  for (const resource of await code.declaredIn(document)) {
    for (const { identity } of await code.identify(resource)) if (identity.lack?.root !== undefined) return identity.lack.root;
  }
  return vscode.Uri.joinPath(document.uri, '..').fsPath;
}

async function sayResolved(address: string, at: Place | undefined, { code }: PlaceParts): Promise<void> {
  const resource = await resourceAt(at, code);
  const instances = resource ? await code.identify(resource) : [];
  const [still] = instances.filter(({ identity }) => !hasNames(identity));
  if (still) throw new UserProblem(`${visible(address, 80)}: ${still.identity.missing ?? 'it still goes by no name that is known.'}`);
  say(`${visible(address, 80)} is resolved: ${count(instances.length, 'resource')} in AWS.`);
}

function say(words: string): void {
  void vscode.window.setStatusBarMessage(`$(check) ${words}`, 5000);
}
