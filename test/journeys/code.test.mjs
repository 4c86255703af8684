// Between code and AWS, both ways: from an event to the line that declares its resource, and what the code tells by itself.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { journey } from './journey.mjs';
import { themes } from './workbench.mjs';

/** @type {import('./workbench.mjs').Workbench} */
let workbench;
const step = journey({}, async (opened) => {
  workbench = opened;
  await workbench.showContainer();
  await workbench.treeItem(/^logs .*\d,\d{3} events · 2/).waitFor(); // no longer being read
});

const page = () => workbench.webview();

step('a history leads to the block that declares its resource, beside it', async () => {
  await workbench.command('TrailLens: Show History of…', { staysOpen: true });
  await workbench.answer('arn:aws:s3:::acme-prod-customer-exports');
  await page().locator('.row').first().waitFor();
  await page().locator('.to-code[title*="storage.tf:2"]').click();
  await workbench.tab('storage.tf').waitFor();
  await workbench.line('resource "aws_s3_bucket" "customer_exports"').waitFor();
  await workbench.picture('to-code-dark');
});

step('what no code declares says so in the header', async () => {
  await workbench.command('View: Close All Editors');
  await workbench.command('TrailLens: Show History of…', { staysOpen: true });
  await workbench.answer('arn:aws:s3:::nobody-declares-this-bucket-with-a-rather-long-name');
  await page().locator('.to-code.none').waitFor();
  assert.match(
    (await page().locator('.to-code.none').getAttribute('title')) ?? '',
    /No code in this workspace declares arn:aws:s3:::nobody/,
  );
  await workbench.picture('to-code-none-dark');
});

step('an event leads to the code of each resource it names', async () => {
  await workbench.command('View: Close All Editors');
  await workbench.command('TrailLens: Show History of…', { staysOpen: true });
  await workbench.answer('arn:aws:s3:::acme-prod-customer-exports');
  await page().locator('.banner .link', { hasText: 'DeleteBucket' }).click();
  const way = page().locator('.touched .icon-button[aria-label^="Go to Code of"]').first();
  await way.scrollIntoViewIfNeeded();
  await workbench.picture('to-code-event-dark');
  await way.click();
  await workbench.tab('storage.tf').waitFor();
});

step('Activity leads to the code, or says who made what no code declares', async () => {
  await workbench.command('View: Close All Editors');
  await workbench.pickTheme(themes.light);
  await workbench
    .treeItem(/\b(sg|i|vol)-[0-9a-f]{17}/)
    .first()
    .waitFor();
  await workbench.treeMenu(/\b(sg|i|vol)-[0-9a-f]{17}/, 'Go to Code');
  await workbench
    .toast(/No code in this workspace declares/)
    .or(workbench.page.locator('.tab.active'))
    .first()
    .waitFor();
  await workbench.picture('to-code-activity-light');
  await workbench.clearToasts();
});

step('lenses say who changed each resource, and that it was outside the code', async () => {
  await workbench.command('View: Close All Editors');
  await workbench.openFile('storage.tf');
  await workbench
    .codeLens(/^deleted .* by ops-admin\/omar · AWS CLI .* · outside Terraform$/)
    .first()
    .waitFor();
  await workbench
    .codeLens(/changes in 90 days/)
    .first()
    .waitFor();
  await workbench.picture('lenses-light');
});

step('the mouse shows what is known of a resource, and leads to its history', async () => {
  await workbench.openFile('network.tf');
  await workbench.goToLine(66);
  await workbench
    .codeLens(/^changed 15 days|changes in 90 days/)
    .first()
    .waitFor();
  await workbench.line('resource "aws_security_group" "web"').locator('span span').first().hover();
  const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'changes in 90 days' });
  await hover.getByText('Known as').waitFor();
  await hover.hover();
  await workbench.picture('hover-light', { mouseStays: true });
  await hover.getByText('Show History').click();
  await page().locator('h1', { hasText: 'aws_security_group.web' }).waitFor();
});

step('the same in the dark, and a resource without a name says why', async () => {
  await workbench.pickTheme(themes.dark);
  await workbench.command('View: Close All Editors');
  const folder = path.join(workbench.workspace, 'edge');
  fs.mkdirSync(folder);
  fs.writeFileSync(
    path.join(folder, 'nameless.tf'),
    'resource "aws_security_group" "nameless" {\n  description = "Nobody has applied this yet"\n}\n',
  );
  await workbench.openFile('nameless.tf');
  await workbench.codeLens('not resolved: no state is read (why?)').waitFor();
  await workbench.line('resource "aws_security_group"').locator('span span').first().hover();
  const hover = workbench.page.locator('.monaco-hover:visible').filter({ hasText: 'There is no terraform.tfstate' });
  await hover.getByText('Show History of…').waitFor();
  await workbench.picture('hover-unresolved-dark', { mouseStays: true });
});

step('Resource History follows the cursor, and stays when it is pinned', async () => {
  await workbench.unfoldView('Resource History');
  await workbench.view('Activity').locator('.pane-header h3').click(); // room
  await workbench.view('Trails').locator('.pane-header h3').click();
  await workbench.openFile('network.tf');
  await workbench.goToLine(78);
  await workbench.treeItem(/^RevokeSecurityGroupIngress /).waitFor();
  await workbench.picture('cursor-dark');
  await workbench.clickViewAction('Resource History', 'Pin Resource');
  await workbench.openFile('storage.tf');
  await workbench.goToLine(3);
  await workbench
    .view('Resource History')
    .locator('.pane-header .action-label[aria-label^="Unpin Resource"]')
    .waitFor({ state: 'attached' });
  await workbench.treeItem(/^RevokeSecurityGroupIngress /).waitFor();
  await workbench.clickViewAction('Resource History', 'Unpin Resource');
  await workbench
    .treeItem(/^DeleteBucket\b/)
    .first()
    .waitFor();
  await workbench.pickTheme(themes.light);
  await workbench.picture('cursor-light');
  await workbench.openFile('nameless.tf');
  await workbench.goToLine(2);
  await workbench.treeItem(/^Not resolved /).waitFor();
  await workbench.picture('cursor-unresolved-light');
});
