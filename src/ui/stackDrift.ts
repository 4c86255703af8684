// Drift of stacks as CloudFormation found it last, read from AWS. Detecting it anew is the user's to start: that is done in the account.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Drift } from '../iac/driftFile.ts';
import { ago, count } from '../outline/words.ts';
import type { DriftAnswer, ListedStack } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { whenSlow } from './abortable.ts';
import { readyConnections } from './awsPickers.ts';
import type { OpenDrift } from './outsideQuestion.ts';
import { UserProblem } from './showProblem.ts';
import { knownStacks, type StackParts } from './stackCommands.ts';

interface Item extends vscode.QuickPickItem {
  readonly stack: string;
}

/** The drift of a stack that the user chooses, those of the template in front first; undefined when the user gave up. */
export async function driftOfStack(parts: StackParts): Promise<OpenDrift | undefined> {
  await readyConnections(parts.connections);
  const { stacks, faults } = await whenSlow('Asking for stacks', (signal) => parts.backend.call('stacks', {}, signal));
  if (stacks.length === 0) throw new UserProblem(faults[0]?.message ?? 'The accounts and Regions that are connected have no stacks.');
  const own = await stacksInFront(parts);
  const isOwn = ({ id, name }: ListedStack): boolean => own.includes(name) || own.includes(id);
  // Those in which something was found, then those that were looked at, then those that may be.
  const rank = (stack: ListedStack): number => (isOwn(stack) ? 4 : 0) + (stack.driftChecked === undefined ? 0 : 2);
  const items = [...stacks].sort((a, b) => rank(b) - rank(a)).map((stack): Item => itemOf(stack));
  const placeHolder = 'Drift as CloudFormation found it last; TrailLens starts no detection';
  const chosen = await vscode.window.showQuickPick(items, { title: 'Explain Drift of a Stack', placeHolder, matchOnDescription: true });
  if (!chosen) return undefined;
  const read = async (): Promise<Drift> => readOne(chosen.stack, parts);
  return { name: chosen.label, report: await read(), again: read };
}

/** Resources whose events are asked of AWS along with their drift, at most. */
const MOST_LOOKED_UP = 10;

/** Asks AWS for the events of what drifted, as far as they are not held: they may explain it. */
export async function lookUpDrifted({ report }: OpenDrift, { backend }: StackParts): Promise<void> {
  const resources = report.resources.slice(0, MOST_LOOKED_UP);
  await whenSlow(`Asking for events of ${count(resources.length, 'drifted resource')}`, async (signal) => {
    for (const { identity } of resources) await backend.call('lookUp', { identity }, signal);
  });
}

/** Names or ARNs of the stacks of the template in the editor. */
async function stacksInFront(parts: StackParts): Promise<readonly string[]> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== 'file' || !/\.(ya?ml|json|template)$/i.test(path.basename(uri.fsPath))) return [];
  return (await knownStacks({ of: 'stack', file: uri.fsPath }, parts)).map(({ stack }) => stack);
}

async function readOne(stack: string, { backend }: StackParts): Promise<Drift> {
  const answer = await whenSlow('Reading the drift of the stack', (signal) => backend.call('stackDrifts', { stack }, signal));
  if (answer.stack.driftChecked === undefined) throw notLookedFor(answer);
  const { readStackDrift } = await import('../iac/cloudformation/stackDrift.ts');
  const drift = readStackDrift({ StackResourceDrifts: answer.drifts }, `drift of stack ${answer.stack.name}`);
  const checked = `CloudFormation looked for drift ${ago(answer.stack.driftChecked, Date.now())}.`;
  return { ...drift, notes: [checked, ...drift.notes] };
}

function notLookedFor({ stack }: DriftAnswer): UserProblem {
  const { name, region } = stack;
  const words = `CloudFormation has never looked for drift in ${visible(name, 120)}. Start it in the console (Stack actions, Detect drift) or with "aws cloudformation detect-stack-drift"; when it is done, explain the drift again.`;
  // A name as AWS allows it: nothing else goes into a command line.
  const isPlain = /^[A-Za-z][A-Za-z0-9-]*$/.test(name) && /^[a-z0-9-]+$/.test(region);
  const command = `aws cloudformation detect-stack-drift --region ${region} --stack-name ${name}`;
  return new UserProblem(words, isPlain ? [{ label: 'Copy the Command', command: 'traillens.copyValue', args: [command] }] : []);
}

function itemOf(stack: ListedStack): Item {
  const checked = stack.driftChecked === undefined ? 'never looked at' : `looked at ${ago(stack.driftChecked, Date.now())}`;
  return {
    label: visible(stack.name, 120),
    description: [checked, stack.region, stack.account].join(' · '),
    iconPath: new vscode.ThemeIcon('layers'),
    stack: stack.id,
  };
}
