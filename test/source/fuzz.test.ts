// Whatever is done to a text, decoding ends soon, never throws, and hands out only valid JSON.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hear, recordTexts } from './invented.ts';

const texts = recordTexts(4);
const wholes: Record<string, Buffer> = {
  'a log file': Buffer.from(`{"Records":[${texts.join(',')}]}`),
  'JSON lines': Buffer.from(texts.join('\n')),
  'a LookupEvents answer': Buffer.from(JSON.stringify({ Events: texts.map((CloudTrailEvent) => ({ CloudTrailEvent })) })),
  'an EventBridge list': Buffer.from(`[${texts.map((text) => `{"detail-type":"x","detail":${text}}`).join(',')}]`),
  'UTF-16': Buffer.from(`\ufeff{"Records":[${texts.join(',')}]}`, 'utf16le'),
  CSV: Buffer.from(`Event name,Event ID,Event time,Resources\n${'A,1,2026-03-01T10:00:00Z,"[{""a"":""b""}]"\n'.repeat(20)}`),
};

const edit = fc.oneof(
  fc.record({ at: fc.nat(), put: fc.uint8Array({ maxLength: 4 }), remove: fc.nat(4) }),
  fc.record({
    at: fc.nat(),
    put: fc.constantFrom(...['{', '[', '"', '\\', '{"a":', '[{"":'].map((text) => Buffer.from(text.repeat(2000)))),
    remove: fc.constant(0),
  }),
  fc.record({ at: fc.nat(), put: fc.constant(Buffer.alloc(0)), remove: fc.nat(5000) }),
);

describe('decode, of mutated input', () => {
  for (const [name, whole] of Object.entries(wholes)) {
    it(`200 mutations of ${name}`, () => {
      fc.assert(
        fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
          let bytes = whole;
          for (const { at, put, remove } of edits) {
            const place = at % (bytes.length + 1);
            bytes = Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + remove)]);
          }
          const started = performance.now();
          const { records, numbers, problems } = hear(bytes);
          assert.ok(performance.now() - started < 5000);
          for (const text of records) assert.equal(typeof JSON.parse(text), 'object');
          assert.equal(new Set(numbers).size, numbers.length);
          for (const { offset = 0 } of problems) assert.ok(offset >= 0 && offset <= 3 * bytes.length);
        }),
        { numRuns: 200 },
      );
    });
  }
});
