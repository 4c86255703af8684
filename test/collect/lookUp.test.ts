// The lookup plan against an index that has each type under one form of its name only, and which form that is nobody tells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudTrailRecord } from '../../scripts/aws/index.ts';
import { asked } from '../../src/resource/asked.ts';
import { lookupForms } from '../../src/resource/lookupForms.ts';
import { typeKnowledge } from '../../src/resource/types.ts';
import type { IdentityValue, ResourceIdentity } from '../../src/resource/identity.ts';
import { account, callsOf, connected, rigOf, signal } from './rig.ts';
import { record, uuid } from './records.ts';

const A = '111122223333';
const REGION = 'eu-west-1';
const DAY = 86_400_000;
const place = { partition: 'aws', account: A, region: REGION };
const hex = (n: number): string => uuid('id', n).replaceAll('-', '').slice(0, 17);

type Kind = 'name' | 'id' | 'arn';
/** What state or the code tell of the nth resource of a type. */
const types: Readonly<Record<string, (n: number) => readonly (readonly [Kind, string])[]>> = {
  'AWS::EC2::Instance': (n) => [['id', `i-${hex(n)}`]],
  'AWS::EC2::VPC': (n) => [['id', `vpc-${hex(n)}`]],
  'AWS::EC2::Subnet': (n) => [['id', `subnet-${hex(n)}`]],
  'AWS::EC2::NetworkInterface': (n) => [['id', `eni-${hex(n)}`]],
  'AWS::EC2::LaunchTemplate': (n) => [
    ['id', `lt-${hex(n)}`],
    ['name', `web-template-${n}`],
  ],
  'AWS::EC2::SecurityGroup': (n) => [
    ['id', `sg-${hex(n)}`],
    ['name', `web-group-${n}`],
  ],
  'AWS::EC2::KeyPair': (n) => [['name', `deploy-key-${n}`]],
  'AWS::IAM::Role': (n) => [['name', `deployer-${n}`]],
  'AWS::IAM::User': (n) => [['name', `dana-${n}`]],
  'AWS::IAM::ManagedPolicy': (n) => [['name', `read-only-${n}`]],
  'AWS::EKS::Cluster': (n) => [['name', `cluster-${n}`]],
  'AWS::Lambda::Function': (n) => [['name', `resize-${n}`]],
  'AWS::SecretsManager::Secret': (n) => [
    ['name', `app/db-${n}`],
    ['arn', `arn:aws:secretsmanager:${REGION}:${A}:secret:app/db-${n}-a1B2c3`],
  ],
  'AWS::S3::Bucket': (n) => [['name', `acme-exports-${n}`]],
  'AWS::CloudTrail::Trail': (n) => [['name', `audit-${n}`]],
  'AWS::KMS::Key': (n) => [['id', uuid('key', n)]],
  'AWS::RDS::DBInstance': (n) => [['name', `orders-${n}`]],
  'AWS::RDS::DBCluster': (n) => [['name', `ledger-${n}`]],
  'AWS::DynamoDB::Table': (n) => [['name', `orders-${n}`]],
  'AWS::ECR::Repository': (n) => [['name', `shop/api-${n}`]],
  'AWS::Logs::LogGroup': (n) => [['name', `/aws/lambda/resize-${n}`]],
  'AWS::CloudWatch::Alarm': (n) => [['name', `errors-${n}`]],
  'AWS::SSM::Parameter': (n) => [['name', `/app/db/host-${n}`]],
  'AWS::Events::Rule': (n) => [['name', `nightly-${n}`]],
  'AWS::AutoScaling::AutoScalingGroup': (n) => [
    ['name', `web-asg-${n}`],
    ['arn', `arn:aws:autoscaling:${REGION}:${A}:autoScalingGroup:${uuid('asg', n)}:autoScalingGroupName/web-asg-${n}`],
  ],
  'AWS::CloudFormation::Stack': (n) => [
    ['name', `shop-api-${n}`],
    ['arn', `arn:aws:cloudformation:${REGION}:${A}:stack/shop-api-${n}/${uuid('stack', n)}`],
  ],
  'AWS::SNS::Topic': (n) => [['name', `alerts-${n}`]],
  'AWS::StepFunctions::StateMachine': (n) => [['name', `settle-${n}`]],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (n) => [
    ['arn', `arn:aws:elasticloadbalancing:${REGION}:${A}:loadbalancer/app/web-${n}/${hex(n)}`],
    ['name', `web-${n}`],
  ],
  'AWS::SQS::Queue': (n) => [['name', `jobs-${n}`]],
  'AWS::ECS::Cluster': (n) => [['name', `workers-${n}`]],
  'AWS::ECS::Service': (n) => [
    ['name', `api-${n}`],
    ['arn', `arn:aws:ecs:${REGION}:${A}:service/workers/api-${n}`],
  ],
  'AWS::Route53::HostedZone': (n) => [['id', `Z${hex(n).toUpperCase().slice(0, 13)}`]],
  'AWS::CloudFront::Distribution': (n) => [['id', `E${hex(n).toUpperCase().slice(0, 13)}`]],
};

function identityOf(type: string, n: number): ResourceIdentity {
  const known = typeKnowledge(type);
  const values = types[type]!(n).map(([kind, value]): IdentityValue => ({
    value,
    kind,
    via: { how: 'state', text: `${kind} from state serial 4` },
  }));
  return {
    address: `${known?.tfType ?? type}.n${n}`,
    resourceType: type,
    ...(known?.eventSource ? { eventSource: known.eventSource } : {}),
    account: A,
    ...(known?.global ? {} : { region: REGION }),
    values,
  };
}

/** The life of a resource: made, changed twice, removed; among the like of other resources of its type. */
function lifeOf(type: string, n: number, now: number): CloudTrailRecord[] {
  const known = typeKnowledge(type);
  const noun = type.split('::')[2] ?? '';
  const names = [known?.creates[0] ?? `Create${noun}`, `Update${noun}Settings`, `Tag${noun}`, known?.deletes[0] ?? `Delete${noun}`];
  const region = known?.global ? 'us-east-1' : REGION;
  const [, value = ''] = types[type]!(n)[0]!;
  return names.map((eventName, i) =>
    record(A, region, now - (60 - i * 10) * DAY - n * 1000, n * 10 + i, {
      eventName,
      eventSource: known?.eventSource ?? `${(type.split('::')[1] ?? '').toLowerCase()}.amazonaws.com`,
      requestParameters: { resource: `${type}/${n}`, name: value },
      eventID: uuid(type, n, i),
    }),
  );
}

const COUNT = 4;

test('every event of a resource is found, whichever form of its name the index has', async (t) => {
  const now = Date.now();
  const firstCalls: number[] = [];
  const laterCalls: number[] = [];
  assert.ok(Object.keys(types).length >= 30);
  for (const type of Object.keys(types)) {
    const where = { ...place, region: typeKnowledge(type)?.global ? 'us-east-1' : REGION };
    for (const { form } of lookupForms(identityOf(type, 0), where)) {
      const truth = Array.from({ length: COUNT }, (_, n) => lifeOf(type, n, now));
      const rig = await rigOf({
        aws: {
          accounts: [account(A, { records: truth.flat() })],
          indexedAs: ({ requestParameters }) => {
            const resource = requestParameters?.['resource'];
            const [, n = ''] = (typeof resource === 'string' ? resource : '').split('/');
            const name = lookupForms(identityOf(type, Number(n)), where).find((one) => one.form === form)?.value ?? '';
            return [{ ResourceType: type, ResourceName: name }];
          },
        },
        apart: 0,
      });
      await connected(rig, [A], [REGION, 'us-east-1']);
      for (let n = 0; n < COUNT; n++) {
        const before = callsOf(rig.aws, 'LookupEvents').length;
        const result = await rig.desk.handlers.lookUp({ identity: identityOf(type, n) }, signal());
        assert.deepEqual(result.faults, []);
        const lost = truth[n]!.filter(({ eventID }) => rig.store.refOf(eventID) === undefined).map(({ eventName }) => eventName);
        assert.deepEqual(lost, [], `${type} indexed by ${form}: resource ${n}`);
        (n < 2 ? firstCalls : laterCalls).push(callsOf(rig.aws, 'LookupEvents').length - before);
      }
      const before = callsOf(rig.aws, 'LookupEvents').length;
      await rig.desk.handlers.lookUp({ identity: identityOf(type, 0) }, signal());
      assert.equal(callsOf(rig.aws, 'LookupEvents').length, before, 'a second look costs no call');
      await rig.aws.close();
    }
  }
  const median = (all: number[]): number => all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
  t.diagnostic(
    `${Object.keys(types).length} types, ${firstCalls.length / 2} forms: median ${median(firstCalls)} calls an answer, at most ${Math.max(...firstCalls)}; ` +
      `once learned median ${median(laterCalls)}, at most ${Math.max(...laterCalls)}`,
  );
  assert.ok(median(firstCalls) <= 3);
  assert.ok(Math.max(...laterCalls) <= 2, String(laterCalls));
});

test('what the index does not name is found by the names of its events', async () => {
  const now = Date.now();
  const truth = lifeOf('AWS::DynamoDB::Table', 7, now);
  const rig = await rigOf({ aws: { accounts: [account(A, { records: truth })], indexedAs: () => [] } });
  await connected(rig, [A], [REGION]);
  await rig.desk.handlers.lookUp({ identity: identityOf('AWS::DynamoDB::Table', 7) }, signal());
  const held = truth.filter(({ eventID }) => rig.store.refOf(eventID) !== undefined).map(({ eventName }) => eventName);
  assert.deepEqual(held, ['CreateTable', 'DeleteTable']);
});

test('a part is looked up by what it is a part of', async () => {
  const now = Date.now();
  const truth = record(A, REGION, now - DAY, 1, {
    eventName: 'PutBucketVersioning',
    eventSource: 's3.amazonaws.com',
    requestParameters: { bucketName: 'acme-exports', VersioningConfiguration: { Status: 'Suspended' } },
  });
  const rig = await rigOf({ aws: { accounts: [account(A, { records: [truth] })] } });
  await connected(rig, [A], [REGION]);
  const bucket: ResourceIdentity = {
    address: 'aws_s3_bucket.exports',
    iacType: 'aws_s3_bucket',
    resourceType: 'AWS::S3::Bucket',
    eventSource: 's3.amazonaws.com',
    values: [{ value: 'acme-exports', kind: 'name', via: { how: 'literal', text: 'literal' } }],
  };
  const part: ResourceIdentity = {
    address: 'aws_s3_bucket_versioning.exports',
    iacType: 'aws_s3_bucket_versioning',
    eventSource: 's3.amazonaws.com',
    values: [],
    parent: bucket,
  };
  const { added } = await rig.desk.handlers.lookUp({ identity: part }, signal());
  assert.equal(added, 1);
  const answer = await rig.backend.call('history', { identity: part });
  assert.equal(answer.total, 1);
  assert.match(answer.coverageText, /looked up by acme-exports and arn:aws:s3:::acme-exports/);
});

test('a global service is asked where it records, also when that Region was not chosen', async () => {
  const now = Date.now();
  const truth = lifeOf('AWS::IAM::Role', 1, now);
  const rig = await rigOf({
    aws: { accounts: [account(A, { records: truth })], indexedAs: () => [{ ResourceType: 'AWS::IAM::Role', ResourceName: 'deployer-1' }] },
  });
  await connected(rig, [A], [REGION]);
  await rig.desk.handlers.lookUp({ identity: identityOf('AWS::IAM::Role', 1) }, signal());
  assert.deepEqual([...new Set(callsOf(rig.aws, 'LookupEvents').map(({ region }) => region))], ['us-east-1']);
  assert.equal(rig.store.events, 4);
});

test('where all of the span is held, a resource costs no call', async () => {
  const now = Date.now();
  const truth = lifeOf('AWS::DynamoDB::Table', 3, now);
  const rig = await rigOf({ aws: { accounts: [account(A, { records: truth })] } });
  await connected(rig, [A], [REGION]);
  await rig.desk.handlers.fill({ since: now - 95 * DAY }, signal());
  const calls = rig.aws.calls.length;
  const result = await rig.desk.handlers.lookUp({ identity: identityOf('AWS::DynamoDB::Table', 3) }, signal());
  assert.deepEqual([result.calls, rig.aws.calls.length], [0, calls]);
});

test('all that an access key did is looked up by the key, and one event by its id', async () => {
  const now = Date.now();
  const truth = lifeOf('AWS::DynamoDB::Table', 5, now);
  const rig = await rigOf({ aws: { accounts: [account(A, { records: truth })], indexedAs: () => [] } });
  await connected(rig, [A], [REGION]);
  const [first] = truth;
  await rig.desk.handlers.lookUp({ identity: asked(first?.eventID ?? '') }, signal());
  assert.equal(rig.store.events, 1);
  await rig.desk.handlers.lookUp({ identity: asked('AKIAEXAMPLEEXAMPLE00') }, signal());
  assert.equal(rig.store.events, truth.length);
});
