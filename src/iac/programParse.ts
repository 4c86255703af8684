// The tree of a program → what it instantiates.
import type { Node, Parser } from 'web-tree-sitter';
import type { Range } from './declared.ts';
import { EditedTrees } from './editedTrees.ts';
import { UNKNOWN } from './pattern.ts';
import type { Argument, Construction } from './program.ts';
import type { Imports } from './programImports.ts';
import type { ProgramPiece } from './programPieces.ts';
import { programPieces } from './programPieces.ts';
import { pythonImports, typescriptImports } from './programImports.ts';
import type { Constants } from './programText.ts';
import { constantsOf, textOf } from './programText.ts';

/** Source of an argument is kept so far: it is only compared with names. */
const LONGEST_SOURCE = 200;
const DEEPEST_OBJECT = 4;

const trees = new EditedTrees();

/**
 * Reads a program. Never throws for the sake of the text: a broken part costs what stands in it. `before` is its last version, if that was
 * read: then only what changed is parsed.
 */
export function parseProgram(
  parser: Parser,
  text: string,
  { language, path, before }: { language: 'typescript' | 'python'; path: string; before?: string | undefined },
): Construction[] {
  const withoutMark = (version: string): string => (version.startsWith('\uFEFF') ? version.slice(1) : version);
  const source = withoutMark(text);
  if (before !== undefined) {
    return trees.read(parser, path, source, withoutMark(before), ({ rootNode }) => readRoot(parser, rootNode, source, language)) ?? [];
  }
  const tree = parser.parse(source);
  if (!tree) return [];
  try {
    return readRoot(parser, tree.rootNode, source, language);
  } finally {
    tree.delete();
  }
}

/** All that a tree tells; where it is broken, an open bracket may have swallowed statements, which are then read alone. */
function readRoot(parser: Parser, root: Node, source: string, language: 'typescript' | 'python'): Construction[] {
  const reader = new ProgramReader(root, language);
  const whole = reader.read();
  if (!root.hasError) return whole;
  const found = new Set(whole.map(({ range }) => range.start.line));
  const more: Construction[] = [];
  for (const piece of programPieces(source, language)) {
    const tree = parser.parse(piece.text);
    if (!tree) continue;
    try {
      more.push(
        ...new ProgramReader(tree.rootNode, language, { reader, ...piece }).read().filter(({ range }) => !found.has(range.start.line)),
      );
    } finally {
      tree.delete();
    }
  }
  return [...whole, ...more].sort(({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character);
}

class ProgramReader {
  readonly #root: Node;
  readonly #python: boolean;
  readonly #imports: Imports;
  readonly #constants: Constants;
  readonly #classes: readonly { readonly from: number; readonly to: number; readonly name: string }[];
  readonly #piece: Pick<ProgramPiece, 'line' | 'within'>;

  /** `piece`: the tree is of one statement of another reader's program. */
  constructor(
    root: Node,
    language: 'typescript' | 'python',
    piece?: Pick<ProgramPiece, 'line' | 'within'> & { readonly reader: ProgramReader },
  ) {
    this.#root = root;
    this.#python = language === 'python';
    this.#piece = piece ?? { line: 0 };
    this.#imports = piece ? piece.reader.#imports : this.#python ? pythonImports(root) : typescriptImports(root);
    this.#constants = piece ? piece.reader.#constants : constantsOf(root);
    this.#classes = root
      .descendantsOfType(['class_declaration', 'abstract_class_declaration', 'class', 'class_definition'])
      .flatMap((node) => {
        const name = node?.childForFieldName('name')?.text;
        return node && name ? [{ from: node.startIndex, to: node.endIndex, name }] : [];
      });
  }

  read(): Construction[] {
    return this.#root
      .descendantsOfType(this.#python ? 'call' : 'new_expression')
      .flatMap((node) => (node ? (this.#construction(node) ?? []) : []));
  }

  #construction(node: Node): Construction | undefined {
    const target = node.childForFieldName(this.#python ? 'function' : 'constructor');
    const list = node.childForFieldName('arguments');
    // Python has no `new`: by its own rule, classes begin with a capital.
    if (!target || !list || !/^[\w$.]+$/.test(target.text) || (this.#python && !/(^|\.)[A-Z]\w*$/.test(target.text))) return undefined;
    const positional: Argument[] = [];
    const properties = new Map<string, Argument>();
    let last: Node = target;
    for (const argument of list.namedChildren) {
      if (!argument || argument.type === 'comment') continue;
      if (argument.type === 'keyword_argument') this.#keyword(argument, properties);
      else {
        positional.push(this.#argument(argument));
        if (argument.type === 'object') this.#members(argument, '', properties, 0);
        if (positional.length <= 2 && argument.type !== 'object') last = argument;
      }
    }
    const within = this.#within(node.startIndex);
    const assignedTo = assignee(node);
    return {
      callee: resolve(target.text, this.#imports),
      written: target.text,
      positional,
      properties,
      ...(within ? { within } : {}),
      ...(assignedTo ? { assignedTo } : {}),
      range: rangeOf(node, node, this.#piece.line),
      nameRange: rangeOf(node, last, this.#piece.line),
    };
  }

  #argument(node: Node): Argument {
    return { text: textOf(node, this.#constants), source: node.text.slice(0, LONGEST_SOURCE) };
  }

  #keyword(argument: Node, into: Map<string, Argument>): void {
    const name = argument.childForFieldName('name')?.text;
    const value = argument.childForFieldName('value');
    if (!name || !value) return;
    into.set(name, this.#argument(value));
    if (value.type === 'dictionary') this.#members(value, `${name}.`, into, 1);
  }

  #members(object: Node, prefix: string, into: Map<string, Argument>, depth: number): void {
    for (const member of object.namedChildren) {
      if (member?.type === 'shorthand_property_identifier') {
        into.set(prefix + member.text, { text: this.#constants.get(member.text) ?? UNKNOWN, source: member.text });
      }
      const key = member?.childForFieldName('key');
      const value = member?.childForFieldName('value');
      if (member?.type !== 'pair' || !key || !value) continue;
      const name = prefix + key.text.replace(/^(['"])(.*)\1$/s, '$2');
      into.set(name, this.#argument(value));
      if (/^(object|dictionary)$/.test(value.type) && depth < DEEPEST_OBJECT) this.#members(value, `${name}.`, into, depth + 1);
    }
  }

  /** The innermost class around an offset: they come in the order of their beginnings. */
  #within(at: number): string | undefined {
    return this.#classes.findLast(({ from, to }) => from <= at && at < to)?.name ?? this.#piece.within;
  }
}

function assignee(node: Node): string | undefined {
  const { parent } = node;
  if (parent?.type !== 'variable_declarator' && parent?.type !== 'assignment_expression' && parent?.type !== 'assignment') return undefined;
  return (parent.childForFieldName('name') ?? parent.childForFieldName('left'))?.text.slice(0, LONGEST_SOURCE);
}

function resolve(written: string, imports: Imports): string {
  const [head = '', ...rest] = written.split('.');
  const path = imports.get(head);
  return path === undefined ? written : [path, ...rest].join('.');
}

/** Rows and columns are in UTF-16 units, as an editor's. */
function rangeOf(first: Node, last: Node, line: number): Range {
  return {
    start: { line: first.startPosition.row + line, character: first.startPosition.column },
    end: { line: last.endPosition.row + line, character: last.endPosition.column },
  };
}
