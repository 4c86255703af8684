// CloudFormation's type of what a record names, for the services people change most. A name that is not here simply has no type.
import { parseArn } from './arn.ts';
import { typeOfId } from './opaqueId.ts';

/** Per service, as in `eventSource` before the dot: what a parameter names (see `stemOf`) → type's last two parts. */
// prettier-ignore
const typesByService: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ec2: {
    group: 'EC2::SecurityGroup', securitygroup: 'EC2::SecurityGroup', instance: 'EC2::Instance', key: 'EC2::KeyPair', keypair: 'EC2::KeyPair',
    launchtemplate: 'EC2::LaunchTemplate', image: 'EC2::Image', volume: 'EC2::Volume', snapshot: 'EC2::Snapshot', vpc: 'EC2::VPC',
    subnet: 'EC2::Subnet', routetable: 'EC2::RouteTable', networkinterface: 'EC2::NetworkInterface', allocation: 'EC2::EIP',
    placementgroup: 'EC2::PlacementGroup', networkacl: 'EC2::NetworkAcl', natgateway: 'EC2::NatGateway', prefixlist: 'EC2::PrefixList',
  },
  s3: { bucket: 'S3::Bucket', object: 'S3::Object', accesspoint: 'S3::AccessPoint' },
  iam: {
    role: 'IAM::Role', user: 'IAM::User', group: 'IAM::Group', policy: 'IAM::ManagedPolicy', instanceprofile: 'IAM::InstanceProfile',
    accesskey: 'IAM::AccessKey', samlprovider: 'IAM::SAMLProvider', openidconnectprovider: 'IAM::OIDCProvider', serialnumber: 'IAM::VirtualMFADevice',
    servercertificate: 'IAM::ServerCertificate',
  },
  sts: { role: 'IAM::Role' },
  lambda: { function: 'Lambda::Function', layer: 'Lambda::LayerVersion', eventsourcemapping: 'Lambda::EventSourceMapping' },
  rds: {
    dbinstance: 'RDS::DBInstance', dbcluster: 'RDS::DBCluster', dbsnapshot: 'RDS::DBSnapshot', dbclustersnapshot: 'RDS::DBClusterSnapshot',
    dbparametergroup: 'RDS::DBParameterGroup', dbclusterparametergroup: 'RDS::DBClusterParameterGroup', dbsubnetgroup: 'RDS::DBSubnetGroup',
    optiongroup: 'RDS::OptionGroup', globalcluster: 'RDS::GlobalCluster', dbproxy: 'RDS::DBProxy',
  },
  dynamodb: { table: 'DynamoDB::Table', globaltable: 'DynamoDB::GlobalTable' },
  kms: { key: 'KMS::Key', alias: 'KMS::Alias', targetkey: 'KMS::Key' },
  sns: { topic: 'SNS::Topic', subscription: 'SNS::Subscription' },
  sqs: { queue: 'SQS::Queue' },
  secretsmanager: { secret: 'SecretsManager::Secret' },
  ssm: {
    parameter: 'SSM::Parameter', document: 'SSM::Document', association: 'SSM::Association', maintenancewindow: 'SSM::MaintenanceWindow',
    instance: 'EC2::Instance',
  },
  cloudformation: { stack: 'CloudFormation::Stack', stackset: 'CloudFormation::StackSet', changeset: 'CloudFormation::ChangeSet' },
  ecs: { cluster: 'ECS::Cluster', service: 'ECS::Service', taskdefinition: 'ECS::TaskDefinition', family: 'ECS::TaskDefinition', task: 'ECS::Task' },
  eks: { cluster: 'EKS::Cluster', nodegroup: 'EKS::Nodegroup', addon: 'EKS::Addon', fargateprofile: 'EKS::FargateProfile' },
  elasticloadbalancing: {
    loadbalancer: 'ElasticLoadBalancingV2::LoadBalancer', targetgroup: 'ElasticLoadBalancingV2::TargetGroup',
    listener: 'ElasticLoadBalancingV2::Listener', rule: 'ElasticLoadBalancingV2::ListenerRule',
  },
  autoscaling: { autoscalinggroup: 'AutoScaling::AutoScalingGroup', launchconfiguration: 'AutoScaling::LaunchConfiguration' },
  route53: { hostedzone: 'Route53::HostedZone', healthcheck: 'Route53::HealthCheck' },
  cloudfront: { distribution: 'CloudFront::Distribution', function: 'CloudFront::Function' },
  logs: { loggroup: 'Logs::LogGroup', logstream: 'Logs::LogStream' },
  events: { rule: 'Events::Rule', eventbus: 'Events::EventBus' },
  apigateway: { restapi: 'ApiGateway::RestApi', api: 'ApiGatewayV2::Api' },
  ecr: { repository: 'ECR::Repository' },
  states: { statemachine: 'StepFunctions::StateMachine', activity: 'StepFunctions::Activity' },
  monitoring: { alarm: 'CloudWatch::Alarm', dashboard: 'CloudWatch::Dashboard' },
  organizations: { account: 'Organizations::Account', policy: 'Organizations::Policy', organizationalunit: 'Organizations::OrganizationalUnit' },
  cloudtrail: { trail: 'CloudTrail::Trail', eventdatastore: 'CloudTrail::EventDataStore' },
  kinesis: { stream: 'Kinesis::Stream' },
  elasticache: { cachecluster: 'ElastiCache::CacheCluster', replicationgroup: 'ElastiCache::ReplicationGroup' },
  acm: { certificate: 'CertificateManager::Certificate' },
  'cognito-idp': { userpool: 'Cognito::UserPool' },
  guardduty: { detector: 'GuardDuty::Detector' },
  config: { configurationrecorder: 'Config::ConfigurationRecorder', configrule: 'Config::ConfigRule' },
  elasticfilesystem: { filesystem: 'EFS::FileSystem' },
  codebuild: { project: 'CodeBuild::Project' },
};

/** Word by which an ARN begins its resource → stem, where they differ beyond hyphens and case. */
// prettier-ignore
const stemOfArnType: Readonly<Record<string, string>> = {
  db: 'dbinstance', cluster: 'cluster', snapshot: 'dbsnapshot', pg: 'dbparametergroup', subgrp: 'dbsubnetgroup', og: 'optiongroup',
  'cluster-snapshot': 'dbclustersnapshot', 'cluster-pg': 'dbclusterparametergroup', mfa: 'serialnumber', 'assumed-role': 'role',
  'oidc-provider': 'openidconnectprovider', restapis: 'restapi', apis: 'api', rule: 'rule',
};

/** Services whose ARNs have no word for the type. */
const onlyType: Readonly<Record<string, string>> = { s3: 'bucket', sns: 'topic', sqs: 'queue' };

/** An ARN's service → the name in `eventSource`, where they differ. */
const sourceOfArnService: Readonly<Record<string, string>> = { cloudwatch: 'monitoring', 'execute-api': 'apigateway' };

/** The name by which CloudTrail calls a service: `s3.amazonaws.com` and `s3` → `s3`. */
export function serviceOf(eventSource: string): string {
  return eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '').toLowerCase();
}

/** The service of an ARN as CloudTrail calls it: `cloudwatch` → `monitoring`. */
export function serviceOfArn(arnService: string): string {
  return Object.hasOwn(sourceOfArnService, arnService) ? (sourceOfArnService[arnService] ?? arnService) : arnService;
}

/** The type of what a parameter of a service names, also as the source or target of a copy; undefined when unknown. */
export function typeOfStem(service: string, stem: string): string | undefined {
  const types = Object.hasOwn(typesByService, service) ? typesByService[service] : undefined;
  if (types === undefined) return undefined;
  const known = [stem, stem.replace(/^(source|target|new)/, '')].find((one) => Object.hasOwn(types, one));
  return known === undefined ? undefined : `AWS::${types[known]}`;
}

/** What an ARN names, as a parameter's stem would say it: `arn:…:rds:…:db:x` → `dbinstance`; '' when it cannot be told. */
export function stemOfArn(text: string): string {
  const arn = parseArn(text);
  if (arn === undefined) return '';
  if (arn.service === 'sns' && arn.resource.includes(':')) return 'subscription';
  if (arn.service === 's3' && arn.region === '' && arn.resource.includes('/')) return 'object';
  if (arn.service === 's3' && arn.region !== '') return (arn.resource.split('/')[0] ?? '').replaceAll('-', '');
  if (Object.hasOwn(onlyType, arn.service)) return onlyType[arn.service] ?? '';
  const word = arn.resource.replace(/^\//, '').split(/[:/]/)[0] ?? '';
  if (arn.service === 'rds' && word === 'cluster') return 'dbcluster';
  if (Object.hasOwn(stemOfArnType, word)) return stemOfArnType[word] ?? '';
  return word.replaceAll('-', '').toLowerCase();
}

/** The type of what an ARN names; undefined when unknown. */
export function typeOfArn(text: string): string | undefined {
  const arn = parseArn(text);
  if (arn === undefined) return undefined;
  const id = arn.resource.split('/').at(-1) ?? '';
  return (arn.service === 'ec2' ? typeOfId(id) : undefined) ?? typeOfStem(serviceOfArn(arn.service), stemOfArn(text));
}
