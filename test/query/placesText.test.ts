import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesText } from '../../src/query/placesText.ts';
import type { PlaceCoverage } from '../../src/protocol/aws.ts';
import { goldenIn } from '../golden.ts';
import { ACCOUNT, OTHER_ACCOUNT } from './records.ts';

const assertGolden = goldenIn(import.meta.dirname);

const NOW = Date.UTC(2026, 10, 25, 10, 40);
const ASKED = Date.UTC(2026, 10, 25, 10, 31);
const span = { since: Date.UTC(2026, 7, 27, 10, 31), until: ASKED };
const place = (region: string, more: Partial<PlaceCoverage> = {}, account = ACCOUNT): PlaceCoverage => ({
  account,
  region,
  profile: `p${account}`,
  names: [],
  ...more,
});
const named = { names: ['orders', `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`], named: span, askedAt: ASKED };
const denied = {
  code: 'denied',
  message: 'A service control policy denies cloudtrail:LookupEvents. Ask whoever administers the organization.',
} as const;

const signedOut = { code: 'signedOut', message: 'The AWS sign-in of profile audit has expired. Sign in again.' } as const;

const cases: readonly [title: string, places: readonly PlaceCoverage[]][] = [
  ['no AWS', []],
  ['not asked yet', [place('eu-west-1')]],
  ['looked up by name', [place('eu-west-1', named)]],
  ['all of it held', [place('eu-west-1', { all: span, askedAt: ASKED }), place('us-east-1', { all: span, askedAt: ASKED })]],
  ['coming', [place('eu-west-1', { asking: 'coming' })]],
  ['waiting for the quota', [place('eu-west-1', { ...named, asking: 'waiting' }), place('us-east-1', { asking: 'coming' })]],
  ['refused in one Region of two', [place('eu-west-1', named), place('eu-south-1', { refused: denied })]],
  ['signed out', [place('eu-west-1', named), place('', { profile: 'audit', signedOut: true, refused: signedOut })]],
  ['two accounts', [place('eu-west-1', named), place('us-east-1', { all: span, askedAt: ASKED - 3_600_000 }, OTHER_ACCOUNT)]],
  ['days of the bucket', [place('eu-west-1', { ...named, archived: [{ since: Date.UTC(2026, 7, 1), until: Date.UTC(2026, 8, 1) }] })]],
  ['asked an hour ago', [place('eu-west-1', { ...named, askedAt: ASKED - 3_600_000 })]],
  ['seventeen Regions', Array.from({ length: 17 }, (_, i) => place(`region-${i + 1}`, named))],
];

test('what Event history was asked, in words', () => {
  assertGolden('places', cases.map(([title, places]) => `# ${title}\n${placesText(places, NOW)}\n`).join('\n'));
});

test('whatever the state, something is said', () => {
  for (const [title, places] of cases.slice(1)) assert.match(placesText(places, NOW), /\.$/, title);
});
