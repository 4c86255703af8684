// The Resource History view: follows the cursor in infrastructure code, unless it is pinned. While it is hidden, nothing is computed.
import * as vscode from 'vscode';
import { cursorDescription, cursorNodes, cursorText, type CursorNode, type CursorShown } from '../outline/cursor.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { Coalesced } from './coalesced.ts';
import { mayDeclare } from './code.ts';
import type { LensParts } from './codeLens.ts';
import { lastChanges } from './lastChanges.ts';
import { hasNames } from './names.ts';
import { onNewEvents } from './newEvents.ts';
import { timeZone } from './settings.ts';
import { problemText } from './showProblem.ts';
import { treeItem } from './treeItem.ts';

const PAGE = 50;
/** ms of quiet before the view follows. */
const DELAY = 250;

/** A resource of the code. */
interface Target {
  readonly identity: ResourceIdentity;
  readonly tool: string;
  readonly instances: number;
}

/** The tree of the changes of one resource. */
export class CursorView implements vscode.TreeDataProvider<CursorNode>, vscode.Disposable {
  readonly #parts: Omit<LensParts, 'code'>;
  readonly #view: vscode.TreeView<CursorNode>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #follow = new Coalesced(DELAY, () => void this.#look());
  readonly #subscriptions: { dispose(): void }[];
  #shown: CursorShown = { is: 'noCode' };
  #target: Target | undefined;
  #pinned: Target | undefined;
  #count = PAGE;
  #looks = 0;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: Omit<LensParts, 'code'>) {
    this.#parts = parts;
    this.#view = vscode.window.createTreeView('traillens.cursor', { treeDataProvider: this });
    const soon = (): void => {
      if (this.#view.visible) this.#follow.soon();
    };
    this.#subscriptions = [
      this.#view,
      this.#changed,
      this.#follow,
      this.#view.onDidChangeVisibility(soon),
      vscode.window.onDidChangeTextEditorSelection(soon),
      vscode.window.onDidChangeActiveTextEditor((editor) => (editor ? soon() : undefined)), // a panel in front changes nothing
      parts.facts.onDidForget(soon),
      onNewEvents(parts.backend, soon),
    ];
  }

  /** Stays with the resource that is shown, or follows the cursor again. */
  pin(on: boolean): void {
    this.#pinned = on ? this.#target : undefined;
    void vscode.commands.executeCommand('setContext', 'traillens.pinned', this.#pinned !== undefined);
    this.#follow.soon();
  }

  /** The resource that is shown. */
  get identity(): ResourceIdentity | undefined {
    return this.#target?.identity;
  }

  /** Shows the next page. */
  more(): void {
    this.#count += 5 * PAGE;
    void this.#look();
  }

  getChildren(node?: CursorNode): CursorNode[] {
    if (node === undefined && this.#looks === 0) void this.#look();
    return node === undefined ? cursorNodes(this.#shown) : [];
  }

  getTreeItem(node: CursorNode): vscode.TreeItem {
    return treeItem(cursorText(node, { now: Date.now(), zone: timeZone() }), undefined, commandOf(node));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #look(): Promise<void> {
    const look = ++this.#looks;
    let target: Target | undefined;
    let shown: CursorShown;
    try {
      const found = this.#pinned ?? (await this.#atCursor());
      target = typeof found === 'string' ? undefined : found;
      if (target?.identity.address !== this.#target?.identity.address) this.#count = PAGE;
      shown = typeof found === 'string' ? { is: found } : await this.#ask(found);
    } catch (error) {
      shown = { is: 'failed', message: problemText(error) ?? '' };
    }
    if (look !== this.#looks) return; // the cursor went on
    this.#target = target;
    this.#shown = shown;
    this.#view.description = cursorDescription(shown, this.#pinned !== undefined);
    void vscode.commands.executeCommand('setContext', 'traillens.cursorOnResource', shown.is === 'resource');
    this.#changed.fire(undefined);
  }

  async #atCursor(): Promise<Target | 'noCode' | 'noResource'> {
    const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(({ document }) => mayDeclare(document));
    if (!editor || !mayDeclare(editor.document)) return 'noCode';
    const { line } = editor.selection.active;
    const all = await this.#parts.facts.of(editor.document);
    const within = all.filter(({ resource: { range } }) => line >= range.start.line && line <= range.end.line);
    const size = ({ range }: (typeof all)[number]['resource']): number => range.end.line - range.start.line;
    const [inner] = [...within].sort((a, b) => size(a.resource) - size(b.resource));
    if (!inner) return 'noResource';
    const instances = within.filter(({ resource }) => resource.address === inner.resource.address);
    const { identity, resource } = instances.find((one) => hasNames(one.identity)) ?? inner;
    return { identity, tool: resource.tool, instances: instances.length };
  }

  async #ask({ identity, tool, instances }: Target): Promise<CursorShown> {
    if (!hasNames(identity)) return { is: 'unresolved', identity };
    await this.#parts.worthAsking();
    const { backend } = this.#parts;
    const { history, rows } = await lastChanges(backend, identity, this.#count);
    const { total, coverageText } = history;
    return { is: 'resource', tool, identity: history.identity, instances, rows, total, coverageText };
  }
}

function commandOf(node: CursorNode): vscode.Command | undefined {
  switch (node.kind) {
    case 'change':
      return { command: 'traillens.showEvent', title: 'Show Event', arguments: [node.event] };
    case 'moreChanges':
      return { command: 'traillens.loadMore', title: 'Load More', arguments: [node] };
    case 'mend':
      return { command: 'traillens.resolve', title: node.label, arguments: [node.lack] };
    case 'askByName':
      return { command: 'traillens.showHistoryOf', title: 'Show History of…' };
    case 'say':
      return undefined;
  }
}
