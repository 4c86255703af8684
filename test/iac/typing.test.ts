// While somebody types in one block, the others keep their labels and lines: on published files where there are some, on invented programs.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { declaredIn } from '../../src/iac/identify.ts';
import { readHcl } from '../../src/iac/terraform/terraform.ts';
import { publishedCode, skip } from './shared.ts';
import './wasm.ts';

/** What a file has: a name for each thing, and its line. */
type Held = readonly { readonly name: string; readonly line: number; readonly lastLine: number }[];

interface Typed {
  /** What was typed, as the test says it. */
  readonly what: string;
  readonly text: string;
  /** The line it was typed in, as a line of its own. */
  readonly at: number;
  /** The thing that was typed in; undefined between things. */
  readonly inside?: string;
}

/** How many of the others kept name and line, over all that was typed. */
class Tally {
  readonly #of = new Map<string, { kept: number; all: number; lost: string[] }>();

  add({ what, at, inside }: Typed, before: Held, after: Held, file: string): void {
    const tally = this.#of.get(what) ?? { kept: 0, all: 0, lost: [] };
    this.#of.set(what, tally);
    const places = new Set(after.map(({ name, line }) => `${name} ${String(line)}`));
    for (const { name, line } of before) {
      if (name === inside) continue;
      tally.all++;
      if (places.has(`${name} ${String(line < at ? line : line + 1)}`)) tally.kept++;
      else tally.lost.push(`${file}: ${name} while typing at line ${String(at + 1)}`);
    }
  }

  /** No kind of typing may cost any other. */
  assert(t: TestContext): void {
    const below: string[] = [];
    for (const [what, { kept, all, lost }] of this.#of) {
      t.diagnostic(`${what}: ${((100 * kept) / all).toFixed(2)} % of ${String(all)}`);
      if (kept < all) below.push(`${what}: ${String(kept)} of ${String(all)}\n  ${lost.slice(0, 5).join('\n  ')}`);
    }
    assert.ok(this.#of.size > 0);
    assert.deepEqual(below, []);
  }
}

function withLine(lines: readonly string[], at: number, line: string): string {
  return [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
}

/** So many of a list, evenly. */
function some<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)] as T);
}

function published(pattern: string): { readonly file: string; readonly text: string }[] {
  return globSync(pattern, { cwd: publishedCode })
    .sort()
    .map((name) => ({ file: path.join(publishedCode, name), text: readFileSync(path.join(publishedCode, name), 'utf8') }));
}

const short = (file: string): string => path.relative(publishedCode, file);

async function blocks(file: string, text: string): Promise<Held> {
  return (await readHcl(text, file)).blocks.map(({ type, labels, headRange, range }) => ({
    name: [type, ...labels].join(' '),
    line: headRange.start.line,
    lastLine: range.end.line,
  }));
}

async function resources(file: string, text: string): Promise<Held> {
  return (await declaredIn(file, text)).map(({ name, iacType, nameRange, range }) => ({
    name: `${iacType} ${name}`,
    line: nameRange.start.line,
    lastLine: range.end.line,
  }));
}

const HCL_INSIDE: readonly string[] = [
  'foo =',
  'foo = aws_x.',
  'foo {',
  'foo = (',
  'foo = [',
  'foo = "',
  'foo = "${',
  'foo = <<EOT',
  'foo = max(',
  '}',
  '/*',
];
const HCL_BETWEEN: readonly string[] = [
  'resource',
  'resource "aws_x',
  'resource "aws_x" "',
  'resource "aws_x" "y"',
  'resource "aws_x" "y" {',
  'module "',
];

test('HCL: nothing but the block that is typed in is lost', { skip }, async (t) => {
  const tally = new Tally();
  for (const { file, text } of published('{terraform-aws-vpc,stratus-red-team-tf-20230703}/**/*.tf')) {
    const lines = text.split('\n');
    const before = (await blocks(file, text)).filter(({ name }, i, all) => all.findIndex((one) => one.name === name) === i);
    // Two blocks of one name, as `locals`, cannot be told apart.
    for (const { name, line, lastLine } of some(before, 2)) {
      if (lastLine === line) continue;
      const inside = HCL_INSIDE.map((what) => ({ what, text: withLine(lines, line + 1, `  ${what}`), at: line + 1, inside: name }));
      const between = HCL_BETWEEN.map((what) => ({ what, text: withLine(lines, line, what), at: line }));
      for (const typed of [...inside, ...between]) tally.add(typed, before, await blocks(file, typed.text), short(file));
    }
  }
  tally.assert(t);
});

const YAML_INSIDE: readonly string[] = [
  'Foo',
  'Foo:',
  'Foo: "',
  "Foo: '",
  'Foo: [',
  'Foo: {',
  'Foo: !Sub "${',
  'Foo: !',
  'Foo: |',
  'Foo: &',
  'Foo: *a',
  '- ',
  '? [',
  '\t',
  '"',
];
const YAML_BETWEEN: readonly string[] = ['New', 'New:', '"New', 'New: {', 'New: ['];

/** Pulumi's programs all, of the many templates every twentieth. */
const YAML_FILES = skip
  ? []
  : [
      ...published('pulumi-examples/**/*.yaml'),
      ...published('aws-cloudformation-templates/**/*.{yaml,yml}').filter((_, i) => i % 20 === 0),
    ];

test('YAML templates: the other resources stay', { skip }, async (t) => {
  const tally = new Tally();
  for (const { file, text } of YAML_FILES) {
    const lines = text.split('\n');
    const before = await resources(file, text);
    if (before.length < 2) continue;
    for (const { name, line } of some(before, 2)) {
      const indent = /^\s*/.exec(lines[line] ?? '')?.[0] ?? '';
      const inner = /^\s*/.exec(lines[line + 1] ?? '')?.[0] ?? `${indent}  `;
      const inside = YAML_INSIDE.map((what) => ({ what, text: withLine(lines, line + 1, inner + what), at: line + 1, inside: name }));
      const between = YAML_BETWEEN.map((what) => ({ what: `${what} (between)`, text: withLine(lines, line, indent + what), at: line }));
      for (const typed of [...inside, ...between]) tally.add(typed, before, await resources(file, typed.text), short(file));
    }
  }
  tally.assert(t);
});

const JSON_INSIDE: readonly string[] = ['"Foo', '"Foo"', '"Foo":', '"Foo": "', '"Foo": {', '"Foo": [', '"Foo": tru', '{', '}', ','];
const JSON_BETWEEN: readonly string[] = ['"New', '"New":', '"New": {', '"New": { "Type": "AWS::S3', ','];

test('JSON templates: the other resources stay', { skip }, async (t) => {
  const tally = new Tally();
  for (const { file, text } of published('aws-cloudformation-templates/**/*.json')) {
    const lines = text.split('\n');
    const before = await resources(file, text);
    if (before.length < 2) continue;
    for (const { name, line, lastLine } of some(before, 1)) {
      if (lastLine === line || !(lines[line] ?? '').trimEnd().endsWith('{')) continue;
      const indent = /^\s*/.exec(lines[line] ?? '')?.[0] ?? '';
      const inside = JSON_INSIDE.map((what) => ({
        what,
        text: withLine(lines, line + 1, `${indent}  ${what}`),
        at: line + 1,
        inside: name,
      }));
      const between = JSON_BETWEEN.map((what) => ({ what: `${what} (between)`, text: withLine(lines, line, indent + what), at: line }));
      for (const typed of [...inside, ...between]) tally.add(typed, before, await resources(file, typed.text), short(file));
    }
  }
  tally.assert(t);
});

/** Invented: no published programs lie beside the project. */
const PROGRAMS: Readonly<Record<string, string>> = {
  '/w/cdk/app.ts': `import * as cdk from 'aws-cdk-lib';
import { aws_lambda as lambda, aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';

export class StoreStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const logs = new s3.Bucket(this, 'Logs', {
      versioned: true,
    });
    const uploads = new s3.Bucket(this, 'Uploads', {
      serverAccessLogsBucket: logs,
    });
    const jobs = new sqs.Queue(this, 'Jobs', {
      visibilityTimeout: cdk.Duration.seconds(300),
    });
    const resize = new lambda.Function(this, 'Resize', {
      handler: 'index.handler',
      environment: { QUEUE: jobs.queueUrl },
    });
    uploads.grantRead(resize);
  }
}

export class SiteStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new s3.Bucket(this, 'Site', {
      websiteIndexDocument: 'index.html',
    });
    new sqs.Queue(this, 'Invalidations', {
      fifo: true,
    });
  }
}
`,
  '/w/pulumi/index.ts': `import * as aws from '@pulumi/aws';

const logs = new aws.s3.Bucket('logs', {
  acl: 'private',
});

const jobs = new aws.sqs.Queue('jobs', {
  visibilityTimeoutSeconds: 300,
});

const role = new aws.iam.Role('worker', {
  assumeRolePolicy: JSON.stringify({ Version: '2012-10-17' }),
});

export const worker = new aws.lambda.Function('worker', {
  role: role.arn,
  handler: 'index.handler',
});
`,
  '/w/cdk/app.py': `from aws_cdk import Stack, Duration
from aws_cdk import aws_lambda as lambda_, aws_s3 as s3, aws_sqs as sqs


class StoreStack(Stack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id, **kwargs)
        logs = s3.Bucket(
            self, "Logs",
            versioned=True,
        )
        jobs = sqs.Queue(
            self, "Jobs",
            visibility_timeout=Duration.seconds(300),
        )
        lambda_.Function(
            self, "Resize",
            handler="index.handler",
        )


class SiteStack(Stack):
    def __init__(self, scope, id):
        super().__init__(scope, id)
        s3.Bucket(
            self, "Site",
            website_index_document="index.html",
        )
`,
  '/w/pulumi/__main__.py': `import pulumi_aws as aws

logs = aws.s3.Bucket(
    "logs",
    acl="private",
)

jobs = aws.sqs.Queue(
    "jobs",
    visibility_timeout_seconds=300,
)

role = aws.iam.Role(
    "worker",
    assume_role_policy="{}",
)

worker = aws.lambda_.Function(
    "worker",
    role=role.arn,
)
`,
};

const TS_INSIDE: readonly string[] = [
  'foo',
  'foo:',
  'foo: "',
  "foo: '",
  'foo: `',
  'foo: `${',
  'foo: {',
  'foo: [',
  'foo: bar(',
  'foo: (',
  '/*',
];
const TS_BETWEEN: readonly string[] = [
  'new',
  'new aws.',
  "new s3.Bucket(this, '",
  'new s3.Bucket(',
  'const x =',
  'if (x) {',
  'class X {',
  'foo(',
];
const PY_INSIDE: readonly string[] = ['foo', 'foo=', 'foo="', "foo='", 'foo=f"{', 'foo={', 'foo=[', 'foo=bar(', 'foo=(', '"""'];
const PY_BETWEEN: readonly string[] = ['x =', 's3.Bucket(', 's3.Bucket(self, "', 'if x:', 'def f(', 'class X(', 'foo('];

for (const [language, ending, inside, between] of [
  ['TypeScript', '.ts', TS_INSIDE, TS_BETWEEN],
  ['Python', '.py', PY_INSIDE, PY_BETWEEN],
] as const) {
  test(`programs in ${language}: the other resources stay`, async (t) => {
    const tally = new Tally();
    for (const [file, text] of Object.entries(PROGRAMS).filter(([name]) => name.endsWith(ending))) {
      const lines = text.split('\n');
      const before = await resources(file, text);
      assert.ok(before.length >= 4, file);
      for (const { name, line, lastLine } of before) {
        const indent = /^\s*/.exec(lines[line] ?? '')?.[0] ?? '';
        const within = inside.map((what) => ({
          what,
          text: withLine(lines, lastLine, `${indent}    ${what}`),
          at: lastLine,
          inside: name,
        }));
        const around = between.map((what) => ({ what: `${what} (between)`, text: withLine(lines, line, indent + what), at: line }));
        for (const typed of [...within, ...around]) tally.add(typed, before, await resources(file, typed.text), file);
      }
    }
    tally.assert(t);
  });
}
