// From the cursor in infrastructure code to the history of what stands there.
import * as vscode from 'vscode';
import type { DeclaredResource } from '../iac/declared.ts';
import type { Identified } from '../iac/identify.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { visible } from '../protocol/visible.ts';
import type { Code } from './code.ts';
import { remedyFor, type Mends } from './mends.ts';
import type { HistoryPanels } from './historyPanels.ts';
import { hasNames } from './names.ts';
import { UserProblem } from './showProblem.ts';

const SHOW_OF = { label: 'Show History of…', command: 'traillens.showHistoryOf' } as const;
const MEMORY = 'traillens.instances';

/** A line of a document, from 0: what a CodeLens gives. */
export interface Place {
  readonly uri: string;
  readonly line: number;
}

/** What it takes to know the resource at a place. */
export interface PlaceParts {
  readonly code: Code;
  readonly mends: Mends;
  readonly memento: vscode.Memento;
}

/** Shows the history of the resource at the place, else at the cursor. */
export async function showHistory(place: Place | undefined, parts: PlaceParts & { readonly panels: HistoryPanels }): Promise<void> {
  const identity = await identityAt(place, parts);
  if (identity) await parts.panels.show(identity, { beside: true });
}

/** The resource at the place, else at the cursor; undefined when the user gave up. Throws when it has no name to ask by. */
export async function identityAt(place: Place | undefined, { code, mends, memento }: PlaceParts): Promise<ResourceIdentity | undefined> {
  const resource = await resourceAt(place, code);
  if (!resource) return undefined;
  let instances = await code.identify(resource);
  if (await mends.beforehand(instances)) instances = await code.identify(resource);
  const instance = instances.length > 1 ? await pickInstance(resource, instances, memento) : instances[0];
  if (!instance) {
    if (instances.length === 0) throw new UserProblem(`${resource.address} cannot be read as it stands. Is the block complete?`, [SHOW_OF]);
    return undefined;
  }
  const { identity } = instance;
  if (!hasNames(identity)) {
    const why = identity.missing ?? 'Nothing is known that CloudTrail would call it by.';
    throw new UserProblem(`${identity.address}: ${why}`, [...remedyFor(identity.lack), SHOW_OF]);
  }
  return identity;
}

/** The declared resource at the place, else at the cursor, else one that the user picks. */
export async function resourceAt(place: Place | undefined, code: Code): Promise<DeclaredResource | undefined> {
  const { document, line } = await whereTo(place);
  return (await code.at(document, line)) ?? pickResource(document, code);
}

/** The place, else the cursor. Throws where no code is open. */
export async function whereTo(place: Place | undefined): Promise<{ document: vscode.TextDocument; line: number }> {
  if (place) return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri)), line: place.line };
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new UserProblem('Open infrastructure code and put the cursor on a resource, or ask for one by its name or ARN.', [SHOW_OF]);
  }
  return { document: editor.document, line: editor.selection.active.line };
}

/** The cursor is in no resource: offers those of the document, or says what to do. */
async function pickResource(document: vscode.TextDocument, code: Code): Promise<DeclaredResource | undefined> {
  const resources = await code.declaredIn(document);
  if (resources.length === 0) {
    const what =
      'This file declares no AWS resource that TrailLens can read. It reads Terraform, OpenTofu, CloudFormation, AWS CDK, Pulumi and Serverless Framework.';
    throw new UserProblem(what, [SHOW_OF]);
  }
  const items = resources.map((resource) => ({
    label: resource.address,
    description: `line ${resource.nameRange.start.line + 1}`,
    resource,
  }));
  const placeHolder = 'The cursor is in no resource. Whose history do you want to see?';
  return (await vscode.window.showQuickPick(items, { title: 'Show CloudTrail History', placeHolder, matchOnDescription: true }))?.resource;
}

/** Which of several; the one chosen last comes first. */
async function pickInstance(
  resource: DeclaredResource,
  instances: readonly Identified[],
  memento: vscode.Memento,
): Promise<Identified | undefined> {
  const memory = memento.get<Record<string, string>>(MEMORY, {});
  const key = `${resource.file}#${resource.address}`;
  const items = instances.map((instance) => ({
    label: instance.address,
    description: bestName(instance.identity),
    detail: instance.address === memory[key] ? 'chosen last time' : '',
    instance,
  }));
  items.sort((a, b) => Number(b.detail !== '') - Number(a.detail !== ''));
  const placeHolder = `${resource.address} stands for ${instances.length} resources. Which one?`;
  const options = { title: 'Show CloudTrail History', placeHolder, matchOnDescription: true };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (chosen) await memento.update(MEMORY, { ...memory, [key]: chosen.label });
  return chosen?.instance;
}

/** The only one, else the one that the user picks. */
export async function pickIdentity(identities: readonly ResourceIdentity[]): Promise<ResourceIdentity | undefined> {
  if (identities.length <= 1) return identities[0];
  const items = identities.map((identity) => ({ label: visible(identity.address, 200), description: bestName(identity), identity }));
  const placeHolder = `It stands for ${identities.length} resources. Which one?`;
  return (await vscode.window.showQuickPick(items, { title: 'Show CloudTrail History', placeHolder, matchOnDescription: true }))?.identity;
}

/** What a person knows the resource by. */
function bestName({ values, missing }: ResourceIdentity): string {
  const best = ['name', 'id', 'arn', 'url', 'pattern']
    .map((kind) => values.find((value) => value.kind === kind))
    .find((value) => value !== undefined);
  return best ? visible(best.value, 120) : (missing ?? '');
}
