// Fetching pages: few at a time, answers to an old list are not drawn, a failure is told after a second try.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRowLoader } from '../../src/webview/rowLoader.ts';
import { RowPages } from '../../src/webview/rowPages.ts';

interface Call {
  readonly offset: number;
  readonly count: number;
  answer(rows: readonly number[]): void;
  fail(message: string): void;
}

function setUp(total: number) {
  const pages = new RowPages<number>(10);
  pages.reset(total);
  const calls: Call[] = [];
  const told: (string | undefined)[] = [];
  const loader = createRowLoader(
    pages,
    (offset, count) =>
      new Promise<readonly number[]>((resolve, reject) =>
        calls.push({ offset, count, answer: resolve, fail: (message) => reject(new Error(message)) }),
      ),
    (problem) => told.push(problem),
  );
  return { pages, calls, told, loader };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a wild scroll asks three pages at once, and then for what is on the screen now', async () => {
  const { calls, loader } = setUp(10_000);
  for (let first = 0; first < 9000; first += 500) loader.look({ first, last: first + 30, direction: 'down' });
  assert.deepEqual(
    calls.map(({ offset }) => offset),
    [0, 10, 20],
  );
  calls[0]?.answer([]);
  await turn();
  assert.equal(calls[3]?.offset, 8500);
});

test('the last page is as long as it is', () => {
  const { calls, loader } = setUp(13);
  loader.look({ first: 10, last: 12, direction: 'down' });
  assert.deepEqual([calls[0]?.offset, calls[0]?.count], [10, 3]);
});

test('an answer to a list that is gone is not put into the new one', async () => {
  const { pages, calls, told, loader } = setUp(10);
  loader.look({ first: 0, last: 9, direction: 'down' });
  pages.reset(10);
  loader.restart();
  calls[0]?.answer([1, 2, 3]);
  await turn();
  assert.equal(pages.get(0), undefined);
  assert.deepEqual(told, []);
});

test('a failure is told after the second try, and mended by a retry', async () => {
  const { pages, calls, told, loader } = setUp(5);
  loader.look({ first: 0, last: 4, direction: 'down' });
  calls[0]?.fail('locked');
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(told, []);
  calls[1]?.fail('locked');
  await turn();
  assert.deepEqual(told, ['locked']);
  loader.retry();
  calls[2]?.answer([7]);
  await turn();
  assert.equal(pages.get(0), 7);
  assert.equal(pages.failed, false);
});
