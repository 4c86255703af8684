// Names that only AWS knows: of stacks and remote states that were read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CodeIndex } from '../../src/iac/workspace/codeIndex.ts';
import { outermost } from '../../src/iac/deployed.ts';
import { HeldDeployments } from '../../src/iac/heldDeployments.ts';
import { identify, identifyAll } from '../../src/iac/identify.ts';
import { nestedTemplates } from '../../src/iac/cloudformation/nestedTemplates.ts';
import { stacksOfSamconfig } from '../../src/iac/cloudformation/samconfig.ts';
import { parseState } from '../../src/iac/terraform/terraformState.ts';
import { backendIn } from '../../src/iac/terraform/terraformBackend.ts';
import type { DeployedResource, DeployedStack } from '../../src/resource/deployed.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';
import { asked } from '../../src/resource/asked.ts';
import { assembly } from './assembly.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const ROOT = '/home/dev/shop';
const made = (logicalId: string, physicalId: string, type: string, status = 'CREATE_COMPLETE'): DeployedResource => ({
  logicalId,
  physicalId,
  type,
  status,
});
const stack = (name: string, resources: readonly DeployedResource[], more: Partial<DeployedStack> = {}): DeployedStack => ({
  id: `arn:aws:cloudformation:eu-central-1:111122223333:stack/${name}/1`,
  name,
  account: '111122223333',
  region: 'eu-central-1',
  status: 'UPDATE_COMPLETE',
  tags: {},
  resources,
  readAt: 1000,
  ...more,
});
const valuesOf = ({ values }: ResourceIdentity): string[] => values.map(({ kind, value }) => `${kind} ${value}`);

const FILE = `${ROOT}/template.yaml`;
const TEMPLATE = `Resources:
  Uploads:
    Type: AWS::S3::Bucket
  Resize:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.handler }
  Jobs:
    Type: AWS::SQS::Queue
  Wall:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: x }
  Rules:
    Type: AWS::S3::BucketPolicy
    Properties: { Bucket: !Ref Uploads }
  Named:
    Type: AWS::SNS::Topic
    Properties: { TopicName: !Sub '\${AWS::StackName}-\${Uploads}' }
  Inner:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: ./nested/inner.yaml }
`;
const RESOURCES = [
  made('Uploads', 'shop-uploads-1abcdefghijk', 'AWS::S3::Bucket'),
  made('Resize', 'shop-Resize-XyZ123', 'AWS::Lambda::Function'),
  made('Jobs', 'https://sqs.eu-central-1.amazonaws.com/111122223333/shop-Jobs-1', 'AWS::SQS::Queue'),
  made('Wall', 'sg-0a1b2c3d4e5f60718', 'AWS::EC2::SecurityGroup'),
  made('Rules', 'shop-Rules-1ABC', 'AWS::S3::BucketPolicy'),
  made('Inner', 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-Inner-1/2', 'AWS::CloudFormation::Stack'),
];

test('a template that was matched to its stack goes by the names the stack made up', async () => {
  const deployed = new HeldDeployments();
  const files = { ...tableFiles({ [FILE]: TEMPLATE }, ROOT), deployed };
  const before = await identifyAll(FILE, files);
  assert.equal(before[0]?.identity.lack?.of, 'stack');
  assert.deepEqual(valuesOf(before[0].identity), ['pattern *-uploads-*']);
  const shop = stack('shop', RESOURCES);
  deployed.putStack(shop);
  assert.deepEqual(
    (await identifyAll(FILE, files)).map(({ identity }) => valuesOf(identity)),
    before.map(({ identity }) => valuesOf(identity)),
    'a stack that nobody chose says nothing',
  );
  deployed.assign(FILE, [shop.id]);
  const after = await identifyAll(FILE, files);
  assert.deepEqual(Object.fromEntries(after.map(({ address, identity }) => [address, valuesOf(identity)])), {
    Uploads: ['name shop-uploads-1abcdefghijk'],
    Resize: ['name shop-Resize-XyZ123'],
    Jobs: ['url https://sqs.eu-central-1.amazonaws.com/111122223333/shop-Jobs-1'],
    Wall: ['id sg-0a1b2c3d4e5f60718'],
    Rules: [],
    Named: ['name shop-shop-uploads-1abcdefghijk'],
    Inner: ['arn arn:aws:cloudformation:eu-central-1:111122223333:stack/shop-Inner-1/2'],
  });
  const [uploads] = after;
  assert.equal(uploads?.identity.account, '111122223333');
  assert.equal(uploads.identity.region, 'eu-central-1');
  assert.deepEqual(uploads.identity.values[0]?.via, {
    how: 'stack',
    text: 'physical id from stack shop (eu-central-1)',
    readAt: 1000,
  });
  assert.equal(uploads.identity.missing, undefined);
  const rules = after.find(({ address }) => address === 'Rules')?.identity;
  assert.deepEqual(valuesOf(rules!.parent!), ['name shop-uploads-1abcdefghijk'], 'a part is found by the whole');
  const named = after.find(({ address }) => address === 'Named')?.identity;
  assert.equal(named?.lack?.of, 'deployment', 'the stack does not have it');
  assert.match(named.missing ?? '', /^The stack shop \(eu-central-1\) does not have Named: it is not deployed yet/);
  deployed.assign(FILE, []);
  assert.equal((await identifyAll(FILE, files))[0]?.identity.lack?.of, 'stack');
});

test('what SAM makes along with a function leads back to it', async () => {
  const deployed = new HeldDeployments();
  const derived = [
    made('ResizeRole', 'shop-ResizeRole-1ABCDEF', 'AWS::IAM::Role'),
    made('ResizeNightly', 'shop-ResizeNightly-1X', 'AWS::Events::Rule'),
    made('UploadsX', 'uploads-x', 'AWS::S3::Bucket'),
  ];
  const shop = stack('shop', [...RESOURCES, ...derived]);
  deployed.putStack(shop);
  deployed.assign(FILE, [shop.id]);
  const all = await identifyAll(FILE, { ...tableFiles({ [FILE]: TEMPLATE }, ROOT), deployed });
  assert.deepEqual(
    all.filter(({ alongside }) => alongside).map(({ address, resource, identity }) => [address, resource.name, ...valuesOf(identity)]),
    [
      ['Resize › ResizeRole', 'Resize', 'name shop-ResizeRole-1ABCDEF'],
      ['Resize › ResizeNightly', 'Resize', 'name shop-ResizeNightly-1X'],
    ],
    'only of what SAM transforms',
  );
  const index = new CodeIndex();
  index.put(FILE, all);
  const role = asked('arn:aws:iam::111122223333:role/shop-ResizeRole-1ABCDEF');
  assert.equal(index.find(role)[0]?.declared.resource.name, 'Resize');
});

test('a resource of another type under the same logical id is not the one that is declared', async () => {
  const deployed = new HeldDeployments();
  const shop = stack('shop', [made('Uploads', 'arn:aws:sns:eu-central-1:111122223333:x', 'AWS::SNS::Topic')]);
  deployed.putStack(shop);
  deployed.assign(FILE, [shop.id]);
  const [uploads] = await identify(FILE, 1, { ...tableFiles({ [FILE]: TEMPLATE }, ROOT), deployed });
  assert.equal(uploads?.identity.lack?.of, 'deployment');
  assert.ok(uploads.identity.values.every(({ via }) => via.how !== 'stack'));
});

test('several stacks of one template are several resources, told apart by what differs', async () => {
  const deployed = new HeldDeployments();
  const stacks = [
    stack('shop', RESOURCES),
    stack('shop', [made('Uploads', 'other-region', 'AWS::S3::Bucket')], { id: 'b', region: 'us-east-1' }),
    stack('shop-test', [made('Uploads', 'test-one', 'AWS::S3::Bucket')], { id: 'c' }),
  ];
  for (const one of stacks) deployed.putStack(one);
  deployed.assign(
    FILE,
    stacks.map(({ id }) => id),
  );
  const found = await identify(FILE, 1, { ...tableFiles({ [FILE]: TEMPLATE }, ROOT), deployed });
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values[0]?.value]),
    [
      ['Uploads (shop, eu-central-1)', 'shop-uploads-1abcdefghijk'],
      ['Uploads (shop, us-east-1)', 'other-region'],
      ['Uploads (shop-test)', 'test-one'],
    ],
  );
});

test('the stacks that were meant are not those nested in them, whichever way they were asked for', () => {
  const shop = stack('shop', RESOURCES);
  const inner = stack('shop-Inner-1', [], { parent: shop.id });
  const deeper = stack('shop-Inner-1-Deep', [], { parent: inner.id });
  assert.deepEqual(outermost([shop, inner, deeper]), [shop]);
  assert.deepEqual(outermost([inner, deeper]), [inner], 'a nested one may be meant itself');
});

test('a stack that was made anew takes the place of the one of its name', () => {
  const deployed = new HeldDeployments();
  const again = stack('shop', [], { id: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/shop/2' });
  for (const one of [stack('shop', RESOURCES), stack('shop', [], { id: 'b', region: 'us-east-1' }), again]) deployed.putStack(one);
  assert.deepEqual(
    deployed.named('shop').map(({ id }) => id),
    [again.id, 'b'],
  );
});

test('nested templates are found by the path the template gives, never by an address elsewhere', () => {
  assert.deepEqual(nestedTemplates(TEMPLATE, FILE), [{ logicalId: 'Inner', file: `${ROOT}/nested/inner.yaml` }]);
  const far = TEMPLATE.replace('./nested/inner.yaml', 'https://s3.amazonaws.com/x/inner.yaml');
  assert.deepEqual(nestedTemplates(far, FILE), []);
});

test('samconfig tells the stacks of the template it is about', async () => {
  const config = `version = 0.1
[default.global.parameters]
stack_name = "shop"
[default.deploy.parameters]
region = "eu-central-1"
[prod.deploy.parameters]
stack_name = "shop-prod"
region = "us-east-1"
[other.deploy.parameters]
stack_name = "queues"
template_file = "queues.yaml"
[built.deploy.parameters]
stack_name = "shop-built"
template_file = ".aws-sam/build/template.yaml"
`;
  const files = tableFiles({ [FILE]: TEMPLATE, [`${ROOT}/samconfig.toml`]: config, [`${ROOT}/queues.yaml`]: '' }, ROOT);
  assert.deepEqual(await stacksOfSamconfig(FILE, files), [
    { name: 'shop', region: 'eu-central-1' },
    { name: 'shop-prod', region: 'us-east-1' },
    { name: 'shop-built' },
  ]);
  assert.deepEqual(await stacksOfSamconfig(`${ROOT}/queues.yaml`, files), [{ name: 'queues' }]);
  assert.deepEqual(await stacksOfSamconfig(`${ROOT}/else.yaml`, files), []);
  const broken = tableFiles({ [FILE]: TEMPLATE, [`${ROOT}/samconfig.toml`]: 'a = [' }, ROOT);
  assert.deepEqual(await stacksOfSamconfig(FILE, broken), []);
  const yaml = 'default: { deploy: { parameters: { stack_name: y } } }';
  assert.deepEqual(await stacksOfSamconfig(FILE, tableFiles({ [`${ROOT}/samconfig.yaml`]: yaml }, ROOT)), [{ name: 'y' }]);
});

test('a construct goes by the name that the stack of its account and Region gave', async () => {
  const app = `${ROOT}/app.ts`;
  const code = `import * as cdk from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
const app = new cdk.App();
const stack = new cdk.Stack(app, 'AppStack');
new s3.Bucket(stack, 'Logs');
`;
  const layout = { metadata: 'inline', frames: 'none', treeIds: false } as const;
  const files = assembly(`${ROOT}/cdk.out`, [{ path: 'AppStack', name: 'shop-app', resources: [{ path: 'Logs/Resource', id: 'Logs6819BB44', type: 'AWS::S3::Bucket' }] }], layout); // prettier-ignore
  const deployed = new HeldDeployments();
  const all = { ...tableFiles({ ...files, [app]: code, [`${ROOT}/cdk.json`]: '{}' }, ROOT), deployed };
  const [before] = await identify(app, 4, all);
  assert.deepEqual(before?.identity.lack, {
    of: 'stack',
    file: app,
    stack: { name: 'shop-app', account: '444455556666', region: 'us-west-2' },
  });
  const resources = [made('Logs6819BB44', 'shop-app-logs6819bb44-1x', 'AWS::S3::Bucket')];
  deployed.putStack(stack('shop-app', resources));
  assert.equal((await identify(app, 4, all))[0]?.identity.lack?.of, 'stack', 'of another account than the assembly says');
  deployed.putStack(stack('shop-app', resources, { id: 'b', account: '444455556666', region: 'us-west-2' }));
  const [after, ...none] = await identify(app, 4, all);
  assert.deepEqual(none, []);
  assert.deepEqual(valuesOf(after!.identity), ['name shop-app-logs6819bb44-1x']);
  assert.equal(after?.identity.values[0]?.via.how, 'stack');
  assert.equal(after.identity.account, '444455556666');
});

test('a service has one instance for each stage whose stack was read', async () => {
  const file = `${ROOT}/serverless.yml`;
  const service = `service: shop
provider: { name: aws, region: eu-central-1 }
functions:
  hello: { handler: a.b }
resources:
  Resources:
    Jobs:
      Type: AWS::SQS::Queue
`;
  const deployed = new HeldDeployments();
  const files = { ...tableFiles({ [file]: service }, ROOT), deployed };
  const [before] = await identify(file, 6, files);
  assert.deepEqual(before?.identity.lack?.stack, { name: 'shop-dev', region: 'eu-central-1' });
  for (const stage of ['dev', 'prod'])
    deployed.putStack(
      stack(`shop-${stage}`, [
        made('HelloLambdaFunction', `shop-${stage}-hello`, 'AWS::Lambda::Function'),
        made('Jobs', `https://sqs.eu-central-1.amazonaws.com/111122223333/jobs-${stage}`, 'AWS::SQS::Queue'),
      ]),
    );
  deployed.putStack(stack('shopping-dev', []));
  const shown = async (line: number): Promise<unknown> =>
    (await identify(file, line, files)).map(({ address, identity }) => [address, ...valuesOf(identity)]);
  assert.deepEqual(await shown(3), [
    ['functions.hello (shop-dev)', 'name shop-dev-hello'],
    ['functions.hello (shop-prod)', 'name shop-prod-hello'],
  ]);
  assert.deepEqual(await shown(6), [
    ['Jobs (shop-dev)', 'url https://sqs.eu-central-1.amazonaws.com/111122223333/jobs-dev'],
    ['Jobs (shop-prod)', 'url https://sqs.eu-central-1.amazonaws.com/111122223333/jobs-prod'],
  ]);
});

const MAIN = `${ROOT}/main.tf`;
const CODE = `terraform {
  backend "s3" {
    bucket = "states"
    key    = "shop/terraform.tfstate"
    region = "eu-central-1"
  }
}
resource "aws_s3_bucket" "logs" {}
`;
const stateText = (bucket: string): string =>
  JSON.stringify({
    version: 4,
    serial: 41,
    resources: [
      {
        mode: 'managed',
        type: 'aws_s3_bucket',
        name: 'logs',
        instances: [{ attributes: { id: bucket, bucket, arn: `arn:aws:s3:::${bucket}`, secret_note: 'hunter2-secret' } }],
      },
    ],
  });

test('a state that was read from the backend counts, and says when it was read', async () => {
  const deployed = new HeldDeployments();
  const files = { ...tableFiles({ [MAIN]: CODE }, ROOT), deployed };
  const [before] = await identify(MAIN, 7, files);
  assert.deepEqual(before?.identity.lack, { of: 'remoteState', root: ROOT, file: MAIN });
  assert.match(before.identity.missing ?? '', /is remote \(backend "s3", s3:\/\/states\/shop\/terraform\.tfstate\)/);
  const read = (text: string, workspace?: string): NonNullable<unknown> =>
    parseState(text, 's3://states/shop/terraform.tfstate', workspace);
  const [own, other] = [read(stateText('acme-logs-1')), read(stateText('acme-logs-prod'), 'prod')];
  assert.ok(typeof own === 'object' && typeof other === 'object');
  assert.doesNotMatch(JSON.stringify(own), /hunter2/, 'secrets are dropped at once');
  const now = Date.now();
  deployed.putStates(
    `${ROOT}/`,
    [own, other].map((one) => ({ ...(one as Exclude<ReturnType<typeof parseState>, string>), readAt: now })),
  );
  const found = await identify(MAIN, 7, files);
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values[0]?.value, identity.values[0]?.via]),
    [
      ['aws_s3_bucket.logs', 'arn:aws:s3:::acme-logs-1', { how: 'state', text: 'arn from terraform.tfstate, serial 41', readAt: now }],
      [
        'aws_s3_bucket.logs (prod)',
        'arn:aws:s3:::acme-logs-prod',
        { how: 'state', text: 'arn from terraform.tfstate of workspace prod, serial 41', readAt: now },
      ],
    ],
  );
  assert.deepEqual(deployed.sourcesOf(found[1]!.identity), { stacks: [], dirs: [ROOT] });
});

test('a backend is as terraform init wrote it down, else as the code says', async () => {
  const declared = await backendIn(ROOT, tableFiles({ [MAIN]: CODE }, ROOT));
  assert.deepEqual(declared, {
    type: 's3',
    s3: { bucket: 'states', key: 'shop/terraform.tfstate', region: 'eu-central-1', workspacePrefix: 'env:' },
  });
  const config = { bucket: 'real', key: 'k', region: 'us-east-1', workspace_key_prefix: 'ws', profile: 'ops', access_key: 'AKIASECRET' };
  const initialised = JSON.stringify({ version: 3, backend: { type: 's3', config } });
  const written = await backendIn(ROOT, tableFiles({ [MAIN]: CODE, [`${ROOT}/.terraform/terraform.tfstate`]: initialised }, ROOT));
  assert.deepEqual(written, { type: 's3', s3: { bucket: 'real', key: 'k', region: 'us-east-1', workspacePrefix: 'ws', profile: 'ops' } });
  assert.equal(await backendIn(ROOT, tableFiles({ [MAIN]: 'resource "aws_s3_bucket" "b" {}' }, ROOT)), undefined);
  assert.deepEqual(await backendIn(ROOT, tableFiles({ [MAIN]: 'terraform {\n  cloud {\n  }\n}\n' }, ROOT)), { type: 'cloud' });
  assert.deepEqual(await backendIn(ROOT, tableFiles({ [MAIN]: 'terraform {\n  backend "s3" {\n  }\n}\n' }, ROOT)), { type: 's3' });
});
