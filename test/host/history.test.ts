import * as assert from 'node:assert';
import * as vscode from 'vscode';
import type { ActivityNode } from '../../src/outline/activity.ts';
import { closeEverything, eventually, openAt, printTree, sampleRead, traillens, truth } from './traillens.ts';

/** The history panel's tab that is shown. */
function panelTab(): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input, isActive }) => isActive && input instanceof vscode.TabInputWebview && input.viewType.includes('traillens.history'));
}

async function onlyPanel() {
  const { panels } = await traillens();
  const [panel, ...others] = panels.open;
  assert.ok(panel && others.length === 0, `one panel is open, not ${panels.open.length}`);
  return panel;
}

suite('History', () => {
  suiteSetup(sampleRead);
  setup(closeEverything);
  suiteTeardown(closeEverything);

  test('from the cursor in Terraform to the planted story', async () => {
    await openAt('network.tf', 'HTTPS from anywhere');
    await vscode.commands.executeCommand('traillens.showHistory');
    await eventually('its tab', () => (panelTab()?.label === 'aws_security_group.web' ? true : undefined));
    const history = await (await onlyPanel()).history();
    const planted = truth.beats.find(({ name }) => name === 'port 22 opened');
    const rows = await eventIds(history.handle, history.total);
    for (const event of planted?.answer.events ?? []) assert.ok(rows.includes(event), event);
  });

  test('a second look at the same resource shows the same panel', async () => {
    for (const text of ['HTTPS from anywhere', 'name        = "acme-prod-web"']) {
      await openAt('network.tf', text);
      await vscode.commands.executeCommand('traillens.showHistory');
    }
    await onlyPanel();
  });

  test('from the cursor in a CloudFormation template', async () => {
    const template = truth.resources.find(({ file }) => file.endsWith('.yaml'));
    assert.ok(template);
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, template.file),
    );
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('traillens.showHistory', { uri: document.uri.toString(), line: template.line - 1 });
    assert.equal((await onlyPanel()).identity.address, template.address);
  });

  test('by ARN, and who deleted it', async () => {
    const beat = truth.beats.find(({ name }) => /bucket deleted/i.test(name));
    assert.ok(beat, truth.beats.map(({ name }) => name).join(', '));
    const name = 'acme-prod-customer-exports'; // as storage.tf declares what the beat is about
    assert.equal(beat.about, 'aws_s3_bucket.customer_exports');
    await vscode.commands.executeCommand('traillens.whoDeleted', name);
    const history = await (await onlyPanel()).history();
    assert.equal(history.deleted?.eventName, 'DeleteBucket');
  });

  test('from the tree, with the event selected', async () => {
    const { activity } = await traillens();
    await activity.set({ groupBy: 'resource', range: 'all', changesOnly: true, filter: '' });
    const groups = await activity.getChildren();
    const group = groups.find((node) => node.kind === 'group' && node.group.identity !== undefined);
    assert.ok(group);
    const [event] = await activity.getChildren(group);
    await vscode.commands.executeCommand('traillens.showEvent', event);
    const history = await (await onlyPanel()).history();
    assert.ok(history.total > 0);
  });

  test('an event opens as read-only JSON, as it was logged', async () => {
    const document = await openJson('RunInstances');
    assert.equal(document.languageId, 'json');
    assert.equal(document.uri.scheme, 'cloudtrail');
    assert.match(document.getText(), /^\{\n {2}"/);
    assert.equal(JSON.parse(document.getText()).eventName, 'RunInstances');
    assert.equal(vscode.workspace.fs.isWritableFileSystem('cloudtrail'), undefined);
  });

  test('a change stands beside the one before it in the diff editor', async () => {
    const { documents } = await traillens();
    await openAt('network.tf', 'HTTPS from anywhere');
    await vscode.commands.executeCommand('traillens.showHistory');
    const history = await (await onlyPanel()).history();
    const keys = await eventIds(history.handle, history.total);
    await closeEverything();
    await eventually('a change with one before it', async () => {
      for (const key of keys) {
        const compared = await documents.compareWithPrevious(key, history.handle).then(
          () => true,
          () => false,
        );
        if (compared) return true;
      }
      return undefined;
    });
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    assert.deepEqual([input.original.scheme, input.modified.scheme], ['cloudtrail', 'cloudtrail']);
  });

  test('lenses say who changed each resource last', async () => {
    const editor = await openAt('network.tf', 'HTTPS from anywhere');
    const lenses = await eventually('lenses with names', async () => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.document.uri);
      return found.some(({ command }) => /(changed|deleted) .* by/.test(command?.title ?? '')) ? found : undefined;
    });
    for (const [file, text] of [
      ['storage.tf', 'customer_exports'],
      ['cloudformation/shop-api.yaml', 'ApiFunction'],
    ] as const) {
      const other = await openAt(file, text);
      await eventually(`lenses with names in ${file}`, async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', other.document.uri);
        return found.some(({ command }) => /(changed|deleted) .* by/.test(command?.title ?? '')) ? found : undefined;
      });
    }
    assert.ok(lenses.length >= truth.resources.filter(({ file }) => file === 'network.tf').length / 3);
    await vscode.workspace.getConfiguration('traillens').update('codeLens', 'off', vscode.ConfigurationTarget.Workspace);
    const off = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', editor.document.uri);
    await vscode.workspace.getConfiguration('traillens').update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
    assert.deepEqual(off, []);
  });

  async function eventIds(handle: number, total: number): Promise<string[]> {
    const { backend } = await traillens();
    const rows = await backend.call('historyRows', { handle, offset: 0, count: total });
    const details = await Promise.all(rows.map(({ ref }) => backend.call('event', { ref })));
    return details.flatMap((detail) => detail?.key ?? []);
  }

  async function openJson(eventName: string): Promise<vscode.TextDocument> {
    const { activity } = await traillens();
    await activity.set({ groupBy: 'service', range: 'all', changesOnly: false, filter: `name:${eventName}` });
    const [group] = await activity.getChildren();
    assert.ok(group, (await printTree(activity)).join('\n'));
    const [event] = await activity.getChildren(group);
    await vscode.commands.executeCommand('traillens.openEventJson', event satisfies ActivityNode | undefined);
    await activity.set({ filter: '', changesOnly: true, groupBy: 'resource' });
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document);
    return document;
  }
});
