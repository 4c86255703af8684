// What came by another way than the code: the view, its ways on, and drift with the events that explain it.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { journey } from './journey.mjs';
import { Workbench, themes } from './workbench.mjs';

const LONG = 'a_rather_long_name_that_somebody_gave_to_the_bucket_that_nobody_else_knew_about_until_now';

const step = journey({
  // The sample's story ended in November 2026; whatever the day is, all of it is looked at.
  settings: { 'traillens.activity.timeRange': 'all' },
  prepare(workspace) {
    const code = `resource "aws_iam_role" "${LONG}" {\n  name = "acme-prod-reporting"\n}\n`;
    fs.mkdirSync(path.join(workspace, 'long'));
    fs.writeFileSync(path.join(workspace, 'long', 'main.tf'), code);
  },
});

/** Points at a row until its tooltip is there. @param {Workbench} workbench @param {RegExp} name @param {string} text */
const hover = (workbench, name, text) =>
  workbench.again(async () => {
    await workbench.page.mouse.move(900, 500);
    await row(workbench, name).hover();
    await workbench.page.locator('.monaco-hover:visible').filter({ hasText: text }).waitFor({ timeout: 5000 });
  });

/** Makes the side bar wider by so many pixels. @param {Workbench} workbench @param {number} by */
async function widen(workbench, by) {
  const box = await workbench.page.locator('.part.sidebar').boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + box.width, box.y + box.height / 2];
  await workbench.page.mouse.move(x, y);
  await workbench.page.mouse.down();
  await workbench.page.mouse.move(x + by, y, { steps: 5 });
  await workbench.page.mouse.up();
  await workbench.page.mouse.move(x + by + 200, y);
}

/** Rows of the view. @param {Workbench} workbench @param {string | RegExp} name */
const row = (workbench, name) => workbench.view('Outside the Code').getByRole('treeitem', { name });

step('the view lists resources that were changed outside the code, newest first', async (workbench) => {
  await workbench.showContainer();
  await workbench.treeItem(/^logs .*\d,\d{3} events · 2/).waitFor(); // no longer being read
  for (const other of ['Activity', 'Trails', 'Sources']) await workbench.view(other).locator('.pane-header h3').click(); // room
  await workbench.unfoldView('Outside the Code');
  await row(workbench, /^aws_db_instance\.orders .*kim@example\.com · Terraform/).waitFor();
  await row(workbench, /^OrdersTable .*CloudFormation/).waitFor();
  await workbench.page.mouse.move(900, 500);
  await workbench.picture('outside-dark');
});

step('a resource opens to its changes, each with its evidence', async (workbench) => {
  await workbench.expand(/^aws_s3_bucket\.customer_exports /);
  await workbench.expand(/^aws_kms_key\.data /);
  await row(workbench, /^DeleteBucket .*ops-admin\/omar .*AWS CLI .*: userAgent contains aws-cli/).waitFor();
  await hover(workbench, /^aws_s3_bucket\.customer_exports /, 'Declared');
  await workbench.picture('outside-changes-dark', { mouseStays: true });
});

step('an event leads to its history, a resource to its code and to all of it in Activity', async (workbench) => {
  await row(workbench, /^DeleteBucket /).click();
  await workbench.webview().locator('.row').first().waitFor();
  await workbench.treeMenu(/^aws_db_instance\.orders /, 'Go to Code');
  await workbench.line('resource "aws_db_instance" "orders"').waitFor();
  await workbench.command('View: Close All Editors');
  await workbench.treeMenu(/^aws_db_instance\.orders /, 'Show CloudTrail History');
  await workbench.webview().locator('.row', { hasText: 'ModifyDBInstance' }).first().waitFor();
  assert.equal(await workbench.webview().locator('vscode-textfield.filter input').inputValue(), 'outside:terraform');
  await workbench.picture('outside-history-dark');
  await row(workbench, /^aws_db_instance\.orders /).click({ button: 'right' });
  await workbench.page.locator('.monaco-menu').waitFor();
  await workbench.picture('outside-menu-dark', { mouseStays: true });
  await workbench.page.keyboard.press('Escape');
  await workbench.treeMenu(/^aws_db_instance\.orders /, 'Show All in Activity');
  await workbench
    .view('Activity')
    .getByRole('treeitem', { name: /acme-prod-orders/ })
    .first()
    .waitFor();
  await workbench.command('TrailLens: Clear Filter of Activity');
  await workbench.view('Activity').locator('.pane-header h3').click();
});

step('a plan in the Explorer: each attribute that drifted with the event that explains it', async (workbench) => {
  await workbench.command('View: Close All Editors');
  await workbench.explorerMenu('plan.json', 'TrailLens: Explain Drift…'); // shows the view, too
  await row(workbench, /^Drift in plan\.json 8 attributes of 5 resources/).waitFor();
  await row(workbench, /^ModifyDBInstance .*is the value now/)
    .first()
    .waitFor();
  await row(workbench, /^value sensitive: not read/).waitFor();
  await workbench.page.mouse.move(900, 500);
  await workbench.picture('drift-dark');
  await widen(workbench, 420);
  await workbench.picture('drift-wide-dark');
  await hover(workbench, /^instance_class /, 'In AWS');
  await workbench.picture('drift-attribute-dark', { mouseStays: true });
});

step('the same in the light, a stack’s drift from the palette, and what is not explained', async (workbench) => {
  await workbench.pickTheme(themes.light);
  await workbench.expand(/^version 1 → 4/);
  await row(workbench, /^No event held explains it/)
    .first()
    .waitFor();
  await workbench.page.mouse.move(900, 500);
  await workbench.picture('drift-light');
  await workbench.command('TrailLens: Explain Drift…', { staysOpen: true });
  await workbench.quickPickRow('cloudformation/shop-api.drift.json').waitFor();
  await workbench.picture('drift-choose-light');
  await workbench.pick('cloudformation/shop-api.drift.json');
  await row(workbench, /^BillingMode "PAY_PER_REQUEST" → "PROVISIONED"/).waitFor();
  await workbench.page.mouse.move(900, 500);
  await workbench.picture('drift-stack-light');
  await workbench.treeMenu(/^Drift in shop-api\.drift\.json/, 'Close Drift');
  await row(workbench, /^Drift in /).waitFor({ state: 'hidden' });
  await row(workbench, /^aws_db_instance\.orders /).waitFor();
  await workbench.picture('outside-light');
});

step('a file that is no report is told with what to do', async (workbench) => {
  fs.writeFileSync(path.join(workbench.workspace, 'not-a-plan.json'), '{"a": 1}');
  await workbench.explorerMenu('not-a-plan.json', 'TrailLens: Explain Drift…');
  await workbench.toast(/is neither a Terraform plan nor CloudFormation’s drift/).waitFor();
  await workbench.picture('drift-error-light');
  await workbench.clearToasts();
  await workbench.showContainer();
});

step('a time in which nothing came from outside says so, and what to do', async (workbench) => {
  await workbench.clickViewAction('Outside the Code', 'Choose Time Range');
  await workbench.pick('Custom…');
  await workbench.answer('2026-08-23 .. 2026-08-24');
  await row(workbench, /^No change outside the code in 2026-08-23 – 2026-08-24/).waitFor();
  await workbench.page.mouse.move(900, 500);
  await workbench.picture('outside-empty-light');
  await row(workbench, 'Show all time').click();
  await row(workbench, /^aws_db_instance\.orders /).waitFor();
});

test('without logs and without code the view says what to do', { timeout: 120_000 }, async () => {
  const workbench = await Workbench.open({ logs: false });
  try {
    await workbench.attempt('outside without logs', async () => {
      await workbench.showContainer();
      for (const other of ['Activity', 'Trails', 'Sources']) await workbench.view(other).locator('.pane-header h3').click();
      await workbench.unfoldView('Outside the Code');
      await workbench.view('Outside the Code').getByText('No events are held yet').waitFor();
      await workbench.picture('outside-welcome-dark');
    });
  } finally {
    await workbench.close();
  }
});
