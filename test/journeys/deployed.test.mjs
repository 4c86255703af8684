// Names that no code has: of stacks and of remote state, read when somebody asks for them, and what is said until then.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { Workbench, themes } from './workbench.mjs';

/** @type {Workbench} */
let workbench;
before(async () => {
  const settings = { 'traillens.eventHistory.callsPerRegion': 2 };
  workbench = await Workbench.open({ logs: false, aws: true, settings, connections: ['sandbox'] });
  await workbench.showContainer();
  await workbench.treeItem(/^sandbox-trail, healthy, Logging/).waitFor();
  await workbench.clearToasts();
});
after(() => workbench?.close());

/** @param {string} name @param {() => Promise<void>} walk */
const journey = (name, walk) => test(name, { timeout: 180_000 }, () => workbench.attempt(name, walk));

const page = () => workbench.webview();
const calls = (/** @type {string} */ operation) => (workbench.aws?.calls ?? []).filter((call) => call.operation === operation);

journey('a template whose stack is not read says so, and asks AWS nothing by itself', async () => {
  await workbench.openFile('thumbnails/template.yaml');
  await workbench.codeLens('Read Its Stack…').first().waitFor();
  assert.equal(calls('ListStackResources').length, 0);
  await workbench.picture('deployed-template-before-dark');
});

journey('samconfig.toml tells the stack: one click, and the template goes by the names that the stack made up', async () => {
  await workbench.codeLens('Read Its Stack…').first().click();
  await workbench.codeLens('Read Its Stack…').first().waitFor({ state: 'detached' });
  assert.ok(calls('ListStackResources').length > 0);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('thumbnails/template.yaml');
  await workbench.clickLine('Type: AWS::Serverless::Function');
  await workbench.command('TrailLens: Show CloudTrail History');
  await page().locator('.row').first().waitFor();
  await page().locator('.fold').first().click();
  await page()
    .locator('.evidence .because', { hasText: /physical id from stack thumbnails \(eu-central-1\), read (just now|\d+ min ago)/ })
    .first()
    .waitFor();
  await workbench.picture('deployed-template-history-dark');
});
