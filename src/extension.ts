// The composition root in the editor: constructors in the order of the data. No thread, parser or database starts here.
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { mendLabel } from './outline/mendText.ts';
import { rangeTimes } from './outline/timeRange.ts';
import type { Backend } from './protocol/backend.ts';
import type { ResourceIdentity } from './resource/identity.ts';
import { selectorsText, trailHealth } from './query/trailHealth.ts';
import { ActivityView } from './ui/activityView.ts';
import { ArchiveJobs } from './ui/archiveJobs.ts';
import { BackendThread } from './ui/backendThread.ts';
import { Code } from './ui/code.ts';
import { CodeFacts } from './ui/codeFacts.ts';
import { HistoryHovers } from './ui/codeHover.ts';
import { HistoryLenses } from './ui/codeLens.ts';
import { Collecting } from './ui/collecting.ts';
import { registerCommands } from './ui/commands.ts';
import { Connections } from './ui/connections.ts';
import { watchDeclares } from './ui/declares.ts';
import { CursorView } from './ui/cursorView.ts';
import { DeploymentMemory } from './ui/deploymentMemory.ts';
import { Deployments } from './ui/deployments.ts';
import { EVENT_SCHEME, EventDocuments } from './ui/eventDocuments.ts';
import { EventHistory } from './ui/eventHistory.ts';
import { sayRefusals } from './ui/eventHistoryCommands.ts';
import { goToCode, lookForCode } from './ui/goToCode.ts';
import { HistoryPanels } from './ui/historyPanels.ts';
import { LOG_SCHEME, LogDocuments } from './ui/logDocuments.ts';
import { Mends } from './ui/mends.ts';
import { runNextStep } from './ui/nextStep.ts';
import { answerMfa } from './ui/mfa.ts';
import { logFolders } from './ui/settings.ts';
import { SignIns } from './ui/signIn.ts';
import { OutsideView } from './ui/outsideView.ts';
import { watchDriftReports } from './ui/driftFiles.ts';
import { pickIdentity } from './ui/showHistory.ts';
import { Sources } from './ui/sources.ts';
import { SourcesView } from './ui/sourcesView.ts';
import { Tails } from './ui/tails.ts';
import { TrailsView } from './ui/trailsView.ts';
import { WorkspaceCode } from './ui/workspaceCode.ts';

/** What tests of the running extension look at. */
export interface TrailLens {
  readonly activity: ActivityView;
  readonly sources: SourcesView;
  readonly trails: TrailsView;
  readonly connections: Connections;
  readonly history: EventHistory;
  readonly jobs: ArchiveJobs;
  readonly tails: Tails;
  readonly panels: HistoryPanels;
  readonly workspaceCode: WorkspaceCode;
  readonly cursor: CursorView;
  readonly outside: OutsideView;
  readonly documents: EventDocuments;
  readonly backend: Backend;
}

export function activate(context: vscode.ExtensionContext): TrailLens {
  const { extensionUri, globalStorageUri, storageUri, subscriptions, workspaceState } = context;
  const inDist = (name: string): string => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
  const storeDir = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'store').fsPath;

  const log = vscode.window.createOutputChannel('TrailLens', { log: true });
  const report = (error: unknown): void => log.error(error instanceof Error ? error : String(error));
  const backend = BackendThread.over(inDist('storeWorker.js'), { storeDir, paceDir: globalStorageUri.fsPath });
  const connections = new Connections(backend, workspaceState);
  const deployments = new Deployments(backend, connections);
  const code = new Code(inDist('wasm'), deployments.held);
  const indexFile = storageUri && vscode.Uri.joinPath(storageUri, 'code-index.jsonl').fsPath;
  const { version } = context.extension.packageJSON as { version: string };
  const workspaceCode = new WorkspaceCode(code, indexFile === undefined ? undefined : { file: indexFile, made: version });
  const memory = new DeploymentMemory(workspaceState);
  const mends = new Mends({ backend, code, connections, deployments, memory });
  const collecting = new Collecting(backend);
  const sources = new Sources(backend, collecting);
  const documents = new EventDocuments(backend, formatJson);
  const jobs = new ArchiveJobs(backend);
  // Called by what is shown or asked for: until then nobody at AWS is asked anything.
  const ready = (): Promise<void> => {
    connections.wake();
    jobs.look();
    return sources.ready();
  };

  const activity = new ActivityView(backend, ready, connections, workspaceState);
  const history = new EventHistory(backend, connections, () => rangeTimes(activity.state.range, Date.now()));
  const tails = new Tails(backend, activity);
  const signIns = new SignIns(backend, connections);
  const trails = new TrailsView({
    backend,
    connections,
    read: { health: trailHealth, selectors: selectorsText },
    jobs: () => jobs.all,
    tails: () => tails.all,
    lookupFaults: () => history.faults,
  });
  const sourcesView = new SourcesView(backend, sources, collecting);
  const aws = { isConnected: () => connections.isReady(), run: runNextStep, report };
  const toCode = {
    look: (identity: ResourceIdentity) => lookForCode(identity, workspaceCode),
    go: (identity: ResourceIdentity, from?: vscode.ViewColumn) => goToCode(identity, { backend, code, workspaceCode, from }),
    onDidChange: workspaceCode.onDidChange,
    mendLabel: ({ lack }: ResourceIdentity) => mendLabel(lack),
    mend: async (identity: ResourceIdentity) => {
      if (!identity.lack || !(await mends.mend(identity.lack))) return undefined;
      return pickIdentity(await code.again(identity));
    },
    again: async (identity: ResourceIdentity) => {
      const [one, ...others] = await code.again(identity);
      return others.length === 0 ? one : undefined;
    },
  };
  const panels = new HistoryPanels({ backend, documents, extensionUri, ready, aws, code: toCode }, collecting, connections);
  const facts = new CodeFacts(code, workspaceCode.onDidChange);
  const worthAsking = async (): Promise<boolean> => {
    if (!backend.started && !existsSync(storeDir) && logFolders().length === 0) return false;
    await ready();
    return true;
  };
  const connected = (): boolean => connections.choices.length > 0;
  const lenses = new HistoryLenses({ backend, code, facts, connected, worthAsking, report });
  const cursor = new CursorView({ backend, facts, connected, worthAsking, report });
  const outside = new OutsideView({ backend, workspaceCode, activity, memento: workspaceState, worthAsking });
  const hovers = new HistoryHovers({ backend, facts, connected, worthAsking, report });

  subscriptions.push(
    { dispose: () => void backend.dispose() },
    log,
    collecting,
    connections,
    deployments,
    deployments.onDidChange(() => (facts.forget(), workspaceCode.forget(), panels.identifyAgain())),
    facts.onDidRead((instances) => void mends.again(instances).catch(report)),
    jobs,
    activity,
    history,
    tails,
    signIns,
    trails,
    sayRefusals(history),
    answerMfa(backend),
    jobs.onDidChange(() => trails.redraw()),
    tails.onDidChange(() => trails.redraw()),
    history.onDidChange(() => trails.redraw()),
    activity.onDidSet(() => history.inBackground()),
    sourcesView,
    workspaceCode,
    panels,
    facts,
    lenses,
    hovers,
    cursor,
    outside,
    watchDeclares(),
    watchDriftReports(),
    vscode.workspace.onDidGrantWorkspaceTrust(() => (connections.lookAgain(), sources.lookAgain())),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('traillens.logFolders')) void sources.lookAgain();
      if (change.affectsConfiguration('traillens.connections')) connections.lookAgain();
    }),
    vscode.workspace.registerTextDocumentContentProvider(EVENT_SCHEME, documents),
    vscode.workspace.registerTextDocumentContentProvider(LOG_SCHEME, new LogDocuments()),
    registerCommands({
      ...{
        backend,
        code,
        workspaceCode,
        cursor,
        outside,
        sources,
        activity,
        sourcesView,
        documents,
        panels,
        memento: workspaceState,
        mends,
      },
      ...{ connections, history, jobs, signIns, tails, trails },
    }),
  );
  return {
    activity,
    sources: sourcesView,
    trails,
    connections,
    history,
    jobs,
    tails,
    panels,
    workspaceCode,
    cursor,
    outside,
    documents,
    backend,
  };
}

/** Indents; numbers, key order and escapes stay as they were logged. */
async function formatJson(text: string): Promise<string> {
  const { applyEdits, format } = await import('jsonc-parser');
  return applyEdits(text, format(text, undefined, { tabSize: 2, insertSpaces: true, eol: '\n', insertFinalNewline: true }));
}
