// Pulumi programs in three languages → the resources of every stack: state first, then what the program tells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredIn, identify, identifyAll } from '../../src/iac/identify.ts';
import type { Identified } from '../../src/iac/identify.ts';
import { parsePulumiState, parseUrn } from '../../src/iac/pulumi/pulumiState.ts';
import { parseToken, typeOfToken } from '../../src/iac/pulumi/pulumiToken.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const DIR = '/home/dev/shop';
const SECRET = { '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', ciphertext: 'v1:hunter2' };

interface Kind {
  /** `s3.Bucket` in TypeScript; Python calls the module `lambda_`. */
  readonly code: string;
  /** As the state writes it. */
  readonly token: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly type: string;
  readonly values: readonly string[];
}

const arn = (rest: string): string => `arn:aws:${rest}`;
const KINDS: readonly Kind[] = [
  {
    code: 's3.Bucket',
    token: 'aws:s3/bucket:Bucket',
    id: 'logs-1a2b3c4',
    outputs: { bucket: 'logs-1a2b3c4', arn: arn('s3:::logs-1a2b3c4'), password: SECRET },
    type: 'aws_s3_bucket',
    values: [arn('s3:::logs-1a2b3c4'), 'logs-1a2b3c4'],
  },
  {
    code: 's3.BucketV2',
    token: 'aws:s3/bucketV2:BucketV2',
    id: 'logs-5d6e7f8',
    outputs: { bucket: 'logs-5d6e7f8', region: 'us-west-2' },
    type: 'aws_s3_bucket',
    values: ['logs-5d6e7f8'],
  },
  {
    code: 'sqs.Queue',
    token: 'aws:sqs/queue:Queue',
    id: 'https://sqs.us-west-2.amazonaws.com/444455556666/logs-9',
    outputs: { name: 'logs-9', arn: arn('sqs:us-west-2:444455556666:logs-9') },
    type: 'aws_sqs_queue',
    values: [arn('sqs:us-west-2:444455556666:logs-9'), 'https://sqs.us-west-2.amazonaws.com/444455556666/logs-9', 'logs-9'],
  },
  {
    code: 'lambda.Function',
    token: 'aws:lambda/function:Function',
    id: 'logs-fn',
    outputs: { name: 'logs-fn', arn: arn('lambda:us-west-2:444455556666:function:logs-fn'), environment: { variables: SECRET } },
    type: 'aws_lambda_function',
    values: [arn('lambda:us-west-2:444455556666:function:logs-fn'), 'logs-fn'],
  },
  {
    code: 'ec2.SecurityGroup',
    token: 'aws:ec2/securityGroup:SecurityGroup',
    id: 'sg-0123456789abcdef0',
    outputs: { name: 'logs-77', arn: arn('ec2:us-west-2:444455556666:security-group/sg-0123456789abcdef0') },
    type: 'aws_security_group',
    values: [arn('ec2:us-west-2:444455556666:security-group/sg-0123456789abcdef0'), 'sg-0123456789abcdef0', 'logs-77'],
  },
  {
    code: 'rds.Instance',
    token: 'aws:rds/instance:Instance',
    id: 'db-ABC',
    outputs: { identifier: 'logs-main', arn: arn('rds:us-west-2:444455556666:db:logs-main'), password: 'hunter2' },
    type: 'aws_db_instance',
    values: [arn('rds:us-west-2:444455556666:db:logs-main'), 'db-ABC', 'logs-main'],
  },
  {
    code: 'iam.Role',
    token: 'aws:iam/role:Role',
    id: 'logs-role',
    outputs: { name: 'logs-role', arn: arn('iam::444455556666:role/logs-role') },
    type: 'aws_iam_role',
    values: [arn('iam::444455556666:role/logs-role'), 'logs-role'],
  },
];

const resource = (stack: string, kind: Pick<Kind, 'token' | 'id' | 'outputs'>, name = 'logs', more: object = {}): object => ({
  urn: `urn:pulumi:${stack}::shop::${kind.token}::${name}`,
  custom: true,
  type: kind.token,
  id: kind.id,
  outputs: kind.outputs,
  ...more,
});
const root = (stack: string): object => ({
  urn: `urn:pulumi:${stack}::shop::pulumi:pulumi:Stack::shop-${stack}`,
  type: 'pulumi:pulumi:Stack',
  custom: false,
});
const manifest = { time: new Date(Date.now() - 2 * 86_400_000 - 1000).toISOString() };
const checkpoint = (stack: string, ...resources: object[]): string =>
  JSON.stringify({
    version: 3,
    checkpoint: { stack: `organization/shop/${stack}`, latest: { manifest, resources: [root(stack), ...resources] } },
  });
const exported = (stack: string, ...resources: object[]): string =>
  JSON.stringify({ version: 3, deployment: { manifest, secrets_providers: { state: SECRET }, resources: [root(stack), ...resources] } });

/** The same resource in each language, at line 3 (from 0). */
const FORMS: readonly [file: string, program: (kind: Kind) => string][] = [
  ['index.ts', ({ code }) => `import * as aws from "@pulumi/aws";\n\n\nconst x = new aws.${code}("logs", {\n});\n`],
  [
    'main.js',
    ({ code }) =>
      `const { ${code.split('.')[0]}: mod } = require("@pulumi/aws");\n// 🪣\n\nexports.x = new mod.${code.split('.')[1]}('logs');\n`,
  ],
  ['__main__.py', ({ code }) => `import pulumi_aws as aws\n\n\nx = aws.${code.replace('lambda.', 'lambda_.')}("logs")\n`],
  [
    'app.py',
    ({ code }) =>
      `from pulumi_aws import ${code.replace('lambda.', 'lambda_.').split('.')[0]} as mod\n\n\nx = mod.${code.split('.')[1]}(resource_name="logs", opts=None)\n`,
  ],
  ['Main.yaml', ({ code }) => `variables: {}\nresources:\n  # it\n  logs:\n    type: aws:${code.replace('.', ':')}\n    properties: {}\n`],
  ['Main.yml', ({ token }) => `\nresources:\n\n  logs: { type: "${token}" }\n`],
];

for (const [file, program] of FORMS) {
  for (const kind of KINDS) {
    for (const [how, path, text] of [
      ['state', `${DIR}/.pulumi/stacks/shop/dev.json`, checkpoint('dev', resource('dev', kind))],
      ['export', `${DIR}/dev.stack.json`, exported('dev', resource('dev', kind))],
    ] as const) {
      void test(`${file}, ${kind.token}, ${how}`, async () => {
        const table = { [`${DIR}/Pulumi.yaml`]: 'name: shop\nruntime: nodejs\n', [path]: text, [`${DIR}/${file}`]: program(kind) };
        const found = await identify(`${DIR}/${file}`, 3, tableFiles(table, '/home/dev'));
        assert.equal(found.length, 1);
        const [{ identity, resource: declared }] = found as [Identified];
        assert.equal(declared.tool, 'pulumi');
        assert.equal(identity.iacType, kind.type);
        assert.deepEqual(
          identity.values.map(({ value }) => value),
          kind.values,
        );
        assert.ok(
          identity.values.every(
            ({ via }) => via.how === how && via.text.endsWith(`from stack dev, ${path.split('/').at(-1)!} of 2 days ago`),
          ),
        );
        assert.doesNotMatch(JSON.stringify(found), /hunter2|ciphertext/);
        assert.equal(identity.missing, undefined);
      });
    }
  }
}

const [BUCKET] = KINDS as [Kind];
const project = { [`${DIR}/Pulumi.yaml`]: 'name: shop\nruntime: nodejs\n' };
const valuesOf = ({ identity }: Identified): string[] => identity.values.map(({ value, kind }) => `${kind} ${value}`);

async function fromCode(program: string, file = 'index.ts', more: Record<string, string> = {}): Promise<Record<string, string[]>> {
  const head = file.endsWith('.py') ? 'import pulumi_aws as aws\n' : file.endsWith('.ts') ? 'import * as aws from "@pulumi/aws";\n' : '';
  const table = { ...project, [`${DIR}/${file}`]: head + program, ...more };
  const found = await identifyAll(`${DIR}/${file}`, tableFiles(table, '/home/dev'));
  return Object.fromEntries(found.map((one) => [one.resource.address, valuesOf(one)]));
}

void test('several stacks are several instances; an export of a stack that the backend has adds nothing', async () => {
  const table = {
    ...project,
    [`${DIR}/.pulumi/stacks/shop/dev.json`]: checkpoint('dev', resource('dev', BUCKET)),
    [`${DIR}/.pulumi/stacks/shop/prod.json`]: checkpoint(
      'prod',
      resource('prod', { ...BUCKET, id: 'logs-prod', outputs: { bucket: 'logs-prod' } }),
    ),
    [`${DIR}/export.json`]: exported('dev', resource('dev', { ...BUCKET, id: 'logs-old', outputs: { bucket: 'logs-old' } })),
    [`${DIR}/other.stack.json`]: exported('dev', resource('dev', BUCKET)).replaceAll('::shop::', '::other::'),
    [`${DIR}/Pulumi.prod.yaml`]: 'config:\n  aws:region: eu-west-1\n',
    [`${DIR}/src/index.ts`]: 'import * as aws from "@pulumi/aws";\nnew aws.s3.Bucket("logs");\n',
  };
  const found = await identify(`${DIR}/src/index.ts`, 1, tableFiles(table, '/home/dev'));
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values.at(-1)?.value, identity.region]),
    [
      ['dev::aws:s3:Bucket::logs', 'logs-1a2b3c4', undefined],
      ['prod::aws:s3:Bucket::logs', 'logs-prod', 'eu-west-1'],
    ],
  );
});

void test('what is pending deletion, of another type or of another name is not it', async () => {
  const state = exported(
    'dev',
    resource('dev', { ...BUCKET, id: 'logs-gone', outputs: { bucket: 'logs-gone' } }, 'logs', { delete: true }),
    resource('dev', KINDS[2]!),
    resource('dev', { ...BUCKET, id: 'more-logs', outputs: { bucket: 'more-logs' } }, 'more-logs'),
    resource('dev', BUCKET),
  );
  const table = {
    ...project,
    [`${DIR}/dev.stack.json`]: state,
    [`${DIR}/index.ts`]: 'import * as aws from "@pulumi/aws";\nnew aws.s3.Bucket("logs");\n',
  };
  const found = await identify(`${DIR}/index.ts`, 1, tableFiles(table, '/home/dev'));
  assert.deepEqual(found.map(valuesOf), [['arn arn:aws:s3:::logs-1a2b3c4', 'name logs-1a2b3c4']]);
});

void test('a name that is only half known is told by its place in the program, else by its pattern', async () => {
  const program = 'import * as aws from "@pulumi/aws";\nnew aws.s3.Bucket(`${x}-logs`);\nnew aws.s3.Bucket(name);\n';
  const at = (line: number): object => ({ sourcePosition: `project:///index.ts#${line},5` });
  const buckets = (places: boolean): string =>
    exported(
      'dev',
      ...[
        ['a-logs', 2],
        ['b-logs', 9],
        ['c-name', 3],
      ].map(([name, line]) =>
        resource('dev', { token: BUCKET.token, id: String(name), outputs: { bucket: name } }, String(name), places ? at(Number(line)) : {}),
      ),
    );
  for (const [places, expected] of [
    [true, [['a-logs'], ['c-name']]],
    [false, [['a-logs', 'b-logs'], []]],
  ] as const) {
    const files = tableFiles({ ...project, [`${DIR}/index.ts`]: program, [`${DIR}/x.stack.json`]: buckets(places) }, '/home/dev');
    for (const line of [1, 2]) {
      const found = await identify(`${DIR}/index.ts`, line, files);
      assert.deepEqual(
        found.flatMap(({ identity }) => identity.values.map(({ value }) => value)),
        expected[line - 1],
      );
    }
  }
});

void test('a part has its parent from the state, or from the program', async () => {
  const program =
    'import * as aws from "@pulumi/aws";\nconst logs = new aws.s3.Bucket("logs");\nnew aws.s3.BucketVersioningV2("v", { bucket: logs.id });\n';
  const part = { token: 'aws:s3/bucketVersioningV2:BucketVersioningV2', id: 'logs-1a2b3c4', outputs: { bucket: 'logs-1a2b3c4' } };
  for (const state of [exported('dev', resource('dev', BUCKET), resource('dev', part, 'v')), exported('dev', resource('dev', BUCKET))]) {
    const files = tableFiles({ ...project, [`${DIR}/index.ts`]: program, [`${DIR}/x.stack.json`]: state }, '/home/dev');
    const [found] = await identify(`${DIR}/index.ts`, 2, files);
    assert.equal(found?.identity.parent?.values.at(-1)?.value, 'logs-1a2b3c4');
  }
});

void test('a component stands for what it is made of', async () => {
  const urn = 'urn:pulumi:dev::shop::eks:index:Cluster::main';
  const state = exported(
    'dev',
    { urn, custom: false, type: 'eks:index:Cluster' },
    { urn: 'urn:pulumi:dev::shop::eks:index:Cluster$eks:index:Inner::main-inner', custom: false, type: 'eks:index:Inner', parent: urn },
    resource('dev', KINDS[6]!, 'main-role', { parent: 'urn:pulumi:dev::shop::eks:index:Cluster$eks:index:Inner::main-inner' }),
    resource('dev', KINDS[4]!, 'main-sg', { parent: urn }),
  );
  const program = 'import * as eks from "@pulumi/eks";\nnew eks.Cluster("main");\n';
  const files = tableFiles({ ...project, [`${DIR}/index.ts`]: program, [`${DIR}/x.stack.json`]: state }, '/home/dev');
  const found = await identify(`${DIR}/index.ts`, 1, files);
  assert.deepEqual(
    found.map(({ identity }) => identity.iacType),
    ['aws_iam_role', 'aws_security_group'],
  );
});

void test('without state: given names, beginnings, names that Pulumi makes up, and the step that gets the state', async () => {
  const program = `new aws.s3.Bucket("acme-logs");
new aws.s3.Bucket("b", { bucket: "acme-given" });
new aws.s3.Bucket("c", { bucketPrefix: "acme-begun-" });
new aws.s3.Bucket("logs");
new aws.ec2.Vpc("d", { tags: { Name: "acme-blue" } });
`;
  assert.deepEqual(await fromCode(program), {
    'aws:s3:Bucket::acme-logs': ['pattern acme-logs-*'],
    'aws:s3:Bucket::b': ['name acme-given'],
    'aws:s3:Bucket::c': ['pattern acme-begun-*'],
    'aws:s3:Bucket::logs': [],
    'aws:ec2:Vpc::d': ['name acme-blue'],
  });
  const python =
    'ENV = "prod"\naws.s3.Bucket(f"acme-{ENV}", bucket_prefix="acme-begun-")\naws.sqs.Queue("q", name=f"acme-{x}-jobs")\naws.s3.get_bucket("x")\n';
  assert.deepEqual(await fromCode(python, '__main__.py'), {
    'aws:s3:Bucket::acme-prod': ['pattern acme-begun-*'],
    'aws:sqs:Queue::q': ['pattern acme-*-jobs'],
  });
  const yaml = `name: shop
runtime: yaml
variables: { team: acme }
config: { env: { default: prod } }
resources:
  logs: { type: "aws:s3:Bucket", properties: { bucket: "\${team}-\${env}-\${x.y}" } }
  native: { type: "aws-native:s3:Bucket", properties: { bucketName: acme-native } }
  policy: { type: "aws:s3:BucketPolicy", properties: { bucket: "\${native.id}" } }
  provider: { type: "pulumi:providers:aws" }
`;
  assert.deepEqual(await fromCode(yaml, 'Pulumi.yaml'), {
    'aws:s3:Bucket::logs': ['pattern acme-prod-*'],
    'aws-native:s3:Bucket::native': ['name acme-native'],
    'aws:s3:BucketPolicy::policy': [],
    'pulumi:providers:aws::provider': [],
  });
  const [bucket] = await identifyAll(
    `${DIR}/index.ts`,
    tableFiles({ ...project, [`${DIR}/index.ts`]: 'import { s3 } from "@pulumi/aws";\nnew s3.Bucket("logs");\n' }, '/home/dev'),
  );
  assert.equal(
    bucket?.identity.missing,
    'No state of a stack in shop: run `pulumi stack export --file dev.stack.json` there (ids are read, secrets are not).',
  );
});

void test('a stack that does not hold it says so', async () => {
  const table = {
    ...project,
    [`${DIR}/x.stack.json`]: exported('dev', resource('dev', BUCKET, 'other')),
    [`${DIR}/index.ts`]: 'import { s3 } from "@pulumi/aws";\nnew s3.Bucket("acme-logs");\n',
  };
  const [bucket] = await identifyAll(`${DIR}/index.ts`, tableFiles(table, '/home/dev'));
  assert.deepEqual(bucket && valuesOf(bucket), ['pattern acme-logs-*']);
  assert.match(bucket?.identity.missing ?? '', /^No stack that is known holds it: dev \(x\.stack\.json\)\./);
});

void test('states that are broken or something else', () => {
  assert.match(JSON.stringify(parsePulumiState('{', 'dev.json')), /not valid JSON/);
  assert.match(JSON.stringify(parsePulumiState('{"version":3}', 'dev.json')), /not the state of a stack/);
  const odd = parsePulumiState(
    '{"deployment":{"resources":[1,null,{"urn":"x"},{"urn":"urn:pulumi:a::b::c::d","type":7,"outputs":[]}]}}',
    'x',
  );
  assert.ok(typeof odd === 'object' && odd.resources.length === 0);
  assert.deepEqual(parseUrn('urn:pulumi:dev::shop::a:b:C$aws:s3/bucket:Bucket::n::m'), {
    stack: 'dev',
    project: 'shop',
    type: 'aws:s3/bucket:Bucket',
    name: 'n::m',
  });
});

void test('tokens have the types of Terraform and CloudFormation', () => {
  const expected: Readonly<Record<string, string | undefined>> = {
    'aws:s3/bucketV2:BucketV2': 'aws_s3_bucket',
    'aws:s3:BucketObject': 'aws_s3_object',
    'aws:ec2/vpc:Vpc': 'aws_vpc',
    'aws:ec2:Instance': 'aws_instance',
    'aws:ec2:LaunchTemplate': 'aws_launch_template',
    'aws:ec2transitgateway:TransitGateway': 'aws_ec2_transit_gateway',
    'aws:rds:Instance': 'aws_db_instance',
    'aws:rds:Cluster': 'aws_rds_cluster',
    'aws:rds:SubnetGroup': 'aws_db_subnet_group',
    'aws:lb:LoadBalancer': 'aws_lb',
    'aws:lb:TargetGroup': 'aws_lb_target_group',
    'aws:alb:Listener': 'aws_lb_listener',
    'aws:elb:LoadBalancer': 'aws_elb',
    'aws:cloudwatch:LogGroup': 'aws_cloudwatch_log_group',
    'aws:cloudwatch:EventRule': 'aws_cloudwatch_event_rule',
    'aws:cloudwatch:MetricAlarm': 'aws_cloudwatch_metric_alarm',
    'aws:apigateway:RestApi': 'aws_api_gateway_rest_api',
    'aws:apigatewayv2:Api': 'aws_apigatewayv2_api',
    'aws:kinesis:FirehoseDeliveryStream': 'aws_kinesis_firehose_delivery_stream',
    'aws:cloudtrail:Trail': 'aws_cloudtrail',
    'aws:eks:NodeGroup': 'aws_eks_node_group',
    'aws:vpc:SecurityGroupIngressRule': 'aws_vpc_security_group_ingress_rule',
    'aws-native:s3:Bucket': 'AWS::S3::Bucket',
    'aws-native:dynamodb:Table': 'AWS::DynamoDB::Table',
    'aws-native:lambda:Function': 'AWS::Lambda::Function',
    'eks:Cluster': undefined,
    'command:local:Command': undefined,
    'pulumi:providers:aws': undefined,
  };
  for (const [token, type] of Object.entries(expected)) assert.equal(typeOfToken(parseToken(token)!), type, token);
});

void test('places are exact, and programs of other things declare nothing', async () => {
  const text = 'import * as aws from "@pulumi/aws";\n/* 🪣 */ const b = new aws.s3.Bucket("logs", {\n  bucket: "x",\n});\n';
  const [bucket] = await declaredIn(`${DIR}/index.ts`, text);
  assert.deepEqual(bucket?.range, { start: { line: 1, character: 19 }, end: { line: 3, character: 2 } });
  assert.deepEqual(bucket.nameRange, { start: { line: 1, character: 19 }, end: { line: 1, character: 43 } });
  assert.deepEqual({ ...bucket.attributes }, { bucket: 'x' });
  assert.deepEqual(await declaredIn(`${DIR}/index.ts`, 'import { s3 } from "./mine";\nnew s3.Bucket("logs");\n'), []);
  assert.deepEqual(await declaredIn(`${DIR}/x.yaml`, 'resources:\n  - type: a:b\n'), []);
});

void test('broken programs keep what is whole', async () => {
  for (const fault of ['const x = ', 'new aws.s3.Bucket(', 'function (', '"open', 'foo {']) {
    const found = await declaredIn(
      `${DIR}/index.ts`,
      `import * as aws from "@pulumi/aws";\nnew aws.s3.Bucket("logs");\n\n${fault}\n\nnew aws.sqs.Queue("jobs");\n`,
    );
    assert.ok(
      found.some(({ name }) => name === 'logs'),
      fault,
    );
  }
});
