// Each tool, from its code to the history and back; and what is said, with the next step, where code is not resolved. Without AWS.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { journey } from './journey.mjs';
import { themes } from './workbench.mjs';

/** @typedef {import('./workbench.mjs').Workbench} Workbench */

const BUCKET = 'resource "aws_s3_bucket" "exports" {\n  bucket = var.name\n}\n';
const TEMPLATE = 'Resources:\n  ExportsBucket:\n    Type: AWS::S3::Bucket\n  Key:\n    Type: AWS::KMS::Key\n';
const CDK = "const s3 = require('aws-cdk-lib/aws-s3');\nconst { Stack } = require('aws-cdk-lib');\n";

/** Code beside the sample's, most of it not resolved, by its file in the folder `open`. @type {Readonly<Record<string, string>>} */
const code = {
  'nostate/main.tf': BUCKET,
  'oldstate/main.tf': BUCKET,
  'oldstate/terraform.tfstate': JSON.stringify({ version: 3, serial: 9, modules: [] }),
  'gcs/main.tf': `terraform {\n  backend "gcs" {\n    bucket = "acme-terraform-state"\n  }\n}\n\n${BUCKET}`,
  'applied/main.tf': BUCKET,
  'applied/terraform.tfstate': JSON.stringify({ version: 4, serial: 4, resources: [state('other')] }),
  'template/stack.yaml': TEMPLATE,
  'nocdkout/cdk.json': '{"app": "node app.js"}',
  'nocdkout/app.js': `${CDK}class Exports extends Stack {\n  constructor(scope, id) {\n    super(scope, id);\n    new s3.Bucket(this, 'Exports');\n  }\n}\n`,
  'nocdktfout/cdktf.json': '{"language": "typescript", "app": "npx ts-node main.ts"}',
  'nocdktfout/main.ts':
    "import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';\nimport { TerraformStack } from 'cdktf';\n\nexport class Exports extends TerraformStack {\n  constructor(scope: any, id: string) {\n    super(scope, id);\n    new S3Bucket(this, 'exports', {});\n  }\n}\n",
  'pulumi/Pulumi.yaml': 'name: backlog\nruntime: yaml\n\nresources:\n  backlog:\n    type: aws:sqs:Queue\n',
  'noexport/Pulumi.yaml': 'name: exports\nruntime: python\n',
  'noexport/__main__.py': 'import pulumi_aws as aws\n\nexports = aws.kms.Key("exports")\n',
  'nostage/serverless.yml':
    'service: ${ssm:/service}\nprovider:\n  name: aws\n  stage: ${env:STAGE}\nfunctions:\n  export:\n    handler: export.handler\nresources:\n  Resources:\n    Keys:\n      Type: AWS::KMS::Key\n',
  'foreign/main.tf':
    'resource "google_storage_bucket" "exports" {\n  name = "acme-exports"\n}\n\nresource "aws_s3_bucket" "exports" {\n  bucket = "acme-exports"\n}\n',
  'foreign/stack.yaml':
    'Resources:\n  Monitor:\n    Type: Datadog::Monitors::Monitor\n  Exports:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: acme-exports\n',
};

const step = journey({
  settings: { 'terminal.integrated.gpuAcceleration': 'off' }, // so that its text is in the page
  connections: [],
  prepare(workspace) {
    for (const [name, text] of Object.entries({ ...code, ...pulumi(), ...cdktf() })) {
      const file = path.join(workspace, 'open', name);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.writeFileSync(file, text);
    }
    // A program that was edited after its last synthesis.
    const stale = path.join(workspace, 'open', 'stale');
    fs.cpSync(path.join(workspace, 'reports'), stale, { recursive: true });
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const name of fs.readdirSync(path.join(stale, 'cdk.out'))) fs.utimesSync(path.join(stale, 'cdk.out', name), hourAgo, hourAgo);
    fs.appendFileSync(path.join(stale, 'app.js'), '\n// edited\n');
  },
});

/** A tool's code with a resource of the sample: where its header stands, and how its history is called. */
const tools = [
  {
    tool: 'terraform',
    file: 'network.tf',
    line: 66,
    at: 'resource "aws_security_group" "web"',
    word: 'web',
    title: 'aws_security_group.web',
  },
  { tool: 'cloudformation', file: 'cloudformation/shop-api.yaml', line: 16, at: 'OrdersTable:', word: 'OrdersTable', title: 'OrdersTable' },
  {
    tool: 'cdk',
    file: 'cdk/app.js',
    line: 8,
    at: "new iam.CfnRole(this, 'TaskRole'",
    word: 'CfnRole',
    title: 'TaskRole',
    instance: 'StagingApps0/TaskRole',
  },
  { tool: 'pulumi-yaml', file: 'open/pulumi/Pulumi.yaml', line: 5, at: 'backlog:', word: 'backlog', title: 'backlog' },
  { tool: 'pulumi', file: 'pulumi/__main__.py', line: 8, at: 'jobs = aws.sqs.Queue', word: 'Queue', title: 'jobs' },
  {
    tool: 'cdktf',
    file: 'open/cdktf/main.ts',
    line: 8,
    at: 'new S3Bucket',
    word: 'S3Bucket',
    title: 'aws_s3_bucket.exports',
    place: 'Exports/exports',
  },
];

step('the sample is read', async (workbench) => {
  await workbench.showContainer();
  await workbench.treeItem(/^logs .*\d,\d{3} events · 2/).waitFor();
});

for (const { tool, file, line, at, word, title, instance, place } of tools) {
  step(`${tool}: from the lens and the hover to the history, and back`, async (workbench) => {
    if (tool === 'pulumi') await workbench.pickTheme(themes.light);
    if (tool === 'cdktf') await workbench.pickTheme(themes.dark);
    await workbench.command('View: Close All Editors');
    await workbench.openFile(file);
    await workbench.goToLine(line);
    await workbench.codeLens(/(changed|deleted) .* by /).first().waitFor(); // prettier-ignore
    const hover = await workbench.hover(at, word, 'Known as');
    await workbench.picture(`tool-${tool}-hover`, { mouseStays: true });
    await hover.getByText('Show History', { exact: true }).click();
    if (instance) await workbench.pick(instance);
    const page = workbench.webview();
    await page.locator('h1', { hasText: title }).waitFor();
    await page.locator('.row').first().waitFor();
    const toCode = page.locator(`.to-code[title*="${path.basename(file)}"]`);
    await toCode.waitFor();
    await workbench.picture(`tool-${tool}-history`);
    await toCode.click();
    if (place) await workbench.pick(place);
    await workbench.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${path.basename(file)}"]`).waitFor();
  });
}

/** What is not resolved: the words of its lens, of its warning, and the button that leads on. */
const lacks = [
  {
    name: 'no-state',
    file: 'nostate/main.tf',
    lens: 'no state is read',
    says: /There is no terraform\.tfstate in /,
    button: 'Read Its State…',
  },
  {
    name: 'old-state',
    file: 'oldstate/main.tf',
    lens: 'no state is read',
    says: /is a state of version 3; version 4 is read/,
    button: 'Read Its State…',
  },
  { name: 'remote-gcs', file: 'gcs/main.tf', lens: 'its state is remote', says: /is remote \(backend "gcs"\)/, button: 'Read Its State…' },
  { name: 'not-applied', file: 'applied/main.tf', lens: 'not deployed', says: /\(serial 4\) does not hold it/, button: 'Read Again' },
  {
    name: 'no-stack',
    file: 'template/stack.yaml',
    lens: 'its stack is not read',
    says: /read its stack to know them/,
    button: 'Read Its Stack…',
  },
  {
    name: 'no-cdk-out',
    file: 'nocdkout/app.js',
    lens: 'not in cdk.out',
    says: /No cdk\.out in nocdkout: run `cdk synth` there/,
    types: 'cdk synth',
  },
  { name: 'no-cdktf-out', file: 'nocdktfout/main.ts', lens: 'not in cdktf.out', says: /No cdktf\.out in nocdktfout/, types: 'cdktf synth' },
  {
    name: 'no-export',
    file: 'noexport/__main__.py',
    lens: 'not in a stack’s export',
    says: /pulumi stack export/,
    types: 'pulumi stack export',
  },
  {
    name: 'no-stage',
    file: 'nostage/serverless.yml',
    lens: 'its stage is not known',
    says: /Run `serverless package` in nostage/,
    types: 'serverless package',
  },
];

for (const { name, file, lens, says, button, types } of lacks) {
  step(`${name}: the lens says why, the warning leads on`, async (workbench) => {
    await workbench.command('View: Close All Editors');
    await workbench.openFile(`open/${file}`);
    await workbench.codeLens(`not resolved: ${lens} (why?)`).first().click();
    const toast = workbench.toast(says);
    const way = toast.getByRole('button', { name: button ?? `Open Terminal for ${types ?? ''}` });
    await way.waitFor();
    await workbench.picture(`lack-${name}`);
    if (types === undefined) return workbench.clearToasts();
    await way.click();
    const command = types.replaceAll(' ', '\\s');
    const typed = new RegExp(`^(?!${command})[^$#]+[$#]\\s${command}`); // once, after the prompt
    const terminal = workbench.page.locator('.terminal-wrapper.active .xterm-rows', { hasText: typed });
    await terminal.waitFor();
    if (name === 'no-cdk-out') await workbench.picture('lack-terminal');
    await workbench.command('Terminal: Kill All Terminals');
    await terminal.waitFor({ state: 'detached' });
  });
}

step('cdk.out that is older than the program says so where the names are shown', async (workbench) => {
  await workbench.pickTheme(themes.light);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('open/stale/app.js');
  await workbench.goToLine(12);
  await workbench.codeLens('Read Its Stack').first().waitFor(); // which moves the lines
  const hover = await workbench.hover("new s3.Bucket(this, 'Archive'", 'Bucket', /app\.js is newer than cdk\.out/);
  await hover.getByRole('link', { name: 'Read Its Stack' }).waitFor();
  await workbench.picture('lack-stale-cdk-out', { mouseStays: true });
});

step('what is no resource of AWS is told from what is', async (workbench) => {
  await workbench.command('View: Close All Editors');
  await workbench.openFile('open/foreign/main.tf');
  await workbench.codeLens(/^CloudTrail: no event held/).waitFor();
  await workbench.codeLens('not a resource of AWS').click();
  const toast = workbench.toast('google_storage_bucket is not a resource of AWS');
  await toast.getByRole('button', { name: 'Show History of…' }).waitFor();
  await workbench.picture('lack-foreign-light');
  await workbench.clearToasts();
  await workbench.openFile('open/foreign/stack.yaml');
  await workbench.codeLens(/^CloudTrail: no event held/).waitFor();
  assert.equal(await workbench.codeLens(/./).count(), 1);
});

step('without a connection, a stack leads to connecting', async (workbench) => {
  await workbench.pickTheme(themes.dark);
  await workbench.command('View: Close All Editors');
  await workbench.openFile('open/template/stack.yaml');
  await workbench.codeLens('Read Its Stack…').first().click();
  const toast = workbench.toast('TrailLens is not connected to AWS yet.');
  await toast.getByRole('button', { name: 'Connect to AWS…' }).waitFor();
  await workbench.picture('lack-connection');
  await workbench.clearToasts();
  await workbench.openFile('sandbox/app/main.tf');
  await workbench.command('TrailLens: Read Terraform State…', { staysOpen: true });
  await workbench.quickPickRow('Connect to AWS to read s3://').waitFor();
  await workbench.picture('lack-connection-state');
  await workbench.page.keyboard.press('Escape');
});

/** @param {string} name */
function state(name) {
  return {
    mode: 'managed',
    type: 'aws_s3_bucket',
    name,
    instances: [{ attributes: { id: 'acme-other', arn: 'arn:aws:s3:::acme-other' } }],
  };
}

/** The export of a stack with a queue of the sample. */
function pulumi() {
  const name = 'acme-staging-preview-2';
  const [id, arn] = [`https://sqs.us-west-2.amazonaws.com/444455556666/${name}`, `arn:aws:sqs:us-west-2:444455556666:${name}`];
  const urn = 'urn:pulumi:preview::backlog::aws:sqs/queue:Queue::backlog';
  const queue = { urn, custom: true, id, type: 'aws:sqs/queue:Queue', outputs: { arn, name, url: id } };
  return { 'pulumi/preview.stack.json': JSON.stringify({ version: 3, deployment: { manifest: {}, resources: [queue] } }, null, 2) };
}

/** An app of CDK for Terraform as its last synthesis left it, with the state of a bucket of the sample. */
function cdktf() {
  const bucket = 'acme-prod-customer-exports';
  const made = { bucket, '//': { metadata: { path: 'app/exports', uniqueId: 'exports' } } };
  const state = {
    version: 4,
    serial: 3,
    resources: [
      {
        mode: 'managed',
        type: 'aws_s3_bucket',
        name: 'exports',
        instances: [{ attributes: { id: bucket, bucket, arn: `arn:aws:s3:::${bucket}` } }],
      },
    ],
  };
  return {
    'cdktf/cdktf.json': '{"language": "typescript", "app": "npx ts-node main.ts"}',
    'cdktf/main.ts':
      "import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';\nimport { App, TerraformStack } from 'cdktf';\n\nclass Exports extends TerraformStack {\n  constructor(scope: App, id: string) {\n    super(scope, id);\n\n    new S3Bucket(this, 'exports', { bucket: process.env.BUCKET });\n  }\n}\n\nconst app = new App();\nnew Exports(app, 'app');\napp.synth();\n",
    'cdktf/cdktf.out/stacks/app/cdk.tf.json': JSON.stringify({ resource: { aws_s3_bucket: { exports: made } } }, null, 2),
    'cdktf/terraform.app.tfstate': JSON.stringify(state),
  };
}
