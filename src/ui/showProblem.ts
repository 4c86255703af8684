// Puts on the screen what went wrong: what happened, why, what to do, with buttons.
import * as vscode from 'vscode';
import { complain, warn } from './notice.ts';

/** A fault the user can mend: the message says how, a button does it. */
export class UserProblem extends Error {
  override readonly name = 'UserProblem';
  readonly remedies: readonly Remedy[];

  constructor(message: string, remedies: readonly Remedy[] = []) {
    super(message);
    this.remedies = remedies;
  }
}

/** A button and the command behind it. */
export interface Remedy {
  readonly label: string;
  readonly command: string;
  readonly args?: readonly unknown[];
}

const REMEDIES: Readonly<Record<string, readonly Remedy[]>> = {
  FilterError: [{ label: 'Edit Filter…', command: 'traillens.filter' }],
  NoSqlite: [{ label: 'Check for Updates…', command: 'update.checkForUpdate' }],
};

/** What to say of an error; undefined when it is only that the user gave up. */
export function problemText(error: unknown): string | undefined {
  if (error instanceof Error) return error.name === 'AbortError' || error.name === 'Canceled' ? undefined : error.message;
  return String(error);
}

/** Shows an error and waits for a button, if there is one. */
export async function showProblem(error: unknown): Promise<void> {
  const text = problemText(error);
  if (text === undefined) return;
  const mendable = error instanceof UserProblem;
  const remedies = mendable ? error.remedies : error instanceof Error ? (REMEDIES[error.name] ?? []) : [];
  const show = mendable ? warn : complain;
  const chosen = await show(text, ...remedies.map(({ label }) => label));
  const remedy = remedies.find(({ label }) => label === chosen);
  if (remedy) await vscode.commands.executeCommand(remedy.command, ...(remedy.args ?? []));
}
