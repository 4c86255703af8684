// What an expression of a program comes to, as far as its text tells: strings, templates, sums and constants.
import type { Node } from 'web-tree-sitter';
import { UNKNOWN } from './pattern.ts';

/** Names that hold one string for the whole program. */
export type Constants = ReadonlyMap<string, string>;

/** Deeper expressions are not followed. */
const DEEPEST = 20;

/** The text of a string without anything to be put in; undefined for any other node. */
export function plainString(node: Node | undefined): string | undefined {
  if (node?.type !== 'string') return undefined;
  const text = textOf(node, new Map());
  return text.includes(UNKNOWN) ? undefined : text;
}

/** The text an expression comes to; UNKNOWN stands for what only running the program tells. */
export function textOf(node: Node | undefined, constants: Constants, depth = 0): string {
  if (!node || depth > DEEPEST) return UNKNOWN;
  const inner = (child: Node | null | undefined): string => textOf(child ?? undefined, constants, depth + 1);
  switch (node.type) {
    case 'string':
    case 'template_string':
      return node.namedChildren.map((part) => (part ? partOf(part, constants, depth) : '')).join('');
    case 'concatenated_string':
      return node.namedChildren.map(inner).join('');
    case 'binary_expression':
    case 'binary_operator':
      return node.childForFieldName('operator')?.text === '+'
        ? inner(node.childForFieldName('left')) + inner(node.childForFieldName('right'))
        : UNKNOWN;
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
      return inner(node.namedChildren[0]);
    case 'call_expression': {
      // A tagged template: pulumi.interpolate`…`.
      const template = node.childForFieldName('arguments');
      return template?.type === 'template_string' ? inner(template) : UNKNOWN;
    }
    case 'identifier':
      return constants.get(node.text) ?? UNKNOWN;
    case 'number':
    case 'integer':
    case 'float':
    case 'true':
    case 'false':
      return node.text;
    default:
      return UNKNOWN;
  }
}

function partOf(part: Node, constants: Constants, depth: number): string {
  if (part.type === 'string_fragment' || part.type === 'string_content') {
    // Python's escapes stand within the content.
    return part.text.replace(/\\(.)/gs, (_, character: string) => escaped(character));
  }
  if (part.type === 'escape_sequence') return escaped(part.text.slice(1));
  if (part.type === 'template_substitution') return textOf(part.namedChildren[0] ?? undefined, constants, depth + 1);
  if (part.type === 'interpolation') return textOf(part.childForFieldName('expression') ?? undefined, constants, depth + 1);
  return '';
}

function escaped(text: string): string {
  return text.length === 1 ? ({ n: '\n', r: '\r', t: '\t' }[text] ?? text) : UNKNOWN;
}

/** `const NAME = 'text'` and Python's `NAME = "text"`, for names that are given a value once. */
export function constantsOf(root: Node): Constants {
  const constants = new Map<string, string>();
  const given = new Set<string>();
  for (const node of root.descendantsOfType(['variable_declarator', 'assignment'])) {
    const name = node?.childForFieldName('name') ?? node?.childForFieldName('left');
    if (!node || name?.type !== 'identifier') continue;
    const value = node.childForFieldName('value') ?? node.childForFieldName('right');
    const text = value && /string|binary/.test(value.type) ? textOf(value, constants) : UNKNOWN;
    if (given.has(name.text) || text.includes(UNKNOWN)) constants.delete(name.text);
    else constants.set(name.text, text);
    given.add(name.text);
  }
  return constants;
}
