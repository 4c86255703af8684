// Stacks and remote states that were read: names that no template has, and no file of the workspace.
import { parseState } from '../../../src/iac/terraform/terraformState.ts';
import { HeldDeployments } from '../../../src/iac/heldDeployments.ts';
import type { DeployedResource, DeployedStack } from '../../../src/resource/deployed.ts';
import { ACCOUNT } from '../../query/records.ts';
import { assembly } from '../assembly.ts';
import type { Case, Meant } from './check.ts';
import type { Kind, Thing } from './things.ts';
import { BUCKET, FUNCTION, GROUP, KINDS, QUEUE, REGION, namesakesOf, neighboursOf, thing } from './things.ts';

const TEMPLATE = '/w/stack.yaml';
const short = ({ cfn }: Kind): string => cfn.split('::').slice(1).join('-').toLowerCase();
const around = (one: Thing): Thing[] => [...neighboursOf(one), ...namesakesOf(one)];

/** Types of which `Ref` gives the ARN. CloudFormation template reference, "Return values". */
const BY_ARN = new Set(['AWS::SNS::Topic', 'AWS::SecretsManager::Secret']);

/** The physical id: what `Ref` gives. */
function physicalOf(one: Thing): string {
  if (one.kind === QUEUE) return `https://sqs.${one.region}.amazonaws.com/${one.account}/${one.name}`;
  const [arn = '', id = ''] = one.kind.names(one);
  if (BY_ARN.has(one.kind.cfn)) return arn;
  // A group has a name, too; `Ref` gives its id.
  return one.kind === GROUP || one.kind.tfName === undefined ? id : one.name;
}

const meant = (one: Thing, part?: readonly string[]): Meant => ({
  thing: one,
  known: 'exactly',
  values: [physicalOf(one)],
  ...(part ? { part } : {}),
});

/** As CloudFormation makes a name up: of the stack, the logical id and 12 more characters. */
function madeUp(kind: Kind, stack: string, id: string, account = ACCOUNT, region = REGION): Thing {
  const name = `${stack}-${id}-1A2B3C4D5E6F`;
  return thing(kind, kind.generated === 'mixed' ? name : name.toLowerCase(), account, region);
}

function stackOf(name: string, resources: readonly DeployedResource[], account = ACCOUNT, region = REGION): DeployedStack {
  const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/1`;
  return { id, name, account, region, status: 'UPDATE_COMPLETE', tags: {}, resources, readAt: 1_700_000_000_000 };
}

const made = (logicalId: string, one: Thing, type = one.kind.cfn): DeployedResource => ({
  logicalId,
  physicalId: physicalOf(one),
  type,
  status: 'CREATE_COMPLETE',
});

/** What was read, and which of it the template makes. */
function read(file: string | undefined, ...stacks: readonly DeployedStack[]): HeldDeployments {
  const held = new HeldDeployments();
  for (const stack of stacks) held.putStack(stack);
  if (file !== undefined) held.assign(file, stacks.map(({ id }) => id)); // prettier-ignore
  return held;
}

const yaml = (type: string): string =>
  `Resources:\n  AcmeOther:\n    Type: ${type}\n  AcmeThing:\n    Type: ${type}\n    Properties:\n      Tags: []\n`;
const json = (type: string): string =>
  JSON.stringify({ Resources: { AcmeOther: { Type: type }, AcmeThing: { Type: type, Properties: {} } } }, undefined, 2);

function templates(kind: Kind): Case[] {
  const one = madeUp(kind, 'shop', 'AcmeThing');
  const other = madeUp(kind, 'shop', 'AcmeOther');
  const resources = [made('AcmeOther', other), made('AcmeThing', one)];
  const test = madeUp(kind, 'shop-test', 'AcmeThing');
  const away = madeUp(kind, 'shop', 'AcmeThing', '444455556666', 'us-east-2');
  const files = (file: string): Record<string, string> => ({ [file]: file.endsWith('.json') ? json(kind.cfn) : yaml(kind.cfn) });
  return [
    ...[TEMPLATE, '/w/stack.json'].map((file): Case => ({
      name: `stack of ${file.slice(3)}: ${kind.cfn}`,
      file,
      cursor: 'AcmeThing',
      files: files(file),
      deployed: read(file, stackOf('shop', resources)),
      meant: { AcmeThing: meant(one) },
      decoys: [other, test, ...around(one)],
    })),
    {
      name: `two stacks of one template: ${kind.cfn}`,
      file: TEMPLATE,
      cursor: 'AcmeThing',
      files: files(TEMPLATE),
      deployed: read(TEMPLATE, stackOf('shop', resources), stackOf('shop-test', [made('AcmeThing', test)])),
      meant: { 'AcmeThing (shop)': meant(one), 'AcmeThing (shop-test)': meant(test) },
      decoys: [other, ...around(one)],
    },
    ...(kind.worldwide
      ? []
      : [
          {
            name: `one stack in two accounts: ${kind.cfn}`,
            file: TEMPLATE,
            cursor: 'AcmeThing',
            files: files(TEMPLATE),
            deployed: read(TEMPLATE, stackOf('shop', resources), stackOf('shop', [made('AcmeThing', away)], '444455556666', 'us-east-2')),
            meant: {
              [`AcmeThing (shop, ${REGION}, ${ACCOUNT})`]: meant(one),
              'AcmeThing (shop, us-east-2, 444455556666)': meant(away),
            },
            decoys: [other, ...neighboursOf(one)],
          },
        ]),
    {
      name: `made up by a stack that no name tells: ${kind.cfn}`,
      file: TEMPLATE,
      cursor: 'AcmeThing',
      files: files(TEMPLATE),
      deployed: read(TEMPLATE, stackOf('renamed-since', [made('AcmeOther', other), made('AcmeThing', one)])),
      meant: { AcmeThing: meant(one) },
      decoys: [other, ...around(one)],
    },
  ];
}

function parts(): Case[] {
  const kinds: readonly (readonly [Kind, part: string, property: string, own: readonly string[]])[] = [
    [BUCKET, 'AWS::S3::BucketPolicy', 'Bucket', ['PutBucketPolicy']],
    [GROUP, 'AWS::EC2::SecurityGroupIngress', 'GroupId', ['AuthorizeSecurityGroupIngress']],
  ];
  return kinds.map(([kind, type, property, own]): Case => {
    const one = madeUp(kind, 'shop', 'Whole');
    const part = { logicalId: 'Part', physicalId: 'shop-Part-1X2Y', type, status: 'CREATE_COMPLETE' };
    return {
      name: `part of what a stack made: ${type}`,
      file: TEMPLATE,
      cursor: 'Part:',
      files: {
        [TEMPLATE]: `Resources:\n  Part:\n    Type: ${type}\n    Properties: { ${property}: !Ref Whole }\n  Whole:\n    Type: ${kind.cfn}\n`,
      },
      deployed: read(TEMPLATE, stackOf('shop', [part, made('Whole', one)])),
      meant: { Part: meant(one, own) },
      decoys: neighboursOf(one),
    };
  });
}

function sam(): Case[] {
  const one = madeUp(FUNCTION, 'shop', 'AcmeThing');
  const other = madeUp(FUNCTION, 'shop', 'AcmeOther');
  const file = '/w/template.yaml';
  return [
    {
      name: 'SAM function of a stack',
      file,
      cursor: 'AcmeThing',
      files: { [file]: `Transform: AWS::Serverless-2016-10-31\n${yaml('AWS::Serverless::Function')}` },
      deployed: read(file, stackOf('shop', [made('AcmeThing', one), made('AcmeOther', other)])),
      meant: { AcmeThing: meant(one) },
      decoys: [other, ...around(one)],
    },
  ];
}

const SERVICE = '/w/shop/serverless.yml';

function serverless(kind: Kind): Case[] {
  const dev = madeUp(kind, 'acme-shop-dev', 'AcmeThing');
  const prod = madeUp(kind, 'acme-shop-prod', 'AcmeThing');
  const text = `service: acme-shop\nprovider:\n  name: aws\n  region: ${REGION}\nresources:\n  Resources:\n    AcmeOther:\n      Type: ${kind.cfn}\n    AcmeThing:\n      Type: ${kind.cfn}\n`;
  const stacks = [stackOf('acme-shop-dev', [made('AcmeThing', dev)]), stackOf('acme-shop-prod', [made('AcmeThing', prod)])];
  const base = { file: SERVICE, cursor: 'AcmeThing', files: { [SERVICE]: text } };
  return [
    {
      ...base,
      name: `Serverless resource of one stage: ${kind.cfn}`,
      deployed: read(undefined, ...stacks.slice(0, 1)),
      meant: { AcmeThing: meant(dev) },
      decoys: [prod, ...around(dev)],
    },
    {
      ...base,
      name: `Serverless resource of two stages: ${kind.cfn}`,
      deployed: read(undefined, ...stacks, stackOf('acme-shopping-dev', [])),
      meant: { 'AcmeThing (acme-shop-dev)': meant(dev), 'AcmeThing (acme-shop-prod)': meant(prod) },
      decoys: around(dev),
    },
  ];
}

function serverlessFunctions(): Case[] {
  const dev = thing(FUNCTION, 'a-name-of-its-own-in-dev');
  const file = '/w/shop/serverless.yml';
  return [
    {
      name: 'Serverless function of a stack',
      file,
      cursor: 'hello:',
      files: { [file]: 'service: acme-shop\nprovider: { name: aws }\nfunctions:\n  hello:\n    handler: a.b\n    name: ${env:X}\n' },
      deployed: read(undefined, stackOf('acme-shop-dev', [made('HelloLambdaFunction', dev)])),
      meant: { 'functions.hello': meant(dev) },
      decoys: around(dev),
    },
  ];
}

const APP = '/w/app';

/** Constructs of the lowest level: their classes are called as the types are. */
function cdk(kind: Kind): Case[] {
  const one = madeUp(kind, 'shop-app', 'Thing1A2B3C4D');
  const other = madeUp(kind, 'shop-app', 'Other1A2B3C4D');
  const [, service = '', noun = ''] = kind.cfn.split('::');
  const text = `import * as cdk from 'aws-cdk-lib';\nimport * as mod from 'aws-cdk-lib/aws-${service.toLowerCase()}';\nexport class AppStack extends cdk.Stack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    new mod.Cfn${noun}(this, 'Other');\n    new mod.Cfn${noun}(this, 'Thing');\n  }\n}\n`;
  const file = `${APP}/lib/app.ts`;
  const layout = { metadata: 'file', frames: 'creationStack', treeIds: true } as const;
  const resources = ['Other', 'Thing'].map((id, i) => ({
    path: id,
    id: `${id}1A2B3C4D`,
    type: kind.cfn,
    frames: [`new AppStack (${file}:${String(6 + i)}:5)`],
  }));
  const stack = { path: 'AppStack', name: 'shop-app', environment: `aws://${ACCOUNT}/${REGION}`, resources };
  const inStack = [made('Thing1A2B3C4D', one), made('Other1A2B3C4D', other)];
  return [
    {
      name: `CDK construct of a stack: ${kind.cfn}`,
      file,
      cursor: `'Thing'`,
      files: { [file]: text, [`${APP}/cdk.json`]: '{}', ...assembly(`${APP}/cdk.out`, [stack], layout) },
      deployed: read(undefined, stackOf('shop-app', inStack), stackOf('shop-app', [], '444455556666')),
      meant: { 'AppStack/Thing': meant(one) },
      decoys: [other, ...around(one)],
    },
  ];
}

const MAIN = '/w/net/main.tf';

function remoteStates(kind: Kind): Case[] {
  const named = (name: string): Thing => thing(kind, `acme-remote-${name}-${short(kind)}`);
  const [own, prod] = [named('own'), named('prod')];
  const stateOf = (one: Thing, workspace?: string): ReturnType<HeldDeployments['statesOf']>[number] => {
    const instances = [{ schema_version: 0, attributes: kind.attributes(one) }];
    const state = { version: 4, serial: 41, resources: [{ mode: 'managed', type: kind.tf, name: 'it', instances }] };
    const parsed = parseState(JSON.stringify(state), 's3://states/net/terraform.tfstate', workspace);
    if (typeof parsed === 'string') throw new Error(parsed);
    return { ...parsed, readAt: 1_700_000_000_000 };
  };
  const code = `terraform {\n  backend "s3" {\n    bucket = "states"\n    key = "net/terraform.tfstate"\n  }\n}\nresource "${kind.tf}" "it" {\n}\n`;
  const heldOf = (...states: readonly ReturnType<typeof stateOf>[]): HeldDeployments => {
    const held = new HeldDeployments();
    held.putStates('/w/net', states);
    return held;
  };
  const base = { file: MAIN, cursor: `resource "${kind.tf}" "it"`, files: { [MAIN]: code } };
  const exactly = (one: Thing): Meant => ({ thing: one, known: 'exactly' });
  return [
    {
      ...base,
      name: `state of a backend: ${kind.tf}`,
      deployed: heldOf(stateOf(own)),
      meant: { [`${kind.tf}.it`]: exactly(own) },
      decoys: [prod, ...around(own)],
    },
    {
      ...base,
      name: `states of a backend's workspaces: ${kind.tf}`,
      deployed: heldOf(stateOf(own), stateOf(prod, 'prod')),
      meant: { [`${kind.tf}.it`]: exactly(own), [`${kind.tf}.it (prod)`]: exactly(prod) },
      decoys: around(own),
    },
  ];
}

export const DEPLOYED: readonly Case[] = [
  ...KINDS.flatMap(templates),
  ...parts(),
  ...sam(),
  ...KINDS.flatMap(serverless),
  ...serverlessFunctions(),
  ...KINDS.flatMap(cdk),
  ...KINDS.flatMap(remoteStates),
];
