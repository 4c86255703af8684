// The side bar, as somebody meets it who has just installed: empty, then with logs, then asked in every way.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { journey } from './journey.mjs';
import { themes } from './workbench.mjs';

/** @type {import('./workbench.mjs').Workbench} */
let workbench;
const step = journey({ logs: false, theme: themes.light }, async (opened) => {
  workbench = opened;
  await workbench.showContainer();
});

/** Answers VS Code's own file dialog. @param {string} folder */
async function chooseFolder(folder) {
  const name = path.basename(folder);
  await workbench.quickPickRow('..').waitFor(); // it has listed where it starts
  await workbench.quickInput().fill(path.dirname(folder) + path.sep);
  await workbench.quickPickRow(name).waitFor();
  await workbench.quickInput().fill(folder + path.sep);
  await workbench.quickPickRow('AWSLogs').waitFor();
  await workbench.page.locator('.quick-input-widget .quick-input-action').getByRole('button', { name: 'Add' }).click();
}

step('without logs the views say what to do', async () => {
  await workbench.welcomeButton('Add Log Folder…').first().waitFor();
  await workbench.picture('welcome-light');
});

step('a folder is added by its path, with progress and a word about what came of it', async () => {
  fs.writeFileSync(path.join(workbench.logs, 'notes.json'), '{"Records": [ {"eventVersion": "1.08", "eventTime": }');
  await workbench.welcomeButton('Add Log Folder…').first().click();
  await chooseFolder(workbench.logs);
  await workbench.toast(/logs: .* files read .* events held/).waitFor();
  await workbench.picture('added-light');
  await workbench.clearToasts();
});

step('Sources tells what is held and what was not read, and opens it', async () => {
  await workbench.view('Activity').locator('.pane-header h3').click(); // room for Sources
  await workbench.expand(/^logs /);
  await workbench.expand(/^\d+ problems? /);
  await workbench.picture('sources-light');
  await workbench
    .treeItem(/notes\.json/)
    .first()
    .click();
  await workbench.tab('notes.json').waitFor();
  await workbench.line('eventVersion').waitFor();
  await workbench
    .treeItem(/^logs /, { expanded: true })
    .locator('.monaco-tl-twistie')
    .click();
  await workbench.unfoldView('Activity');
});

step('Activity groups by what was changed, who did it, and when', async () => {
  await workbench.command('TrailLens: Show Activity of All Time');
  await workbench.expand(/^acme-prod-customer-exports/);
  await workbench.picture('activity-resource-light');
  for (const { label, name } of [
    { label: 'Actor', name: /dana@example/ },
    { label: 'Service', name: /^s3 / },
    { label: 'Session', name: /ASIA/ },
    { label: 'Time', name: /^2026-/ },
  ]) {
    await workbench.command('TrailLens: Group Activity by…', { staysOpen: true });
    await workbench.pick(label);
    await workbench.treeItem(name).first().waitFor();
    await workbench.picture(`activity-${label.toLowerCase()}-light`);
  }
  await workbench.command('TrailLens: Group Activity by…', { staysOpen: true });
  await workbench.pick('Resource');
});

step('a faulty filter says so while it is typed; a good one is held', async () => {
  await workbench.command('TrailLens: Filter Activity…', { staysOpen: true });
  await workbench.quickInput().fill('colour:red');
  await workbench.page
    .locator('.quick-input-widget .monaco-inputbox.error, .quick-input-message')
    .filter({ hasText: /colour/ })
    .first()
    .waitFor();
  await workbench.picture('filter-light');
  await workbench.answer('name:DeleteBucket');
  await workbench
    .treeItem(/^acme-prod-customer-exports/)
    .first()
    .waitFor();
  await workbench.command('TrailLens: Clear Filter of Activity');
});

step('an empty range says what is held', async () => {
  await workbench.command('TrailLens: Choose Time Range of Activity…', { staysOpen: true });
  await workbench.pick('Custom');
  await workbench.answer('2020-01-01 .. 2020-01-31');
  await workbench.treeItem(/^Held: .* events/).waitFor();
  await workbench.picture('empty-range-light');
  await workbench.treeItem(/^Show all time/).click();
  await workbench
    .treeItem(/^acme-prod/)
    .first()
    .waitFor();
});

step('an event of the tree opens its resource’s history with the event selected', async () => {
  await workbench.command('TrailLens: Filter Activity…', { staysOpen: true });
  await workbench.answer('name:DeleteBucket');
  await workbench
    .treeItem(/^acme-prod-customer-exports.* · 1 · Bucket/)
    .first()
    .waitFor();
  await workbench.expand(/^acme-prod-customer-exports/);
  await workbench
    .treeItem(/^DeleteBucket/)
    .first()
    .click();
  await workbench.webview().locator('.detail .json-line').first().waitFor();
  assert.match(await workbench.webview().locator('.detail').innerText(), /DeleteBucket/);
  await workbench.picture('tree-event-light');
  await workbench.command('TrailLens: Clear Filter of Activity');
});

step('a history is asked for by id', async () => {
  await workbench.command('TrailLens: Show History of…', { staysOpen: true });
  await workbench.answer('acme-prod-image-resizer');
  await workbench.webview().locator('h1', { hasText: 'acme-prod-image-resizer' }).waitFor();
  await workbench.webview().locator('.row').first().waitFor();
  await workbench.picture('history-of-light');
});

step('files and folders of the Explorer are added by a right-click', async () => {
  const good = {
    eventVersion: '1.08',
    eventID: 'added-1',
    eventTime: '2026-07-01T00:00:00Z',
    eventSource: 's3.amazonaws.com',
    eventName: 'CreateBucket',
  };
  fs.writeFileSync(path.join(workbench.workspace, 'one.json'), JSON.stringify({ Records: [good] }));
  await workbench.explorerMenu('one.json', 'TrailLens: Add CloudTrail Logs');
  await workbench.toast(/one\.json: 1 new file read/).waitFor();
  await workbench.showContainer();
  await workbench.treeItem(/^one\.json 1 event/).waitFor();
});

step('a source is removed after a question', async () => {
  await workbench.clearToasts();
  await workbench.treeMenu(/^one\.json /, 'Remove Source…');
  await workbench.dialogButton('Remove').click();
  await workbench
    .treeItem(/^one\.json /)
    .first()
    .waitFor({ state: 'detached' });
});
