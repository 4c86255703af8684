// What an expression of a program comes to, as far as its text tells: strings, templates, sums and constants.
import type { Node } from 'web-tree-sitter';
import { UNKNOWN } from '../pattern.ts';

/** Names that hold one string for the whole program. */
export type Constants = ReadonlyMap<string, string>;

/** What an expression says by itself: text, and names that may be constants'. Nothing around it has a part in it, so it outlives edits there. */
export type Expression = string | readonly (string | { readonly name: string })[];

/** Deeper expressions are not followed. */
const DEEPEST = 20;

const NO_CONSTANTS: Constants = new Map();

/** The text of a string without anything to be put in; undefined for any other node. */
export function plainString(node: Node | undefined): string | undefined {
  if (node?.type !== 'string') return undefined;
  const text = textOf(expressionOf(node), NO_CONSTANTS);
  return text.includes(UNKNOWN) ? undefined : text;
}

/** The text an expression comes to; UNKNOWN stands for what only running the program tells. */
export function textOf(expression: Expression, constants: Constants): string {
  if (typeof expression === 'string') return expression;
  let text = '';
  for (const part of expression) text += typeof part === 'string' ? part : (constants.get(part.name) ?? UNKNOWN);
  return text;
}

/** `own` makes a node's text outlive the program's. */
export function expressionOf(node: Node | undefined, own: (text: string) => string = (text) => text): Expression {
  const parts: (string | { readonly name: string })[] = [];
  write(node, 0);
  return parts.every((part) => typeof part === 'string') ? own(parts.join('')) : parts;

  function write(of: Node | null | undefined, depth: number): void {
    if (!of || depth > DEEPEST) {
      parts.push(UNKNOWN);
      return;
    }
    switch (of.type) {
      case 'string':
      case 'template_string':
        for (const part of of.namedChildren) writePart(part, depth);
        return;
      case 'concatenated_string':
        for (const child of of.namedChildren) write(child, depth + 1);
        return;
      case 'binary_expression':
      case 'binary_operator':
        if (of.childForFieldName('operator')?.text === '+') {
          write(of.childForFieldName('left'), depth + 1);
          write(of.childForFieldName('right'), depth + 1);
        } else parts.push(UNKNOWN);
        return;
      case 'parenthesized_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
        write(of.firstNamedChild, depth + 1);
        return;
      case 'call_expression': {
        // A tagged template: pulumi.interpolate`…`.
        const template = of.childForFieldName('arguments');
        if (template?.type === 'template_string') write(template, depth + 1);
        else parts.push(UNKNOWN);
        return;
      }
      case 'identifier':
        parts.push({ name: own(of.text) });
        return;
      case 'number':
      case 'integer':
      case 'float':
      case 'true':
      case 'false':
        parts.push(own(of.text));
        return;
      default:
        parts.push(UNKNOWN);
    }
  }

  function writePart(part: Node, depth: number): void {
    if (part.type === 'string_fragment' || part.type === 'string_content') {
      // Python's escapes stand within the content.
      parts.push(own(part.text).replace(/\\(.)/gs, (_, character: string) => escaped(character)));
    } else if (part.type === 'escape_sequence') parts.push(escaped(part.text.slice(1)));
    else if (part.type === 'template_substitution') write(part.firstNamedChild, depth + 1);
    else if (part.type === 'interpolation') write(part.childForFieldName('expression'), depth + 1);
  }
}

function escaped(text: string): string {
  return text.length === 1 ? ({ n: '\n', r: '\r', t: '\t' }[text] ?? text) : UNKNOWN;
}

/** A name and the text it is given; without text, the value is of another kind. */
export interface Given {
  readonly name: string;
  readonly value?: Expression;
}

/** `const NAME = 'text'` and Python's `NAME = "text"`, for names that are given a value once. */
export function constantsOf(givens: Iterable<Given>): Constants {
  const constants = new Map<string, string>();
  const given = new Set<string>();
  for (const { name, value } of givens) {
    const text = value === undefined ? UNKNOWN : textOf(value, constants);
    if (given.has(name) || text.includes(UNKNOWN)) constants.delete(name);
    else constants.set(name, text);
    given.add(name);
  }
  return constants;
}
