// The way back from a name in AWS to the line that declares it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './wasm.ts';
import { CodeIndex, onlyOne } from '../../src/iac/workspace/codeIndex.ts';
import type { IacFiles } from '../../src/iac/identify.ts';
import { ManyFiles } from '../../src/iac/workspace/manyFiles.ts';
import { MOST_FILES, workspaceFiles } from '../../src/iac/workspace/workspaceFiles.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';
import { asked } from '../../src/resource/asked.ts';
import { tableFiles } from './disk.ts';

const MAIN = `resource "aws_security_group" "web" {
  name = "acme-web"
}

resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs-eu"
}

resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
}

resource "aws_iam_role" "orders" {
  name = "orders"
}

resource "aws_sqs_queue" "jobs" {
  name_prefix = "acme-jobs-"
}

module "worker" {
  source = "./modules/worker"
}
`;
const WORKER = `resource "aws_lambda_function" "this" {
  function_name = "acme-worker"
}
`;
const STATE = JSON.stringify({
  version: 4,
  serial: 7,
  resources: [
    state('aws_security_group', 'web', {
      id: 'sg-0a1b2c3d4e5f60718',
      arn: 'arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0a1b2c3d4e5f60718',
    }),
    state('aws_s3_bucket', 'logs', { id: 'acme-logs-eu', bucket: 'acme-logs-eu', arn: 'arn:aws:s3:::acme-logs-eu' }),
  ],
});
const TEMPLATE = `Resources:
  OrdersTable:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: acme-orders
  LogsBucket:
    Type: AWS::S3::Bucket
`;

function state(type: string, name: string, attributes: Readonly<Record<string, string>>): object {
  return { mode: 'managed', type, name, instances: [{ attributes }] };
}

const CODE = {
  '/code/main.tf': MAIN,
  '/code/terraform.tfstate': STATE,
  '/code/modules/worker/main.tf': WORKER,
  '/code/stack.yaml': TEMPLATE,
  '/code/notes.json': '{"not": "a template"}',
};

async function indexOf(files: IacFiles = tableFiles(CODE, '/code')): Promise<CodeIndex> {
  const index = new CodeIndex();
  const many = new ManyFiles(files);
  for (const file of (await workspaceFiles(files)).files) index.put(file, await many.identify(file));
  return index;
}

const found = (index: CodeIndex, identity: ResourceIdentity): string[] =>
  index.find(identity).map(({ declared, match }) => `${declared.resource.address} ${match.confidence}${match.part ? ' part' : ''}`);

/** A name as an event tells it. */
const met = (value: string, resourceType?: string, place: { account?: string; region?: string } = {}): ResourceIdentity =>
  asked(value, [], resourceType, place);

test('an id or ARN of the state leads to its block, exactly', async () => {
  const index = await indexOf();
  assert.deepEqual(found(index, met('sg-0a1b2c3d4e5f60718')), ['aws_security_group.web exact']);
  assert.deepEqual(found(index, met('arn:aws:ec2:eu-central-1:111122223333:security-group/sg-0a1b2c3d4e5f60718')), [
    'aws_security_group.web exact',
  ]);
});

test('parts come after the whole, and only the whole is opened without asking', async () => {
  const index = await indexOf();
  assert.deepEqual(found(index, met('acme-logs-eu', 'AWS::S3::Bucket')), [
    'aws_s3_bucket.logs strong',
    'aws_s3_bucket_versioning.logs probable part',
  ]);
  const only = onlyOne(index.find(met('arn:aws:s3:::acme-logs-eu')));
  assert.equal(only?.declared.resource.address, 'aws_s3_bucket.logs');
  assert.equal(only?.declared.resource.nameRange.start.line, 4);
});

test('a name is that of the same kind of thing only', async () => {
  const index = await indexOf();
  assert.deepEqual(found(index, met('orders', 'AWS::IAM::Role')), ['aws_iam_role.orders probable']);
  assert.deepEqual(found(index, met('orders', 'AWS::Lambda::Function')), []);
  assert.deepEqual(found(index, met('orders')), ['aws_iam_role.orders probable'], 'what is not known may be the same');
});

test('a name in a template, in a module and in the module’s call', async () => {
  const index = await indexOf();
  assert.deepEqual(found(index, met('acme-orders', 'AWS::DynamoDB::Table')), ['OrdersTable probable']);
  const worker = index.find(met('arn:aws:lambda:eu-central-1:111122223333:function:acme-worker'));
  assert.deepEqual(
    worker.map(({ declared }) => declared.resource.address),
    ['aws_lambda_function.this', 'module.worker'],
  );
  assert.equal(onlyOne(worker), undefined, 'block or call: the user chooses');
});

test('a pattern is only possible, and silent where something is sure', async () => {
  const index = await indexOf();
  assert.deepEqual(found(index, met('acme-jobs-20261101', 'AWS::SQS::Queue')), ['aws_sqs_queue.jobs possible']);
  assert.deepEqual(found(index, met('shop-logsbucket-1x2y3z', 'AWS::S3::Bucket')), ['LogsBucket possible']);
  assert.deepEqual(found(index, met('nobody-knows-me')), []);
  assert.deepEqual(
    index.find(met('acme-l*')).map(({ declared }) => declared.resource.address),
    ['aws_s3_bucket.logs', 'aws_s3_bucket_versioning.logs'],
  );
});

test('what the code itself told, with a guessed name, leads back to it alone', async () => {
  const index = await indexOf();
  const [bucket] = index.find(met('shop-logsbucket-1x2y3z', 'AWS::S3::Bucket'));
  const identity = bucket?.declared.identity;
  assert.ok(identity && identity.values.every(({ kind }) => kind === 'pattern'));
  assert.deepEqual(found(index, identity), ['LogsBucket exact']);
  assert.deepEqual(found(index, { ...identity, address: 'OtherBucket' }), []);
});

test('the same name in another account or Region is another resource, unless names are worldwide', async () => {
  const files = tableFiles(
    {
      '/code/main.tf': 'provider "aws" {\n  region = "eu-central-1"\n}\nresource "aws_sqs_queue" "q" {\n  name = "acme-events"\n}\n',
    },
    '/code',
  );
  const index = await indexOf(files);
  assert.deepEqual(found(index, met('acme-events', 'AWS::SQS::Queue', { region: 'eu-central-1' })), ['aws_sqs_queue.q probable']);
  assert.deepEqual(found(index, met('acme-events', 'AWS::SQS::Queue', { region: 'us-east-1' })), ['aws_sqs_queue.q possible']);
});

test('instances of one block are one place', async () => {
  const main = 'resource "aws_sqs_queue" "q" {\n  count = 3\n  name = "acme-q-${count.index}"\n}\n';
  const index = await indexOf(tableFiles({ '/code/main.tf': main }, '/code'));
  assert.equal(index.size, 3);
  assert.equal(index.find(met('acme-q-*')).length, 1);
  assert.equal(index.find(met('acme-q-2'))[0]?.declared.address, 'aws_sqs_queue.q[2]');
});

test('a file that changed or went is forgotten', async () => {
  const index = await indexOf();
  index.remove('/code/main.tf');
  assert.deepEqual(found(index, met('sg-0a1b2c3d4e5f60718')), []);
  assert.deepEqual(found(index, met('acme-orders', 'AWS::DynamoDB::Table')), ['OrdersTable probable']);
  index.put('/code/stack.yaml', []);
  assert.deepEqual(found(index, met('acme-orders', 'AWS::DynamoDB::Table')), []);
});

test('what was installed or built is not walked; modules that Terraform fetched are', async () => {
  const files = tableFiles(
    {
      '/code/main.tf': '',
      '/code/node_modules/x/main.tf': '',
      '/code/cdk.out/App.template.json': '',
      '/code/.git/a.json': '',
      '/code/.terraform/providers/p/main.tf': '',
      '/code/.terraform/modules/vpc/main.tf': '',
      '/code/readme.md': '',
    },
    '/code',
  );
  assert.deepEqual((await workspaceFiles(files)).files, ['/code/main.tf', '/code/.terraform/modules/vpc/main.tf']);
});

test('a workspace without end is read to a bound, and stops when told', async () => {
  const endless: IacFiles = {
    roots: ['/w'],
    readFile: () => Promise.resolve(undefined),
    list: () => Promise.resolve(['deeper/', ...Array.from({ length: 900 }, (_, i) => `${i}.tf`)]),
  };
  const { files, more } = await workspaceFiles(endless);
  assert.equal(files.length, MOST_FILES);
  assert.equal(more, true);
  await assert.rejects(workspaceFiles(endless, AbortSignal.abort()), { name: 'AbortError' });
});

test('after an edit in a large file, its resources are known again in a fraction of the time', async () => {
  const block = (i: number): string =>
    `resource "aws_sqs_queue" "q${i}" {\n  name = "acme-queue-${i}"\n${'  # a line\n'.repeat(9)}  tags = {\n    Name = "q"\n  }\n}\n`;
  const text = (salt: string): string =>
    Array.from({ length: 200 }, (_, i) => block(i))
      .join('\n')
      .replaceAll('a line', salt);
  assert.ok(text('').split('\n').length >= 3000);
  const table: Record<string, string> = { '/code/terraform.tfstate': STATE };
  const base = tableFiles(table, '/code');
  const reads: string[] = [];
  const files: IacFiles = { ...base, modified: () => Promise.resolve(1), readFile: (path) => (reads.push(path), base.readFile(path)) };
  const many = new ManyFiles(files);
  const [whole, edited]: [number[], number[]] = [[], []];
  const look = async (into: number[]): Promise<void> => {
    const began = performance.now();
    await many.changed([{ path: '/code/main.tf', listed: false }]);
    assert.equal((await many.identify('/code/main.tf')).length, 200);
    into.push(performance.now() - began);
  };
  for (let round = 0; round < 7; round++) {
    table['/code/main.tf'] = text(`round ${round}`);
    await look(whole);
    reads.length = 0;
    table['/code/main.tf'] = `${table['/code/main.tf']}\n# an edit\n`;
    await look(edited);
    assert.deepEqual(reads, ['/code/main.tf'], 'neither the state nor the rest of the folder');
  }
  const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
  assert.ok(median(edited) < median(whole) / 2, `${median(edited)} ms of ${median(whole)} ms`);
});

test('one folder of many files is read once', async () => {
  const table = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`/code/f${i}.tf`, `resource "aws_sqs_queue" "q${i}" {\n  name = "acme-queue-${i}"\n}\n`]),
  );
  const base = tableFiles({ ...table, '/code/terraform.tfstate': STATE }, '/code');
  const reads = new Map<string, number>();
  const index = await indexOf({ ...base, readFile: (path) => (reads.set(path, (reads.get(path) ?? 0) + 1), base.readFile(path)) });
  assert.equal(index.size, 40);
  assert.equal(reads.get('/code/terraform.tfstate'), 1);
  assert.ok([...reads.values()].every((times) => times === 1));
});
