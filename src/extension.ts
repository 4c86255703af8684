// The composition root in the editor: constructors in the order of the data. No thread, parser or database starts here.
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { Backend } from './protocol/backend.ts';
import { ActivityView } from './ui/activityView.ts';
import { BackendThread } from './ui/backendThread.ts';
import { Code } from './ui/code.ts';
import { HistoryLenses } from './ui/codeLens.ts';
import { Collecting } from './ui/collecting.ts';
import { registerCommands } from './ui/commands.ts';
import { watchDeclares } from './ui/declares.ts';
import { EVENT_SCHEME, EventDocuments } from './ui/eventDocuments.ts';
import { HistoryPanels } from './ui/historyPanels.ts';
import { LOG_SCHEME, LogDocuments } from './ui/logDocuments.ts';
import { logFolders } from './ui/settings.ts';
import { Sources } from './ui/sources.ts';
import { SourcesView } from './ui/sourcesView.ts';

/** What tests of the running extension look at. */
export interface TrailLens {
  readonly activity: ActivityView;
  readonly sources: SourcesView;
  readonly panels: HistoryPanels;
  readonly documents: EventDocuments;
  readonly backend: Backend;
}

export function activate(context: vscode.ExtensionContext): TrailLens {
  const { extensionUri, globalStorageUri, storageUri, subscriptions, workspaceState } = context;
  const inDist = (name: string): string => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
  const storeDir = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'store').fsPath;

  const code = new Code(inDist('wasm'));
  const log = vscode.window.createOutputChannel('TrailLens', { log: true });
  const report = (error: unknown): void => log.error(error instanceof Error ? error : String(error));
  const backend = BackendThread.over(inDist('storeWorker.js'), { storeDir });
  const collecting = new Collecting(backend);
  const sources = new Sources(backend, collecting);
  const documents = new EventDocuments(backend, formatJson);
  const ready = (): Promise<void> => sources.ready();

  const activity = new ActivityView(backend, sources, workspaceState);
  const sourcesView = new SourcesView(backend, sources, collecting);
  const panels = new HistoryPanels({ backend, documents, extensionUri, ready }, collecting);
  const lenses = new HistoryLenses(
    backend,
    code,
    async () => {
      if (!backend.started && !existsSync(storeDir) && logFolders().length === 0) return false;
      await ready();
      return true;
    },
    report,
  );

  subscriptions.push(
    { dispose: () => void backend.dispose() },
    log,
    collecting,
    activity,
    sourcesView,
    panels,
    lenses,
    watchDeclares(),
    vscode.workspace.onDidGrantWorkspaceTrust(() => sources.lookAgain()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('traillens.logFolders')) void sources.lookAgain();
    }),
    vscode.workspace.registerTextDocumentContentProvider(EVENT_SCHEME, documents),
    vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, new LogDocuments()),
    registerCommands({ backend, code, sources, activity, sourcesView, documents, panels, memento: workspaceState }),
  );
  return { activity, sources: sourcesView, panels, documents, backend };
}

/** Indents; numbers, key order and escapes stay as they were logged. */
async function formatJson(text: string): Promise<string> {
  const { applyEdits, format } = await import('jsonc-parser');
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n', insertFinalNewline: true }));
}
