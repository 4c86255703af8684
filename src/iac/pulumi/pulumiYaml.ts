// Pulumi's YAML (and JSON) programs: the `resources` of `Pulumi.yaml` and `Main.yaml`.
import { LineIndex } from '../lines.ts';
import { UNKNOWN } from '../pattern.ts';
import type { Argument } from '../program/program.ts';
import type { PulumiDeclaration } from './pulumi.ts';
import { declaration } from './pulumi.ts';
import { parseToken } from './pulumiToken.ts';
import { hasPulumiResources } from '../signs.ts';
import type { TemplateNode } from '../cloudformation/template.ts';
import { entry, parseTemplate, scalar } from '../cloudformation/template.ts';

/** The resources of a program, in its order; empty for any other text. Never throws for the sake of the text. */
export function declarePulumiYaml(text: string, file: string): PulumiDeclaration[] {
  if (!hasPulumiResources(text)) return [];
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const root = parseTemplate(source, /^\s*\{/.test(source));
  const declared = entry(root, 'resources')?.value;
  if (declared?.kind !== 'map') return [];
  const lines = new LineIndex(source);
  const used = new Map<string, number>();
  return declared.entries.flatMap(({ key, from, to, value }): PulumiDeclaration[] => {
    const token = parseToken(scalar(entry(value, 'type')?.value) ?? '');
    if (!token) return [];
    const end = source.slice(from, value.to).trimEnd().length + from;
    const place = { file, range: { start: lines.at(from), end: lines.at(end) }, nameRange: { start: lines.at(from), end: lines.at(to) } };
    const properties = new Map<string, Argument>();
    collect(entry(value, 'properties')?.value, '', root, properties);
    const name = scalar(entry(value, 'name')?.value);
    return [declaration(token, name === undefined ? key : interpolate(name, root), properties, place, used, key)];
  });
}

function collect(node: TemplateNode | undefined, path: string, root: TemplateNode | undefined, into: Map<string, Argument>): void {
  if (node?.kind === 'text') {
    into.set(path, { text: interpolate(node.text, root), source: /^\$\{([^}]*)\}$/.exec(node.text)?.[1] ?? '' });
  } else if (node?.kind === 'map') {
    for (const { key, value } of node.entries) if (!/^fn::/i.test(key)) collect(value, path === '' ? key : `${path}.${key}`, root, into);
  } else node?.items.forEach((item, index) => collect(item, `${path}.${String(index)}`, root, into));
}

/** `${…}` where it is a variable with a plain value, a setting with a default, or the project; UNKNOWN elsewhere. */
function interpolate(text: string, root: TemplateNode | undefined): string {
  return text.replace(/\$(\$?)\{([^}]*)\}/g, (whole, escape: string, name: string) => {
    if (escape !== '') return whole.slice(1);
    if (name === 'pulumi.project') return scalar(entry(root, 'name')?.value) ?? UNKNOWN;
    const setting = entry(entry(root, 'config')?.value ?? entry(root, 'configuration')?.value, name)?.value;
    const value = scalar(entry(entry(root, 'variables')?.value, name)?.value) ?? scalar(entry(setting, 'default')?.value);
    return value === undefined || value === '' || value.includes('${') ? UNKNOWN : value;
  });
}
