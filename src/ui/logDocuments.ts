// Opens a log file at the place of a problem: the file itself, or for a gzipped one a read-only document of its unpacked text.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Problem } from '../problem.ts';
import { count } from '../outline/words.ts';
import { UserProblem } from './showProblem.ts';
import { unpackText } from './unpackText.ts';

export const LOG_SCHEME = 'traillens-log';

/** Largest text shown, in bytes. */
const LIMIT = 10_000_000;

/** Gives the unpacked text of gzipped logs. */
export class LogDocuments implements vscode.TextDocumentContentProvider {
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { text, cut } = await unpackText(uri.query, LIMIT);
    if (cut === 'tooLarge') return `${text}\n… cut here: the file unpacks to more than ${count(LIMIT, 'byte')}`;
    return cut === 'damaged' ? `${text}\n… the rest of the file is damaged or missing` : text;
  }
}

/** Opens the problem's file, with the cursor at its place where that is known. */
export async function openProblem(problem: Problem): Promise<void> {
  const document = await openLog(problem.file);
  const editor = await vscode.window.showTextDocument(document, { preview: true });
  if (problem.offset === undefined) return;
  const before = Buffer.from(document.getText(), 'utf8').subarray(0, problem.offset).toString('utf8');
  const place = document.positionAt(before.length);
  editor.selection = new vscode.Selection(place, place);
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.InCenter);
}

async function openLog(file: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.file(file);
  try {
    if (!/\.gz$/i.test(file)) return await vscode.workspace.openTextDocument(uri);
    const name = basename(file).replace(/\.gz$/i, '');
    return await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: LOG_SCHEME, path: `/${name}`, query: file }));
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : '';
    const reveal = { label: 'Reveal in Explorer', command: 'revealFileInOS', args: [uri] };
    throw new UserProblem(`${basename(file)} cannot be shown${why}. It may have been moved, or be no text.`, [reveal]);
  }
}
