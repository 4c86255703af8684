// Histories of what is named by hand: typed, pasted, selected, or picked in a tree.
import * as vscode from 'vscode';
import type { Backend, EventDetail } from '../protocol/backend.ts';
import type { ActivityNode } from '../outline/activity.ts';
import { ago } from '../outline/words.ts';
import { visible } from '../protocol/visible.ts';
import { askable, asked, surelyResource } from '../resource/asked.ts';
import type { HistoryPanels } from './historyPanels.ts';
import { inform } from './notice.ts';
import { pivotIdentity } from './pivot.ts';
import { UserProblem } from './showProblem.ts';

/** Asks for an ARN, id or name; undefined when the user gave up. The selection, or a clipboard that surely holds one, is offered. */
export async function askForValue(title: string): Promise<string | undefined> {
  const selected = selectedText();
  const clipboard = selected === undefined ? await vscode.env.clipboard.readText() : '';
  const value = selected ?? (surelyResource(clipboard) ? askable(clipboard) : undefined);
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'ARN, id or name as it stands in AWS; * stands for any characters',
    placeHolder: 'arn:aws:s3:::my-bucket, sg-0a1b2c3d4e5f60718, my-function',
    ...(value === undefined ? {} : { value }),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' || askable(text) !== undefined ? undefined : 'Write one ARN, id or name.'),
  });
  return text === undefined ? undefined : askable(text);
}

/** Shows the history of the given value, or of one asked for. */
export async function showHistoryOf(value: string | undefined, panels: HistoryPanels): Promise<void> {
  const text = value ?? (await askForValue('Show CloudTrail History of…'));
  if (text !== undefined) await panels.show(asked(text));
}

/** Shows the history of the text selected in the editor. */
export async function showHistoryOfSelection(panels: HistoryPanels): Promise<void> {
  const text = selectedText();
  if (text === undefined) throw new UserProblem('Select an ARN, an id or a name on one line first.');
  await panels.show(asked(text), { beside: true });
}

/** Shows the history of the given or asked resource, and says in a word who deleted it. */
export async function whoDeleted(value: string | undefined, panels: HistoryPanels): Promise<void> {
  const text = value ?? (await askForValue('Who Deleted…?'));
  if (text === undefined) return;
  const { deleted, coverageText } = await (await panels.show(asked(text))).history();
  const name = visible(text, 120);
  const words = deleted
    ? `${name} was deleted ${ago(deleted.time, Date.now())} by ${visible(deleted.actor.name, 120)}, ${visible(deleted.origin.name, 60)} (${visible(deleted.eventName, 60)}).`
    : `No event that deletes ${name} is held. ${coverageText}`;
  void inform(words); // the panel shows the same; nobody need answer
}

/** Shows the history of a group of resources' events, or of what an event acted on with that event selected. */
export async function showHistoryOfNode(node: ActivityNode, panels: HistoryPanels, backend: Backend): Promise<void> {
  if (node.kind === 'group' && node.group.identity) await panels.show(node.group.identity, { all: node.group.newest.outcome === 'read' });
  if (node.kind !== 'event') return;
  const { ref, outcome } = node.row;
  const all = outcome === 'read' || outcome === 'insight';
  if (node.identity) {
    await panels.show(node.identity, { select: ref, all });
    return;
  }
  const detail = await backend.call('event', { ref });
  if (!detail) throw new UserProblem('This event is no longer held. Refresh the view.');
  await panels.show(identityOf(detail), { select: ref, all });
}

/** What the event acted on, else the request it belongs to, else who did it. */
function identityOf(detail: EventDetail): Parameters<HistoryPanels['show']>[0] {
  const target = detail.touches.find(({ role }) => role === 'target');
  const identity =
    (target && pivotIdentity(detail, 'resource', target.name)) ?? pivotIdentity(detail, 'request') ?? pivotIdentity(detail, 'actor');
  return identity ?? asked(detail.key);
}

function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && !editor.selection.isEmpty ? askable(editor.document.getText(editor.selection)) : undefined;
}
