// The byte walker must agree with JSON.parse on every text: a record it lets through is parsed later, one it refuses is lost to the user.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { JsonCursor, maxDepth } from '../../src/event/jsonText.ts';

const cursor = new JsonCursor();

function accepts(bytes: Buffer): boolean {
  const after = cursor.skipValue(bytes, 0, bytes.length);
  return after >= 0 && cursor.skipSpace(bytes, after, bytes.length) === bytes.length;
}

function parses(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

/** Bytes that matter to JSON, more often than others. */
const byte = fc.oneof(fc.constantFrom(...Buffer.from('{}[]",:\\/bu0189eE+-.tfn \n\t\r\u0001\u007f')), fc.integer({ min: 0, max: 255 }));
const jsonText = fc
  .tuple(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 1, 3))
  .map(([text, indent]) => Buffer.from(JSON.stringify(JSON.parse(text), null, indent)));

describe('JsonCursor', () => {
  it('accepts every text that JSON.stringify writes', () => {
    fc.assert(fc.property(jsonText, (bytes) => accepts(bytes)));
  });

  it('agrees with JSON.parse after bytes are changed, put in, taken out', () => {
    const edit = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.array(byte, { maxLength: 3 }));
    fc.assert(
      fc.property(jsonText, fc.array(edit, { minLength: 1, maxLength: 3 }), (text, edits) => {
        let bytes = text;
        for (const [place, removed, added] of edits) {
          const at = place % (bytes.length + 1);
          bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(added), bytes.subarray(at + removed)]);
        }
        assert.equal(accepts(bytes), parses(bytes), bytes.toString('latin1'));
      }),
      { numRuns: 5000 },
    );
  });

  it('agrees with JSON.parse on soups of JSON bytes, invalid UTF-8 among them', () => {
    const word = fc.oneof(
      fc.constantFrom('true', 'null', '"a"', '-0', '1e5', '"\\u00e9"', '\\ud800', '0.5').map((text) => [...Buffer.from(text)]),
      fc.array(byte, { maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const bytes = Buffer.from(words.flat());
        assert.equal(accepts(bytes), parses(bytes), bytes.toString('latin1'));
      }),
      { numRuns: 20_000 },
    );
  });

  for (const text of [
    '01',
    '-',
    '1.',
    '.5',
    '1e',
    '+1',
    '"\\x"',
    '"\\u12g4"',
    '"a\nb"',
    '[1,]',
    '{"a":1,}',
    '{a:1}',
    "'a'",
    'nul',
    '\u00a01',
    '[1 2]',
    '{"a" 1}',
    '{"a":}',
    '',
    ' ',
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(accepts(Buffer.from(text)), false));
  }

  it('tells where the fault is', () => {
    const bytes = Buffer.from('{"a":[1,2,x]}');
    assert.equal(cursor.skipValue(bytes, 0, bytes.length), -1);
    assert.deepEqual([cursor.fault, cursor.faultAt], ['unexpected character', 10]);
  });

  it('tells an end that comes too early, wherever a value is cut', () => {
    const bytes = Buffer.from('{"a":[1.5e+3,true,null,"\\u00e9\\n"],"b":{"c":false}}');
    for (let end = 0; end < bytes.length; end++) {
      assert.equal(cursor.skipValue(bytes, 0, end), -1, String(end));
      assert.deepEqual([cursor.fault, cursor.faultAt], ['unexpected end', end]);
    }
  });

  it('never looks beyond the given end', () => {
    const bytes = Buffer.from('"abc"123');
    assert.equal(cursor.skipValue(bytes, 0, 4), -1);
    assert.equal(cursor.skipValue(bytes, 5, 7), 7);
  });

  it('follows nesting to its limit and no further, however long the bomb', () => {
    const nested = (depth: number): Buffer => Buffer.from('['.repeat(depth) + ']'.repeat(depth));
    assert.equal(accepts(nested(maxDepth)), true);
    assert.equal(accepts(nested(maxDepth + 1)), false);
    assert.equal(cursor.fault, 'nesting too deep');
    assert.equal(accepts(Buffer.from('{"a":'.repeat(1_000_000))), false);
    assert.equal(accepts(Buffer.from('[1,2]')), true, 'usable after a fault');
  });
});
