// Names as the code tells them before anything is applied.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifyAll } from '../../src/iac/identify.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

/** `value` of every identity in main.tf, by address. */
async function valuesOf(main: string, more: Record<string, string> = {}): Promise<Record<string, string[]>> {
  const files = tableFiles({ '/code/main.tf': main, ...more }, '/code');
  const found = await identifyAll('/code/main.tf', files);
  return Object.fromEntries(found.map(({ address, identity }) => [address, identity.values.map(({ value }) => value)]));
}

/** The bucket name that an expression comes to, or undefined. */
async function bucket(expression: string, around = ''): Promise<string | undefined> {
  return (await valuesOf(`${around}\nresource "aws_s3_bucket" "b" {\n  bucket = ${expression}\n}\n`))['aws_s3_bucket.b']?.[0];
}

void test('literals, locals, defaults and templates', async () => {
  assert.equal(await bucket('"acme-logs"'), 'acme-logs');
  assert.equal(await bucket('"${local.p}-logs"', 'locals {\n  p = "acme"\n}'), 'acme-logs');
  assert.equal(await bucket('local.a', 'locals {\n  a = "${local.b}-x"\n  b = "acme"\n}'), 'acme-x');
  assert.equal(await bucket('"acme-${var.env}"', 'variable "env" {\n  default = "prod"\n}'), 'acme-prod');
  assert.equal(await bucket('"acme-${var.env}"', 'variable "env" {}'), 'acme-*');
  assert.equal(await bucket('var.n["x"].bucket', 'variable "n" {\n  default = { x = { bucket = "acme-logs" } }\n}'), 'acme-logs');
  assert.equal(await bucket('"acme ${"}"}\\u0041$${x}"'), 'acme }A${x}');
});

void test('functions over what is known, and over what is not', async () => {
  assert.equal(await bucket('join("-", ["acme", "logs", data.aws_region.now.name])'), 'acme-logs-*');
  assert.equal(await bucket('format("%s-%03d", "acme", 7)'), 'acme-007');
  assert.equal(await bucket('lower("ACME-${upper("x")}-${random_id.r.hex}")'), 'acme-x-*');
  assert.equal(await bucket('replace("acme_logs", "_", "-")'), 'acme-logs');
  assert.equal(await bucket('"${substr("acme-logs-bucket", 0, 9)}"'), 'acme-logs');
  assert.equal(await bucket('trimsuffix("acme-logs.", ".")'), 'acme-logs');
  assert.equal(await bucket('var.x == "a" ? "acme-one" : "acme-two"', 'variable "x" {\n  default = "a"\n}'), 'acme-one');
  assert.equal(await bucket('coalesce(null, "acme-logs")'), 'acme-logs');
  assert.equal(await bucket('someday("acme-logs")'), undefined);
});

void test('a pattern that tells too little is no value', async () => {
  for (const expression of [
    'var.name',
    '"${var.a}-${var.b}"',
    '"x-${var.a}"',
    '"${var.a}-logs"',
    '"prod-${var.a}-lambda-role"',
    '"2024-${var.a}"',
  ]) {
    assert.equal(await bucket(expression), undefined, expression);
  }
  assert.equal(await bucket('"${var.a}-billing-logs"'), '*-billing-logs');
});

void test('a name in its whole is kept, however plain', async () => {
  assert.equal(await bucket('"logs"'), 'logs');
});

void test('prefixes become patterns', async () => {
  const values = await valuesOf(
    'resource "aws_s3_bucket" "b" {\n  bucket_prefix = "acme-"\n}\nresource "aws_iam_role" "r" {\n  name_prefix = "acme-role-"\n}\n',
  );
  assert.deepEqual(values, { 'aws_s3_bucket.b': ['acme-*'], 'aws_iam_role.r': ['acme-role-*'] });
});

void test('.tfvars files of the folder count, the later the more; other files of the folder are seen', async () => {
  const values = await valuesOf('resource "aws_s3_bucket" "b" {\n  bucket = "${var.p}-${var.env}-${local.x}"\n}\n', {
    '/code/variables.tf': 'variable "env" {\n  default = "dev"\n}\nvariable "p" {}\nlocals {\n  x = "y"\n}\n',
    '/code/terraform.tfvars': 'env = "prod"\np = "acme"\n',
    '/code/z.auto.tfvars.json': '{"p": "acme-z"}',
    '/code/staging.tfvars': 'env = "staging"\n',
  });
  assert.deepEqual(values['aws_s3_bucket.b'], ['acme-z-prod-y']);
});

void test('what a value was taken from is said', async () => {
  const files = tableFiles(
    { '/code/main.tf': '\nvariable "env" {\n  default = "prod"\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "acme-${var.env}"\n}\n' },
    '/code',
  );
  const [found] = await identifyAll('/code/main.tf', files);
  assert.deepEqual(found?.identity.values[0]?.via, {
    how: 'default',
    text: 'bucket in main.tf, with default of var.env',
    file: '/code/main.tf',
    line: 6,
  });
});

void test('instances are told apart where their number is known', async () => {
  const values = await valuesOf(`
resource "aws_sqs_queue" "c" {
  count = 2
  name  = "acme-\${count.index}"
}
resource "aws_sqs_queue" "e" {
  for_each = { red = "acme-r", blue = "acme-b" }
  name     = "\${each.value}-\${each.key}"
}
resource "aws_sqs_queue" "s" {
  for_each = toset(["one", "two"])
  name     = "acme-\${each.key}"
}
resource "aws_sqs_queue" "u" {
  for_each = var.queues
  name     = "acme-\${each.key}"
}
`);
  assert.deepEqual(values, {
    'aws_sqs_queue.c[0]': ['acme-0'],
    'aws_sqs_queue.c[1]': ['acme-1'],
    'aws_sqs_queue.e["red"]': ['acme-r-red'],
    'aws_sqs_queue.e["blue"]': ['acme-b-blue'],
    'aws_sqs_queue.s["one"]': ['acme-one'],
    'aws_sqs_queue.s["two"]': ['acme-two'],
    'aws_sqs_queue.u[*]': ['acme-*'],
  });
});

void test("another resource's name is followed", async () => {
  const values = await valuesOf(`
resource "aws_s3_bucket" "a" {
  count  = 2
  bucket = "acme-\${count.index}"
}
resource "aws_sqs_queue" "q" {
  name = "\${aws_s3_bucket.a[1].id}-events"
}
`);
  assert.deepEqual(values['aws_sqs_queue.q'], ['acme-1-events']);
});

void test('a Name tag stands for a name only when it is uncommon', async () => {
  const values = await valuesOf(
    'resource "aws_vpc" "a" {\n  tags = { Name = "acme-core-vpc" }\n}\nresource "aws_vpc" "b" {\n  tags = { Name = "main" }\n}\n',
  );
  assert.deepEqual(values, { 'aws_vpc.a': ['acme-core-vpc'], 'aws_vpc.b': [] });
});

void test('a secret is also found by its ARN, of which the end is random', async () => {
  const values = await valuesOf('resource "aws_secretsmanager_secret" "s" {\n  name = "acme/db"\n}\n');
  assert.deepEqual(values['aws_secretsmanager_secret.s'], ['acme/db', 'arn:*:secretsmanager:*:*:secret:acme/db-*']);
});

void test('definitions in circles and growing without end give nothing, quickly', async () => {
  assert.equal(await bucket('local.a', 'locals {\n  a = local.b\n  b = local.a\n}'), undefined);
  const doubling = Array.from({ length: 60 }, (_, n) => `  v${n} = "\${local.v${n + 1}}\${local.v${n + 1}}"`).join('\n');
  const start = performance.now();
  assert.equal(await bucket('local.v0', `locals {\n${doubling}\n  v60 = "acme"\n}`), undefined);
  assert.ok(performance.now() - start < 5_000);
});
