// Which events explain a drift, and what is said where none does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainDrift } from '../../src/query/explain.ts';
import { EventReader } from '../../src/query/reader.ts';
import { session, storeOf } from './records.ts';
import { declared } from './stories.ts';
import type { Told } from './records.ts';
import type { DriftedValue } from '../../src/protocol/backend.ts';
import type { JsonObject } from '../../src/event/event.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';

const TERRAFORM = { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.8' };
const by = (at: string, source: string, name: string, request: JsonObject, more: Partial<Told> = {}): Told => ({
  ...{ at: `2026-03-${at}`, source, name, request, who: session('admin', 'bob') },
  ...more,
});
const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:resizer';
const lambda = declared('aws_lambda_function.f', ARN, 'arn', {
  iacType: 'aws_lambda_function',
  eventSource: 'lambda.amazonaws.com',
});
const explained = (story: readonly Told[], identity: ResourceIdentity, attribute: DriftedValue): string[] => {
  const reader = new EventReader(storeOf(story), () => 'none');
  const [answer] = explainDrift(reader, { identity, tool: 'terraform', attributes: [attribute] }).attributes;
  assert.ok(answer);
  assert.equal(answer.none === undefined, answer.candidates.length > 0);
  return answer.none === undefined ? answer.candidates.map(({ how, reason, row }) => `${row.eventName} ${how}: ${reason}`) : [answer.none];
};

const story: readonly Told[] = [
  by('01T10:00', 'lambda', 'CreateFunction20150331', { functionName: 'resizer', memorySize: 128, timeout: 3, environment: {} }, { more: TERRAFORM }), // prettier-ignore
  by('02T10:00', 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'resizer', memorySize: 256 }),
  by('03T10:00', 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'resizer', memorySize: 512, environment: {} }),
  by('04T10:00', 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'resizer-old', memorySize: 512 }),
  by('05T10:00', 'lambda', 'TagResource20170331v2', { resource: ARN, tags: { team: 'ops' } }), // prettier-ignore
];

test('the event that set the value now comes first; what only mentions the attribute after it; what set the old value not at all', () => {
  const drift = { path: 'memory_size', expected: '128', actual: '512' };
  assert.deepEqual(explained(story, lambda, drift), [
    'UpdateFunctionConfiguration20150331v2 sets: requestParameters.memorySize = 512 is the value now',
    'UpdateFunctionConfiguration20150331v2 mentions: requestParameters.memorySize = 256, not the value now',
  ]);
  assert.deepEqual(explained(story, lambda, { ...drift, path: 'MemorySize' }).length, 2, 'CloudFormation’s name');
  assert.match(explained(story, lambda, { path: 'environment.variables.WIDTH', expected: '"1"', actual: '"2"' })[0] ?? '', /requestParameters\.environment is given; CloudTrail leaves its value out/); // prettier-ignore
  assert.match(
    explained(story, lambda, { path: 'tags.team', actual: '"ops"' })[0] ?? '',
    /^TagResource20170331v2 sets: requestParameters\.tags\.team = ops is the value now/,
  );
  assert.match(explained(story, lambda, { path: 'memory_size', hidden: true })[0] ?? '', /the value now is sensitive and was not read/);
});

test('none: what was looked at, and why it may not be there', () => {
  assert.deepEqual(explained(story, lambda, { path: 'reserved_concurrent_executions', expected: '-1', actual: '5' }), [
    'None of the 4 changes of it that are held tells of reserved_concurrent_executions. What explains it may be older than 2026-03-01 10:00 UTC, where the events held begin, or of a source that is not held.',
  ]);
  const elsewhere = declared('aws_lambda_function.g', 'elsewhere', 'name', { account: '999988887777' });
  assert.match(explained(story, elsewhere, { path: 'timeout', actual: '9' })[0] ?? '', /No events of its account 999988887777 are held/);
  const quiet = declared('aws_lambda_function.q', 'quiet-one', 'name');
  assert.match(
    explained(story, quiet, { path: 'timeout', actual: '9' })[0] ?? '',
    /^No change of it is held\. What explains it may be older/,
  );
  const nameless = { ...lambda, values: [], missing: 'There is no state.' };
  assert.deepEqual(explained(story, nameless, { path: 'timeout', actual: '9' }), ['There is no state.']);
  assert.deepEqual(explained([], lambda, { path: 'timeout', actual: '9' }), ['No events are held yet.']);
});

test('rules of a security group: all that the call says must stand in what came', () => {
  const id = 'sg-0123456789abcdef0';
  const group = declared('aws_security_group.web', id, 'id', { iacType: 'aws_security_group' });
  const rule = (day: string, name: string, port: number, cidr: string): Told =>
    by(day, 'ec2', name, {
      groupId: id,
      ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges: { items: [{ cidrIp: cidr }] } }] },
    });
  const rules: Told[] = [
    rule('02T10:00', 'AuthorizeSecurityGroupIngress', 443, '0.0.0.0/0'),
    rule('03T10:00', 'AuthorizeSecurityGroupIngress', 22, '0.0.0.0/0'),
    rule('04T10:00', 'RevokeSecurityGroupIngress', 8080, '10.0.0.0/8'),
  ];
  const value = (port: number, cidr: string): string =>
    JSON.stringify([{ cidr_blocks: [cidr], from_port: port, protocol: 'tcp', self: false, to_port: port }]);
  const drift = { path: 'ingress', expected: value(8080, '10.0.0.0/8'), actual: value(22, '0.0.0.0/0') };
  const [first, second, third] = explained(rules, group, drift);
  assert.match(`${first} / ${second}`, /Revoke.* sets: .*was taken away/);
  assert.match(`${first} / ${second}`, /AuthorizeSecurityGroupIngress sets: .*(= 22|0\.0\.0\.0\/0) is the value now/);
  assert.match(third ?? '', /^AuthorizeSecurityGroupIngress mentions:/);
});

test('a resource that is gone is explained by what ended it', () => {
  const bucket = declared('aws_s3_bucket.b', 'acme-b', 'name', { iacType: 'aws_s3_bucket', eventSource: 's3.amazonaws.com' });
  const s3 = (day: string, name: string): Told => by(day, 's3', name, { bucketName: 'acme-b' });
  const gone = [s3('01T10:00', 'CreateBucket'), s3('02T10:00', 'DeleteBucketPolicy'), s3('03T10:00', 'DeleteBucket')];
  assert.deepEqual(explained(gone, bucket, { path: '', expected: '"there"' }), ['DeleteBucket sets: DeleteBucket ended it']);
  assert.match(explained(gone.slice(0, 2), bucket, { path: '', expected: '"there"' })[0] ?? '', /2 changes of it that are held ended it/);
});

test('what the tool did itself counts only where nothing else explains as well', () => {
  const own = by('06T10:00', 'lambda', 'UpdateFunctionConfiguration20150331v2', { functionName: 'resizer', timeout: 60 }, { more: TERRAFORM }); // prettier-ignore
  const hand = { ...own, at: '2026-03-02T10:00', more: {} };
  const drift = { path: 'timeout', expected: '3', actual: '60' };
  assert.equal(explained([own], lambda, drift).length, 1);
  const reader = new EventReader(storeOf([own, hand]), () => 'none');
  const [answer] = explainDrift(reader, { identity: lambda, tool: 'terraform', attributes: [drift] }).attributes;
  assert.deepEqual(answer?.candidates.map(({ row }) => row.origin.kind), ['cli']); // prettier-ignore
});
