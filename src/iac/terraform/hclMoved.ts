// Blocks that stand some lines further down than they did, with all that is known of them.
import type { Range } from '../declared.ts';
import type { HclAttribute, HclBlock, HclFile } from './hcl.ts';
import { sameExpression } from './hclExpression.ts';

/** The same part of a file, `lines` further down. */
export function movedBy(part: HclFile, lines: number): HclFile {
  return lines === 0
    ? part
    : { attributes: attributesMoved(part.attributes, lines), blocks: part.blocks.map((block) => blockMoved(block, lines)) };
}

function blockMoved(block: HclBlock, lines: number): HclBlock {
  return {
    ...block,
    range: rangeMoved(block.range, lines),
    headRange: rangeMoved(block.headRange, lines),
    attributes: attributesMoved(block.attributes, lines),
    blocks: block.blocks.map((inner) => blockMoved(inner, lines)),
  };
}

function attributesMoved(attributes: ReadonlyMap<string, HclAttribute>, lines: number): Map<string, HclAttribute> {
  const moved = new Map<string, HclAttribute>();
  for (const [name, attribute] of attributes) moved.set(name, sameExpression(attribute, { ...attribute, line: attribute.line + lines }));
  return moved;
}

function rangeMoved({ start, end }: Range, lines: number): Range {
  return { start: { ...start, line: start.line + lines }, end: { ...end, line: end.line + lines } };
}
