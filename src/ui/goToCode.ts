// From a resource in AWS to the line that declares it.
import * as vscode from 'vscode';
import type { Candidate } from '../iac/workspace/codeIndex.ts';
import type { DeclaredResource } from '../iac/declared.ts';
import { candidateText, notDeclaredText } from '../outline/codeText.ts';
import type { ActivityNode } from '../outline/activity.ts';
import { count } from '../outline/words.ts';
import type { Backend } from '../protocol/backend.ts';
import type { PanelCode } from '../protocol/panel.ts';
import { visible } from '../protocol/visible.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { asked } from '../resource/asked.ts';
import type { Code } from './code.ts';
import type { HistoryPanels } from './historyPanels.ts';
import { inform } from './notice.ts';
import { pivotIdentity } from './pivot.ts';
import { askForValue } from './showHistoryOf.ts';
import { UserProblem } from './showProblem.ts';
import type { WorkspaceCode } from './workspaceCode.ts';

/** What going to code works with. */
export interface GoToCodeParts {
  readonly backend: Backend;
  readonly code: Code;
  readonly workspaceCode: WorkspaceCode;
  /** The column of the history that leads there, which is to stay in sight. */
  readonly from?: vscode.ViewColumn | undefined;
}

/** Opens the block that declares the resource; asks when there are several, and says who made it when there is none. */
export async function goToCode(identity: ResourceIdentity, parts: GoToCodeParts): Promise<void> {
  await goTo([identity], parts);
}

/** The same for a node of Activity: what a group is of, or what an event acted on. */
export async function goToCodeOfNode(node: ActivityNode, parts: GoToCodeParts): Promise<void> {
  const identities = await identitiesOf(node, parts.backend);
  if (identities.length === 0) throw new UserProblem('This event names nothing it acted on, so there is no code to go to.');
  await goTo(identities, parts);
}

async function identitiesOf(node: ActivityNode, backend: Backend): Promise<ResourceIdentity[]> {
  if (node.kind === 'group') return node.group.identity ? [node.group.identity] : [];
  if (node.kind !== 'event') return [];
  if (node.identity) return [node.identity];
  const detail = await backend.call('event', { ref: node.row.ref });
  if (!detail) throw new UserProblem('This event is no longer held. Refresh the view.');
  const targets = detail.touches.filter(({ role }) => role === 'target');
  return targets.flatMap(({ name }) => pivotIdentity(detail, 'resource', name) ?? []);
}

async function goTo(identities: readonly ResourceIdentity[], parts: GoToCodeParts): Promise<void> {
  const { onlyOne } = await import('./workspaceReaders.ts');
  const found: Candidate[] = [];
  for (const identity of identities) {
    for (const candidate of await parts.workspaceCode.findWithProgress(identity)) {
      if (!found.some(({ declared }) => declared.resource === candidate.declared.resource)) found.push(candidate);
    }
  }
  const [first] = identities;
  if (found.length === 0 && first) return sayNotDeclared(first, parts);
  const candidate = onlyOne(found) ?? (await choose(found, first));
  if (candidate) await openAt(candidate.declared.resource, parts);
}

async function choose(found: readonly Candidate[], met: ResourceIdentity | undefined): Promise<Candidate | undefined> {
  const items = found.map((candidate) => {
    const { resource } = candidate.declared;
    const place = `${vscode.workspace.asRelativePath(resource.file)}:${resource.nameRange.start.line + 1}`;
    return { ...candidateText(candidate, place), iconPath: new vscode.ThemeIcon('code'), candidate };
  });
  const placeHolder = `${visible(met?.address ?? '', 80)} may be declared in ${found.length} places`;
  const options = { title: 'Go to Code', placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.candidate;
}

async function sayNotDeclared(identity: ResourceIdentity, { backend, workspaceCode }: GoToCodeParts): Promise<void> {
  const history = await backend.call('history', { identity, changesOnly: true });
  await backend.call('closeHistory', { handle: history.handle });
  const text = notDeclaredText(identity, history.created, { now: Date.now(), bounded: workspaceCode.bounded });
  void inform(text); // nobody need answer
}

/** Opens the block of a resource that is known to be declared there. */
export async function goToDeclared(declared: DeclaredPlace, parts: Pick<GoToCodeParts, 'code' | 'from'>): Promise<void> {
  await openAt(declared, parts);
}

type DeclaredPlace = Pick<DeclaredResource, 'address' | 'file' | 'nameRange'>;

/** Selects the block's header as it is now: since the look there may have been edits. */
async function openAt(declared: DeclaredPlace, { code, from }: Pick<GoToCodeParts, 'code' | 'from'>): Promise<void> {
  const uri = vscode.Uri.file(declared.file);
  const document = await vscode.workspace.openTextDocument(uri);
  const now = (await code.declaredIn(document)).find(({ address }) => address === declared.address) ?? declared;
  const { start, end } = now.nameRange;
  const selection = new vscode.Range(start.line, start.character, end.line, end.character);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: columnFor(uri, from), selection });
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the file is open, else beside the history that leads to it: never in its place. */
function columnFor(uri: vscode.Uri, from?: vscode.ViewColumn): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const holds = (tab: vscode.Tab): boolean => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString();
  const shown = all.find(({ activeTab }) => activeTab && holds(activeTab)) ?? all.find(({ tabs }) => tabs.some(holds));
  if (shown) return shown.viewColumn;
  const isHistory = ({ activeTab, viewColumn }: vscode.TabGroup): boolean =>
    viewColumn === from || activeTab?.input instanceof vscode.TabInputWebview;
  const other = isHistory(activeTabGroup) ? all.find((group) => !isHistory(group)) : activeTabGroup;
  return other?.viewColumn ?? vscode.ViewColumn.Beside;
}

/** What a history says of the way to its code, before anybody goes there. */
export async function lookForCode(identity: ResourceIdentity, workspaceCode: WorkspaceCode): Promise<PanelCode> {
  const [first, ...others] = await workspaceCode.find(identity);
  if (!first) return { is: 'none', reason: `No code in this workspace declares ${visible(identity.address, 120)}.` };
  const { resource } = first.declared;
  const place = `${vscode.workspace.asRelativePath(resource.file)}:${resource.nameRange.start.line + 1}`;
  const more = others.length > 0 ? `, or ${count(others.length, 'other place')}` : '';
  return { is: 'declared', text: `${visible(resource.address, 120)} in ${visible(place, 200)}${more}` };
}

/** The same for a value, else for the history that is in front, else for a value asked for. */
export async function goToCodeOf(value: string | undefined, parts: GoToCodeParts & { readonly panels: HistoryPanels }): Promise<void> {
  const inFront = value === undefined ? parts.panels.open.find(({ panel }) => panel.active) : undefined;
  if (inFront) return goToCode((await inFront.history()).identity, { ...parts, from: inFront.panel.viewColumn });
  const text = value ?? (await askForValue('Go to Code of…'));
  if (text !== undefined) await goToCode(asked(text), parts);
}
