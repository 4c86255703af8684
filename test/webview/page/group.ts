// The history of an invented security group, of any length: deploys, a hand in the console, failed attempts, and many reads.
import type { Actor, Origin, Outcome } from '../../../src/event/event.ts';
import type { AttributeChange, EventDetail, HistoryRow } from '../../../src/protocol/backend.ts';
import type { ResourceIdentity } from '../../../src/resource/identity.ts';
import { chance, pick } from './scene.ts';
import type { Scene } from './scene.ts';

const account = '111122223333';
const region = 'eu-central-1';
const id = 'sg-0a1b2c3d4e5f60718';
const hour = 3_600_000;

export const identity: ResourceIdentity = {
  address: 'module.network.aws_security_group.web["public"]',
  iacType: 'aws_security_group',
  resourceType: 'AWS::EC2::SecurityGroup',
  eventSource: 'ec2.amazonaws.com',
  account,
  region,
  values: [
    { value: id, kind: 'id', via: { how: 'state', text: 'id from state serial 41', file: '/code/infra/terraform.tfstate', line: 212 } },
    {
      value: `arn:aws:ec2:${region}:${account}:security-group/${id}`,
      kind: 'arn',
      via: { how: 'state', text: 'arn from state serial 41', file: '/code/infra/terraform.tfstate', line: 209 },
    },
    {
      value: 'web-public',
      kind: 'name',
      via: { how: 'literal', text: 'literal name = "web-public"', file: '/code/infra/network/main.tf', line: 17 },
    },
  ],
};

const people: readonly [Actor, ...Actor[]] = [
  {
    kind: 'role',
    name: 'ci-deployer/GitHubActions-9041',
    arn: `arn:aws:sts::${account}:assumed-role/ci-deployer/GitHubActions-9041`,
    account,
    role: 'ci-deployer',
    session: 'GitHubActions-9041',
    behind: 'repo:example/infra:ref:refs/heads/main',
  },
  { kind: 'role', name: 'Admin/alice', arn: `arn:aws:sts::${account}:assumed-role/Admin/alice`, account, role: 'Admin', session: 'alice' },
  { kind: 'user', name: 'bob', arn: `arn:aws:iam::${account}:user/bob`, account },
  { kind: 'service', name: 'config.amazonaws.com' },
  { kind: 'root', name: 'root', arn: `arn:aws:iam::${account}:root`, account },
  { kind: 'federated', name: 'saml/carol@example.com', session: 'carol@example.com', account },
];
const [ci, alice, bob, config, root, carol] = people as readonly [Actor, Actor, Actor, Actor, Actor, Actor];
const terraform: Origin = { kind: 'terraform', name: 'Terraform 1.9.5', evidence: 'userAgent contains Terraform/1.9.5' };
const console_: Origin = { kind: 'console', name: 'console', evidence: 'sessionCredentialFromConsole is true' };
const cli: Origin = { kind: 'cli', name: 'AWS CLI 2.17', evidence: 'userAgent contains aws-cli/2.17.11' };
const service: Origin = { kind: 'service', name: 'AWS service', evidence: 'invokedBy is config.amazonaws.com' };
const boto: Origin = { kind: 'sdk', name: 'boto3 1.34', evidence: 'userAgent contains Boto3/1.34.2' };

interface Deed {
  readonly name: string;
  readonly what: string;
  readonly outcome: Outcome;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly error?: string;
}

const writes: readonly [Deed, ...Deed[]] = [
  { name: 'AuthorizeSecurityGroupIngress', what: 'tcp 22 from 0.0.0.0/0', outcome: 'change', actor: alice, origin: console_ },
  { name: 'AuthorizeSecurityGroupIngress', what: 'tcp 443 from 0.0.0.0/0', outcome: 'change', actor: ci, origin: terraform },
  { name: 'RevokeSecurityGroupIngress', what: 'tcp 22 from 0.0.0.0/0', outcome: 'change', actor: ci, origin: terraform },
  { name: 'CreateTags', what: 'Environment = prod', outcome: 'change', actor: ci, origin: terraform },
  { name: 'ModifySecurityGroupRules', what: 'sgr-0f00 description', outcome: 'change', actor: bob, origin: cli },
  { name: 'AuthorizeSecurityGroupEgress', what: 'all to 198.51.100.0/24', outcome: 'change', actor: carol, origin: console_ },
  { name: 'DeleteSecurityGroup', what: '', outcome: 'attempt', actor: bob, origin: cli, error: 'Client.DependencyViolation' },
  {
    name: 'AuthorizeSecurityGroupIngress',
    what: 'tcp 3389 from 203.0.113.7/32',
    outcome: 'attempt',
    actor: root,
    origin: console_,
    error: 'Client.UnauthorizedOperation',
  },
];
const reads: readonly [Deed, ...Deed[]] = [
  { name: 'DescribeSecurityGroups', what: '', outcome: 'read', actor: config, origin: service },
  { name: 'DescribeSecurityGroups', what: '', outcome: 'read', actor: ci, origin: terraform },
  { name: 'DescribeSecurityGroupRules', what: '', outcome: 'read', actor: bob, origin: boto },
  { name: 'GetSecurityGroupsForVpc', what: 'vpc-0123456789abcdef0', outcome: 'read', actor: alice, origin: console_ },
];

const reasons = {
  exact: `requestParameters.groupId is ${id}; id from state serial 41`,
  strong: `responseElements names arn:aws:ec2:${region}:${account}:security-group/${id}`,
  probable: 'requestParameters.groupName is web-public; literal name in network/main.tf',
  possible: 'the same name web-public in account 444455556666',
} as const;

/** The history, `total` events long, the newest at `now`. */
export function groupScene(total: number, now: number, change: Partial<Scene> = {}): Scene {
  const row = (index: number): HistoryRow => {
    const write = chance(index * 7 + 1) < (total > 1000 ? 0.08 : 0.3);
    const deed = write ? pick(writes, index * 3 + 5) : pick(reads, index * 3 + 5);
    // Bursts by day, quiet nights.
    const at = index / total;
    const span = (total > 1000 ? 400 : 61) * 24 * hour;
    const confidence = chance(index * 13 + 2);
    const possible = confidence > 0.96;
    return {
      ref: index + 1,
      time: Math.round(now - 20 * 60_000 - span * at ** 1.15 - chance(index) * hour * (total > 1000 ? 0.05 : 0)),
      eventName: deed.name,
      eventSource: 'ec2.amazonaws.com',
      account: possible ? '444455556666' : account,
      awsRegion: region,
      actor: deed.actor,
      origin: deed.origin,
      outcome: deed.outcome,
      category: 'Management',
      sourceIPAddress: deed.origin === service ? 'config.amazonaws.com' : pick(['203.0.113.24', '198.51.100.7', '192.0.2.181'], index),
      accessKeyId: deed.actor.kind === 'service' ? '' : pick(['ASIA0000111122223EXAMPLE', 'AKIA0000111122224EXAMPLE'], index),
      errorCode: deed.error ?? '',
      match:
        confidence > 0.96
          ? { confidence: 'possible', reason: reasons.possible }
          : confidence > 0.9
            ? { confidence: 'probable', reason: reasons.probable }
            : confidence > 0.7
              ? { confidence: 'strong', reason: reasons.strong }
              : { confidence: 'exact', reason: reasons.exact },
      what: deed.what,
    };
  };
  return {
    total,
    row,
    detail: (one) => detailOf(one, change.row ? undefined : row(Math.min(total - 1, one.ref + 6))),
    answer: {
      identity,
      possibleLeftOut: 14,
      coverage: {
        sources: [
          {
            id: 1,
            kind: 'folder',
            path: '/logs/org',
            files: 3120,
            events: 214_332,
            duplicates: 1204,
            problems: 3,
            first: now - 90 * 24 * hour,
            last: now,
            bytes: 98_000_000,
          },
        ],
        events: 214_332,
        first: now - 90 * 24 * hour,
        last: now,
        accounts: [account],
        regions: [region],
        categories: ['Management'],
        problems: 3,
      },
      coverageText: `Asked for ${id}, its ARN and its name in 1 source with 214,332 events of account ${account}, 24 Aug 2026 to 22 Nov 2026, management events only. 3 files were not read.`,
    },
    ...change,
  };
}

/** A made-up record and what is told of it. */
export function detailOf(row: HistoryRow, before: HistoryRow | undefined): EventDetail {
  const key = `0f1e2d3c-4b5a-4978-8695-${String(row.ref).padStart(12, '0')}`;
  const record = {
    eventVersion: '1.11',
    userIdentity: {
      type: row.actor.kind === 'role' ? 'AssumedRole' : 'IAMUser',
      principalId: 'AROA0000111122223EXAMPLE:alice',
      arn: row.actor.arn ?? null,
      accountId: account,
      accessKeyId: row.accessKeyId,
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/Admin`, userName: 'Admin' },
        attributes: { creationDate: '2026-11-22T08:01:44Z', mfaAuthenticated: 'true' },
      },
    },
    eventTime: Number.isNaN(row.time) ? '...' : new Date(row.time).toISOString(),
    eventSource: row.eventSource,
    eventName: row.eventName,
    awsRegion: row.awsRegion,
    sourceIPAddress: row.sourceIPAddress,
    userAgent: row.origin.evidence,
    ...(row.errorCode !== '' && { errorCode: row.errorCode, errorMessage: 'You are not authorized to perform this operation.' }),
    requestParameters: {
      groupId: id,
      ipPermissions: {
        items: [
          {
            ipProtocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            groups: {},
            ipRanges: { items: [{ cidrIp: '0.0.0.0/0', description: 'temporary, for debugging' }] },
            prefixListIds: {},
          },
        ],
      },
    },
    responseElements: row.outcome === 'change' ? { requestId: 'b3c0a9d8-0000-4000-8000-1234567890ab', _return: true } : null,
    requestID: 'b3c0a9d8-0000-4000-8000-1234567890ab',
    eventID: key,
    readOnly: row.outcome === 'read',
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: row.account,
    eventCategory: 'Management',
    tlsDetails: { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: `ec2.${region}.amazonaws.com` },
  };
  const changes: AttributeChange[] =
    row.outcome === 'change'
      ? [
          {
            path: 'ipPermissions',
            after: '[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIp":"0.0.0.0/0"}]',
            ...(before && { before: '[{"ipProtocol":"tcp","fromPort":443,"toPort":443,"cidrIp":"0.0.0.0/0"}]', beforeBy: before }),
          },
          { path: 'tags.Reviewed', after: '"no"' },
          { path: 'tags.Owner', before: '"network"', ...(before && { beforeBy: before }) },
        ]
      : [];
  return {
    row,
    key,
    summary: [
      { label: 'Who', value: row.actor.name, hint: row.actor.arn ?? row.actor.kind },
      ...(row.actor.behind ? [{ label: 'Behind it', value: row.actor.behind, hint: 'OIDC subject of the session' }] : []),
      { label: 'What', value: `${row.eventName}${row.what ? `: ${row.what}` : ''}` },
      { label: 'Target', value: `${id} (AWS::EC2::SecurityGroup)`, hint: row.match.reason },
      { label: 'By means of', value: row.origin.name, hint: row.origin.evidence },
      { label: 'From', value: row.sourceIPAddress },
      { label: 'Where', value: `${row.account}, ${row.awsRegion}` },
      {
        label: 'Outcome',
        value: row.outcome === 'attempt' ? `Failed: ${row.errorCode}` : 'Succeeded',
        ...(row.outcome === 'attempt' && { hint: 'You are not authorized to perform this operation.' }),
      },
    ],
    touches: [
      { role: 'target', name: id, values: [id], type: 'AWS::EC2::SecurityGroup', path: 'requestParameters.groupId' },
      {
        role: 'mention',
        name: 'vpc-0123456789abcdef0',
        values: ['vpc-0123456789abcdef0'],
        type: 'AWS::EC2::VPC',
        path: 'requestParameters.vpcId',
      },
    ],
    changes,
    record: JSON.stringify(record),
    notes: row.actor.kind === 'federated' ? ['AWS left requestParameters out: it was larger than 100 KB.'] : [],
    ...(row.outcome === 'change' && before && { previousKey: '0f1e2d3c-4b5a-4978-8695-000000000001' }),
  };
}
