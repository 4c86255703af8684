// A CloudFormation template as a plain tree with places, the same for YAML and JSON.
import type { Node as JsonNode } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import type { ScalarTag, CollectionTag, Node as YamlNode } from 'yaml';
import { LineCounter, isAlias, isCollection, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';

/** A value with its place; short tags (`!Sub x`) read as their long form (`{"Fn::Sub": "x"}`). */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string; readonly from: number; readonly to: number }
  | { readonly kind: 'list'; readonly items: readonly TemplateNode[]; readonly from: number; readonly to: number }
  | { readonly kind: 'map'; readonly entries: readonly TemplateEntry[]; readonly from: number; readonly to: number };

export interface TemplateEntry {
  readonly key: string;
  /** Offsets of the key. */
  readonly from: number;
  readonly to: number;
  readonly value: TemplateNode;
}

/** Deeper nesting is not read. */
const DEEPEST = 100;

/** The functions that have a short form. */
const FUNCTIONS =
  'And Base64 Cidr Condition Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAtt GetAZs GetStackOutput If ImportValue Join Length Not Or Ref RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'.split(' ');

const TAGS: (ScalarTag | CollectionTag)[] = FUNCTIONS.flatMap((name) => [
  // Kept as they stand: the tag is read from the node.
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'map' as const },
  { tag: `!${name}`, collection: 'seq' as const },
]);

/** Reads a template's text; undefined when nothing of it can be read. Never throws. */
export function parseTemplate(text: string, json: boolean): TemplateNode | undefined {
  try {
    if (json) {
      const root = parseTree(text, [], { allowTrailingComma: true });
      return root && fromJson(root, 0);
    }
    return parseYaml(text);
  } catch {
    // Nesting beyond the stack, or an alias bomb: nobody deploys such a template.
    return undefined;
  }
}

/** While somebody types, an open quote or bracket swallows what follows: then what stands before it is read, too, without it. */
function parseYaml(text: string): TemplateNode | undefined {
  const document = parse(text);
  const [error] = document.errors;
  const whole = document.contents ? fromYaml(document.contents, 0) : undefined;
  if (!error) return whole;
  const line = text.lastIndexOf('\n', Math.max(0, error.pos[0] - 1)) + 1;
  const lineEnd = text.indexOf('\n', line);
  const before = parse(text.slice(0, line));
  // The faulty line blanked out, so that what follows it is read at its own place.
  const rest = lineEnd < 0 ? '' : text.slice(lineEnd);
  const mended = parse(text.slice(0, line) + ' '.repeat(Math.max(0, (lineEnd < 0 ? text.length : lineEnd) - line)) + rest);
  const candidates = [document, mended, before].map(({ contents }) => (contents ? fromYaml(contents, 0) : undefined));
  let best: TemplateNode | undefined;
  for (const candidate of candidates) if (candidate && resourcesIn(candidate) > (best ? resourcesIn(best) : -1)) best = candidate;
  return best;
}

function parse(text: string): ReturnType<typeof parseDocument> {
  return parseDocument(text, { customTags: (tags) => [...tags, ...TAGS], logLevel: 'silent', merge: true, uniqueKeys: false, lineCounter: new LineCounter(), keepSourceTokens: false });
}

/** How many entries `Resources` has. */
function resourcesIn(node: TemplateNode): number {
  const resources = entry(node, 'Resources')?.value;
  return resources?.kind === 'map' ? resources.entries.filter(({ value }) => entry(value, 'Type')).length : 0;
}

/** The entry of a map with this key. */
export function entry(node: TemplateNode | undefined, key: string): TemplateEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((candidate) => candidate.key === key) : undefined;
}

/** Text of a scalar. */
export function scalar(node: TemplateNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.text : undefined;
}

function fromJson(node: JsonNode, depth: number): TemplateNode {
  const place = { from: node.offset, to: node.offset + node.length };
  if (depth > DEEPEST) return { kind: 'text', text: '', ...place };
  if (node.type === 'object') {
    const entries = (node.children ?? []).flatMap((property): TemplateEntry[] => {
      const [key, value] = property.children ?? [];
      return key && value ? [{ key: String(key.value), from: key.offset, to: key.offset + key.length, value: fromJson(value, depth + 1) }] : [];
    });
    return { kind: 'map', entries, ...place };
  }
  if (node.type === 'array') return { kind: 'list', items: (node.children ?? []).map((child) => fromJson(child, depth + 1)), ...place };
  return { kind: 'text', text: String(node.value), ...place };
}

function fromYaml(node: YamlNode | null | unknown, depth: number): TemplateNode {
  if (!isScalar(node) && !isCollection(node)) {
    // Anchors are not used by CloudFormation; an alias is left as nothing rather than expanded.
    void isAlias;
    return { kind: 'text', text: '', from: 0, to: 0 };
  }
  const [from, to] = node.range ?? [0, 0];
  const plain = untagged(node, from, to, depth);
  const name = node.tag?.startsWith('!') && FUNCTIONS.includes(node.tag.slice(1)) ? node.tag.slice(1) : undefined;
  if (name === undefined) return plain;
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return { kind: 'map', entries: [{ key, from, to: from, value: plain }], from, to };
}

function untagged(node: unknown, from: number, to: number, depth: number): TemplateNode {
  if (depth <= DEEPEST && isMap(node)) {
    const entries = node.items.flatMap((pair): TemplateEntry[] => {
      if (!isPair(pair) || !isScalar(pair.key)) return [];
      const [keyFrom, keyTo] = pair.key.range ?? [from, from];
      const value = pair.value === null ? ({ kind: 'text', text: '', from: keyTo, to: keyTo } as const) : fromYaml(pair.value, depth + 1);
      return [{ key: String(pair.key.value), from: keyFrom, to: keyTo, value }];
    });
    return { kind: 'map', entries, from, to };
  }
  if (depth <= DEEPEST && isSeq(node)) return { kind: 'list', items: node.items.map((item) => fromYaml(item, depth + 1)), from, to };
  // `source` keeps `0123` and `yes` as they are written.
  return { kind: 'text', text: isScalar(node) ? (node.source ?? String(node.value ?? '')) : '', from, to };
}
