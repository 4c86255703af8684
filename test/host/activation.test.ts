import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { commandIds } from '../../src/ui/commandIds.ts';
import { traillens } from './traillens.ts';

suite('Activation', () => {
  test('all commands are there', async () => {
    await traillens();
    const known = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.keys(commandIds)) assert.ok(known.has(id), id);
  });

  test('the two views are known to the editor', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    for (const view of ['traillens.activity', 'traillens.sources']) assert.ok(known.has(`${view}.focus`), view);
  });
});
