import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudTrailEvent } from '../../src/event/event.ts';
import { createdValues, isTargetOf, touchesOf } from '../../src/event/touched.ts';
import { ACCOUNT, call, event } from './invented.ts';

const SG = 'sg-0123456789abcdef0';
const KEY = '0b7c9f0e-1111-4222-8333-444455556666';
const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;

/** Targets as `name <type>`, first the primary; '-' when there is none. */
function targets(told: CloudTrailEvent): string {
  const names = touchesOf(told)
    .filter((touch) => touch.role === 'target')
    .map((touch) => `${touch.name} <${touch.type ?? ''}>`);
  return names.join(' ') || '-';
}

test('the primary target of common calls, the same name whichever form a call used', () => {
  const cases: readonly [CloudTrailEvent, string][] = [
    [
      call('ec2 AuthorizeSecurityGroupIngress', {
        groupId: SG,
        ipPermissions: { items: [{ groups: { items: [{ groupId: 'sg-0fffffffffffffff1' }] } }] },
      }),
      `${SG} <AWS::EC2::SecurityGroup>`,
    ],
    [
      call('ec2 CreateSecurityGroup', { groupName: 'web', vpcId: 'vpc-01234567' }, { groupId: SG, _return: true }),
      `${SG} <AWS::EC2::SecurityGroup>`,
    ],
    [
      call('ec2 CreateTags', {
        resourcesSet: { items: [{ resourceId: SG }, { resourceId: 'i-01234567' }] },
        tagSet: { items: [{ key: 'a', value: 'vpc-01234567' }] },
      }),
      `${SG} <AWS::EC2::SecurityGroup> i-01234567 <AWS::EC2::Instance>`,
    ],
    [
      call(
        'ec2 RunInstances',
        { instancesSet: { items: [{ imageId: 'ami-01234567' }] } },
        { instancesSet: { items: [{ instanceId: 'i-01234567', imageId: 'ami-01234567', subnetId: 'subnet-01234567' }] } },
      ),
      'i-01234567 <AWS::EC2::Instance>',
    ],
    [
      call('ec2 RunInstances', { instancesSet: { items: [{ imageId: 'ami-01234567' }] } }, null, {
        errorCode: 'Client.UnauthorizedOperation',
      }),
      '-',
    ],
    [
      call('ec2 TerminateInstances', { instancesSet: { items: [{ instanceId: 'i-01234567' }, { instanceId: 'i-89abcdef' }] } }),
      'i-01234567 <AWS::EC2::Instance> i-89abcdef <AWS::EC2::Instance>',
    ],
    [
      call('ec2 AttachInternetGateway', { internetGatewayId: 'igw-01234567', vpcId: 'vpc-01234567' }),
      'igw-01234567 <AWS::EC2::InternetGateway>',
    ],
    [call('ec2 CreateRoute', { routeTableId: 'rtb-01234567', gatewayId: 'igw-01234567' }), 'rtb-01234567 <AWS::EC2::RouteTable>'],
    [
      call(
        'ec2 CreateNatGateway',
        { CreateNatGatewayRequest: { SubnetId: 'subnet-01234567' } },
        { CreateNatGatewayResponse: { natGateway: { natGatewayId: 'nat-01234567', subnetId: 'subnet-01234567' } } },
      ),
      'nat-01234567 <AWS::EC2::NatGateway>',
    ],
    [
      call('ec2 AllocateAddress', { domain: 'vpc' }, { allocationId: 'eipalloc-01234567', publicIp: '198.51.100.1' }),
      'eipalloc-01234567 <AWS::EC2::EIP>',
    ],
    [
      call('s3 PutBucketPolicy', { bucketName: 'example-logs', Host: 'example-logs.s3.amazonaws.com' }, null, {
        resources: [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::example-logs', accountId: ACCOUNT }],
      }),
      'example-logs <AWS::S3::Bucket>',
    ],
    [
      call('s3 PutObject', { bucketName: 'example-logs', key: 'a' }, null, {
        resources: [
          { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::example-logs/a' },
          { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::example-logs' },
        ],
      }),
      'example-logs <AWS::S3::Bucket> example-logs/a <AWS::S3::Object>',
    ],
    [call('iam AttachRolePolicy', { roleName: 'web', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }), 'web <AWS::IAM::Role>'],
    [
      call(
        'iam CreateRole',
        { roleName: 'web', path: '/service/' },
        { role: { roleName: 'web', roleId: 'AROAWEBEXAMPLE123456', arn: `arn:aws:iam::${ACCOUNT}:role/service/web` } },
      ),
      'web <AWS::IAM::Role>',
    ],
    [
      call('iam UpdateAssumeRolePolicy', {
        roleName: 'web',
        policyDocument: '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::444455556666:root"}}]}',
      }),
      'web <AWS::IAM::Role>',
    ],
    [call('iam AddUserToGroup', { userName: 'bob', groupName: 'admins' }), 'bob <AWS::IAM::User>'],
    [
      call('iam AddRoleToInstanceProfile', { roleName: 'web', instanceProfileName: 'web-profile' }),
      'web-profile <AWS::IAM::InstanceProfile>',
    ],
    [
      call(
        'iam CreateAccessKey',
        { userName: 'bob' },
        { accessKey: { userName: 'bob', accessKeyId: 'AKIABOBEXAMPLE123456', status: 'Active' } },
      ),
      'bob <AWS::IAM::User>',
    ],
    [
      call(
        'iam CreatePolicy',
        { policyName: 'read' },
        { policy: { policyName: 'read', arn: `arn:aws:iam::${ACCOUNT}:policy/read`, policyId: 'ANPAREADEXAMPLE12345' } },
      ),
      'read <AWS::IAM::ManagedPolicy>',
    ],
    [call('iam DeletePolicy', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/read` }), 'read <AWS::IAM::ManagedPolicy>'],
    [
      call(
        'lambda UpdateFunctionCode20150331v2',
        { functionName: 'web' },
        { functionName: 'web', functionArn: arn('lambda', 'function:web'), role: `arn:aws:iam::${ACCOUNT}:role/x` },
      ),
      'web <AWS::Lambda::Function>',
    ],
    [call('lambda TagResource20170331v2', { resource: arn('lambda', 'function:web') }), 'web <AWS::Lambda::Function>'],
    [
      call(
        'rds ModifyDBInstance',
        { dBInstanceIdentifier: 'main', dBParameterGroupName: 'pg' },
        { dBInstanceArn: arn('rds', 'db:main'), dBInstanceIdentifier: 'main' },
      ),
      'main <AWS::RDS::DBInstance>',
    ],
    [
      call('rds RestoreDBInstanceFromDBSnapshot', { dBInstanceIdentifier: 'copy', dBSnapshotIdentifier: 'snap' }),
      'copy <AWS::RDS::DBInstance>',
    ],
    [
      call('rds CopyDBSnapshot', { sourceDBSnapshotIdentifier: 'a', targetDBSnapshotIdentifier: 'b-copy' }),
      'b-copy <AWS::RDS::DBSnapshot>',
    ],
    [call('dynamodb UpdateTable', { tableName: 'orders' }), 'orders <AWS::DynamoDB::Table>'],
    [
      call('kms ScheduleKeyDeletion', { keyId: 'alias/main' }, null, {
        resources: [{ ARN: arn('kms', `key/${KEY}`), type: 'AWS::KMS::Key' }],
      }),
      `${KEY} <AWS::KMS::Key>`,
    ],
    [
      call('kms CreateAlias', { aliasName: 'alias/main', targetKeyId: KEY }, null, {
        resources: [{ ARN: arn('kms', `key/${KEY}`) }, { ARN: arn('kms', 'alias/main') }],
      }),
      'alias/main <AWS::KMS::Alias>',
    ],
    [call('sns Subscribe', { topicArn: arn('sns', 'alerts'), endpoint: 'x@example.com', protocol: 'email' }), 'alerts <AWS::SNS::Topic>'],
    [call('sns CreateTopic', { name: 'alerts' }, { topicArn: arn('sns', 'alerts') }), 'alerts <AWS::SNS::Topic>'],
    [
      call('sqs CreateQueue', { queueName: 'orders' }, { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders` }),
      'orders <AWS::SQS::Queue>',
    ],
    [call('sqs SetQueueAttributes', { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders` }), 'orders <AWS::SQS::Queue>'],
    [
      call('secretsmanager PutSecretValue', {
        secretId: arn('secretsmanager', 'secret:db/main-AbC123'),
        secretString: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      }),
      'db/main <AWS::SecretsManager::Secret>',
    ],
    [
      call('secretsmanager CreateSecret', { name: 'db/main' }, { aRN: arn('secretsmanager', 'secret:db/main-AbC123'), name: 'db/main' }),
      'db/main <AWS::SecretsManager::Secret>',
    ],
    [call('ssm PutParameter', { name: '/app/host', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' }), '/app/host <AWS::SSM::Parameter>'],
    [call('ssm SendCommand', { documentName: 'AWS-RunShellScript', instanceIds: ['i-01234567'] }), 'i-01234567 <AWS::EC2::Instance>'],
    [
      call('cloudformation UpdateStack', { stackName: 'network' }, { stackId: arn('cloudformation', 'stack/network/0b7c') }),
      'network <AWS::CloudFormation::Stack>',
    ],
    [call('cloudformation ExecuteChangeSet', { stackName: 'network', changeSetName: 'c1' }), 'network <AWS::CloudFormation::Stack>'],
    [call('ecs UpdateService', { service: 'web', cluster: 'blue', desiredCount: 2 }), 'web <AWS::ECS::Service>'],
    [
      call(
        'ecs RegisterTaskDefinition',
        { family: 'web' },
        { taskDefinition: { family: 'web', taskDefinitionArn: arn('ecs', 'task-definition/web:7') } },
      ),
      'web <AWS::ECS::TaskDefinition>',
    ],
    [call('eks UpdateClusterConfig', { name: 'blue' }), 'blue <AWS::EKS::Cluster>'],
    [
      call('eks CreateNodegroup', { clusterName: 'blue', nodegroupName: 'workers', subnets: ['subnet-01234567'] }),
      'workers <AWS::EKS::Nodegroup>',
    ],
    [
      call(
        'elasticloadbalancing CreateLoadBalancer',
        { name: 'web', subnets: ['subnet-01234567'] },
        {
          loadBalancers: [
            {
              loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/app/web/50dc6c495c0c9188'),
              loadBalancerName: 'web',
              vpcId: 'vpc-01234567',
            },
          ],
        },
      ),
      'web <AWS::ElasticLoadBalancingV2::LoadBalancer>',
    ],
    [
      call('elasticloadbalancing RegisterTargets', {
        targetGroupArn: arn('elasticloadbalancing', 'targetgroup/web/73e2d6bc24d8a067'),
        targets: [{ id: 'i-01234567' }],
      }),
      'web <AWS::ElasticLoadBalancingV2::TargetGroup>',
    ],
    [call('elasticloadbalancing DeleteLoadBalancer', { loadBalancerName: 'classic' }), 'classic <>'],
    [call('route53 ChangeResourceRecordSets', { hostedZoneId: 'Z0123456789ABC' }), 'Z0123456789ABC <AWS::Route53::HostedZone>'],
    [
      call(
        'route53 CreateHostedZone',
        { name: 'example.com.' },
        { hostedZone: { id: '/hostedzone/Z0123456789ABC', name: 'example.com.' } },
      ),
      'Z0123456789ABC <AWS::Route53::HostedZone>',
    ],
    [call('cloudfront UpdateDistribution', { id: 'E1234567890ABC' }), 'E1234567890ABC <AWS::CloudFront::Distribution>'],
    [
      call('cloudfront CreateInvalidation', { distributionId: 'E1234567890ABC' }, { invalidation: { id: 'I1' } }),
      'E1234567890ABC <AWS::CloudFront::Distribution>',
    ],
    [call('logs CreateLogStream', { logGroupName: '/app', logStreamName: 's1' }), '/app <AWS::Logs::LogGroup>'],
    [call('events PutRule', { name: 'nightly' }, { ruleArn: arn('events', 'rule/nightly') }), 'nightly <AWS::Events::Rule>'],
    [
      call('events PutTargets', { rule: 'nightly', targets: [{ id: 't1', arn: arn('lambda', 'function:web') }] }),
      'nightly <AWS::Events::Rule>',
    ],
    [
      call(
        'sts AssumeRole',
        { roleArn: `arn:aws:iam::${ACCOUNT}:role/service/web`, roleSessionName: 's' },
        { assumedRoleUser: { arn: `arn:aws:sts::${ACCOUNT}:assumed-role/web/s`, assumedRoleId: 'AROAWEBEXAMPLE123456:s' } },
        { readOnly: true },
      ),
      'web <AWS::IAM::Role>',
    ],
    [
      call('apigateway CreateDeployment', { restApiId: 'a1b2c3d4e5', createDeploymentInput: { stageName: 'prod' } }),
      'a1b2c3d4e5 <AWS::ApiGateway::RestApi>',
    ],
    [call('ecr PutImage', { repositoryName: 'team/web' }), 'team/web <AWS::ECR::Repository>'],
    [
      call(
        'states StartExecution',
        { stateMachineArn: arn('states', 'stateMachine:deploy'), name: 'run-1' },
        { executionArn: arn('states', 'execution:deploy:run-1') },
      ),
      'deploy <AWS::StepFunctions::StateMachine>',
    ],
    [call('monitoring DeleteAlarms', { alarmNames: ['cpu high'] }), 'cpu high <AWS::CloudWatch::Alarm>'],
    [
      call('organizations MoveAccount', { accountId: '444455556666', sourceParentId: 'r-ab12', destinationParentId: 'ou-ab12-12345678' }),
      '444455556666 <AWS::Organizations::Account>',
    ],
    [call('autoscaling PutScalingPolicy', { policyName: 'p', autoScalingGroupName: 'web' }), 'web <AWS::AutoScaling::AutoScalingGroup>'],
    [call('cloudtrail StopLogging', { name: 'main' }), 'main <AWS::CloudTrail::Trail>'],
    [call('signin ConsoleLogin', null, { ConsoleLogin: 'Success' }), '-'],
    [
      event({
        eventName: 'RotateKey',
        eventSource: 'kms.amazonaws.com',
        eventType: 'AwsServiceEvent',
        serviceEventDetails: { keyId: KEY },
      }),
      `${KEY} <AWS::KMS::Key>`,
    ],
  ];
  for (const [told, expected] of cases) assert.equal(targets(told), expected, told.eventName);
});

test('one resource is one touch with all its names', () => {
  const [touch] = touchesOf(call('ec2 CreateSecurityGroup', { groupName: 'web', vpcId: 'vpc-01234567' }, { groupId: SG }));
  assert.deepEqual(touch, {
    role: 'target',
    name: SG,
    values: ['web', SG],
    type: 'AWS::EC2::SecurityGroup',
    path: 'requestParameters.groupName',
  });
});

test('what is named in passing is a mention: policy documents, neighbours, endpoints', () => {
  const document = JSON.stringify({ Statement: [{ Resource: ['arn:aws:s3:::example-ledger/*', 'arn:aws:s3:::example-ledger'] }] });
  const told = call('iam PutRolePolicy', { roleName: 'web', policyName: 'p', policyDocument: document }, null, {
    vpcEndpointId: 'vpce-01234567',
  });
  const mentions = touchesOf(told).filter((touch) => touch.role === 'mention');
  assert.deepEqual(
    mentions.map((touch) => touch.values[0]),
    ['arn:aws:s3:::example-ledger/*', 'arn:aws:s3:::example-ledger', 'vpce-01234567'],
  );
});

test('masked values, secrets, tags and placeholders never name anything', () => {
  const told = call('ssm PutParameter', {
    name: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    secretName: '****',
    sessionToken: 'arn:aws:iam::111122223333:role/x',
    tags: [{ key: 'id', value: SG }],
    instanceId: '...',
  });
  assert.deepEqual(touchesOf(told), []);
});

test('created values are all names of the one thing that was created', () => {
  assert.deepEqual(createdValues(call('ec2 CreateSecurityGroup', { groupName: 'web' }, { groupId: SG })), ['web', SG]);
  assert.deepEqual(
    createdValues(call('sqs CreateQueue', { queueName: 'orders' }, { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders` })),
    ['orders', `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders`],
  );
  assert.deepEqual(createdValues(call('s3 CreateBucket', { bucketName: 'example-logs' })), ['example-logs']);
  assert.deepEqual(
    createdValues(call('apigateway CreateRestApi', { createRestApiInput: { name: 'orders' } }, { id: 'a1b2c3d4e5', name: 'orders' })),
    ['a1b2c3d4e5', 'orders'],
  );
  const nothing: readonly CloudTrailEvent[] = [
    call('ec2 CreateSecurityGroup', { groupName: 'web' }, null, { errorCode: 'Client.InvalidGroup.Duplicate' }),
    call('ec2 CreateTags', { resourcesSet: { items: [{ resourceId: SG }] } }),
    call('ec2 CreateRoute', { routeTableId: 'rtb-01234567' }),
    call('iam CreateAccessKey', { userName: 'bob' }, { accessKey: { userName: 'bob', accessKeyId: 'AKIABOBEXAMPLE123456' } }),
    call('iam CreatePolicyVersion', { policyArn: `arn:aws:iam::${ACCOUNT}:policy/read` }),
    call('logs CreateLogStream', { logGroupName: '/app', logStreamName: 's' }),
    call('cloudformation CreateChangeSet', { stackName: 'network', changeSetName: 'c' }),
    call('ec2 DeleteSecurityGroup', { groupId: SG }),
    call('ec2 RunInstances', {}, { instancesSet: { items: [{ instanceId: 'i-01234567' }, { instanceId: 'i-89abcdef' }] } }),
  ];
  for (const told of nothing) assert.deepEqual(createdValues(told), [], told.eventName);
});

test('an identity is the target or only named', () => {
  const group = { address: 'x', values: [{ value: SG, kind: 'id', via: { how: 'state', text: '' } }] } as const;
  assert.ok(isTargetOf(call('ec2 DeleteSecurityGroup', { groupId: SG }), group));
  assert.ok(
    !isTargetOf(
      call(
        'ec2 RunInstances',
        { groupSet: { items: [{ groupId: SG }] } },
        { instancesSet: { items: [{ instanceId: 'i-01234567', groupSet: { items: [{ groupId: SG }] } }] } },
      ),
      group,
    ),
  );
});

test('hostile parameters neither throw nor flood', () => {
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`x${i}Id`, `name-${i}`]));
  assert.ok(touchesOf(call('ec2 DescribeInstances', wide, null, { readOnly: true })).length <= 600);
  assert.deepEqual(
    touchesOf(call('ec2 X', { constructorId: 'constructor', __proto__Name: 'toString' }, null, { eventSource: 'constructor' })).map(
      (touch) => touch.type,
    ),
    [undefined, undefined],
  );
});
