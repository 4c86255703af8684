// The commands about changes outside the code and drift, one line each; commands.ts registers them.
import * as vscode from 'vscode';
import type { Drift } from '../iac/driftFile.ts';
import type { DriftNode } from '../outline/driftTree.ts';
import { outsideFilter, type OutsideNode } from '../outline/outsideTree.ts';
import type { ActivityView } from './activityView.ts';
import type { OutsideCommandId } from './commandIds.ts';
import { chooseDrift, readDriftFile } from './driftFiles.ts';
import { goToCode, goToDeclared, type GoToCodeParts } from './goToCode.ts';
import type { HistoryPanels } from './historyPanels.ts';
import type { Mends } from './mends.ts';
import type { OutsideView } from './outsideView.ts';
import { driftOfStack, lookUpDrifted } from './stackDrift.ts';
import { UserProblem } from './showProblem.ts';

/** What they work with. */
export interface OutsideCommandParts extends GoToCodeParts {
  readonly activity: ActivityView;
  readonly mends: Mends;
  readonly outside: OutsideView;
  readonly panels: HistoryPanels;
  readonly memento: vscode.Memento;
}

export function outsideCommands(parts: OutsideCommandParts): Record<OutsideCommandId, (first: unknown) => unknown> {
  const { outside } = parts;
  return {
    'traillens.explainDrift': (file) => explainDrift(uriOf(file), parts),
    'traillens.explainStackDrift': () => explainStackDrift(parts),
    'traillens.closeDrift': () => outside.showDrift(undefined),
    'traillens.refreshOutside': () => refresh(parts),
    'traillens.stopOutside': () => outside.stop(),
    'traillens.showPeopleOnly': () => outside.setPeopleOnly(true),
    'traillens.showServicesToo': () => outside.setPeopleOnly(false),
    'traillens.showInActivity': (node) => showInActivity(node, parts.activity),
    'traillens.copyValue': (node) => vscode.env.clipboard.writeText(valueOf(node)),
  };
}

const KINDS: Readonly<Record<OutsideNode['kind'], true>> = {
  outsideSection: true,
  outsideResource: true,
  outsideChange: true,
  outsideSay: true,
  outsideStep: true,
  drift: true,
  driftResource: true,
  driftAttribute: true,
  driftCandidate: true,
  driftSay: true,
};

/** A node of the view, which alone gives objects of these kinds; undefined for anything else. */
export function outsideNode(value: unknown): OutsideNode | undefined {
  const isOurs =
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && Object.hasOwn(KINDS, value.kind);
  return isOurs ? (value as OutsideNode) : undefined;
}

/** The history of a resource of the view, of what came outside its tool; of drift, all its changes. */
export async function showHistoryOfOutside(node: OutsideNode, panels: HistoryPanels): Promise<void> {
  if (node.kind === 'outsideResource') await panels.show(node.found.declared.identity, { filter: outsideFilter(node.found, false) });
  else if (node.kind === 'driftResource' || node.kind === 'driftAttribute') await panels.show(node.drifted.identity);
}

/** To the block that declares a resource of the view. */
export async function goToCodeOfOutside(node: OutsideNode, parts: GoToCodeParts): Promise<void> {
  if (node.kind === 'outsideResource' || node.kind === 'outsideChange') await goToDeclared(node.found.declared.resource, parts);
  else if (node.kind === 'driftResource' || node.kind === 'driftAttribute') await goToCode(node.drifted.identity, parts);
  else if (node.kind === 'driftCandidate' && node.event.identity) await goToCode(node.event.identity, parts);
}

async function explainDrift(given: vscode.Uri | undefined, { outside, memento }: OutsideCommandParts): Promise<void> {
  const uri = await chooseDrift(given, memento);
  if (!uri) return;
  const again = (): Promise<Drift> => readDriftFile(uri);
  await outside.showDrift({ name: vscode.workspace.asRelativePath(uri), report: await again(), again });
}

async function explainStackDrift({ outside, mends }: OutsideCommandParts): Promise<void> {
  const drift = await driftOfStack(mends.parts);
  if (!drift) return;
  await outside.showDrift(drift);
  await lookUpDrifted(drift, mends.parts);
}

/** The report may have been written anew. */
async function refresh({ outside }: OutsideCommandParts): Promise<void> {
  const { drift } = outside;
  if (drift) await outside.showDrift({ ...drift, report: await drift.again() });
  else outside.refresh();
}

async function showInActivity(node: unknown, activity: ActivityView): Promise<void> {
  const one = outsideNode(node);
  if (one?.kind !== 'outsideResource') throw new UserProblem('Call this from a resource of TrailLens’ Outside the Code view.');
  await activity.set({ groupBy: 'resource', changesOnly: true, filter: outsideFilter(one.found, true) });
  await vscode.commands.executeCommand('traillens.activity.focus');
}

function valueOf(node: unknown): string {
  if (typeof node === 'string') return node;
  const one = outsideNode(node);
  switch (one?.kind) {
    case 'outsideResource':
      return one.found.declared.address;
    case 'outsideChange':
    case 'driftCandidate':
      return one.row.eventName;
    case 'drift':
      return one.shown.name;
    case 'driftResource':
      return one.drifted.address;
    case 'driftAttribute':
      return attributeText(one);
    default:
      return '';
  }
}

function attributeText({ drifted, attribute }: Extract<DriftNode, { readonly kind: 'driftAttribute' }>): string {
  const { path, expected = 'not set', actual = 'not set', hidden } = attribute;
  return path === '' ? `${drifted.address} is gone` : `${drifted.address} ${path}${hidden ? '' : `: ${expected} -> ${actual}`}`;
}

/** Menus give the file they were opened on. */
function uriOf(value: unknown): vscode.Uri | undefined {
  return value instanceof vscode.Uri ? value : typeof value === 'string' ? vscode.Uri.file(value) : undefined;
}
