// The tree of a program → what it instantiates.
import type { Node, Parser } from 'web-tree-sitter';
import type { Range } from '../declared.ts';
import type { Edited } from '../editedTrees.ts';
import { EditedTrees } from '../editedTrees.ts';
import type { Argument, Construction } from './program.ts';
import type { Imports } from './programImports.ts';
import type { ProgramLanguage, ProgramNode, Value } from './programNodes.ts';
import { programNodes } from './programNodes.ts';
import { programPieces } from './programPieces.ts';
import type { Constants, Given } from './programText.ts';
import { constantsOf, textOf } from './programText.ts';

/** A program as it was read, with what the next version of it can take over. */
export interface ProgramReading {
  readonly source: string;
  /** In the order of the text. */
  readonly nodes: readonly ProgramNode[];
  /** What was read of single statements, by their text, when the program was last broken: it will be again while somebody types. */
  readonly pieces: ReadonlyMap<string, readonly ProgramNode[]>;
  readonly constructions: readonly Construction[];
}

const trees = new EditedTrees({ brokenAnew: true });
const NO_PIECES: ProgramReading['pieces'] = new Map();

/**
 * Reads a program. Never throws for the sake of the text: a broken part costs what stands in it. `before` is its last version, if that was
 * read: then only what changed is parsed and read.
 */
export function parseProgram(
  parser: Parser,
  text: string,
  { language, path, before }: { language: ProgramLanguage; path: string; before?: ProgramReading | undefined },
): ProgramReading {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (before) {
    const reading = trees.read(parser, path, source, before.source, ({ rootNode }, edited) => {
      const nodes = (edited && nodesAfter(before.nodes, edited, rootNode, source, language)) ?? programNodes(rootNode, language);
      return finish(parser, source, language, nodes, rootNode.hasError, before.pieces);
    });
    return reading ?? nothing(source);
  }
  const tree = parser.parse(source);
  if (!tree) return nothing(source);
  try {
    return finish(parser, source, language, programNodes(tree.rootNode, language), tree.rootNode.hasError, NO_PIECES);
  } finally {
    tree.delete();
  }
}

function nothing(source: string): ProgramReading {
  return { source, nodes: [], pieces: NO_PIECES, constructions: [] };
}

/** The nodes of a later version: those that touch a changed line are read, the others moved. */
function nodesAfter(
  old: readonly ProgramNode[],
  { edit, rebuilt }: Edited,
  root: Node,
  source: string,
  language: ProgramLanguage,
): ProgramNode[] {
  let [first, last] = [edit.startPosition.row, edit.newEndPosition.row];
  let [from, to] = [edit.startIndex, edit.newEndIndex];
  for (const { startPosition, endPosition, startIndex, endIndex } of rebuilt()) {
    first = Math.min(first, startPosition.row);
    last = Math.max(last, endPosition.row);
    from = Math.min(from, startIndex);
    to = Math.max(to, endIndex);
  }
  from = from === 0 ? 0 : source.lastIndexOf('\n', from - 1) + 1;
  to = source.indexOf('\n', to);
  if (to < 0) to = source.length;

  // One line more, since a range of lines does not find what only touches it.
  const near = programNodes(root, language, { first: Math.max(first - 1, 0), last: last + 1, later: true });
  const found = near.filter((node) => node.to >= from && node.from <= to);
  const [longer, lower] = [edit.newEndIndex - edit.oldEndIndex, edit.newEndPosition.row - edit.oldEndPosition.row];
  const kept = old.flatMap((node) => {
    if (node.to < from) return [node];
    if (node.from < edit.oldEndIndex || node.from + longer <= to) return [];
    return [{ ...node, from: node.from + longer, to: node.to + longer, line: node.line + lower }];
  });
  return [...kept, ...found].sort((a, b) => a.from - b.from || b.to - a.to);
}

/** All that the nodes tell; where the tree is broken, an open bracket may have swallowed statements, which are then read alone. */
function finish(
  parser: Parser,
  source: string,
  language: ProgramLanguage,
  nodes: readonly ProgramNode[],
  broken: boolean,
  known: ProgramReading['pieces'],
): ProgramReading {
  const names: Names = { imports: importsOf(nodes), constants: constantsOf(givens(nodes)) };
  const whole = constructionsOf(nodes, names);
  if (!broken) return { source, nodes, pieces: known, constructions: whole };
  const found = new Set(whole.map(({ range }) => range.start.line));
  const pieces = new Map<string, readonly ProgramNode[]>();
  const more: Construction[] = [];
  for (const { text, line, within } of programPieces(source, language)) {
    const own = pieces.get(text) ?? known.get(text) ?? pieceNodes(parser, text, language);
    pieces.set(text, own);
    more.push(...constructionsOf(own, names, { line, within, known: found }));
  }
  const constructions = [...whole, ...more].sort(
    ({ range: { start: a } }, { range: { start: b } }) => a.line - b.line || a.character - b.character,
  );
  return { source, nodes, pieces, constructions };
}

function pieceNodes(parser: Parser, text: string, language: ProgramLanguage): ProgramNode[] {
  const tree = parser.parse(text);
  try {
    return tree ? programNodes(tree.rootNode, language) : [];
  } finally {
    tree?.delete();
  }
}

/** What the names of a program stand for. */
interface Names {
  readonly imports: Imports;
  readonly constants: Constants;
}

function importsOf(nodes: readonly ProgramNode[]): Imports {
  const statements = nodes.flatMap(({ says }) => (says.kind === 'import' ? says.bindings : []));
  return new Map([...statements, ...nodes.flatMap(({ says }) => (says.kind === 'value' ? says.bindings : []))]);
}

function givens(nodes: readonly ProgramNode[]): Given[] {
  return nodes.flatMap(({ says }) => (says.kind === 'value' && says.given ? [says.given] : []));
}

/** `line` and `within`: the nodes are of one statement of a program, which begins there. On `known` lines there is nothing new. */
function constructionsOf(
  nodes: readonly ProgramNode[],
  { imports, constants }: Names,
  { line = 0, within, known }: { line?: number; within?: string | undefined; known?: ReadonlySet<number> } = {},
): Construction[] {
  const constructions: Construction[] = [];
  /** The classes around the node. */
  const classes: { readonly to: number; readonly name: string }[] = [];
  const assignedTo = new Map<string, string>();
  const argument = ({ text, source }: Value): Argument => ({ text: textOf(text, constants), source });
  for (const node of nodes) {
    const { from, to, says } = node;
    if (says.kind === 'class') {
      while ((classes.at(-1)?.to ?? Infinity) <= from) classes.pop();
      classes.push({ to, name: says.name });
    } else if (says.kind === 'value' && says.assigned) {
      assignedTo.set(`${from + says.assigned.from} ${says.assigned.length}`, says.assigned.to);
    } else if (says.kind === 'made' && !known?.has(node.line + line)) {
      while ((classes.at(-1)?.to ?? Infinity) <= from) classes.pop();
      const { written, positional, properties, range, nameRange } = says.made;
      const around = classes.at(-1)?.name ?? within;
      const variable = assignedTo.get(`${from} ${to - from}`);
      constructions.push({
        callee: resolve(written, imports),
        written,
        positional: positional.map(argument),
        properties: new Map(Array.from(properties, ([name, value]) => [name, argument(value)])),
        ...(around ? { within: around } : {}),
        ...(variable ? { assignedTo: variable } : {}),
        range: lowered(range, node.line + line),
        nameRange: lowered(nameRange, node.line + line),
      });
    }
  }
  return constructions;
}

function resolve(written: string, imports: Imports): string {
  const [head = '', ...rest] = written.split('.');
  const path = imports.get(head);
  return path === undefined ? written : [path, ...rest].join('.');
}

/** Rows and columns are in UTF-16 units, as an editor's. */
function lowered({ start, end }: Range, by: number): Range {
  return { start: { line: start.line + by, character: start.character }, end: { line: end.line + by, character: end.character } };
}
