// A later version of a file is read from the last one: it must come out as if it were read anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import './wasm.ts';
import { loadParser } from '../../src/iac/grammar.ts';
import { parseHcl } from '../../src/iac/terraform/hclParse.ts';
import { EditedTrees, editBetween } from '../../src/iac/editedTrees.ts';
import { terraform } from '../../src/iac/terraform/terraform.ts';

const parser = await loadParser('terraform');

const block = (i: number): string =>
  `resource "aws_sqs_queue" "q${i}" {\n  name = "acme-\${var.env}-${i}"\n  redrive {\n    to = aws_sqs_queue.q${i + 1}.arn\n  }\n}\n`;
const CODE = `# Ünïcode 𝒳\nlocals {\n  a = 1\n}\n\n${Array.from({ length: 8 }, (_, i) => block(i)).join('\n')}`;
const HEREDOC = `resource "aws_iam_policy" "p" {\n  policy = <<EOT\nresource "in" "text" {\nEOT\n}\n\n${CODE}`;

/** What people and pastes put into a file. */
const typed = fc.oneof(
  fc.constantFrom(
    '\n',
    '"',
    '{',
    '}',
    '${',
    '<<E\n',
    '/*',
    '*/',
    '# ',
    '𝒳',
    'resource "aws_x" "y" {\n}\n',
    'x = 1\n',
    '\n\n\n',
    '\r\n',
    '',
  ),
  fc.string({ maxLength: 12 }),
);
const edits = fc.array(fc.record({ at: fc.nat(2000), remove: fc.oneof(fc.constant(0), fc.nat(60)), put: typed }), {
  minLength: 1,
  maxLength: 12,
});

for (const [what, code] of [
  ['blocks', CODE],
  ['a heredoc with a header in it', HEREDOC],
] as const) {
  test(`after any edits, ${what} read as they do when read anew`, () => {
    fc.assert(
      fc.property(edits, (steps) => {
        let text = code;
        let reading = parseHcl(parser, text, 'main.tf');
        for (const { at, remove, put } of steps) {
          const from = Math.min(at, text.length);
          text = text.slice(0, from) + put + text.slice(from + remove);
          reading = parseHcl(parser, text, 'main.tf', reading);
          assert.deepEqual(reading.file, parseHcl(parser, text, 'main.tf').file);
        }
      }),
      { numRuns: 150 },
    );
  });
}

test('blocks below an edit keep what they are and move', () => {
  const before = parseHcl(parser, CODE, 'main.tf');
  const after = parseHcl(parser, CODE.replace('a = 1', 'a = 1\n  b = 2'), 'main.tf', before);
  const [old, now] = [before.file.blocks.at(-1), after.file.blocks.at(-1)];
  assert.equal(now?.range.start.line, (old?.range.start.line ?? 0) + 1);
  assert.equal(now?.attributes.get('name')?.line, (old?.attributes.get('name')?.line ?? 0) + 1);
  const same = parseHcl(parser, CODE.replace('a = 1', 'a = 3'), 'main.tf', before);
  assert.equal(same.file.blocks.at(-1), old, 'nothing was read again');
});

test('few trees are held, and the edit between two texts never cuts a character', () => {
  const held = new EditedTrees();
  for (let i = 0; i < 30; i++) held.read(parser, `${i}.tf`, block(i), '', () => undefined);
  assert.ok(held.size <= 8, `${held.size} trees`);
  const edit = editBetween('a = "𝒳"', 'a = "𝒴"');
  assert.deepEqual([edit.startIndex, edit.oldEndIndex, edit.newEndIndex], [5, 7, 7]);
});

test('an edit in a file of 1,500 lines costs a fraction of reading it', async () => {
  const text = Array.from({ length: 215 }, (_, i) => block(i)).join('\n');
  assert.ok(text.split('\n').length >= 1_500);
  const middle = text.indexOf('name', text.length / 2);
  const [whole, edited]: [number[], number[]] = [[], []];
  for (let round = 0; round < 9; round++) {
    const next = `${text.slice(0, middle)}# ${round}\n  ${text.slice(middle)}`;
    const began = performance.now();
    parseHcl(parser, next, 'main.tf');
    const between = performance.now();
    await terraform.read(next, '/edited/main.tf');
    if (round > 0) whole.push(between - began);
    if (round > 0) edited.push(performance.now() - between);
  }
  const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
  assert.ok(median(edited) < median(whole) / 2, `${median(edited)} ms of ${median(whole)} ms`);
});
