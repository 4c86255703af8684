// Writes a large invented workspace: Terraform roots with states and the modules they call, templates, CDK and Pulumi programs, and what
// else lies about in a repository. The same sizes give the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What was written. */
export interface CodeWorkspace {
  /** Files that declare resources or belong to those that do. */
  readonly iac: number;
  /** Files of the same kinds that declare nothing, outside of what is installed. */
  readonly other: number;
  /** Names that are found, with the file that declares each. */
  readonly names: readonly { readonly name: string; readonly file: string }[];
}

const ACCOUNT = '111122223333';
const FILES_OF_ROOT = ['queues', 'storage', 'network', 'roles', 'functions', 'tables'] as const;

/** Writes about `files` files of infrastructure code, half as many others, and `node_modules`. */
export function writeCodeWorkspace(root: string, files: number): CodeWorkspace {
  const names: { name: string; file: string }[] = [];
  let iac = 0;
  let other = 0;
  const write = (file: string, text: string): string => {
    const full = path.join(root, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  };
  const code = (file: string, text: string): string => (iac++, write(file, text));

  // 56 %: Terraform. A root has nine files and a state and calls two modules, which have three files each.
  const roots = Math.round((files * 0.56) / 12);
  const modules = roots;
  for (let i = 0; i < modules; i++) {
    const dir = `modules/m${i}`;
    code(`${dir}/main.tf`, repeated(3, (n) => queue(`m${n}`, `\${var.name}-m${i}-${n}`)) + bucket('data', `\${var.name}-m${i}-data`));
    code(`${dir}/variables.tf`, variable('name', `mod${i}`) + variable('env', 'dev'));
    code(`${dir}/outputs.tf`, `output "arn" {\n  value = aws_sqs_queue.m0.arn\n}\n`);
  }
  for (let i = 0; i < roots; i++) {
    const dir = `live/team${i % 12}/stack${i}`;
    const state: object[] = [];
    for (const kind of FILES_OF_ROOT) {
      const blocks = repeated(4, (n) => resource(kind, i, n));
      const file = code(`${dir}/${kind}.tf`, blocks);
      for (let n = 0; n < 4; n++) state.push(stateOf(kind, i, n));
      if (i % 40 === 0) names.push({ name: idOf(kind, i, 1), file });
    }
    const calls = [i % modules, (i * 7 + 3) % modules].map(
      (m) => `module "m${m}" {\n  source = "../../../modules/m${m}"\n  name   = "stack${i}"\n}\n`,
    );
    code(
      `${dir}/main.tf`,
      `provider "aws" {\n  region = "eu-central-1"\n}\n\nlocals {\n  prefix = "stack${i}-\${var.env}"\n}\n\n${calls.join('\n')}`,
    );
    code(`${dir}/variables.tf`, variable('env', 'prod'));
    code(`${dir}/versions.tf`, 'terraform {\n  required_version = ">= 1.5"\n}\n');
    write(`${dir}/terraform.tfvars`, 'env = "prod"\n');
    write(`${dir}/terraform.tfstate`, JSON.stringify({ version: 4, serial: i, resources: state }, null, 2));
  }

  // 24 %: templates, one in five of them JSON.
  const templates = Math.round(files * 0.24);
  for (let i = 0; i < templates; i++) {
    const json = i % 5 === 4;
    const file = code(`cfn/service${i % 60}/template${i}.${json ? 'json' : 'yaml'}`, json ? jsonTemplate(i) : yamlTemplate(i));
    if (i % 200 === 0) names.push({ name: `cfn-${i}-table-1`, file });
  }

  // 20 %: programs of CDK and Pulumi, ten to an app; every fourth app was synthesised, every Pulumi project exported.
  const programs = files - iac;
  for (let i = 0; i < programs; i++) {
    const app = Math.floor(i / 10);
    const pulumi = app % 4 === 3;
    const python = app % 3 === 1;
    const dir = `${pulumi ? 'pulumi' : 'cdk'}/app${app}`;
    const file = code(`${dir}/lib/stack${i}.${python ? 'py' : 'ts'}`, pulumi ? pulumiProgram(i, python) : cdkProgram(i, python));
    if (i % 10 === 0 && pulumi) {
      write(`${dir}/Pulumi.yaml`, `name: app${app}\nruntime: ${python ? 'python' : 'nodejs'}\n`);
      write(`${dir}/dev.stack.json`, stackExport(app, i));
    } else if (i % 10 === 0) {
      write(`${dir}/cdk.json`, '{"app": "npx ts-node lib/app.ts"}\n');
      if (app % 8 === 0) assembly(write, dir, i);
    }
    if (i % 100 === 5) names.push({ name: `${pulumi ? 'pul' : 'cdk'}-${i}-bucket-0`, file });
  }

  // What else lies in a repository.
  for (let i = 0; i < files / 2; i++) {
    other++;
    if (i % 4 === 0) write(`services/s${i % 50}/src/part${i}.ts`, source(i));
    else if (i % 4 === 1)
      write(
        `services/s${i % 50}/lib/part${i}.py`,
        `import os\n\n${repeated(30, (n) => `def f${n}(x):\n    return os.path.join(x, "${n}")\n`)}`,
      );
    else if (i % 4 === 2) write(`deploy/k${i % 30}/d${i}.yaml`, kubernetes(i));
    else
      write(
        `services/s${i % 50}/data/d${i}.json`,
        JSON.stringify({ rows: Array.from({ length: 40 }, (_, n) => ({ id: n, name: `row ${n}` })) }, null, 2),
      );
  }
  for (let i = 0; i < files / 2; i++) write(`node_modules/pkg${i % 300}/dist/file${i}.js`, source(i));
  return { iac, other, names };
}

function repeated(count: number, one: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => one(n)).join('\n');
}

function variable(name: string, value: string): string {
  return `variable "${name}" {\n  type    = string\n  default = "${value}"\n}\n`;
}

function queue(label: string, name: string): string {
  return `resource "aws_sqs_queue" "${label}" {\n  name                       = "${name}"\n  visibility_timeout_seconds = 30\n  message_retention_seconds  = 86400\n\n  tags = {\n    Name = "${label}"\n    Env  = var.env\n  }\n}\n`;
}

function bucket(label: string, name: string): string {
  return `resource "aws_s3_bucket" "${label}" {\n  bucket        = "${name}"\n  force_destroy = false\n}\n\nresource "aws_s3_bucket_versioning" "${label}" {\n  bucket = aws_s3_bucket.${label}.id\n  versioning_configuration {\n    status = "Enabled"\n  }\n}\n`;
}

type Kind = (typeof FILES_OF_ROOT)[number];
const TYPES: Readonly<Record<Kind, string>> = {
  queues: 'aws_sqs_queue',
  storage: 'aws_s3_bucket',
  network: 'aws_security_group',
  roles: 'aws_iam_role',
  functions: 'aws_lambda_function',
  tables: 'aws_dynamodb_table',
};

function resource(kind: Kind, i: number, n: number): string {
  const name = `\${local.prefix}-${kind}-${n}`;
  switch (kind) {
    case 'queues':
      return queue(`r${n}`, name);
    case 'storage':
      return bucket(`r${n}`, name);
    case 'network':
      return `resource "aws_security_group" "r${n}" {\n  name        = "${name}"\n  description = "stack ${i}"\n\n  ingress {\n    from_port   = 443\n    to_port     = 443\n    protocol    = "tcp"\n    cidr_blocks = ["192.0.2.0/24"]\n  }\n\n  egress {\n    from_port   = 0\n    to_port     = 0\n    protocol    = "-1"\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`;
    case 'roles':
      return `resource "aws_iam_role" "r${n}" {\n  name = "${name}"\n  assume_role_policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n      Effect    = "Allow"\n      Action    = "sts:AssumeRole"\n      Principal = { Service = "lambda.amazonaws.com" }\n    }]\n  })\n}\n`;
    case 'functions':
      return `resource "aws_lambda_function" "r${n}" {\n  function_name = "${name}"\n  role          = aws_iam_role.r${n}.arn\n  handler       = "index.handler"\n  runtime       = "nodejs22.x"\n  filename      = "code.zip"\n\n  environment {\n    variables = {\n      TABLE = aws_dynamodb_table.r${n}.name\n      QUEUE = aws_sqs_queue.r${n}.url\n    }\n  }\n}\n`;
    case 'tables':
      return `resource "aws_dynamodb_table" "r${n}" {\n  name         = "${name}"\n  billing_mode = "PAY_PER_REQUEST"\n  hash_key     = "id"\n\n  attribute {\n    name = "id"\n    type = "S"\n  }\n}\n`;
  }
}

function idOf(kind: Kind, i: number, n: number): string {
  return kind === 'network' ? `sg-0${(i * 1000 + n).toString(16).padStart(16, '0')}` : `stack${i}-prod-${kind}-${n}`;
}

function stateOf(kind: Kind, i: number, n: number): object {
  const id = idOf(kind, i, n);
  const arns: Readonly<Record<Kind, string>> = {
    queues: `arn:aws:sqs:eu-central-1:${ACCOUNT}:${id}`,
    storage: `arn:aws:s3:::${id}`,
    network: `arn:aws:ec2:eu-central-1:${ACCOUNT}:security-group/${id}`,
    roles: `arn:aws:iam::${ACCOUNT}:role/${id}`,
    functions: `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:${id}`,
    tables: `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/${id}`,
  };
  const named = { queues: 'name', storage: 'bucket', network: 'name', roles: 'name', functions: 'function_name', tables: 'name' }[kind];
  const filler = Object.fromEntries(Array.from({ length: 20 }, (_, k) => [`setting_${k}`, `value ${k} of ${id}`]));
  const attributes = { id, arn: arns[kind], [named]: `stack${i}-prod-${kind}-${n}`, password: 'not-to-be-kept', ...filler };
  return {
    mode: 'managed',
    type: TYPES[kind],
    name: `r${n}`,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes }],
  };
}

function yamlTemplate(i: number): string {
  const one = (n: number): string =>
    `  Table${n}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: cfn-${i}-table-${n}\n      BillingMode: PAY_PER_REQUEST\n  Worker${n}Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: index.handler\n      Runtime: nodejs22.x\n      Role: !GetAtt Role.Arn\n      Environment:\n        Variables:\n          TABLE: !Ref Table${n}\n          STAGE: !Sub '\${AWS::StackName}-\${Stage}'\n`;
  return `AWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Stage:\n    Type: String\n    Default: dev\nResources:\n${repeated(5, one)}  Role:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n          - Effect: Allow\n            Principal: { Service: lambda.amazonaws.com }\n            Action: sts:AssumeRole\n`;
}

function jsonTemplate(i: number): string {
  const tables = Array.from({ length: 8 }, (_, n) => [
    `Table${n}`,
    { Type: 'AWS::DynamoDB::Table', Properties: { TableName: `cfn-${i}-table-${n}`, BillingMode: 'PAY_PER_REQUEST' } },
  ]);
  return JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: Object.fromEntries(tables) }, null, 2);
}

function cdkProgram(i: number, python: boolean): string {
  if (python) {
    const one = (n: number): string =>
      `        s3.Bucket(self, "Bucket${i}x${n}",\n            bucket_name="cdk-${i}-bucket-${n}",\n            versioned=True,\n        )\n`;
    return `from aws_cdk import Stack, aws_s3 as s3\n\n\nclass Stack${i}(Stack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n${repeated(5, one)}`;
  }
  const one = (n: number): string =>
    `    const bucket${n} = new s3.Bucket(this, 'Bucket${i}x${n}', {\n      bucketName: 'cdk-${i}-bucket-${n}',\n      versioned: true,\n    });\n    bucket${n}.grantRead(role);\n`;
  return `import { Stack } from 'aws-cdk-lib';\nimport * as s3 from 'aws-cdk-lib/aws-s3';\n\nexport class Stack${i} extends Stack {\n  constructor(scope, id) {\n    super(scope, id);\n${repeated(5, one)}  }\n}\n`;
}

function assembly(write: (file: string, text: string) => void, dir: string, first: number): void {
  const artifacts: Record<string, unknown> = {};
  for (let i = first; i < first + 10; i++) {
    const metadata: Record<string, unknown> = {};
    const resources: Record<string, unknown> = {};
    for (let n = 0; n < 5; n++) {
      metadata[`/Stack${i}/Bucket${i}x${n}/Resource`] = [{ type: 'aws:cdk:logicalId', data: `Bucket${i}x${n}ABCD1234` }];
      resources[`Bucket${i}x${n}ABCD1234`] = {
        Type: 'AWS::S3::Bucket',
        Properties: { BucketName: `cdk-${i}-bucket-${n}` },
        Metadata: { 'aws:cdk:path': `Stack${i}/Bucket${i}x${n}/Resource` },
      };
    }
    artifacts[`Stack${i}`] = {
      type: 'aws:cloudformation:stack',
      environment: `aws://${ACCOUNT}/eu-central-1`,
      properties: { templateFile: `Stack${i}.template.json`, stackName: `Stack${i}` },
      metadata,
      displayName: `Stack${i}`,
    };
    write(`${dir}/cdk.out/Stack${i}.template.json`, JSON.stringify({ Resources: resources }, null, 1));
  }
  write(`${dir}/cdk.out/manifest.json`, JSON.stringify({ version: '48.0.0', artifacts }, null, 1));
}

function pulumiProgram(i: number, python: boolean): string {
  if (python)
    return `import pulumi_aws as aws\n\n${repeated(5, (n) => `bucket_${n} = aws.s3.Bucket("pul-${i}-${n}", bucket="pul-${i}-bucket-${n}")\n`)}`;
  return `import * as aws from '@pulumi/aws';\n\n${repeated(5, (n) => `export const bucket${n} = new aws.s3.Bucket('pul-${i}-${n}', { bucket: 'pul-${i}-bucket-${n}' });\n`)}`;
}

function stackExport(app: number, first: number): string {
  const resources = Array.from({ length: 50 }, (_, k) => {
    const [i, n] = [first + Math.floor(k / 5), k % 5];
    const name = `pul-${i}-bucket-${n}`;
    return {
      urn: `urn:pulumi:dev::app${app}::aws:s3/bucket:Bucket::pul-${i}-${n}`,
      custom: true,
      id: name,
      type: 'aws:s3/bucket:Bucket',
      outputs: { bucket: name, arn: `arn:aws:s3:::${name}` },
    };
  });
  return JSON.stringify({ version: 3, deployment: { manifest: { time: '2026-10-01T00:00:00Z' }, resources } }, null, 1);
}

function source(i: number): string {
  return `import { readFileSync } from 'node:fs';\n\n${repeated(25, (n) => `export function f${n}(x: string): string {\n  // part ${i}\n  return readFileSync(x, 'utf8').slice(${n});\n}\n`)}`;
}

function kubernetes(i: number): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: d${i}\nspec:\n  replicas: 2\n  template:\n    spec:\n      containers:\n${repeated(5, (n) => `        - name: c${n}\n          image: example.com/c${n}:1\n          resources:\n            limits:\n              memory: 128Mi\n`)}`;
}
