// From AWS back to the code, and what the code shows of AWS by itself.
import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ActivityNode } from '../../src/outline/activity.ts';
import { closeEverything, eventually, openAt, printTree, sampleRead, traillens, workspace } from './traillens.ts';

suite('Code', () => {
  suiteSetup(sampleRead);
  setup(closeEverything);
  suiteTeardown(closeEverything);

  /** The line that is selected in the file that is shown. */
  const selected = (): string | undefined => {
    const editor = vscode.window.activeTextEditor;
    return editor && `${vscode.workspace.asRelativePath(editor.document.uri)}: ${editor.document.getText(editor.selection)}`;
  };

  /** The id of the security group `web`, as the state has it. */
  const webGroup = (): string => {
    const state: { resources: { type: string; name: string; instances: { attributes: { id: string } }[] }[] } = JSON.parse(
      fs.readFileSync(path.join(workspace, 'terraform.tfstate'), 'utf8'),
    );
    const group = state.resources.find(({ type, name }) => type === 'aws_security_group' && name === 'web');
    return group?.instances[0]?.attributes.id ?? '';
  };

  test('from a name to the block that declares it', async () => {
    await vscode.commands.executeCommand('traillens.goToCode', 'arn:aws:s3:::acme-prod-customer-exports');
    assert.equal(selected(), 'storage.tf: resource "aws_s3_bucket" "customer_exports"');
  });

  test('from a group of Activity, and from an event, to the block', async () => {
    const { activity } = await traillens();
    const web = webGroup();
    await activity.set({
      groupBy: 'resource',
      range: 'all',
      changesOnly: true,
      filter: `name:AuthorizeSecurityGroupIngress resource:${web}`,
    });
    const group = (await activity.getChildren()).find((node) => node.kind === 'group' && node.group.identity !== undefined);
    assert.ok(group);
    await vscode.commands.executeCommand('traillens.goToCode', group);
    assert.equal(selected(), 'network.tf: resource "aws_security_group" "web"');
    await closeEverything();
    await activity.set({ groupBy: 'actor' });
    const [actor] = await activity.getChildren();
    const [event] = await activity.getChildren(actor);
    await vscode.commands.executeCommand('traillens.goToCode', event satisfies ActivityNode | undefined);
    assert.equal(selected(), 'network.tf: resource "aws_security_group" "web"');
    await activity.set({ filter: '', groupBy: 'resource' });
  });

  test('from a history in front, beside it', async () => {
    await vscode.commands.executeCommand('traillens.showHistoryOf', 'acme-prod-customer-exports');
    const { panels } = await traillens();
    await eventually('the panel is in front, alone', () => {
      const { all, activeTabGroup } = vscode.window.tabGroups;
      const settled = all.length === 1 && activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
      return settled && panels.open.some(({ panel }) => panel.active && panel.viewColumn !== undefined) ? true : undefined;
    });
    await vscode.commands.executeCommand('traillens.goToCode');
    assert.equal(selected(), 'storage.tf: resource "aws_s3_bucket" "customer_exports"');
    assert.equal(panels.open.length, 1, 'the history stays');
    assert.notEqual(vscode.window.activeTextEditor?.viewColumn, panels.open[0]?.panel.viewColumn);
  });

  test('what no code declares opens nothing', async () => {
    await vscode.commands.executeCommand('traillens.goToCode', 'arn:aws:s3:::nobody-declares-this');
    assert.equal(selected(), undefined);
  });

  test('lenses tell the last change, how often, and what came outside the code; earlier settings still count', async () => {
    const { document } = await openAt('storage.tf', 'customer_exports');
    const titles = async (): Promise<string[]> => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri);
      return found.map(({ command }) => command?.title ?? '');
    };
    const told = await eventually('lenses with names', async () => {
      const found = await titles();
      return found.some((title) => /^deleted .* by ops-admin\/omar · AWS CLI .* · outside Terraform$/.test(title)) ? found : undefined;
    });
    assert.ok(
      told.some((title) => /^[\d,]+ changes in 90 days$/.test(title)),
      told.join('\n'),
    );
    const configuration = vscode.workspace.getConfiguration('traillens');
    for (const [value, fits] of [
      ['changesOnly', (count: number) => count > 0 && count < told.length],
      [false, (count: number) => count === 0],
      [true, (count: number) => count === told.length],
    ] as const) {
      await configuration.update('codeLens', value, vscode.ConfigurationTarget.Workspace);
      const now = await titles();
      assert.ok(fits(now.length), `${value}: ${now.join(', ')}`);
    }
    await configuration.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
  });

  test('hovering over a header tells the last changes and where to go; within the block it says nothing', async () => {
    const editor = await openAt('network.tf', 'resource "aws_security_group" "web"');
    const hover = async (at: vscode.Position): Promise<vscode.MarkdownString[]> => {
      const found = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, at);
      return found.flatMap(({ contents }) => contents.filter((content) => content instanceof vscode.MarkdownString));
    };
    const [told] = await hover(editor.selection.active.translate(0, 12));
    assert.match(told?.value ?? '', /changes in 90 days/);
    assert.match(told?.value ?? '', /AuthorizeSecurityGroupIngress/);
    assert.match(told?.value ?? '', /\[\$\(history\) Show History\]\(command:traillens\.showHistory\?/);
    assert.match(told?.value ?? '', /dana&#64;example/, 'an address of the log is no link');
    assert.doesNotMatch(told?.value ?? '', /Refresh from AWS/, 'nobody is connected');
    assert.deepEqual(await hover(editor.selection.active.translate(1, 4)), []);
  });

  test('Resource History follows the cursor, stays when pinned, and says what to do elsewhere', async () => {
    const { cursor } = await traillens();
    const labels = async (): Promise<string[]> => printTree(cursor);
    const shows = (what: string, pattern: RegExp): Promise<true> =>
      eventually(what, async () => ((await labels()).some((line) => pattern.test(line)) ? true : undefined));
    await vscode.commands.executeCommand('traillens.cursor.focus');
    await openAt('network.tf', 'HTTPS from anywhere');
    await shows('the group under the cursor', /^AuthorizeSecurityGroupIngress ‹.*dana.*outside Terraform/);
    assert.equal(cursor.identity?.address, 'aws_security_group.web');
    await vscode.commands.executeCommand('traillens.pinResource');
    await openAt('storage.tf', '"acme-prod-customer-exports"');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await shows('still the group', /^AuthorizeSecurityGroupIngress/);
    await vscode.commands.executeCommand('traillens.unpinResource');
    await shows('the bucket', /^DeleteBucket /);
    const lines = await labels();
    assert.ok(!lines.some((line) => line.startsWith('PutObject')), 'what is written into it would hide what became of it');
    await openAt('variables.tf', 'variable');
    await shows('words', /^Put the cursor on a resource/);
    await vscode.commands.executeCommand('traillens.activity.focus');
  });

  test('code that is written after the first look is found, and what went is forgotten', async () => {
    const uri = vscode.Uri.joinPath(vscode.Uri.file(workspace), 'later', 'stack.yaml');
    const template = 'Resources:\n  LaterTable:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: acme-written-later\n';
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template));
    const arn = 'arn:aws:dynamodb:eu-central-1:111122223333:table/acme-written-later';
    const { workspaceCode } = await traillens();
    const identity = { address: arn, values: [{ value: arn, kind: 'arn', via: { how: 'asked', text: 'as asked' } }] } as const;
    await eventually('it is found', async () => ((await workspaceCode.find(identity)).length === 1 ? true : undefined));
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(vscode.Uri.file(workspace), 'later'), { recursive: true });
    await eventually('it is forgotten', async () => ((await workspaceCode.find(identity)).length === 0 ? true : undefined));
  });
});
