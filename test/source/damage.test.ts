// Damage costs the records it lies in, and no other.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hear, recordOf, recordTexts, sorted } from './invented.ts';

const small = (record: Record<string, unknown>): Record<string, unknown> => ({
  eventVersion: record['eventVersion'],
  userIdentity: { type: 'Root' },
  eventTime: record['eventTime'],
  eventName: record['eventName'],
  resources: [{ a: 'x' }, { a: '{"b\\n":[' }],
  eventID: record['eventID'],
});

interface Layout {
  readonly text: Buffer;
  readonly records: readonly { readonly text: string; readonly start: number; readonly end: number }[];
}

/** Puts the pieces between `before` and `after`; a record's place is that of its piece. */
function layout(
  records: readonly string[],
  before: string,
  between: string,
  after: string,
  piece = (text: string): string => text,
): Layout {
  let text = before;
  const placed = records.map((record, index) => {
    if (index > 0) text += between;
    const start = Buffer.byteLength(text);
    text += piece(record);
    return { text: record, start, end: Buffer.byteLength(text) };
  });
  return { text: Buffer.from(text + after), records: placed };
}

const count = 8;
const compact = recordTexts(count, small);
const layouts: Record<string, Layout> = {
  'a log file': layout(compact, '{"Records":[', ',', ']}'),
  'a pretty-printed log file': layout(recordTexts(count, small, 1), '{\n "Records": [\n', ',\n', '\n ]\n}\n'),
  'a log file with keys in the order of the alphabet': layout(
    recordTexts(count, (record) => sorted(small(record))),
    '{"Records":[',
    ',',
    ']}',
  ),
  'a bare list': layout(compact, '[', ', ', ']'),
  'JSON lines': layout(compact, '', '\n', '\n'),
  'lines of a CloudWatch Logs export': layout(compact, '2026-03-01T10:00:00.000Z ', '\n2026-03-01T10:00:00.000Z ', '\n'),
  'a LookupEvents answer': layout(compact, '{"Events":[', ',', ']}', (text) => JSON.stringify({ EventId: '1', CloudTrailEvent: text })),
  'lines of EventBridge events': layout(compact, '', '\n', '\n', (text) => `{"version":"0","detail-type":"x","detail":${text}}`),
};
const nasty = Buffer.from('{}[]",:\\ \n0x\u0000\u00ff', 'latin1');

/** All records but those for which `touched` must be among those heard. */
function assertKept({ records }: Layout, bytes: Buffer, touched: (start: number, end: number) => boolean, how: string): void {
  const heard = hear(bytes);
  const got = new Set(heard.records);
  const lost = records.flatMap(({ text, start, end }, index) => (touched(start, end) || got.has(text) ? [] : [index]));
  assert.deepEqual(lost, [], `${how}: lost records`);
  assert.equal(got.size, heard.records.length, `${how}: a record came twice`);
}

describe('after damage', () => {
  for (const [name, whole] of Object.entries(layouts)) {
    it(`no other record is lost when any one byte of ${name} changes`, () => {
      for (let at = 0; at < whole.text.length; at++) {
        for (const byte of nasty) {
          const bytes = Buffer.from(whole.text);
          bytes[at] = byte;
          assertKept(whole, bytes, (start, end) => at >= start && at < end, `byte ${at} set to ${byte}`);
        }
      }
    });

    it(`no other record is lost when any one byte of ${name} is taken out or put in`, () => {
      for (let at = 0; at < whole.text.length; at++) {
        const out = Buffer.concat([whole.text.subarray(0, at), whole.text.subarray(at + 1)]);
        assertKept(whole, out, (start, end) => at >= start && at < end, `byte ${at} out`);
        const put = Buffer.concat([
          whole.text.subarray(0, at),
          nasty.subarray(at % nasty.length, (at % nasty.length) + 1),
          whole.text.subarray(at),
        ]);
        assertKept(whole, put, (start, end) => at > start && at < end, `byte ${nasty[at % nasty.length]} in at ${at}`);
      }
    });

    it(`all complete records of ${name} load when it is cut anywhere`, () => {
      for (let end = 0; end <= whole.text.length; end++) {
        assertKept(whole, whole.text.subarray(0, end), (_, recordEnd) => recordEnd > end, `cut at ${end}`);
      }
    });

    it(`the other records of ${name} load when a stretch of it is overwritten`, () => {
      const stretch = fc.tuple(fc.nat(whole.text.length - 1), fc.uint8Array({ minLength: 1, maxLength: 300 }));
      fc.assert(
        fc.property(stretch, ([at, noise]) => {
          const bytes = Buffer.from(whole.text);
          const end = Math.min(at + noise.length, bytes.length);
          bytes.set(noise.subarray(0, end - at), at);
          assertKept(whole, bytes, (start, recordEnd) => at < recordEnd && end > start, `${at} to ${end} overwritten`);
        }),
        { numRuns: 500 },
      );
    });
  }

  it('each broken record is named with its number and the place of the fault', () => {
    const texts = recordTexts(6);
    const broken = texts.map((text, index) => (index === 1 || index === 4 ? text.replace('"awsRegion":', '"awsRegion"') : text));
    const heard = hear(`{"Records":[${broken.join(',')}]}`);
    assert.deepEqual(heard.numbers, [1, 3, 4, 6]);
    assert.deepEqual(
      heard.problems.map(({ code, record }) => [code, record]),
      [
        ['badRecord', 2],
        ['badRecord', 5],
      ],
    );
    const place = heard.problems[0]?.offset ?? 0;
    assert.equal(
      Buffer.from(`{"Records":[${broken.join(',')}]}`)
        .subarray(place - 11, place)
        .toString(),
      '"awsRegion"',
    );
  });

  it('what a cut or broken record holds is not taken for records', () => {
    const hostile = JSON.stringify({ ...recordOf(1), requestParameters: { Records: [recordOf(7), recordOf(8)], one: recordOf(9) } });
    const before = recordTexts(1)[0] ?? '';
    assert.deepEqual(hear(`{"Records":[${before},${hostile.slice(0, -40)}`).records, [before], 'cut');
    const early = hostile.replace('"awsRegion":', '"awsRegion"').replace(/"Records":.*\],"one"/, '"one"');
    assert.deepEqual(hear(`{"Records":[${before},${early}]}`).records, [before], 'the value of a key, after the damage');
    const at = hostile.lastIndexOf('"recipientAccountId":') + 20;
    const late = hostile.slice(0, at) + hostile.slice(at + 1);
    assert.deepEqual(hear(`{"Records":[${before},${late}]}`).records, [before], 'anything before the damage');
  });

  const bombs: Record<string, string> = {
    'opening brackets': '['.repeat(2_000_000),
    'opening braces': '{'.repeat(2_000_000),
    'nested objects': '{"a":'.repeat(400_000),
    'nested lists of objects': '[{"":'.repeat(400_000),
    'nested records': '{"eventVersion":"1.08","userIdentity":['.repeat(60_000),
    'nested envelopes': '{"Records":['.repeat(150_000),
    'unclosed records': '[{"eventVersion":"1.08","x":"'.repeat(70_000),
    'unclosed strings': '{"'.repeat(1_000_000),
    quotes: '"'.repeat(2_000_000),
    backslashes: `{"a":"${'\\'.repeat(2_000_000)}`,
    'white space': `{"Records":[${' '.repeat(2_000_000)}`,
    'braces and far quotes': `"${'a'.repeat(1_000_000)}":${'{ :'.repeat(300_000)}`,
    'time stamps': '2026-03-01T10:00:00Z '.repeat(100_000),
    numbers: '1,'.repeat(1_000_000),
  };
  for (const [name, bomb] of Object.entries(bombs)) {
    it(`a bomb of ${name} ends quickly, and costs no record beside it`, () => {
      const [one = '', two = ''] = recordTexts(2);
      const started = performance.now();
      hear(bomb);
      const heard = hear(`{"Records":[${one},${bomb},${two}]}`);
      assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
      assert.equal(heard.records[0], one);
      assert.ok(heard.records.includes(two));
    });
  }
});
