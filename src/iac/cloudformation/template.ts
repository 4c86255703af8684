// A CloudFormation template as a plain tree with places, the same for YAML and JSON.
import { parseJsonTemplate } from './templateJson.ts';
import { parseYamlTemplate, readYamlSteps } from './templateYaml.ts';
import { inTurns } from '../turns.ts';

/** A value with its place in offsets; short tags (`!Sub x`) read as their long form (`{"Fn::Sub": "x"}`). */
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

/** Deeper nesting is not read: nobody deploys it. */
export const DEEPEST = 100;

/** From this length on reading is felt, in characters. */
const LONG = 50_000;

/** Reads a long YAML text ahead, so that no reading of it takes long at once. JSON is read too quickly to be felt. */
export async function readAhead(text: string): Promise<void> {
  if (text.length >= LONG && !/^\s*[{[]/.test(text)) await inTurns(readYamlSteps(text));
}

/** Templates as last read: for one version of a document, several ask. */
const lastRead = new Map<string, TemplateNode | undefined>();
const MOST_HELD = 4;
const LONGEST_HELD = 500_000;

/** Reads a template's text; undefined when nothing of it can be read. Never throws for the sake of the text. */
export function parseTemplate(text: string, json: boolean): TemplateNode | undefined {
  const key = `${json ? 'json' : 'yaml'} ${text}`;
  const held = lastRead.get(key);
  if (held) return held;
  const read = json ? parseJsonTemplate(text) : parseYamlTemplate(text);
  if (text.length > LONGEST_HELD) return read;
  lastRead.set(key, read);
  const [oldest] = lastRead.keys();
  if (lastRead.size > MOST_HELD && oldest !== undefined) lastRead.delete(oldest);
  return read;
}

/** The entry of a map with this key. */
export function entry(node: TemplateNode | undefined, key: string): TemplateEntry | undefined {
  return node?.kind === 'map' ? node.entries.find((candidate) => candidate.key === key) : undefined;
}

/** Text of a scalar. */
export function scalar(node: TemplateNode | undefined): string | undefined {
  return node?.kind === 'text' ? node.text : undefined;
}
