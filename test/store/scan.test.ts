// The byte scanner must see what JSON.parse sees.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ACCESS_KEY_SLOT, OTHER, RecordScanner, TEXT, slotOf } from '../../src/store/scan.ts';
import { hashOf } from '../../src/store/terms.ts';

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Leaves by JSON.parse and a walk: what the index should hold. */
function leavesByParse(record: { [key: string]: Json }): string[] {
  const leaves: string[] = [];
  const columns = new Set([
    'eventVersion',
    'eventTime',
    'eventName',
    'eventSource',
    'awsRegion',
    'eventType',
    'eventCategory',
    'readOnly',
    'managementEvent',
    'userAgent',
    'tlsDetails',
    'apiVersion',
  ]);
  const walk = (value: Json, key: string, inIdentity: boolean): void => {
    if (typeof value === 'string') {
      if (Buffer.byteLength(value) < 2) return;
      if (inIdentity && ['creationDate', 'mfaAuthenticated', 'type'].includes(key)) return;
      leaves.push(value);
    } else if (Array.isArray(value)) for (const one of value) walk(one, '', inIdentity);
    else if (value !== null && typeof value === 'object') for (const [k, one] of Object.entries(value)) walk(one, k, inIdentity);
  };
  for (const [key, value] of Object.entries(record)) if (!columns.has(key)) walk(value, key, key === 'userIdentity');
  return leaves.sort();
}

function leavesByScan(text: string): string[] {
  const leaves: string[] = [];
  const bytes = Buffer.from(text);
  new RecordScanner().scan(bytes, 0, bytes.length, {
    leaf(from, start, end, h1, h2) {
      assert.deepEqual([h1, h2], hashOf(from, start, end), 'the hash is that of the decoded text');
      leaves.push(Buffer.from(from.subarray(start, end)).toString());
    },
  });
  return leaves.sort();
}

const key = fc.oneof(
  fc.constantFrom(
    'userIdentity',
    'eventName',
    'requestParameters',
    'type',
    'arn',
    'tlsDetails',
    'accessKeyId',
    'readOnly',
    'creationDate',
    'eventID',
  ),
  fc.string({ maxLength: 8 }).filter((k) => k !== '__proto__'),
);
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('sg-0123456789abcdef0', 'a"b\\c', '\u0000', 'ü😀', '{"Statement":[]}'),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

test('finds exactly the leaves that JSON.parse finds, in any spacing', () => {
  fc.assert(
    fc.property(fc.dictionary(key, tree, { maxKeys: 6 }), fc.constantFrom(undefined, 1, 4), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const record = JSON.parse(text) as { [key: string]: Json };
      assert.deepEqual(leavesByScan(text), leavesByParse(record));
    }),
    { numRuns: 2000 },
  );
});

test('notes the places and kinds of the fields that become columns', () => {
  const text =
    '{ "eventName" : "DeleteBucket", "userIdentity":{"type":"IAMUser","accessKeyId":"AKIAEXAMPLE","sessionContext":{"attributes":{"creationDate":"x"}}},' +
    '"readOnly":false,"requestParameters":{"eventName":"not this one"},"awsRegion":null}';
  const bytes = Buffer.from(text);
  const scanner = new RecordScanner();
  scanner.scan(bytes, 0, bytes.length, { leaf() {} });
  const at = (slot: number): string => bytes.toString('utf8', scanner.start[slot], scanner.end[slot]);
  assert.equal(at(slotOf('eventName')), 'DeleteBucket');
  assert.equal(scanner.kind[slotOf('eventName')], TEXT);
  assert.equal(at(ACCESS_KEY_SLOT), 'AKIAEXAMPLE');
  assert.equal(at(slotOf('readOnly')), 'false');
  assert.equal(scanner.kind[slotOf('readOnly')], OTHER);
  assert.equal(at(slotOf('awsRegion')), 'null');
  assert.equal(scanner.kind[slotOf('eventSource')], 0);
});

test('the identity hash ignores times and the key, and nothing else', () => {
  const hash = (identity: object): [number, number] => {
    const bytes = Buffer.from(JSON.stringify({ userIdentity: identity }));
    const scanner = new RecordScanner();
    scanner.scan(bytes, 0, bytes.length, { leaf() {} });
    return [scanner.identity1, scanner.identity2];
  };
  const base = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/a/b',
    accessKeyId: 'ASIAEXAMPLE1',
    attributes: { creationDate: '1' },
  };
  assert.deepEqual(hash(base), hash({ ...base, accessKeyId: 'ASIAEXAMPLE2', attributes: { creationDate: '2' } }));
  assert.notDeepEqual(hash(base), hash({ ...base, arn: 'arn:aws:sts::111122223333:assumed-role/a/c' }));
  assert.notDeepEqual(hash(base), hash({ ...base, type: 'Role' }));
  assert.notDeepEqual(hash(base), hash({ ...base, invokedBy: 'x.amazonaws.com' }));
});
