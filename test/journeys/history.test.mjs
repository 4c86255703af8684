// The main road, as a person walks it: code → right-click → history → event → JSON → editor → comparison.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { themes } from './workbench.mjs';

/** @type {import('./workbench.mjs').Workbench} */
let workbench;
const step = journey({}, async (opened) => {
  workbench = opened;
  await workbench.showContainer();
  await workbench.treeItem(/^logs .*\d,\d{3} events · 2/).waitFor(); // no longer being read
});

/** The page of the history panel that is shown. */
const page = () => workbench.webview();

step('a right-click on a security group leads to who opened it', async () => {
  await workbench.openFile('network.tf');
  await workbench.goToLine(72);
  await workbench
    .codeLens(/changed .* ago by/)
    .first()
    .waitFor();
  await workbench.picture('code-dark');
  await (await workbench.contextMenu('resource "aws_security_group" "web"', 'TrailLens: Show CloudTrail History')).click();
  await page().locator('h1', { hasText: 'aws_security_group.web' }).waitFor();
  await page().locator('.row', { hasText: 'AuthorizeSecurityGroupIngress' }).first().waitFor();
});

step('the event tells who, by what means and what changed, and shows its JSON', async () => {
  await page().locator('.row', { hasText: 'dana' }).first().click();
  const detail = page().locator('.detail');
  await detail.locator('.json-line').first().waitFor();
  assert.match(await detail.innerText(), /dana@example\.com/);
  assert.match(await detail.innerText(), /AuthorizeSecurityGroupIngress/);
  await workbench.command('View: Toggle Primary Side Bar Visibility'); // room for the page
  await page().locator('.list-head', { hasText: 'By means of' }).waitFor();
  await workbench.picture('history-dark');
  await workbench.command('View: Toggle Primary Side Bar Visibility');
});

step('the event opens in an editor', async () => {
  await page().getByRole('button', { name: 'Open in Editor' }).click();
  await workbench.tab(/^AuthorizeSecurityGroupIngress 20/).waitFor();
  await workbench.line('"eventVersion"').waitFor();
  await workbench.picture('json-dark');
});

step('it stands beside the change before it', async () => {
  await workbench.tab('aws_security_group.web').click();
  const compare = page().getByRole('button', { name: /Compare with/ });
  await compare.waitFor();
  for (const row of await page().locator('.row').all()) {
    await row.click();
    await page().locator('.detail .json-line').first().waitFor();
    if (await compare.isEnabled()) break;
  }
  await compare.click();
  await workbench.tab(/ ↔ /).waitFor();
  await workbench.page.locator('.monaco-diff-editor .view-line').first().waitFor();
  await workbench.picture('compare-dark');
});

step('all by the same session', async () => {
  await workbench.tab('aws_security_group.web').click();
  await page().locator('.row', { hasText: 'dana' }).first().click();
  await page()
    .locator('.pivots .offer', { hasText: /session/i })
    .first()
    .click();
  await workbench.tab(/^session AdministratorAccess\/dana/).waitFor();
  await page().locator('.row').first().waitFor();
  await workbench.picture('pivot-dark');
});

step('a CodeLens leads to the history, too', async () => {
  await workbench.openFile('storage.tf');
  await workbench
    .codeLens(/deleted .* by/)
    .first()
    .waitFor();
  await workbench
    .codeLens(/deleted .* by/)
    .first()
    .click();
  await page().locator('h1', { hasText: 'aws_s3_bucket.customer_exports' }).waitFor();
});

step('a bucket that is gone tells first who deleted it', async () => {
  await workbench.command('TrailLens: Who Deleted…?', { staysOpen: true });
  await workbench.answer('arn:aws:s3:::acme-prod-customer-exports');
  await page().locator('.banner').waitFor();
  await workbench.toast(/was deleted .* by .*omar/).waitFor();
  await workbench.picture('deleted-dark');
  await workbench.clearToasts();
});

step('a selected text is asked for', async () => {
  await workbench.openFile('functions.tf');
  await workbench.clickLine('"acme-prod-image-resizer"');
  await workbench.page.keyboard.press('Home');
  await workbench.page.keyboard.press('Shift+End');
  const entry = await workbench.keyboardMenu('TrailLens: Show History of Selected Text');
  await workbench.page.keyboard.press('Escape');
  assert.ok(entry);
});

step('outside of any resource, the document’s resources are offered', async () => {
  await workbench.openFile('main.tf');
  await workbench.goToLine(1);
  await workbench.command('TrailLens: Show CloudTrail History', { staysOpen: true });
  await workbench.quickPickRow('module.worker_blue').waitFor();
  await workbench.page.keyboard.press('Escape');
});

step('several instances are told apart by their real names', async () => {
  await workbench.openFile('network.tf');
  await workbench.goToLine(10);
  await workbench.command('TrailLens: Show CloudTrail History', { staysOpen: true });
  await workbench.quickPickRow('aws_subnet.public[').waitFor();
  await workbench.picture('instances-dark');
  await workbench.pick('aws_subnet.public[');
  await page()
    .locator('h1', { hasText: /aws_subnet\.public\["eu-central-1[ab]"\]/ })
    .waitFor();
});

step('a resource of a CloudFormation template', async () => {
  await workbench.openFile('shop-api.yaml');
  await workbench.goToLine(86);
  await workbench
    .codeLens(/changed .* ago by/)
    .first()
    .waitFor();
  await (await workbench.contextMenu('ApiFunction:', 'TrailLens: Show CloudTrail History')).click();
  await page().locator('h1', { hasText: 'ApiFunction' }).waitFor();
  await workbench.picture('cloudformation-dark');
});

step('light, too', async () => {
  await workbench.pickTheme(themes.light);
  await workbench.tab('network.tf').first().click();
  await workbench.tab('aws_security_group.web').click();
  await page().locator('.row').first().waitFor();
  await workbench.command('View: Toggle Primary Side Bar Visibility');
  await workbench.picture('history-light');
});
