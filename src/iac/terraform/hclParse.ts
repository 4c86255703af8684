// Text → blocks. While somebody types, a broken block costs only itself, and an edit only the block it is in.
import type { Node, Parser, Tree } from 'web-tree-sitter';
import type { Position, Range } from '../declared.ts';
import type { HclAttribute, HclBlock, HclFile } from './hcl.ts';
import type { Segment } from './hclBroken.ts';
import { scanBroken, segments } from './hclBroken.ts';
import { movedBy } from './hclMoved.ts';
import { EditedTrees } from '../editedTrees.ts';

/** A file as it was read, with what the next version of it can take over. */
export interface HclReading {
  readonly file: HclFile;
  /** One for each segment; none where the text only reads as a whole. */
  readonly pieces: readonly Piece[];
  /** The text, where it only reads as a whole. */
  readonly whole?: string;
}

interface Piece {
  readonly text: string;
  /** Its first line in the file, from 0. */
  readonly line: number;
  readonly part: HclFile;
  /** Whether it parsed. */
  readonly sound: boolean;
}

const trees = new EditedTrees();
const NOTHING: HclReading = { file: { attributes: new Map(), blocks: [] }, pieces: [] };

/** Reads a file; `file` is only written into the blocks. Never throws for the sake of the text. */
export function parseHcl(parser: Parser, text: string, file: string, before: HclReading = NOTHING): HclReading {
  const steps = readHclSteps(parser, text, file, before);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * The same in steps, between which others may have their turn; each is as long as the reading of one block, or of a text that only reads
 * as a whole. `before` is the last version: what it shares with this one is not read again.
 *
 * A file is read in pieces that begin with a header at column 0: a broken piece costs only itself, while the grammar's own recovery over a
 * whole file takes ten times as long and swallows blocks behind an open quote.
 */
export function* readHclSteps(parser: Parser, text: string, file: string, before: HclReading = NOTHING): Generator<void, HclReading> {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (before.whole !== undefined) {
    const whole = readEdited(parser, source, file, 0, before.whole);
    if (whole) return { file: whole, pieces: [], whole: source };
  }
  const cut = segments(source);
  const old = before.pieces;
  const shared = sharedEnds(cut, old);
  const pieces: Piece[] = [];
  let wholeTried = before.whole !== undefined;
  for (const [index, segment] of cut.entries()) {
    const known = index < shared.first ? old[index] : index >= cut.length - shared.last ? old[index - cut.length + old.length] : undefined;
    // The only piece that changed is most likely to be the one that changes next: its tree is kept.
    const edited = cut.length === old.length && shared.first + shared.last === cut.length - 1 ? old[index] : undefined;
    const piece = known ? pieceMoved(known, segment) : readPiece(parser, segment, file, edited, old.length > 0);
    // Headers at column 0 may also stand in a heredoc or a comment: then the whole reads where the piece does not.
    if (!piece.sound && !wholeTried && /<<|\/\*/.test(segment.text)) {
      wholeTried = true;
      const whole = readPart(parser, source, file, 0);
      if (whole) return { file: whole, pieces: [], whole: source };
    }
    pieces.push(piece);
    if (!known) yield;
  }
  return { file: joined(pieces.map(({ part }) => part)), pieces };
}

function readPiece(parser: Parser, segment: Segment, file: string, before: Piece | undefined, later: boolean): Piece {
  // What is cut from a later version would hold on to the whole of its text.
  const text = later ? ` ${segment.text}`.slice(1) : segment.text;
  const part = before ? readEdited(parser, text, file, segment.line, before.text) : readPart(parser, text, file, segment.line);
  return { text, line: segment.line, part: part ?? scanBroken(segment, file), sound: part !== undefined };
}

function pieceMoved(piece: Piece, { line }: Segment): Piece {
  return line === piece.line ? piece : { ...piece, line, part: movedBy(piece.part, line - piece.line) };
}

function joined(parts: readonly HclFile[]): HclFile {
  return { attributes: new Map(parts.flatMap(({ attributes }) => [...attributes])), blocks: parts.flatMap(({ blocks }) => blocks) };
}

/** How many pieces are as they were, from the beginning and from the end. */
function sharedEnds(now: readonly { readonly text: string }[], old: readonly Piece[]): { first: number; last: number } {
  const shorter = Math.min(now.length, old.length);
  const same = (a: { readonly text: string } | undefined, b: Piece | undefined): boolean => a !== undefined && a.text === b?.text;
  let first = 0;
  while (first < shorter && same(now[first], old[first])) first++;
  let last = 0;
  while (last < shorter - first && same(now[now.length - 1 - last], old[old.length - 1 - last])) last++;
  return { first, last };
}

/** The file, or undefined when the text has an error anywhere. `line` is the text's first line in the file. */
function readPart(parser: Parser, text: string, file: string, line: number): HclFile | undefined {
  const tree = parser.parse(text);
  if (!tree) return undefined;
  try {
    return readTree(tree, file, line);
  } finally {
    tree.delete();
  }
}

/** The same for a text that was another in the last version. */
function readEdited(parser: Parser, text: string, file: string, line: number, before: string): HclFile | undefined {
  return trees.read(parser, file, text, before, (tree) => readTree(tree, file, line));
}

function readTree(tree: Tree, file: string, line: number): HclFile | undefined {
  if (tree.rootNode.hasError) return undefined;
  const body = tree.rootNode.namedChildren.find((node) => node.type === 'body');
  if (!body) return { attributes: new Map(), blocks: [] };
  const read = readBody(body, file, line);
  // The grammar lets a header run over lines: so a half-typed `resource` takes the next block's header for its labels.
  return read.blocks.some(({ headRange }) => headRange.start.line !== headRange.end.line) ? undefined : read;
}

function readBody(body: Node, file: string, line: number): HclFile {
  const attributes = new Map<string, HclAttribute>();
  const blocks: HclBlock[] = [];
  for (const node of body.namedChildren) {
    if (node.type === 'attribute') {
      const [name, value] = node.namedChildren.filter((child) => child.type !== 'comment');
      if (!name || !value) continue;
      attributes.set(name.text, { source: value.text, form: 'expression', line: node.startPosition.row + line });
    } else if (node.type === 'block') {
      const block = readBlock(node, file, line);
      if (block) blocks.push(block);
    }
  }
  return { attributes, blocks };
}

function readBlock(node: Node, file: string, line: number): HclBlock | undefined {
  const children = node.namedChildren;
  const [type] = children;
  if (!type) return undefined;
  const labels: string[] = [];
  let last = type;
  for (const child of children.slice(1)) {
    if (child.type === 'string_lit') labels.push(child.text.slice(1, -1));
    else if (child.type === 'identifier') labels.push(child.text);
    else if (child.type === 'block_start') break;
    else continue;
    last = child;
  }
  const body = children.find((child) => child.type === 'body');
  return {
    file,
    type: type.text,
    labels,
    range: rangeOf(node, node, line),
    headRange: rangeOf(type, last, line),
    ...(body ? readBody(body, file, line) : { attributes: new Map<string, HclAttribute>(), blocks: [] }),
  };
}

function rangeOf(first: Node, last: Node, line: number): Range {
  return { start: place(first.startPosition, line), end: place(last.endPosition, line) };
}

function place({ row, column }: { row: number; column: number }, line: number): Position {
  return { line: row + line, character: column };
}
