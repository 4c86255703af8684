import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FilterError, formatFilter, matchesFilter, matchesTerm, parseFilter } from '../../src/event/filter.ts';
import type { CloudTrailEvent } from '../../src/event/event.ts';
import { call, event, session } from './invented.ts';

const NOW = Date.UTC(2026, 6, 15, 12);
const parse = (text: string) => parseFilter(text, NOW);
const passes = (text: string, told: CloudTrailEvent): boolean => matchesFilter(parse(text), told);

test('terms, alternatives, negation, quotes, aliases', () => {
  assert.deepEqual(parse('event:RunInstances,Terminate* -user:"Alice B" open').terms, [
    { field: 'name', not: false, any: ['runinstances', 'terminate*'] },
    { field: 'actor', not: true, any: ['alice b'] },
    { field: 'text', not: false, any: ['open'] },
  ]);
  assert.deepEqual(parse('key:AKIAEXAMPLE resource:"a,b",C').terms, [
    { field: 'key', not: false, any: ['AKIAEXAMPLE'] },
    { field: 'resource', not: false, any: ['a,b', 'C'] },
  ]);
  assert.deepEqual(parse('"say \\"hi\\" \\\\ x"').terms, [{ field: 'text', not: false, any: ['say "hi" \\ x'] }]);
  assert.deepEqual(parse('arn:aws:s3:::example-logs').terms, [{ field: 'text', not: false, any: ['arn:aws:s3:::example-logs'] }]);
  assert.deepEqual(parse('is:failed,WRITE').terms, [{ field: 'is', not: false, any: ['attempt', 'change'] }]);
  assert.deepEqual(parse('   ').terms, []);
  assert.deepEqual(
    parse('a - b').terms.map((term) => term.any[0]),
    ['a', '-', 'b'],
  );
});

test('bounds: spans back from now, dates, times', () => {
  const day = Date.UTC(2026, 6, 14);
  assert.equal(parse('since:7d').since, NOW - 7 * 86_400_000);
  assert.equal(parse('since:90m').since, NOW - 90 * 60_000);
  assert.equal(parse('since:2026-07-14').since, day);
  assert.equal(parse('until:2026-07-14').until, day + 86_400_000, 'through that day');
  assert.equal(parse('until:2026-07-14T10:22Z').until, Date.UTC(2026, 6, 14, 10, 22));
  assert.equal(parse('since:"2026-07-14 12:00:00+02:00"').since, Date.UTC(2026, 6, 14, 10));
  assert.ok(passes('since:2026-07-14 until:2026-07-14', event()));
  assert.ok(!passes('since:2026-07-15', event()));
  assert.ok(!passes('until:2026-07-14T10:22:31Z', event()), 'the end is not included');
  assert.ok(!passes('since:2000-01-01', event({ eventTime: '...' })), 'no time lies in no bounds');
  assert.ok(passes('', event({ eventTime: '...' })));
});

test('what cannot be read says where and what to do', () => {
  const cases: readonly [string, number, RegExp][] = [
    ['name:x colour:red', 8, /no field "colour".*quotes/],
    ['name:', 1, /needs a value/],
    ['name:a,,b', 1, /needs a value/],
    ['text "open', 6, /not closed/],
    ['is:purple', 1, /Use one of change, read/],
    ['since:yesterdayish', 1, /needs a time/],
    ['since:2026-02-30', 1, /needs a time/],
    ['since:1d since:2d', 10, /twice/],
    ['-until:1d', 1, /Use since:/],
    ['x'.repeat(20_000), 10_000, /longer/],
  ];
  for (const [text, column, message] of cases) {
    assert.throws(
      () => parse(text),
      (error) => error instanceof FilterError && error.column === column && message.test(error.message),
      text.slice(0, 40),
    );
  }
});

test('each field matches by its rule', () => {
  const told = call('s3 PutBucketPolicy', { bucketName: 'example-Ledger' }, null, {
    userIdentity: session('ci-deployer', 'run-7', { sourceIdentity: 'carol@example.com' }),
    errorCode: 'Client.AccessDeniedException',
  });
  const yes = [
    'name:putbucketpolicy',
    'name:Put*',
    'service:s3',
    'service:s3.amazonaws.com',
    'service:s*',
    'account:111122223333',
    'region:eu-*',
    'ip:203.0.113.7',
    'actor:ci-deployer/run-7',
    'actor:CI-deployer',
    'actor:run-7',
    'actor:carol@example.com',
    'actor:*assumed-role/ci-deployer*',
    'session:run-7',
    'session:ASIASESSIONEXAMPLE',
    'key:ASIASESSIONEXAMPLE',
    'origin:cli',
    'origin:"aws cli"',
    'origin:"AWS CLI 2.32.10"',
    'error:*',
    'error:AccessDenied',
    'error:Client.AccessDeniedException',
    'error:access*',
    'category:management',
    'is:failed',
    'is:denied',
    'resource:example-Ledger',
    'resource:example-*',
    'ledger',
    'text:LEDGER',
    'text:"put*policy"',
    '-is:root',
    '-name:GetObject',
  ];
  const no = [
    'name:PutBucket',
    'service:s',
    'region:eu-west',
    'ip:203.0.113',
    'actor:ci',
    'key:asiasessionexample',
    'origin:terraform',
    'origin:aws-c',
    'error:Denied',
    'is:change',
    'is:console',
    'resource:example',
    'resource:EXAMPLE-LEDGER',
    'nowhere',
    '-ledger',
  ];
  for (const text of yes) assert.ok(passes(text, told), text);
  for (const text of no) assert.ok(!passes(text, told), text);
  assert.ok(
    passes(
      'is:console is:root is:change',
      event({ userIdentity: { type: 'Root', accountId: '111122223333' }, userAgent: 'console.amazonaws.com' }),
    ),
  );
  assert.ok(!passes('error:*', event()));
});

test('a negated term holds when no candidate fits', () => {
  const [term] = parse('-actor:alice').terms;
  assert.ok(term !== undefined);
  assert.ok(!matchesTerm(term, ['bob', 'alice']));
  assert.ok(matchesTerm(term, ['bob']));
});

test('what is formatted parses to the same filter', () => {
  const value = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text === text.toLowerCase());
  const term = fc.record(
    {
      field: fc.constantFrom('name', 'service', 'actor', 'text', 'resource', 'error'),
      not: fc.boolean(),
      any: fc.array(value, { minLength: 1, maxLength: 3 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(term, { maxLength: 4 }), fc.option(fc.integer({ min: 0, max: NOW }), { nil: undefined }), (terms, since) => {
      const filter = { terms, ...(since === undefined ? {} : { since }) };
      assert.deepEqual(parse(formatFilter(filter)), filter);
    }),
  );
});

test('no text throws anything but FilterError, and what parses can be asked', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom('name:', 'is:', 'since:', '-', '"', '\\', ',', '*', ' ', ':', '7d', 'change', 'arn:', '(', '['),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 12 },
  );
  const told = event();
  fc.assert(
    fc.property(pieces, (parts) => {
      try {
        passes(parts.join(''), told);
      } catch (error) {
        assert.ok(error instanceof FilterError, String(error));
      }
    }),
    { numRuns: 1000 },
  );
});

test('outside: names a tool, and means every other means that can be told', () => {
  const [term] = parseFilter('outside:Terraform', 0).terms;
  assert.deepEqual(term, { field: 'origin', not: true, any: ['unknown', 'terraform'] });
  assert.ok(term && matchesTerm(term, ['console', 'console']));
  assert.ok(!matchesTerm(term, ['terraform', 'OpenTofu 1.8.2']));
  assert.ok(!matchesTerm(term, ['unknown', 'in-house']), 'nobody can tell');
  assert.deepEqual(parseFilter('outside:cdk,tofu', 0).terms[0]?.any, ['unknown', 'cloudformation', 'cdk', 'terraform']);
  assert.deepEqual(parseFilter('-outside:pulumi', 0).terms[0], { field: 'origin', not: false, any: ['unknown', 'pulumi'] });
  assert.deepEqual(parseFilter(formatFilter(parseFilter('outside:code', 0)), 0), parseFilter('outside:code', 0));
  assert.throws(() => parseFilter('outside:chef', 0), /"outside:" needs the tool that declares the resource\. Use one of terraform, /);
});
