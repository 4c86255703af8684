// Names that no code has: of stacks and of remote state, read when somebody asks for them, and what is said until then.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { journey } from './journey.mjs';
import { themes } from './workbench.mjs';

/** @typedef {import('./workbench.mjs').Workbench} Workbench */

/** Stands in for Terraform; which folder it is run in, it writes down there. */
const terraform = 'bin/terraform';

const warehouse = `terraform {
  backend "gcs" {
    bucket = "acme-terraform-state"
  }
}

variable "assets" {
  type = string
}

resource "aws_s3_bucket" "assets" {
  bucket = var.assets
}
`;

const warehouseState = {
  version: 4,
  serial: 7,
  resources: [
    {
      mode: 'managed',
      type: 'aws_s3_bucket',
      name: 'assets',
      instances: [{ attributes: { id: 'acme-sandbox-assets', arn: 'arn:aws:s3:::acme-sandbox-assets', region: 'eu-central-1' } }],
    },
  ],
};

const step = journey({
  settings: { 'traillens.eventHistory.callsPerRegion': 2 },
  machineSettings: (workspace) => ({ 'traillens.terraformPath': path.join(workspace, terraform) }),
  logs: false,
  aws: true,
  connections: ['sandbox'],
  prepare(workspace) {
    const folder = path.join(workspace, 'warehouse');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'main.tf'), warehouse);
    fs.mkdirSync(path.join(workspace, path.dirname(terraform)));
    const script = `#!/bin/sh\necho "$*" >> ran\ncat <<'END'\n${JSON.stringify(warehouseState)}\nEND\n`;
    fs.writeFileSync(path.join(workspace, terraform), script, { mode: 0o755 });
  },
});

step('a template whose stack is not read says so, and asks AWS nothing by itself', async (workbench) => {
  await workbench.showContainer();
  await workbench.treeItem(/^sandbox-trail, healthy, Logging/).waitFor();
  await workbench.clearToasts();
  await workbench.openFile('thumbnails/template.yaml');
  await workbench.codeLens('Read Its Stack…').nth(3).waitFor();
  assert.equal(asked(workbench, 'ListStackResources'), 0);
  await workbench.picture('deployed-template-before-dark');
});

step('who may not read stacks hears which right is lacking', async (workbench) => {
  workbench.aws?.faults.push(denied);
  await workbench.codeLens('Read Its Stack…').first().click();
  await workbench.toast(/The stack thumbnails could not be read\. .*cloudformation:ListStackResources/).waitFor();
  await workbench.toast('Reading stack thumbnails').waitFor({ state: 'detached' });
  await workbench
    .toast(/could not be read/)
    .getByRole('button', { name: 'Connect to AWS…' })
    .waitFor();
  await workbench.picture('deployed-denied-dark');
  await workbench.clearToasts();
});

step('a history by a guessed name says what it lacks; the link finds the name in place', async (workbench) => {
  await workbench.clickLine('Type: AWS::Serverless::Function');
  await workbench.command('TrailLens: Show CloudTrail History');
  const page = workbench.webview();
  await page.locator('.missing .mend', { hasText: 'Read Its Stack…' }).waitFor();
  await page.locator('.to-code[title*="template.yaml:18"]').waitFor();
  await workbench.clearToasts();
  await workbench.picture('deployed-panel-before-dark');
  workbench.aws?.faults.splice(0);
  await page.locator('.missing .mend').click();
  await page.locator('.row').first().waitFor();
  await page.locator('.missing').waitFor({ state: 'detached' });
  await page.locator('.fold').click();
  const because = page.locator('.evidence .because', {
    hasText: /physical id from stack thumbnails \(eu-central-1\), read (just now|\d+ min ago)/,
  });
  await because.first().waitFor();
  await page.locator('.to-code[title*="template.yaml:18"]').waitFor();
  await workbench.picture('deployed-panel-after-dark');
});

step('its lens tells what was found, and nothing is left to read', async (workbench) => {
  await workbench.command('View: Close All Editors in Group');
  await workbench.codeLens(/^changed .* by /).first().waitFor(); // prettier-ignore
  await workbench.codeLens('Read Its Stack…').first().waitFor({ state: 'detached' });
  const hover = await workbench.hover('Resize:', 'Resize', /[35] changes in 90 days/);
  await hover.getByText('Known as').waitFor();
  await workbench.picture('deployed-template-hover-dark', { mouseStays: true });
});

step('a nested template is known by the stack that its parent made', async (workbench) => {
  await workbench.openFile('thumbnails/queues.yaml');
  await workbench.codeLens('CloudTrail: no event held').nth(1).waitFor();
  await historyAt(workbench, 5, 'DeleteQueue');
  assert.equal(await workbench.webview().locator('.missing').count(), 0);
  await backToCode(workbench);
  await workbench.codeLens(/^deleted .* by .* outside CloudFormation/).waitFor();
  await workbench.picture('deployed-nested-dark');
});

step('an app of CDK: from the lens to the history, by the names that its stack made up', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('reports/app.js');
  await workbench.codeLens('Read Its Stack').first().waitFor();
  await workbench.goToLine(13);
  await workbench.picture('deployed-cdk-before-dark');
  await workbench.codeLens('CloudTrail: no event held').nth(1).click();
  await workbench.webview().locator('.row', { hasText: 'CreateQueue' }).waitFor();
  await backToCode(workbench);
  await workbench.codeLens(/^changed .* by /).first().waitFor(); // prettier-ignore
  await workbench.codeLens('Read Its Stack').first().waitFor({ state: 'detached' });
  await workbench.picture('deployed-cdk-dark');
});

step('a service of the Serverless Framework: the same', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('newsletter/serverless.yml');
  await workbench.codeLens('Read Its Stack').first().click();
  await workbench.codeLens('Read Its Stack').first().waitFor({ state: 'detached' });
  await historyAt(workbench, 27, 'CreateTable');
  await backToCode(workbench);
  await workbench.codeLens(/^changed .* by /).nth(2).waitFor(); // prettier-ignore
  await workbench.picture('deployed-serverless-dark');
});

step('a template that nothing names has its stack chosen, with how much of it each one has', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('cloudformation/audit.json');
  await workbench.codeLens('Read Its Stack…').first().click();
  const fits = workbench.quickPickRow('audit, has 5 of 6 resources');
  await fits.waitFor();
  await workbench.quickPickRow('thumbnails, has none of its resources').waitFor();
  await workbench.picture('deployed-stacks-dark');
  await fits.click();
  await workbench.accept();
  await workbench.codeLens(/^not resolved/).first().waitFor({ state: 'detached' }); // prettier-ignore
  await historyAt(workbench, 56, 'DeleteRole');
  await workbench.picture('deployed-chosen-dark');
});

step('a remote state is read out of its bucket, after it was said how', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('sandbox/app/main.tf');
  await workbench.goToLine(36);
  await workbench.codeLens('not resolved: its state is remote (why?)').first().click();
  await workbench.toast(/backend "s3", s3:\/\/acme-sandbox-terraform-state\/app\/terraform\.tfstate/).waitFor();
  await workbench.picture('deployed-remote-dark');
  await workbench.toastButton(/backend "s3"/, 'Read Its State…');
  await workbench.quickPickRow('Read s3://acme-sandbox-terraform-state/app/terraform.tfstate').waitFor();
  await workbench.quickPickRow('Run ').waitFor();
  await workbench.picture('deployed-state-picker-dark');
  await workbench.pick('Read s3://');
  await workbench.codeLens(/^not resolved/).first().waitFor({ state: 'detached' }); // prettier-ignore
  await historyAt(workbench, 38, 'AuthorizeSecurityGroupIngress');
  await backToCode(workbench);
  await workbench.codeLens(/^changed .* by /).nth(1).waitFor(); // prettier-ignore
  await workbench.picture('deployed-state-dark');
});

step('of several workspaces’ states, each has its own', async (workbench) => {
  await workbench.pickTheme(themes.light);
  await closeEditors(workbench);
  await workbench.openFile('sandbox/data/main.tf');
  await workbench.goToLine(34);
  await workbench.codeLens('Read Its State…').first().click();
  await workbench.pick('Read s3://acme-sandbox-terraform-state/data/terraform.tfstate');
  await workbench.codeLens(/^not resolved/).first().waitFor({ state: 'detached' }); // prettier-ignore
  await historyAt(workbench, 33, 'DBInstance');
  const page = workbench.webview();
  await page.locator('.fold').click();
  await page.locator('.evidence .because', { hasText: /workspace sandbox.*, read / }).first().waitFor(); // prettier-ignore
  await workbench.lensBeside(/^changed .* by DatabaseAdmin/).waitFor();
  await workbench.picture('deployed-workspace-light');
});

step('terraform state pull runs when the user chooses it, in the folder of the code', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('warehouse/main.tf');
  await workbench.codeLens('not resolved: its state is remote (why?)').first().waitFor();
  const ran = path.join(workbench.workspace, 'warehouse', 'ran');
  await workbench.codeLens('Read Its State…').first().click();
  await workbench.quickPickRow('Run ').waitFor();
  assert.ok(!fs.existsSync(ran), 'nothing runs before it is chosen');
  await workbench.picture('deployed-pull-light');
  await workbench.pick('Run ');
  await workbench.codeLens(/^not resolved/).first().waitFor({ state: 'detached' }); // prettier-ignore
  assert.equal(fs.readFileSync(ran, 'utf8'), 'state pull\n');
  await historyAt(workbench, 11, 'CreateBucket');
  await workbench.picture('deployed-pulled-light');
});

step('a template of several stacks asks which one is meant, by their names, and remembers it', async (workbench) => {
  addStack(workbench, 'sandbox-shop-api', 'preview-shop-api');
  await workbench.pickTheme(themes.dark);
  await closeEditors(workbench);
  await workbench.openFile('cloudformation/shop-api.yaml');
  await workbench.command('TrailLens: Choose Stacks of This Template…', { staysOpen: true });
  for (const name of ['preview-shop-api', 'sandbox-shop-api']) await workbench.quickPickRow(`${name}, has `).click();
  await workbench.accept();
  await workbench.codeLens('2 instances').first().waitFor();
  const choose = async () => {
    await workbench.goToLine(16);
    await workbench.command('TrailLens: Show CloudTrail History', { staysOpen: true });
    await workbench.quickPickRow('OrdersTable (sandbox-shop-api)').waitFor();
  };
  await choose();
  await workbench.picture('deployed-instances-dark');
  await workbench.pick('OrdersTable (sandbox-shop-api)');
  await workbench.webview().locator('.row', { hasText: 'UpdateTable' }).waitFor();
  await backToCode(workbench);
  await choose();
  await workbench.quickPickRow('OrdersTable (sandbox-shop-api)').filter({ hasText: 'chosen last time' }).waitFor();
  await workbench.page.keyboard.press('Escape');
});

step('what was chosen is read again after the window was reloaded, without asking', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('cloudformation/audit.json');
  const before = asked(workbench, 'ListStackResources');
  await workbench.reload();
  await workbench.codeLens(/^(changed|deleted) .* by /).first().waitFor(); // prettier-ignore
  await workbench.codeLens('Read Its Stack…').first().waitFor({ state: 'detached' });
  assert.ok(asked(workbench, 'ListStackResources') > before);
  await workbench.picture('deployed-reloaded-dark');
});

step('drift that CloudFormation found is read from AWS, with the events that explain it', async (workbench) => {
  await closeEditors(workbench);
  await workbench.openFile('cloudformation/shop-api.yaml');
  await workbench.command('TrailLens: Explain Drift of a Stack…', { staysOpen: true });
  await workbench.quickPickRow('thumbnails').first().waitFor();
  await workbench.picture('deployed-drift-picker-dark');
  await workbench.pick('thumbnails');
  const rows = (/** @type {RegExp} */ name) => workbench.view('Outside the Code').getByRole('treeitem', { name }).first();
  await rows(/^MemorySize 128 → 512$/).waitFor(); // explained: asked of AWS if it was not held
  await workbench.expand(/^MemorySize 128/);
  await rows(/^UpdateFunctionConfiguration/).waitFor();
  await workbench.picture('deployed-drift-dark');
  await workbench.command('TrailLens: Explain Drift of a Stack…', { staysOpen: true });
  await workbench.pick('audit');
  await workbench.toast(/never looked for drift in audit/).waitFor();
  assert.equal(asked(workbench, 'DetectStackDrift'), 0, 'nothing is started in the account');
  await workbench.clearToasts();
});

/** @type {import('../../scripts/aws/faults.ts').Fault} */
const denied = { service: 'cloudformation', operation: 'ListStackResources', do: 'accessDenied', by: 'identity' };

/** How often AWS was asked so far. @param {Workbench} workbench @param {string} operation */
function asked(workbench, operation) {
  return (workbench.aws?.calls ?? []).filter((call) => call.operation === operation).length;
}

/** @param {Workbench} workbench */
async function closeEditors(workbench) {
  await workbench.command('View: Close All Editors');
}

/** Closes the panel, so that the code beside it is alone. @param {Workbench} workbench */
async function backToCode(workbench) {
  await workbench.command('View: Close All Editors in Group');
}

/** Shows the history of what stands on a line. @param {Workbench} workbench @param {number} line from 1 @param {string} event one of its events */
async function historyAt(workbench, line, event) {
  await workbench.goToLine(line);
  await workbench.command('TrailLens: Show CloudTrail History');
  await workbench.webview().locator('.row', { hasText: event }).first().waitFor();
}

/** Another stack of the same template. @param {Workbench} workbench @param {string} like @param {string} name */
function addStack({ aws }, like, name) {
  const one = aws?.world.stacks.find((stack) => stack.name === like);
  assert.ok(aws && one);
  const resources = one.resources.map((resource) => ({
    ...resource,
    ...(resource.physicalId ? { physicalId: resource.physicalId.replaceAll('sandbox-', 'preview-') } : {}),
  }));
  aws.world.stacks.push({ ...one, name, id: one.id.replace(like, name).replace(/.{12}$/, 'abcdef012345'), resources });
}
