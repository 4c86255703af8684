// What an answer offers as its next step, done: the buttons of the history panel.
import * as vscode from 'vscode';
import type { NextStep } from '../protocol/aws.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { EventHistory } from './eventHistory.ts';

/** Runs it for a resource. Commands show their own faults; those of a lookup reject. */
export async function runNextStep(step: NextStep, identity: ResourceIdentity, history: EventHistory): Promise<void> {
  switch (step.kind) {
    case 'lookUp':
      await history.lookUp(identity);
      return;
    case 'cancelLookup':
      return history.cancel('lookUp');
    case 'signIn':
      await vscode.commands.executeCommand('traillens.signIn', step.profile);
      return;
    case 'connect':
      await vscode.commands.executeCommand('traillens.connect');
      return;
    case 'loadArchive':
      await vscode.commands.executeCommand('traillens.loadArchive', step);
      return;
  }
}
