// The text of one attribute → an expression.
import type { Node, Parser } from 'web-tree-sitter';
import type { Expression, HclAttribute, Step } from './hcl.ts';
import { plainLiteral } from './hcl.ts';

const NOTHING: Expression = { kind: 'unknown' };

/** Deeper nesting is not read: no name is written so, and a hostile file must not exhaust the stack. */
const DEEPEST = 100;

/** A local is asked for by every resource of every instance: reading it once is what makes evaluation quick. */
const known = new WeakMap<HclAttribute, Expression>();

/** Reads an attribute's expression; what does not parse is `unknown`. */
export function parseExpression(parser: Parser, attribute: HclAttribute): Expression {
  let expression = known.get(attribute);
  if (!expression) known.set(attribute, (expression = parse(parser, attribute)));
  return expression;
}

/** Says that an attribute is another one at another place: what is known of its expression stays known. */
export function sameExpression(from: HclAttribute, to: HclAttribute): HclAttribute {
  const expression = known.get(from);
  if (expression) known.set(to, expression);
  return to;
}

function parse(parser: Parser, attribute: HclAttribute): Expression {
  const plain = plainLiteral(attribute);
  if (plain !== undefined) return { kind: 'literal', text: plain };
  // A JSON string is decoded already: a heredoc takes it as it is, but ends with one line break too many.
  const template = attribute.form === 'template';
  const text = template ? `x = <<TRAILLENS\n${attribute.source}\nTRAILLENS\n` : `x = ${attribute.source}\n`;
  const tree = parser.parse(text);
  if (!tree) return NOTHING;
  try {
    if (tree.rootNode.hasError) return NOTHING;
    const value = tree.rootNode.namedChildren[0]?.namedChildren[0]?.namedChildren.find((node) => node.type === 'expression');
    const expression = value ? read(value, 0) : NOTHING;
    return template ? withoutLastBreak(expression) : expression;
  } finally {
    tree.delete();
  }
}

function withoutLastBreak(expression: Expression): Expression {
  if (expression.kind !== 'template') return expression;
  const last = expression.parts.at(-1);
  if (last?.kind !== 'literal') return expression;
  return { kind: 'template', parts: [...expression.parts.slice(0, -1), { kind: 'literal', text: last.text.replace(/\n$/, '') }] };
}

function read(node: Node, depth: number): Expression {
  if (depth > DEEPEST) return NOTHING;
  const children = node.namedChildren.filter((child) => child.type !== 'comment');
  const [first] = children;
  const inner = (child: Node | undefined): Expression => (child ? read(child, depth + 1) : NOTHING);
  switch (node.type) {
    case 'expression': {
      const steps = children.slice(1).flatMap((child) => readSteps(child, depth + 1));
      return steps.length > 0 ? { kind: 'access', of: inner(first), steps } : inner(first);
    }
    case 'literal_value':
      return first?.type === 'string_lit'
        ? template(first, depth)
        : first?.type === 'null_lit'
          ? { kind: 'null' }
          : { kind: 'literal', text: node.text };
    case 'template_expr':
      return inner(first);
    case 'string_lit':
    case 'quoted_template':
    case 'heredoc_template':
      return template(node, depth);
    case 'variable_expr':
      return { kind: 'variable', name: node.text };
    case 'function_call': {
      const given = children.find((child) => child.type === 'function_arguments')?.namedChildren ?? [];
      return { kind: 'call', name: first?.text ?? '', arguments: given.filter((child) => child.type === 'expression').map(inner) };
    }
    case 'collection_value':
      return inner(first);
    case 'tuple':
      return { kind: 'tuple', items: children.filter((child) => child.type === 'expression').map(inner) };
    case 'object':
      return {
        kind: 'object',
        entries: children.filter((child) => child.type === 'object_elem').map((entry) => readEntry(entry, depth + 1)),
      };
    case 'conditional':
      return { kind: 'conditional', test: inner(first), yes: inner(children[1]), no: inner(children[2]) };
    case 'operation':
      return inner(first);
    case 'unary_operation':
    case 'binary_operation': {
      const operator = node.children.find((child) => !child.isNamed)?.text ?? '';
      return { kind: 'operation', operator, operands: operands(children, depth + 1) };
    }
    default:
      return NOTHING;
  }
}

/** Within an operation the steps into a value stand beside it. */
function operands(children: readonly Node[], depth: number): Expression[] {
  const found: { of: Expression; steps: Step[] }[] = [];
  for (const child of children) {
    const steps = readSteps(child, depth);
    const last = found.at(-1);
    if (steps.length > 0 && last) last.steps.push(...steps);
    else found.push({ of: read(child, depth), steps });
  }
  return found.map(({ of, steps }) => (steps.length > 0 ? { kind: 'access', of, steps } : of));
}

/** A key written as a bare word is a string, in brackets an expression. */
function readEntry(entry: Node, depth: number): readonly [Expression, Expression] {
  const [key, value] = entry.namedChildren.filter((child) => child.type === 'expression');
  if (!key || !value) return [NOTHING, NOTHING];
  const bare = /^[\w-]+$/.test(key.text);
  return [bare ? { kind: 'literal', text: key.text } : read(key, depth), read(value, depth)];
}

function readSteps(node: Node, depth: number): Step[] {
  if (depth > DEEPEST) return [];
  const [first] = node.namedChildren;
  switch (node.type) {
    case 'get_attr':
      return [{ kind: 'name', name: first?.text ?? '' }];
    case 'index':
      return first ? readSteps(first, depth + 1) : [];
    case 'new_index':
      return [{ kind: 'index', index: first ? read(first, depth + 1) : NOTHING }];
    case 'legacy_index':
      return [{ kind: 'index', index: { kind: 'literal', text: node.text.slice(1) } }];
    case 'splat':
      return [{ kind: 'splat' }];
    default:
      return [];
  }
}

/** Literal parts are cut from the text itself: the grammar's own nodes for them leave white space out. */
function template(node: Node, depth: number): Expression {
  const heredoc = node.type === 'heredoc_template';
  const children = node.namedChildren;
  const from = node.startIndex;
  const opening = children.find((child) => child.type === (heredoc ? 'heredoc_identifier' : 'quoted_template_start'));
  const closing = children.at(-1);
  if (!opening || !closing || opening.id === closing.id) return { kind: 'literal', text: '' };
  const parts: Expression[] = [];
  const literal = (start: number, end: number): void => {
    const text = node.text.slice(start - from, end - from);
    if (text !== '') parts.push({ kind: 'literal', text: heredoc ? text : unescape(text) });
  };
  // A heredoc's text begins on the next line and ends before the closing mark's indentation.
  let at = heredoc ? from + node.text.indexOf('\n', opening.endIndex - from) + 1 : opening.endIndex;
  for (const child of children) {
    if (child.type !== 'template_interpolation' && child.type !== 'template_directive') continue;
    literal(at, child.startIndex);
    const value = child.type === 'template_interpolation' ? child.namedChildren.find((part) => part.type === 'expression') : undefined;
    parts.push(value ? read(value, depth + 1) : NOTHING);
    at = child.endIndex;
  }
  literal(at, closing.startIndex);
  const [only = { kind: 'literal', text: '' } as const] = parts;
  return parts.length <= 1 && only.kind === 'literal' ? only : { kind: 'template', parts };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescape(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (whole, unit: string | undefined, character: string | undefined) =>
      unit ? String.fromCharCode(parseInt(unit, 16)) : (ESCAPES[character ?? ''] ?? whole),
    )
    .replace(/([$%])\1\{/g, '$1{');
}
