// Programs: the AWS CDK, Pulumi, CDK for Terraform; in TypeScript, JavaScript, Python, and Pulumi's YAML.
import { ACCOUNT } from '../../query/records.ts';
import type { Layout } from '../assembly.ts';
import { assembly } from '../assembly.ts';
import type { Case, Meant } from './check.ts';
import type { Kind, Thing } from './things.ts';
import { BUCKET, FUNCTION, KINDS, NAMED, QUEUE, REGION, ROLE, namesakesOf, neighboursOf, thing } from './things.ts';

type Named = (typeof NAMED)[number];

const short = ({ tf }: Kind): string => tf.replace(/^aws_/, '').replaceAll('_', '-');
const around = (one: Thing): Thing[] => [...neighboursOf(one), ...namesakesOf(one)];
const byName = (one: Thing): Meant => ({ thing: one, known: 'by name' });
const exactly = (one: Thing): Meant => ({ thing: one, known: 'exactly' });
const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

// --- AWS CDK

/** Classes of the library, by CloudFormation's type. */
const CLASSES: Readonly<Record<string, readonly [module: string, name: string, property: string]>> = {
  'AWS::S3::Bucket': ['s3', 'Bucket', 'bucketName'],
  'AWS::IAM::Role': ['iam', 'Role', 'roleName'],
  'AWS::EC2::SecurityGroup': ['ec2', 'SecurityGroup', 'securityGroupName'],
  'AWS::SQS::Queue': ['sqs', 'Queue', 'queueName'],
  'AWS::Lambda::Function': ['lambda', 'Function', 'functionName'],
  'AWS::DynamoDB::Table': ['dynamodb', 'Table', 'tableName'],
  'AWS::SNS::Topic': ['sns', 'Topic', 'topicName'],
  'AWS::Logs::LogGroup': ['logs', 'LogGroup', 'logGroupName'],
  'AWS::RDS::DBInstance': ['rds', 'DatabaseInstance', 'instanceIdentifier'],
  'AWS::SecretsManager::Secret': ['secretsmanager', 'Secret', 'secretName'],
  'AWS::ECS::Cluster': ['ecs', 'Cluster', 'clusterName'],
  'AWS::Kinesis::Stream': ['kinesis', 'Stream', 'streamName'],
  'AWS::Events::Rule': ['events', 'Rule', 'ruleName'],
};

const APP = '/w/app';
const LAYOUTS: readonly Layout[] = [
  { metadata: 'inline', frames: 'none', treeIds: false },
  { metadata: 'inline', frames: 'trace', treeIds: false },
  { metadata: 'file', frames: 'none', treeIds: true },
  { metadata: 'file', frames: 'creationStack', treeIds: true },
];
const ENVIRONMENT = `aws://${ACCOUNT}/${REGION}`;

interface Program {
  readonly file: string;
  readonly text: string;
  /** Line of the construct, from 1. */
  readonly line: number;
}

function cdkProgram(language: 'ts' | 'py', kind: Kind, name: string | undefined): Program {
  const [module, of, property] = CLASSES[kind.cfn]!;
  if (language === 'py') {
    const argument = name === undefined ? '' : `, ${property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}="${name}"`;
    const text = `from aws_cdk import Stack\nfrom aws_cdk import aws_${module} as mod\nclass AppStack(Stack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        mod.${of}(self, "Other")\n        mod.${of}(self, "Thing"${argument})\n`;
    return { file: `${APP}/app.py`, text, line: 7 };
  }
  const argument = name === undefined ? '' : `, { ${property}: '${name}' }`;
  const text = `import * as cdk from 'aws-cdk-lib';\nimport * as mod from 'aws-cdk-lib/aws-${module}';\nexport class AppStack extends cdk.Stack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    new mod.${of}(this, 'Other');\n    new mod.${of}(this, 'Thing'${argument});\n  }\n}\n`;
  return { file: `${APP}/lib/app.ts`, text, line: 7 };
}

function cdkOut(program: Program, kind: Kind, layout: Layout, name: string | undefined): Record<string, string> {
  const [module, of] = CLASSES[kind.cfn]!;
  const at = (line: number): string[] => [`new AppStack (${program.file}:${String(line)}${program.file.endsWith('.ts') ? ':5' : ''})`];
  const resources = ['Other', 'Thing'].map((id, i) => ({
    path: `${id}/Resource`,
    id: `${id}1A2B3C4D`,
    type: kind.cfn,
    ...(id === 'Thing' && name !== undefined ? { properties: { [kind.cfnName ?? '']: name } } : {}),
    frames: at(program.line - 1 + i),
  }));
  const classes = Object.fromEntries(['Other', 'Thing'].map((id) => [`AppStack/${id}`, `aws-cdk-lib.aws_${module}.${of}`]));
  return {
    [`${APP}/cdk.json`]: '{"app": "x"}',
    ...assembly(`${APP}/cdk.out`, [{ path: 'AppStack', environment: ENVIRONMENT, resources }], layout, classes),
  };
}

function cdk(kind: Named): Case[] {
  return (['ts', 'py'] as const).flatMap((language) => {
    const one = thing(kind, `acme-cdk-${short(kind)}`);
    const program = cdkProgram(language, kind, one.name);
    const base = { file: program.file, cursor: language === 'ts' ? `'Thing'` : '"Thing"' };
    const static_: Case = {
      ...base,
      name: `CDK in .${language}, never synthesised: ${kind.cfn}`,
      files: { [program.file]: program.text },
      meant: { 'AppStack/Thing': byName(one) },
      decoys: neighboursOf(one),
    };
    const inOut = LAYOUTS.flatMap((layout): Case[] => {
      const shape = `CDK in .${language}, metadata ${layout.metadata}, frames ${layout.frames}`;
      const named: Case = {
        ...base,
        name: `${shape}: ${kind.cfn}`,
        files: { [program.file]: program.text, ...cdkOut(program, kind, layout, one.name) },
        meant: { 'AppStack/Thing': byName(one) },
        // The name alone tells no ids apart, but accounts and Regions.
        decoys: around(one).filter(({ name, account, region }) => name !== one.name || account !== one.account || region !== one.region),
      };
      if (kind.generated === undefined || ![BUCKET, ROLE, QUEUE, FUNCTION].includes(kind)) return [named];
      const nameless = cdkProgram(language, kind, undefined);
      const lower = (name: string): string => (kind.generated === 'lower' ? name.toLowerCase() : name);
      const made = thing(kind, lower('AppStack-Thing1A2B3C4D-X1Y2Z3X1Y2Z3'));
      const decoys = ['AppStack-Other1A2B3C4D-X1Y2Z3X1Y2Z3', 'OtherStack-Thing1A2B3C4D-X1Y2Z3X1Y2Z3'].map((name) =>
        thing(kind, lower(name)),
      );
      const unnamed: Case = {
        ...base,
        name: `${shape}, made-up name: ${kind.cfn}`,
        files: { [nameless.file]: nameless.text, ...cdkOut(nameless, kind, layout, undefined) },
        meant: { 'AppStack/Thing': { thing: made, known: 'possibly' } },
        decoys,
      };
      return [named, unnamed];
    });
    return [static_, ...inOut];
  });
}

// --- Pulumi

const SHOP = '/w/shop';

function pulumiPrograms(kind: Kind, given: string | undefined): readonly (readonly [file: string, text: string])[] {
  const [, path = '', name = ''] = kind.pulumi.split(':');
  const [module = ''] = path.split('/');
  // Pulumi calls the name of a function what it calls most names.
  const property = kind === FUNCTION ? 'name' : (kind.tfName ?? '');
  const [ts, py, yaml] =
    given === undefined
      ? ['', '', '']
      : [`, { ${camel(property)}: "${given}" }`, `, ${property}="${given}"`, `\n    properties:\n      ${camel(property)}: ${given}`];
  const python = module === 'lambda' ? 'lambda_' : module;
  return [
    [
      'index.ts',
      `import * as aws from "@pulumi/aws";\nconst other = new aws.${module}.${name}("other");\nexport const it = new aws.${module}.${name}("acme-it"${ts});\n`,
    ],
    [
      'index.js',
      `const { ${module}: mod } = require("@pulumi/aws");\nnew mod.${name}("other");\nconst it = new mod.${name}("acme-it"${ts});\n`,
    ],
    ['__main__.py', `import pulumi_aws as aws\nother = aws.${python}.${name}("other")\nit = aws.${python}.${name}("acme-it"${py})\n`],
    ['Main.yaml', `resources:\n  other:\n    type: aws:${module}:${name}\n  acme-it:\n    type: aws:${module}:${name}${yaml}\n`],
  ];
}

/** Resources of a stack as Pulumi's state has them. */
function pulumiState(kind: Kind, ...held: readonly (readonly [name: string, one: Thing])[]): object[] {
  const project = (stack: string, type: string, name: string): string => `urn:pulumi:${stack}::shop::${type}::${name}`;
  return [
    { urn: project('dev', 'pulumi:pulumi:Stack', 'shop-dev'), type: 'pulumi:pulumi:Stack', custom: false },
    ...held.map(([name, one]) => {
      const { id = '', ...outputs } = kind.attributes(one);
      const named = Object.entries(outputs).map(([key, value]) => [
        kind === FUNCTION && key === 'function_name' ? 'name' : camel(key),
        value,
      ]);
      return { urn: project('dev', kind.pulumi, name), type: kind.pulumi, custom: true, id, outputs: Object.fromEntries(named) as object };
    }),
  ];
}

function pulumi(kind: Kind): Case[] {
  const [, path = '', name = ''] = kind.pulumi.split(':');
  const token = `aws:${path.split('/')[0] ?? ''}:${name}`;
  const one = thing(kind, `acme-it-${short(kind)}-1a2b3c4`);
  const other = thing(kind, `other-${short(kind)}-5d6e7f8`);
  const cursor = (file: string): string => (file.endsWith('.yaml') ? 'acme-it:' : '"acme-it"');
  const project = { [`${SHOP}/Pulumi.yaml`]: 'name: shop\nruntime: nodejs\n' };
  const inState = pulumiPrograms(kind, undefined).flatMap(([file, text]): Case[] => {
    const resources = pulumiState(kind, ['other', other], ['acme-it', one]);
    const base = {
      file: `${SHOP}/${file}`,
      cursor: cursor(file),
      meant: { [`dev::${token}::acme-it`]: exactly(one) },
      decoys: [other, ...around(one)],
    };
    const code = { ...project, [`${SHOP}/${file}`]: text };
    const checkpoint = { stack: 'organization/shop/dev', latest: { manifest: {}, resources } };
    return [
      {
        ...base,
        name: `Pulumi ${file}, local backend: ${token}`,
        files: { ...code, [`${SHOP}/.pulumi/stacks/shop/dev.json`]: JSON.stringify({ version: 3, checkpoint }) },
      },
      {
        ...base,
        name: `Pulumi ${file}, export: ${token}`,
        files: { ...code, [`${SHOP}/dev.stack.json`]: JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }) },
      },
    ];
  });
  if (kind.tfName === undefined) return inState;
  const named = thing(kind, `acme-named-${short(kind)}`);
  const inCode = pulumiPrograms(kind, named.name).map(([file, text]): Case => ({
    name: `Pulumi ${file}, name in code: ${token}`,
    file: `${SHOP}/${file}`,
    cursor: cursor(file),
    files: { ...project, [`${SHOP}/${file}`]: text },
    meant: { [`${token}::acme-it`]: byName(named) },
    decoys: neighboursOf(named),
  }));
  const made = thing(kind, 'acme-it-1a2b3c4');
  const [file = '', text = ''] = pulumiPrograms(kind, undefined)[KINDS.indexOf(kind) % 4] ?? [];
  return [
    ...inState,
    ...inCode,
    {
      name: `Pulumi ${file}, made-up name: ${token}`,
      file: `${SHOP}/${file}`,
      cursor: cursor(file),
      files: { ...project, [`${SHOP}/${file}`]: text },
      meant: { [`${token}::acme-it`]: { thing: made, known: 'possibly' } },
      decoys: [thing(kind, 'other-1a2b3c4'), thing(kind, 'my-acme-it-1a2b3c4')],
    },
  ];
}

// --- CDK for Terraform

const INFRA = '/w/infra';

function cdktf(kind: Kind): Case[] {
  const of = kind.tf
    .slice('aws_'.length)
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  const library = kind.tf.slice('aws_'.length).replaceAll('_', '-');
  const given = (value: string, language: 'ts' | 'py'): string =>
    kind.tfName === undefined ? '' : language === 'ts' ? `, { ${camel(kind.tfName)}: '${value}' }` : `, ${kind.tfName}="${value}"`;
  const programs = (value: string): readonly (readonly [file: string, text: string, cursor: string])[] => [
    [
      `${INFRA}/main.ts`,
      `import { App, TerraformStack } from 'cdktf';\nimport { ${of} } from '@cdktf/provider-aws/lib/${library}';\nclass Site extends TerraformStack {\n  constructor(scope, id) {\n    super(scope, id);\n    new ${of}(this, 'other');\n    new ${of}(this, 'it'${given(value, 'ts')});\n  }\n}\nnew Site(new App(), 'prod');\n`,
      `'it'`,
    ],
    [
      `${INFRA}/main.py`,
      `from cdktf import App, TerraformStack\nfrom cdktf_cdktf_provider_aws.${library.replaceAll('-', '_')} import ${of}\nclass Site(TerraformStack):\n    def __init__(self, scope, id):\n        super().__init__(scope, id)\n        ${of}(self, "other")\n        ${of}(self, "it"${given(value, 'py')})\nSite(App(), "prod")\n`,
      '"it"',
    ],
  ];
  const one = thing(kind, `acme-cdktf-${short(kind)}`);
  const stack = (more: object): string =>
    JSON.stringify(
      {
        resource: {
          [kind.tf]: {
            other: { '//': { metadata: { path: 'prod/other', uniqueId: 'other' } } },
            it: { '//': { metadata: { path: 'prod/it', uniqueId: 'it' } }, ...more },
          },
        },
        terraform: { backend: { local: { path: '/home/runner/terraform.prod.tfstate' } } },
      },
      undefined,
      2,
    );
  const state = JSON.stringify({
    version: 4,
    serial: 3,
    resources: [{ mode: 'managed', type: kind.tf, name: 'it', instances: [{ attributes: kind.attributes(one) }] }],
  });
  const out = `${INFRA}/cdktf.out/stacks/prod/cdk.tf.json`;
  return programs(one.name).flatMap(([file, text, cursor]): Case[] => {
    const base = { file, cursor, files: { [file]: text, [`${INFRA}/cdktf.json`]: '{"app": "x"}' } };
    const inState: Case = {
      ...base,
      name: `CDKTF ${file.slice(-2)}, state: ${kind.tf}`,
      files: { ...base.files, [out]: stack({}), [`${INFRA}/terraform.prod.tfstate`]: state },
      meant: { [`prod/${kind.tf}.it`]: exactly(one) },
      decoys: around(one),
    };
    if (kind.tfName === undefined) return [inState];
    return [
      inState,
      {
        ...base,
        name: `CDKTF ${file.slice(-2)}, synthesised: ${kind.tf}`,
        files: { ...base.files, [out]: stack({ [kind.tfName]: one.name }) },
        meant: { [`prod/${kind.tf}.it`]: byName(one) },
        decoys: neighboursOf(one),
      },
      {
        ...base,
        name: `CDKTF ${file.slice(-2)}, never synthesised: ${kind.tf}`,
        meant: { 'Site/it': byName(one) },
        decoys: neighboursOf(one),
      },
    ];
  });
}

export const CDK: readonly Case[] = NAMED.flatMap(cdk);
export const PULUMI: readonly Case[] = KINDS.flatMap(pulumi);
export const CDKTF: readonly Case[] = KINDS.flatMap(cdktf);
