// Readers meet any text: they answer, they do not throw, they do not hang.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { declaredIn, identifyAll } from '../../src/iac/identify.ts';
import { parseState } from '../../src/iac/terraform/terraformState.ts';
import { parsePulumiState } from '../../src/iac/pulumi/pulumiState.ts';
import { parseSourceMap } from '../../src/iac/cdk/sourceMap.ts';
import { assembly } from './assembly.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const PIECES = [
  'resource "aws_s3_bucket" "b" {\n',
  '}\n',
  '{',
  '[',
  '(',
  '"',
  '${',
  '%{ if x }',
  '<<EOT\n',
  'EOT\n',
  '=',
  'locals {\n',
  'a = local.a\n',
  'bucket = "${var.x}"\n',
  'Resources:\n',
  '  A:\n',
  '    Type: AWS::S3::Bucket\n',
  '    Properties:\n',
  '!Sub',
  '!Ref ',
  '&a',
  '*a',
  '<<: *a\n',
  '- ',
  '{"Resources": {"A": {"Type": "AWS::SNS::Topic"}}}',
  '\t',
  '\r\n',
  '\uFEFF',
  '\0',
  '🪣',
  '\uD800',
  '#',
  '//',
  '/*',
  '\n',
  'for_each = toset(["a"])\n',
  'count = 1e9\n',
  '__proto__',
  'constructor = "x"\n',
  "import { aws_s3 as s3 } from 'aws-cdk-lib';\n",
  'from aws_cdk import aws_s3 as s3\n',
  "new s3.Bucket(this, 'B', {",
  's3.Bucket(self, f"B-{x}", a={"b": 1})\n',
  'class A extends B {',
  'class A(B):\n',
  '`',
  'import * as aws from "@pulumi/aws";\n',
  'import pulumi_aws as aws\n',
  'new aws.s3.Bucket(`a-${x}`, ',
  'resources:\n  a:\n    type: aws:s3:Bucket\n',
  '{"deployment":{"resources":[{"urn":"urn:pulumi:a::b::aws:s3/bucket:Bucket::a-b","custom":true,"type":"aws:s3/bucket:Bucket","id":[]}]}}',
  "'",
  ')',
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ maxLength: 200, unit: 'binary' }),
);
const file = fc.constantFrom('/w/a.tf', '/w/a.tf.json', '/w/a.yaml', '/w/a.json', '/w/a.template', '/w/a.ts', '/w/a.js', '/w/a.py');

void test('any text is read without a throw, and ranges lie in it', async () => {
  await fc.assert(
    fc.asyncProperty(file, text, async (path, content) => {
      const lines = content.split(/\r\n|\n|\r/).length;
      for (const { range, nameRange } of await declaredIn(path, content)) {
        assert.ok(range.start.line <= nameRange.start.line && nameRange.end.line <= range.end.line && range.end.line < lines);
      }
      const beside = { '/w/terraform.tfstate': content, '/w/x.stack.json': content, '/w/Pulumi.yaml': content, '/w/cdk.json': content };
      await identifyAll(path, tableFiles({ ...beside, [path]: content }, '/w'));
    }),
    { numRuns: 300 },
  );
});

void test('any JSON is a state or a word on why not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      parseState(JSON.stringify(value), 's');
      parseState(JSON.stringify({ version: 4, resources: value }), 's');
      parseState(JSON.stringify({ version: 4, resources: [{ mode: 'managed', type: 'aws_s3_bucket', name: 'b', instances: value }] }), 's');
      parseState(
        JSON.stringify({
          version: 4,
          resources: [{ mode: 'managed', type: 'aws_s3_bucket', name: 'b', instances: [{ attributes: value }] }],
        }),
        's',
      );
    }),
  );
});

for (const [what, bomb] of Object.entries({
  brackets: '['.repeat(100_000),
  'JSON brackets in a template': `{"Resources": {"A": {"Type": "AWS::SNS::Topic", "Properties": ${'['.repeat(100_000)}`,
  'YAML flow brackets': `Resources: {A: {Type: AWS::SNS::Topic, P: ${'['.repeat(20_000)}`,
  aliases: `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from(
    { length: 20 },
    (_, n) =>
      `b${n}: &b${n} [${Array(9)
        .fill(`*${n === 0 ? 'a' : `b${n - 1}`}`)
        .join(', ')}]`,
  ).join('\n')}\nResources:\n  A:\n    Type: AWS::SNS::Topic\n`,
  parentheses: `resource "aws_s3_bucket" "b" {\n  bucket = ${'('.repeat(20_000)}"x"${')'.repeat(20_000)}\n}\n`,
  interpolations: `resource "aws_s3_bucket" "b" {\n  bucket = ${'"${'.repeat(2_000)}x${'}"'.repeat(2_000)}\n}\n`,
  'open quotes': '"'.repeat(50_000),
})) {
  void test(`a nesting bomb of ${what} ends in good time`, async () => {
    const start = performance.now();
    for (const path of ['/w/a.tf', '/w/a.tf.json', '/w/a.yaml', '/w/a.json']) await identifyAll(path, tableFiles({ [path]: bomb }, '/w'));
    assert.ok(performance.now() - start < 20_000);
  });
}

const CDK_PROGRAM = "import { aws_s3 as s3 } from 'aws-cdk-lib';\nnew s3.Bucket(this, 'Logs');\nnew s3.Bucket(this, `${a}Lo${b}s`);\n";
const ASSEMBLY = assembly(
  '/w/cdk.out',
  ['A', 'S/A'].map((path) => ({
    path,
    resources: [{ path: 'Logs/Resource', id: 'Logs6BDA8041', type: 'AWS::S3::Bucket', frames: ['new A (/w/a.ts:2:1)'] }],
  })),
  { metadata: 'file', frames: 'creationStack', treeIds: true },
);
const relative = fc.constantFrom('..', '../..', '/etc', 'C:\\x', '\\\\host\\x', 'a/../../b', './x', '', '\0', 'tree.json');

void test('an assembly may hold anything: it is read without a throw, and nothing outside the workspace is', async () => {
  const spoilt = fc.oneof(
    fc.constant((original: string) => original),
    fc.nat(400).map((at) => (original: string) => original.slice(0, at)),
    fc.jsonValue().map((value) => () => JSON.stringify(value)),
    // Somewhere in it, a value that is something else; or all paths lead elsewhere.
    fc.tuple(fc.nat(30), fc.jsonValue()).map(([n, value]) => (original: string) => {
      let at = 0;
      return original.replace(/(?<=:)("[^"]*"|\[[^\]]*\]|\{\})/g, (whole) => (at++ === n ? JSON.stringify(value) : whole));
    }),
    relative.map(
      (path) => (original: string) =>
        original.replace(
          /"(?:templateFile|directoryName|additionalMetadataFile)":"[^"]*"/g,
          (whole) => `${whole.slice(0, whole.indexOf(':'))}:${JSON.stringify(path)}`,
        ),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(spoilt, { minLength: 8, maxLength: 8 }), relative, async (spoils, output) => {
      const table: Record<string, string> = { '/w/a.ts': CDK_PROGRAM, '/w/cdk.json': JSON.stringify({ output }) };
      Object.entries(ASSEMBLY).forEach(([path, content], n) => (table[path] = spoils[n % spoils.length]?.(content) ?? content));
      const files = tableFiles(table, '/w');
      const inside = (path: string): void => assert.ok(path === '/w' || (path.startsWith('/w/') && !path.includes('..')), path);
      const watched = {
        ...files,
        readFile: (path: string) => (inside(path), files.readFile(path)),
        list: (path: string) => (inside(path), files.list(path)),
      };
      assert.ok((await identifyAll('/w/a.ts', watched)).length >= 2);
    }),
    { numRuns: 300 },
  );
});

void test('huge stacks of frames, deep trees and patterns of many parts take no time', async () => {
  const frames = Array.from({ length: 20_000 }, (_, n) => `new A${'('.repeat(200)} (/w/${'x y('.repeat(400)}.ts:${n}:1)`);
  const resources = Array.from({ length: 50 }, (_, n) => ({
    path: `${'a/'.repeat(500)}${'ab'.repeat(500)}${n}/Resource`,
    id: `Logs6BDA80${n}`,
    type: 'AWS::S3::Bucket',
    frames: n === 0 ? frames : [],
  }));
  const program = `import { aws_s3 as s3 } from 'aws-cdk-lib';\nnew s3.Bucket(this, \`${'a${x}'.repeat(200)}!\`);\n${'f('.repeat(5_000)}\n`;
  const table = {
    '/w/a.ts': program,
    ...assembly('/w/cdk.out', [{ path: 'A', resources }], { metadata: 'inline', frames: 'trace', treeIds: true }),
  };
  const from = performance.now();
  await identifyAll('/w/a.ts', tableFiles(table, '/w'));
  assert.ok(performance.now() - from < 5_000);
});

void test('any JSON is a state of Pulumi or a word on why not', () => {
  const field = fc.constantFrom(
    'checkpoint',
    'latest',
    'deployment',
    'resources',
    'urn',
    'type',
    'outputs',
    'id',
    'manifest',
    'time',
    'custom',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(field, tie('tree')), fc.array(tie('tree'), { maxLength: 3 })),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      parsePulumiState(JSON.stringify(value), 'dev.json');
    }),
  );
});

void test('any mappings are followed or are not', () => {
  const mappings = fc
    .array(fc.constantFrom('A', 'g', '//', 'AAAA', ';', ',', '!', 'gggggggggggB', 'D'), { maxLength: 60 })
    .map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(mappings, fc.jsonValue(), fc.nat(20), fc.nat(20), (text, sources, line, column) => {
      parseSourceMap(JSON.stringify({ mappings: text, sources }), '/w')?.(line, column);
    }),
  );
});
