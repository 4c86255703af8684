import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence, IdentityValue, ResourceIdentity } from '../../src/resource/identity.ts';
import type { JsonRecord } from '../../src/resource/leaves.ts';
import { matchRecord } from '../../src/resource/match.ts';

const ACCOUNT = '111122223333';
const state: Evidence = { how: 'state', text: 'id from state serial 41' };
const literal: Evidence = { how: 'literal', text: 'literal name' };

function identity(
  resourceType: string,
  service: string,
  values: readonly (string | IdentityValue)[],
  more: Partial<ResourceIdentity> = {},
): ResourceIdentity {
  return {
    address: 'aws_x.example',
    resourceType,
    eventSource: `${service}.amazonaws.com`,
    account: ACCOUNT,
    region: 'eu-west-1',
    ...more,
    values: values.map((value) => (typeof value === 'string' ? { value, kind: 'name', via: state } : value)),
  };
}

const SG_ID = 'sg-0123456789abcdef0';
const group = identity('AWS::EC2::SecurityGroup', 'ec2', [SG_ID, 'web-sg']);
const bucket = identity('AWS::S3::Bucket', 's3', ['example-ledger', 'arn:aws:s3:::example-ledger']);
const role = identity('AWS::IAM::Role', 'iam', ['ci-deployer', `arn:aws:iam::${ACCOUNT}:role/service/ci-deployer`]);

/** `level` or `level (mention)`; '-' when there is no match. */
function shown(one: ResourceIdentity, what: string, fields: JsonRecord, facts: { account?: string; region?: string } = {}): string {
  const match = matched(one, what, fields, facts);
  return match === undefined ? '-' : `${match.confidence}${match.mention === true ? ' (mention)' : ''}`;
}

function matched(one: ResourceIdentity, what: string, fields: JsonRecord, facts: { account?: string; region?: string } = {}) {
  const [service = '', eventName = ''] = what.split(' ');
  const eventSource = `${service}.amazonaws.com`;
  return matchRecord(
    one,
    { eventName, eventSource, awsRegion: 'eu-west-1', ...fields },
    { account: ACCOUNT, region: 'eu-west-1', eventSource, ...facts },
  );
}

const request = (requestParameters: JsonRecord): JsonRecord => ({ requestParameters });

test('an id from state is exact wherever parameters, answers or resources hold it, with the reason in words', () => {
  assert.equal(shown(group, 'ec2 DeleteSecurityGroup', request({ groupId: SG_ID })), 'exact');
  assert.equal(shown(group, 'ec2 RunInstances', request({ groupSet: { items: [{ groupId: SG_ID }] } })), 'exact');
  assert.equal(shown(group, 'ec2 CreateSecurityGroup', { responseElements: { groupId: SG_ID } }), 'exact');
  assert.equal(shown(bucket, 's3 GetObject', { resources: [{ ARN: 'arn:aws:s3:::example-ledger', type: 'AWS::S3::Bucket' }] }), 'exact');
  assert.equal(
    matched(group, 'ec2 CreateTags', request({ resourcesSet: { items: [{ resourceId: SG_ID }] } }))?.reason,
    `requestParameters.resourcesSet.items[0].resourceId is ${SG_ID} (id from state serial 41)`,
  );
});

test('a name is strong in a member that names such things, less elsewhere', () => {
  assert.equal(shown(group, 'ec2 CreateSecurityGroup', request({ groupName: 'web-sg' })), 'strong');
  assert.equal(shown(role, 'iam AttachRolePolicy', request({ roleName: 'ci-deployer' }), { region: 'us-east-1' }), 'strong');
  const parameter = identity('AWS::SSM::Parameter', 'ssm', ['/app/host']);
  assert.equal(shown(parameter, 'ssm PutParameter', request({ name: '/app/host' })), 'strong');
  const fromCode = identity('AWS::EC2::SecurityGroup', 'ec2', [{ value: 'web-sg', kind: 'name', via: literal }]);
  assert.equal(shown(fromCode, 'ec2 CreateSecurityGroup', request({ groupName: 'web-sg' })), 'probable');
  assert.equal(shown(group, 'ec2 ImportKeyPair', request({ keyName: 'web-sg' })), 'possible', 'a key pair of the same name');
  assert.equal(shown(group, 'lambda CreateFunction20150331', request({ description: 'web-sg' })), 'possible', 'a text of another service');
  assert.equal(
    shown(bucket, 'cloudtrail CreateTrail', request({ s3BucketName: 'example-ledger' })),
    'probable',
    'another service names a bucket',
  );
  assert.equal(shown(group, 'ec2 CreateTags', request({ tagSet: { items: [{ key: 'Name', value: 'web-sg' }] } })), 'possible (mention)');
});

test('near misses are no matches', () => {
  assert.equal(shown(group, 'ec2 DeleteSecurityGroup', request({ groupId: 'sg-0123456789abcdef1' })), '-');
  assert.equal(shown(group, 'ec2 CreateSecurityGroup', request({ groupName: 'web-sg-b' })), '-');
  assert.equal(shown(bucket, 's3 PutObject', request({ bucketName: 'example-ledger-archive' })), '-');
  assert.equal(shown(bucket, 's3 PutObject', { resources: [{ ARN: 'arn:aws:s3:::example-ledger-archive/2026/x' }] }), '-');
  assert.equal(shown(role, 'iam DeleteRole', request({ roleName: 'ci-deployer-staging' })), '-');
  assert.equal(shown(group, 'ec2 StartInstances', { userAgent: 'web-sg', awsRegion: 'web-sg' }), '-');
});

test('ARNs name the parts and shorter forms of a resource', () => {
  assert.equal(shown(bucket, 's3 PutObject', { resources: [{ ARN: 'arn:aws:s3:::example-ledger/2026/x.parquet' }] }), 'strong');
  assert.equal(shown(role, 'sts AssumeRole', request({ roleArn: `arn:aws:iam::${ACCOUNT}:role/service/ci-deployer` })), 'exact');
  const byName = identity('AWS::IAM::Role', 'iam', ['ci-deployer']);
  assert.equal(shown(byName, 'lambda CreateFunction20150331', request({ role: `arn:aws:iam::${ACCOUNT}:role/ci-deployer` })), 'strong');
  assert.equal(
    shown(byName, 'ec2 AssociateIamInstanceProfile', request({ arn: `arn:aws:iam::${ACCOUNT}:instance-profile/ci-deployer` })),
    '-',
    'another type',
  );
  assert.equal(
    shown(byName, 'lambda AddPermission20150331v2', request({ sourceArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:ci-deployer` })),
    '-',
    'another service',
  );
  assert.equal(
    shown(byName, 'sts AssumeRole', request({ roleArn: 'arn:aws:iam::444455556666:role/ci-deployer' })),
    '-',
    'an ARN of another account is no name',
  );
  const fn = identity('AWS::Lambda::Function', 'lambda', [`arn:aws:lambda:eu-west-1:${ACCOUNT}:function:web`]);
  assert.equal(shown(fn, 'lambda UpdateFunctionCode20150331v2', request({ functionName: 'web' })), 'strong');
  assert.equal(shown(fn, 'lambda Invoke', request({ functionName: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:web:PROD` })), 'strong');
  const secret = identity('AWS::SecretsManager::Secret', 'secretsmanager', [
    `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db/main-AbC123`,
  ]);
  assert.equal(shown(secret, 'secretsmanager DeleteSecret', request({ secretId: 'db/main' })), 'strong');
  const queue = identity('AWS::SQS::Queue', 'sqs', [`https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders`]);
  assert.equal(shown(queue, 'sqs DeleteQueue', request({ queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders` })), 'exact');
  assert.equal(shown(queue, 'sqs CreateQueue', request({ queueName: 'orders' })), 'strong');
});

test("a bucket's address in another service's record probably means it, its mere name in a text does not", () => {
  const query = (location: string): string => shown(bucket, 'athena StartQueryExecution', request({ outputLocation: location }));
  assert.equal(query('s3://example-ledger/results/'), 'probable');
  assert.equal(query('s3://example-ledger-old/results/'), '-');
  assert.equal(shown(bucket, 'lambda UpdateFunctionConfiguration', request({ description: 'reads example-ledger' })), 'possible');
});

test('a pattern of an ARN tells no account', () => {
  const secret = identity('AWS::SecretsManager::Secret', 'secretsmanager', [
    { value: 'acme-*', kind: 'pattern', via: literal },
    { value: 'arn:*:secretsmanager:*:*:secret:acme-*-*', kind: 'pattern', via: literal },
  ]);
  const { account: _, region: __, ...anywhere } = secret;
  assert.equal(shown(anywhere, 'secretsmanager CreateSecret', request({ name: 'acme-token' })), 'possible');
});

test('another account or Region makes a mere name possible, and says so; ids and global services are not lowered', () => {
  assert.equal(shown(role, 'iam AttachRolePolicy', request({ roleName: 'ci-deployer' }), { account: '444455556666' }), 'possible');
  assert.match(
    matched(role, 'iam AttachRolePolicy', request({ roleName: 'ci-deployer' }), { account: '444455556666' })?.reason ?? '',
    /same name in another account \(444455556666\)/,
  );
  assert.equal(shown(group, 'ec2 CreateSecurityGroup', request({ groupName: 'web-sg' }), { region: 'us-east-1' }), 'possible');
  assert.equal(
    shown(group, 'ec2 DescribeSecurityGroups', request({ groupId: SG_ID }), { account: '444455556666', region: 'us-east-1' }),
    'exact',
  );
  assert.equal(shown(role, 'iam DeleteRole', request({ roleName: 'ci-deployer' }), { region: 'us-east-1' }), 'strong');
  assert.equal(
    shown(bucket, 's3 GetObject', request({ bucketName: 'example-ledger' }), { account: '444455556666' }),
    'strong',
    'bucket names are unique over all accounts',
  );
});

test('the actor, policy documents and error messages name in passing', () => {
  const issuer = {
    type: 'AssumedRole',
    accountId: ACCOUNT,
    sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/service/ci-deployer`, userName: 'ci-deployer' } },
  };
  assert.equal(shown(role, 'iam CreateUser', { userIdentity: issuer, requestParameters: { userName: 'backdoor' } }), 'probable (mention)');
  assert.match(
    matched(role, 'iam CreateUser', { userIdentity: issuer })?.reason ?? '',
    /^acted as it: userIdentity\.sessionContext\.sessionIssuer\.arn/,
  );
  assert.equal(
    shown(role, 'iam UpdateRole', { userIdentity: issuer, requestParameters: { roleName: 'ci-deployer' } }, { region: 'us-east-1' }),
    'strong',
  );
  assert.equal(
    shown(identity('AWS::S3::Bucket', 's3', ['alice']), 's3 ListBuckets', { userIdentity: { type: 'IAMUser', userName: 'alice' } }),
    '-',
    'a bucket does not act',
  );
  const document = JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::example-ledger/*' }] });
  assert.equal(shown(bucket, 'iam PutRolePolicy', request({ roleName: 'other', policyDocument: document })), 'probable (mention)');
  assert.equal(
    shown(
      bucket,
      's3 PutBucketPolicy',
      request({ bucketName: 'other', bucketPolicy: { Statement: [{ Resource: 'arn:aws:s3:::example-ledger' }] } }),
    ),
    'probable (mention)',
  );
  assert.equal(
    shown(group, 'ec2 DeleteVpc', { requestParameters: { vpcId: 'vpc-1' }, errorMessage: `resource ${SG_ID} has a dependent object.` }),
    'probable (mention)',
  );
  assert.equal(
    shown(role, 's3 GetObject', {
      errorMessage: `User: arn:aws:sts::${ACCOUNT}:assumed-role/ci-deployer/s is not authorized to perform: s3:GetObject`,
    }),
    'probable (mention)',
  );
  assert.equal(
    shown(role, 's3 GetObject', { errorMessage: 'User: arn:aws:sts::444455556666:assumed-role/ci-deployer/s is not authorized' }),
    '-',
  );
});

test('patterns and parents are possible; an event that sets the part itself is probable', () => {
  const pattern = identity('AWS::S3::Bucket', 's3', [
    { value: 'stack-logs-*', kind: 'pattern', via: { how: 'default', text: 'name that CloudFormation makes' } },
  ]);
  assert.equal(shown(pattern, 's3 DeleteBucket', request({ bucketName: 'stack-logs-1x2y3z' })), 'possible');
  assert.equal(shown(pattern, 's3 DeleteBucket', request({ bucketName: 'my-stack-logs-1x2y3z' })), '-');
  assert.equal(shown(pattern, 's3 PutObject', { resources: [{ ARN: 'arn:aws:s3:::stack-logs-1x2y3z' }] }), 'possible');
  const short = identity('AWS::S3::Bucket', 's3', [{ value: '*a*', kind: 'pattern', via: literal }]);
  assert.equal(shown(short, 's3 DeleteBucket', request({ bucketName: 'data' })), '-');
  const versioning: ResourceIdentity = {
    address: 'aws_s3_bucket_versioning.v',
    iacType: 'aws_s3_bucket_versioning',
    values: [],
    parent: bucket,
  };
  assert.equal(shown(versioning, 's3 PutBucketVersioning', request({ bucketName: 'example-ledger' })), 'probable');
  assert.equal(shown(versioning, 's3 DeleteBucket', request({ bucketName: 'example-ledger' })), 'possible');
  assert.equal(shown(versioning, 's3 PutBucketPolicy', request({ bucketName: 'example-ledger' })), '-', 'that is another part');
  assert.equal(shown(versioning, 'cloudtrail CreateTrail', request({ s3BucketName: 'example-ledger' })), '-', 'that only uses the bucket');
});

test('a value that was asked for is found without type or service', () => {
  const asked = (value: string): ResourceIdentity => ({
    address: value,
    values: [{ value, kind: 'name', via: { how: 'asked', text: 'as asked' } }],
  });
  assert.equal(shown(asked('web-sg'), 'ec2 CreateSecurityGroup', request({ groupName: 'web-sg' })), 'probable');
  assert.equal(shown(asked(SG_ID), 'ec2 DeleteSecurityGroup', request({ groupId: SG_ID })), 'exact');
  assert.equal(shown(asked('203.0.113.7'), 'ec2 StartInstances', { sourceIPAddress: '203.0.113.7' }), 'probable');
  assert.equal(
    shown(asked('ci-deployer'), 'sts AssumeRole', request({ roleArn: `arn:aws:iam::${ACCOUNT}:role/service/ci-deployer` })),
    'probable',
  );
});
