// Every searched string of a record, and how a value is looked for in them: the rules of `terms.ts` applied to one leaf at a time.
import type { JsonObject, JsonValue } from '../event/event.ts';
import { searchedPart } from '../event/searched.ts';
import { hashOf, hashesOfValue, innerTerms, isSearched, patternOf } from './terms.ts';

/** Every string leaf that can be searched, decoded, in the record's order. Keys are not leaves; single bytes name nothing. */
export function leavesOf(record: JsonObject): string[] {
  const leaves: string[] = [];
  // A stack of its own: hostile records nest deeper than the call stack.
  const pending: JsonValue[] = [searchedPart(record)];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') {
      if (Buffer.byteLength(next) > 1) leaves.push(next);
    } else if (typeof next === 'object' && next !== null) for (const member of Object.values(next).reverse()) pending.push(member);
  }
  return leaves;
}

/** A test of single leaves for one value of `Find.values`. */
export function leafTest(value: string): (leaf: string) => boolean {
  if (value === '') return () => false;
  if (value.includes('*')) {
    const pattern = patternOf(value);
    return (leaf) => {
      const bytes = Buffer.from(leaf.replaceAll('\n', ' '));
      pattern.lastIndex = 0;
      return isSearched(bytes, 0, bytes.length) && pattern.test(bytes.toString('latin1'));
    };
  }
  const wanted = new Set(hashesOfValue(value).map((hash) => hash.join()));
  return (leaf) => {
    const bytes = Buffer.from(leaf);
    let found = wanted.has(hashOf(bytes, 0, bytes.length).join());
    if (!found) innerTerms(bytes, 0, bytes.length, (h1, h2) => void (found ||= wanted.has(`${h1},${h2}`)));
    return found;
  };
}
