// Tells menus whether the active document declares resources: JSON and YAML mostly do not, and are spared the entry.
import * as vscode from 'vscode';
import { mayDeclare } from './code.ts';

/** Keeps the context key `traillens.declares` true to the active editor. */
export function watchDeclares(): vscode.Disposable {
  const tell = (editor: vscode.TextEditor | undefined): void => {
    void vscode.commands.executeCommand('setContext', 'traillens.declares', editor !== undefined && mayDeclare(editor.document));
  };
  tell(vscode.window.activeTextEditor);
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(tell),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document === vscode.window.activeTextEditor?.document) tell(vscode.window.activeTextEditor);
    }),
  );
}
