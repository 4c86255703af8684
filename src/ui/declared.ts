// What the documents of the editor declare, and who that is in AWS.
import * as vscode from 'vscode';
import { locate, type DeclaredResource } from '../iac/declared.ts';
import { canDeclare, declaredIn, identify, type Identified, type IacFiles } from '../iac/identify.ts';

/** Larger documents are not looked at, in characters. */
const LIMIT = 2_000_000;

/** Whether a document may declare resources: code on disk of a readable size; JSON and YAML only with a sign of CloudFormation. */
export function mayDeclare(document: vscode.TextDocument): boolean {
  if (document.uri.scheme !== 'file' || !canDeclare(document.uri.fsPath)) return false;
  const text = document.getText();
  if (text.length > LIMIT) return false;
  return /\.(tf|tofu)(\.json)?$/i.test(document.uri.fsPath) || /\bAWS::[A-Z]|AWSTemplateFormatVersion/.test(text);
}

/** The resources a document declares, in its order; empty for any other document. */
export async function declaredInDocument(document: vscode.TextDocument): Promise<DeclaredResource[]> {
  return mayDeclare(document) ? declaredIn(document.uri.fsPath, document.getText()) : [];
}

/** The innermost declared resource at a line, from 0. */
export async function declaredAt(document: vscode.TextDocument, line: number): Promise<DeclaredResource | undefined> {
  return locate(await declaredInDocument(document), line);
}

/** The instances of a declared resource, with all the names they may go by. */
export function identifyDeclared(resource: DeclaredResource): Promise<Identified[]> {
  return identify(resource.file, resource, editorFiles());
}

/** Files as the user sees them: with unsaved edits. */
function editorFiles(): IacFiles {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return {
    roots: folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath),
    async readFile(path) {
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
      if (open) return open.getText();
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(path)));
      } catch {
        return undefined;
      }
    },
    async list(dir) {
      try {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.file(dir));
        return entries.map(([name, type]) => (type & vscode.FileType.Directory ? `${name}/` : name));
      } catch {
        return [];
      }
    },
  };
}
