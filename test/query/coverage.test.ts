import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverageText } from '../../src/query/coverage.ts';
import { goldenIn } from '../golden.ts';
import { ACCOUNT, OTHER_ACCOUNT } from './records.ts';
import type { HistoryQuestion } from '../../src/protocol/backend.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';
import type { Coverage, SourceInfo } from '../../src/store/port.ts';

const assertGolden = goldenIn(import.meta.dirname);

const source = (path: string): SourceInfo => ({
  id: 1,
  kind: 'folder',
  path,
  files: 12,
  events: 20431,
  duplicates: 3,
  problems: 0,
  first: 0,
  last: 0,
  bytes: 1,
});
const held: Coverage = {
  sources: [source('/logs/main')],
  events: 20431,
  first: Date.UTC(2024, 0, 2, 3, 4),
  last: Date.UTC(2024, 2, 31, 23, 59),
  accounts: [ACCOUNT, '123456789012'],
  regions: ['eu-west-1', 'us-east-1'],
  categories: ['Management'],
  problems: 0,
};
const nothing: Coverage = { sources: [], events: 0, first: NaN, last: NaN, accounts: [], regions: [], categories: [], problems: 0 };

const group: ResourceIdentity = {
  address: 'aws_security_group.web',
  resourceType: 'AWS::EC2::SecurityGroup',
  eventSource: 'ec2.amazonaws.com',
  account: ACCOUNT,
  region: 'eu-west-1',
  values: [{ value: 'sg-0123456789abcdef0', kind: 'id', via: { how: 'state', text: 'id from state serial 4' } }],
};

const cases: readonly [title: string, question: HistoryQuestion, coverage: Coverage, total: number, left: number][] = [
  ['nothing was ever added', { identity: group }, nothing, 0, 0],
  ['sources without events', { identity: group }, { ...nothing, sources: [source('/logs/main')] }, 0, 0],
  ['sources with problems only', { identity: group }, { ...nothing, sources: [source('/logs/main')], problems: 3 }, 0, 0],
  ['found', { identity: group }, held, 1234, 0],
  ['one found, one possible', { identity: group }, held, 1, 1],
  ['none', { identity: group }, held, 0, 0],
  ['none, some possible', { identity: group }, held, 0, 1200],
  ['none with a filter', { identity: group, filter: 'is:attempt' }, held, 0, 0],
  ['none in a span beyond what is held', { identity: group, since: Date.UTC(2023, 0, 1), until: Date.UTC(2025, 0, 1) }, held, 0, 0],
  ['none among changes', { identity: group, changesOnly: true }, held, 0, 0],
  ['an account that is not held', { identity: { ...group, account: OTHER_ACCOUNT } }, held, 0, 0],
  ['a Region that is not held', { identity: { ...group, region: 'ap-south-1' } }, held, 0, 0],
  [
    'a bucket without data events',
    {
      identity: {
        address: 'logs',
        eventSource: 's3.amazonaws.com',
        values: [{ value: 'logs', kind: 'name', via: { how: 'asked', text: 'asked' } }],
      },
    },
    held,
    0,
    0,
  ],
  ['no name known', { identity: { ...group, values: [], missing: 'The name is generated; open the state to learn it.' } }, held, 0, 0],
  [
    'many of everything',
    { identity: group },
    {
      ...held,
      sources: ['/a', '/b', '/c', '/d', '/e', '/f', '/g'].map(source),
      categories: ['Management', 'Data'],
      problems: 1,
      regions: ['a-1', 'b-1', 'c-1', 'd-1', 'e-1', 'f-1'],
    },
    2,
    0,
  ],
];

test('what an answer rests on is said in words', () => {
  assertGolden(
    'coverage',
    cases
      .map(
        ([title, question, coverage, total, left]) => `# ${title}\n${coverageText(question, coverage, { total, possibleLeftOut: left })}\n`,
      )
      .join('\n'),
  );
});

test('an empty answer always names a next step, and what was asked', () => {
  for (const [title, question, coverage, total, left] of cases) {
    const text = coverageText(question, coverage, { total, possibleLeftOut: left });
    assert.ok(text.includes(question.identity.address), title);
    if (total === 0) assert.match(text, /Next step: \S/, title);
  }
});
