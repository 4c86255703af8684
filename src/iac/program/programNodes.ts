// The nodes of a program's tree that say something of what it instantiates, each read by itself: what is around one has no part in it.
import type { Node } from 'web-tree-sitter';
import type { Position, Range } from '../declared.ts';
import type { Binding } from './programImports.ts';
import { pythonImport, requireOf, typescriptImport } from './programImports.ts';
import type { Expression, Given } from './programText.ts';
import { expressionOf } from './programText.ts';

export type ProgramLanguage = 'typescript' | 'python';

/** Source of an argument is kept so far: it is only compared with names. */
const LONGEST_SOURCE = 200;
const DEEPEST_OBJECT = 4;
/** V8 copies shorter strings when it cuts them. */
const COPIED = 13;

/** The nodes in question. */
const TYPES: Readonly<Record<ProgramLanguage, string[]>> = {
  typescript: [
    'new_expression',
    'import_statement',
    'variable_declarator',
    'assignment_expression',
    'class_declaration',
    'abstract_class_declaration',
    'class',
  ],
  python: ['call', 'import_statement', 'import_from_statement', 'assignment', 'class_definition'],
};

/** A node with its place. */
export interface ProgramNode {
  readonly from: number;
  readonly to: number;
  /** Its first line, from 0. */
  readonly line: number;
  readonly says: Said;
}

type Said =
  | { readonly kind: 'import'; readonly bindings: readonly Binding[] }
  | { readonly kind: 'value'; readonly bindings: readonly Binding[]; readonly given?: Given; readonly assigned?: Assigned }
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'made'; readonly made: Made };

/** A construction that is given to a variable or member; where it stands within the statement. */
interface Assigned {
  readonly to: string;
  readonly from: number;
  readonly length: number;
}

export interface Value {
  readonly text: Expression;
  readonly source: string;
}

/** A construction, before anybody knows what its names stand for. Lines count from its own. */
interface Made {
  readonly written: string;
  readonly positional: readonly Value[];
  readonly properties: ReadonlyMap<string, Value>;
  readonly range: Range;
  readonly nameRange: Range;
}

/**
 * Reads the nodes from one line to another, or all of a tree. `later`: it is a later version of a program, some of which is kept on; what is
 * cut from its text must not hold on to the whole of it.
 */
export function programNodes(root: Node, language: ProgramLanguage, { first = 0, last = Infinity, later = false } = {}): ProgramNode[] {
  const place = { row: first, column: 0 };
  const found = Number.isFinite(last)
    ? root.descendantsOfType(TYPES[language], place, { row: last + 1, column: 0 })
    : root.descendantsOfType(TYPES[language], place);
  const reader = new NodeReader(language, later);
  const nodes: ProgramNode[] = [];
  for (const node of found) {
    const says = reader.read(node);
    if (says) nodes.push({ from: node.startIndex, to: node.endIndex, line: node.startPosition.row, says });
  }
  return nodes;
}

class NodeReader {
  readonly #python: boolean;
  readonly #own: (text: string) => string;

  constructor(language: ProgramLanguage, later: boolean) {
    this.#python = language === 'python';
    this.#own = later ? (text) => (text.length < COPIED ? text : ` ${text}`.slice(1)) : (text) => text;
  }

  read(node: Node): Said | undefined {
    switch (node.type) {
      case 'new_expression':
      case 'call': {
        const made = this.#made(node);
        return made && { kind: 'made', made };
      }
      case 'import_statement':
      case 'import_from_statement': {
        const bindings = this.#python ? pythonImport(node) : typescriptImport(node);
        return bindings.length > 0 ? { kind: 'import', bindings: this.#owned(bindings) } : undefined;
      }
      case 'variable_declarator':
      case 'assignment':
      case 'assignment_expression':
        return this.#value(node);
      default: {
        const name = node.childForFieldName('name')?.text;
        return name ? { kind: 'class', name: this.#own(name) } : undefined;
      }
    }
  }

  #value(node: Node): Said | undefined {
    const declares = node.type === 'variable_declarator';
    const name = node.childForFieldName(declares ? 'name' : 'left');
    const value = node.childForFieldName(declares ? 'value' : 'right');
    const makes = value?.type === (this.#python ? 'call' : 'new_expression');
    const given = node.type !== 'assignment_expression' && name?.type === 'identifier';
    const bindings = declares && value?.type === 'call_expression' ? requireOf(node) : [];
    if (!name || (!makes && !given && bindings.length === 0)) return undefined;
    const text = this.#own(name.text);
    const texts = given && value && /string|binary/.test(value.type) ? { value: expressionOf(value, this.#own) } : {};
    const assigned = makes
      ? {
          to: this.#own(text.slice(0, LONGEST_SOURCE)),
          from: value.startIndex - node.startIndex,
          length: value.endIndex - value.startIndex,
        }
      : undefined;
    return {
      kind: 'value',
      bindings: this.#owned(bindings),
      ...(given ? { given: { name: text, ...texts } } : {}),
      ...(assigned ? { assigned } : {}),
    };
  }

  #made(node: Node): Made | undefined {
    const target = node.childForFieldName(this.#python ? 'function' : 'constructor');
    if (!target) return undefined;
    const written = target.text;
    // Python has no `new`: by its own rule, classes begin with a capital.
    if (!/^[\w$.]+$/.test(written) || (this.#python && !/(^|\.)[A-Z]\w*$/.test(written))) return undefined;
    const list = node.childForFieldName('arguments');
    if (!list) return undefined;
    const positional: Value[] = [];
    const properties = new Map<string, Value>();
    let last: Node = target;
    for (const argument of list.namedChildren) {
      const { type } = argument;
      if (type === 'comment') continue;
      if (type === 'keyword_argument') this.#keyword(argument, properties);
      else {
        positional.push(this.#argument(argument));
        if (type === 'object') this.#members(argument, '', properties, 0);
        if (positional.length <= 2 && type !== 'object') last = argument;
      }
    }
    const start = { line: 0, character: node.startPosition.column };
    const end = ({ endPosition: { row, column } }: Node): Position => ({ line: row - node.startPosition.row, character: column });
    return {
      written: this.#own(written),
      positional,
      properties,
      range: { start, end: end(node) },
      nameRange: { start, end: end(last) },
    };
  }

  #argument(node: Node): Value {
    return { text: expressionOf(node, this.#own), source: this.#own(node.text.slice(0, LONGEST_SOURCE)) };
  }

  #keyword(argument: Node, into: Map<string, Value>): void {
    const name = argument.childForFieldName('name')?.text;
    const value = argument.childForFieldName('value');
    if (!name || !value) return;
    into.set(this.#own(name), this.#argument(value));
    if (value.type === 'dictionary') this.#members(value, `${name}.`, into, 1);
  }

  #members(object: Node, prefix: string, into: Map<string, Value>, depth: number): void {
    for (const member of object.namedChildren) {
      if (member.type === 'shorthand_property_identifier') {
        const source = this.#own(member.text);
        into.set(prefix + source, { text: [{ name: source }], source });
      }
      if (member.type !== 'pair') continue;
      const key = member.childForFieldName('key');
      const value = member.childForFieldName('value');
      if (!key || !value) continue;
      const name = prefix + this.#own(key.text).replace(/^(['"])(.*)\1$/s, '$2');
      into.set(name, this.#argument(value));
      if (/^(object|dictionary)$/.test(value.type) && depth < DEEPEST_OBJECT) this.#members(value, `${name}.`, into, depth + 1);
    }
  }

  #owned(bindings: readonly Binding[]): Binding[] {
    return bindings.map(([local, path]) => [this.#own(local), this.#own(path)]);
  }
}
