import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverText, unresolvedText, type HoverFacts } from '../../src/outline/hoverText.ts';
import { reader, row } from './fixtures.ts';

const match = { confidence: 'exact', reason: 'r' } as const;
const changed = { ...row(), match, what: 'tcp 22 from 0.0.0.0/0' };
const via = { how: 'state', text: 'id from terraform.tfstate, serial 41' } as const;
const facts: HoverFacts = {
  tool: 'terraform',
  identity: {
    address: 'aws_security_group.web',
    account: '111122223333',
    region: 'eu-central-1',
    values: [{ value: 'sg-0a1b2c3d4e5f60718', kind: 'id', via }],
  },
  instances: 1,
  blame: { events: 8, possible: 0, recent: 7, last: changed },
  rows: Array.from({ length: 7 }, () => changed),
  coverageText: 'Asked for sg-0a1b2c3d4e5f60718.',
};

test('a hover tells the last five changes, the counts and how the resource is known', () => {
  const text = hoverText(facts, reader);
  assert.equal(text.title, 'aws_security_group.web');
  assert.equal(text.place, '111122223333 · eu-central-1');
  assert.equal(text.summary, '7 changes in 90 days');
  assert.equal(text.rows.length, 5);
  assert.deepEqual(text.rows[0], {
    icon: 'edit',
    event: 'AuthorizeSecurityGroupIngress',
    text: 'tcp 22 from 0.0.0.0/0 · 1 day ago (2026-07-14 10:22:05 UTC) · alice · console · outside Terraform',
  });
  assert.deepEqual(text.names, [{ value: 'sg-0a1b2c3d4e5f60718', evidence: 'id from terraform.tfstate, serial 41' }]);
  assert.deepEqual(text.notes, []);
});

test('what is gone, unsure or not held is said', () => {
  const gone = hoverText({ ...facts, instances: 3, blame: { ...facts.blame, deleted: changed } }, reader);
  assert.match(gone.summary, /^deleted 1 day ago by alice · 7 changes/);
  assert.match(gone.place, /1 of 3 instances/);
  const none = hoverText({ ...facts, rows: [], blame: { events: 0, possible: 0, recent: 0 } }, reader);
  assert.equal(none.summary, 'no change held');
  assert.deepEqual(none.notes, ['Asked for sg-0a1b2c3d4e5f60718.']);
  const unsure = { ...changed, match: { confidence: 'probable', reason: '' } } as const;
  assert.match(hoverText({ ...facts, rows: [unsure] }, reader).rows[0]?.text ?? '', / · probable$/);
});

test('hostile names are made visible, and what has no name says why', () => {
  const hostile = { ...changed, eventName: 'x\u202Ey', actor: { kind: 'user', name: 'a\nb' } as const };
  const [first] = hoverText({ ...facts, rows: [hostile] }, reader).rows;
  assert.equal(first?.event, 'x⟨U+202E⟩y');
  assert.match(first?.text ?? '', /a↵b/);
  assert.deepEqual(unresolvedText({ address: 'a', values: [], missing: 'Why.' }), { title: 'a', notes: ['Why.'] });
});
