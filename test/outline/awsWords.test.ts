import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  archiveEstimateNotes,
  archiveEstimateText,
  dollars,
  logGroupEstimateText,
  lookupResultText,
  lookupText,
  tailText,
} from '../../src/outline/awsWords.ts';
import { trailUrl } from '../../src/outline/consoleUrl.ts';
import { lastDays, months, parseDaySpan } from '../../src/outline/daySpan.ts';
import { groupFaults, refusedText } from '../../src/outline/faults.ts';
import { profileText, signInOf } from '../../src/outline/profileText.ts';
import { parseS3Address, s3Address } from '../../src/outline/s3Address.ts';
import { sourceIcon, sourceName } from '../../src/outline/sourceKind.ts';
import type { LookupResult, ProfileInfo } from '../../src/protocol/aws.ts';
import { fault, tail } from './awsFixtures.ts';
import { now } from './fixtures.ts';

const result: LookupResult = {
  streams: 34,
  done: 12,
  calls: 38,
  events: 1240,
  waiting: 2,
  faults: [],
  cancelled: false,
  added: 1100,
  unfinished: 0,
};

test('asking Event history is told in numbers', () => {
  assert.equal(lookupText(result), '1,240 events · 38 calls · 12 of 34 Region streams · waiting for AWS’s quota');
  assert.equal(lookupText({ ...result, done: 34 }), '1,240 events · 38 calls · 34 of 34 Region streams');
  assert.equal(lookupResultText('Event history', result), 'Event history: 1,240 events, 1,100 new, in 38 calls.');
  const partial = { ...result, unfinished: 1, faults: [fault(), fault({ region: 'eu-south-1' })] };
  assert.equal(
    lookupResultText('Event history', partial),
    'Event history: 1,240 events, 1,100 new, in 38 calls. 1 Region stream has more to come. 2 Regions refused: eu-south-1, us-east-1.',
  );
  assert.equal(
    lookupResultText('x', { ...result, cancelled: true, events: 0, added: 0, calls: 1 }),
    'x: stopped after 0 events, in 1 call.',
  );
});

test('faults of the same kind are one, and Regions are named', () => {
  const groups = groupFaults([fault(), fault({ region: 'eu-west-1' }), fault({ code: 'network' })]);
  assert.deepEqual(
    groups.map(({ fault, regions }) => [fault.code, regions]),
    [
      ['denied', ['eu-west-1', 'us-east-1']],
      ['network', ['us-east-1']],
    ],
  );
  const many = ['a-b-1', 'a-b-2', 'a-b-3', 'a-b-4'].map((region) => fault({ region, code: 'timeout' }));
  assert.equal(refusedText(many), '4 Regions did not answer: a-b-1, a-b-2, a-b-3 ….');
  const { region: _, ...everywhere } = fault({ message: 'No network.' });
  assert.equal(refusedText([everywhere]), 'No network.');
});

test('what a load comes to', () => {
  const estimate = {
    files: 1240,
    bytes: 310_000_000,
    heldFiles: 12,
    requests: 1260,
    dollars: 0.031,
    accounts: ['111122223333'],
    regions: ['eu-central-1', 'us-east-1'],
    archivedFiles: 1,
    faults: [],
  };
  assert.equal(archiveEstimateText(estimate), 'about 1,240 files, 310 MB, 1,260 requests, roughly $0.03');
  assert.deepEqual(archiveEstimateNotes(estimate), [
    'Of 1 account in 2 Regions',
    '12 files are held already and not fetched again',
    '1 file lies in Glacier storage and cannot be read before you restore them',
  ]);
  assert.deepEqual([0, 0.004, 0.03, 12.345, 1234].map(dollars), ['less than $0.01', 'less than $0.01', '$0.03', '$12.35', '$1,234']);
  assert.equal(logGroupEstimateText({ events: 1200, calls: 3, pattern: '', unsaid: [] }), 'about 1,200 events, about 3 calls');
  assert.equal(logGroupEstimateText({ pattern: '', unsaid: [] }), 'how much there is cannot be told from its first page');
});

test('how a live tail ends', () => {
  assert.equal(tailText(tail({ state: 'ended', endedBecause: 'timeLimit' })), 'ended after 3 hours · 12 events');
  assert.equal(tailText(tail({ state: 'ended', endedBecause: 'fault' })), 'broke off · 12 events');
  assert.equal(tailText(tail({ state: 'ended', endedBecause: 'stopped', by: 'filter' })), 'stopped · 12 events · asked every few seconds');
});

test('addresses in the console: the host is ours, the rest encoded', () => {
  assert.equal(
    trailUrl({ arn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme', homeRegion: 'eu-central-1' }),
    'https://console.aws.amazon.com/cloudtrailv2/home?region=eu-central-1#/trails/arn%3Aaws%3Acloudtrail%3Aeu-central-1%3A111122223333%3Atrail%2Facme',
  );
  assert.match(trailUrl({ arn: 'arn:aws-cn:cloudtrail:x', homeRegion: 'cn-north-1' }), /^https:\/\/console\.amazonaws\.cn\//);
  assert.match(
    trailUrl({ arn: 'arn:aws-us-gov:cloudtrail:x', homeRegion: 'us-gov-west-1' }),
    /^https:\/\/console\.amazonaws-us-gov\.com\//,
  );
  const odd = trailUrl({ arn: 'arn:constructor:x/../"><', homeRegion: '@example.com/?a=b&c#d' });
  assert.equal(new URL(odd).host, 'console.aws.amazon.com');
  assert.doesNotMatch(odd, /[<>"@]/);
});

test('addresses in S3, as they are pasted', () => {
  for (const [text, address] of [
    ['s3://acme-trail', 's3://acme-trail'],
    [' S3://acme-trail/audit/ ', 's3://acme-trail/audit'],
    ['acme-trail/AWSLogs/111122223333', 's3://acme-trail/AWSLogs/111122223333'],
    ['arn:aws:s3:::acme-trail/audit', 's3://acme-trail/audit'],
  ] as const) {
    const parsed = parseS3Address(text);
    assert.ok(typeof parsed === 'object', text);
    assert.equal(s3Address(parsed), address);
  }
  for (const text of ['', 's3://', 'https://acme-trail.s3.amazonaws.com/', 'gs://acme-trail', 's3://Acme_Trail', 's3://a']) {
    assert.equal(typeof parseS3Address(text), 'string', text);
  }
});

test('days to load', () => {
  assert.deepEqual(lastDays(now)[0], { label: 'Last 7 days', span: { from: '2026-07-09', to: '2026-07-15' } });
  assert.deepEqual(
    months(now, 6).map(({ label, span }) => `${label} ${span.from} ${span.to}`),
    [
      'July 2026 2026-07-01 2026-07-15',
      'June 2026 2026-06-01 2026-06-30',
      'May 2026 2026-05-01 2026-05-31',
      'April 2026 2026-04-01 2026-04-30',
      'March 2026 2026-03-01 2026-03-31',
      'February 2026 2026-02-01 2026-02-28',
    ],
  );
  assert.deepEqual(months(Date.parse('2026-01-31T12:00:00Z'), 2)[1]?.span, { from: '2025-12-01', to: '2025-12-31' });
  assert.deepEqual(parseDaySpan('2026-07-10 .. 2026-08-01', now), { from: '2026-07-10', to: '2026-07-15' });
  for (const text of ['', 'July', '2027-01-01', '2026-07-10 2026-07-09']) assert.equal(typeof parseDaySpan(text, now), 'string', text);
});

test('profiles in a line, and what brings their credentials back', () => {
  const all: ProfileInfo[] = [
    { name: 'prod', kind: 'sso', account: '111122223333', role: 'ReadOnly', region: 'eu-central-1', ssoSession: 'acme' },
    { name: 'old', kind: 'sso' },
    { name: 'me', kind: 'login' },
    {
      name: 'audit',
      kind: 'role',
      role: 'Audit',
      account: '444455556666',
      sourceProfile: 'prod',
      mfaSerial: 'arn:aws:iam::111122223333:mfa/alice',
    },
    { name: 'ring', kind: 'role', sourceProfile: 'gnir' },
    { name: 'gnir', kind: 'role', sourceProfile: 'ring' },
    { name: 'keys', kind: 'static' },
    { name: '--endpoint-url=http://192.0.2.1', kind: 'login' },
  ];
  assert.equal(profileText(all[3]!), 'role · 444455556666 · Audit · from prod · with MFA');
  assert.deepEqual(signInOf('prod', all), { profile: 'prod', aws: ['sso', 'login', '--sso-session=acme'] });
  assert.deepEqual(signInOf('old', all), { profile: 'old', aws: ['sso', 'login', '--profile=old'] });
  assert.deepEqual(signInOf('me', all), { profile: 'me', aws: ['login', '--profile=me'] });
  assert.deepEqual(signInOf('audit', all), { profile: 'prod', aws: ['sso', 'login', '--sso-session=acme'] });
  const odd = signInOf('--endpoint-url=http://192.0.2.1', all);
  assert.ok('aws' in odd && odd.aws[1] === '--profile=--endpoint-url=http://192.0.2.1', 'a name never becomes an option');
  for (const name of ['ring', 'keys', 'unheard of']) assert.ok('words' in signInOf(name, all), name);
});

test('sources at AWS are named by what they are', () => {
  const kinds = [
    ['eventHistory', 'aws:111122223333/event-history'],
    ['bucket', 's3://acme-trail/audit/'],
    ['logGroup', 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/cloudtrail/acme'],
    ['folder', '/home/me/logs'],
  ] as const;
  assert.deepEqual(
    kinds.map(([kind, path]) => `${sourceIcon({ kind })} ${sourceName({ kind, path })}`),
    ['cloud Event history of 111122223333', 'archive acme-trail/audit', 'output /aws/cloudtrail/acme', 'folder logs'],
  );
});
