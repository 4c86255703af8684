// The sandbox's stacks and states belong to code of the sample workspace, and tell the names that the sandbox's records have.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  CloudFormationClient,
  DescribeStackResourceDriftsCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  paginateListStacks,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { home, keyId, sandbox, secret, stateBucketName } from '../../scripts/aws/sandbox/names.ts';
import { startSandbox, type Sandbox } from '../../scripts/aws/sandbox/start.ts';
import { fakePassword } from '../../scripts/aws/sandbox/states.ts';
import { client } from './invented.ts';

const root = path.join(import.meta.dirname, '..', '..');
const workspace = path.join(root, 'scripts', 'sample', 'workspace');
const read = (...names: string[]): string => fs.readFileSync(path.join(workspace, ...names), 'utf8');
let made: Sandbox;
let cloudFormation: CloudFormationClient;
let s3: S3Client;
let told = '';

before(async () => {
  made = await startSandbox({ logs: path.join(root, '.sample', 'logs'), strict: true, quotas: false });
  const settings = client(made.aws, { credentials: { accessKeyId: keyId, secretAccessKey: secret } });
  cloudFormation = new CloudFormationClient(settings);
  s3 = new S3Client({ ...settings, forcePathStyle: true });
  told = made.records.map((record) => JSON.stringify(record)).join('\n');
});
after(() => made.aws.close());

const resources = async (StackName: string): Promise<StackResourceSummary[]> =>
  (await cloudFormation.send(new ListStackResourcesCommand({ StackName }))).StackResourceSummaries ?? [];
const isTold = (name: string | undefined): boolean => told.includes(JSON.stringify(name).slice(1, -1));

/** No call names these: what the account had before its log, and what only CloudFormation calls so. */
const silent = /^(CDKMetadata|AuditKey|BuilderServiceRoleDefaultPolicy1CF24240)$/;

describe('the sandbox’s stacks', () => {
  it('are those of the workspace’s code, of what deploys it, and one that is gone', async () => {
    const found: string[] = [];
    for await (const { StackSummaries } of paginateListStacks({ client: cloudFormation }, {}))
      found.push(...(StackSummaries ?? []).map(({ StackName, StackStatus }) => `${StackName} ${StackStatus}`));
    assert.deepEqual(found.map((one) => one.replace(/-Queues-\w+/, '-Queues-…')).sort(), [
      'CDKToolkit CREATE_COMPLETE',
      'Reports CREATE_COMPLETE',
      'audit UPDATE_ROLLBACK_COMPLETE',
      'load-test DELETE_COMPLETE',
      'newsletter-sandbox UPDATE_COMPLETE',
      'sandbox-shop-api UPDATE_COMPLETE',
      'thumbnails UPDATE_COMPLETE',
      'thumbnails-Queues-… CREATE_COMPLETE',
    ]);
  });

  it('have the names that the records have', async () => {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
    for (const { StackName = '', StackId } of Stacks ?? []) {
      if (StackName === 'CDKToolkit') continue;
      assert.ok(isTold(StackId), StackId);
      for (const { LogicalResourceId = '', PhysicalResourceId } of await resources(StackName)) {
        if (PhysicalResourceId === undefined || silent.test(LogicalResourceId)) continue;
        assert.ok(isTold(PhysicalResourceId), `${StackName} ${LogicalResourceId}: ${PhysicalResourceId}`);
      }
    }
  });

  it('have what their templates declare', async () => {
    const declared: Readonly<Record<string, string[]>> = {
      'sandbox-shop-api': ofYaml(read('cloudformation', 'shop-api.yaml')),
      audit: ofJson(read('cloudformation', 'audit.json')),
      Reports: ofJson(read('reports', 'cdk.out', 'Reports.template.json')),
      'newsletter-sandbox': ofJson(read('newsletter', '.serverless', 'cloudformation-template-update-stack.json')),
    };
    for (const [stack, ids] of Object.entries(declared))
      assert.deepEqual((await resources(stack)).map(({ LogicalResourceId }) => LogicalResourceId).sort(), ids.sort(), stack);
  });

  it('of SAM have more than is declared, and a stack inside', async () => {
    const outer = new Map((await resources('thumbnails')).map((one) => [one.LogicalResourceId, one]));
    const ids = ofYaml(read('thumbnails', 'template.yaml'));
    assert.ok(ids.every((id) => outer.has(id)) && outer.size > ids.length);
    assert.equal(outer.get('ResizeRole')?.ResourceType, 'AWS::IAM::Role');
    const inner = outer.get('Queues')?.PhysicalResourceId ?? '';
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: inner }));
    assert.match(Stacks?.[0]?.ParentId ?? '', /:stack\/thumbnails\//);
    assert.deepEqual((await resources(inner)).map(({ LogicalResourceId }) => LogicalResourceId), ofYaml(read('thumbnails', 'queues.yaml'))); // prettier-ignore
    const template = async (TemplateStage: 'Original' | 'Processed') =>
      (await cloudFormation.send(new GetTemplateCommand({ StackName: 'thumbnails', TemplateStage }))).TemplateBody ?? '';
    assert.equal(await template('Original'), read('thumbnails', 'template.yaml'));
    assert.deepEqual(ofJson(await template('Processed')).sort(), [...outer.keys()].sort());
  });

  it('are named by samconfig.toml, cdk.out and serverless.yml', () => {
    const named = (text: string): string[] => [...text.matchAll(/^stack_name = "(.+)"$/gm)].map(([, name = '']) => name);
    assert.deepEqual(named(read('thumbnails', 'samconfig.toml')), ['thumbnails']);
    assert.deepEqual(named(read('cloudformation', 'samconfig.toml')), ['shop-api', 'sandbox-shop-api']);
    const manifest = JSON.parse(read('reports', 'cdk.out', 'manifest.json')) as { artifacts: { Reports: { environment: string } } };
    assert.equal(manifest.artifacts.Reports.environment, `aws://${sandbox}/${home}`);
    assert.match(read('newsletter', 'serverless.yml'), /^service: newsletter$[\s\S]*stage: \$\{opt:stage, 'sandbox'\}/m);
  });

  it('have drifted by what the records tell', async () => {
    const drifts: string[] = [];
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
    for (const { StackName } of Stacks ?? []) {
      const command = new DescribeStackResourceDriftsCommand({ StackName, StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'] });
      const { StackResourceDrifts } = await cloudFormation.send(command);
      for (const one of StackResourceDrifts ?? []) {
        const paths = (one.PropertyDifferences ?? []).map(({ PropertyPath }) => PropertyPath);
        drifts.push([one.LogicalResourceId, one.StackResourceDriftStatus, ...paths].join(' '));
        const change = one.LogicalResourceId === 'OrdersTable' ? 'UpdateTable' : one.LogicalResourceId === 'Resize' ? 'UpdateFunctionConfiguration20150331v2' : 'DeleteQueue'; // prettier-ignore
        const by = made.records.filter((record) => record.eventName === change && JSON.stringify(record).includes(one.PhysicalResourceId!));
        assert.ok(by.length > 0 && by.every(({ userIdentity }) => !('invokedBy' in (userIdentity ?? {}))), change);
      }
    }
    assert.deepEqual(drifts.sort(), [
      'DeadLetters DELETED',
      'OrdersTable MODIFIED /BillingMode /ProvisionedThroughput',
      'Resize MODIFIED /MemorySize',
    ]);
  });

  it('show no name of production', () => {
    assert.doesNotMatch(JSON.stringify(made.aws.world.stacks), /111122223333|acme-prod|"\/[^"]*\/prod\//);
  });
});

describe('Terraform’s states in the sandbox', () => {
  interface State {
    readonly resources: readonly { readonly type: string; readonly name: string; readonly instances: readonly { readonly attributes: { readonly id: string } }[] }[]; // prettier-ignore
  }
  const object = async (Key: string): Promise<string> =>
    (await (await s3.send(new GetObjectCommand({ Bucket: stateBucketName, Key }))).Body?.transformToString()) ?? '';
  const config = (folder: string) =>
    (JSON.parse(read('sandbox', folder, '.terraform', 'terraform.tfstate')) as { backend: { config: Record<string, string> } }).backend
      .config;

  it('lie where the code says, and hold ids that the records have', async () => {
    const app = config('app');
    const data = config('data');
    assert.deepEqual([app['bucket'], data['bucket'], app['region']], [stateBucketName, stateBucketName, home]);
    const chosen = read('sandbox', 'data', '.terraform', 'environment');
    const keys: Readonly<Record<string, string>> = { app: app['key']!, data: `${data['workspace_key_prefix']}/${chosen}/${data['key']}` };
    for (const [folder, key] of Object.entries(keys)) {
      const state = JSON.parse(await object(key)) as State;
      const code = [...read('sandbox', folder, 'main.tf').matchAll(/^resource "(\w+)" "(\w+)" \{$/gm)].map(
        ([, type, name]) => `${type}.${name}`,
      );
      assert.deepEqual(state.resources.map(({ type, name }) => `${type}.${name}`).sort(), code.sort());
      for (const { instances } of state.resources) assert.ok(isTold(instances[0]!.attributes.id), instances[0]!.attributes.id);
    }
    assert.deepEqual((JSON.parse(await object(data['key']!)) as State).resources, []);
  });

  it('hold a password that is none, which nothing else here has', async () => {
    assert.ok((await object('env:/sandbox/data/terraform.tfstate')).includes(`"password": "${fakePassword}"`));
    assert.ok(!(await object('app/terraform.tfstate')).includes(fakePassword));
    assert.ok(!told.includes(fakePassword));
    const files = fs.readdirSync(workspace, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    for (const { parentPath, name } of files) assert.ok(!fs.readFileSync(path.join(parentPath, name), 'utf8').includes(fakePassword), name);
  });
});

const ofJson = (text: string): string[] => Object.keys((JSON.parse(text) as { Resources: object }).Resources);
const ofYaml = (text: string): string[] =>
  [...(/^Resources:\n([\s\S]*?)(?=^\S|$(?![\s\S]))/m.exec(text)?.[1] ?? '').matchAll(/^ {2}(\w+):/gm)].map(([, id = '']) => id);
