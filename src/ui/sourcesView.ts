// The Sources view: what is held, what is being read, what could not be read; folders and files can be dropped on it.
import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.ts';
import { sourceChildren, sourceText, type SourceNode } from '../outline/sources.ts';
import type { Reader } from '../outline/eventText.ts';
import { Coalesced } from './coalesced.ts';
import type { Collecting } from './collecting.ts';
import { droppedUris } from './dropped.ts';
import { RootNodes } from './rootNodes.ts';
import { timeZone } from './settings.ts';
import { problemText, showProblem } from './showProblem.ts';
import type { Sources } from './sources.ts';
import { treeItem } from './treeItem.ts';

const PAGE = 200;

/** The tree of sources. */
export class SourcesView implements vscode.TreeDataProvider<SourceNode>, vscode.TreeDragAndDropController<SourceNode>, vscode.Disposable {
  readonly #backend: Backend;
  readonly #sources: Sources;
  readonly #collecting: Collecting;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #roots = new RootNodes(
    () => this.#children(),
    () => this.#changed.fire(undefined),
    () => this.view.visible,
  );
  readonly #refresh = new Coalesced(250, () => this.#roots.draw());
  readonly #shown = new Map<number, number>();
  readonly #subscriptions: { dispose(): void }[];

  readonly onDidChangeTreeData = this.#changed.event;
  readonly dropMimeTypes = ['text/uri-list'];
  readonly dragMimeTypes = [];
  readonly view: vscode.TreeView<SourceNode>;

  constructor(backend: Backend, sources: Sources, collecting: Collecting) {
    this.#backend = backend;
    this.#sources = sources;
    this.#collecting = collecting;
    this.view = vscode.window.createTreeView('traillens.sources', { treeDataProvider: this, dragAndDropController: this });
    this.#subscriptions = [
      this.view,
      this.#changed,
      this.#refresh,
      collecting.onDidChange(() => this.#refresh.soon()),
      backend.onPush((push) => {
        if (push.type === 'changed') this.#refresh.soon();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens.timeZone')) this.#refresh.soon();
      }),
    ];
  }

  refresh(): void {
    this.#roots.draw();
  }

  /** Shows the next page of a source's problems. */
  more(source: number): void {
    this.#shown.set(source, (this.#shown.get(source) ?? PAGE) + 5 * PAGE);
    this.#roots.draw();
  }

  async getChildren(node?: SourceNode): Promise<SourceNode[]> {
    return node ? this.#children(node) : this.#roots.take();
  }

  async #children(node?: SourceNode): Promise<SourceNode[]> {
    try {
      if (node === undefined) await this.#sources.ready();
      return await sourceChildren(node, {
        reader: this.#reader(),
        shown: (source) => this.#shown.get(source) ?? PAGE,
        busy: (source) => this.#collecting.progressOf(source),
        sources: () => this.#backend.call('sources', {}),
        problems: (source) => this.#backend.call('problems', { source }),
      });
    } catch (error) {
      return [{ kind: 'fact', text: 'The sources could not be read', detail: problemText(error) ?? '', icon: 'error' }];
    }
  }

  /** For `reveal`: only sources and their list of problems are revealed, and only the latter have a parent. */
  getParent(node: SourceNode): SourceNode | undefined {
    return node.kind === 'problems' ? { kind: 'source', source: node.source } : undefined;
  }

  getTreeItem(node: SourceNode): vscode.TreeItem {
    return treeItem(sourceText(node, this.#reader()), idOf(node), commandOf(node));
  }

  async handleDrop(_target: SourceNode | undefined, data: vscode.DataTransfer): Promise<void> {
    try {
      const text = await data.get('text/uri-list')?.asString();
      await this.#sources.add(droppedUris(text ?? '').map((uri) => vscode.Uri.parse(uri)));
    } catch (error) {
      await showProblem(error);
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #reader(): Reader {
    return { now: Date.now(), zone: timeZone() };
  }
}

function idOf(node: SourceNode): string | undefined {
  if (node.kind === 'source') return `source:${node.source.id}`;
  return node.kind === 'problems' ? `problems:${node.source.id}` : undefined;
}

function commandOf(node: SourceNode): vscode.Command | undefined {
  if (node.kind === 'problem') return { command: 'traillens.openProblem', title: 'Open', arguments: [node] };
  return node.kind === 'more' ? { command: 'traillens.loadMore', title: 'Load More', arguments: [node] } : undefined;
}
