// Keys in the list, and what the filter box offers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilter } from '../../src/event/filter.ts';
import { terms } from '../../src/webview/filterTerms.ts';
import { isFindKey, listCommand } from '../../src/webview/keys.ts';

const key = (name: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test('the arrows, pages and ends move within the list', () => {
  assert.deepEqual(listCommand(key('ArrowDown'), undefined, 100, 20), { go: 0 });
  assert.deepEqual(listCommand(key('ArrowDown'), 99, 100, 20), { go: 99 });
  assert.deepEqual(listCommand(key('ArrowUp'), 0, 100, 20), { go: 0 });
  assert.deepEqual(listCommand(key('PageDown'), 5, 100, 20), { go: 24 });
  assert.deepEqual(listCommand(key('PageUp'), 5, 100, 20), { go: 0 });
  assert.deepEqual(listCommand(key('End'), 5, 100_000, 20), { go: 99_999 });
});

test('Enter opens, Escape closes, c copies; the editor keeps its own keys', () => {
  assert.equal(listCommand(key('Enter'), 3, 10, 5), 'open');
  assert.deepEqual(listCommand(key('Enter'), undefined, 10, 5), { go: 0 });
  assert.equal(listCommand(key('Escape'), 3, 10, 5), 'close');
  assert.equal(listCommand(key('c'), 3, 10, 5), 'copy');
  assert.equal(listCommand(key('c', { ctrlKey: true }), 3, 10, 5), undefined);
  assert.equal(listCommand(key('ArrowDown'), undefined, 0, 5), undefined);
});

test('slash and Ctrl+F or Cmd+F lead to the filter', () => {
  assert.equal(isFindKey(key('/')), true);
  assert.equal(isFindKey(key('f', { ctrlKey: true })), true);
  assert.equal(isFindKey(key('F', { metaKey: true })), true);
  assert.equal(isFindKey(key('f')), false);
  assert.equal(isFindKey(key('f', { ctrlKey: true, shiftKey: true })), false);
});

test('all that the filter box offers is understood', () => {
  for (const [example] of terms) assert.doesNotThrow(() => parseFilter(example, Date.UTC(2026, 10, 22)), example);
});
