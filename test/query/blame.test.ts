import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blameOf } from '../../src/query/blame.ts';
import { EventReader } from '../../src/query/reader.ts';
import { storeOf } from './records.ts';
import type { Told } from './records.ts';
import { BUCKET, GROUP, askedBy, bucketStory, declared, groupStory } from './stories.ts';
import type { BlameAnswer } from '../../src/protocol/backend.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';

const blamed = (story: readonly Told[], identity: ResourceIdentity): BlameAnswer =>
  blameOf(new EventReader(storeOf(story), () => 'none'), identity);

test('the newest change that acts on the resource, not one that names it in passing', () => {
  const { last, events } = blamed(groupStory.slice(0, 5), askedBy(GROUP, 'id'));
  assert.deepEqual([last?.eventName, events], ['AuthorizeSecurityGroupIngress', 4]);
  assert.equal(blamed(bucketStory.slice(0, 9), declared('aws_s3_bucket.ledger', BUCKET, 'name')).last?.eventName, 'PutBucketPolicy');
});

test('reads and attempts are no changes', () => {
  const { last } = blamed(
    bucketStory.filter(({ read, error }) => read === true || error !== undefined),
    askedBy(BUCKET),
  );
  assert.equal(last, undefined);
});

test('what is written into a resource is no change of it, unless nothing else is held', () => {
  const identity = declared('aws_s3_bucket.ledger', BUCKET, 'name');
  const write: Told = {
    at: '2026-01-01T10:00',
    name: 'PutObject',
    source: 's3',
    request: { bucketName: BUCKET, key: 'a.csv' },
    more: { eventCategory: 'Data', managementEvent: false },
  };
  const [quiet, busy, only] = [bucketStory, [...bucketStory, write], [write]].map((story) => blamed(story, identity));
  assert.deepEqual([busy?.last?.eventName, busy?.recent], [quiet?.last?.eventName, quiet?.recent]);
  assert.equal(only?.last?.eventName, 'PutObject');
});

test('it counts the changes of 90 days, and tells who deleted it', () => {
  const day = 24 * 60 * 60 * 1000;
  const reader = new EventReader(storeOf(bucketStory), () => 'none');
  const identity = declared('aws_s3_bucket.ledger', BUCKET, 'name');
  const { last, recent, deleted } = blameOf(reader, identity, 0);
  const end = (last?.time ?? 0) + day;
  assert.equal(deleted?.eventName, 'DeleteBucket');
  assert.ok(recent >= blameOf(reader, identity, end).recent);
  assert.ok(blameOf(reader, identity, end).recent > 0);
  assert.equal(blameOf(reader, identity, end + 91 * day).recent, 0);
});

test('a possible change is told only for want of a better one', () => {
  const byPattern = declared('aws_s3_bucket.ledger', 'acme-led*', 'pattern', { eventSource: 's3.amazonaws.com' });
  const { events, possible, last } = blamed(bucketStory, byPattern);
  assert.deepEqual([events, possible, last?.eventName, last?.match.confidence], [0, 11, 'DeleteBucket', 'possible']);
  const sure = { ...byPattern, values: [...byPattern.values, ...askedBy('acme-ledger-archive').values] };
  assert.equal(blamed(bucketStory, sure).last?.eventName, 'CreateBucket');
});
