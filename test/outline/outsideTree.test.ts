// The tree of changes outside the code: what it says, and what it never says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printed } from '../../src/outline/nodeText.ts';
import {
  changesOf,
  inOrder,
  outsideDescription,
  outsideFilter,
  outsideNodes,
  outsideText,
  type DeclaredHere,
  type OutsideFound,
  type OutsideNode,
  type OutsideShown,
} from '../../src/outline/outsideTree.ts';
import { isDriftNode } from '../../src/outline/driftTree.ts';
import type { HistoryRow, OutsideAnswer } from '../../src/protocol/backend.ts';
import { coverage, now, reader, row, source } from './fixtures.ts';

const DAY = 24 * 60 * 60 * 1000;
const at = { line: 11, character: 0 };
const change = (over: Partial<HistoryRow> = {}): HistoryRow => ({
  ...row(),
  match: { confidence: 'exact', reason: 'requestParameters.groupId is its id' },
  what: 'tcp 22 from 0.0.0.0/0',
  ...over,
});
const byService = { kind: 'service', name: 'autoscaling', evidence: 'invokedBy is autoscaling.amazonaws.com' } as const;
const declared = (address: string, name = address, over: Partial<DeclaredHere['identity']> = {}, iacType = 'aws_x'): DeclaredHere => ({
  address,
  identity: {
    address,
    resourceType: 'AWS::EC2::SecurityGroup',
    values: [{ value: name, kind: 'id', via: { how: 'state', text: '' } }],
    ...over,
  },
  resource: { tool: 'terraform', address, iacType, file: '/w/network.tf', nameRange: { start: at, end: at } },
});
const answer = (changes: HistoryRow[], over: Partial<OutsideAnswer> = {}): OutsideAnswer => ({
  ...{ changes, more: false, services: 0, attempts: 0, unknown: 0 },
  ...over,
});
const found = (one: DeclaredHere, told: OutsideAnswer): OutsideFound => ({ declared: one, answer: told, place: 'network.tf:12' });
const looked = (over: object = {}): OutsideShown => ({
  ...{ is: 'looked', found: [], asked: 60, askable: 60, nameless: 0, bounded: false, range: '30d', peopleOnly: false },
  coverage: coverage([source()]),
  ...over,
});
const text = (node: OutsideNode): string => (isDriftNode(node) ? '' : printed(outsideText(node, reader)));
const print = (shown: OutsideShown): string[] => outsideNodes(shown, reader).map(text);

test('a resource, its changes with evidence, and what is set apart', () => {
  const web = found(
    declared('aws_security_group.web'),
    answer(
      [change(), change({ origin: byService, eventName: 'CreateTags', what: '', match: { confidence: 'probable', reason: 'by name' } })],
      {
        services: 1,
        attempts: 2,
        unknown: 1,
        more: true,
      },
    ),
  );
  assert.deepEqual(print(looked({ found: [web] })), ['$(shield) aws_security_group.web  ‹2 changes, or more · 1 d · alice · Terraform›']);
  assert.deepEqual(changesOf(web).map(text), [
    '$(edit change) AuthorizeSecurityGroupIngress  ‹1 d · alice · tcp 22 from 0.0.0.0/0 · console: sessionCredentialFromConsole is true›',
    '$(add create) CreateTags  ‹1 d · AWS service autoscaling, by itself · autoscaling: invokedBy is autoscaling.amazonaws.com · probably of it›',
    '$(info) Only the newest events were looked at  ‹its history shows all›',
    '$(info) 2 attempts that failed  ‹outside the code too; its history shows them›',
    '$(info) 1 change by unknown means  ‹nobody can tell whether outside the code›',
  ]);
  const [node] = outsideNodes(looked({ found: [web] }), reader);
  assert.ok(node && !isDriftNode(node));
  const { tooltip } = outsideText(node, reader);
  assert.deepEqual(
    tooltip?.map(({ label, value }) => `${label}: ${value}`),
    [
      'Declared: aws_security_group.web, Terraform, network.tf:12',
      'Outside it: 2 changes, or more, 1 of them by AWS services on their own',
      'Newest: AuthorizeSecurityGroupIngress, 2026-07-14 10:22:05 UTC, 1 day ago',
      'By: arn:aws:iam::111122223333:user/alice, console: sessionCredentialFromConsole is true',
      'Failed: 2 attempts',
      'By unknown means: 1 change',
    ],
  );
});

test('empty views say what was looked at, and what to do', () => {
  assert.deepEqual(print({ is: 'nothingHeld' }), []);
  assert.deepEqual(print({ is: 'stopped' }), ['$(info) Stopped  ‹before the code was read›', '$(refresh) Look again']);
  assert.match(print({ is: 'failed', message: 'locked\u202E' })[0] ?? '', /^\$\(error delete\) .*locked⟨U\+202E⟩/);
  assert.deepEqual(print(looked({ askable: 0, asked: 0 })), [
    '$(info) No infrastructure code in this workspace  ‹Terraform, OpenTofu, CloudFormation, CDK, Pulumi, Serverless›',
    '$(folder-opened) Open a folder with code…',
    '$(diff) Explain drift…',
  ]);
  assert.deepEqual(print(looked({ nameless: 3, peopleOnly: true, bounded: true })), [
    '$(info) No change outside the code by people in the last 30 days  ‹in the events held of 60 declared resources›',
    '$(info) Held: 21,034 events  ‹2026-04-16 – 2026-07-14›',
    '$(history) Show all time',
    '$(calendar) Choose another time range…',
    '$(gear) Show AWS services too',
    '$(info) 3 resources not asked for  ‹no name of them is known: no state or stack tells it›',
    '$(info) Only the first files were read  ‹this workspace has more than TrailLens reads›',
  ]);
  assert.deepEqual(print(looked({ range: 'all', asked: 20 })).slice(0, 4), [
    '$(info) No change outside the code  ‹in the events held of 20 declared resources›',
    '$(info) Held: 21,034 events  ‹2026-04-16 – 2026-07-14›',
    '$(info) Stopped after 20 of 60 resources',
    '$(refresh) Look again',
  ]);
  assert.equal(outsideDescription(undefined, '7d', true), '7 days · people only');
  assert.equal(outsideDescription(looked(), 'all', false), '0 resources · all time');
});

test('newest first; a change of a part is not told of its whole again', () => {
  const whole = found(
    declared('aws_s3_bucket.a', 'a'),
    answer([change({ ref: 1, time: now - DAY }), change({ ref: 2, time: now - 3 * DAY })]),
  );
  const part = found(
    declared('aws_s3_bucket_policy.a', 'x', { values: [], parent: declared('aws_s3_bucket.a', 'a').identity }),
    answer([change({ ref: 1, time: now - DAY })]),
  );
  const other = found(declared('aws_s3_bucket.b', 'b'), answer([change({ ref: 1, time: now - 2 * DAY })]));
  assert.deepEqual(
    inOrder([whole, other, part]).map(({ declared: { address }, answer: { changes } }) => [address, changes.length]),
    [
      ['aws_s3_bucket_policy.a', 1],
      ['aws_s3_bucket.b', 1],
      ['aws_s3_bucket.a', 1],
    ],
  );
});

test('the same in the filter language', () => {
  const one = found(declared('x', 'a "b"'), answer([]));
  assert.equal(outsideFilter(one, false), 'outside:terraform');
  assert.equal(outsideFilter(one, true), 'outside:terraform resource:"a \\"b\\""');
});

test('names of the log and of the code are made visible', () => {
  const web = found(declared('evil\u202E'), answer([change({ actor: { kind: 'user', name: 'a\u0007' }, what: '\u200b' })]));
  for (const line of [...print(looked({ found: [web] })), ...changesOf(web).map(text)]) assert.doesNotMatch(line, /[\u202E\u0007\u200b]/);
});
