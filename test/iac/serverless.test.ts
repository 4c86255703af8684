// serverless.yml: functions and resources, whatever stage they are deployed to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { declaredIn, identify, identifyAll } from '../../src/iac/identify.ts';
import type { Identified } from '../../src/iac/identify.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const FILE = '/home/dev/shop/serverless.yml';
const YAML = `service: acme-shop
frameworkVersion: '4'
custom:
  prefix: acme
  tables:
    orders: \${self:custom.prefix}-orders-\${sls:stage}
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  region: us-west-2
functions:
  hello:
    handler: src/hello.main
  resize-image:
    name: \${self:custom.prefix}-resizer
    handler: src/resize.main
  report:
    name: \${self:service}-\${self:provider.stage}-\${env:SUFFIX}
    handler: x
resources:
  Resources:
    Orders:
      Type: AWS::DynamoDB::Table
      Properties:
        TableName: \${self:custom.tables.orders}
    Uploads:
      Type: AWS::S3::Bucket
      Properties:
        BucketName: !Sub '\${AWS::AccountId}-acme-uploads'
    UploadQueue:
      Type: AWS::SQS::Queue
    UploadPolicy:
      Type: AWS::S3::BucketPolicy
      Properties: { Bucket: !Ref Uploads }
`;

async function all(text: string, more: Record<string, string> = {}): Promise<Record<string, Identified>> {
  const found = await identifyAll(FILE, tableFiles({ [FILE]: text, ...more }, '/home/dev'));
  return Object.fromEntries(found.map((one) => [one.address, one]));
}
const values = (one: Identified | undefined): string[] | undefined =>
  one?.identity.values.map(({ value, kind, via }) => `${kind} ${value} (${via.how})`);

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'functions.hello': ['name acme-shop-dev-hello (default)', 'pattern acme-shop-*-hello (literal)'],
  'functions.resize-image': ['name acme-resizer (literal)'],
  'functions.report': ['pattern acme-shop-dev-* (default)', 'pattern acme-shop-*-* (literal)'],
  Orders: ['name acme-orders-dev (default)', 'pattern acme-orders-* (literal)'],
  Uploads: ['pattern *-acme-uploads (literal)'],
  UploadQueue: ['pattern acme-shop-dev-UploadQueue-* (default)', 'pattern acme-shop-*-UploadQueue-* (literal)'],
  UploadPolicy: [],
};

for (const [address, expected] of Object.entries(EXPECTED)) {
  void test(`${address}: names of the usual stage, and of any`, async () => {
    const found = (await all(YAML))[address];
    assert.deepEqual(values(found), expected);
    assert.equal(found?.resource.tool, 'serverless');
    assert.equal(found.identity.region, 'us-west-2');
  });
  void test(`${address}: by its line`, async () => {
    const line = YAML.split('\n').findIndex((text) => text.trim() === `${address.replace('functions.', '')}:`);
    const [found] = await identify(FILE, line + 1, tableFiles({ [FILE]: YAML }, '/home/dev'));
    assert.equal(found?.address, address);
    assert.equal(found.resource.nameRange.start.line, line);
  });
}

void test('the usual stage is the one that the file falls back to', async () => {
  const found = await all(
    'service: acme-shop\nprovider: { stage: "${opt:stage, self:custom.stage, \'x\'}" }\ncustom: { stage: prod }\nfunctions: { hello: { handler: x } }\n',
  );
  assert.equal(values(found['functions.hello'])?.[0], 'name acme-shop-prod-hello (default)');
});

void test('a part has its parent', async () => {
  assert.equal((await all(YAML))['UploadPolicy']?.identity.parent?.values[0]?.value, '*-acme-uploads');
});

void test('what was packaged last names the function of its stage', async () => {
  const packaged = {
    Resources: {
      HelloLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'acme-shop-prod-hello' } },
      ResizeDashimageLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'acme-resizer' } },
      Orders: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'acme-orders-prod' } },
    },
  };
  const found = await all(YAML, { '/home/dev/shop/.serverless/cloudformation-template-update-stack.json': JSON.stringify(packaged) });
  assert.deepEqual(values(found['functions.hello']), [
    'name acme-shop-prod-hello (literal)',
    'name acme-shop-dev-hello (default)',
    'pattern acme-shop-*-hello (literal)',
  ]);
  assert.equal(found['functions.hello']?.identity.values[0]?.via.text, 'FunctionName in cloudformation-template-update-stack.json');
  assert.deepEqual(values(found['functions.resize-image']), ['name acme-resizer (literal)']);
  assert.equal(values(found['Orders'])?.[0], 'name acme-orders-prod (literal)');
});

void test('older and other spellings: service as a map, lists of functions and resources, a stack name, JSON', async () => {
  const text = `service: { name: acme-shop }
provider: { name: aws, stage: qa, stackName: 'acme-stack-\${self:provider.stage}' }
functions:
  - \${file(functions.yml)}
  - hello: { handler: x }
resources:
  - \${file(more.yml)}
  - Resources: { UploadQueue: { Type: 'AWS::SQS::Queue' } }
`;
  const found = await all(text);
  assert.deepEqual(Object.keys(found), ['functions.hello', 'UploadQueue']);
  assert.equal(values(found['functions.hello'])?.[0], 'name acme-shop-qa-hello (default)');
  assert.equal(values(found['UploadQueue'])?.[0], 'pattern acme-stack-qa-UploadQueue-* (default)');
  const json = await declaredIn(
    '/home/dev/serverless.json',
    JSON.stringify({ service: 'acme-shop', functions: { hello: { handler: 'x' } } }),
  );
  assert.deepEqual(
    json.map(({ address }) => address),
    ['functions.hello'],
  );
  assert.deepEqual(await declaredIn('/home/dev/other.yml', 'service: x\nfunctions:\n  hello: { handler: x }\n'), []);
});

void test('variables that run in circles, grow or are broken end', async () => {
  const piece = fc.constantFrom(
    '${self:custom.a}',
    '${self:custom.b}',
    '${opt:x}',
    '${',
    '}',
    "${opt:y, 'z'}",
    '${self:custom.${sls:stage}}',
    'x',
    '\u0001{',
    '${AWS::Region}',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), async (a, b) => {
      const text = JSON.stringify({
        service: `acme-${a.join('')}`,
        custom: { a: a.join('') + b.join(''), b: b.join('').repeat(5), dev: '${self:custom.dev}' },
        functions: { f: { name: a.join('') } },
        resources: { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: b.join('') } } } },
      });
      await identifyAll(FILE, tableFiles({ [FILE]: text }, '/home/dev'));
    }),
    { numRuns: 200 },
  );
});
