import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorDescription, cursorNodes, cursorText, type CursorShown } from '../../src/outline/cursor.ts';
import { printed } from '../../src/outline/nodeText.ts';
import { reader, row } from './fixtures.ts';

const identity = { address: 'aws_security_group.web', account: '111122223333', region: 'eu-central-1', values: [] };
const change = { ...row(), match: { confidence: 'exact', reason: '' }, what: 'tcp 22 from 0.0.0.0/0' } as const;
const shown = (over: object = {}): CursorShown => ({
  ...{ is: 'resource', tool: 'terraform', identity, instances: 1, rows: [change], total: 1, coverageText: 'Asked for x.' },
  ...over,
});
const print = (what: CursorShown) => cursorNodes(what).map((node) => printed(cursorText(node, reader)));

test('the changes of the resource under the cursor, and that they came outside the code', () => {
  assert.deepEqual(print(shown({ total: 60 })), [
    '$(edit change) AuthorizeSecurityGroupIngress  ‹1 d · alice · console · outside Terraform · tcp 22 from 0.0.0.0/0›',
    '$(ellipsis) Load more  ‹59 more changes›',
  ]);
  assert.equal(cursorDescription(shown(), false), 'aws_security_group.web · 111122223333 · eu-central-1');
  assert.equal(
    cursorDescription(shown({ instances: 3 }), true),
    'pinned · aws_security_group.web · 1 of 3 instances · 111122223333 · eu-central-1',
  );
});

test('an empty view says what to do', () => {
  assert.deepEqual(print({ is: 'noCode' }), [
    '$(info) Open infrastructure code  ‹Terraform, CloudFormation, CDK or Pulumi›',
    '$(search) Show History of…',
  ]);
  assert.match(print({ is: 'noResource' })[0] ?? '', /Put the cursor on a resource/);
  assert.match(print({ is: 'unresolved', identity: { ...identity, missing: 'No state\u202E.' } })[0] ?? '', /No state⟨U\+202E⟩\./);
  assert.match(print(shown({ rows: [], total: 0 }))[0] ?? '', /No change is held {2}‹Asked for x\.›/);
  assert.match(print({ is: 'failed', message: 'locked' })[0] ?? '', /^\$\(error delete\)/);
  assert.equal(cursorDescription({ is: 'noCode' }, false), '');
});
