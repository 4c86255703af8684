import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveHint, fillQuestion, profileOf, profilesOf, tailHint } from '../../src/ui/awsArguments.ts';
import { parseChoices } from '../../src/ui/connectionChoices.ts';
import { connection, trail } from '../outline/awsFixtures.ts';

test('connections are read as they are written, by name or with Regions', () => {
  assert.deepEqual(parseChoices(['prod', { profile: 'audit', regions: ['us-east-1', 'eu-central-1', 'us-east-1'] }]), [
    { profile: 'prod' },
    { profile: 'audit', regions: ['eu-central-1', 'us-east-1'] },
  ]);
  assert.deepEqual(parseChoices([' prod ', 'prod', { profile: 'prod', regions: ['us-east-1'] }]), [{ profile: 'prod' }]);
});

test('what is no connection is left out', () => {
  assert.deepEqual(
    parseChoices(['', 7, null, {}, { profile: 3 }, { profile: 'x', regions: 'all' }, { profile: 'y', regions: ['Mars', '../etc'] }]),
    [{ profile: 'x' }, { profile: 'y' }],
  );
  for (const value of [undefined, null, 'prod', { profile: 'prod' }]) assert.equal(parseChoices(value), undefined);
  assert.deepEqual(parseChoices([]), [], 'disconnected is a choice, too');
});

test('commands take nodes of the tree and plain objects', () => {
  const facts = trail({ logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:acme:*' });
  const node = { kind: 'trail', profile: 'prod', facts, health: { verdict: 'good', headline: '', findings: [] } };
  assert.deepEqual(archiveHint(node), { profile: 'prod', address: 's3://acme-trail/audit' });
  assert.deepEqual(archiveHint({ address: 's3://acme-trail', from: '2026-04-01', to: '2026-04-02', accounts: ['111122223333'] }), {
    address: 's3://acme-trail',
    from: '2026-04-01',
    to: '2026-04-02',
    accounts: ['111122223333'],
  });
  assert.deepEqual(archiveHint(undefined), {});
  assert.deepEqual(tailHint(node), { profile: 'prod', group: 'arn:aws:logs:eu-central-1:111122223333:log-group:acme' });
  assert.deepEqual(tailHint({ filter: '' }), { filter: '' });
  assert.equal(profileOf({ kind: 'connection', connection: connection() }), 'prod');
  assert.equal(profileOf('audit'), 'audit');
  assert.deepEqual(profilesOf({ profiles: ['a', 'b'] }), ['a', 'b']);
  assert.equal(profilesOf({ kind: 'connection', connection: connection() }), undefined);
  assert.deepEqual(fillQuestion({ since: 5, profiles: ['a'], fresh: true, maxCalls: 0 }), { since: 5, profiles: ['a'], fresh: true });
  assert.equal(fillQuestion({ since: 'yesterday' }), undefined);
});
