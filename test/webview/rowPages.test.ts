// The pages of a long list: what is asked for, what is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowPages } from '../../src/webview/rowPages.ts';

const pages = (total: number, keep = 3) => {
  const made = new RowPages<number>(10, keep);
  made.reset(total);
  return made;
};
const rows = (page: number) => Array.from({ length: 10 }, (_, i) => page * 10 + i);

test('what is on the screen comes first, then what lies ahead, then what lies behind', () => {
  const list = pages(1000);
  assert.deepEqual(list.wanted({ first: 45, last: 62, direction: 'down' }), [4, 5, 6, 7, 3]);
  assert.deepEqual(list.wanted({ first: 45, last: 62, direction: 'up' }), [4, 5, 6, 3, 7]);
});

test('nothing is asked for beyond the ends, twice, or when it is there', () => {
  const list = pages(25);
  assert.deepEqual(list.wanted({ first: 0, last: 40, direction: 'down' }), [0, 1, 2]);
  list.ask(0);
  list.ask(1);
  list.put(1, rows(1));
  assert.deepEqual(list.wanted({ first: 0, last: 24, direction: 'down' }), [2]);
  assert.deepEqual(pages(0).wanted({ first: 0, last: 5, direction: 'down' }), []);
});

test('rows are found by their index', () => {
  const list = pages(100);
  list.put(3, rows(3));
  assert.equal(list.get(37), 37);
  assert.equal(list.get(27), undefined);
  assert.deepEqual([...list.entries()].at(-1), [39, 39]);
});

test('the page that was seen longest ago is thrown away, one on the screen never', () => {
  const list = pages(1000);
  list.put(0, rows(0));
  list.put(1, rows(1));
  list.put(2, rows(2));
  list.wanted({ first: 0, last: 5, direction: 'down' });
  list.put(9, rows(9));
  assert.equal(list.get(5), 5);
  assert.equal(list.get(15), undefined);
});

test('a failed page waits for a retry', () => {
  const list = pages(10);
  list.ask(0);
  list.fail(0);
  assert.equal(list.failed, true);
  assert.deepEqual(list.wanted({ first: 0, last: 9, direction: 'down' }), []);
  list.retry();
  assert.deepEqual(list.wanted({ first: 0, last: 9, direction: 'down' }), [0]);
});

test('another list forgets all', () => {
  const list = pages(100);
  list.put(0, rows(0));
  list.reset(50);
  assert.equal(list.get(0), undefined);
  assert.equal(list.total, 50);
});
