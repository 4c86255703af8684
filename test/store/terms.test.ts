// Which values find which strings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, hashesOfValue, innerTerms, isSearched, patternOf } from '../../src/store/terms.ts';

/** Whether the value finds the leaf. */
function finds(value: string, leaf: string): boolean {
  const bytes = Buffer.from(leaf);
  const terms = new Set([hashOf(bytes, 0, bytes.length).join()]);
  innerTerms(bytes, 0, bytes.length, (h1, h2) => void terms.add([h1, h2].join()));
  return hashesOfValue(value).some((hash) => terms.has(hash.join()));
}

const cases: readonly [value: string, leaf: string, found: boolean, why: string][] = [
  ['sg-0123', 'sg-0123', true, 'the whole leaf'],
  ['sg-0123', 'resource sg-0123 has a dependent object', true, 'a word of an error message'],
  ['sg-0123', 'resource sg-0123.', true, 'a word at the end of a sentence'],
  ['sg-0123', 'sg-01234', false, 'one more character is another id'],
  ['web', 'web-archive', false, 'a prefix is another name'],
  ['orders', 'arn:aws:sqs:eu-west-1:111122223333:orders', true, 'the tail of an ARN'],
  ['orders', 'https://sqs.eu-west-1.amazonaws.com/111122223333/orders', true, 'the tail of a URL'],
  ['arn:aws:s3:::exports', '{"Statement":[{"Resource":"arn:aws:s3:::exports/*"}]}', true, 'an ARN in a policy held as a string'],
  ['exports', '{"Statement":[{"Resource":"arn:aws:s3:::exports/*"}]}', true, 'a bucket in a policy held as a string'],
  ['arn:aws:s3:::exports', 'arn:aws:s3:::exports-archive', false, 'another bucket'],
  ['service/ci', 'arn:aws:iam::111122223333:role/service/ci', true, 'a role with its path'],
  ['/app/db/password', 'arn:aws:ssm:eu-west-1:111122223333:parameter/app/db/password', true, 'a parameter whose ARN drops the first slash'],
  [
    'apps/shop/key',
    'arn:aws:secretsmanager:eu-west-1:111122223333:secret:apps/shop/key-Ab12Cd',
    true,
    'a secret without its random suffix',
  ],
  ['/aws/lambda/orders', 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/orders:*', true, 'a log group'],
  ['ü', 'ü', true, 'a short leaf that is not ASCII'],
];

for (const [value, leaf, found, why] of cases) {
  test(`${value} ${found ? 'finds' : 'does not find'} ${leaf.slice(0, 60)}: ${why}`, () => assert.equal(finds(value, leaf), found));
}

test('a pattern begins and ends where words do', () => {
  const matches = (pattern: string, text: string): boolean => patternOf(pattern).test(text);
  assert.ok(matches('acme-*', 'acme-exports'));
  assert.ok(matches('acme-*', 'arn:aws:s3:::acme-exports/key'));
  assert.ok(!matches('acme-*', 'pacme-exports'));
  assert.ok(!matches('acme-*-x', 'acme-a/b-x'), '* does not run over a slash');
  assert.ok(!matches('a.b*', 'aXb'), 'a dot is a dot');
});

test('ids without meaning are not kept as text', () => {
  const searched = (text: string): boolean => isSearched(Buffer.from(text), 0, text.length);
  assert.ok(!searched('0e1a3c52-7f7d-4d5a-9a53-0c1e5a1f3b77'));
  assert.ok(!searched('0123456789abcdef0123456789abcdef'));
  assert.ok(searched('i-0123456789abcdef0'));
  assert.ok(searched('orders'));
});
