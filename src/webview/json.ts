// A record's text as a tree that keeps the text: numbers, key order and escapes stay as they were written. Pure.

/** A value in the text; its children in the order they stand in. */
export interface JsonNode {
  readonly kind: 'object' | 'array' | 'string' | 'number' | 'word';
  /** Decoded name of the member, or its place in an array; undefined for the root. */
  readonly key: string | number | undefined;
  /** `requestParameters.ipPermissions.items[0].fromPort`; '' for the root. */
  readonly path: string;
  readonly depth: number;
  readonly parent: JsonNode | undefined;
  readonly children: readonly JsonNode[];
  /** Where the value stands in the text. */
  readonly from: number;
  readonly to: number;
}

type Open = JsonNode & { children: JsonNode[]; to: number };

const token = /[\t\n\r ]*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null))/suy;

/** The tree of a JSON text, or undefined when it is not JSON. Depth costs no stack. */
export function parseJson(text: string): JsonNode | undefined {
  token.lastIndex = 0;
  let open: Open | undefined;
  let root: JsonNode | undefined;
  let key: string | undefined;
  for (;;) {
    const start = token.lastIndex;
    const found = token.exec(text);
    if (!found) return root && !open && text.slice(start).trim() === '' ? root : undefined;
    const [, mark, string, numeral] = found;
    const to = token.lastIndex;
    if (mark === ',' || mark === ':') continue;
    if (mark === '}' || mark === ']') {
      if (open?.kind !== (mark === '}' ? 'object' : 'array')) return undefined;
      open.to = to;
      open = open.parent as Open | undefined;
      key = undefined;
      continue;
    }
    if (root && !open) return undefined;
    if (open?.kind === 'object' && key === undefined) {
      if (string === undefined) return undefined;
      key = decode(string);
      continue;
    }
    const kind =
      mark === '{' ? 'object' : mark === '[' ? 'array' : string !== undefined ? 'string' : numeral !== undefined ? 'number' : 'word';
    const from = to - (mark ?? string ?? numeral ?? found[4] ?? '').length;
    const at = open?.kind === 'array' ? open.children.length : key;
    const node: Open = { kind, key: at, path: pathOf(open, at), depth: open ? open.depth + 1 : 0, parent: open, children: [], from, to };
    key = undefined;
    open?.children.push(node);
    root ??= node;
    if (mark !== undefined) open = node;
  }
}

function pathOf(parent: JsonNode | undefined, key: string | number | undefined): string {
  if (parent === undefined || key === undefined) return '';
  // A text nested a thousand deep would have paths of megabytes.
  if (parent.path.length > 4000) return parent.path;
  if (typeof key === 'number') return `${parent.path}[${key}]`;
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${parent.path}[${JSON.stringify(key)}]`;
  return parent.path === '' ? key : `${parent.path}.${key}`;
}

function decode(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token.slice(1, -1);
  }
}

/** The value for a clipboard: a string without quotes and escapes, everything else as it is written. */
export function valueText(text: string, node: JsonNode): string {
  const written = text.slice(node.from, node.to);
  return node.kind === 'string' ? decode(written) : written;
}

/** A member of an object by its name; the last one wins, as with any JSON reader. */
export function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.children.findLast((child) => child.key === name) : undefined;
}

/** A line of the folded tree: a value on one line, or the opening or closing bracket of one that is unfolded. */
export interface JsonLine {
  readonly node: JsonNode;
  readonly part: 'whole' | 'open' | 'close';
}

/** The lines of a tree in which the nodes with these paths are folded. */
export function linesOf(root: JsonNode, folded: ReadonlySet<string>): JsonLine[] {
  const lines: JsonLine[] = [];
  const todo: JsonLine[] = [{ node: root, part: 'open' }];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { node } = next;
    const unfolds = next.part === 'open' && node.children.length > 0 && !folded.has(node.path);
    if (next.part === 'close') lines.push(next);
    else if (!unfolds) lines.push({ node, part: 'whole' });
    else {
      lines.push(next);
      todo.push({ node, part: 'close' });
      for (let i = node.children.length - 1; i >= 0; i--) todo.push({ node: node.children[i] as JsonNode, part: 'open' });
    }
  }
  return lines;
}

/** Nodes whose name or value has the words, in the order they stand in; '' finds nothing. Case does not matter. */
export function findNodes(text: string, root: JsonNode, words: string): JsonNode[] {
  const sought = words.toLowerCase();
  if (sought === '') return [];
  return nodesOf(root).filter((node) => {
    if (typeof node.key === 'string' && node.key.toLowerCase().includes(sought)) return true;
    return node.kind !== 'object' && node.kind !== 'array' && valueText(text, node).toLowerCase().includes(sought);
  });
}

/** All nodes, parents before children. */
export function nodesOf(root: JsonNode): JsonNode[] {
  return linesOf(root, new Set()).flatMap((line) => (line.part === 'close' ? [] : [line.node]));
}

/** The paths of everything above a node: what must be unfolded to see it. */
export function ancestorsOf(node: JsonNode): string[] {
  const paths: string[] = [];
  for (let at = node.parent; at; at = at.parent) paths.push(at.path);
  return paths;
}

/** The text with a line per value; as it is when it is no JSON (a value that was cut) or short enough for one line. */
export function indented(text: string, width = 48): string {
  const root = text.length > width ? parseJson(text) : undefined;
  if (!root || root.children.length === 0) return text;
  return linesOf(root, new Set())
    .map(({ node, part }) => {
      const [open, close] = node.kind === 'array' ? ['[', ']'] : ['{', '}'];
      const comma = !node.parent || node.parent.children.at(-1) === node ? '' : ',';
      const name = typeof node.key === 'string' && part !== 'close' ? `${JSON.stringify(node.key)}: ` : '';
      const value = part === 'open' ? open : part === 'close' ? `${close}${comma}` : `${text.slice(node.from, node.to)}${comma}`;
      return `${'  '.repeat(Math.min(node.depth, 20))}${name}${value}`;
    })
    .join('\n');
}
