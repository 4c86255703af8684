// Hostile text on the page: nothing unseen, nothing reordered, nothing lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clip, count, number, visible, visibleParts } from '../../src/webview/text.ts';

test('characters that hide or reorder are written out and marked', () => {
  const parts = visibleParts('bob\u202Egnp.exe\u0000');
  assert.deepEqual(
    parts.map(({ mark }) => mark),
    [false, true, false, true],
  );
  assert.equal(parts[0]?.text, 'bob');
  assert.match(parts[1]?.text ?? '', /202E/);
  assert.equal(parts[2]?.text, 'gnp.exe');
});

test('plain text stays one part', () => {
  assert.deepEqual(visibleParts('Müller 日本 😀 "a" <b>'), [{ text: 'Müller 日本 😀 "a" <b>', mark: false }]);
  assert.deepEqual(visibleParts(''), [{ text: '', mark: false }]);
});

test('a mark that is imitated in plain text is not marked', () => {
  assert.equal(
    visibleParts(visible('\u202E')).some(({ mark }) => mark),
    false,
  );
});

test('no text comes out with a control or bidi character', () => {
  const any = fc.string({ unit: 'binary', maxLength: 60 });
  fc.assert(
    fc.property(any, (text) => {
      const out = visibleParts(text)
        .map((part) => part.text)
        .join('');
      assert.doesNotMatch(out, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      assert.equal(out, visible(text));
    }),
  );
});

test('cutting says so and splits no character', () => {
  assert.equal(clip('abcdef', 3), 'abc…');
  assert.equal(clip('abc', 3), 'abc');
  assert.equal(clip('a😀b', 2), 'a…');
});

test('numbers have separators and agree with their nouns', () => {
  assert.equal(number(1234567), '1,234,567');
  assert.equal(count(1, 'change'), '1 change');
  assert.equal(count(0, 'change'), '0 changes');
  assert.equal(count(2, 'entry', 'entries'), '2 entries');
});
