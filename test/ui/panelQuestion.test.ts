import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSavedQuestion, type PanelQuestion } from '../../src/ui/panelQuestion.ts';

const question: PanelQuestion = {
  identity: {
    address: 'aws_s3_bucket_versioning.logs',
    iacType: 'aws_s3_bucket_versioning',
    account: '111122223333',
    values: [{ value: 'logs', kind: 'name', via: { how: 'literal', text: 'bucket = "logs"', file: '/ws/main.tf', line: 3 } }],
    parent: {
      address: 'aws_s3_bucket.logs',
      values: [{ value: 'logs-1x2y', kind: 'name', via: { how: 'stack', text: 'physical id from stack logs', readAt: 7 } }],
    },
    missing: 'Its state is remote.',
    lack: { of: 'remoteState', file: '/ws/main.tf', root: '/ws' },
  },
  filter: 'is:failed',
  changesOnly: true,
  possible: false,
  since: 5,
};

test('what was saved comes back', () => {
  const saved = JSON.parse(JSON.stringify({ version: 1, view: {}, question }));
  assert.deepEqual(parseSavedQuestion(saved), question);
});

test('what cannot be read is no question', () => {
  const values = [{ value: 'x', kind: 'odd', via: { how: 'literal', text: '' } }];
  for (const saved of [undefined, null, [], {}, { question: {} }, { question: { identity: { address: 'a', values } } }]) {
    assert.equal(parseSavedQuestion(saved), undefined);
  }
});

test('nothing that was saved makes it throw', () => {
  fc.assert(fc.property(fc.anything(), (saved) => void parseSavedQuestion({ question: saved })));
  fc.assert(
    fc.property(
      fc.anything(),
      fc.anything(),
      (a, b) => void parseSavedQuestion({ question: { identity: { address: 'a', values: [a], parent: b } } }),
    ),
  );
});
