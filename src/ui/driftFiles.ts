// Reports of drift on disk: which one is meant, and what stands in it.
import * as vscode from 'vscode';
import type { Drift } from '../iac/driftFile.ts';
import { hasDriftSign } from '../iac/signs.ts';
import { bytes } from '../outline/words.ts';
import { UserProblem } from './showProblem.ts';

const MEMORY = 'traillens.drift';
/** Larger files would hold up the editor, in bytes. */
const LARGEST = 64_000_000;
/** Files offered, by their names. */
const OFFERED = 20;
const LIKELY = '**/*{plan,drift,Plan,Drift}*.json';
const NOT_THERE = '**/{node_modules,.terraform,cdk.out}/**';

/** The file that is given, else one that is asked for; undefined when the user gave up. What was chosen is remembered. */
export async function chooseDrift(given: vscode.Uri | undefined, memento: vscode.Memento): Promise<vscode.Uri | undefined> {
  const uri = given ?? (await ask(memento.get<unknown>(MEMORY)));
  if (uri) await memento.update(MEMORY, uri.toString());
  return uri;
}

/** Reads a report. Throws what is wrong with it, in words. */
export async function readDriftFile(uri: vscode.Uri): Promise<Drift> {
  const name = vscode.workspace.asRelativePath(uri);
  const stat = await vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined,
  );
  if (!stat) throw new UserProblem(`There is no file ${name} that can be read.`, [CHOOSE]);
  if (stat.size > LARGEST) {
    throw new UserProblem(`${name} is larger than ${bytes(LARGEST)}. Plan fewer resources at a time, with -target or in smaller folders.`);
  }
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const text = open?.getText() ?? new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  const { readDrift } = await import('../iac/driftFile.ts');
  const drift = readDrift(text, uri.fsPath);
  if (typeof drift === 'string') throw new UserProblem(drift, [CHOOSE]);
  return drift;
}

const CHOOSE = { label: 'Choose a File…', command: 'traillens.explainDrift' } as const;

/** Keeps the context key `traillens.driftReport` true to the active editor. */
export function watchDriftReports(): vscode.Disposable {
  const tell = (editor: vscode.TextEditor | undefined): void => {
    void vscode.commands.executeCommand('setContext', 'traillens.driftReport', editor !== undefined && isReport(editor.document));
  };
  tell(vscode.window.activeTextEditor);
  return vscode.window.onDidChangeActiveTextEditor(tell);
}

function isReport(document: vscode.TextDocument): boolean {
  return document.uri.scheme === 'file' && hasDriftSign(document.uri.fsPath, () => document.getText());
}

async function ask(last: unknown): Promise<vscode.Uri | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active && isReport(active)) return active.uri;
  const found = await vscode.workspace.findFiles(LIKELY, NOT_THERE, OFFERED);
  const remembered = typeof last === 'string' ? found.find((uri) => uri.toString() === last) : undefined;
  const rest = found.filter((uri) => uri !== remembered).sort((a, b) => (a.path < b.path ? -1 : 1));
  const uris = remembered ? [remembered, ...rest] : rest;
  if (uris.length === 0) return browse();
  const items: (vscode.QuickPickItem & { readonly uri?: vscode.Uri; readonly fromAws?: true })[] = uris.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri),
    description: uri === remembered ? 'chosen last time' : '',
    iconPath: new vscode.ThemeIcon('json'),
    uri,
  }));
  items.push({ label: 'Drift of a Stack, from AWS…', iconPath: new vscode.ThemeIcon('layers'), fromAws: true });
  items.push({ label: 'Choose a File…', iconPath: new vscode.ThemeIcon('folder-opened') });
  const placeHolder = 'A plan as JSON (terraform show -json, tofu show -json), or CloudFormation’s drift';
  const chosen = await vscode.window.showQuickPick(items, { title: 'Explain Drift', placeHolder });
  if (chosen?.fromAws) {
    await vscode.commands.executeCommand('traillens.explainStackDrift');
    return undefined;
  }
  return chosen && (chosen.uri ?? browse());
}

async function browse(): Promise<vscode.Uri | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({
      title: 'Explain Drift: a plan as JSON, or CloudFormation’s drift',
      openLabel: 'Explain Drift',
      filters: { JSON: ['json'] },
      ...(vscode.workspace.workspaceFolders?.[0] ? { defaultUri: vscode.workspace.workspaceFolders[0].uri } : {}),
    })) ?? [];
  return uri;
}
