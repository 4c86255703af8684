// Long texts are read with pauses: the editor's other work has its turn meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import './wasm.ts';
import { declaredIn } from '../../src/iac/identify.ts';
import { Turns, inTurns } from '../../src/iac/turns.ts';

const busy = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

/** How often others had their turn while something ran. */
async function turnsDuring<T>(work: Promise<T>): Promise<{ result: T; turns: number }> {
  let turns = 0;
  let over = false;
  const tick = (): void => {
    if (over) return;
    turns++;
    setImmediate(tick);
  };
  setImmediate(tick);
  const result = await work;
  over = true;
  return { result, turns };
}

test('steps are run to their end, with pauses', async () => {
  function* steps(): Generator<void, string> {
    for (let i = 0; i < 10; i++) {
      busy(15);
      yield;
    }
    return 'done';
  }
  const { result, turns } = await turnsDuring(inTurns(steps()));
  assert.equal(result, 'done');
  assert.ok(turns >= 4, `${turns} turns`);
});

test('quick work takes no pause', async () => {
  const turns = new Turns();
  let waited = false;
  setImmediate(() => (waited = true));
  for (let i = 0; i < 10; i++) await turns.next();
  assert.equal(waited, false);
});

const LONG = 20_000;
for (const [file, text] of [
  [
    'long.tf',
    Array.from(
      { length: LONG / 8 },
      (_, i) => `resource "aws_sqs_queue" "q${i}" {\n  name = "q-\${var.env}-${i}"\n  tags = {\n    a = var.a\n    b = var.b\n  }\n}\n`,
    ).join('\n'),
  ],
  [
    'long.yaml',
    `Resources:\n${Array.from({ length: LONG / 8 }, (_, i) => `  Q${i}:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: !Sub 'q-${i}'\n      Tags:\n        - Key: a\n          Value: b\n`).join('\n')}`,
  ],
] as const) {
  test(`a ${file.split('.')[1] ?? ''} file of ${LONG.toLocaleString('en-US')} lines is read in many turns`, async () => {
    assert.ok(text.split('\n').length >= LONG);
    const { result, turns } = await turnsDuring(declaredIn(file, text));
    assert.equal(result.length, LONG / 8);
    assert.ok(turns >= 3, `${turns} turns`);
  });
}
