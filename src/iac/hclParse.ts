// Text → blocks. While somebody types, a broken block costs only itself.
import type { Node, Parser } from 'web-tree-sitter';
import type { Position, Range } from './declared.ts';
import type { HclAttribute, HclBlock, HclFile } from './hcl.ts';
import { scanBroken, segments } from './hclBroken.ts';

/**
 * Reads a file; `file` is only written into the blocks. Never throws for the sake of the text.
 *
 * It is read in pieces that begin with a header at column 0: a broken piece costs only itself, while the grammar's own recovery over a
 * whole file takes ten times as long and swallows blocks behind an open quote.
 */
export function parseHcl(parser: Parser, text: string, file: string): HclFile {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const parts: HclFile[] = [];
  let wholeTried = false;
  for (const segment of segments(source)) {
    const part = parsePart(parser, segment.text, file, segment.line);
    // Headers at column 0 may also stand in a heredoc or a comment: then the whole reads where the piece does not.
    if (!part && !wholeTried && /<<|\/\*/.test(segment.text)) {
      wholeTried = true;
      const whole = parsePart(parser, source, file, 0);
      if (whole) return whole;
    }
    parts.push(part ?? scanBroken(segment, file));
  }
  return { attributes: new Map(parts.flatMap(({ attributes }) => [...attributes])), blocks: parts.flatMap(({ blocks }) => blocks) };
}

/** The file, or undefined when the text has an error anywhere. `line` is the text's first line in the file. */
function parsePart(parser: Parser, text: string, file: string, line: number): HclFile | undefined {
  const tree = parser.parse(text);
  if (!tree) return undefined;
  try {
    if (tree.rootNode.hasError) return undefined;
    const body = tree.rootNode.namedChildren.find((node) => node.type === 'body');
    if (!body) return { attributes: new Map(), blocks: [] };
    const read = readBody(body, file, line);
    // The grammar lets a header run over lines: so a half-typed `resource` takes the next block's header for its labels.
    return read.blocks.some(({ headRange }) => headRange.start.line !== headRange.end.line) ? undefined : read;
  } finally {
    tree.delete();
  }
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
