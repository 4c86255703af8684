import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AwsFault, BasicSelector, Selectors, TrailFacts, TrailInfo, TrailStatus } from '../../src/source/aws/port.ts';
import { selectorsText, trailHealth } from '../../src/query/trailHealth.ts';
import { goldenIn } from '../golden.ts';

const assertGolden = goldenIn(import.meta.dirname);

const now = Date.parse('2026-11-20T10:00:00Z');
const minutes = (count: number): number => now - count * 60_000;
const hours = (count: number): number => minutes(count * 60);

const trail: TrailInfo = {
  name: 'audit',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit',
  homeRegion: 'eu-west-1',
  account: '111122223333',
  bucket: 'example-logs',
  prefix: '',
  isMultiRegion: true,
  isOrganization: false,
  hasGlobalServiceEvents: true,
  validatesLogFiles: true,
  hasCustomSelectors: false,
  hasInsightSelectors: false,
};
const status: TrailStatus = { isLogging: true, delivered: minutes(4), digestDelivered: minutes(35), startedLogging: hours(900) };
const all: BasicSelector = { readWrite: 'All', management: true, excluded: [], data: [] };
const selectors: Selectors = { basic: [all], advanced: [] };
const facts: TrailFacts = { trail, status, selectors, insights: [], faults: [] };
const { status: _, ...withoutStatus } = facts;
const { selectors: __, ...withoutSelectors } = facts;

const basic = (more: Partial<BasicSelector>): Selectors => ({ basic: [{ ...all, ...more }], advanced: [] });
const advanced = (...named: [name: string, ...fields: [field: string, operator: string, ...values: string[]][]][]): Selectors => ({
  basic: [],
  advanced: named.map(([name, ...fields]) => ({
    name,
    fields: fields.map(([field, operator, ...values]) => ({ field, conditions: [{ operator, values }] })),
  })),
});
const denied = (permission: string): AwsFault => ({
  code: 'denied',
  message: `Profile "audit" may not use ${permission} in eu-west-1: no policy of the user or role allows it. Add it.`,
  permission,
});

const states: Readonly<Record<string, TrailFacts>> = {
  healthy: facts,
  'healthy-with-all': {
    ...facts,
    trail: { ...trail, isOrganization: true, logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:audit:*' },
    status: { ...status, logsDelivered: minutes(3) },
    insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
  },
  stopped: { ...facts, status: { ...status, isLogging: false, stoppedLogging: Date.parse('2026-11-02T09:14:30Z'), delivered: hours(433) } },
  'stopped-and-failing': { ...facts, status: { ...status, isLogging: false, stoppedLogging: hours(30), deliveryError: 'AccessDenied' } },
  'never-started': { ...facts, status: { isLogging: false } },
  'delivery-denied': { ...facts, status: { ...status, delivered: hours(70), deliveryError: 'AccessDenied' } },
  'bucket-gone': { ...facts, status: { ...status, deliveryError: 'NoSuchBucket' } },
  'key-refused': { ...facts, status: { ...status, deliveryError: 'KMS.NotFoundException', delivered: hours(1) } },
  late: { ...facts, status: { ...status, delivered: hours(9) } },
  'never-delivered': { ...facts, status: { isLogging: true, startedLogging: hours(50) } },
  'just-started': { ...facts, status: { isLogging: true, startedLogging: minutes(6) } },
  'no-validation': { ...facts, trail: { ...trail, validatesLogFiles: false } },
  'digest-failing': { ...facts, status: { ...status, digestError: 'AccessDenied' } },
  'digest-late': { ...facts, status: { ...status, digestDelivered: hours(5) } },
  'logs-failing': {
    ...facts,
    trail: { ...trail, logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:audit:*' },
    status: { ...status, logsDelivered: hours(80), logsError: 'ResourceNotFoundException' },
  },
  'logs-behind': {
    ...facts,
    trail: { ...trail, logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:audit:*' },
    status: { ...status, logsDelivered: hours(30) },
  },
  'notification-failing': { ...facts, status: { ...status, notificationError: 'AuthorizationError' } },
  'single-region': { ...facts, trail: { ...trail, isMultiRegion: false, hasGlobalServiceEvents: false } },
  'write-only-without-kms': {
    ...facts,
    selectors: basic({ readWrite: 'WriteOnly', excluded: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] }),
  },
  'read-only': { ...facts, selectors: basic({ readWrite: 'ReadOnly' }) },
  'data-only': { ...facts, selectors: basic({ management: false, data: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }) },
  partly: {
    ...facts,
    selectors: advanced(['', ['eventCategory', 'Equals', 'Management'], ['eventName', 'Equals', 'RunInstances']]),
  },
  'status-denied': { ...withoutStatus, faults: [denied('cloudtrail:GetTrailStatus'), denied('cloudtrail:GetInsightSelectors')] },
  'selectors-denied': { ...withoutSelectors, faults: [denied('cloudtrail:GetEventSelectors')] },
  hostile: { ...facts, status: { ...status, deliveryError: '<img src=x>\u202e' } },
};

describe('how a trail stands', () => {
  for (const [name, state] of Object.entries(states)) test(name, () => assertGolden(`trails/${name}`, told(state)));
});

test('what a trail records, for every condition of the API', () => {
  const arn = 'arn:aws:s3:::example-data/logs/';
  const cases: Selectors[] = [
    selectors,
    basic({ readWrite: 'ReadOnly', excluded: ['kms.amazonaws.com'] }),
    basic({ readWrite: 'WriteOnly', data: [{ type: 'AWS::S3::Object', values: [arn, 'arn:aws:s3:::example-other/'] }] }),
    basic({ management: false, data: [{ type: 'AWS::Lambda::Function', values: ['arn:aws:lambda'] }] }),
    basic({ management: false, data: [{ type: 'AWS::DynamoDB::Table', values: [] }] }),
    basic({ management: false }),
    { basic: [], advanced: [] },
    advanced([
      'Management',
      ['eventCategory', 'Equals', 'Management'],
      ['readOnly', 'Equals', 'false'],
      ['eventSource', 'NotEquals', 'kms.amazonaws.com'],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'Data'],
      ['resources.type', 'Equals', 'AWS::S3::Object'],
      ['resources.ARN', 'StartsWith', arn],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'Data'],
      ['resources.type', 'Equals', 'AWS::SQS::Queue', 'AWS::SNS::Topic'],
      ['readOnly', 'Equals', 'true'],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'Data'],
      ['resources.type', 'Equals', 'AWS::Bedrock::Model'],
      ['resources.ARN', 'NotStartsWith', arn, 'arn:aws:s3:::x/'],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'Data'],
      ['eventName', 'EndsWith', 'Object', 'Objects'],
      ['userIdentity.arn', 'NotEndsWith', '/alice'],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'NetworkActivity'],
      ['eventSource', 'Equals', 'ec2.amazonaws.com'],
      ['errorCode', 'Equals', 'VpceAccessDenied'],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'Management'],
      ['eventSource', 'Equals', 's3.amazonaws.com'],
      ['sessionCredentialFromConsole', 'Equals', 'true'],
    ]),
    advanced([
      '',
      ['eventCategory', 'Equals', 'Management'],
      ['readOnly', 'NotEquals', 'true'],
      ['eventType', 'NotEquals', 'AwsServiceEvent'],
    ]),
    advanced(['', ['eventCategory', 'Equals', 'Something'], ['vpcEndpointId', 'Matches', 'vpce-0']]),
    advanced(['', ['eventName', 'Equals', 'X']]),
    {
      basic: [],
      advanced: [
        {
          name: '',
          fields: [
            { field: 'eventCategory', conditions: [{ operator: 'Equals', values: ['Data'] }] },
            {
              field: 'eventName',
              conditions: [
                { operator: 'StartsWith', values: ['Put'] },
                { operator: 'NotEquals', values: ['PutObject', 'PutObjectAcl'] },
              ],
            },
          ],
        },
      ],
    },
  ];
  assertGolden('trails/selectors', cases.map((one) => selectorsText(one).join('\n')).join('\n\n'));
});

test('two selectors are taken together', () => {
  const both = advanced(
    ['', ['eventCategory', 'Equals', 'Management'], ['readOnly', 'Equals', 'false']],
    ['', ['eventCategory', 'Equals', 'Management'], ['readOnly', 'Equals', 'true'], ['eventSource', 'NotEquals', 'kms.amazonaws.com']],
  );
  assert.deepEqual(
    trailHealth({ ...facts, selectors: both }, now).findings.filter(({ level }) => level === 'note' || level === 'warning'),
    [],
  );
});

function told(state: TrailFacts): string {
  const { verdict, headline, findings } = trailHealth(state, now);
  const lines = findings.map(({ level, text, next }) => `${level.padEnd(8)} ${text}${next === undefined ? '' : `\n         → ${next}`}`);
  return [`${verdict}: ${headline}`, '', ...lines].join('\n');
}
