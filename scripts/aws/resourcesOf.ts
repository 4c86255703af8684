// `Resources` of LookupEvents: CloudTrail computes it from the call, it is not the record's `resources`. What is known of it is little, and
// most reads have none; where sources disagree on the form, tests choose another by `indexedAs`.
import { record as asRecord, textOf, type CloudTrailRecord, type Json } from './record.ts';

export interface LookupResource {
  readonly ResourceType: string;
  readonly ResourceName: string;
}

/** By service: parameter of the call (any case, or of its answer), and the type its value is indexed under. */
const table: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ec2: {
    instanceId: 'AWS::EC2::Instance',
    vpcId: 'AWS::EC2::VPC',
    subnetId: 'AWS::EC2::Subnet',
    imageId: 'AWS::EC2::Ami',
    networkInterfaceId: 'AWS::EC2::NetworkInterface',
    groupId: 'AWS::EC2::SecurityGroup',
    groupName: 'AWS::EC2::SecurityGroup',
    keyName: 'AWS::EC2::KeyPair',
    launchTemplateId: 'AWS::EC2::LaunchTemplate',
    volumeId: 'AWS::EC2::Volume',
    snapshotId: 'AWS::EC2::Snapshot',
    routeTableId: 'AWS::EC2::RouteTable',
    internetGatewayId: 'AWS::EC2::InternetGateway',
    natGatewayId: 'AWS::EC2::NatGateway',
    allocationId: 'AWS::EC2::EIP',
    vpcEndpointId: 'AWS::EC2::VPCEndpoint',
  },
  iam: {
    roleName: 'AWS::IAM::Role',
    userName: 'AWS::IAM::User',
    policyArn: 'AWS::IAM::Policy',
    groupName: 'AWS::IAM::Group',
    instanceProfileName: 'AWS::IAM::InstanceProfile',
    accessKeyId: 'AWS::IAM::AccessKey',
  },
  s3: { bucketName: 'AWS::S3::Bucket' },
  lambda: { functionName: 'AWS::Lambda::Function' },
  secretsmanager: { secretId: 'AWS::SecretsManager::Secret', name: 'AWS::SecretsManager::Secret' },
  cloudtrail: { name: 'AWS::CloudTrail::Trail', trailARN: 'AWS::CloudTrail::Trail' },
  kms: { keyId: 'AWS::KMS::Key' },
  rds: {
    dBInstanceIdentifier: 'AWS::RDS::DBInstance',
    dBClusterIdentifier: 'AWS::RDS::DBCluster',
    dBParameterGroupName: 'AWS::RDS::DBParameterGroup',
    dBSubnetGroupName: 'AWS::RDS::DBSubnetGroup',
  },
  dynamodb: { tableName: 'AWS::DynamoDB::Table' },
  ecr: { repositoryName: 'AWS::ECR::Repository' },
  logs: { logGroupName: 'AWS::Logs::LogGroup' },
  monitoring: { alarmName: 'AWS::CloudWatch::Alarm' },
  ssm: { name: 'AWS::SSM::Parameter' },
  events: { name: 'AWS::Events::Rule', rule: 'AWS::Events::Rule' },
  autoscaling: { autoScalingGroupName: 'AWS::AutoScaling::AutoScalingGroup' },
  cloudformation: { stackName: 'AWS::CloudFormation::Stack' },
  sns: { topicArn: 'AWS::SNS::Topic' },
  sqs: { queueUrl: 'AWS::SQS::Queue' },
  elasticloadbalancing: {
    loadBalancerArn: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    targetGroupArn: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  },
  eks: { clusterName: 'AWS::EKS::Cluster', name: 'AWS::EKS::Cluster' },
  ecs: { service: 'AWS::ECS::Service', cluster: 'AWS::ECS::Cluster' },
  cloudfront: { distributionId: 'AWS::CloudFront::Distribution' },
  route53: { hostedZoneId: 'AWS::Route53::HostedZone' },
  apigateway: { apiId: 'AWS::ApiGatewayV2::Api', restApiId: 'AWS::ApiGateway::RestApi' },
};

const byService = new Map(
  Object.entries(table).map(([service, types]) => [
    service,
    new Map(Object.entries(types).map(([name, type]) => [name.toLowerCase(), type])),
  ]),
);

export function resourcesOf(record: CloudTrailRecord): readonly LookupResource[] {
  const service = record.eventSource?.split('.')[0] ?? '';
  if (service === 'sts') return taken(record);
  const types = byService.get(service);
  if (record.readOnly !== false || !types) return none;
  const found: LookupResource[] = [];
  collect(record.requestParameters ?? null, types, found, 0);
  collect(record.responseElements ?? null, types, found, 0);
  return found;
}

const none: readonly LookupResource[] = [];

/** Names lie at the top or in lists a few levels down: `instancesSet.items[].instanceId`. */
function collect(value: Json, types: ReadonlyMap<string, string>, into: LookupResource[], depth: number): void {
  if (value === null || typeof value !== 'object' || depth > 6 || into.length >= 20) return;
  for (const [name, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const type = typeof name === 'string' && typeof inner === 'string' ? types.get(name.toLowerCase()) : undefined;
    if (type !== undefined && typeof inner === 'string') add(into, type, inner);
    else collect(inner, types, into, depth + 1);
  }
}

function add(into: LookupResource[], ResourceType: string, ResourceName: string | undefined): void {
  if (!ResourceName || into.some((one) => one.ResourceType === ResourceType && one.ResourceName === ResourceName)) return;
  into.push({ ResourceType, ResourceName });
}

/** Whoever takes a role is found by the role's ARN, the new key, and the session's name, ARN and id; the other STS calls by nothing. */
function taken(record: CloudTrailRecord): readonly LookupResource[] {
  const asked = asRecord(record.requestParameters);
  const role = textOf(asked['roleArn']);
  if (!record.eventName.startsWith('AssumeRole') || role === undefined) return none;
  const answer = asRecord(record.responseElements);
  const session = asRecord(answer['assumedRoleUser']);
  const found: LookupResource[] = [];
  add(found, 'AWS::IAM::AccessKey', textOf(asRecord(answer['credentials'])['accessKeyId']));
  add(found, 'AWS::STS::AssumedRole', textOf(asked['roleSessionName']));
  add(found, 'AWS::STS::AssumedRole', textOf(session['assumedRoleId']));
  add(found, 'AWS::STS::AssumedRole', textOf(session['arn']));
  add(found, 'AWS::IAM::Role', role);
  return found;
}
