// Hostile text made safe to look at: the page shows every string of a log through these functions.
import { visible as cutVisible } from '../protocol/visible.ts';

/** A stretch of text; `mark` is set where it stands for a character that cannot be seen or that reorders its neighbours. */
export interface Part {
  readonly text: string;
  readonly mark: boolean;
}

/** The text in stretches, so that a stand-in for an unseen character (`⟨U+202E⟩`) is not taken for the text's own. */
export function visibleParts(text: string): readonly Part[] {
  if (visible(text) === text) return [{ text, mark: false }];
  const parts: { text: string; mark: boolean }[] = [];
  for (const character of text) {
    const shown = visible(character);
    const mark = shown !== character;
    const last = parts.at(-1);
    if (last && !last.mark && !mark) last.text += character;
    else parts.push({ text: shown, mark });
  }
  return parts;
}

/** The whole text on one line, with a stand-in for every unseen or reordering character. */
export function visible(text: string): string {
  return cutVisible(text, Infinity);
}

/** The first `max` characters, with an ellipsis where more was cut; never splits a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max;
  return `${text.slice(0, end)}…`;
}

const grouped = new Intl.NumberFormat('en-GB');

/** A number with separators: `1,234`. */
export function number(value: number): string {
  return grouped.format(value);
}

/** `1 change`, `1,234 changes`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}
