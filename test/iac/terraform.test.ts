// Terraform text → declared resources with exact places, also while somebody types.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeclaredResource, Range } from '../../src/iac/declared.ts';
import { locate } from '../../src/iac/declared.ts';
import { terraform } from '../../src/iac/terraform/terraform.ts';
import './wasm.ts';

const read = (text: string, path = '/code/main.tf'): Promise<DeclaredResource[]> => terraform.read(text, path);

function textIn(text: string, { start, end }: Range): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\n/g)].map((match) => match.index + match[0].length)];
  return text.slice((starts[start.line] ?? 0) + start.character, (starts[end.line] ?? 0) + end.character);
}

const LOGS = `resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
  tags = {
    Team = "audit"
  }
}`;
const ROLE = `resource "aws_iam_role" "deploy" {
  name = "acme-\${var.env}-deploy"
  assume_role_policy = <<-EOT
    {"Statement": []}
  EOT
}`;
const QUEUE = `resource "aws_sqs_queue" "jobs" {
  count = 2
  name  = "acme-jobs-\${count.index}"
  timeouts {
    create = "5m"
  }
}`;

void test('a block has its place, its header and its plain literals', async () => {
  const text = `# 🪣 buckets\n${LOGS}\n\n${QUEUE}\n`;
  const [logs, jobs] = await read(text);
  assert.ok(logs && jobs);
  assert.equal(logs.address, 'aws_s3_bucket.logs');
  assert.equal(logs.iacType, 'aws_s3_bucket');
  assert.equal(logs.name, 'logs');
  assert.equal(textIn(text, logs.range), LOGS);
  assert.equal(textIn(text, logs.nameRange), 'resource "aws_s3_bucket" "logs"');
  assert.deepEqual({ ...logs.attributes }, { bucket: 'acme-logs' });
  assert.equal(logs.repeated, undefined);
  assert.equal(jobs.repeated, 'count');
  assert.deepEqual({ ...jobs.attributes }, { count: '2', 'timeouts.create': '5m' });
});

void test('places count UTF-16 units: emoji, tabs and CRLF before and beside the block', async () => {
  const text = `/* 👩‍👩‍👧 é */ ${LOGS}\n\tresource "aws_kms_key" "k" { description = "🔑" }\n`.replaceAll('\n', '\r\n');
  const found = await read(text);
  assert.deepEqual(
    found.map(({ address }) => address),
    ['aws_s3_bucket.logs', 'aws_kms_key.k'],
  );
  assert.equal(textIn(text, found[0]!.range), LOGS.replaceAll('\n', '\r\n'));
  assert.equal(textIn(text, found[1]!.range), 'resource "aws_kms_key" "k" { description = "🔑" }');
  assert.equal(found[1]!.range.start.character, 1);
});

void test('module calls are declared; data, locals and variables are not', async () => {
  const found = await read(`data "aws_region" "now" {}\nlocals { a = 1 }\nvariable "v" {}\nmodule "net" {\n  source = "./net"\n}\n`);
  assert.deepEqual(
    found.map(({ address, iacType, name }) => [address, iacType, name]),
    [['module.net', 'module', 'net']],
  );
});

void test('the cursor finds the block it is in, on the header, within, and on the closing brace', async () => {
  const found = await read(`${LOGS}\n\n${QUEUE}\n`);
  assert.equal(locate(found, 0)?.name, 'logs');
  assert.equal(locate(found, 3)?.name, 'logs');
  assert.equal(locate(found, 5)?.name, 'logs');
  assert.equal(locate(found, 6), undefined);
  assert.equal(locate(found, 7)?.name, 'jobs');
  assert.equal(locate(found, 99), undefined);
});

void test('the innermost of nested blocks is found', () => {
  const place = (from: number, to: number): Range => ({ start: { line: from, character: 0 }, end: { line: to, character: 1 } });
  const of = (name: string, from: number, to: number): DeclaredResource => ({
    tool: 'terraform',
    address: name,
    iacType: 't',
    name,
    file: '',
    range: place(from, to),
    nameRange: place(from, from),
    attributes: {},
  });
  assert.equal(locate([of('outer', 0, 9), of('inner', 3, 5)], 4)?.name, 'inner');
  assert.equal(locate([of('inner', 3, 5), of('outer', 0, 9)], 4)?.name, 'inner');
});

void test('text that begins with a byte order mark reads as without', async () => {
  assert.equal((await read(`\uFEFF${LOGS}`))[0]?.range.start.character, 0);
});

const TYPED: Readonly<Record<string, string>> = {
  'an attribute without value': '  foo =',
  'a reference to be completed': '  foo = aws_iam_role.',
  'an open brace': '  foo {',
  'an open parenthesis': '  foo = join("-", ["a"',
  'an open quote': '  foo = "bar',
  'an open interpolation': '  foo = "bar-${var.',
  'an open heredoc': '  foo = <<MARK',
};

for (const [what, line] of Object.entries(TYPED)) {
  void test(`while somebody types ${what}, every block keeps its labels and place`, async () => {
    for (const broken of [0, 1, 2]) {
      const blocks = [LOGS, ROLE, QUEUE].map((block, index) => (index === broken ? block.replace('\n', `\n${line}\n`) : block));
      const text = `${blocks.join('\n\n')}\n`;
      const found = await read(text);
      assert.deepEqual(
        found.map(({ address }) => address),
        ['aws_s3_bucket.logs', 'aws_iam_role.deploy', 'aws_sqs_queue.jobs'],
      );
      found.forEach((resource, index) => {
        assert.equal(textIn(text, resource.range), blocks[index], `range of ${resource.address}`);
        assert.equal(textIn(text, resource.nameRange), blocks[index]!.split(' {')[0]);
      });
      assert.equal(found[0]!.attributes['bucket'], 'acme-logs');
    }
  });
}

void test('a half-typed header costs only itself', async () => {
  for (const header of ['resource', 'resource "aws_s', 'resource "aws_s3_bucket" "', 'resource "aws_s3_bucket" "b" {']) {
    const found = await read(`${LOGS}\n\n${header}\n\n${QUEUE}\n`);
    const addresses = found.map(({ address }) => address);
    assert.ok(addresses.includes('aws_s3_bucket.logs') && addresses.includes('aws_sqs_queue.jobs'), `${header}: ${addresses.join()}`);
  }
});

void test('headers in a heredoc or a comment are text', async () => {
  const script = `resource "aws_instance" "x" {\n  user_data = <<EOT\nresource "aws_vpc" "no" {\n}\nEOT\n}\n`;
  const comment = `/*\nresource "aws_vpc" "no" {\n}\n*/\n${LOGS}\n`;
  assert.deepEqual(
    (await read(script + comment)).map(({ address }) => address),
    ['aws_instance.x', 'aws_s3_bucket.logs'],
  );
});

void test('.tf.json declares the same', async () => {
  const text = `{
  "locals": {"p": "acme"},
  "resource": {
    "aws_s3_bucket": {
      "logs": { "bucket": "acme-logs" },
      "many": [{ "bucket_prefix": "\${local.p}-", "count": 2 }]
    }
  },
  "module": { "net": { "source": "./net" } }
}`;
  const found = await read(text, '/code/main.tf.json');
  assert.deepEqual(
    found.map(({ address }) => address),
    ['aws_s3_bucket.logs', 'aws_s3_bucket.many', 'module.net'],
  );
  assert.equal(textIn(text, found[0]!.range), '"logs": { "bucket": "acme-logs" }');
  assert.equal(textIn(text, found[0]!.nameRange), '"logs"');
  assert.deepEqual({ ...found[0]!.attributes }, { bucket: 'acme-logs' });
  assert.equal(found[1]!.repeated, 'count');
});

void test('only Terraform files are read', () => {
  for (const yes of ['a.tf', 'a.tofu', 'a.tf.json', '/x/A.TF']) assert.equal(terraform.canRead(yes), true, yes);
  for (const no of ['a.json', 'a.tfvars', 'tf', 'a.tf.bak', 'a.yaml']) assert.equal(terraform.canRead(no), false, no);
});
