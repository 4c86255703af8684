// Reads CloudFormation and SAM templates, YAML and JSON.
import type { DeclaredResource, IacReader } from '../declared.ts';
import { LineIndex } from '../lines.ts';
import type { TemplateEntry, TemplateNode } from './template.ts';
import { entry, parseTemplate, scalar } from './template.ts';

/** Entries of `Resources` with a type of AWS, `Alexa::` or `Custom::`; nothing for any other YAML or JSON. */
export const cloudformation: IacReader = {
  canRead: (path) => /\.(ya?ml|json|template)$/i.test(path) && !/\.(tf|tofu)\.json$/i.test(path),
  read(text, path) {
    return Promise.resolve([...(readTemplate(text, path)?.resources ?? [])]);
  },
};

/** A template with its resources; `root` is for evaluation. */
export interface Template {
  readonly root: TemplateNode;
  readonly resources: readonly DeclaredResource[];
  /** 0-based line of an offset. */
  lineAt(offset: number): number;
}

/** Reads a text that looks like a template; undefined for any other. */
export function readTemplate(text: string, file: string): Template | undefined {
  // Cheap look first: most YAML and JSON in a workspace is something else.
  if (!/\bResources\b/.test(text) || !/\b(AWS|Alexa|Custom)::/.test(text)) return undefined;
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const root = parseTemplate(source, /^\s*[{[]/.test(source) || /\.json$/i.test(file));
  const declared = entry(root, 'Resources')?.value;
  if (!root || declared?.kind !== 'map') return undefined;
  const lines = new LineIndex(source);
  const resources = declared.entries.flatMap((resource) => declareEntry(resource, source, file, lines, 'cloudformation') ?? []);
  return resources.length > 0 ? { root, resources, lineAt: (offset) => lines.at(offset).line } : undefined;
}

/** What an entry of `Resources` declares, in the text `source`; undefined for anything but a resource. */
export function declareEntry(
  resource: TemplateEntry,
  source: string,
  file: string,
  lines: LineIndex,
  tool: 'cloudformation' | 'serverless',
): DeclaredResource | undefined {
  const type = scalar(entry(resource.value, 'Type')?.value);
  if (type === undefined || !/^(AWS|Alexa|Custom)::/.test(type)) return undefined;
  // YAML counts the empty lines after a block as a part of it.
  const end = source.slice(resource.from, resource.value.to).trimEnd().length + resource.from;
  return {
    tool,
    address: resource.key,
    iacType: type,
    name: resource.key,
    file,
    range: { start: lines.at(resource.from), end: lines.at(end) },
    nameRange: { start: lines.at(resource.from), end: lines.at(resource.to) },
    attributes: literals(entry(resource.value, 'Properties')?.value),
  };
}

function literals(
  node: TemplateNode | undefined,
  path = '',
  into: Record<string, string> = Object.create(null) as Record<string, string>,
): Record<string, string> {
  if (node?.kind === 'text') into[path] = node.text;
  else if (node?.kind === 'map') {
    for (const { key, value } of node.entries) {
      if (!/^(Ref|Condition|Fn::.*)$/.test(key)) literals(value, path === '' ? key : `${path}.${key}`, into);
    }
  } else node?.items.forEach((item, index) => literals(item, `${path}.${String(index)}`, into));
  return into;
}
