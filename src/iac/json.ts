// JSON with places, tolerant while somebody types.
import type { Node, ParseError } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';

/** The tree of a JSON text, with holes where it is broken; undefined when there is nothing, or nesting no file needs. `errors` takes them. */
export function parseJsonTree(text: string, errors: ParseError[] = []): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true });
  } catch (error) {
    // The parser recurses: only a bomb nests deeper than the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
