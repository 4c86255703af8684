// What the user does with places of logs.
import * as vscode from 'vscode';
import type { Backend, SourceInfo } from '../protocol/backend.ts';
import type { SourceNode } from '../outline/sources.ts';
import { isAtAws, sourceName } from '../outline/sourceKind.ts';
import { count } from '../outline/words.ts';
import { agreed, inform } from './notice.ts';
import type { Sources } from './sources.ts';
import type { SourcesView } from './sourcesView.ts';
import { UserProblem } from './showProblem.ts';

const ADD = { label: 'Add Log Folder…', command: 'traillens.addLogFolder' } as const;

export async function chooseLogFolder(sources: Sources): Promise<void> {
  const options = {
    canSelectFiles: false,
    canSelectFolders: true,
    canSelectMany: true,
    title: 'Folder of CloudTrail Logs',
    openLabel: 'Add',
  };
  const uris = await vscode.window.showOpenDialog(options);
  if (uris) await sources.add(uris);
}

export async function chooseLogFiles(sources: Sources): Promise<void> {
  const filters = { 'CloudTrail logs': ['json', 'gz', 'jsonl', 'ndjson', 'csv'], 'All files': ['*'] };
  const uris = await vscode.window.showOpenDialog({ canSelectMany: true, filters, title: 'CloudTrail Log Files', openLabel: 'Add' });
  if (uris) await sources.add(uris);
}

/** From the Explorer's menu: the entry, and all that are selected with it. */
export async function addLogs(uri: unknown, uris: unknown, sources: Sources): Promise<void> {
  const many: readonly unknown[] = Array.isArray(uris) && uris.length > 0 ? uris : [uri];
  await sources.add(many.filter((one) => one instanceof vscode.Uri));
}

/** Reads what is new in a source, or in all. */
export async function readAgain(node: SourceNode | undefined, backend: Backend, sources: Sources): Promise<void> {
  if (node?.kind === 'source') return readOne(node.source, sources);
  const all = await backend.call('sources', {});
  if (all.length === 0) throw new UserProblem('There is no source to read yet.', [ADD]);
  await sources.read(all.filter((source) => !isAtAws(source)));
}

/** Files are read; AWS is asked by the command for its kind of place. */
async function readOne(source: SourceInfo, sources: Sources): Promise<void> {
  if (!isAtAws(source)) return sources.read([source]);
  const kind: string = source.kind;
  if (kind === 'bucket') await vscode.commands.executeCommand('traillens.loadArchive', { address: source.path });
  else await vscode.commands.executeCommand(kind === 'logGroup' ? 'traillens.loadLogGroup' : 'traillens.loadEventHistory');
}

/** Forgets a source and its events, after asking. The files stay. */
export async function removeSource(node: SourceNode | undefined, backend: Backend): Promise<void> {
  const source = node?.kind === 'source' ? node.source : await pickSource(backend);
  if (!source) return;
  const atAws = isAtAws(source);
  const message = `Remove “${atAws ? sourceName(source) : vscode.workspace.asRelativePath(source.path)}” from TrailLens?`;
  const rest = atAws ? 'Nothing at AWS is changed; it can be loaded again.' : 'The files stay where they are, and can be added again.';
  const detail = `${count(source.events, 'event')} will be forgotten. ${rest}`;
  const remove = 'Remove';
  if (!(await agreed(message, detail, remove))) return;
  await backend.call('removeSource', { source: source.id });
}

export async function revealSource(node: SourceNode | undefined): Promise<void> {
  if (node?.kind !== 'source' || isAtAws(node.source)) return;
  const uri = vscode.Uri.file(node.source.path);
  const inWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(inWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
}

/** Shows the first source that has problems, opened at them. */
export async function showProblems(backend: Backend, { view }: SourcesView): Promise<void> {
  const source = (await backend.call('sources', {})).find(({ problems }) => problems > 0);
  await vscode.commands.executeCommand('traillens.sources.focus');
  if (source) await view.reveal({ kind: 'problems', source }, { expand: true, focus: true });
  else void inform('All files of all sources were read without a problem.');
}

async function pickSource(backend: Backend): Promise<SourceInfo | undefined> {
  const sources = await backend.call('sources', {});
  if (sources.length === 0) throw new UserProblem('There is no source to remove.', [ADD]);
  const items = sources.map((source) => ({
    label: isAtAws(source) ? sourceName(source) : source.path,
    description: count(source.events, 'event'),
    source,
  }));
  return (await vscode.window.showQuickPick(items, { title: 'Remove a Source', placeHolder: 'Whose events to forget' }))?.source;
}
