// All history panels: one per resource, opened, found again and restored after a restart.
import * as vscode from 'vscode';
import type { ResourceIdentity } from '../resource/identity.ts';
import { Coalesced } from './coalesced.ts';
import type { Collecting } from './collecting.ts';
import type { Connections } from './connections.ts';
import { HistoryPanel, type PanelParts } from './historyPanel.ts';
import { onNewEvents } from './newEvents.ts';
import { parseSavedQuestion, type PanelQuestion } from './panelQuestion.ts';

export const PANEL_TYPE = 'traillens.history';

/** How a panel is opened. */
export interface ShowOptions {
  /** An event to select, by its `ref`. */
  readonly select?: number;
  /** Show reads, too, from the start. */
  readonly all?: boolean;
  /** In the filter language: what to show of it from the start. */
  readonly filter?: string;
  /** Beside the code it was asked from. */
  readonly beside?: boolean;
}

/** Opens and keeps panels. */
export class HistoryPanels implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #parts: PanelParts;
  readonly #panels = new Set<HistoryPanel>();
  readonly #refresh = new Coalesced(1000, () => this.#each((panel) => panel.refresh()));
  readonly #subscriptions: { dispose(): void }[];

  constructor(parts: Omit<PanelParts, 'show' | 'busyText'>, collecting: Collecting, connections: Connections) {
    this.#parts = {
      ...parts,
      busyText: () => collecting.busyText,
      show: async (identity) => {
        await this.show(identity, { all: true });
      },
    };
    this.#subscriptions = [
      this.#refresh,
      onNewEvents(parts.backend, () => this.#refresh.soon()),
      connections.onDidConnect(() => this.#each((panel) => panel.lookUp())),
      connections.onDidChange(() => this.#refresh.soon()),
      collecting.onDidChange(() => this.#each((panel) => panel.busy(collecting.busyText))),
      parts.code.onDidChange(() => this.#each((panel) => panel.tellCode())),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens.timeZone')) this.#each((panel) => panel.refresh(false));
      }),
      vscode.window.registerWebviewPanelSerializer(PANEL_TYPE, this),
    ];
  }

  /** More may be known of the resources that the code declares. */
  identifyAgain(): void {
    this.#each((panel) => panel.identifyAgain());
  }

  /** All that are open. */
  get open(): readonly HistoryPanel[] {
    return [...this.#panels];
  }

  /** Opens the history of a resource, or shows it if it is open. */
  async show(identity: ResourceIdentity, { select, all, filter, beside }: ShowOptions = {}): Promise<HistoryPanel> {
    const open = this.open.find((one) => keyOf(one.identity) === keyOf(identity));
    if (open) {
      open.panel.reveal(undefined, false);
      if (filter !== undefined) await open.filter(filter);
      if (select !== undefined) await open.select(select);
      return open;
    }
    const column = beside ? this.#columnBeside() : vscode.ViewColumn.Active;
    const panel = vscode.window.createWebviewPanel(PANEL_TYPE, 'CloudTrail History', column, { enableScripts: true });
    const possible = identity.values.length > 0 && identity.values.every(({ kind }) => kind === 'pattern');
    const history = this.#keep(panel, { identity, filter: filter ?? '', changesOnly: !all, possible }, filter === undefined);
    if (select !== undefined) await history.select(select);
    return history;
  }

  /** Opens again what was open when the editor was closed. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const question = parseSavedQuestion(saved);
    if (question) this.#keep(panel, question, false);
    else panel.dispose();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const { panel } of this.#panels) panel.dispose();
  }

  /** Where histories are already, else any other group than the code's, else a new one: never a third group beside two. */
  #columnBeside(): vscode.ViewColumn {
    const here = vscode.window.tabGroups.activeTabGroup.viewColumn;
    const columns = [...this.open.map(({ panel }) => panel.viewColumn), ...vscode.window.tabGroups.all.map(({ viewColumn }) => viewColumn)];
    return columns.find((column) => column !== undefined && column !== here) ?? vscode.ViewColumn.Beside;
  }

  #keep(panel: vscode.WebviewPanel, question: PanelQuestion, fresh: boolean): HistoryPanel {
    const history = new HistoryPanel(panel, question, fresh, this.#parts);
    this.#panels.add(history);
    panel.onDidDispose(() => this.#panels.delete(history));
    panel.onDidChangeViewState(({ webviewPanel }) => {
      if (webviewPanel.visible) history.busy(this.#parts.busyText());
    });
    return history;
  }

  #each(act: (panel: HistoryPanel) => void | Promise<void>): void {
    for (const panel of this.#panels) void Promise.resolve(act(panel)).catch(() => undefined); // the page asks again by itself
  }
}

function keyOf(identity: ResourceIdentity): string {
  return JSON.stringify([identity.address, identity.account ?? '', identity.region ?? '', identity.values[0]?.value ?? '']);
}
