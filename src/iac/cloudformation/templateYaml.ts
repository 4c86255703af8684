// YAML templates with CloudFormation's short tags. While somebody types, a broken resource costs only itself.
import type { CollectionTag, ScalarTag } from 'yaml';
import { isCollection, isMap, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { TemplateEntry, TemplateNode } from './template.ts';
import { DEEPEST } from './template.ts';
import type { Part } from './templateCut.ts';
import { cut, restOfSection, typeIn } from './templateCut.ts';

/** The functions that have a short form. */
const FUNCTIONS = (
  'And Base64 Cidr Condition Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAtt GetAZs GetStackOutput If ImportValue Join ' +
  'Length Not Or Ref RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'
).split(' ');

const TAGS: (ScalarTag | CollectionTag)[] = FUNCTIONS.flatMap((name) => [
  // Values are kept as they stand: the tag is read from the node.
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'map' as const },
  { tag: `!${name}`, collection: 'seq' as const },
]);

/** Reads a YAML template; undefined when nothing of it can be read. Of a later version, only what changed is read. */
export function parseYamlTemplate(text: string): TemplateNode | undefined {
  const inPieces = readInPieces(text);
  if (inPieces) return inPieces;
  const { node, broken } = parse(text, 0);
  return broken ? mend(text) : node;
}

/** A top-level key, and the key of a resource below it. */
const SECTION = /^[A-Za-z][\w:]*(?=\s*:)/;
const keyAt = (indent: string): RegExp => new RegExp(`^${indent}[\\w-]+(?=\\s*:)`);
/** Blank, a comment, or the mark where a document begins. */
const SILENT = /^[ \t]*(?:#.*)?\r?$|^---[ \t]*\r?$/;

/** Reads sections and resources each by itself; undefined where they do not all read so, and the text must be read as a whole. */
function readInPieces(text: string): TemplateNode | undefined {
  const steps = readYamlSteps(text);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps, between which others may have their turn. What was read stays known: to read the text after that takes no time. */
export function* readYamlSteps(text: string): Generator<void, TemplateNode | undefined> {
  const sections = cut(text, 0, SECTION);
  const [first] = sections;
  if (!first || !isSilent(text.slice(0, first.from)) || /^(?:---|\.\.\.|%)/m.test(text.slice(first.from))) return undefined;
  pieces.makeRoom(text.length);
  const entries: TemplateEntry[] = [];
  for (const section of sections) {
    const found = section.key === 'Resources' ? yield* readResources(section) : undefined;
    const entry = found ?? pieces.entry(section);
    if (!entry) return undefined;
    entries.push(entry);
    yield;
  }
  return { kind: 'map', entries, from: first.from, to: text.length };
}

function* readResources({ key, text, from }: Part): Generator<void, TemplateEntry | undefined> {
  const [head, indent] = /^Resources:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*?(?=( +)[\w-]+\s*:)/.exec(text) ?? [];
  if (head === undefined || indent === undefined) return undefined;
  const resources: TemplateEntry[] = [];
  for (const part of cut(text.slice(head.length), from + head.length, keyAt(indent))) {
    const entry = pieces.entry(part);
    if (!entry) return undefined;
    resources.push(entry);
    yield;
  }
  const end = from + text.length;
  return { key, from, to: from + key.length, value: { kind: 'map', entries: resources, from: from + head.length, to: end } };
}

function isSilent(text: string): boolean {
  return text.split('\n').every((line) => SILENT.test(line));
}

/** Text of pieces that are kept, in characters: that of two long templates. */
const MOST_KEPT = 300_000;

/** Pieces as last read, by their text: after an edit, all others are as they were. */
class Pieces {
  readonly #read = new Map<string, TemplateEntry | undefined>();
  #length = 0;
  #most = MOST_KEPT;

  /** Keeps at least all of a text of this length. */
  makeRoom(length: number): void {
    this.#most = Math.max(MOST_KEPT, length);
  }

  /** The only entry of a piece, which has the piece's key; undefined for anything else. */
  entry(part: Part): TemplateEntry | undefined {
    const { text } = part;
    let entry = this.#read.get(text);
    if (entry === undefined && !this.#read.has(text)) entry = this.#parse(part);
    this.#keep(text, entry);
    return entry && entryMoved(entry, part.from);
  }

  #parse({ key, text }: Part): TemplateEntry | undefined {
    const { node, broken } = parse(text, 0);
    const [entry, ...others] = entriesOf(node);
    return !broken && others.length === 0 && entry?.key === key ? entry : undefined;
  }

  #keep(text: string, entry: TemplateEntry | undefined): void {
    if (!this.#read.delete(text)) this.#length += text.length;
    this.#read.set(text, entry);
    for (const oldest of this.#read.keys()) {
      if (this.#length <= this.#most) break;
      this.#read.delete(oldest);
      this.#length -= oldest.length;
    }
  }
}

const pieces = new Pieces();

function entryMoved({ key, from, to, value }: TemplateEntry, by: number): TemplateEntry {
  return { key, from: from + by, to: to + by, value: nodeMoved(value, by) };
}

function nodeMoved(node: TemplateNode, by: number): TemplateNode {
  const place = { from: node.from + by, to: node.to + by };
  if (node.kind === 'text') return { kind: 'text', text: node.text, ...place };
  if (node.kind === 'list') return { kind: 'list', items: node.items.map((item) => nodeMoved(item, by)), ...place };
  return { kind: 'map', entries: node.entries.map((entry) => entryMoved(entry, by)), ...place };
}

function parse(text: string, offset: number): { node: TemplateNode | undefined; broken: boolean } {
  try {
    const document = parseDocument(text, { customTags: (tags) => [...tags, ...TAGS], logLevel: 'silent', uniqueKeys: false });
    return { node: document.contents ? read(document.contents, offset, 0) : undefined, broken: document.errors.length > 0 };
  } catch (error) {
    // Nesting beyond the stack.
    if (error instanceof RangeError) return { node: undefined, broken: true };
    throw error;
  }
}

/** An open quote or bracket swallows all that follows: so each section, and each resource, is read alone. */
function mend(text: string): TemplateNode {
  const entries = cut(text, 0, SECTION).flatMap((section) => mendSection(section));
  return { kind: 'map', entries, from: 0, to: text.length };
}

/** Sections whose entries are read alone, with the key of their type: CloudFormation's, Pulumi's and the Serverless Framework's. */
const SECTIONS: Readonly<Record<string, string>> = { Resources: 'Type', resources: 'type', functions: '' };

function mendSection(section: Part): readonly TemplateEntry[] {
  const { node, broken } = parse(section.text, section.from);
  const typeKey = Object.hasOwn(SECTIONS, section.key) ? SECTIONS[section.key] : undefined;
  if (typeKey === undefined || (!broken && entriesOf(node).length > 0)) return entriesOf(node);
  const { text, from } = restOfSection(section);
  const indent = /^( +)(["']?)[\w.-]+\2\s*:/m.exec(text)?.[1] ?? '  ';
  const children = cut(text, from, new RegExp(`^${indent}(?:[\\w.-]+|"[\\w.-]+"|'[\\w.-]+')(?=\\s*:)`));
  // The Serverless Framework has a whole template there.
  const entries = children.flatMap((child) => (child.key === 'Resources' ? mendSection(child) : resourceOf(child, typeKey)));
  const place = { from: section.from, to: section.from + section.text.length };
  return [{ key: section.key, from: section.keyFrom, to: section.keyTo, value: { kind: 'map', entries, ...place } }];
}

/** What is left of one resource: all that parses, at least its type. */
function resourceOf(part: Part, typeKey: string): TemplateEntry[] {
  const { key, text, from, keyFrom, keyTo } = part;
  const [parsed] = entriesOf(parse(text, from).node);
  const end = from + text.length;
  const isWhole = parsed?.key === key && parsed.value.kind === 'map';
  if (isWhole && (typeKey === '' || parsed.value.entries.some((inner) => inner.key === typeKey))) {
    return [{ key, from: keyFrom, to: keyTo, value: { ...parsed.value, to: end } }];
  }
  if (typeKey === '') return [{ key, from: keyFrom, to: keyTo, value: { kind: 'map', entries: [], from, to: end } }];
  const type = new RegExp(`^\\s+${typeKey}\\s*:\\s*["']?([\\w:/-]+)`, 'm');
  return typeIn(part, type, typeKey);
}

function entriesOf(node: TemplateNode | undefined): readonly TemplateEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

/** Aliases are left as nothing rather than expanded: CloudFormation does not use them, bombs do. */
function read(node: unknown, offset: number, depth: number): TemplateNode {
  if (!isScalar(node) && !isCollection(node)) return { kind: 'text', text: '', from: offset, to: offset };
  const [start, end] = node.range ?? [0, 0];
  const plain = untagged(node, start + offset, end + offset, offset, depth);
  const name = node.tag?.startsWith('!') ? node.tag.slice(1) : '';
  if (!FUNCTIONS.includes(name)) return plain;
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  return { kind: 'map', entries: [{ key, from: plain.from, to: plain.from, value: plain }], from: plain.from, to: plain.to };
}

function untagged(node: unknown, from: number, to: number, offset: number, depth: number): TemplateNode {
  if (depth <= DEEPEST && isMap(node)) {
    const entries = node.items.flatMap((pair): TemplateEntry[] => {
      if (!isPair(pair) || !isScalar(pair.key)) return [];
      const [keyFrom, keyTo] = pair.key.range ?? [0, 0];
      return [
        {
          key: String(pair.key.value),
          from: keyFrom + offset,
          to: keyTo + offset,
          value: valueOf(pair.value, keyTo + offset, offset, depth),
        },
      ];
    });
    return { kind: 'map', entries, from, to };
  }
  if (depth <= DEEPEST && isSeq(node)) return { kind: 'list', items: node.items.map((item) => read(item, offset, depth + 1)), from, to };
  // `source` keeps `0123` and `yes` as they are written.
  return { kind: 'text', text: isScalar(node) ? (node.source ?? '') : '', from, to };
}

/** A key without a value has its place right behind the key. */
function valueOf(value: unknown, at: number, offset: number, depth: number): TemplateNode {
  return value === null ? { kind: 'text', text: '', from: at, to: at } : read(value, offset, depth + 1);
}
