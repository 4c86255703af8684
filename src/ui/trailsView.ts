// The Trails view: connections to AWS, their trails and the work that goes on, in the editor's tree.
import * as vscode from 'vscode';
import type { ArchiveJob, AwsFault, Connection, ConnectionTrails, TailState } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { trailChildren, type TrailNode, type TrailsShown } from '../outline/trails.ts';
import type { TrailReader } from '../outline/trailNode.ts';
import { trailText } from '../outline/trailText.ts';
import { count } from '../outline/words.ts';
import { Coalesced } from './coalesced.ts';
import type { Connections } from './connections.ts';
import { RootNodes } from './rootNodes.ts';
import { timeZone } from './settings.ts';
import { problemText } from './showProblem.ts';
import { treeItem } from './treeItem.ts';

/** What others know that the tree shows. */
export interface TrailsParts {
  readonly backend: Backend;
  readonly connections: Connections;
  readonly read: TrailReader;
  jobs(): readonly ArchiveJob[];
  tails(): readonly TailState[];
  lookupFaults(): readonly AwsFault[];
}

/** The tree of trails. */
export class TrailsView implements vscode.TreeDataProvider<TrailNode>, vscode.Disposable {
  readonly #parts: TrailsParts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #roots = new RootNodes(
    () => this.#root(),
    () => this.#changed.fire(undefined),
    () => this.view.visible,
  );
  readonly #redraw = new Coalesced(250, () => this.#roots.draw());
  readonly #subscriptions: { dispose(): void }[];
  #connections: readonly Connection[] = [];
  #trails = new Map<string, ConnectionTrails>();
  #asking: Promise<void> | undefined;
  #wanted = true;
  #problem: string | undefined;

  readonly onDidChangeTreeData = this.#changed.event;
  readonly view: vscode.TreeView<TrailNode>;

  constructor(parts: TrailsParts) {
    this.#parts = parts;
    this.view = vscode.window.createTreeView('traillens.trails', { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.view,
      this.#changed,
      this.#redraw,
      parts.connections.onDidChange(() => {
        this.#wanted = true;
        this.redraw();
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens.timeZone')) this.redraw();
      }),
    ];
  }

  /** Soon. */
  redraw(): void {
    this.#redraw.soon();
  }

  /** Asks AWS anew; resolves when all have answered. */
  async refresh(): Promise<void> {
    await this.#asking;
    await this.#ask(true);
  }

  async getChildren(node?: TrailNode): Promise<TrailNode[]> {
    return node ? trailChildren(node, this.#shown()) : this.#roots.take();
  }

  async #root(): Promise<TrailNode[]> {
    try {
      this.#parts.connections.wake();
      this.#connections = await this.#parts.connections.list();
      if (this.#wanted && this.#connections.some(({ state }) => state === 'ready')) void this.#ask(false);
      const nodes = trailChildren(undefined, this.#shown());
      if (this.#problem === undefined || nodes.length === 0) return nodes;
      return [{ kind: 'fact', text: 'Trails could not be asked for', detail: this.#problem, icon: 'error', tone: 'bad' }, ...nodes];
    } catch (error) {
      return [{ kind: 'fact', text: 'The connections could not be read', detail: problemText(error) ?? '', icon: 'error', tone: 'bad' }];
    }
  }

  getTreeItem(node: TrailNode): vscode.TreeItem {
    return treeItem(trailText(node), idOf(node));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #shown(): TrailsShown {
    const parts = this.#parts;
    return {
      reader: { now: Date.now(), zone: timeZone() },
      read: parts.read,
      connections: this.#connections,
      trails: this.#trails,
      asking: this.#asking !== undefined,
      jobs: parts.jobs(),
      tails: parts.tails(),
      lookupFaults: parts.lookupFaults(),
    };
  }

  /** One question at a time; what changes meanwhile is asked afterwards. */
  async #ask(fresh: boolean): Promise<void> {
    if (this.#asking) return this.#asking;
    this.#wanted = false;
    this.#asking = this.#answer(fresh).finally(() => {
      this.#asking = undefined;
      this.view.message = '';
      this.redraw();
    });
    this.redraw();
    return this.#asking;
  }

  async #answer(fresh: boolean): Promise<void> {
    const slow = setTimeout(() => {
      const regions = this.#connections.reduce((sum, connection) => sum + connection.regions.length, 0);
      this.view.message = `Asking ${count(regions, 'Region')} for trails…`;
    }, 300);
    try {
      const asked = this.#parts.backend.call('trails', fresh ? { fresh } : {});
      const settled = asked.then(
        () => undefined,
        () => undefined,
      );
      void vscode.window.withProgress({ location: { viewId: 'traillens.trails' } }, () => settled);
      const answers = await asked;
      this.#problem = undefined;
      this.#trails = new Map(answers.map((answer) => [answer.connection.choice.profile, answer]));
    } catch (error) {
      this.#problem = problemText(error); // what was known stays
    } finally {
      clearTimeout(slow);
    }
  }
}

/** Keeps what is expanded and selected over a refresh. */
function idOf(node: TrailNode): string | undefined {
  switch (node.kind) {
    case 'connection':
      return `connection:${node.connection.choice.profile}`;
    case 'trail':
      return `trail:${node.profile}:${node.facts.trail.arn}`;
    case 'faults':
      return `faults:${node.id}`;
    case 'job':
      return `job:${node.job.id}`;
    case 'tail':
      return `tail:${node.tail.id}`;
    case 'fact':
    case 'fault':
      return undefined;
  }
}
