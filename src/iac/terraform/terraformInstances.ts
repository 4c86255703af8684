// How often a block is repeated, and what its instances are called.
import type { HclBlock } from './hcl.ts';
import { UNKNOWN } from '../pattern.ts';
import type { Repetition, Scope } from './terraformEval.ts';
import { Trace, asText, evaluateAttribute } from './terraformEval.ts';
import type { Value } from './terraformFunctions.ts';

/** More instances than this are not told apart before they exist. */
const MOST_INSTANCES = 200;

/** The instances the code alone tells; undefined when it does not tell how many there are, `[undefined]` for a block without repetition. */
export function repetitions(block: HclBlock, scope: Scope): readonly (Repetition | undefined)[] | undefined {
  const trace = new Trace();
  const count = block.attributes.get('count');
  if (count) {
    const number = Number(asText(evaluateAttribute(count, scope, trace)));
    // Zero by default often means "not told here": better to show the one there may be.
    if (!Number.isInteger(number) || number < 1 || number > MOST_INSTANCES) return undefined;
    return Array.from({ length: number }, (_, index) => ({ index: String(index) }));
  }
  const forEach = block.attributes.get('for_each');
  if (!forEach) return [undefined];
  const value = evaluateAttribute(forEach, scope, trace);
  const entries = entriesOf(value);
  if (entries.length === 0 || entries.length > MOST_INSTANCES) return undefined;
  if (entries.some(([key]) => typeof key !== 'string' || key.includes(UNKNOWN))) return undefined;
  return entries.map(([key, item]) => ({ key: asText(key), value: item }));
}

/** A set's items are their own keys. */
function entriesOf(value: Value): readonly (readonly [Value, Value])[] {
  if (value instanceof Map) return [...(value as ReadonlyMap<string, Value>)];
  return Array.isArray(value) ? (value as readonly Value[]).map((item) => [item, item] as const) : [];
}

/** `[0]`, `["x"]`, `[*]`, or nothing. */
export function instanceKey(repetition: { readonly index?: string; readonly key?: string } | '*' | undefined): string {
  if (repetition === '*') return '[*]';
  if (repetition?.index !== undefined) return `[${repetition.index}]`;
  return repetition?.key === undefined ? '' : `[${JSON.stringify(repetition.key)}]`;
}
