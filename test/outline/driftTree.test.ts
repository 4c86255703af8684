// A report of drift as a tree, printed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { driftChildren, driftText, type DriftNode, type DriftShown } from '../../src/outline/driftTree.ts';
import { printed } from '../../src/outline/nodeText.ts';
import type { DriftCandidate } from '../../src/protocol/backend.ts';
import { reader, row } from './fixtures.ts';

const identity = { address: 'a', resourceType: 'AWS::Lambda::Function', values: [] };
const candidate = (over: Partial<DriftCandidate> = {}): DriftCandidate => ({
  row: { ...row({ eventName: 'UpdateFunctionConfiguration' }), match: { confidence: 'exact', reason: '' }, what: 'timeout=60' },
  reason: 'requestParameters.timeout = 60 is the value now',
  how: 'sets',
  ...over,
});
const shown = (over: Partial<DriftShown> = {}): DriftShown => ({
  name: 'terraform/plan.json',
  report: {
    kind: 'plan',
    inSync: 3,
    notes: ['Planning failed before its end: there may be more.'],
    resources: [
      {
        address: 'aws_lambda_function.f',
        tool: 'terraform',
        identity,
        attributes: [
          { path: 'timeout', expected: '20', actual: '60' },
          { path: 'environment.variables.KEY\u202E', hidden: true },
          { path: 'layers', actual: '["x"]' },
        ],
      },
      { address: 'aws_s3_bucket.b', tool: 'terraform', identity, attributes: [{ path: '', expected: '"there"' }], planned: true },
    ],
  },
  answers: [
    {
      attributes: [
        { candidates: [candidate()] },
        { candidates: [candidate({ how: 'mentions', reason: 'requestParameters.environment is given; CloudTrail leaves its value out' })] },
        { candidates: [], none: 'None of the 4 changes of it that are held tells of layers.' },
      ],
    },
    { attributes: [{ candidates: [], none: 'No change of it is held.' }] },
  ],
  ...over,
});
const print = (node: DriftNode, indent = ''): string[] => [
  indent + printed(driftText(node, reader)),
  ...driftChildren(node).flatMap((child) => print(child, `${indent}  `)),
];

test('resources, attributes with both values, and the events that explain them with their reasons', () => {
  assert.deepEqual(print({ kind: 'drift', shown: shown() }), [
    '$(diff) Drift in plan.json  ‹4 attributes of 2 resources›',
    '  $(symbol-method) aws_lambda_function.f  ‹3 attributes · Terraform›',
    '    $(symbol-property) timeout  ‹20 → 60›',
    '      $(edit change) UpdateFunctionConfiguration  ‹1 d · alice · timeout = 60 is the value now · outside Terraform›',
    '    $(symbol-property) environment.variables.KEY⟨U+202E⟩  ‹sensitive: not read›',
    '      $(question quiet) UpdateFunctionConfiguration  ‹1 d · alice · environment is given; CloudTrail leaves its value out · outside Terraform›',
    '    $(question warning) layers  ‹not set → ["x"] · not explained›',
    '      $(info) No event held explains it  ‹None of the 4 changes of it that are held tells of layers.›',
    '  $(trash delete) aws_s3_bucket.b  ‹gone · changed by the plan, perhaps by the code · Terraform›',
    '    $(question warning) no longer in AWS  ‹not explained›',
    '      $(info) No event held explains it  ‹No change of it is held.›',
    '  $(info) To be known  ‹Planning failed before its end: there may be more.›',
  ]);
});

test('a report without drift, and events that could not be asked, say so', () => {
  const report = { kind: 'stack', inSync: 14, notes: [], resources: [] } as const;
  assert.deepEqual(print({ kind: 'drift', shown: shown({ report, answers: [] }) }), [
    '$(diff) Drift in plan.json  ‹nothing differs›',
    '  $(info) Nothing differs  ‹14 resources as declared›',
  ]);
  assert.match(
    print({ kind: 'drift', shown: shown({ answers: [], fault: 'locked' }) })[1] ?? '',
    /The events could not be read {2}‹locked›/,
  );
});
