// Templates → declared resources with places and what their names are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Range } from '../../src/iac/declared.ts';
import { declaredIn, identifyAll } from '../../src/iac/identify.ts';
import type { Identified } from '../../src/iac/identify.ts';
import { tableFiles } from './disk.ts';

function textIn(text: string, { start, end }: Range): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\n/g)].map((match) => match.index + match[0].length)];
  return text.slice((starts[start.line] ?? 0) + start.character, (starts[end.line] ?? 0) + end.character);
}

async function identities(text: string, file = '/code/stack.yaml'): Promise<Record<string, Identified['identity']>> {
  const found = await identifyAll(file, tableFiles({ [file]: text }, '/code'));
  return Object.fromEntries(found.map(({ address, identity }) => [address, identity]));
}
const values = (identity: Identified['identity'] | undefined): string[] | undefined =>
  identity?.values.map(({ value, kind }) => `${kind} ${value}`);

const YAML = `AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Env: { Type: String, Default: prod }
  Team: { Type: String }
  Image: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /aws/x }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  # 🪣
  Logs:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      BucketName: acme-logs
      Tags:
        - { Key: team, Value: "é" }

  DeployRole:
    Type: AWS::IAM::Role
    Condition: IsProd
    Properties:
      RoleName: !Sub 'acme-\${Env}-deploy-\${AWS::Region}'
  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
  Jobs:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Join ['-', [acme, !Ref Env, jobs]]
  NightlyReport:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt DeployRole.Arn
  MadeUpBucket:
    Type: AWS::S3::Bucket
  Db:
    Type: AWS::DynamoDB::Table
  Hook:
    Type: Custom::Thing
Outputs:
  Name:
    Value: !GetAtt
      - Logs
      - Arn
`;

void test('YAML: every resource with its place, to the end of its own lines', async () => {
  for (const text of [YAML, YAML.replaceAll('\n', '\r\n')]) {
    const found = await declaredIn('/code/stack.yaml', text);
    assert.deepEqual(
      found.map(({ address, iacType }) => `${address} ${iacType}`),
      [
        'Logs AWS::S3::Bucket',
        'DeployRole AWS::IAM::Role',
        'LogsPolicy AWS::S3::BucketPolicy',
        'Jobs AWS::SQS::Queue',
        'NightlyReport AWS::Lambda::Function',
        'MadeUpBucket AWS::S3::Bucket',
        'Db AWS::DynamoDB::Table',
        'Hook Custom::Thing',
      ],
    );
    const [logs] = found;
    assert.equal(textIn(text, logs!.nameRange), 'Logs');
    assert.match(textIn(text, logs!.range), /^Logs:[^]*Value: "é" \}$/);
    assert.equal(logs!.attributes['BucketName'], 'acme-logs');
    assert.equal(logs!.attributes['Tags.0.Value'], 'é');
  }
});

void test('names: literal, substituted, joined, and made up by the stack', async () => {
  const all = await identities(YAML);
  assert.deepEqual(values(all['Logs']), ['name acme-logs']);
  assert.equal(all['Logs']?.missing, undefined);
  assert.deepEqual(all['Logs']?.values[0]?.via, { how: 'literal', text: 'BucketName in stack.yaml', file: '/code/stack.yaml', line: 14 });
  assert.equal(all['Logs']?.eventSource, 's3.amazonaws.com');
  assert.deepEqual(values(all['DeployRole']), ['pattern acme-prod-deploy-*']);
  assert.deepEqual(values(all['Jobs']), ['name acme-prod-jobs']);
  assert.equal(all['Jobs']?.values[0]?.via.how, 'default');
  assert.deepEqual(values(all['NightlyReport']), ['pattern *-NightlyReport-*']);
  assert.deepEqual(values(all['MadeUpBucket']), ['pattern *-madeupbucket-*']);
  assert.deepEqual(values(all['Db']), [], 'a short logical id tells nothing');
  assert.match(all['Db']?.missing ?? '', /stack/);
  assert.match(all['Hook']?.missing ?? '', /not a resource of AWS/);
  assert.deepEqual(values(all['LogsPolicy']), []);
  assert.equal(all['LogsPolicy']?.parent?.address, 'Logs');
});

void test('JSON: the same, by places of its own', async () => {
  const text = `\t{"Parameters": {"Env": {"Type": "String", "Default": "prod"}},
  "Resources": {
    "Logs": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": {"Fn::Sub": ["acme-\${x}-\${Env}", {"x": "🪣"}]}}},
    "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Logs"}}}
  }}`;
  const found = await declaredIn('/code/stack.template', text);
  assert.deepEqual(
    found.map(({ address }) => address),
    ['Logs', 'Policy'],
  );
  assert.equal(textIn(text, found[0]!.nameRange), '"Logs"');
  assert.match(textIn(text, found[1]!.range), /^"Policy": \{.*\}\}\}$/);
  const all = await identities(text, '/code/stack.json');
  assert.deepEqual(values(all['Logs']), ['name acme-🪣-prod']);
  assert.deepEqual(values(all['Policy']?.parent), ['name acme-🪣-prod']);
});

void test('SAM: functions and tables by their own properties', async () => {
  const all = await identities(`Transform: AWS::Serverless-2016-10-31
Resources:
  Report:
    Type: AWS::Serverless::Function
    Properties: { FunctionName: acme-report }
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties: { Name: acme-flow }
`);
  assert.deepEqual(values(all['Report']), ['name acme-report']);
  assert.equal(all['Report']?.resourceType, 'AWS::Lambda::Function');
  assert.equal(all['Report']?.eventSource, 'lambda.amazonaws.com');
  assert.deepEqual(values(all['Flow']), ['name acme-flow']);
});

void test('every short tag reads, in every form it may take', async () => {
  const forms = [
    '!Ref x',
    '!Sub "x"',
    '!GetAtt a.b',
    '!GetAtt [a, b]',
    '!Join ["", [a]]',
    '!Select [0, [a]]',
    '!Split [",", a]',
    '!FindInMap [a, b, c]',
    '!ImportValue x',
    '!Base64 x',
    '!Cidr [a, 1, 2]',
    '!GetAZs ""',
    '!If [a, b, c]',
    '!Transform { Name: x }',
    '!Sub\n        - a\n        - { b: c }',
    '!Base64\n        Fn::Sub: x',
    '!ToJsonString { a: 1 }',
    '!Unheard x',
  ];
  for (const form of forms) {
    const found = await declaredIn(
      '/w/a.yml',
      `Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      X: ${form}\n      TopicName: acme\n  B:\n    Type: AWS::SQS::Queue\n`,
    );
    assert.deepEqual(
      found.map(({ address }) => address),
      ['A', 'B'],
      form,
    );
    assert.equal(found[0]?.attributes['TopicName'], 'acme', form);
  }
});

for (const [what, line] of Object.entries({
  'an open quote': '      Foo: "bar',
  'a key without colon': '      Foo',
  'an open bracket': '      Foo: [a, b',
  'a tag alone': '      Foo: !',
  'a tab': '\tFoo: bar',
  'half a type': '    Type: AWS::',
})) {
  void test(`while somebody types ${what}, the other resources stay`, async () => {
    const block = (name: string): string => `  ${name}:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: acme-${name}\n`;
    const text = `Resources:\n${block('One')}${block('Two')}${line}\n${block('Three')}${block('Four')}`;
    const found = await declaredIn('/w/a.yaml', text);
    const names = found.map(({ address }) => address);
    assert.ok(names.includes('One'), names.join());
    assert.ok(names.includes('Three') && names.includes('Four'), names.join());
    for (const resource of found) assert.equal(textIn(text, resource.nameRange), resource.name);
  });
}

void test('other YAML and JSON declares nothing', async () => {
  for (const [file, text] of [
    ['/w/compose.yaml', 'services:\n  web:\n    image: x\n'],
    ['/w/k8s.yaml', 'kind: Deployment\nResources:\n  a: AWS::S3::Bucket\n'],
    ['/w/package.json', '{"Resources": {"Type": "AWS::S3::Bucket"}}'],
    ['/w/list.json', '["Resources", "AWS::S3::Bucket"]'],
    ['/w/empty.yaml', ''],
    ['/w/notes.md', 'Resources AWS::S3::Bucket'],
  ] as const) {
    assert.deepEqual(await declaredIn(file, text), [], file);
  }
});
