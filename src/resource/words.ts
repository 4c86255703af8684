// What counts as a word in a text: the one rule by which names are found inside longer strings, shared with the store's index.

/**
 * Characters that words are made of, for a regular expression's class. Words end at any other ASCII character; non-ASCII characters belong
 * to words. Dots at the ends of a word are the sentence's, not the word's: "resource sg-0123." has the word `sg-0123`.
 */
export const WORD_CLASS = 'A-Za-z0-9._@+=\\u0080-\\uffff-';

const word = new RegExp(`[${WORD_CLASS}]+`, 'g');
const wordCharacter = new RegExp(`[${WORD_CLASS}]`);

/** The words of a text, in their order. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [found] of text.matchAll(word)) {
    const trimmed = withoutDots(found);
    if (trimmed !== '') words.push(trimmed);
  }
  return words;
}

/** Whether a value stands in a text with no word going on at either end. A value may hold separators: `/aws/lambda/web`. */
export function hasWhole(text: string, value: string): boolean {
  if (value === '') return false;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (isEdge(text, at - 1, -1) && isEdge(text, at + value.length, 1)) return true;
  }
  return false;
}

/** No word goes on here: there is nothing, a separator, or dots and then one of these. */
function isEdge(text: string, from: number, step: 1 | -1): boolean {
  let at = from;
  while (text[at] === '.') at += step;
  const next = text[at];
  return next === undefined || !wordCharacter.test(next);
}

function withoutDots(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text[start] === '.') start++;
  while (end > start && text[end - 1] === '.') end--;
  return text.slice(start, end);
}
