// Messages in the corner of the window. The editor makes links of `[text](command:…)` in them, which run commands: what a record, a name or a
// tool's output brings along must never become one. A lint rule keeps all messages on this road.
import * as vscode from 'vscode';
import { unlinked } from '../protocol/visible.ts';

/** Resolves to the button that was chosen. */
export type Notice = (text: string, ...buttons: string[]) => Thenable<string | undefined>;

export const inform: Notice = (text, ...buttons) => vscode.window.showInformationMessage(unlinked(text), ...buttons);
export const warn: Notice = (text, ...buttons) => vscode.window.showWarningMessage(unlinked(text), ...buttons);
export const complain: Notice = (text, ...buttons) => vscode.window.showErrorMessage(unlinked(text), ...buttons);

/** Asks before something is lost; whether the button was chosen. */
export async function agreed(text: string, detail: string, button: string): Promise<boolean> {
  const options = { modal: true, detail: unlinked(detail) };
  return (await vscode.window.showWarningMessage(unlinked(text), options, button)) === button;
}
