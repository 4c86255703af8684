import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/event/event.ts';
import { matchesFilter, parseFilter } from '../../../src/event/filter.ts';
import type { Filter, FilterField } from '../../../src/event/filter.ts';
import { eventOf } from '../../../src/event/record.ts';
import { logPatternOf } from '../../../src/source/aws/logPattern.ts';
import { passes } from './jsonPattern.ts';

const patternOf = (text: string): ReturnType<typeof logPatternOf> => logPatternOf(parseFilter(text, 0));

describe('a filter as a JSON pattern of CloudWatch Logs', () => {
  for (const [filter, pattern, unsaid] of [
    ['', '', []],
    ['region:eu-west-1', '{ ($.awsRegion = "eu-west-1") }', []],
    ['region:eu-*', '{ ($.awsRegion = "eu-*") }', []],
    ['region:eu-*-1', '{ ($.awsRegion = "eu-*") }', ['region:eu-*-1']],
    ['key:AKIAIOSFODNN7EXAMPLE', '{ ($.userIdentity.accessKeyId = "AKIAIOSFODNN7EXAMPLE") }', []],
    ['account:111122223333', '{ (($.recipientAccountId = "111122223333") || ($.recipientAccountId NOT EXISTS)) }', []],
    ['service:s3', '{ (($.eventSource = "s3.amazonaws.com") || ($.eventSource = "s3") || ($.eventSource NOT EXISTS)) }', []],
    [
      '-service:kms',
      '{ (($.eventSource != "kms.amazonaws.com") || ($.eventSource NOT EXISTS)) && (($.eventSource != "kms") || ($.eventSource NOT EXISTS)) }',
      [],
    ],
    ['ip:203.0.113.*', '{ ($.sourceIPAddress = "203.0.113.*") }', []],
    ['name:Put*', '{ (($.eventName = %^[Pp][Uu][Tt].*$%) || ($.eventName NOT EXISTS)) }', []],
    ['error:*', '{ ($.errorCode = "*") }', []],
    ['error:Access', '{ ($.errorCode = %[Aa][Cc][Cc][Ee][Ss][Ss]%) }', ['error:access']],
    ['is:read', '{ (($.readOnly IS TRUE) || ($.readOnly = "true") || ($.readOnly NOT EXISTS)) }', ['is:read']],
    ['actor:alice since:7d', '', ['actor:alice']],
    ['-name:Put*', '', ['-name:put*']],
    ['region:eu-west-1 "0.0.0.0/0"', '{ ($.awsRegion = "eu-west-1") }', ['text:0.0.0.0/0']],
    ['region:"a\\"b\\\\c"', '{ ($.awsRegion = "a\\"b\\\\c") }', []],
  ] as const) {
    test(filter || 'none', () => assert.deepEqual(patternOf(filter), { pattern, unsaid }));
  }

  test('at most two regular expressions, the rest is told', () => {
    const { pattern, unsaid } = patternOf('name:a* error:b ip:c');
    assert.equal(pattern.split('%').length - 1, 4);
    assert.deepEqual(unsaid, ['error:b', 'ip:c']);
  });

  test('what is longer than the service takes is told instead', () => {
    const { pattern, unsaid } = patternOf(`region:eu-west-1 key:${'A'.repeat(1100)}`);
    assert.equal(pattern, '{ ($.awsRegion = "eu-west-1") }');
    assert.equal(unsaid.length, 1);
  });
});

/** Texts as CloudTrail writes them in a field, and the same as people type them. */
const small = fc.constantFrom('s3', 'ec2', 'iam', 'a"b', 'x\\y', '%', 'eu-west-1', '');
const values: Partial<Record<FilterField, fc.Arbitrary<string>>> = {
  region: fc.constantFrom('eu-west-1', 'eu-west-2', 'us-east-1', 'a"b', 'x\\y', '%1%'),
  service: fc.constantFrom('s3.amazonaws.com', 'ec2.amazonaws.com', 'signin.amazonaws.com', 's3'),
  account: fc.constantFrom('111122223333', '123456789012', '444455556666'),
  key: fc.constantFrom('AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE', ''),
  ip: fc.constantFrom('203.0.113.7', '198.51.100.1', 'AWS Internal', 'cloudformation.amazonaws.com', '2001:db8::7'),
  name: fc.constantFrom('DeleteBucket', 'PutObject', 'RunInstances', 'Update-X (v2)', 'a.b'),
  error: fc.constantFrom('', 'AccessDenied', 'Client.UnauthorizedOperation', 'ThrottlingException', 'NoSuchEntityFault'),
  is: fc.constantFrom('change', 'read', 'attempt', 'denied', 'console', 'root', 'human', 'service', 'insight'),
  category: fc.constantFrom('management', 'data', 'insight'),
  actor: fc.constantFrom('alice', 'root'),
  text: small,
};

const recordOf = fc
  .record(
    {
      eventName: values.name!,
      eventSource: values.service!,
      awsRegion: values.region!,
      recipientAccountId: values.account!,
      sourceIPAddress: values.ip!,
      errorCode: values.error!.filter((text) => text !== ''),
      readOnly: fc.boolean(),
      eventCategory: fc.constantFrom('Management', 'Data', 'Insight'),
      insightDetails: fc.record({ eventName: values.name!, eventSource: values.service! }),
      userIdentity: fc.record(
        {
          type: fc.constantFrom('Root', 'IAMUser', 'AssumedRole', 'AWSService'),
          arn: fc.constantFrom('arn:aws:iam::111122223333:root', 'arn:aws:iam::111122223333:user/alice'),
          accountId: values.account!,
          accessKeyId: values.key!,
          userName: fc.constantFrom('alice', 'bob'),
          sessionContext: fc.record({ assumedRoot: fc.constantFrom(true, false, 'true') }, { requiredKeys: [] }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  )
  .map((record): JsonObject => record);

/** A value of the field, whole or with `*` somewhere, in the case the filter keeps. */
const termOf = fc.constantFrom(...(Object.keys(values) as FilterField[])).chain((field) => {
  const value = fc.tuple(values[field]!, fc.nat(12), fc.nat(3)).map(([text, at, how]) => {
    const kept = field === 'key' ? text : text.toLowerCase();
    if (field === 'is' || how > 1) return kept || 'x';
    return how === 0 ? `${kept.slice(0, at)}*` : `${kept.slice(0, at)}*${kept.slice(at + 1)}`;
  });
  return fc.record({ field: fc.constant(field), not: fc.boolean(), any: fc.array(value, { minLength: 1, maxLength: 3 }) });
});

describe('a pattern never keeps out what the filter lets through', () => {
  test('of any filter and any record', () => {
    const said = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.array(termOf, { maxLength: 3 }), recordOf, (terms, record) => {
        const filter: Filter = { terms };
        const { pattern } = logPatternOf(filter);
        const does = passes(pattern, record);
        if (pattern !== '') said[`${does}`]++;
        if (
          !matchesFilter(
            filter,
            eventOf(record, () => 'content-0'),
          )
        )
          return;
        assert.ok(does, `${pattern} keeps out ${JSON.stringify(record)}, which fits ${JSON.stringify(terms)}`);
      }),
      { numRuns: 20_000 },
    );
    assert.ok(said.true > 500 && said.false > 2000, `patterns decide something: ${JSON.stringify(said)}`);
  });

  test('whatever is typed, it is a pattern', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<FilterField>('region', 'name', 'error', 'ip', 'key', 'service'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
        (field, value) => {
          const { pattern } = logPatternOf({ terms: [{ field, not: false, any: [value] }] });
          passes(pattern, {});
        },
      ),
      { numRuns: 5000 },
    );
  });
});
