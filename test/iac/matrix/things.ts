// What exists in the invented accounts: things of the kinds that people use most, as state, exports and CloudTrail's records tell of them.
import { createHash } from 'node:crypto';
import type { Told } from '../../query/records.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../../query/records.ts';

export const REGION = 'eu-west-1';

/** One resource that exists, or existed. */
export interface Thing {
  readonly kind: Kind;
  readonly name: string;
  /** What the service made up: hexadecimal digits. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

type Event = Omit<Told, 'at' | 'account' | 'region' | 'source'>;

export interface Kind {
  readonly tf: string;
  readonly cfn: string;
  /** `aws:s3/bucket:Bucket` */
  readonly pulumi: string;
  /** Label of the event source. */
  readonly service: string;
  readonly global?: true;
  /** Names are unique over all accounts. */
  readonly worldwide?: true;
  /** Attribute and property that hold the name; absent where the service makes up all there is. */
  readonly tfName?: string;
  readonly cfnName?: string;
  /** Whether CloudFormation makes up a name when the template gives none. */
  readonly generated?: 'mixed' | 'lower';
  /** As Terraform's state has them. */
  attributes(thing: Thing): Readonly<Record<string, string>>;
  /** By which the resource itself is known once it exists. */
  names(thing: Thing): readonly string[];
  /** What an import asks for, where that is not the state's `id`. */
  importId?(thing: Thing): string;
  /** Events whose records tell only what the service made up: from there no way leads to code that knows only the name. */
  readonly nameless?: readonly string[];
  /** Its life, as CloudTrail records it. */
  life(thing: Thing): readonly Event[];
}

const arn = ({ account, region, kind: { service, global } }: Thing, rest: string): string =>
  `arn:aws:${service}:${global ? '' : region}:${account}:${rest}`;
const urlOf = ({ account, region, name }: Thing): string => `https://sqs.${region}.amazonaws.com/${account}/${name}`;

/** A kind whose state has `id`, `arn` and the name under one attribute. */
function byName(
  kind: Omit<Kind, 'attributes' | 'names'> & { readonly tfName: string },
  resource: (thing: Thing) => string,
  id: 'name' | 'arn' = 'name',
): Kind {
  return {
    ...kind,
    attributes: (thing) => ({
      id: id === 'name' ? thing.name : resource(thing),
      arn: resource(thing),
      [kind.tfName]: thing.name,
    }),
    names: (thing) => [resource(thing), thing.name],
  };
}

/** A kind that is known by what the service makes up. */
function byId(kind: Omit<Kind, 'attributes' | 'names'>, id: (thing: Thing) => string, resource: (thing: Thing) => string): Kind {
  return { ...kind, attributes: (thing) => ({ id: id(thing), arn: resource(thing) }), names: (thing) => [resource(thing), id(thing)] };
}

const bucketArn = ({ name }: Thing): string => `arn:aws:s3:::${name}`;
const groupId = ({ id }: Thing): string => `sg-${id.slice(0, 17)}`;
const groupArn = (thing: Thing): string => arn(thing, `security-group/${groupId(thing)}`);
const vpcId = ({ id }: Thing): string => `vpc-${id.slice(0, 17)}`;
const instanceId = ({ id }: Thing): string => `i-${id.slice(0, 17)}`;
const keyId = ({ id }: Thing): string => [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20, 32)].join('-');
const functionArn = (thing: Thing): string => arn(thing, `function:${thing.name}`);
const roleArn = (thing: Thing): string => arn(thing, `role/${thing.name}`);
const tableArn = (thing: Thing): string => arn(thing, `table/${thing.name}`);
const topicArn = (thing: Thing): string => arn(thing, thing.name);
const queueArn = (thing: Thing): string => arn(thing, thing.name);
const logsArn = (thing: Thing): string => arn(thing, `log-group:${thing.name}`);
const dbArn = (thing: Thing): string => arn(thing, `db:${thing.name}`);
const dbId = ({ id }: Thing): string => `db-${id.slice(0, 26).toUpperCase()}`;
const secretArn = (thing: Thing): string => arn(thing, `secret:${thing.name}-${thing.id.slice(0, 6)}`);
const clusterArn = (thing: Thing): string => arn(thing, `cluster/${thing.name}`);
const streamArn = (thing: Thing): string => arn(thing, `stream/${thing.name}`);
const ruleArn = (thing: Thing): string => arn(thing, `rule/${thing.name}`);

export const BUCKET: Kind = byName(
  {
    tf: 'aws_s3_bucket',
    cfn: 'AWS::S3::Bucket',
    pulumi: 'aws:s3/bucket:Bucket',
    service: 's3',
    worldwide: true,
    tfName: 'bucket',
    cfnName: 'BucketName',
    generated: 'lower',
    life: ({ name }) => [
      { name: 'CreateBucket', request: { bucketName: name, Host: `${name}.s3.amazonaws.com` } },
      { name: 'PutBucketTagging', request: { bucketName: name, Host: `${name}.s3.amazonaws.com`, tagging: '' } },
      { name: 'PutBucketVersioning', request: { bucketName: name, VersioningConfiguration: { Status: 'Enabled' }, versioning: '' } },
      { name: 'PutBucketPolicy', request: { bucketName: name, policy: '', bucketPolicy: { Version: '2012-10-17', Statement: [] } } },
    ],
  },
  bucketArn,
);

export const ROLE: Kind = byName(
  {
    tf: 'aws_iam_role',
    cfn: 'AWS::IAM::Role',
    pulumi: 'aws:iam/role:Role',
    service: 'iam',
    global: true,
    tfName: 'name',
    cfnName: 'RoleName',
    generated: 'mixed',
    life: (thing) => [
      {
        name: 'CreateRole',
        request: { roleName: thing.name, assumeRolePolicyDocument: '{"Version":"2012-10-17"}' },
        response: { role: { roleName: thing.name, arn: roleArn(thing), roleId: `AROA${thing.id.slice(0, 16).toUpperCase()}` } },
      },
      { name: 'UpdateAssumeRolePolicy', request: { roleName: thing.name, policyDocument: '{"Version":"2012-10-17"}' } },
      { name: 'AttachRolePolicy', request: { roleName: thing.name, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } },
      { name: 'DeleteRole', request: { roleName: thing.name } },
    ],
  },
  roleArn,
);

export const GROUP: Kind = {
  tf: 'aws_security_group',
  cfn: 'AWS::EC2::SecurityGroup',
  pulumi: 'aws:ec2/securityGroup:SecurityGroup',
  service: 'ec2',
  tfName: 'name',
  cfnName: 'GroupName',
  nameless: ['AuthorizeSecurityGroupIngress', 'DeleteSecurityGroup'],
  generated: 'mixed',
  attributes: (thing) => ({ id: groupId(thing), arn: groupArn(thing), name: thing.name, owner_id: thing.account }),
  names: (thing) => [groupArn(thing), groupId(thing), thing.name],
  life: (thing) => [
    {
      name: 'CreateSecurityGroup',
      request: { groupName: thing.name, groupDescription: 'made', vpcId: 'vpc-0aaaabbbbccccdddd' },
      response: { groupId: groupId(thing), _return: true },
    },
    {
      name: 'AuthorizeSecurityGroupIngress',
      request: { groupId: groupId(thing), ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22 }] } },
      response: { _return: true },
    },
    { name: 'DeleteSecurityGroup', request: { groupId: groupId(thing) }, response: { _return: true } },
  ],
};

export const QUEUE: Kind = {
  tf: 'aws_sqs_queue',
  cfn: 'AWS::SQS::Queue',
  pulumi: 'aws:sqs/queue:Queue',
  service: 'sqs',
  tfName: 'name',
  cfnName: 'QueueName',
  generated: 'mixed',
  attributes: (thing) => ({ id: urlOf(thing), url: urlOf(thing), arn: queueArn(thing), name: thing.name }),
  names: (thing) => [queueArn(thing), urlOf(thing), thing.name],
  life: (thing) => [
    { name: 'CreateQueue', request: { queueName: thing.name, attributes: {} }, response: { queueUrl: urlOf(thing) } },
    { name: 'SetQueueAttributes', request: { queueUrl: urlOf(thing), attributes: { VisibilityTimeout: '60' } } },
    { name: 'DeleteQueue', request: { queueUrl: urlOf(thing) } },
  ],
};

export const FUNCTION: Kind = byName(
  {
    tf: 'aws_lambda_function',
    cfn: 'AWS::Lambda::Function',
    pulumi: 'aws:lambda/function:Function',
    service: 'lambda',
    tfName: 'function_name',
    cfnName: 'FunctionName',
    generated: 'mixed',
    life: (thing) => [
      {
        name: 'CreateFunction20150331',
        request: { functionName: thing.name, runtime: 'nodejs22.x', role: `arn:aws:iam::${thing.account}:role/runner` },
        response: { functionName: thing.name, functionArn: functionArn(thing), role: `arn:aws:iam::${thing.account}:role/runner` },
      },
      { name: 'UpdateFunctionCode20150331v2', request: { functionName: functionArn(thing), publish: false } },
      { name: 'DeleteFunction20150331', request: { functionName: thing.name } },
    ],
  },
  functionArn,
);

/** Every kind, the first ones with names of their own. */
export const KINDS: readonly Kind[] = [
  BUCKET,
  ROLE,
  GROUP,
  QUEUE,
  FUNCTION,
  byName(
    {
      tf: 'aws_dynamodb_table',
      cfn: 'AWS::DynamoDB::Table',
      pulumi: 'aws:dynamodb/table:Table',
      service: 'dynamodb',
      tfName: 'name',
      cfnName: 'TableName',
      generated: 'mixed',
      life: (thing) => [
        {
          name: 'CreateTable',
          request: { tableName: thing.name, billingMode: 'PAY_PER_REQUEST' },
          response: { tableDescription: { tableName: thing.name, tableArn: tableArn(thing) } },
        },
        { name: 'UpdateTable', request: { tableName: thing.name, billingMode: 'PROVISIONED' } },
        { name: 'DeleteTable', request: { tableName: thing.name } },
      ],
    },
    tableArn,
  ),
  byName(
    {
      tf: 'aws_sns_topic',
      cfn: 'AWS::SNS::Topic',
      pulumi: 'aws:sns/topic:Topic',
      service: 'sns',
      tfName: 'name',
      cfnName: 'TopicName',
      generated: 'mixed',
      life: (thing) => [
        { name: 'CreateTopic', request: { name: thing.name }, response: { topicArn: topicArn(thing) } },
        { name: 'SetTopicAttributes', request: { topicArn: topicArn(thing), attributeName: 'DisplayName' } },
        { name: 'DeleteTopic', request: { topicArn: topicArn(thing) } },
      ],
    },
    topicArn,
    'arn',
  ),
  byName(
    {
      tf: 'aws_cloudwatch_log_group',
      cfn: 'AWS::Logs::LogGroup',
      pulumi: 'aws:cloudwatch/logGroup:LogGroup',
      service: 'logs',
      tfName: 'name',
      cfnName: 'LogGroupName',
      generated: 'mixed',
      life: ({ name }) => [
        { name: 'CreateLogGroup', request: { logGroupName: name } },
        { name: 'PutRetentionPolicy', request: { logGroupName: name, retentionInDays: 30 } },
        { name: 'DeleteLogGroup', request: { logGroupName: name } },
      ],
    },
    logsArn,
  ),
  {
    tf: 'aws_db_instance',
    cfn: 'AWS::RDS::DBInstance',
    pulumi: 'aws:rds/instance:Instance',
    service: 'rds',
    tfName: 'identifier',
    cfnName: 'DBInstanceIdentifier',
    importId: ({ name }) => name,
    generated: 'lower',
    attributes: (thing) => ({
      id: dbId(thing),
      resource_id: dbId(thing),
      arn: dbArn(thing),
      identifier: thing.name,
      password: 'not-a-name',
    }),
    names: (thing) => [dbArn(thing), dbId(thing), thing.name],
    life: (thing) => [
      {
        name: 'CreateDBInstance',
        request: { dBInstanceIdentifier: thing.name, engine: 'postgres' },
        response: { dBInstanceIdentifier: thing.name, dBInstanceArn: dbArn(thing), dbiResourceId: dbId(thing) },
      },
      { name: 'ModifyDBInstance', request: { dBInstanceIdentifier: thing.name, multiAZ: true } },
      { name: 'DeleteDBInstance', request: { dBInstanceIdentifier: thing.name, skipFinalSnapshot: true } },
    ],
  },
  byName(
    {
      tf: 'aws_secretsmanager_secret',
      cfn: 'AWS::SecretsManager::Secret',
      pulumi: 'aws:secretsmanager/secret:Secret',
      service: 'secretsmanager',
      tfName: 'name',
      cfnName: 'Name',
      life: (thing) => [
        { name: 'CreateSecret', request: { name: thing.name }, response: { arn: secretArn(thing), name: thing.name } },
        { name: 'PutSecretValue', request: { secretId: secretArn(thing) }, response: { arn: secretArn(thing), name: thing.name } },
        { name: 'DeleteSecret', request: { secretId: thing.name }, response: { arn: secretArn(thing), name: thing.name } },
      ],
    },
    secretArn,
    'arn',
  ),
  byName(
    {
      tf: 'aws_ecs_cluster',
      cfn: 'AWS::ECS::Cluster',
      pulumi: 'aws:ecs/cluster:Cluster',
      service: 'ecs',
      tfName: 'name',
      cfnName: 'ClusterName',
      generated: 'mixed',
      life: (thing) => [
        {
          name: 'CreateCluster',
          request: { clusterName: thing.name },
          response: { cluster: { clusterArn: clusterArn(thing), clusterName: thing.name } },
        },
        { name: 'DeleteCluster', request: { cluster: clusterArn(thing) } },
      ],
    },
    clusterArn,
    'arn',
  ),
  byName(
    {
      tf: 'aws_kinesis_stream',
      cfn: 'AWS::Kinesis::Stream',
      pulumi: 'aws:kinesis/stream:Stream',
      service: 'kinesis',
      tfName: 'name',
      cfnName: 'Name',
      generated: 'mixed',
      life: (thing) => [
        { name: 'CreateStream', request: { streamName: thing.name, shardCount: 1 } },
        { name: 'UpdateShardCount', request: { streamName: thing.name, streamARN: streamArn(thing), targetShardCount: 2 } },
        { name: 'DeleteStream', request: { streamName: thing.name } },
      ],
    },
    streamArn,
    'arn',
  ),
  byName(
    {
      tf: 'aws_cloudwatch_event_rule',
      cfn: 'AWS::Events::Rule',
      pulumi: 'aws:cloudwatch/eventRule:EventRule',
      service: 'events',
      tfName: 'name',
      cfnName: 'Name',
      generated: 'mixed',
      life: (thing) => [
        { name: 'PutRule', request: { name: thing.name, state: 'ENABLED' }, response: { ruleArn: ruleArn(thing) } },
        { name: 'DisableRule', request: { name: thing.name } },
        { name: 'DeleteRule', request: { name: thing.name } },
      ],
    },
    ruleArn,
  ),
  byId(
    {
      tf: 'aws_vpc',
      cfn: 'AWS::EC2::VPC',
      pulumi: 'aws:ec2/vpc:Vpc',
      service: 'ec2',
      life: (thing) => [
        { name: 'CreateVpc', request: { cidrBlock: '10.0.0.0/16' }, response: { vpc: { vpcId: vpcId(thing), cidrBlock: '10.0.0.0/16' } } },
        { name: 'ModifyVpcAttribute', request: { vpcId: vpcId(thing), enableDnsSupport: { value: true } }, response: { _return: true } },
        { name: 'DeleteVpc', request: { vpcId: vpcId(thing) }, response: { _return: true } },
      ],
    },
    vpcId,
    (thing) => arn(thing, `vpc/${vpcId(thing)}`),
  ),
  byId(
    {
      tf: 'aws_instance',
      cfn: 'AWS::EC2::Instance',
      pulumi: 'aws:ec2/instance:Instance',
      service: 'ec2',
      life: (thing) => [
        {
          name: 'RunInstances',
          request: { instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 1 }] } },
          response: { instancesSet: { items: [{ instanceId: instanceId(thing), imageId: 'ami-0123456789abcdef0' }] } },
        },
        { name: 'StopInstances', request: { instancesSet: { items: [{ instanceId: instanceId(thing) }] } } },
        { name: 'TerminateInstances', request: { instancesSet: { items: [{ instanceId: instanceId(thing) }] } } },
      ],
    },
    instanceId,
    (thing) => arn(thing, `instance/${instanceId(thing)}`),
  ),
  byId(
    {
      tf: 'aws_kms_key',
      cfn: 'AWS::KMS::Key',
      pulumi: 'aws:kms/key:Key',
      service: 'kms',
      life: (thing) => [
        {
          name: 'CreateKey',
          request: { description: 'made', keyUsage: 'ENCRYPT_DECRYPT' },
          response: { keyMetadata: { keyId: keyId(thing), arn: arn(thing, `key/${keyId(thing)}`) } },
        },
        { name: 'EnableKeyRotation', request: { keyId: keyId(thing) } },
        { name: 'ScheduleKeyDeletion', request: { keyId: arn(thing, `key/${keyId(thing)}`), pendingWindowInDays: 7 } },
      ],
    },
    keyId,
    (thing) => arn(thing, `key/${keyId(thing)}`),
  ),
];

/** A VPC that has the name of something else for its tag: in the same service a name alone says little. */
const TAGGED: Kind = {
  ...(KINDS.find(({ tf }) => tf === 'aws_vpc') as Kind),
  life: (one) => [
    {
      name: 'CreateVpc',
      request: {
        cidrBlock: '10.1.0.0/16',
        tagSpecificationSet: { items: [{ resourceType: 'vpc', tags: [{ key: 'Name', value: one.name }] }] },
      },
      response: { vpc: { vpcId: vpcId(one), tagSet: { items: [{ key: 'Name', value: one.name }] } } },
    },
  ],
};

/** Those whose code may give the name. */
export const NAMED = KINDS.filter((kind): kind is Kind & { tfName: string; cfnName: string } => kind.tfName !== undefined);

/** `more` tells things apart that are equal but for their ids. */
export function thing(kind: Kind, name: string, account = ACCOUNT, region = REGION, more = ''): Thing {
  const id = createHash('sha256').update(`${kind.tf} ${account} ${region} ${name}${more}`).digest('hex');
  return { kind, name, id, account, region };
}

/** What could be taken for the thing: names that share a beginning, and other kinds of the same name. */
export function neighboursOf(one: Thing): Thing[] {
  const near = [`${one.name}-old`, one.name.slice(0, -1)].map((name) => thing(one.kind, name, one.account, one.region));
  const kin = [BUCKET, ROLE, FUNCTION, QUEUE]
    .filter((kind) => kind !== one.kind)
    .map((kind) => thing(kind, one.name, one.account, one.region));
  const tagged = thing(TAGGED, one.name, one.account, one.region);
  return one.kind.tfName === undefined ? near : [...near, ...kin, tagged];
}

/** The same name where account, Region or id make it another thing. */
export function namesakesOf(one: Thing): Thing[] {
  if (one.kind.worldwide) return [];
  // Groups of one name may be in several VPCs.
  if (one.kind === GROUP)
    return [thing(GROUP, one.name, OTHER_ACCOUNT), thing(GROUP, one.name, one.account, one.region, ' of another VPC')];
  const away = thing(one.kind, one.name, OTHER_ACCOUNT, one.region);
  return one.kind.global ? [away] : [away, thing(one.kind, one.name, one.account, 'us-east-2')];
}

/** Its life, as `recordOf` takes it. */
export function eventsOf(one: Thing, day: number): Told[] {
  return one.kind.life(one).map((event, i) => ({
    ...event,
    at: `2024-03-${String(1 + (day % 28)).padStart(2, '0')}T${String(10 + i)}:${String(day % 60).padStart(2, '0')}`,
    source: one.kind.service,
    account: one.account,
    region: one.kind.global ? 'us-east-1' : one.region,
  }));
}
