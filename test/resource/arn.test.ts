import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arnForms, arnNames, arnTail, parseArn } from '../../src/resource/arn.ts';
import { typeOfArn } from '../../src/resource/cfnType.ts';
import { opaqueId, typeOfId } from '../../src/resource/opaqueId.ts';

const regional = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

test('the parts of an ARN', () => {
  assert.deepEqual(parseArn('arn:aws-cn:logs:cn-north-1:111122223333:log-group:/a/b:*'), {
    partition: 'aws-cn',
    service: 'logs',
    region: 'cn-north-1',
    account: '111122223333',
    resource: 'log-group:/a/b:*',
  });
  for (const text of ['arn:aws:s3', 'arn:aws:s3:::', 'x', '', 'arn:aws:s3:::a\nb', `arn:aws:s3:::${'x'.repeat(3000)}`])
    assert.equal(parseArn(text), undefined, text.slice(0, 30));
});

test('every form by which a record may name what an ARN names', () => {
  const cases: readonly [string, string[], string[]?][] = [
    ['arn:aws:s3:::example-logs', ['example-logs']],
    ['arn:aws:s3:::example-logs/2026/a.gz', ['example-logs/2026/a.gz'], ['arn:aws:s3:::example-logs', 'example-logs']],
    ['arn:aws:iam::111122223333:role/service/web', ['web']],
    ['arn:aws:iam::111122223333:root', []],
    ['arn:aws:sts::111122223333:assumed-role/web/s1', ['web/s1'], ['web']],
    [regional('logs', 'log-group:/aws/lambda/web:*'), [regional('logs', 'log-group:/aws/lambda/web'), '/aws/lambda/web']],
    [
      regional('logs', 'log-group:/aws/lambda/web:log-stream:s'),
      ['s'],
      [regional('logs', 'log-group:/aws/lambda/web'), regional('logs', 'log-group:/aws/lambda/web:*'), '/aws/lambda/web'],
    ],
    [regional('secretsmanager', 'secret:db/main-AbC123'), [regional('secretsmanager', 'secret:db/main'), 'db/main-AbC123', 'db/main']],
    [regional('lambda', 'function:web:PROD'), ['web:PROD'], [regional('lambda', 'function:web'), 'web']],
    [regional('lambda', 'function:web'), ['web']],
    [regional('sqs', 'orders'), ['orders']],
    [regional('sns', 'alerts'), ['alerts']],
    [
      regional('sns', 'alerts:0b7c9f0e-1111-4222-8333-444455556666'),
      ['0b7c9f0e-1111-4222-8333-444455556666'],
      [regional('sns', 'alerts'), 'alerts'],
    ],
    [regional('elasticloadbalancing', 'loadbalancer/app/web/50dc6c495c0c9188'), ['app/web/50dc6c495c0c9188', 'web']],
    [regional('elasticloadbalancing', 'loadbalancer/classic'), ['classic']],
    [regional('elasticloadbalancing', 'targetgroup/web/73e2d6bc24d8a067'), ['targetgroup/web/73e2d6bc24d8a067', 'web']],
    [regional('rds', 'db:main'), ['main']],
    [regional('rds', 'cluster:main'), ['main']],
    [regional('dynamodb', 'table/orders'), ['orders']],
    [regional('dynamodb', 'table/orders/index/by-day'), ['by-day'], [regional('dynamodb', 'table/orders'), 'orders']],
    [regional('kms', 'key/0b7c9f0e-1111-4222-8333-444455556666'), ['0b7c9f0e-1111-4222-8333-444455556666']],
    [regional('kms', 'alias/main'), ['alias/main']],
    [regional('ec2', 'security-group/sg-0123456789abcdef0'), ['sg-0123456789abcdef0']],
    [regional('ecs', 'service/blue/web'), ['web']],
    [regional('ecs', 'task-definition/web:7'), ['web:7', 'web']],
    [regional('eks', 'nodegroup/blue/workers/0b7c'), ['workers']],
    [regional('cloudformation', 'stack/network/0b7c9f0e'), ['network']],
    [regional('ssm', 'parameter/app/db/host'), ['app/db/host', '/app/db/host']],
    [regional('states', 'execution:deploy:run-1'), ['run-1'], [regional('states', 'stateMachine:deploy'), 'deploy']],
    [regional('events', 'rule/bus/nightly'), ['nightly']],
    [regional('ecr', 'repository/team/web'), ['team/web']],
    [regional('autoscaling', 'autoScalingGroup:0b7c:autoScalingGroupName/web'), ['web']],
    ['arn:aws:route53:::hostedzone/Z0123456789ABC', ['/hostedzone/Z0123456789ABC', 'Z0123456789ABC']],
    ['arn:aws:cloudfront::111122223333:distribution/E1234567890ABC', ['E1234567890ABC']],
    [
      'arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5/stages/prod',
      ['prod'],
      ['arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5', 'a1b2c3d4e5'],
    ],
    [regional('cloudwatch', 'alarm:cpu: web/high'), ['cpu: web/high']],
  ];
  for (const [arn, own, within = []] of cases) assert.deepEqual(arnNames(arn), { own, within }, arn);
  assert.deepEqual(arnForms('arn:aws:s3:::example-logs/a'), [
    'arn:aws:s3:::example-logs/a',
    'example-logs/a',
    'arn:aws:s3:::example-logs',
    'example-logs',
  ]);
  assert.equal(arnTail('arn:aws:iam::111122223333:policy/team/ReadAll'), 'ReadAll');
  assert.equal(arnTail('no ARN'), 'no ARN');
});

test('no text makes it throw, and forms are never empty', () => {
  const text = fc
    .array(fc.constantFrom('arn', 'aws', 's3', 'iam', 'logs', ':', '/', '*', '-', 'log-group', 'stack', 'sns', 'x'), { maxLength: 20 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((rest) => `arn:aws:${rest}`),
      ),
      (arn) => {
        for (const form of arnForms(arn).slice(1)) assert.notEqual(form, '');
      },
    ),
    { numRuns: 500 },
  );
});

test('types of ARNs and ids', () => {
  assert.equal(typeOfArn('arn:aws:iam::111122223333:role/web'), 'AWS::IAM::Role');
  assert.equal(typeOfArn(regional('rds', 'cluster:main')), 'AWS::RDS::DBCluster');
  assert.equal(typeOfArn(regional('ec2', 'subnet/subnet-0123456789abcdef0')), 'AWS::EC2::Subnet');
  assert.equal(typeOfArn(regional('s3', 'accesspoint/x')), 'AWS::S3::AccessPoint');
  assert.equal(typeOfArn(regional('unheard', 'thing/x')), undefined);
  assert.equal(typeOfId('sg-01234567'), 'AWS::EC2::SecurityGroup');
  assert.equal(typeOfId('constructor-01234567'), undefined);
});

test('ids that AWS makes up are told from names people choose', () => {
  for (const id of [
    'i-0123456789abcdef0',
    'vol-13439757',
    'tgw-attach-0123456789abcdef0',
    '0b7c9f0e-1111-4222-8333-444455556666',
    'AROAEXAMPLEEXAMPLE12',
    'E1234567890ABC',
    'Z0123456789ABCDEFGHIJ',
    'mrk-0123456789abcdef0123456789abcdef',
  ]) {
    assert.ok(opaqueId(id), id);
  }
  for (const name of [
    'web',
    'app-deadbeef',
    'i-web',
    'EXAMPLEBUCKETNAME',
    'ZEBRA',
    'sg-0123456789abcdefg',
    'my-sg-01234567',
    'Administrator',
  ])
    assert.ok(!opaqueId(name), name);
});
