import * as assert from 'node:assert';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../src/ui/commandIds.ts';
import { traillens } from './traillens.ts';

suite('Activation', () => {
  test('all commands are there', async () => {
    await traillens();
    const known = new Set(await vscode.commands.getCommands(true));
    for (const id of Object.keys(commandIds)) assert.ok(known.has(id), id);
  });

  test('the five views are known to the editor', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    for (const view of ['traillens.activity', 'traillens.trails', 'traillens.sources', 'traillens.cursor', 'traillens.outside'])
      assert.ok(known.has(`${view}.focus`), view);
  });

  test('the bundle loads quickly', async function () {
    const extension = vscode.extensions.getExtension('traillens.traillens');
    assert.ok(extension);
    await extension.activate();
    const file = path.join(extension.extensionPath, 'dist/extension.js');
    const load = createRequire(file);
    // Loaded once more, as a new window would: with the file in the system's cache, compiled anew.
    delete load.cache[file];
    const began = performance.now();
    load(file);
    const took = performance.now() - began;
    // The report prints the title: benchmarks read the figure from it.
    if (this.test) this.test.title = `the bundle loads in ${took.toFixed(0)} ms`;
    assert.ok(took < 2000, `${took} ms`);
  });
});
