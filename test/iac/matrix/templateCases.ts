// CloudFormation, SAM and the Serverless Framework: what templates and services tell of names.
import type { Case, Meant } from './check.ts';
import type { Kind, Thing } from './things.ts';
import { BUCKET, FUNCTION, GROUP, NAMED, neighboursOf, thing } from './things.ts';

type Named = (typeof NAMED)[number];

const YAML = '/w/stack.yaml';
const short = ({ cfn }: Kind): string => cfn.split('::').slice(1).join('-').toLowerCase();
const byName = (one: Thing): Meant => ({ thing: one, known: 'by name' });

const yaml = (kind: Kind, name: string | undefined, before = ''): string => `AWSTemplateFormatVersion: '2010-09-09'
# 🪣
${before}Resources:
  AcmeOther:
    Type: ${kind.cfn}
  AcmeThing:
    Type: ${kind.cfn}
    Properties:
      Tags: []
${name === undefined ? '' : `      ${kind.cfnName ?? ''}: ${name}\n`}
`;

const json = (kind: Kind, name: unknown, parameters: object = {}): string =>
  JSON.stringify(
    {
      Parameters: parameters,
      Resources: {
        AcmeOther: { Type: kind.cfn },
        AcmeThing: { Type: kind.cfn, Properties: name === undefined ? {} : { [kind.cfnName ?? '']: name } },
      },
    },
    undefined,
    2,
  );

/** As CloudFormation makes a name up. */
function madeUp(kind: Kind, stack: string, id: string): Thing {
  const name = `${stack}-${id}-1A2B3C4D5E6F`;
  return thing(kind, kind.generated === 'lower' ? name.toLowerCase() : name);
}

function ofKind(kind: Named): Case[] {
  const named = (shape: string, make: (name: string) => string, file = YAML, cursor = 'AcmeThing'): Case => {
    const one = thing(kind, `acme-${shape.replaceAll(/\W+/g, '-').toLowerCase()}-${short(kind)}`);
    return {
      name: `${shape}: ${kind.cfn}`,
      file,
      cursor,
      files: { [file]: make(one.name) },
      meant: { AcmeThing: byName(one) },
      decoys: neighboursOf(one),
    };
  };
  const parameter = (value: string): string => `Parameters:\n  Start:\n    Type: String\n    Default: ${value}\n`;
  const possibly = (shape: string, one: Thing, text: string, decoys: readonly Thing[], file = YAML): Case => ({
    name: `${shape}: ${kind.cfn}`,
    file,
    cursor: 'AcmeThing',
    files: { [file]: text },
    meant: { AcmeThing: { thing: one, known: 'possibly' } },
    decoys,
  });
  return [
    named('YAML', (name) => yaml(kind, name)),
    named('YAML with Windows line ends', (name) => `\uFEFF${yaml(kind, `"${name}"`).replaceAll('\n', '\r\n')}`),
    named('.template', (name) => yaml(kind, `'${name}'`), '/w/app.template'),
    named('JSON', (name) => json(kind, name), '/w/stack.json', '"AcmeThing"'),
    named('Sub of a default', (name) => yaml(kind, `!Sub '\${Start}${name.slice(4)}'`, parameter('acme'))),
    named('long Sub of a default', (name) =>
      yaml(kind, `\n        Fn::Sub:\n          - '\${A}${name.slice(4)}'\n          - { A: !Ref Start }`, parameter('acme')),
    ),
    named('Ref of a default', (name) => yaml(kind, '!Ref Start', parameter(name))),
    named('Join', (name) => yaml(kind, `!Join ['-', [acme, !Ref Start]]`, parameter(name.slice(5)))),
    named(
      'JSON functions',
      (name) =>
        json(kind, { 'Fn::Join': ['-', [{ Ref: 'Start' }, { 'Fn::Sub': name.slice(5) }]] }, { Start: { Type: 'String', Default: 'acme' } }),
      '/w/stack.json',
      '"AcmeThing"',
    ),
    possibly(
      'Sub of the account',
      thing(kind, `acme-of-${short(kind)}-111122223333`),
      yaml(kind, `!Sub 'acme-of-${short(kind)}-\${AWS::AccountId}'`),
      [thing(kind, `acme-of-${short(kind)}`), thing(kind, 'acme')],
    ),
    ...(kind.generated === undefined
      ? []
      : [
          possibly('made-up name', madeUp(kind, 'shop', 'AcmeThing'), yaml(kind, undefined), [
            madeUp(kind, 'shop', 'AcmeOther'),
            thing(kind, 'acmething'),
          ]),
          possibly(
            'made-up name in JSON',
            madeUp(kind, 'shop-prod', 'AcmeThing'),
            json(kind, undefined),
            [madeUp(kind, 'shop-prod', 'AcmeThings')],
            '/w/stack.json',
          ),
        ]),
  ];
}

function parts(): Case[] {
  const kinds: readonly (readonly [Kind, part: string, property: string, own: readonly string[]])[] = [
    [BUCKET, 'AWS::S3::BucketPolicy', 'Bucket', ['PutBucketPolicy']],
    [GROUP, 'AWS::EC2::SecurityGroupIngress', 'GroupId', ['AuthorizeSecurityGroupIngress']],
  ];
  return kinds.flatMap(([kind, type, property, own]) =>
    [`!Ref Whole`, `!GetAtt Whole.${property}`, undefined].map((reference): Case => {
      const one = thing(kind, `acme-whole-${short(kind)}`);
      return {
        name: `part by ${reference ?? 'name'}: ${type}`,
        file: YAML,
        cursor: 'Part:',
        files: {
          [YAML]: `Resources:\n  Part:\n    Type: ${type}\n    Properties: { ${property}: ${reference ?? one.name} }\n  Whole:\n    Type: ${kind.cfn}\n    Properties: { ${kind.cfnName ?? ''}: ${one.name} }\n`,
        },
        meant: { Part: { thing: one, known: 'by name', part: own } },
        decoys: neighboursOf(one),
      };
    }),
  );
}

function sam(): Case[] {
  const serverless = { ...FUNCTION, cfn: 'AWS::Serverless::Function' };
  const one = thing(FUNCTION, 'acme-sam-hello');
  const made = madeUp(FUNCTION, 'shop', 'AcmeThing');
  const transform = 'Transform: AWS::Serverless-2016-10-31\n';
  return [
    {
      name: 'SAM function',
      file: '/w/template.yaml',
      cursor: 'AcmeThing',
      files: { '/w/template.yaml': yaml(serverless, one.name, transform) },
      meant: { AcmeThing: byName(one) },
      decoys: neighboursOf(one),
    },
    {
      name: 'SAM function with a made-up name',
      file: '/w/template.yaml',
      cursor: 'AcmeThing',
      files: { '/w/template.yaml': yaml(serverless, undefined, transform) },
      meant: { AcmeThing: { thing: made, known: 'possibly' } },
      decoys: [madeUp(FUNCTION, 'shop', 'AcmeOther')],
    },
  ];
}

const SERVICE = '/w/shop/serverless.yml';

function serverless(): Case[] {
  const service = (functions: string, resources = ''): string =>
    `service: acme-shop\nprovider:\n  name: aws\n  stage: dev\n  region: eu-west-1\nfunctions:\n  other:\n    handler: a.b\n${functions}${resources}`;
  const hello = thing(FUNCTION, 'acme-shop-dev-hello');
  const others = ['acme-shop-dev-other', 'acme-shop-prod-hello', 'acme-shop-dev-hello2'].map((name) => thing(FUNCTION, name));
  const away = thing(FUNCTION, hello.name, hello.account, 'us-east-2');
  const own = thing(FUNCTION, 'acme-greeter');
  return [
    {
      name: 'Serverless function',
      file: SERVICE,
      cursor: 'hello:',
      files: { [SERVICE]: service('  hello:\n    handler: a.b\n') },
      meant: { 'functions.hello': byName(hello) },
      decoys: [...others, away],
    },
    {
      name: 'Serverless function in JSON',
      file: '/w/shop/serverless.json',
      cursor: '"hello"',
      files: {
        '/w/shop/serverless.json':
          '{"service": "acme-shop", "provider": {"name": "aws"}, "functions": {\n"other": {"handler": "a.b"},\n"hello": {"handler": "a.b"}\n}}',
      },
      meant: { 'functions.hello': byName(hello) },
      decoys: others,
    },
    {
      name: 'Serverless function with a name',
      file: SERVICE,
      cursor: 'handler: c.d',
      header: 'hello:',
      files: { [SERVICE]: service('  hello:\n    name: ${self:custom.prefix}-greeter\n    handler: c.d\n', 'custom:\n  prefix: acme\n') },
      meant: { 'functions.hello': byName(own) },
      decoys: [hello, ...neighboursOf(own)],
    },
    {
      name: 'Serverless function of the stage that was packaged',
      file: SERVICE,
      cursor: 'hello:',
      files: {
        [SERVICE]: service("  hello:\n    handler: a.b\n    name: ${opt:stage, 'dev'}-${env:X}\n"),
        '/w/shop/.serverless/cloudformation-template-update-stack.json': JSON.stringify({
          Resources: { HelloLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: own.name } } },
        }),
      },
      meant: { 'functions.hello': byName(own) },
      decoys: [...others, ...neighboursOf(own)],
    },
    ...NAMED.flatMap((kind): Case[] => {
      const named = thing(kind, `acme-shop-dev-${short(kind)}`);
      const text = (name: string): string =>
        service(
          '',
          `resources:\n  Resources:\n    AcmeOther:\n      Type: ${kind.cfn}\n    AcmeThing:\n      Type: ${kind.cfn}\n      Properties:\n        ${kind.cfnName}: ${name}\n`,
        );
      const base = { file: SERVICE, cursor: 'AcmeThing', meant: { AcmeThing: byName(named) }, decoys: neighboursOf(named) };
      const regional = kind.global || kind.worldwide ? [] : [thing(kind, named.name, named.account, 'us-east-2')];
      return [
        {
          ...base,
          name: `Serverless resource: ${kind.cfn}`,
          files: { [SERVICE]: text(named.name) },
          decoys: [...base.decoys, ...regional],
        },
        {
          ...base,
          name: `Serverless resource by stage: ${kind.cfn}`,
          files: { [SERVICE]: text(`\${self:service}-\${sls:stage}-${short(kind)}`) },
          // Another stage's: possibly meant, when the file is deployed there.
          decoys: [...base.decoys, thing(kind, `acme-shop-prod-${short(kind)}`)],
        },
      ];
    }),
  ];
}

export const TEMPLATES: readonly Case[] = [...NAMED.flatMap(ofKind), ...parts(), ...sam(), ...serverless()];
