import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../src/event/event.ts';
import { compareVersions, eventOf, isCloudTrailRecord, isDigestFile } from '../../src/event/record.ts';
import { ACCOUNT, event, record } from './invented.ts';

test('a plain record', () => {
  const told = event();
  assert.equal(told.key, '66666666-7777-4888-8999-000000000000');
  assert.equal(told.time, Date.UTC(2026, 6, 14, 10, 22, 31));
  assert.equal(told.account, ACCOUNT);
  assert.equal(told.category, 'Management');
  assert.equal(told.outcome, 'change');
  assert.equal(told.accessKeyId, 'AKIAALICEEXAMPLE');
  assert.deepEqual(told.record, record());
});

test('a record without an id is known by its content, also when the id says nothing', () => {
  assert.equal(event({ eventID: undefined }).key, 'content-0');
  assert.equal(event({ eventID: '...' }).key, 'content-0');
  assert.equal(event({ eventID: null }).key, 'content-0');
});

test('names of fields in other cases are found', () => {
  const old: JsonObject = {
    EventName: 'CreateImage',
    eventsource: 'ec2.amazonaws.com',
    EventTime: '2016-01-02T03:04:05Z',
    eventId: 'abc',
    awsregion: 'us-east-1',
    useridentity: { Type: 'IAMUser', UserName: 'lee', accountid: ACCOUNT, accesskeyid: 'AKIALEEEXAMPLE' },
  };
  const told = eventOf(old, () => 'none');
  assert.deepEqual(
    [told.eventName, told.eventSource, told.key, told.awsRegion, told.actor.name, told.account, told.accessKeyId],
    ['CreateImage', 'ec2.amazonaws.com', 'abc', 'us-east-1', 'lee', ACCOUNT, 'AKIALEEEXAMPLE'],
  );
  assert.equal(told.time, Date.UTC(2016, 0, 2, 3, 4, 5));
});

test('readOnly as text, missing, or contradicted by nothing', () => {
  const outcome = (readOnly: JsonObject[string] | undefined, eventName: string): string => event({ readOnly, eventName }).outcome;
  assert.equal(outcome('true', 'StartInstances'), 'read');
  assert.equal(outcome('false', 'DescribeInstances'), 'change');
  assert.equal(outcome(undefined, 'DescribeInstances'), 'read');
  assert.equal(outcome(undefined, 'BatchGetImage'), 'read');
  assert.equal(outcome(undefined, 'AssumeRoleWithSAML'), 'read');
  assert.equal(outcome(undefined, 'GetFunction20150331v2'), 'read');
  assert.equal(outcome(undefined, 'TerminateInstances'), 'change');
  for (const eventName of [
    'ConsoleLogin',
    'GetSigninToken',
    'CheckMfa',
    'GetSessionToken',
    'GetFederationToken',
    'GetCredentialsForIdentity',
  ]) {
    assert.equal(outcome(undefined, eventName), 'change', eventName);
  }
  assert.equal(outcome(undefined, 'GetawayStart'), 'change');
});

test('what failed is an attempt, whichever way it is told', () => {
  assert.equal(event({ errorCode: 'AccessDenied' }).outcome, 'attempt');
  assert.equal(event({ errorCode: 'AccessDenied', readOnly: true }).outcome, 'attempt');
  assert.equal(event({ errorMessage: 'No such thing' }).outcome, 'attempt');
  assert.equal(event({ responseElements: { _return: false } }).outcome, 'attempt');
  assert.equal(event({ responseElements: { _return: true } }).outcome, 'change');
  const login = { eventSource: 'signin.amazonaws.com', eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn' };
  assert.equal(
    event({ ...login, responseElements: { ConsoleLogin: 'Failure' }, errorMessage: 'Failed authentication' }).outcome,
    'attempt',
  );
  assert.equal(event({ ...login, responseElements: { ConsoleLogin: 'Failure' } }).outcome, 'attempt');
  assert.equal(event({ ...login, responseElements: { ConsoleLogin: 'Success' } }).outcome, 'change');
  assert.equal(event({ ...login, responseElements: { ConsoleLogin: 'Success' }, errorMessage: 'a note' }).outcome, 'change');
});

test('categories, stated and told', () => {
  const category = (change: Parameters<typeof event>[0]): string =>
    event({ eventCategory: undefined, managementEvent: undefined, ...change }).category;
  assert.equal(category({ eventCategory: 'Data' }), 'Data');
  assert.equal(category({ eventCategory: 'NetworkActivity' }), 'NetworkActivity');
  assert.equal(category({ eventType: 'AwsVpceEvent' }), 'NetworkActivity');
  assert.equal(category({ eventType: 'AwsVpceEvents' }), 'NetworkActivity');
  assert.equal(category({ managementEvent: false }), 'Data');
  assert.equal(category({}), 'Management');
  assert.equal(category({ eventSource: 's3.amazonaws.com', eventName: 'GetObject' }), 'Data');
  assert.equal(category({ eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' }), 'Management');
  assert.equal(category({ eventSource: undefined, eventName: undefined }), 'Unknown');
  assert.equal(category({ eventCategory: 'constructor' }), 'Management');
});

test('an insight has the name and service it is about, and is no call', () => {
  const told = event({
    eventName: undefined,
    eventSource: undefined,
    userIdentity: undefined,
    readOnly: undefined,
    eventType: 'AwsCloudTrailInsight',
    eventCategory: 'Insight',
    insightDetails: {
      state: 'Start',
      eventSource: 'ssm.amazonaws.com',
      eventName: 'UpdateInstanceInformation',
      insightType: 'ApiCallRateInsight',
      errorCode: 'X',
    },
  });
  assert.deepEqual(
    [told.eventName, told.eventSource, told.outcome, told.category, told.errorCode],
    ['UpdateInstanceInformation', 'ssm.amazonaws.com', 'insight', 'Insight', ''],
  );
});

test('an aggregated event has the time of its window, its account and its most frequent call', () => {
  const aggregated: JsonObject = {
    eventVersion: '1.0',
    accountId: ACCOUNT,
    eventId: 'agg-1',
    eventCategory: 'Aggregated',
    eventType: 'AwsAggregatedEvent',
    awsRegion: 'eu-west-1',
    eventSource: 's3.amazonaws.com',
    timeWindow: { windowStart: '2026-07-14T10:20:00Z', windowEnd: '2026-07-14T10:25:00Z', windowSize: 'PT5M' },
    summary: {
      primaryDimension: {
        dimension: 'resourceARN',
        statistics: [{ name: 'arn:aws:s3:::example-logs', value: 800 }],
        aggregationType: 'Count',
      },
      details: [{ dimension: 'eventName', statistics: [{ name: 'PutObject', value: 800 }], aggregationType: 'Count' }],
    },
  };
  assert.ok(isCloudTrailRecord(aggregated));
  const told = eventOf(aggregated, () => 'none');
  assert.deepEqual(
    [told.key, told.eventName, told.account, told.category, told.outcome, told.time],
    ['agg-1', 'PutObject', ACCOUNT, 'Aggregated', 'insight', Date.UTC(2026, 6, 14, 10, 20)],
  );
});

test('digest files and other JSON are told from records', () => {
  assert.ok(isDigestFile({ digestS3Bucket: 'b', digestS3Object: 'o', logFiles: [] }));
  assert.ok(!isDigestFile(record()));
  assert.ok(!isDigestFile({ Records: [], digestS3Bucket: 'b', digestS3Object: 'o' }));
  assert.ok(isCloudTrailRecord(record()));
  assert.ok(isCloudTrailRecord({ EventName: 'x', USERIDENTITY: null }));
  for (const other of [{}, { eventName: 'x' }, [], null, 'x', 5, { name: 'package', version: '1' }]) assert.ok(!isCloudTrailRecord(other));
});

test('versions compare as numbers', () => {
  assert.ok(compareVersions('1.10', '1.9') > 0);
  assert.ok(compareVersions('1.09', '1.9') === 0);
  assert.ok(compareVersions('2.0', '1.11') > 0);
});

test('no JSON object makes it throw', () => {
  const names = Object.keys(record());
  const odd = fc.dictionary(
    fc.oneof(fc.constantFrom(...names, 'insightDetails', 'summary', 'timeWindow', '__proto__', 'constructor'), fc.string()),
    fc.jsonValue({ maxDepth: 4 }),
  );
  fc.assert(
    fc.property(odd, (value) => {
      const told = eventOf(JSON.parse(JSON.stringify(value)) as JsonObject, () => 'content-0');
      assert.notEqual(told.key, '');
      assert.notEqual(told.actor.name, '');
      assert.notEqual(told.origin.name, '');
    }),
    { numRuns: 500 },
  );
});
