// The view of what came by another way than the code: declared resources with their changes, and a report of drift that was opened.
// While it is hidden, nothing is read or asked.
import * as vscode from 'vscode';
import { driftChildren, driftText, isDriftNode, type DriftNode } from '../outline/driftTree.ts';
import type { Reader } from '../outline/eventText.ts';
import {
  changesOf,
  outsideDescription,
  outsideNodes,
  outsideText,
  type OutsideNode,
  type OutsideShown,
  type OutsideStep,
} from '../outline/outsideTree.ts';
import type { ActivityView } from './activityView.ts';
import { Coalesced } from './coalesced.ts';
import { onNewEvents } from './newEvents.ts';
import { askOutside, explainDrift, type OpenDrift, type OutsideQuestionParts } from './outsideQuestion.ts';
import { RootNodes } from './rootNodes.ts';
import { timeZone } from './settings.ts';
import { treeItem } from './treeItem.ts';

const VIEW = 'traillens.outside';
const MEMORY = 'traillens.outside.peopleOnly';
/** Work that takes longer says so and can be stopped, ms. */
const PATIENCE = 800;

/** What the view needs of the rest. */
export interface OutsideParts extends OutsideQuestionParts {
  /** Whose time range counts here, too. */
  readonly activity: ActivityView;
  readonly memento: vscode.Memento;
}

/** The tree. */
export class OutsideView implements vscode.TreeDataProvider<OutsideNode>, vscode.Disposable {
  readonly #parts: OutsideParts;
  readonly #view: vscode.TreeView<OutsideNode>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #roots = new RootNodes(
    () => this.#root(),
    () => this.#changed.fire(undefined),
    () => this.#view.visible,
  );
  readonly #soon = new Coalesced(1500, () => this.#redraw());
  readonly #subscriptions: { dispose(): void }[];
  #drift: OpenDrift | undefined;
  #driftNode: DriftNode | undefined;
  #asking: { readonly done: Promise<OutsideNode[]>; readonly abort: AbortController } | undefined;
  /** Something changed while the last question was under way. */
  #stale = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(parts: OutsideParts) {
    this.#parts = parts;
    this.#view = vscode.window.createTreeView('traillens.outside', { treeDataProvider: this, showCollapseAll: true });
    const soon = (): void => {
      if (this.#view.visible) this.#soon.soon();
    };
    this.#subscriptions = [
      this.#view,
      this.#changed,
      this.#soon,
      { dispose: () => this.stop() },
      onNewEvents(parts.backend, soon),
      parts.workspaceCode.onDidChange(soon),
      parts.activity.onDidSet(() => this.#set()),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#soon.soon(); // ages have grown, events may have come
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens.timeZone')) this.#redraw();
      }),
    ];
    this.#tell(undefined);
  }

  /** Whether what AWS's services did by themselves is left out. */
  get peopleOnly(): boolean {
    return this.#parts.memento.get<unknown>(MEMORY) === true;
  }

  async setPeopleOnly(on: boolean): Promise<void> {
    await this.#parts.memento.update(MEMORY, on);
    this.#set();
  }

  /** Reads and asks anew. */
  refresh(): void {
    this.#redraw();
  }

  /** Gives up the question that is under way; what was found so far is shown. */
  stop(): void {
    this.#asking?.abort.abort();
  }

  /** The report that is shown, if one is. */
  get drift(): OpenDrift | undefined {
    return this.#drift;
  }

  /** Shows a report of drift first in the tree, or none any longer. */
  async showDrift(drift: OpenDrift | undefined): Promise<void> {
    this.#drift = drift;
    if (!drift) return this.#redraw();
    await vscode.commands.executeCommand(`${VIEW}.focus`);
    await this.#asking?.done; // which did not know of it
    await this.#roots.renew();
    if (this.#driftNode) await this.#view.reveal(this.#driftNode, { focus: false }).then(undefined, () => undefined); // gone meanwhile
  }

  /** Only roots are ever revealed. */
  getParent(): undefined {
    return undefined;
  }

  async getChildren(node?: OutsideNode): Promise<OutsideNode[]> {
    if (node === undefined) return this.#roots.take();
    if (isDriftNode(node)) return driftChildren(node);
    if (node.kind === 'outsideSection') return outsideNodes(node.shown, this.#reader());
    return node.kind === 'outsideResource' ? changesOf(node.found) : [];
  }

  getTreeItem(node: OutsideNode): vscode.TreeItem {
    const text = isDriftNode(node) ? driftText(node, this.#reader()) : outsideText(node, this.#reader());
    return treeItem(text, idOf(node), commandOf(node));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What the user set counts at once. */
  #set(): void {
    this.#tell(undefined);
    this.stop();
    this.#redraw();
  }

  #redraw(): void {
    if (this.#asking) this.#stale = true;
    else this.#roots.draw();
  }

  /** One question at a time; what changes meanwhile is asked afterwards. */
  async #root(): Promise<OutsideNode[]> {
    if (!this.#asking) {
      const abort = new AbortController();
      const done = this.#look(abort.signal).finally(() => {
        this.#asking = undefined;
        if (!this.#stale) return;
        this.#stale = false;
        this.#roots.draw();
      });
      this.#asking = { done, abort };
    }
    return this.#asking.done;
  }

  async #look(signal: AbortSignal): Promise<OutsideNode[]> {
    let message = 'Reading the code of this workspace…';
    const say = (text: string): void => {
      message = text;
      if (slow.told) this.#view.message = text;
    };
    const slow = { told: false };
    const timer = setTimeout(() => {
      slow.told = true;
      this.#view.message = message;
      void vscode.window.withProgress({ location: { viewId: VIEW } }, async () => void (await this.#asking?.done));
      void vscode.commands.executeCommand('setContext', 'traillens.lookingOutside', true);
    }, PATIENCE);
    try {
      const drift = this.#drift && (await explainDrift(this.#drift, this.#parts, signal));
      const { range } = this.#parts.activity.state;
      const shown = await askOutside({ range, peopleOnly: this.peopleOnly }, this.#parts, signal, say);
      this.#tell(shown);
      const node: DriftNode | undefined = drift && { kind: 'drift', shown: drift };
      this.#driftNode = node;
      if (!node) return outsideNodes(shown, this.#reader());
      return shown.is === 'nothingHeld' ? [node] : [node, { kind: 'outsideSection', shown }];
    } finally {
      clearTimeout(timer);
      this.#view.message = '';
      if (slow.told) void vscode.commands.executeCommand('setContext', 'traillens.lookingOutside', false);
    }
  }

  #reader(): Reader {
    return { now: Date.now(), zone: timeZone() };
  }

  #tell(shown: OutsideShown | undefined): void {
    this.#view.description = outsideDescription(shown, this.#parts.activity.state.range, this.peopleOnly);
    void vscode.commands.executeCommand('setContext', 'traillens.peopleOnly', this.peopleOnly);
  }
}

/** Keeps what is expanded over a refresh. Events have none: an event may stand below several resources. */
function idOf(node: OutsideNode): string | undefined {
  switch (node.kind) {
    case 'outsideSection':
      return 'outside';
    case 'outsideResource': {
      const { address, resource } = node.found.declared;
      return `outside:${resource.file}:${resource.nameRange.start.line}:${address}`;
    }
    case 'drift':
      return `drift:${node.shown.name}`;
    case 'driftResource':
      return `drift:${node.drifted.address}:${node.drifted.identity.values[0]?.value ?? ''}`;
    default:
      return undefined;
  }
}

function commandOf(node: OutsideNode): vscode.Command | undefined {
  switch (node.kind) {
    case 'outsideChange':
    case 'driftCandidate':
      return { command: 'traillens.showEvent', title: 'Show Event', arguments: [node] };
    case 'outsideStep':
      return { command: STEP_COMMANDS[node.step], title: 'Go On' };
    default:
      return undefined;
  }
}

const STEP_COMMANDS: Readonly<Record<OutsideStep, string>> = {
  showAllTime: 'traillens.showAllTime',
  chooseRange: 'traillens.chooseTimeRange',
  showServices: 'traillens.showServicesToo',
  lookAgain: 'traillens.refreshOutside',
  openFolder: 'workbench.action.files.openFolder',
  explainDrift: 'traillens.explainDrift',
};
