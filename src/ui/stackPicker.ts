// Which stacks a template makes: those of the connected accounts, the likeliest first, with how much of the template each one has.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { count } from '../outline/words.ts';
import type { ListedStack, StackList } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import type { DeployedStack } from '../resource/deployed.ts';
import type { Deployments } from './deployments.ts';

/** Stacks whose resources are compared with the template while the list is open, at most. */
const MOST_COMPARED = 24;

/** A template, and what it declares. */
export interface Template {
  readonly file: string;
  readonly logicalIds: readonly string[];
}

interface Item extends vscode.QuickPickItem {
  readonly stack: ListedStack;
}

/** Lets the user choose; undefined when the user gave up. */
export async function pickStacks(
  template: Template,
  { stacks, faults }: StackList,
  chosen: readonly string[],
  deployments: Deployments,
): Promise<readonly ListedStack[] | undefined> {
  const ranked = [...stacks].sort((a, b) => rank(b, template, chosen) - rank(a, template, chosen) || (a.name < b.name ? -1 : 1));
  const shares = new Map<string, number>();
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = `Stacks of ${path.basename(template.file)}`;
  picker.placeholder = 'Which stacks does it make? This workspace remembers them.';
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  if (faults.length > 0) picker.prompt = `${count(faults.length, 'Region')} could not be asked: ${faults[0]?.message ?? ''}`;
  const draw = (): void => {
    const selected = new Set(picker.selectedItems.map(({ stack }) => stack.id));
    picker.items = ranked.map((stack) => itemOf(stack, template, shares.get(stack.id)));
    picker.selectedItems = picker.items.filter(({ stack }) => selected.has(stack.id));
  };
  draw();
  picker.selectedItems = picker.items.filter(({ stack }) => chosen.includes(stack.id));
  const abort = new AbortController();
  picker.busy = true;
  void compare(ranked, template, deployments, abort.signal, (id, share) => {
    shares.set(id, share);
    if (shares.size === 1 || shares.size % 6 === 0) draw(); // seldom: drawing anew moves the list under the user's hand
  }).finally(() => {
    if (abort.signal.aborted) return;
    // The best fit is offered, unless something was chosen already.
    draw();
    const best = [...shares].sort(([, a], [, b]) => b - a)[0];
    if (picker.selectedItems.length === 0 && best && best[1] >= template.logicalIds.length / 2) {
      picker.activeItems = picker.items.filter(({ stack }) => stack.id === best[0]);
    }
    picker.busy = false;
  });
  try {
    return await new Promise((resolve) => {
      picker.onDidAccept(() => {
        const items = picker.selectedItems.length > 0 ? picker.selectedItems : picker.activeItems;
        resolve(items.map(({ stack }) => stack));
        picker.hide();
      });
      picker.onDidHide(() => resolve(undefined));
      picker.show();
    });
  } finally {
    abort.abort();
    picker.dispose();
  }
}

async function compare(
  stacks: readonly ListedStack[],
  { logicalIds }: Template,
  deployments: Deployments,
  signal: AbortSignal,
  tell: (id: string, share: number) => void,
): Promise<void> {
  const wanted = new Set(logicalIds);
  for (const { id } of stacks.filter(({ parent }) => parent === undefined).slice(0, MOST_COMPARED)) {
    if (signal.aborted) return;
    const read =
      deployments.stack(id) ?? (await deployments.readStacks({ stack: id }, signal).catch((): readonly DeployedStack[] => []))[0];
    if (read) tell(id, read.resources.filter(({ logicalId }) => wanted.has(logicalId)).length);
  }
}

/** What was chosen before, then what is called like the file or its folder, or is tagged so. */
function rank({ id, name, tags, parent }: ListedStack, { file }: Template, chosen: readonly string[]): number {
  const words = [path.parse(file).name, path.basename(path.dirname(file))].flatMap((part) => part.toLowerCase().split(/[^a-z0-9]+/));
  const own = name.toLowerCase();
  const tagged = Object.values(tags).join(' ').toLowerCase();
  const telling = words.filter((word) => word.length > 2 && !/^(template|templates|stack|infra|main|cloudformation|cfn)$/.test(word));
  const score = telling.filter((word) => own.includes(word)).length * 4 + telling.filter((word) => tagged.includes(word)).length;
  return (chosen.includes(id) ? 1000 : 0) + score - (parent === undefined ? 0 : 50);
}

function itemOf(stack: ListedStack, { logicalIds }: Template, share: number | undefined): Item {
  const compared = share === 0 ? 'has none of its resources' : `has ${share ?? ''} of ${count(logicalIds.length, 'resource')}`;
  const has = share !== undefined ? compared : stack.parent !== undefined ? 'inside another stack' : '';
  const tags = Object.entries(stack.tags).filter(([key]) => !key.startsWith('aws:'));
  return {
    label: visible(stack.name, 120),
    description: [has, stack.region, stack.account].filter((part) => part !== '').join(' · '),
    detail: [stack.status, ...tags.slice(0, 3).map(([key, value]) => visible(`${key}=${value}`, 60))].join(' · '),
    stack,
  };
}
