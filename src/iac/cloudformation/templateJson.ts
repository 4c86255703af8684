// JSON templates. While somebody types, a broken resource costs only itself.
import type { Node, ParseError } from 'jsonc-parser';
import { parseJsonTree } from '../json.ts';
import { cut, restOfSection, typeIn } from './templateCut.ts';
import type { Part } from './templateCut.ts';
import type { TemplateEntry, TemplateNode } from './template.ts';
import { DEEPEST } from './template.ts';

/** Reads a JSON template; undefined when nothing of it can be read. */
export function parseJsonTemplate(text: string): TemplateNode | undefined {
  const errors: ParseError[] = [];
  const root = parseJsonTree(text, errors);
  const whole = root && fromJson(root, 0, 0);
  return errors.length === 0 ? whole : (mend(text) ?? whole);
}

/** An open bracket swallows all that follows: so where each resource begins on a line of its own, each is read alone. */
function mend(text: string): TemplateNode | undefined {
  const indent = /^([ \t]*)"Resources"[ \t]*:/m.exec(text)?.[1];
  if (indent === undefined) return undefined;
  const sections = cut(text, 0, new RegExp(`^${indent}"[^"\\n]*"(?=[ \\t]*:)`));
  const entries = sections.flatMap((section): readonly TemplateEntry[] => {
    if (section.key !== 'Resources') return entriesOf(alone(section));
    const { text: children, from } = restOfSection(section);
    const inner = /^([ \t]+)"[^"\n]*"[ \t]*:/m.exec(children)?.[1] ?? `${indent}  `;
    const resources = cut(children, from, new RegExp(`^${inner}"[^"\\n]*"(?=[ \\t]*:[ \\t]*(?:\\{|$))`)).flatMap(resourceOf);
    const place = { from: section.from, to: section.from + section.text.length };
    return resources.length === 0
      ? []
      : [{ key: section.key, ...place, to: section.keyTo, value: { kind: 'map', entries: resources, ...place } }];
  });
  return entries.some(({ key }) => key === 'Resources') ? { kind: 'map', entries, from: 0, to: text.length } : undefined;
}

/** What is left of one resource: all that parses, at least its type. */
function resourceOf(part: Part): TemplateEntry[] {
  const parsed = entriesOf(alone(part)).find(({ key }) => key === part.key);
  // Its own brackets say where it ends: behind it, its neighbours' commas and the section's end remain.
  if (parsed?.value.kind === 'map' && parsed.value.entries.some(({ key }) => key === 'Type')) return [parsed];
  return typeIn(part, /"Type"[ \t]*:[ \t]*"([\w:-]+)"/);
}

/** A part by itself, as a member of an object. */
function alone({ text, from }: Part): TemplateNode | undefined {
  const root = parseJsonTree(`{${text}`);
  return root && fromJson(root, from - 1, 0);
}

function entriesOf(node: TemplateNode | undefined): readonly TemplateEntry[] {
  return node?.kind === 'map' ? node.entries : [];
}

function fromJson(node: Node, offset: number, depth: number): TemplateNode {
  const place = { from: node.offset + offset, to: node.offset + node.length + offset };
  if (depth > DEEPEST) return { kind: 'text', text: '', ...place };
  if (node.type === 'object') {
    const entries = (node.children ?? []).flatMap((property): TemplateEntry[] => {
      const [key, value] = property.children ?? [];
      if (!key || !value) return [];
      const from = key.offset + offset;
      return [{ key: String(key.value), from, to: from + key.length, value: fromJson(value, offset, depth + 1) }];
    });
    return { kind: 'map', entries, ...place };
  }
  if (node.type === 'array')
    return { kind: 'list', items: (node.children ?? []).map((child) => fromJson(child, offset, depth + 1)), ...place };
  return { kind: 'text', text: String(node.value), ...place };
}
