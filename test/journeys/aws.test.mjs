// Live AWS, as somebody meets it who has only log files so far: connecting, trails, Event history, a bucket, a live tail, and what
// goes wrong: a Region that is denied, a sign-in that has expired, an MFA code.
import assert from 'node:assert/strict';
import { journey } from './journey.mjs';
import { themes } from './workbench.mjs';

const sandbox = '999988887777';

/** @type {import('./workbench.mjs').Workbench} */
let workbench;
const step = journey({ logs: false, aws: true, settings: { 'traillens.eventHistory.callsPerRegion': 2 } }, async (opened) => {
  workbench = opened;
  await workbench.showContainer();
});

const aws = () => {
  assert.ok(workbench.aws);
  return workbench.aws;
};

step('without a connection the views say how to get one', async () => {
  await workbench.welcomeButton('Connect to AWS…').first().waitFor();
  assert.equal(aws().calls.length, 0, 'nobody at AWS was asked before the user said so');
  await workbench.picture('aws-welcome-dark');
});

step('profiles are chosen; trails tell how well they record, and Event history fills Activity', async () => {
  for (const operation of ['LookupEvents', 'DescribeTrails'])
    aws().faults.push({ service: 'cloudtrail', operation, region: 'eu-west-3', do: 'accessDenied', by: 'scp' });
  await workbench.welcomeButton('Connect to AWS…').first().click();
  await workbench.quickPickRow('sandbox-sso').waitFor();
  await workbench.picture('aws-profiles-dark');
  await workbench.tick('sandbox');
  await workbench.accept();
  await workbench.toast(/Connected to AWS: sandbox \(999988887777, 17 Regions\)/).waitFor();
  await workbench.treeItem(/^sandbox-trail, healthy, Logging/).waitFor();
  await workbench.treeItem(/^acme-sandbox/).first().waitFor(); // prettier-ignore
  await workbench.treeItem(/^before-the-move, faulty, Not logging since/).waitFor();
});

step('a Region that is denied is named, with the reason; the others are there', async () => {
  await workbench.toast(/1 Region refused: eu-west-3/).waitFor();
  await workbench.picture('aws-connected-dark');
  await workbench.clearToasts();
  await workbench.view('Sources').locator('.pane-header h3').click(); // room for Trails
  await workbench.expand(/^Event history: 1 Region refused/);
  await workbench.treeItem(/^eu-west-3: access denied .*service control policy/).first().waitFor(); // prettier-ignore
  await workbench.picture('aws-denied-dark');
  await workbench.expand(/^sandbox-trail, /);
  await workbench.treeItem(/^Bucket s3:\/\/acme-sandbox-trail/).waitFor();
  await workbench.expand(/^Records 3 selectors/);
  await workbench.picture('aws-trails-dark');
  await workbench.treeItem(/^sandbox-trail, /).first().locator('.monaco-tl-twistie').click(); // prettier-ignore
  await workbench.unfoldView('Sources');
});

step('a span of Event history is asked for, with progress and a word about what came of it', async () => {
  await workbench.command('TrailLens: Load Event History…', { staysOpen: true });
  await workbench.quickPickRow('Last 7 days').waitFor();
  await workbench.picture('aws-span-dark');
  await workbench.pick('Last 7 days');
  await workbench.toast(/Event history of 1 account: .*1 Region refused: eu-west-3/).waitFor();
  await workbench.treeItem(new RegExp(`^Event history of ${sandbox} .*events`)).waitFor();
  await workbench.clearToasts();
});

step('the history of a resource asks AWS for it, says what it rests on, and what more there is', async () => {
  const before = aws().calls.length;
  await workbench.command('TrailLens: Show History of…', { staysOpen: true });
  await workbench.answer('acme-sandbox-customer-exports');
  const page = workbench.webview();
  await page.locator('h1', { hasText: 'acme-sandbox-customer-exports' }).waitFor();
  await page.locator('.row', { hasText: 'DeleteBucket' }).first().waitFor();
  await page.locator('.coverage-text', { hasText: /Not read: 999988887777 in eu-west-3/ }).waitFor();
  await page.locator('.steps .link', { hasText: /Load 20\d\d-\d\d from the trail’s bucket: about [\d,]+ files?/ }).waitFor();
  await page.locator('.steps .link', { hasText: 'Ask AWS Again' }).waitFor();
  assert.ok(
    aws()
      .calls.slice(before)
      .some(({ operation }) => operation === 'LookupEvents'),
  );
  await page.locator('.chart canvas').waitFor();
  await workbench.picture('aws-history-dark');
  await page.locator('.steps .link', { hasText: 'Load' }).click();
  await workbench.quickPickText(/about [\d,]+ files?, .* requests, /).waitFor();
  await workbench.pick('Cancel');
});

step('a trail’s bucket is loaded after its size and price were told', async () => {
  await workbench.treeMenu(/^sandbox-trail, /, 'Load Logs of Trail…');
  await workbench.pick('Last 30 days');
  await workbench.quickPickRow('eu-central-1').waitFor();
  await workbench.accept(); // all Regions
  await workbench.pick('Events only');
  await workbench.quickPickText(/about \d+ files, .* requests, .*\$0\.01/).waitFor();
  await workbench.picture('aws-estimate-dark');
  await workbench.pick('Load');
  await workbench.toast(/acme-sandbox-trail\/trails, .* files .* events held/).waitFor();
  await workbench.treeItem(/^20\d\d-.*, done, .* files .*acme-sandbox-trail/).waitFor();
  await workbench.treeItem(/^acme-sandbox-trail\/trails .*events/).waitFor();
  await workbench.picture('aws-loaded-dark');
  await workbench.clearToasts();
});

step('a live tail says its price, then counts what comes; it pauses and stops', async () => {
  await workbench.treeMenu(/^sandbox-trail, /, 'Start Live Tail…');
  await workbench.quickPickText(/Which events; empty for all/).waitFor();
  await workbench.page.keyboard.press('Enter');
  await workbench.quickPickText(/billed|bills/).waitFor();
  await workbench.picture('aws-tail-asks-dark');
  await workbench.pick('Start');
  await workbench.treeItem(/^Live tail, live, 0 events/).waitFor();
  await workbench.showContainer('Explorer');
  for (const number of [1, 2, 3]) happen(`acme-new-${number}`);
  await workbench.statusBarItem(/Tail 3 events/).waitFor();
  await workbench.activityIcon('TrailLens - 3 new events').waitFor();
  await workbench.picture('aws-badge-dark');
  await workbench.showContainer();
  await workbench.treeItem(/^Live tail, live, 3 events/).waitFor();
  await workbench.treeItem(/^acme-new-3/).waitFor();
  await workbench.picture('aws-tail-dark');
  await workbench.command('TrailLens: Pause Live Tail');
  await workbench.treeItem(/^Live tail, paused/).waitFor();
  await workbench.command('TrailLens: Resume Live Tail');
  await workbench.treeItem(/^Live tail, live, 3 events/).waitFor();
  await workbench.command('TrailLens: Stop Live Tail');
  await workbench.treeItem(/^Live tail, ended, stopped/).waitFor();
});

step('an expired sign-in is one message, and AWS’s own command brings it back', async () => {
  await workbench.pickTheme(themes.light);
  await workbench.command('TrailLens: Connect to AWS…', { staysOpen: true });
  await workbench.quickPickRow('sandbox-sso').waitFor();
  await workbench.tick('sandbox-sso');
  await workbench.accept();
  await workbench.toast(/The AWS sign-in of profile “sandbox-sso” has expired/).waitFor();
  assert.equal(await workbench.toast(/has expired/).count(), 1);
  await workbench.treeItem(/^sandbox-sso, sign-in expired, 999988887777/).waitFor();
  await workbench.picture('aws-signed-out-light');
  await workbench.toastButton(/has expired/, 'Sign In…');
  await workbench.treeItem(/^sandbox-sso 999988887777 · 17 Regions/).waitFor();
  await workbench.clearToasts();
});

step('an MFA code is asked for, and naming the profile and its device', async () => {
  await workbench.command('TrailLens: Connect to AWS…', { staysOpen: true });
  await workbench.quickPickRow('sandbox-mfa').waitFor();
  await workbench.tick('sandbox-mfa');
  await workbench.accept();
  await workbench.quickPickText(/mfa\/dana/).waitFor();
  await workbench.picture('aws-mfa-light');
  await workbench.answer('123456');
  await workbench.treeItem(/^sandbox-mfa 999988887777 · 17 Regions/).waitFor();
  await workbench.clearToasts();
});

step('a connection is let go', async () => {
  for (const profile of ['sandbox-mfa', 'sandbox-sso']) {
    const connection = workbench.treeItem(new RegExp(`^${profile} `));
    await workbench.again(async () => {
      if ((await connection.count()) === 0) return;
      await workbench.command('TrailLens: Disconnect from AWS…', { staysOpen: true });
      await workbench.quickPickRow(profile).click({ timeout: 5000 });
      await connection.waitFor({ state: 'detached', timeout: 8000 });
    });
  }
  await workbench.picture('aws-trails-light');
});

/** Somebody makes a bucket. @param {string} bucketName */
function happen(bucketName) {
  aws().emit(sandbox, 'eu-central-1', {
    eventVersion: '1.11',
    eventID: `happened-${bucketName}`,
    eventTime: `${new Date().toISOString().slice(0, 19)}Z`,
    eventSource: 's3.amazonaws.com',
    eventName: 'CreateBucket',
    awsRegion: 'eu-central-1',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: sandbox,
    userIdentity: { type: 'IAMUser', userName: 'dana', accountId: sandbox, arn: `arn:aws:iam::${sandbox}:user/dana` },
    requestParameters: { bucketName },
  });
}
