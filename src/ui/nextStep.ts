// What an answer offers as its next step, as commands: the buttons of the history panel.
import * as vscode from 'vscode';
import type { NextStep } from '../protocol/aws.ts';

/** Runs a step that is a command. Commands show their own faults. */
export async function runNextStep(step: NextStep): Promise<void> {
  switch (step.kind) {
    case 'signIn':
      await vscode.commands.executeCommand('traillens.signIn', step.profile);
      return;
    case 'connect':
      await vscode.commands.executeCommand('traillens.connect');
      return;
    case 'loadArchive':
      await vscode.commands.executeCommand('traillens.loadArchive', step);
      return;
    case 'lookUp':
    case 'cancelLookup':
      return; // the panel's own
  }
}
