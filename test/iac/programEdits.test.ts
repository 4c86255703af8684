// A later version of a program is read from the last one: it must come out as if it were read anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import './wasm.ts';
import { loadParser } from '../../src/iac/grammar.ts';
import { readProgram } from '../../src/iac/program/program.ts';
import type { ProgramReading } from '../../src/iac/program/programParse.ts';
import { parseProgram } from '../../src/iac/program/programParse.ts';

const parsers = { typescript: await loadParser('typescript'), python: await loadParser('python') };
type Language = keyof typeof parsers;

const CDK_TYPESCRIPT = `// Ünïcode 𝒳
import * as cdk from 'aws-cdk-lib';
import { aws_s3 as s3, Stack } from 'aws-cdk-lib';
const sqs = require('aws-cdk-lib/aws-sqs');

const ENV = 'dev';
const PREFIX = 'acme-' + ENV;

export abstract class Base extends Stack {}

export class Logs extends Base {
  private readonly queue: sqs.Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const logs = new s3.Bucket(this, 'Logs', {
      bucketName: \`\${PREFIX}-logs\`,
      lifecycleRules: [{ expiration: cdk.Duration.days(3) }],
      tags: { env: ENV, 'a-b': 'c' },
    });
    this.queue = new sqs.Queue(this, 'Queue', { queueName: PREFIX, deadLetterQueue: { queue: new sqs.Queue(this, 'Dead'), ENV } });
    logs.grantRead(new iam.Role(this, \`Role\${id}\`));
    const inner = new (class Inner extends Base {
      make = () => new s3.Bucket(this, 'Inner');
    })(this, 'Odd');
  }
}

export class Other extends Base {
  bucket =
    new s3.Bucket(this, 'Other')
      .grantRead(x);
}

const app = new cdk.App();
new Logs(app, 'Logs', { env: { region: 'eu-central-1' } });
`;
const PULUMI_TYPESCRIPT = `import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import { Queue } from "@pulumi/aws/sqs";

const stack = pulumi.getStack();
const name = "orders";
let twice = "a";
export const queue = new Queue(name, { name: pulumi.interpolate\`\${name}-queue\`, tags: { Name: name + "-x" } }, { protect: true });
for (const zone of ["a", "b"]) {
  new aws.ec2.Subnet(\`subnet-\${zone}\`, { vpcId: vpc.id, tags: { zone } });
}
const table = stack === "x" ? new aws.dynamodb.Table("t", {
  name: "table" /* which */,
}) : undefined;
function make() {
  const twice = "b";
  return new aws.s3.Bucket(twice);
}
`;
const CDK_PYTHON = `# Ünïcode 𝒳
from aws_cdk import Stack, aws_s3 as s3, App
import aws_cdk.aws_sqs as sqs
import aws_cdk

ENV = "dev"
PREFIX = f"acme-{ENV}"


class Logs(Stack):
    def __init__(self, scope, id, **kwargs):
        super().__init__(scope, id, **kwargs)
        logs = s3.Bucket(
            self,
            "Logs",
            bucket_name=PREFIX + "-logs",
            tags={"env": ENV},
        )
        if x:
            self.queue: sqs.Queue = sqs.Queue(self, "Queue", queue_name=f"{PREFIX}-queue")
        # a remark
        logs.grant_read(iam.Role(self, "Role"))

    class Inner(Stack):
        bucket = s3.Bucket(None, "In" "ner")


@decorated
class Other(Stack):
    def make(self):
        return s3.Bucket(self, "Other").grant_read(x)


app = App()
Logs(app, "Logs")
app.synth()
`;
const PULUMI_PYTHON = `import pulumi
import pulumi_aws as aws
from pulumi_aws import s3, sqs as queues

NAME = "orders"
queue = queues.Queue("queue", name=NAME, tags={
    "Name": f"{NAME}-x",
}, opts=pulumi.ResourceOptions(protect=True))
for zone in ["a", "b"]:
    aws.ec2.Subnet(f"subnet-{zone}", vpc_id=vpc.id)
first = second = s3.Bucket("bucket")

def make():
    NAME = "other"
    table = aws.dynamodb.Table(
        NAME,
        name="""long
text""")
    return table
`;

/** What people and pastes put into a file. */
const typed = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\n\n\n',
      '\r\n',
      '\r',
      '"',
      "'",
      '`',
      '{',
      '}',
      '(',
      ')',
      '${',
      '/*',
      '*/',
      '//',
      '#',
      '"""',
      '𝒳',
      '\uFEFF',
      '',
      ' ',
      '    ',
      ';',
    ],
    ...[
      'new ',
      'new Bucket(this, "X")',
      'Bucket("y", name="z")\n',
      'class A {\n',
      '}\n',
      'class B:\n',
      '    class C(D):\n',
      'x = ',
      'const x = ',
      '.y()',
      '=>',
    ],
    ...[
      'import { s3 } from "./other";\n',
      "const aws = require('x');\n",
      'from x import s3\n',
      'ENV = "b"\n',
      "const ENV = 'b';\n",
      'name',
      'async ',
      'abstract ',
      'export ',
    ],
  ),
  fc.string({ maxLength: 12 }),
);
const edits = fc.array(
  fc.record({
    at: fc.nat(1600),
    remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
    put: typed,
    // Where a line begins and ends, indentation and brackets decide most.
    line: fc.boolean(),
    undo: fc.boolean(),
  }),
  { minLength: 1, maxLength: 10 },
);

for (const [what, language, code] of [
  ['a CDK program in TypeScript', 'typescript', CDK_TYPESCRIPT],
  ['a Pulumi program in TypeScript', 'typescript', PULUMI_TYPESCRIPT],
  ['a CDK program in Python', 'python', CDK_PYTHON],
  ['a Pulumi program in Python', 'python', PULUMI_PYTHON],
] as const satisfies readonly (readonly [string, Language, string])[]) {
  test(`after any edits, ${what} reads as it does when read anew`, () => {
    const parser = parsers[language];
    fc.assert(
      fc.property(edits, (steps) => {
        let text: string = code;
        let before: ProgramReading | undefined;
        const check = (next: string): void => {
          text = next;
          before = parseProgram(parser, text, { language, path: what, before });
          const anew = parseProgram(parser, text, { language, path: `${what}, anew` });
          assert.deepEqual(before.constructions, anew.constructions, JSON.stringify(text));
        };
        check(`${text}\n`); // of a first version, no tree is held
        check(text.trimEnd());
        for (const { at, remove, put, line, undo } of steps) {
          const last = text;
          const place = Math.min(at, text.length);
          const from = line ? text.lastIndexOf('\n', place) + 1 : place;
          check(text.slice(0, from) + put + text.slice(from + remove));
          if (undo) check(last);
        }
      }),
      { numRuns: 150 },
    );
  });
}

const READ = { language: 'typescript', path: 'kept.ts' } as const;

/** A program after each of the texts was read. */
function readInTurn(...texts: readonly string[]): ProgramReading {
  let before: ProgramReading | undefined;
  for (const text of texts) before = parseProgram(parsers.typescript, text, { ...READ, before });
  return before ?? assert.fail();
}

test('statements away from an edit are not read again, and move', () => {
  const before = readInTurn(`${CDK_TYPESCRIPT}\n`, CDK_TYPESCRIPT); // of the first, no tree is held
  const now = parseProgram(parsers.typescript, CDK_TYPESCRIPT.replace('    super(', '    // more\n    super('), { ...READ, before });
  const made = ({ nodes }: ProgramReading): unknown[] => nodes.flatMap(({ says }) => (says.kind === 'made' ? [says.made] : []));
  const [old, kept] = [made(before), made(now)];
  assert.equal(kept.length, old.length);
  assert.ok(
    kept.every((one, index) => one === old[index]),
    `${kept.filter((one, index) => one !== old[index]).length} read again`,
  );
  assert.equal(now.constructions[0]?.range.start.line, (before.constructions[0]?.range.start.line ?? 0) + 1);
});

test('a changed import, constant or class reaches what was not read again', () => {
  const changed = (from: string, to: string): ProgramReading['constructions'] =>
    readInTurn(`${CDK_TYPESCRIPT}\n`, CDK_TYPESCRIPT, CDK_TYPESCRIPT.replace(from, to)).constructions;
  assert.equal(changed('aws_s3 as s3', 'aws_s4 as s3')[0]?.callee, 'aws-cdk-lib.aws_s4.Bucket');
  assert.equal(changed("ENV = 'dev'", "ENV = 'live'")[0]?.properties.get('bucketName')?.text, 'acme-live-logs');
  assert.equal(changed('class Logs', 'class Files')[0]?.within, 'Files');
  assert.equal(changed('const logs =', 'const files =')[0]?.assignedTo, 'files');
});

test('a class that ends earlier than before is still around what stands in it', () => {
  const head = 'from aws_cdk import Stack, aws_s3 as s3\n\nclass Logs(Stack):\n    a = s3.Bucket(None, "A")\n';
  const remarks = '\n# one\n\n# two\n\n';
  const longer = `${head}${remarks}    b = 1\n`;
  let before: ProgramReading | undefined;
  for (const text of [`${longer}\n`, longer, `${head}${remarks}b = 1\n`]) {
    before = parseProgram(parsers.python, text, { language: 'python', path: 'ends.py', before });
    assert.equal(before.constructions[0]?.within, 'Logs');
  }
});

test('a program that was broken for a moment reads as before', () => {
  // Taken over from the broken tree, this one has an error that is none.
  const broken = PULUMI_PYTHON.slice(0, 429) + PULUMI_PYTHON.slice(435);
  let before: ProgramReading | undefined;
  const read = (text: string): ProgramReading['constructions'] => {
    before = parseProgram(parsers.python, text, { language: 'python', path: 'moment.py', before });
    return before.constructions;
  };
  read(`${PULUMI_PYTHON}\n`);
  const whole = read(PULUMI_PYTHON.trimEnd());
  read(broken);
  assert.deepEqual(read(PULUMI_PYTHON.trimEnd()), whole);
});

test('an edit in a program of 1,500 lines costs a fraction of reading it', async () => {
  const bucket = (i: number): string =>
    `    const b${i} = new s3.Bucket(this, 'B${i}', {\n      bucketName: \`acme-\${env}-${i}\`,\n      versioned: true,\n    });\n    b${i}.grantRead(role);\n`;
  const buckets = Array.from({ length: 300 }, (_, i) => bucket(i)).join('');
  const text = `import * as s3 from 'aws-cdk-lib/aws-s3';\nexport class App extends Stack {\n  constructor() {\n${buckets}  }\n}\n`;
  const middle = text.indexOf('versioned', text.length / 2);
  const [whole, edited]: [number[], number[]] = [[], []];
  for (let round = 0; round < 9; round++) {
    const next = `${text.slice(0, middle)}x: ${round},\n      ${text.slice(middle)}`;
    const began = performance.now();
    parseProgram(parsers.typescript, next, { language: 'typescript', path: 'whole.ts' });
    const between = performance.now();
    assert.equal((await readProgram(next, '/edited/app.ts')).length, 300);
    // Of the first version nothing is held, of the second no tree.
    if (round > 1) whole.push(between - began);
    if (round > 1) edited.push(performance.now() - between);
  }
  const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
  assert.ok(median(edited) < median(whole) / 2, `${median(edited)} ms of ${median(whole)} ms`);
});
