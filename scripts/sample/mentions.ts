// Which events name a resource at all: plain search of every string in every record, apart from how the story was told.
import type { JsonValue } from '../../src/event/event.ts';
import type { Entry } from './journal.ts';

/** Runs of these bytes are words; everything else parts them. */
const word = /[A-Za-z0-9._@+=-]+/g;

function* leaves(value: JsonValue): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value !== null && typeof value === 'object') for (const inner of Object.values(value)) yield* leaves(inner);
}

/** Whether `value` stands in `leaf` with no word character on either side. */
function standsIn(leaf: string, value: string): boolean {
  const edge = (char: string): boolean => char === '' || !/[A-Za-z0-9._@+=-]/.test(char);
  for (let at = leaf.indexOf(value); at >= 0; at = leaf.indexOf(value, at + 1)) {
    if (edge(leaf.charAt(at - 1)) && edge(leaf.charAt(at + value.length))) return true;
  }
  return false;
}

/** Events by address whose record has one of the address's values, whole, in a string. */
export function namedIn(
  entries: readonly Entry[],
  wanted: readonly { address: string; values: readonly string[] }[],
): Map<string, Entry[]> {
  const byTail = new Map<string, { address: string; value: string }[]>();
  for (const { address, values } of wanted) {
    for (const value of values) {
      const tail = value.match(word)?.at(-1) ?? value;
      byTail.set(tail, [...(byTail.get(tail) ?? []), { address, value }]);
    }
  }
  const found = new Map<string, Entry[]>(wanted.map(({ address }) => [address, []]));
  for (const entry of entries) {
    const here = new Set<string>();
    for (const leaf of leaves(entry.record)) {
      for (const tail of new Set(leaf.match(word))) {
        for (const { address, value } of byTail.get(tail) ?? []) if (!here.has(address) && standsIn(leaf, value)) here.add(address);
      }
    }
    for (const address of here) found.get(address)?.push(entry);
  }
  return found;
}
