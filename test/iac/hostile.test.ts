// Readers meet any text: they answer, they do not throw, they do not hang.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { declaredIn, identifyAll } from '../../src/iac/identify.ts';
import { parseState } from '../../src/iac/terraformState.ts';
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
      await identifyAll(path, tableFiles({ [path]: content, '/w/terraform.tfstate': content }, '/w'));
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
