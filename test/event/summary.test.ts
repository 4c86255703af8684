import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudTrailEvent } from '../../src/event/event.ts';
import { notesOf, summaryOf, whatOf } from '../../src/event/summary.ts';
import { ACCOUNT, call, event, session } from './invented.ts';

const SG = 'sg-0123456789abcdef0';
const rule = (protocol: string, from: number | undefined, to: number | undefined, peers: { readonly [key: string]: string }[]) => ({
  ipProtocol: protocol,
  ...(from === undefined ? {} : { fromPort: from }),
  ...(to === undefined ? {} : { toPort: to }),
  groups: {},
  ipRanges: { items: peers },
  ipv6Ranges: {},
  prefixListIds: {},
});

test('a few words of what was done', () => {
  const cases: readonly [CloudTrailEvent, string][] = [
    [
      call('ec2 AuthorizeSecurityGroupIngress', {
        groupId: SG,
        ipPermissions: { items: [rule('tcp', 22, 22, [{ cidrIp: '0.0.0.0/0' }])] },
      }),
      'tcp 22 from 0.0.0.0/0',
    ],
    [
      call('ec2 AuthorizeSecurityGroupEgress', {
        groupId: SG,
        ipPermissions: { items: [rule('-1', undefined, undefined, [{ cidrIp: '0.0.0.0/0' }])] },
      }),
      'all traffic to 0.0.0.0/0',
    ],
    [
      call('ec2 RevokeSecurityGroupIngress', {
        groupId: SG,
        ipPermissions: {
          items: [rule('udp', 8000, 8080, [{ cidrIp: '10.0.0.0/8' }]), rule('tcp', 443, 443, [{ cidrIp: '192.0.2.0/24' }])],
        },
      }),
      'udp 8000-8080 from 10.0.0.0/8; tcp 443 from 192.0.2.0/24',
    ],
    [
      call('ec2 AuthorizeSecurityGroupIngress', { groupId: SG, ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIp: '192.0.2.1/32' }),
      'tcp 22 from 192.0.2.1/32',
    ],
    [
      call('ec2 RevokeSecurityGroupIngress', { groupId: SG, securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-01234567' }] } }),
      'sgr-01234567',
    ],
    [
      call('ec2 ModifySecurityGroupRules', {
        ModifySecurityGroupRulesRequest: {
          GroupId: SG,
          SecurityGroupRule: { SecurityGroupRule: { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIpv4: '0.0.0.0/0' } },
        },
      }),
      'tcp 22 from 0.0.0.0/0',
    ],
    [call('ec2 RunInstances', { instanceType: 't3.medium', instancesSet: { items: [{ maxCount: 2 }] } }), '2 × t3.medium'],
    [
      call('ec2 CreateTags', {
        tagSet: {
          items: [
            { key: 'Name', value: 'web' },
            { key: 'team', value: 'pay' },
          ],
        },
      }),
      'Name=web, team=pay',
    ],
    [call('s3 PutBucketTagging', { bucketName: 'b', Tagging: { TagSet: { Tag: [{ Key: 'team', Value: 'pay' }] } } }), 'team=pay'],
    [call('lambda TagResource20170331v2', { resource: 'x', tags: { team: 'pay' } }), 'team=pay'],
    [call('iam UntagRole', { roleName: 'web', tagKeys: ['team'] }), 'team'],
    [call('iam AttachRolePolicy', { roleName: 'web', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }), 'policy ReadOnlyAccess'],
    [call('iam PutRolePolicy', { roleName: 'web', policyName: 'read', policyDocument: '{}' }), 'inline policy read'],
    [call('iam UpdateAssumeRolePolicy', { roleName: 'web', policyDocument: '{}' }), 'trust policy'],
    [call('iam AddUserToGroup', { userName: 'bob', groupName: 'admins' }), 'group admins'],
    [call('s3 PutBucketVersioning', { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled' } }), 'versioning Enabled'],
    [
      call('s3 PutBucketPolicy', {
        bucketName: 'b',
        bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject' }] },
      }),
      'policy open to everyone',
    ],
    [
      call('s3 PutBucketPolicy', {
        bucketName: 'b',
        bucketPolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Condition: { Bool: {} } }] },
      }),
      'policy',
    ],
    [
      call('s3 PutBucketPublicAccessBlock', {
        bucketName: 'b',
        PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: true },
      }),
      'off: BlockPublicAcls',
    ],
    [call('s3 GetObject', { bucketName: 'b', key: '2026/a.gz' }, null, { readOnly: true }), '2026/a.gz'],
    [
      call('sts AssumeRole', { roleArn: `arn:aws:iam::${ACCOUNT}:role/web`, roleSessionName: 'run-7' }, null, { readOnly: true }),
      'session run-7',
    ],
    [call('signin ConsoleLogin', null, { ConsoleLogin: 'Success' }, { additionalEventData: { MFAUsed: 'No' } }), 'Success, without MFA'],
    [call('kms ScheduleKeyDeletion', { keyId: 'alias/main', pendingWindowInDays: 7 }), 'in 7 days'],
    [
      call('route53 ChangeResourceRecordSets', {
        hostedZoneId: 'Z1',
        changeBatch: { changes: [{ action: 'UPSERT', resourceRecordSet: { name: 'www.example.com.', type: 'A' } }] },
      }),
      'UPSERT www.example.com. A',
    ],
    [call('ecs UpdateService', { service: 'web', cluster: 'blue', desiredCount: 2 }), 'cluster=blue, desiredCount=2'],
    [
      call('ec2 CreateNatGateway', { CreateNatGatewayRequest: { SubnetId: 'subnet-01234567', ConnectivityType: 'public' } }),
      'SubnetId=subnet-01234567, ConnectivityType=public',
    ],
    [
      call('rds ModifyDBInstance', { dBInstanceIdentifier: 'main', masterUserPassword: '****', applyImmediately: true }),
      'masterUserPassword, applyImmediately=true',
    ],
    [call('ec2 DescribeInstances', { maxResults: 5 }, null, { readOnly: true }), ''],
    [call('ec2 DeleteVolume', { volumeId: 'vol-01234567' }), ''],
    [
      event({
        eventCategory: 'Insight',
        eventName: undefined,
        insightDetails: {
          state: 'Start',
          eventName: 'X',
          insightType: 'ApiCallRateInsight',
          insightContext: { statistics: { baseline: { average: 0.1234 }, insight: { average: 50 } } },
        },
      }),
      'Start: 50 calls a minute, usually 0.12',
    ],
  ];
  for (const [told, expected] of cases) assert.equal(whatOf(told), expected, told.eventName);
});

test('words are short and on one line, whatever the record holds', () => {
  const words = whatOf(call('ec2 CreateTags', { tagSet: { items: [{ key: 'a\nb', value: 'x'.repeat(500) }] } }));
  assert.ok(words.length <= 120 && !words.includes('\n'));
});

test('no secret gets into the words', () => {
  const told = call('rds CreateDBInstance', { dBInstanceIdentifier: 'main', masterUserPassword: 'hunter2', authToken: 't0ken' });
  assert.equal(whatOf(told), 'masterUserPassword');
});

test('a summary reads who, what, target, means, place and outcome', () => {
  const told = call(
    'ec2 AuthorizeSecurityGroupIngress',
    { groupId: SG, ipPermissions: { items: [rule('tcp', 22, 22, [{ cidrIp: '0.0.0.0/0' }])] } },
    null,
    {
      userIdentity: session('ci-deployer', 'run-7', { sourceIdentity: 'carol@example.com' }),
      errorCode: 'Client.UnauthorizedOperation',
      errorMessage: 'You are not authorized.',
    },
  );
  const text = summaryOf(told).map(({ label, value, hint }) => `${label}: ${value}${hint === undefined ? '' : ` | ${hint}`}`);
  assert.deepEqual(text, [
    'Who: ci-deployer/run-7 | session of a role, behind it carol@example.com',
    'What: AuthorizeSecurityGroupIngress | tcp 22 from 0.0.0.0/0',
    `Target: ${SG} | AWS::EC2::SecurityGroup`,
    'By means of: AWS CLI 2.32.10 | userAgent contains aws-cli/2.32.10, command ec2.start-instances',
    'From: 203.0.113.7',
    `Where: ${ACCOUNT} · eu-west-1 | ec2.amazonaws.com`,
    'Outcome: Failed: Client.UnauthorizedOperation | You are not authorized.',
  ]);
});

test('notes tell what AWS hid, left out, copied, corrected, or wrote so that it cannot be read', () => {
  assert.deepEqual(notesOf(call('ec2 DeleteVolume', { volumeId: 'vol-01234567' })), []);
  const notes = notesOf(
    call('ssm PutParameter', { name: '/a', value: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, null, {
      responseElements: { omitted: true, originalSize: 107231, reason: 'responseElements too large' },
      sharedEventID: 'shared-1',
      addendum: { reason: 'UPDATED_DATA', updatedFields: 'eventSource', originalEventID: 'first-1' },
      eventTime: '...',
    }),
  );
  assert.deepEqual(notes, [
    'CloudTrail left out responseElements: larger than 100 KB (107231 bytes). What it held is unknown, not empty.',
    'AWS hid a value: requestParameters.value.',
    'Copies of this event in other accounts have the same shared id shared-1.',
    'This record corrects an earlier one. Updated: eventSource. The original event is first-1.',
    'The time of this event cannot be read; it is listed without one.',
  ]);
  assert.deepEqual(notesOf(call('ec2 StartInstances', null)), [
    'The record holds no request parameters. That does not mean the call had none.',
  ]);
});
