// The running extension and the sample it runs on, for the host suites.
import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { TrailLens } from '../../src/extension.ts';
import type { ActivityNode } from '../../src/outline/activity.ts';
import type { CursorNode } from '../../src/outline/cursor.ts';
import type { OutsideNode } from '../../src/outline/outsideTree.ts';
import type { SourceNode } from '../../src/outline/sources.ts';
import type { TrailNode } from '../../src/outline/trails.ts';

/** The sample's truth, as far as the suites look at it. */
export interface Truth {
  readonly totals: { readonly unique: number; readonly duplicates: number; readonly problems: readonly { readonly path: string }[] };
  readonly beats: readonly {
    readonly name: string;
    readonly about: string;
    readonly answer: { readonly events: readonly string[]; readonly person?: string };
  }[];
  readonly resources: readonly {
    readonly address: string;
    readonly file: string;
    readonly line: number;
    readonly changes: readonly string[];
  }[];
}

export const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
export const truth: Truth = JSON.parse(fs.readFileSync(path.join(workspace, '..', 'truth.json'), 'utf8'));

/** The extension's parts, after it was activated. */
export async function traillens(): Promise<TrailLens> {
  const extension = vscode.extensions.getExtension<TrailLens>('traillens.traillens');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** Asks until the answer is there; fails with the last one after a while. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, limit = 40_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) assert.fail(`${what}: not within ${limit / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Resolves when the sample is read to its end. */
export async function sampleRead(): Promise<void> {
  const { sources } = await traillens();
  await eventually('the sample is read', async () => {
    const [node] = await sources.getChildren();
    return node?.kind === 'source' && node.source.collectedAt !== undefined && node.source.events > 0 ? true : undefined;
  });
}

type Node = ActivityNode | CursorNode | OutsideNode | SourceNode | TrailNode;

/** Labels and descriptions as the tree shows them, `depth` levels deep. */
export async function printTree<N extends Node>(tree: vscode.TreeDataProvider<N>, depth = 1, node?: N, indent = ''): Promise<string[]> {
  const lines: string[] = [];
  for (const child of (await tree.getChildren(node)) ?? []) {
    const item = await tree.getTreeItem(child);
    const label = typeof item.label === 'string' ? item.label : item.label?.label;
    const description = typeof item.description === 'string' ? item.description : '';
    lines.push(`${indent}${label} ‹${description}›`);
    if (depth > 1 && item.collapsibleState) lines.push(...(await printTree(tree, depth - 1, child, `${indent}  `)));
  }
  return lines;
}

/** Opens a file of the sample with the cursor at the first line that contains the text. */
export async function openAt(file: string, text: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(path.join(workspace, file));
  const editor = await vscode.window.showTextDocument(document);
  const at = document.positionAt(document.getText().indexOf(text));
  assert.ok(document.getText().includes(text), `${file} contains ${text}`);
  editor.selection = new vscode.Selection(at, at);
  return editor;
}

export async function closeEverything(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
