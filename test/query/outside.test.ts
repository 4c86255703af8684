import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outsideOf } from '../../src/query/outside.ts';
import { EventReader } from '../../src/query/reader.ts';
import { session, storeOf } from './records.ts';
import { BUCKET, GROUP, askedBy, bucketStory, declared, groupStory } from './stories.ts';
import type { Told } from './records.ts';
import type { OutsideAnswer, OutsideSpan } from '../../src/protocol/backend.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';

const TERRAFORM = { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.8 terraform-provider-aws/5.70.0' };
const isTerraform = ({ who }: Told): boolean => JSON.stringify(who ?? '').includes('terraform');

/** The story as the tool tells it: what the role of Terraform does comes with Terraform's user agent. */
const byTool = (story: readonly Told[]): Told[] =>
  story.map((told) => (isTerraform(told) ? { ...told, more: { ...told.more, ...TERRAFORM } } : told));
const asked = (story: readonly Told[], identity: ResourceIdentity, span?: OutsideSpan, tool = 'terraform'): OutsideAnswer =>
  outsideOf(new EventReader(storeOf(story), () => 'none'), { identity, tool }, span);
const names = ({ changes }: OutsideAnswer): string[] => changes.map(({ eventName }) => eventName);

const bucket = declared('aws_s3_bucket.ledger', BUCKET, 'name');

test('what did not come by the tool, newest first, with evidence; failed attempts are apart', () => {
  const answer = asked(byTool(bucketStory), bucket);
  assert.deepEqual(names(answer), ['DeleteBucket', 'PutBucketPolicy', 'DeleteBucketPublicAccessBlock']);
  assert.deepEqual([answer.attempts, answer.services, answer.unknown, answer.more], [1, 0, 0, false]);
  assert.match(answer.changes[0]?.origin.evidence ?? '', /userAgent contains aws-cli/);
});

test('what belongs to a part alone is the part’s', () => {
  const part = { ...declared('aws_s3_bucket_policy.ledger', BUCKET, 'name'), iacType: 'aws_s3_bucket_policy', parent: bucket };
  assert.deepEqual(names(asked(byTool(bucketStory), part)), ['PutBucketPolicy']);
});

test('a span bounds it; another tool has other means of its own; what is no tool has none', () => {
  const since = Date.parse('2024-03-06T00:00:00Z');
  assert.deepEqual(names(asked(byTool(bucketStory), bucket, { since })), ['DeleteBucket']);
  assert.equal(asked(byTool(bucketStory), bucket, {}, 'pulumi').changes.length, 6);
  assert.equal(asked(byTool(bucketStory), bucket, {}, 'chef').changes.length, 0);
});

test('an id that only an answer told, and changes by services and by nobody knows what', () => {
  const service: Told = {
    ...groupStory[1]!,
    at: '2024-04-01T10:00',
    who: { ...session('AWSServiceRoleForAutoScaling', 'AutoScaling'), invokedBy: 'autoscaling.amazonaws.com' },
    more: { sourceIPAddress: 'autoscaling.amazonaws.com', userAgent: 'autoscaling.amazonaws.com' },
  };
  const unknown: Told = { ...groupStory[1]!, at: '2024-04-02T10:00', who: session('admin', 'x'), more: { userAgent: 'in-house/1' } };
  const story = byTool([...groupStory, service, unknown]);
  const group = askedBy(GROUP, 'id');
  const all = asked(story, group);
  assert.deepEqual([all.services, all.unknown, all.changes[0]?.origin.kind], [1, 1, 'service']);
  const people = asked(story, group, { peopleOnly: true });
  assert.deepEqual([people.services, people.unknown, people.changes.length], [0, 1, all.changes.length - 1]);
  assert.ok(people.changes.every(({ origin }) => origin.kind !== 'service'));
});

test('a pattern is never enough, nor is the same name in passing', () => {
  const pattern = declared('aws_s3_bucket.ledger', 'acme-led*', 'pattern', { eventSource: 's3.amazonaws.com' });
  assert.deepEqual(asked(byTool(bucketStory), pattern).changes, []);
  const stranger = { ...bucketStory[6]!, who: session('admin', 'x'), at: '2024-03-09T09:00' };
  assert.equal(asked(byTool([...bucketStory, stranger]), bucket).changes[0]?.eventName, 'DeleteBucket');
});
