// The Activity view: what the outline says, in the editor's tree; what the user set is remembered per workspace.
import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.ts';
import {
  activityChildren,
  activityDescription,
  activityText,
  type ActivityAsk,
  type ActivityNode,
  type ActivityState,
} from '../outline/activity.ts';
import type { Reader } from '../outline/eventText.ts';
import { count } from '../outline/words.ts';
import { parseActivityState } from './activityState.ts';
import { Coalesced } from './coalesced.ts';
import { RootNodes } from './rootNodes.ts';
import { firstTimeRange, timeZone } from './settings.ts';
import { problemText } from './showProblem.ts';
import type { Connections } from './connections.ts';
import { treeItem } from './treeItem.ts';

const PAGE = { root: 200, group: 100 } as const;
const MEMORY = 'traillens.activity';

/** The tree of recent events. */
export class ActivityView implements vscode.TreeDataProvider<ActivityNode>, vscode.Disposable {
  readonly #backend: Backend;
  readonly #ready: () => Promise<void>;
  readonly #connections: Connections;
  readonly #memento: vscode.Memento;
  readonly #view: vscode.TreeView<ActivityNode>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #set = new vscode.EventEmitter<void>();
  readonly #saw = new vscode.EventEmitter<void>();
  readonly #roots = new RootNodes(
    () => this.#children(),
    () => this.#changed.fire(undefined),
    () => this.#view.visible,
  );
  readonly #refresh = new Coalesced(400, () => this.#roots.draw());
  readonly #shown = new Map<string, number>();
  readonly #subscriptions: { dispose(): void }[];

  readonly onDidChangeTreeData = this.#changed.event;
  /** The user set something: a range, a filter. */
  readonly onDidSet = this.#set.event;
  /** The view came into sight. */
  readonly onDidSee = this.#saw.event;

  /** `ready`: what must be known before anything is shown. */
  constructor(backend: Backend, ready: () => Promise<void>, connections: Connections, memento: vscode.Memento) {
    this.#backend = backend;
    this.#ready = ready;
    this.#connections = connections;
    this.#memento = memento;
    this.#view = vscode.window.createTreeView('traillens.activity', { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#changed,
      this.#set,
      this.#saw,
      this.#refresh,
      connections.onDidChange(() => {
        if (this.#view.visible) this.#refresh.soon(); // the ways out of an empty view
      }),
      backend.onPush((push) => {
        if (push.type === 'changed' && this.#view.visible) this.#refresh.soon();
      }),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (!visible) return;
        this.#refresh.soon(); // ages have grown, events may have come
        this.#saw.fire();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens')) this.#tell();
      }),
    ];
    this.#tell();
  }

  get state(): ActivityState {
    return parseActivityState(this.#memento.get(MEMORY), firstTimeRange());
  }

  /** Remembers and shows what the user set. */
  async set(change: Partial<ActivityState>): Promise<void> {
    await this.#memento.update(MEMORY, { ...this.state, ...change });
    this.#shown.clear();
    this.#tell();
    this.#set.fire();
  }

  /** Somebody may be looking. */
  get seen(): boolean {
    return this.#view.visible;
  }

  /** Counts new events at the view's icon; 0 for none. */
  badge(value: number): void {
    this.#view.badge =
      value > 0 ? { value, tooltip: count(value, 'new event from the live tail', 'new events from the live tail') } : undefined;
  }

  /** Shows the next page of the root (''), or of a group. */
  more(key: string): void {
    this.#shown.set(key, this.#count(key) + (key === '' ? PAGE.root : 5 * PAGE.group));
    this.#roots.draw();
  }

  refresh(): void {
    this.#roots.draw();
  }

  async getChildren(node?: ActivityNode): Promise<ActivityNode[]> {
    return node ? this.#children(node) : this.#roots.take();
  }

  async #children(node?: ActivityNode): Promise<ActivityNode[]> {
    try {
      if (node === undefined) await this.#ready();
      return await activityChildren(node, this.#ask());
    } catch (error) {
      return [{ kind: 'note', text: 'The events could not be read', detail: problemText(error) ?? '', fault: true }];
    }
  }

  getTreeItem(node: ActivityNode): vscode.TreeItem {
    return treeItem(activityText(node, this.#reader()), idOf(node), commandOf(node));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #ask(): ActivityAsk {
    return {
      state: this.state,
      reader: this.#reader(),
      connected: this.#connections.choices.length > 0,
      shown: (key) => this.#count(key),
      activity: (question) => this.#backend.call('activity', question),
      rows: (question, group, offset, count) => this.#backend.call('activityRows', { question, group, offset, count }),
    };
  }

  #count(key: string): number {
    return this.#shown.get(key) ?? (key === '' ? PAGE.root : PAGE.group);
  }

  #reader(): Reader {
    return { now: Date.now(), zone: timeZone() };
  }

  #tell(): void {
    const { state } = this;
    this.#view.description = activityDescription(state);
    void vscode.commands.executeCommand('setContext', 'traillens.changesOnly', state.changesOnly);
    void vscode.commands.executeCommand('setContext', 'traillens.filtered', state.filter !== '');
    this.#roots.draw();
  }
}

function idOf(node: ActivityNode): string | undefined {
  // Events have no id: the same event may stand below several groups, and refs are reused when the store changes.
  return node.kind === 'group' ? `${node.groupBy}:${node.group.key}` : undefined;
}

function commandOf(node: ActivityNode): vscode.Command | undefined {
  switch (node.kind) {
    case 'event':
      return { command: 'traillens.showEvent', title: 'Show Event', arguments: [node] };
    case 'group':
      return node.group.identity && { command: 'traillens.showHistoryOfNode', title: 'Show CloudTrail History', arguments: [node] };
    case 'more':
      return { command: 'traillens.loadMore', title: 'Load More', arguments: [node] };
    case 'step':
      return { command: STEP_COMMANDS[node.step], title: 'Go On' };
    case 'note':
      return undefined;
  }
}

const STEP_COMMANDS = {
  showAllTime: 'traillens.showAllTime',
  showAllEvents: 'traillens.showAllEvents',
  clearFilter: 'traillens.clearFilter',
  chooseRange: 'traillens.chooseTimeRange',
  showSources: 'traillens.sources.focus',
  loadEventHistory: 'traillens.loadEventHistory',
} as const;
