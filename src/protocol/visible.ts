// Makes hostile text safe to look at: what cannot be seen or would reorder its neighbours is written out.

/**
 * Control, format (bidi, zero width), separator, surrogate and private-use characters, and blanks that pass for a plain space or
 * for nothing. Plain space stays; tab and line breaks are controls here, since trees and list rows are single lines.
 */
const UNSEEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0\u2800\ufe00-\ufe0f]/gu;

const NAMES: Readonly<Record<string, string>> = { '\t': '⇥', '\n': '↵', '\r': '␍' };

/** The text on one line, each unseen character as `⟨U+202E⟩`, cut at `max` characters with `…`. */
export function visible(text: string, max = 300): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut.replace(UNSEEN, (char) => NAMES[char] ?? `⟨U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

/** The text without links: `[text](target)` is parted, which the editor's messages would make one of. */
export function unlinked(text: string): string {
  return text.replaceAll('](', '] (');
}
