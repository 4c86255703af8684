// Invented stories that tests of questions ask about, each with its decoys.
import { ACCOUNT, OTHER_ACCOUNT, alice, session } from './records.ts';
import type { Told } from './records.ts';
import type { ResourceIdentity, ValueKind } from '../../src/resource/identity.ts';

const terraform = session('terraform', 'ci-9041');
const bob = session('admin', 'bob@example.com');
const outsider = {
  type: 'IAMUser',
  principalId: 'AIDAOUTSIDEREXAMPLE1',
  arn: `arn:aws:iam::${OTHER_ACCOUNT}:user/outsider`,
  accountId: OTHER_ACCOUNT,
  userName: 'outsider',
  accessKeyId: 'AKIAOUTSIDEREXAMPLE',
};

export const BUCKET = 'acme-ledger';
export const BUCKET_DECOY = 'acme-ledger-archive';
export const GROUP = 'sg-0123456789abcdef0';
export const GROUP_DECOY = 'sg-0123456789abcdef1';
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/service/deployer`;

const s3 = (at: string, name: string, more: object = {}, bucket = BUCKET): Told => ({
  at,
  name,
  source: 's3',
  request: { bucketName: bucket, Host: `${bucket}.s3.eu-west-1.amazonaws.com`, ...more },
  more: { resources: [{ accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` }] },
});

/** A bucket's life, from Terraform to its end by hand. */
export const bucketStory: readonly Told[] = [
  { ...s3('2024-03-01T10:00', 'CreateBucket', { 'x-amz-acl': 'private' }), who: terraform },
  {
    ...s3('2024-03-01T10:01', 'PutBucketPublicAccessBlock', {
      publicAccessBlock: '',
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
    }),
    who: terraform,
  },
  {
    ...s3('2024-03-01T10:02', 'PutBucketTagging', { tagging: '', Tagging: { TagSet: { Tag: { Key: 'team', Value: 'ledger' } } } }),
    who: terraform,
  },
  { ...s3('2024-03-02T10:00', 'CreateBucket', {}, BUCKET_DECOY), who: terraform },
  { ...s3('2024-03-05T03:15', 'DeleteBucketPublicAccessBlock', { publicAccessBlock: '' }), who: bob },
  {
    ...s3('2024-03-05T03:17', 'PutBucketPolicy', {
      policy: '',
      bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` }] },
    }),
    who: bob,
  },
  {
    at: '2024-03-06T09:00',
    name: 'PutRolePolicy',
    source: 'iam',
    region: 'us-east-1',
    who: terraform,
    request: {
      roleName: 'reader',
      policyName: 'read',
      policyDocument: `{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::${BUCKET}/*"}]}`,
    },
  },
  { ...s3('2024-03-06T09:05', 'ListObjects'), read: true },
  { ...s3('2024-03-06T09:06', 'ListObjects', {}, BUCKET_DECOY), read: true },
  { ...s3('2024-03-07T22:30', 'DeleteBucket'), who: bob, error: ['BucketNotEmpty', 'The bucket you tried to delete is not empty'] },
  { ...s3('2024-03-07T22:41', 'DeleteBucket'), who: bob },
];

const rule = (groupId: string, port: number, cidr: string) => ({
  groupId,
  ipPermissions: {
    items: [
      {
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        groups: {},
        ipRanges: { items: [{ cidrIp: cidr }] },
        ipv6Ranges: {},
        prefixListIds: {},
      },
    ],
  },
});
const ec2 = (at: string, name: string, request: Told['request'], more: Partial<Told> = {}): Told => ({
  at,
  name,
  source: 'ec2',
  request: request ?? null,
  response: { requestId: 'r', _return: true },
  ...more,
});

/** A security group whose id first appears in the answer that created it; one of the same name lives in another account. */
export const groupStory: readonly Told[] = [
  ec2(
    '2024-03-01T09:03',
    'CreateSecurityGroup',
    { groupName: 'web', groupDescription: 'web servers', vpcId: 'vpc-0123456789abcdef0' },
    { response: { requestId: 'r', _return: true, groupId: GROUP }, who: terraform },
  ),
  ec2(
    '2024-03-01T09:04',
    'CreateTags',
    { resourcesSet: { items: [{ resourceId: GROUP }] }, tagSet: { items: [{ key: 'Name', value: 'web-public' }] } },
    { who: terraform },
  ),
  ec2('2024-03-01T09:05', 'AuthorizeSecurityGroupIngress', rule(GROUP, 443, '10.0.0.0/8'), { who: terraform }),
  ec2(
    '2024-03-02T10:00',
    'CreateSecurityGroup',
    { groupName: 'web-b', groupDescription: 'others', vpcId: 'vpc-0123456789abcdef0' },
    { response: { groupId: GROUP_DECOY } },
  ),
  ec2(
    '2024-03-03T14:10',
    'RunInstances',
    { instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0' }] }, groupSet: { items: [{ groupId: GROUP }] } },
    { response: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] } } },
  ),
  ec2('2024-03-04T22:41', 'AuthorizeSecurityGroupIngress', rule(GROUP, 22, '0.0.0.0/0')),
  ec2('2024-03-04T22:44', 'AuthorizeSecurityGroupIngress', rule(GROUP_DECOY, 22, '0.0.0.0/0')),
  ec2('2024-03-05T08:00', 'DescribeSecurityGroups', { securityGroupIdSet: { items: [{ groupId: GROUP }] } }, { read: true }),
  ec2('2024-03-05T08:02', 'RevokeSecurityGroupIngress', rule(GROUP, 22, '0.0.0.0/0'), { who: terraform }),
  ec2(
    '2024-03-06T08:00',
    'AuthorizeSecurityGroupIngress',
    { groupName: 'web', ipProtocol: 'tcp', fromPort: 80, toPort: 80, cidrIp: '198.51.100.0/24' },
    { account: OTHER_ACCOUNT, who: outsider },
  ),
];

const iam = (at: string, name: string, request: Told['request'], more: Partial<Told> = {}): Told => ({
  at,
  name,
  source: 'iam',
  region: 'us-east-1',
  request: request ?? null,
  ...more,
});

/** A role, its namesake in another account, and what was done as it. */
export const roleStory: readonly Told[] = [
  iam(
    '2024-03-01T09:00',
    'CreateRole',
    { path: '/service/', roleName: 'deployer', assumeRolePolicyDocument: '{"Statement":[]}' },
    { who: terraform, response: { role: { roleName: 'deployer', roleId: 'AROADEPLOYEREXAMPLE01', arn: ROLE_ARN } } },
  ),
  iam(
    '2024-03-01T09:01',
    'AttachRolePolicy',
    { roleName: 'deployer', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    { who: terraform },
  ),
  iam(
    '2024-03-02T09:01',
    'CreateRole',
    { roleName: 'deployer-staging', assumeRolePolicyDocument: '{}' },
    { response: { role: { roleName: 'deployer-staging', arn: `arn:aws:iam::${ACCOUNT}:role/deployer-staging` } } },
  ),
  iam(
    '2024-03-02T09:30',
    'AttachRolePolicy',
    { roleName: 'deployer', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    { account: OTHER_ACCOUNT, who: outsider },
  ),
  iam('2024-03-04T01:33', 'AttachRolePolicy', { roleName: 'deployer', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }),
  {
    at: '2024-03-04T02:00',
    name: 'AssumeRole',
    source: 'sts',
    region: 'us-east-1',
    who: outsider,
    read: true,
    account: OTHER_ACCOUNT,
    request: { roleArn: ROLE_ARN, roleSessionName: 'x' },
    response: { assumedRoleUser: { assumedRoleId: 'AROADEPLOYEREXAMPLE01:x', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/x` } },
    more: { resources: [{ accountId: ACCOUNT, type: 'AWS::IAM::Role', ARN: ROLE_ARN }] },
  },
  iam(
    '2024-03-04T02:05',
    'CreateUser',
    { userName: 'backdoor' },
    {
      who: {
        ...session('deployer', 'x'),
        sessionContext: {
          sessionIssuer: { type: 'Role', principalId: 'AROADEPLOYEREXAMPLE01', arn: ROLE_ARN, accountId: ACCOUNT, userName: 'deployer' },
        },
      },
      response: { user: { userName: 'backdoor', arn: `arn:aws:iam::${ACCOUNT}:user/backdoor` } },
    },
  ),
  iam(
    '2024-03-05T08:01',
    'DetachRolePolicy',
    { roleName: 'deployer', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    { who: terraform },
  ),
  iam(
    '2024-03-09T08:00',
    'DeleteRole',
    { roleName: 'deployer' },
    { who: terraform, error: ['DeleteConflictException', 'Cannot delete entity, must detach all policies first.'] },
  ),
];

/** A function whose role bears the same name. */
export const functionStory: readonly Told[] = [
  {
    at: '2024-03-01T09:00',
    name: 'CreateFunction20150331',
    source: 'lambda',
    who: terraform,
    request: { functionName: 'thumbs', timeout: 3, role: `arn:aws:iam::${ACCOUNT}:role/thumbs` },
    response: { functionArn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:thumbs`, functionName: 'thumbs', memorySize: 128 },
  },
  {
    at: '2024-03-01T09:05',
    name: 'UpdateFunctionConfiguration20150331v2',
    source: 'lambda',
    request: { functionName: 'thumbs', timeout: 30 },
  },
  iam(
    '2024-03-01T08:59',
    'CreateRole',
    { roleName: 'thumbs', assumeRolePolicyDocument: '{}' },
    {
      who: terraform,
      response: { role: { roleName: 'thumbs', arn: `arn:aws:iam::${ACCOUNT}:role/thumbs`, roleId: 'AROATHUMBSEXAMPLE0001' } },
    },
  ),
  {
    at: '2024-03-02T09:00',
    name: 'CreateLogStream',
    source: 'logs',
    who: session('thumbs', 'thumbs'),
    request: { logGroupName: '/aws/lambda/thumbs', logStreamName: 'a' },
  },
  { at: '2024-03-02T09:01', name: 'PutItem', source: 'dynamodb', who: session('thumbs', 'thumbs'), request: { tableName: 'pictures' } },
  {
    at: '2024-03-03T09:00',
    name: 'UpdateFunctionConfiguration20150331v2',
    source: 'lambda',
    region: 'us-east-1',
    request: { functionName: 'thumbs', timeout: 9 },
  },
];

/** An identity as a person asks by one value. */
export function askedBy(
  value: string,
  kind: ValueKind = value.includes('*') ? 'pattern' : value.startsWith('arn:') ? 'arn' : 'name',
): ResourceIdentity {
  return { address: value, values: [{ value, kind, via: { how: 'asked', text: 'asked' } }] };
}

/** An identity as code gives it. */
export function declared(address: string, value: string, kind: ValueKind, more: Partial<ResourceIdentity> = {}): ResourceIdentity {
  const [iacType = ''] = address.split('.');
  return { address, iacType, values: [{ value, kind, via: { how: 'literal', text: `literal in main.tf` } }], ...more };
}

export { alice };
