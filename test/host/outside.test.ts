// What came by another way than the code, and drift with the events that explain it.
import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { OutsideNode } from '../../src/outline/outsideTree.ts';
import { closeEverything, eventually, printTree, sampleRead, traillens, truth, workspace } from './traillens.ts';

suite('Outside the code', () => {
  suiteSetup(async () => {
    await sampleRead();
    const { activity } = await traillens();
    await activity.set({ range: 'all', filter: '', groupBy: 'resource', changesOnly: true });
  });
  setup(closeEverything);
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('traillens.closeDrift');
    await vscode.commands.executeCommand('traillens.activity.focus');
    await closeEverything();
  });

  /** The tree once it has this line. */
  const showing = async (pattern: RegExp, depth = 1): Promise<string[]> => {
    const { outside } = await traillens();
    return eventually(`the view shows ${pattern}`, async () => {
      const lines = await printTree(outside, depth);
      return lines.some((line) => pattern.test(line)) ? lines : undefined;
    });
  };
  const nodeOf = async (address: string): Promise<OutsideNode> => {
    const { outside } = await traillens();
    const node = (await outside.getChildren()).find((one) => one.kind === 'outsideResource' && one.found.declared.address === address);
    assert.ok(node, address);
    return node;
  };

  test('resources with changes outside their tool, newest first, with who, how and the evidence', async () => {
    await vscode.commands.executeCommand('traillens.outside.focus');
    const lines = await showing(/^aws_db_instance\.orders/);
    const addresses = lines.map((line) => line.split(' ‹')[0]);
    assert.deepEqual(addresses.slice(0, 3), ['aws_secretsmanager_secret.orders_api', 'module.bastion[0].aws_instance.this', 'aws_lambda_function.image_resizer']); // prettier-ignore
    assert.equal(new Set(addresses).size, addresses.length, addresses.join('\n'));
    assert.ok(addresses.includes('OrdersTable'), 'a stack’s resource, too');
    assert.ok(!addresses.includes('aws_iam_role.app'), 'only Terraform changed it');
    const { outside } = await traillens();
    const [event] = await outside.getChildren(await nodeOf('aws_db_instance.orders'));
    const description = event && outside.getTreeItem(event).description;
    assert.match(String(description), /DatabaseAdmin\/kim@example\.com · .*db\.r6g\.large.* · console: /);
  });

  test('every change by hand of the sample’s story is in it, and no change by a tool', async () => {
    const { outside, backend } = await traillens();
    const keys = new Set<string>();
    for (const node of await outside.getChildren()) {
      for (const child of await outside.getChildren(node)) {
        if (child.kind !== 'outsideChange') continue;
        assert.ok(!['terraform', 'cloudformation', 'pulumi'].includes(child.row.origin.kind));
        keys.add((await backend.call('event', { ref: child.row.ref }))?.key ?? '');
      }
    }
    for (const name of ['database class changed', 'function settings changed', 'bastion stopped', 'orders table by hand']) {
      const beat = truth.beats.find((one) => one.name === name);
      assert.ok(beat);
      for (const event of beat.answer.events) assert.ok(keys.has(event), name);
    }
  });

  test('to the code, to the history of what came outside, and to Activity', async () => {
    const { activity, panels } = await traillens();
    const node = await nodeOf('aws_db_instance.orders');
    await vscode.commands.executeCommand('traillens.goToCode', node);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), 'resource "aws_db_instance" "orders"');
    await vscode.commands.executeCommand('traillens.showHistoryOfNode', node);
    const [panel] = panels.open;
    const { total } = (await panel?.history()) ?? {};
    assert.equal(total, 2, 'the change and the attempt outside');
    await vscode.commands.executeCommand('traillens.showInActivity', node);
    assert.match(activity.state.filter, /^outside:terraform resource:"/);
    const groups = await activity.getChildren();
    assert.ok(groups.some((group) => group.kind === 'group' && /acme-prod-orders/.test(group.group.label)));
    await activity.set({ filter: '' });
    await vscode.commands.executeCommand('traillens.copyValue', node);
    assert.equal(await vscode.env.clipboard.readText(), 'aws_db_instance.orders');
  });

  test('the time range of Activity counts; an empty view says so; people only is remembered', async () => {
    const { activity, outside } = await traillens();
    await vscode.commands.executeCommand('traillens.outside.focus');
    await activity.set({ range: { since: Date.parse('2026-08-23'), until: Date.parse('2026-08-24') } });
    const lines = await showing(/^No change outside the code in 2026-08-23/);
    assert.ok(lines.some((line) => /^Held: 2\d,\d{3} events/.test(line)));
    await vscode.commands.executeCommand('traillens.showPeopleOnly');
    assert.equal(outside.peopleOnly, true);
    await showing(/^Show AWS services too/);
    await vscode.commands.executeCommand('traillens.showServicesToo');
    await activity.set({ range: 'all' });
    await showing(/^aws_db_instance\.orders/);
  });

  test('a plan: each attribute that drifted with the event that explains it', async () => {
    await vscode.commands.executeCommand('traillens.explainDrift', vscode.Uri.file(path.join(workspace, 'plan.json')));
    const lines = await showing(/^Drift in plan\.json ‹8 attributes of 5 resources›/, 4);
    const text = lines.join('\n');
    assert.match(
      text,
      /instance_class ‹"db\.t4g\.medium" → "db\.r6g\.large"›\n +ModifyDBInstance ‹.*kim.* is the value now · outside Terraform›/,
    );
    assert.match(text, /no longer in AWS ‹›\n +DeleteBucket ‹.*ops-admin\/omar/);
    assert.match(text, / value ‹sensitive: not read›/);
    assert.doesNotMatch(text, /EXAMPLE-/);
    assert.match(text, /version ‹1 → 4 · not explained›\n +No event held explains it ‹None of the \d+ changes/);
    assert.ok(lines.some((line) => /^Outside the code ‹\d+ resources›/.test(line)));
  });

  test('the drift of a stack, and its way to code and history; closed, the resources come back', async () => {
    await vscode.commands.executeCommand('traillens.explainDrift', path.join(workspace, 'cloudformation', 'shop-api.drift.json'));
    await showing(/BillingMode ‹"PAY_PER_REQUEST" → "PROVISIONED"›/, 3);
    const { outside, panels } = await traillens();
    const [drift] = await outside.getChildren();
    const [table] = await outside.getChildren(drift);
    await vscode.commands.executeCommand('traillens.goToCode', table);
    assert.match(vscode.window.activeTextEditor?.document.fileName ?? '', /shop-api\.yaml$/);
    await vscode.commands.executeCommand('traillens.showHistoryOfNode', table);
    assert.ok(panels.open.some(({ identity }) => identity.address === 'OrdersTable'));
    await vscode.commands.executeCommand('traillens.closeDrift');
    await showing(/^aws_db_instance\.orders/);
  });

  test('a file that is no report leaves the view as it is', async () => {
    const { outside } = await traillens();
    const file = path.join(workspace, 'no-plan.json');
    fs.writeFileSync(file, '{"a": 1}');
    await vscode.commands.executeCommand('traillens.explainDrift', vscode.Uri.file(file));
    assert.equal(outside.drift, undefined);
    fs.rmSync(file);
  });
});
