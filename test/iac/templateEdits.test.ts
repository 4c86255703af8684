// A YAML template is read in pieces, and of a later version only the pieces that changed: it must come out as read in its whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDocument } from 'yaml';
import { cloudformation } from '../../src/iac/cloudformation/cloudformation.ts';
import type { TemplateNode } from '../../src/iac/cloudformation/template.ts';
import { parseYamlTemplate } from '../../src/iac/cloudformation/templateYaml.ts';

const resource = (i: number): string =>
  `  Queue${i}:\n    Type: AWS::SQS::Queue\n    # a comment\n    Properties:\n      QueueName: !Sub 'acme-\${Env}-${i}'\n      Tags: [{ Key: a, Value: !Ref Env }]\n      Text: |\n        Queue: no key\n\n        Ünïcode 𝒳\n`;
const TEMPLATE = `# Head\n---\nAWSTemplateFormatVersion: '2010-09-09'\nParameters:\n  Env:\n    Type: String\nResources:\n  # first\n${Array.from({ length: 6 }, (_, i) => resource(i)).join('\n')}\nOutputs:\n  Url:\n    Value: !GetAtt Queue1.Arn\n`;

/** Keys and values without places. */
function plain(node: TemplateNode | undefined): unknown {
  if (node?.kind === 'text') return node.text;
  if (node?.kind === 'list') return node.items.map(plain);
  return node?.entries.map(({ key, value }) => [key, plain(value)]);
}

/** The same by one reading of the whole; undefined where that finds faults. */
function whole(text: string): unknown {
  // Where no key stands at column 0, nothing is cut.
  const indented = text.replace(/^(?=.)/gm, ' ');
  return parseDocument(indented, { logLevel: 'silent', uniqueKeys: false }).errors.length === 0
    ? plain(parseYamlTemplate(indented))
    : undefined;
}

test('places are those of the text', async () => {
  for (const text of [TEMPLATE, TEMPLATE.replaceAll('\n', '\r\n')]) {
    const found = await cloudformation.read(text, 'stack.yaml');
    assert.equal(found.length, 6);
    const lines = text.split(/\r?\n/);
    for (const { name, nameRange, range } of found) {
      assert.equal(lines[nameRange.start.line], `  ${name}:`);
      assert.equal(nameRange.start.character, 2);
      assert.match(lines[range.end.line] ?? '', /𝒳$/);
    }
  }
});

const typed = fc.oneof(
  fc.constantFrom(
    '\n',
    "'",
    '"',
    ': ',
    '- ',
    '[',
    '}',
    '|\n',
    '&a ',
    '*a',
    '# ',
    '---\n',
    '  New:\n    Type: AWS::X::Y\n',
    'Top: 1\n',
    '\t',
    '!Sub ',
    '"Quoted": 1\n',
    '<<: *a\n',
  ),
  fc.string({ maxLength: 8 }),
);
const edits = fc.array(fc.record({ at: fc.nat(1600), remove: fc.oneof(fc.constant(0), fc.nat(40)), put: typed }), {
  minLength: 1,
  maxLength: 6,
});

test('after any edits, what reads without faults reads as a whole does', () => {
  fc.assert(
    fc.property(edits, (steps) => {
      let text = TEMPLATE.replace('---\n', '');
      for (const { at, remove, put } of steps) {
        const from = Math.min(at, text.length);
        text = text.slice(0, from) + put + text.slice(from + remove);
        const expected = whole(text);
        if (expected !== undefined && !text.includes('---')) assert.deepEqual(plain(parseYamlTemplate(text)), expected, text);
      }
    }),
    { numRuns: 300 },
  );
});

test('an edit in a template of 1,500 lines costs a fraction of reading it', () => {
  const long = (salt: string): string =>
    `Resources:\n${Array.from({ length: 140 }, (_, i) => resource(i))
      .join('\n')
      .replaceAll('Queue', `Q${salt}`)}`;
  assert.ok(long('').split('\n').length >= 1_500);
  const [read, edited]: [number[], number[]] = [[], []];
  for (let round = 0; round < 9; round++) {
    const text = long(String(round));
    const middle = text.indexOf('Properties', text.length / 2);
    const began = performance.now();
    parseYamlTemplate(text);
    const between = performance.now();
    parseYamlTemplate(`${text.slice(0, middle)}X: 1\n    ${text.slice(middle)}`);
    read.push(between - began);
    edited.push(performance.now() - between);
  }
  const median = (times: number[]): number => times.sort((a, b) => a - b)[times.length >> 1] ?? NaN;
  assert.ok(median(edited) < median(read) / 3, `${median(edited)} ms of ${median(read)} ms`);
});

test('many empty lines and open ends take no time', () => {
  const began = performance.now();
  for (const text of [
    `${'\n'.repeat(100_000)}x`,
    `Resources:\n${' \n'.repeat(100_000)}x: 1`,
    `Resources:\n${'  a\n'.repeat(20_000)}`,
    `${'# c\n'.repeat(50_000)}R:`,
  ])
    parseYamlTemplate(text);
  assert.ok(performance.now() - began < 5_000);
});
