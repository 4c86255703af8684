// Resources of a template → identities: from the stack where it was read, else as far as the template alone tells.
import type { DeployedStack } from '../../resource/deployed.ts';
import type { IdentityValue, Lack, ResourceIdentity } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { Template } from './cloudformation.ts';
import type { DeclaredResource } from '../declared.ts';
import { madeOf, valuesOfPhysicalId } from '../deployed.ts';
import { byOneValue, named } from '../named.ts';
import { baseName } from '../paths.ts';
import { UNKNOWN, toNameOrPattern, toPattern, valuesOfName } from '../pattern.ts';
import type { TemplateNode } from './template.ts';
import { entry, scalar } from './template.ts';

/** A made-up name carries the logical id; a shorter one would find everything. */
const SHORTEST_LOGICAL_ID = 6;

/** Stack and logical id together, where two hyphens and 12 random characters still fit into the 63 of the shortest names. */
const LONGEST_GENERATED = 49;
/** So much of each is left of the longer ones, at least. */
const CUT = 20;

/** What is known of the stack that a template makes; with its name, made-up names are known up to their random end. */
export interface StackContext {
  readonly name?: string;
  readonly account?: string;
  readonly region?: string;
  /** The stack itself, where it was read: it has the names that it made up. */
  readonly deployed?: DeployedStack;
}

/** What is known of a stack that was read. */
export function contextOf(deployed: DeployedStack): StackContext {
  const { name, account, region } = deployed;
  return { name, account, region, deployed };
}

/** The identity of one resource of the template. */
export function identifyInTemplate(template: Template, resource: DeclaredResource, stack: StackContext = {}): ResourceIdentity {
  return identifyEntry({ template, stack }, resource, 0);
}

interface Context {
  readonly template: Template;
  readonly stack: StackContext;
}

function identifyEntry(context: Context, resource: DeclaredResource, depth: number): ResourceIdentity {
  const { template, stack: ofStack } = context;
  const knowledge = typeKnowledge(resource.iacType);
  const base = named(resource.address, resource.iacType, knowledge);
  if (!knowledge) return { ...base, values: [], missing: `${resource.iacType} is not a resource of AWS: CloudTrail does not know it.` };
  const properties = entry(entry(entry(template.root, 'Resources')?.value, resource.name)?.value, 'Properties')?.value;
  const made = madeOf(ofStack.deployed, resource.name, resource.iacType);
  const physical = made && ofStack.deployed ? valuesOfPhysicalId(made, ofStack.deployed, knowledge) : [];
  const told = nameOf(context, resource, properties, knowledge);
  // A stack that was read leaves nothing to guess.
  const own = made
    ? [...physical, ...told.filter(({ kind, value }) => kind !== 'pattern' && physical.every((one) => one.value !== value))]
    : told;
  const parent = depth < 2 ? parentOf(context, resource, properties, knowledge, depth) : undefined;
  return {
    ...base,
    ...(ofStack.account ? { account: ofStack.account } : {}),
    ...(ofStack.region && !knowledge.global ? { region: ofStack.region } : {}),
    values: own,
    ...(parent ? { parent } : {}),
    ...whatIsMissing(context, resource, made !== undefined, own, parent),
  };
}

/** Why the values are fewer than one would wish; nothing where the resource goes by a name that is known. */
function whatIsMissing(
  { stack: { name, account, region, deployed } }: Context,
  resource: DeclaredResource,
  isMade: boolean,
  own: readonly IdentityValue[],
  parent: ResourceIdentity | undefined,
): { readonly missing?: string; readonly lack?: Lack } {
  const nothing = own.length === 0 && (parent?.values.length ?? 0) === 0;
  const byId = nothing ? ' If you have its id, ask for that directly.' : '';
  if (isMade)
    return nothing ? { missing: `The stack ${deployed?.name ?? ''} has it, but under no name that CloudTrail would use.${byId}` } : {};
  if (deployed) {
    const missing = `The stack ${deployed.name} (${deployed.region}) does not have ${resource.name}: it is not deployed yet, or was removed from it.${byId}`;
    return { missing, lack: { of: 'deployment', file: resource.file } };
  }
  if (own.some(({ kind }) => kind === 'name')) return {};
  const stack = name === undefined ? {} : { stack: { name, ...(account ? { account } : {}), ...(region ? { region } : {}) } };
  const missing = `Names and ids that the stack made up are not in the template: read its stack to know them.${byId}`;
  return { missing, lack: { of: 'stack', file: resource.file, ...stack } };
}

function nameOf(
  context: Context,
  resource: DeclaredResource,
  properties: TemplateNode | undefined,
  knowledge: TypeKnowledge,
): IdentityValue[] {
  const { template, stack } = context;
  const { nameProperty } = knowledge;
  const property = entry(properties, samProperty(resource.iacType) ?? nameProperty ?? '');
  const place = { file: resource.file, line: resource.nameRange.start.line + 1 };
  if (property && !knowledge.parent) {
    const assumed = new Set<string>();
    const name = evaluate(property.value, context, assumed, 0);
    const using = assumed.size > 0 ? `, with ${[...assumed].join(', ')}` : '';
    const text = `${property.key} in ${baseName(resource.file)}${using}`;
    const how = assumed.size > 0 ? 'default' : 'literal';
    return valuesOfName(name, { how, text, file: resource.file, line: template.lineAt(property.from) + 1 }, knowledge.arnPattern);
  }
  if (knowledge.generatedName === 'none' || resource.name.length < SHORTEST_LOGICAL_ID) return [];
  const made = knowledge.generatedName === 'bare' ? `${resource.name}-*` : toPattern(generatedName(stack.name, resource.name));
  const value = knowledge.generatedName === 'lower' ? made.toLowerCase() : made;
  return [
    {
      value,
      kind: 'pattern',
      via: { how: 'literal', text: `names that CloudFormation makes up from the logical id ${resource.name}`, ...place },
    },
  ];
}

/** `Stack-LogicalId-random`; where that is too long for a name, CloudFormation cuts both. */
function generatedName(stack: string | undefined, id: string): string {
  if (stack === undefined) return `*-${id}-*`;
  return stack.length + id.length <= LONGEST_GENERATED ? `${stack}-${id}-*` : `${stack.slice(0, CUT)}*-${id.slice(0, CUT)}*`;
}

/** SAM's own names for the name. */
function samProperty(iacType: string): string | undefined {
  return iacType === 'AWS::Serverless::StateMachine' ? 'Name' : undefined;
}

function parentOf(
  context: Context,
  resource: DeclaredResource,
  properties: TemplateNode | undefined,
  knowledge: TypeKnowledge,
  depth: number,
): ResourceIdentity | undefined {
  const property = knowledge.parent?.property;
  if (!knowledge.parent || property === undefined) return undefined;
  const given = entry(properties, property)?.value;
  const node = given?.kind === 'list' ? given.items[0] : given;
  const target = context.template.resources.find(({ name }) => name === referenceOf(node));
  if (target && target !== resource) return identifyEntry(context, target, depth + 1);
  const assumed = new Set<string>();
  const value = node && toNameOrPattern(evaluate(node, context, assumed, 0));
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
function evaluate(node: TemplateNode, context: Context, assumed: Set<string>, depth: number): string {
  if (depth > 10) return UNKNOWN;
  if (node.kind === 'text') return node.text;
  if (node.kind === 'list') return UNKNOWN;
  const [only] = node.entries;
  if (!only || node.entries.length > 1) return UNKNOWN;
  const { key, value } = only;
  if (key === 'Ref') return reference(scalar(value) ?? '', context, assumed, depth);
  if (key === 'Fn::Sub') return substitute(value, context, assumed, depth);
  if (key === 'Fn::Join' && value.kind === 'list') {
    const [separator, parts] = value.items;
    const between = scalar(separator);
    if (between === undefined || parts?.kind !== 'list') return UNKNOWN;
    return parts.items.map((part) => evaluate(part, context, assumed, depth + 1)).join(between);
  }
  return UNKNOWN;
}

function reference(name: string, context: Context, assumed: Set<string>, depth: number): string {
  const { root } = context.template;
  if (name.startsWith('AWS::')) return pseudoParameter(name, context.stack);
  const made = context.stack.deployed?.resources.find(({ logicalId }) => logicalId === name);
  if (made) return made.physicalId;
  const fallback = entry(entry(entry(root, 'Parameters')?.value, name)?.value, 'Default')?.value;
  // Parameters of these types hold the name of a parameter that holds the value.
  const type = scalar(entry(entry(entry(root, 'Parameters')?.value, name)?.value, 'Type')?.value) ?? '';
  if (fallback?.kind === 'text' && !type.startsWith('AWS::SSM::')) {
    assumed.add(`default of ${name}`);
    return fallback.text === '' ? UNKNOWN : fallback.text;
  }
  const property = nameProperty(entry(entry(root, 'Resources')?.value, name)?.value);
  return property ? evaluate(property, context, assumed, depth + 1) : UNKNOWN;
}

function pseudoParameter(name: string, { name: stack, account, region }: StackContext): string {
  const known: Readonly<Record<string, string | undefined>> = { 'AWS::StackName': stack, 'AWS::AccountId': account, 'AWS::Region': region };
  return known[name] ?? UNKNOWN;
}

/** The value that `Ref` of a resource most often gives: its name. */
function nameProperty(resource: TemplateNode | undefined): TemplateNode | undefined {
  const property = typeKnowledge(scalar(entry(resource, 'Type')?.value) ?? '')?.nameProperty;
  return property === undefined ? undefined : entry(entry(resource, 'Properties')?.value, property)?.value;
}

function substitute(value: TemplateNode, context: Context, assumed: Set<string>, depth: number): string {
  const [template, variables] = value.kind === 'list' ? value.items : [value, undefined];
  const text = scalar(template);
  if (text === undefined) return UNKNOWN;
  return text.replace(/\$\{(!?)\s*([^}]*?)\s*\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    const given = entry(variables, name)?.value;
    if (given) return evaluate(given, context, assumed, depth + 1);
    return name.includes('.') ? UNKNOWN : reference(name, context, assumed, depth);
  });
}
