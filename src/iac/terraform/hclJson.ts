// `.tf.json` → the same blocks as native syntax.
import type { Node } from 'jsonc-parser';
import type { Range } from '../declared.ts';
import type { HclAttribute, HclBlock, HclFile } from './hcl.ts';
import { parseJsonTree } from '../json.ts';
import { LineIndex } from '../lines.ts';

/** How many labels stand between a block's type and its body. */
const LABELS: Readonly<Record<string, number>> = {
  resource: 2,
  data: 2,
  module: 1,
  provider: 1,
  variable: 1,
  output: 1,
  locals: 0,
  terraform: 0,
  import: 0,
  moved: 0,
  removed: 0,
};

/** Reads Terraform's JSON syntax; faults leave a hole, nothing more. Any other object gives its members as attributes (`.tfvars.json`). */
export function parseHclJson(text: string, file: string): HclFile {
  const root = parseJsonTree(text);
  const reader = new Reader(text, file);
  const blocks: HclBlock[] = [];
  const attributes = new Map<string, HclAttribute>();
  for (const [key, value, property] of members(root)) {
    const depth = Object.hasOwn(LABELS, key) ? LABELS[key] : undefined;
    if (depth === undefined) attributes.set(key, reader.attribute(value));
    else blocks.push(...reader.blocks(key, [], depth, value, property));
  }
  return { attributes, blocks };
}

class Reader {
  readonly #text: string;
  readonly #file: string;
  readonly #lines: LineIndex;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
    this.#lines = new LineIndex(text);
  }

  blocks(type: string, labels: readonly string[], depth: number, value: Node, property: Node): HclBlock[] {
    // Arrays may stand at every level: several blocks of the same name.
    if (value.type === 'array') return (value.children ?? []).flatMap((item) => this.blocks(type, labels, depth, item, property));
    if (depth > 0) {
      return members(value).flatMap(([label, inner, innerProperty]) =>
        this.blocks(type, [...labels, label], depth - 1, inner, innerProperty),
      );
    }
    const attributes = new Map<string, HclAttribute>();
    for (const [name, inner] of members(value)) attributes.set(name, this.attribute(inner));
    const head = property.children?.[0] ?? property;
    return [{ file: this.#file, type, labels, range: this.#range(property), headRange: this.#range(head), attributes, blocks: [] }];
  }

  attribute(value: Node): HclAttribute {
    const { line } = this.#lines.at(value.offset);
    // Numbers, booleans, arrays and objects in JSON are expressions of HCL too, but for strings inside them, which stay templates.
    if (value.type === 'string') return { source: String(value.value), form: 'template', line };
    return { source: this.#text.slice(value.offset, value.offset + value.length), form: 'expression', line };
  }

  #range(node: Node): Range {
    return { start: this.#lines.at(node.offset), end: this.#lines.at(node.offset + node.length) };
  }
}

function members(node: Node | undefined): [string, Node, Node][] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key && value ? [[String(key.value), value, property] as [string, Node, Node]] : [];
  });
}
