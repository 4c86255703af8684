// Every string a record holds, and how a value is looked for in them: the rules of `Find.values`, written as plainly as they read.
import { wordsOf } from '../resource/words.ts';
import type { JsonValue } from '../event/event.ts';

/** Every string leaf, decoded, in the record's order. Keys are not leaves. */
export function leavesOf(value: JsonValue): string[] {
  const leaves: string[] = [];
  // A stack of its own: hostile records nest deeper than the call stack.
  const pending: JsonValue[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') leaves.push(next);
    else if (typeof next === 'object' && next !== null) for (const member of Object.values(next).reverse()) pending.push(member);
  }
  return leaves;
}

/** A test of single leaves for one value of `Find.values`. */
export function leafTest(value: string): (leaf: string) => boolean {
  if (value === '') return () => false;
  const words = wordsOf(value.replaceAll('*', 'x'));
  const isOneWord = words.length === 1 && words[0]?.length === value.length;
  if (value.includes('*')) {
    const pattern = wildcard(value);
    return isOneWord ? (leaf) => pattern.test(leaf) || wordsOf(leaf).some((word) => pattern.test(word)) : (leaf) => pattern.test(leaf);
  }
  if (isOneWord) return (leaf) => leaf === value || wordsOf(leaf).includes(value);
  return (leaf) => leaf === value || containsRun(wordsOf(leaf), words);
}

/** `*` stands for any run of characters; the whole text must fit. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}

function containsRun(words: readonly string[], run: readonly string[]): boolean {
  if (run.length === 0) return false;
  return words.some((_, start) => run.every((word, i) => words[start + i] === word));
}
