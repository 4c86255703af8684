import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unlinked, visible } from '../../src/protocol/visible.ts';

test('ordinary text stays as it is', () => {
  for (const text of ['sg-0123 alice@example.com', 'Größe 東京 ñ', '']) assert.equal(visible(text), text);
});

test('what reorders, hides or breaks the line is written out', () => {
  assert.equal(visible('a\u202Etxt.exe'), 'a⟨U+202E⟩txt.exe');
  assert.equal(visible('a\u200Bb\0c\u001b[31m'), 'a⟨U+200B⟩b⟨U+0000⟩c⟨U+001B⟩[31m');
  assert.equal(visible('two\nlines\tand\r'), 'two↵lines⇥and␍');
  assert.equal(visible('\u{E0041}'), '⟨U+E0041⟩');
});

test('long text is cut', () => {
  assert.equal(visible('abcdef', 3), 'abc…');
});

test('nothing unseen comes through, whatever comes in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      assert.doesNotMatch(visible(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test('no link is left for the editor’s messages, whatever comes in', () => {
  // As the editor finds links in messages.
  const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
  assert.match('deleted by [eve](command:workbench.action.quit)', link);
  assert.equal(unlinked('deleted by [eve](command:workbench.action.quit)'), 'deleted by [eve] (command:workbench.action.quit)');
  const part = fc.constantFrom('[', ']', '(', ')', 'command:x', 'https://x', ' ', 'a', ']](', '"');
  fc.assert(fc.property(fc.array(part, { maxLength: 30 }), (parts) => assert.doesNotMatch(unlinked(parts.join('')), link)));
  assert.equal(unlinked('Removed (all of it) [sic]'), 'Removed (all of it) [sic]');
});
