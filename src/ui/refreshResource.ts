// Asks AWS anew for one resource of the code.
import * as vscode from 'vscode';
import { lookupResultText } from '../outline/awsWords.ts';
import type { Backend } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import { withNotification } from './abortable.ts';
import type { Code } from './code.ts';
import type { Connections } from './connections.ts';
import { identityAt, type Place } from './showHistory.ts';
import { UserProblem } from './showProblem.ts';

/** What it works with. */
export interface RefreshParts {
  readonly backend: Backend;
  readonly code: Code;
  readonly connections: Connections;
  readonly memento: vscode.Memento;
}

/** Looks up the resource at the place, else at the cursor, at the pace that AWS allows; what is found shows wherever it is shown. */
export async function refreshResource(place: Place | undefined, { backend, code, connections, memento }: RefreshParts): Promise<void> {
  const identity = await identityAt(place, code, memento);
  if (!identity) return;
  if (!(await connections.isReady())) {
    const connect = { label: 'Connect to AWS…', command: 'traillens.connect' };
    throw new UserProblem('No connection to AWS can be asked now.', [connect]);
  }
  const name = visible(identity.address, 80);
  const result = await withNotification(`Asking AWS for ${name}`, (signal) => backend.call('lookUp', { identity, fresh: true }, signal));
  const say = result.faults.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  void say(lookupResultText(name, result)); // the command is over when the events are held
}
