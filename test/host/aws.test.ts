import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { closeEverything, eventually, printTree, sampleRead, traillens } from './traillens.ts';

const account = '999988887777';

suite('AWS', () => {
  suiteSetup(sampleRead);

  suiteTeardown(async () => {
    const { backend, connections } = await traillens();
    await connections.set([]);
    for (const { id, kind } of await backend.call('sources', {}))
      if (kind !== 'folder' && kind !== 'file') await backend.call('removeSource', { source: id });
    await closeEverything();
    // Open histories are asked anew a second after such a change: the next suite's must not be among them.
    await new Promise((resolve) => setTimeout(resolve, 2000));
  });

  test('nothing is connected that nobody chose', async () => {
    const { connections, trails } = await traillens();
    assert.deepEqual(connections.choices, []);
    assert.deepEqual(await trails.getChildren(), []);
  });

  test('a profile is connected by command, and what is kept of it is its name', async () => {
    const { connections } = await traillens();
    await vscode.commands.executeCommand('traillens.connect', ['sandbox']);
    assert.deepEqual(connections.choices, [{ profile: 'sandbox' }]);
    const [connection] = await connections.list();
    assert.equal(connection?.state, 'ready', JSON.stringify(connection?.fault));
    assert.equal(connection?.caller?.account, account);
    assert.equal(connection?.regions.length, 17);
  });

  test('Trails tells how well each trail records, and what', async () => {
    const { trails } = await traillens();
    const text = await eventually('the trails are there', async () => {
      const lines = await printTree(trails, 3);
      return lines.some((line) => line.includes('sandbox-trail')) ? lines.join('\n') : undefined;
    });
    assert.match(text, /^sandbox ‹999988887777 · 17 Regions›$/m);
    assert.match(text, /^ {2}before-the-move ‹Not logging since /m);
    assert.match(text, /^ {2}copy-for-auditors ‹Delivery to the bucket fails: AccessDenied›$/m);
    assert.match(text, /^ {4}Records ‹3 selectors: Management events/m);
    assert.match(text, /^ {4}Bucket ‹s3:\/\/acme-sandbox-trail\/trails›$/m);
  });

  test('a span of Event history is held, and a source of its own', async () => {
    const { backend, history } = await traillens();
    const result = await history.fill({ since: Date.now() - 2 * 86_400_000, maxCalls: 1 });
    assert.deepEqual(result.faults, []);
    const source = (await backend.call('sources', {})).find(({ kind }) => kind === 'eventHistory');
    assert.equal(source?.path, `aws:${account}/event-history`);
    const { sources } = await traillens();
    assert.ok((await printTree(sources)).some((line) => line.startsWith(`Event history of ${account} ‹`)));
  });

  test('letting go leaves what was read', async () => {
    const { backend, connections, trails } = await traillens();
    await vscode.commands.executeCommand('traillens.disconnect', 'sandbox');
    assert.deepEqual(connections.choices, []);
    assert.deepEqual(await trails.getChildren(), []);
    assert.ok((await backend.call('sources', {})).some(({ kind }) => kind === 'eventHistory'));
  });
});
