// A place in a CDK program → construct → entries of templates → names, in every layout that CDK has written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredIn, identify, identifyAll } from '../../src/iac/identify.ts';
import type { IacFiles, Identified } from '../../src/iac/identify.ts';
import type { Layout, MadeStack } from './assembly.ts';
import { assembly } from './assembly.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const DIR = '/home/dev/app';
const PROGRAMS: Readonly<Record<string, string>> = {
  [`${DIR}/lib/store.ts`]: `import { Construct } from 'constructs';
import * as cdk from 'aws-cdk-lib';
import { aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
const JOBS = 'Jobs';
export class Store extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = new s3.Bucket(this, 'Logs', {
      bucketName: 'acme-staging-logs',
    });
    new sqs.Queue(this, JOBS);
    for (const n of ['a', 'b']) new sqs.Queue(this, \`Loop-\${n}\`);
  }
}
export class AppStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const store = new Store(this, 'Store');
    new Role(this, 'Logs');
    new s3.CfnBucket(store, 'Raw', { bucketName: 'acme-staging-raw' });
    new cdk.CfnOutput(this, 'Name', { value: 'x' });
  }
}
`,
  [`${DIR}/app/store.py`]: `import aws_cdk as cdk
from aws_cdk import Stack, aws_s3 as s3
from aws_cdk.aws_sqs import Queue
from aws_cdk import aws_iam as iam
JOBS = "Jobs"
class Store(Construct):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id)
        self.bucket = s3.Bucket(self, "Logs",
            bucket_name="acme-staging-logs")
        s3.Bucket.from_bucket_name(self, "Other", "other")
        Queue(self, JOBS)
        for n in ["a", "b"]:
            Queue(self, f"Loop-{n}")
class AppStack(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        store = Store(self, "Store")
        iam.Role(self, "Logs")
        s3.CfnBucket(store, "Raw", bucket_name="acme-staging-raw")
        cdk.CfnOutput(self, "Name", value="x")
`,
};

/** What is clicked on → the addresses below the stack, the main one first, with the values of that one. */
const EXPECTED: Readonly<Record<string, readonly [string[], string[]]>> = {
  '"Logs"': [['Store/Logs', 'Store/Logs/Policy'], ['name acme-staging-logs']],
  JOBS: [['Store/Jobs'], ['pattern %-StoreJobs22D0D865-*']],
  'Loop-': [['Store/Loop-a', 'Store/Loop-b'], ['pattern %-StoreLoopa264D37A1-*']],
  '"Store"': [['Store/Logs', 'Store/Logs/Policy', 'Store/Jobs', 'Store/Loop-a', 'Store/Loop-b', 'Store/Raw'], ['name acme-staging-logs']],
  'Role(': [['Logs'], ['pattern %-Logs6BDA8041-*']],
  '"Raw"': [['Store/Raw'], ['name acme-staging-raw']],
};

function lineOf(file: string, what: string): number {
  const lines = PROGRAMS[file]!.replaceAll("'", '"').split('\n');
  return lines.findIndex((line) => /^\s+(?!import|from)/.test(line) && line.includes(what) && /\(/.test(line));
}

function place(file: string, what: string): string {
  const line = lineOf(file, what);
  const text = PROGRAMS[file]!.split('\n')[line]!;
  const column = file.endsWith('.py') ? 0 : text.indexOf('new ') + 1;
  return `new Store (${file}:${line + 1}${file.endsWith('.py') ? '' : `:${column}`})`;
}

function stacksFor(file: string): MadeStack[] {
  const at = (...whats: string[]): string[] => whats.map((what) => place(file, what));
  const resources = [
    {
      path: 'Store/Logs/Resource',
      id: 'StoreLogs6BDA8041',
      type: 'AWS::S3::Bucket',
      properties: { BucketName: 'acme-staging-logs' },
      frames: at('"Logs"', '"Store"'),
    },
    {
      path: 'Store/Logs/Policy/Resource',
      id: 'StoreLogsPolicyAE74FC3E',
      type: 'AWS::S3::BucketPolicy',
      properties: { Bucket: { Ref: 'StoreLogs6BDA8041' } },
      // Made by the library later on: no frame of the program's own.
      frames: [],
    },
    { path: 'Store/Logs/AutoDelete/Default', id: 'StoreLogsAutoDelete349EC84A', type: 'Custom::S3AutoDeleteObjects', frames: [] },
    { path: 'Store/Jobs/Resource', id: 'StoreJobs22D0D865', type: 'AWS::SQS::Queue', frames: at('JOBS', '"Store"') },
    { path: 'Store/Loop-a/Resource', id: 'StoreLoopa264D37A1', type: 'AWS::SQS::Queue', frames: at('Loop-', '"Store"') },
    { path: 'Store/Loop-b/Resource', id: 'StoreLoopb583A8423', type: 'AWS::SQS::Queue', frames: at('Loop-', '"Store"') },
    { path: 'Logs/Resource', id: 'Logs6BDA8041', type: 'AWS::IAM::Role', frames: at('Role(') },
    { path: 'Store/Raw', id: 'StoreRaw', type: 'AWS::S3::Bucket', properties: { BucketName: 'acme-staging-raw' }, frames: at('"Raw"') },
    { path: 'CDKMetadata/Default', id: 'CDKMetadata', type: 'AWS::CDK::Metadata' },
  ];
  return [
    { path: 'AppStack', resources },
    { path: 'Prod/AppStack', name: 'Prod-AppStack', environment: 'aws://111122223333/eu-central-1', resources },
  ];
}

const CLASSES = Object.fromEntries(
  ['AppStack', 'Prod/AppStack'].flatMap((stack) => [
    [`${stack}/Store/Logs`, 'aws-cdk-lib.aws_s3.Bucket'],
    [`${stack}/Logs`, 'aws-cdk-lib.aws_iam.Role'],
    [`${stack}/Store`, 'constructs.Construct'],
  ]),
);

const at = (files: IacFiles, file: string, line: number): Promise<Identified[]> => identify(file, line, files);
const valuesOf = ({ identity }: Identified): string[] => identity.values.map(({ value, kind }) => `${kind} ${value}`);

for (const file of Object.keys(PROGRAMS)) {
  for (const metadata of ['inline', 'file'] as const) {
    for (const [frames, treeIds] of [
      ['none', false],
      ['none', true],
      ['trace', false],
      ['creationStack', true],
    ] as const) {
      const layout: Layout = { metadata, frames, treeIds };
      const table = { ...PROGRAMS, [`${DIR}/cdk.json`]: '{"app":"x"}', ...assembly(`${DIR}/cdk.out`, stacksFor(file), layout, CLASSES) };
      for (const [what, [addresses, values]] of Object.entries(EXPECTED)) {
        const ending = file.slice(file.lastIndexOf('.'));
        void test(`${ending}, metadata ${metadata}, frames ${frames}${treeIds ? ' and tree' : ''}: ${what}`, async () => {
          const found = await at(tableFiles(table, '/home/dev'), file, lineOf(file, what));
          for (const [stack, name, account, region] of [
            ['AppStack', 'AppStack', '444455556666', 'us-west-2'],
            ['Prod/AppStack', 'Prod-AppStack', '111122223333', 'eu-central-1'],
          ] as const) {
            const ofStack = found.filter(({ address }) => address.startsWith(`${stack}/`));
            assert.deepEqual(ofStack.map(({ address }) => address.slice(stack.length + 1)).sort(), [...addresses].sort());
            const [first] = ofStack;
            assert.equal(first?.address, `${stack}/${addresses[0]}`, 'the main resource comes first');
            assert.deepEqual(
              valuesOf(first),
              values.map((value) => value.replace('%', name)),
            );
            assert.equal(first.identity.account, account);
            assert.equal(first.identity.region, what === 'Role(' ? undefined : region);
            assert.ok(first.identity.values.every(({ via }) => via.how === 'cdk.out'));
          }
          assert.equal(found.length, addresses.length * 2);
        });
      }
    }
  }
}

const STORE = `${DIR}/lib/store.ts`;
const FRAMES: Layout = { metadata: 'file', frames: 'creationStack', treeIds: true };
const whole = (layout: Layout = FRAMES): Record<string, string> => ({
  ...PROGRAMS,
  [`${DIR}/cdk.json`]: '{}',
  ...assembly(`${DIR}/cdk.out`, stacksFor(STORE), layout, CLASSES),
});

void test('the age of cdk.out is said, and that the program is newer', async () => {
  const now = Date.now();
  const day = 86_400_000;
  for (const [program, problem] of [
    [now - 3 * day, undefined],
    [now - day, 'store.ts is newer than cdk.out: run `cdk synth` to see what changed.'],
  ] as const) {
    const files = {
      ...tableFiles(whole(), '/home/dev'),
      modified: (path: string) => Promise.resolve(path.endsWith('manifest.json') ? now - 2 * day - 1000 : program),
    };
    const [bucket] = await at(files, STORE, lineOf(STORE, '"Raw"'));
    assert.equal(bucket?.identity.values[0]?.via.text, 'BucketName in AppStack.template.json, cdk.out of 2 days ago');
    assert.equal(bucket.identity.missing, problem);
  }
});

void test('without cdk.out, or where it does not have the construct, the program itself tells what it can', async () => {
  const { [STORE]: program = '' } = PROGRAMS;
  const without = await at(tableFiles({ [STORE]: program, [`${DIR}/cdk.json`]: '{}' }, '/home/dev'), STORE, lineOf(STORE, '"Raw"'));
  assert.deepEqual(without.map(valuesOf), [['name acme-staging-raw']]);
  assert.equal(without[0]?.identity.resourceType, 'AWS::S3::Bucket');
  assert.equal(without[0].identity.missing, 'No cdk.out in app: run `cdk synth` there.');
  const edited = program.replace("'Raw'", "'Fresh'");
  const [fresh] = await at(tableFiles({ ...whole(), [STORE]: edited }, '/home/dev'), STORE, lineOf(STORE, '"Raw"'));
  assert.deepEqual(fresh && valuesOf(fresh), ['name acme-staging-raw']);
  assert.equal(fresh?.identity.missing, 'The cdk.out does not have it: run `cdk synth` in app.');
});

void test('lines that moved since synthesis: a frame that points at another construct is not believed', async () => {
  const { [STORE]: program = '' } = PROGRAMS;
  // `Jobs` now stands where `Logs` stood.
  const moved = program
    .replace("    this.bucket = new s3.Bucket(this, 'Logs', {", "this.bucket =  new sqs.Queue(this, 'Jobs', {")
    .replace('JOBS);', "'Gone');");
  const found = await at(tableFiles({ ...whole(), [STORE]: moved }, '/home/dev'), STORE, lineOf(STORE, '"Logs"'));
  assert.deepEqual(found.map(({ address }) => address).sort(), ['AppStack/Store/Jobs', 'Prod/AppStack/Store/Jobs']);
});

void test('an assembly that another machine made is matched by the end of its paths', async () => {
  const table = Object.fromEntries(
    Object.entries(whole()).map(([path, text]) => [
      path,
      path.endsWith('.json') ? text.replaceAll('/home/dev/app/', '/home/runner/app/') : text,
    ]),
  );
  const twice = { ...table, [STORE]: PROGRAMS[STORE]!.replace("new Role(this, 'Logs')", 'new Role(this, name)') };
  const found = await at(tableFiles(twice, '/home/dev'), STORE, lineOf(STORE, 'Role('));
  assert.deepEqual(
    found.map(({ address }) => address),
    ['AppStack/Logs', 'Prod/AppStack/Logs'],
  );
});

void test('a nested stack has its own template and no name that is known', async () => {
  const table = whole();
  const dir = `${DIR}/cdk.out`;
  table[`${dir}/AppStackNest.nested.template.json`] = JSON.stringify({ Resources: { Inner09E1DD49: { Type: 'AWS::SQS::Queue' } } });
  const metadata = JSON.parse(table[`${dir}/AppStack.metadata.json`]!);
  metadata['/AppStack/Nest/Inner/Resource'] = [{ type: 'aws:cdk:logicalId', data: 'Inner09E1DD49' }];
  const source = "import { aws_sqs as sqs } from 'aws-cdk-lib';\nnew sqs.Queue(nest, 'Inner');\n";
  for (const told of [true, false]) {
    if (told) metadata['/AppStack/Nest'] = [{ type: 'aws:cdk:templateFile', data: 'AppStackNest.nested.template.json' }];
    else delete metadata['/AppStack/Nest'];
    const files = tableFiles(
      { ...table, [`${dir}/AppStack.metadata.json`]: JSON.stringify(metadata), [`${DIR}/lib/nest.ts`]: source },
      '/home/dev',
    );
    const found = await at(files, `${DIR}/lib/nest.ts`, 1);
    assert.deepEqual(
      found.map(({ address, identity }) => [address, identity.values[0]?.value]),
      [['AppStack/Nest/Inner', '*-Inner09E1DD49-*']],
    );
  }
});

void test('cdk.json names another folder; a library finds the app beside it', async () => {
  const { [STORE]: program = '' } = PROGRAMS;
  const elsewhere = {
    [STORE]: program,
    [`${DIR}/cdk.json`]: '{"output":"build/out"}',
    ...assembly(`${DIR}/build/out`, stacksFor(STORE), FRAMES),
  };
  assert.equal((await at(tableFiles(elsewhere, '/home/dev'), STORE, lineOf(STORE, '"Raw"'))).length, 2);
  const library = '/home/dev/packages/library/store.ts';
  const beside = { ...elsewhere, [library]: program };
  assert.equal((await at(tableFiles(beside, '/home/dev'), library, lineOf(STORE, '"Raw"'))).length, 2);
});

void test('CDK 1 and CommonJS programs are read too', async () => {
  const source = `const s3 = require('@aws-cdk/aws-s3');
const { Queue } = require('aws-cdk-lib/aws-sqs');
new s3.Bucket(stack, 'A', { bucketName: 'acme-one-logs' });
new Queue(stack, 'B', { queueName: 'acme-two-' + 'jobs' });
const cdk = require('@aws-cdk/core');
`;
  const found = await identifyAll(`${DIR}/x.js`, tableFiles({ [`${DIR}/x.js`]: source }, '/home/dev'));
  assert.deepEqual(
    found.map((one) => [one.resource.iacType, ...valuesOf(one)]),
    [
      ['aws-cdk-lib.aws_s3.Bucket', 'name acme-one-logs'],
      ['aws-cdk-lib.aws_sqs.Queue', 'name acme-two-jobs'],
    ],
  );
});

void test('frames in compiled JavaScript lead to the lines that were compiled', async () => {
  // Ids that no text tells: only the frames can.
  const written = "import { aws_sqs as sqs } from 'aws-cdk-lib';\n\nfor (const id of ids) {\n  new sqs.Queue(this, id);\n}\n";
  // Line 1 column 0 comes from line 1; line 2 column 4 from line 4.
  const map = (sources: string[]): string => JSON.stringify({ version: 3, sources, mappings: 'AAAA;IAGE' });
  const stack = {
    path: 'A',
    resources: [{ path: 'Any/Resource', id: 'Any1234567', type: 'AWS::SQS::Queue', frames: [`new A (${DIR}/dist/x.js:2:5)`] }],
  };
  const inline = `//# sourceMappingURL=data:application/json;base64,${btoa(map(['../lib/x.ts']))}`;
  for (const [compiled, beside, found] of [
    [inline, '', 1],
    ['//# sourceMappingURL=x.js.map', map(['../lib/x.ts']), 1],
    ['//# sourceMappingURL=../../../x.js.map', map(['../lib/x.ts']), 0],
    ['//# sourceMappingURL=x.js.map', '{"mappings":"!!;IAGE,","sources":3}', 0],
    ['', '', 0],
  ] as const) {
    const table = {
      [`${DIR}/lib/x.ts`]: written,
      [`${DIR}/dist/x.js`]: `a\nb\n${compiled}\n`,
      [`${DIR}/dist/x.js.map`]: beside,
      [`${DIR}/cdk.json`]: '{}',
      ...assembly(`${DIR}/cdk.out`, [stack], FRAMES),
    };
    const [one] = await at(tableFiles(table, '/home/dev'), `${DIR}/lib/x.ts`, 3);
    assert.equal(one?.address, found ? 'A/Any' : '*');
  }
});

void test('what takes a value and a text is not always a construct', async () => {
  const source =
    "import { aws_s3 as s3 } from 'aws-cdk-lib';\nnew RegExp(x, 'g');\nnew URL(path, 'https://example.com');\nnew TypeError(why, 'x');\nnew s3.Bucket({}, 'a');\nnew s3.Bucket('a', 'b');\nnew s3.Bucket(this, id);\n";
  const found = await declaredIn(`${DIR}/x.ts`, source);
  assert.deepEqual(
    found.map(({ range }) => range.start.line),
    [6],
  );
});

void test('nothing outside the workspace is read, whatever the files say', async () => {
  const { [STORE]: program = '' } = PROGRAMS;
  const artifact = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://444455556666/us-west-2',
    properties: { templateFile: '../../../../etc/template.json' },
    additionalMetadataFile: '/etc/metadata.json',
  };
  const asked: string[] = [];
  const table = tableFiles(
    {
      [STORE]: program,
      [`${DIR}/cdk.json`]: '{"output":"../../out"}',
      [`${DIR}/cdk.out/manifest.json`]: JSON.stringify({
        artifacts: { A: artifact, B: { type: 'cdk:cloud-assembly', properties: { directoryName: '../..' } } },
      }),
    },
    DIR,
  );
  const files: IacFiles = {
    ...table,
    readFile: (path) => (asked.push(path), table.readFile(path)),
    list: (path) => (asked.push(path), table.list(path)),
  };
  await identifyAll(STORE, files);
  assert.ok(asked.length > 3);
  assert.deepEqual(
    asked.filter((path) => (path !== DIR && !path.startsWith(`${DIR}/`)) || path.includes('..')),
    [],
  );
});
