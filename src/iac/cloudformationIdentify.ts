// Resources of a template → identities, as far as the template alone tells: the stack's own names are not in it.
import type { IdentityValue, ResourceIdentity } from '../resource/identity.ts';
import type { TypeKnowledge } from '../resource/types.ts';
import { typeKnowledge } from '../resource/types.ts';
import type { Template } from './cloudformation.ts';
import type { DeclaredResource } from './declared.ts';
import { byOneValue, named } from './named.ts';
import { baseName } from './paths.ts';
import { UNKNOWN, toNameOrPattern, valuesOfName } from './pattern.ts';
import type { TemplateNode } from './template.ts';
import { entry, scalar } from './template.ts';

/** A made-up name carries the logical id; a shorter one would find everything. */
const SHORTEST_LOGICAL_ID = 6;

/** The identity of one resource of the template. */
export function identifyInTemplate(template: Template, resource: DeclaredResource, depth = 0): ResourceIdentity {
  const knowledge = typeKnowledge(resource.iacType);
  const base = named(resource.address, resource.iacType, knowledge);
  if (!knowledge) return { ...base, values: [], missing: `${resource.iacType} is not a resource of AWS: CloudTrail does not know it.` };
  const properties = entry(entry(entry(template.root, 'Resources')?.value, resource.name)?.value, 'Properties')?.value;
  const own = nameOf(template, resource, properties, knowledge);
  const parent = depth < 2 ? parentOf(template, resource, properties, knowledge, depth) : undefined;
  const stack = 'Names and ids that the stack made up are not in the template, and stacks are not read yet.';
  const nothing = own.length === 0 && (parent?.values.length ?? 0) === 0;
  return {
    ...base,
    values: own,
    ...(parent ? { parent } : {}),
    ...(own.some(({ kind }) => kind === 'name')
      ? {}
      : { missing: nothing ? `${stack} If you have its id, ask for that directly.` : stack }),
  };
}

function nameOf(
  template: Template,
  resource: DeclaredResource,
  properties: TemplateNode | undefined,
  knowledge: TypeKnowledge,
): IdentityValue[] {
  const { nameProperty } = knowledge;
  const property = entry(properties, samProperty(resource.iacType) ?? nameProperty ?? '');
  const place = { file: resource.file, line: resource.nameRange.start.line + 1 };
  if (property && !knowledge.parent) {
    const assumed = new Set<string>();
    const name = evaluate(property.value, template.root, assumed, 0);
    const using = assumed.size > 0 ? `, with ${[...assumed].join(', ')}` : '';
    const text = `${property.key} in ${baseName(resource.file)}${using}`;
    const how = assumed.size > 0 ? 'default' : 'literal';
    return valuesOfName(name, { how, text, file: resource.file, line: template.lineAt(property.from) + 1 }, knowledge.arnPattern);
  }
  if (knowledge.generatedName === 'none' || resource.name.length < SHORTEST_LOGICAL_ID) return [];
  const id = knowledge.generatedName === 'lower' ? resource.name.toLowerCase() : resource.name;
  const value = knowledge.generatedName === 'bare' ? `${id}-*` : `*-${id}-*`;
  return [
    {
      value,
      kind: 'pattern',
      via: { how: 'literal', text: `names that CloudFormation makes up from the logical id ${resource.name}`, ...place },
    },
  ];
}

/** SAM's own names for the name. */
function samProperty(iacType: string): string | undefined {
  return iacType === 'AWS::Serverless::StateMachine' ? 'Name' : undefined;
}

function parentOf(
  template: Template,
  resource: DeclaredResource,
  properties: TemplateNode | undefined,
  knowledge: TypeKnowledge,
  depth: number,
): ResourceIdentity | undefined {
  const property = knowledge.parent?.property;
  if (!knowledge.parent || property === undefined) return undefined;
  const given = entry(properties, property)?.value;
  const node = given?.kind === 'list' ? given.items[0] : given;
  const target = template.resources.find(({ name }) => name === referenceOf(node));
  if (target && target !== resource) return identifyInTemplate(template, target, depth + 1);
  const assumed = new Set<string>();
  const value = node && toNameOrPattern(evaluate(node, template.root, assumed, 0));
  if (!value) return undefined;
  const parent = knowledge.parent.tfType;
  const via = { how: 'literal', text: `${property} in ${baseName(resource.file)}`, file: resource.file } as const;
  return byOneValue(value.value, value.kind, typeKnowledge(parent)?.cfnType ?? parent, via);
}

/** The logical id in `{Ref: X}`, `{Fn::GetAtt: [X, Arn]}` or `{Fn::GetAtt: X.Arn}`. */
function referenceOf(node: TemplateNode | undefined): string | undefined {
  const attribute = entry(node, 'Fn::GetAtt')?.value;
  const first = attribute?.kind === 'list' ? scalar(attribute.items[0]) : scalar(attribute)?.split('.')[0];
  return scalar(entry(node, 'Ref')?.value) ?? first;
}

/** The text of a value; UNKNOWN where only the stack knows. */
function evaluate(node: TemplateNode, root: TemplateNode, assumed: Set<string>, depth: number): string {
  if (depth > 10) return UNKNOWN;
  if (node.kind === 'text') return node.text;
  if (node.kind === 'list') return UNKNOWN;
  const [only] = node.entries;
  if (!only || node.entries.length > 1) return UNKNOWN;
  const { key, value } = only;
  if (key === 'Ref') return reference(scalar(value) ?? '', root, assumed, depth);
  if (key === 'Fn::Sub') return substitute(value, root, assumed, depth);
  if (key === 'Fn::Join' && value.kind === 'list') {
    const [separator, parts] = value.items;
    const between = scalar(separator);
    if (between === undefined || parts?.kind !== 'list') return UNKNOWN;
    return parts.items.map((part) => evaluate(part, root, assumed, depth + 1)).join(between);
  }
  return UNKNOWN;
}

function reference(name: string, root: TemplateNode, assumed: Set<string>, depth: number): string {
  const fallback = entry(entry(entry(root, 'Parameters')?.value, name)?.value, 'Default')?.value;
  // Parameters of these types hold the name of a parameter that holds the value.
  const type = scalar(entry(entry(entry(root, 'Parameters')?.value, name)?.value, 'Type')?.value) ?? '';
  if (fallback?.kind === 'text' && !type.startsWith('AWS::SSM::')) {
    assumed.add(`default of ${name}`);
    return fallback.text === '' ? UNKNOWN : fallback.text;
  }
  const property = nameProperty(entry(entry(root, 'Resources')?.value, name)?.value);
  return property ? evaluate(property, root, assumed, depth + 1) : UNKNOWN;
}

/** The value that `Ref` of a resource most often gives: its name. */
function nameProperty(resource: TemplateNode | undefined): TemplateNode | undefined {
  const property = typeKnowledge(scalar(entry(resource, 'Type')?.value) ?? '')?.nameProperty;
  return property === undefined ? undefined : entry(entry(resource, 'Properties')?.value, property)?.value;
}

function substitute(value: TemplateNode, root: TemplateNode, assumed: Set<string>, depth: number): string {
  const [template, variables] = value.kind === 'list' ? value.items : [value, undefined];
  const text = scalar(template);
  if (text === undefined) return UNKNOWN;
  return text.replace(/\$\{(!?)\s*([^}]*?)\s*\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const given = entry(variables, name)?.value;
    if (given) return evaluate(given, root, assumed, depth + 1);
    return name.includes('.') || name.startsWith('AWS::') ? UNKNOWN : reference(name, root, assumed, depth);
  });
}
