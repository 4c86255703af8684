// Pulumi's state, from a backend of files or from `pulumi stack export`: only what names a resource is taken out. Secrets, ciphered or
// not, are objects there and never names; everything else is dropped at once.
import { typeKnowledge } from '../../resource/types.ts';
import { fields, isObject, list, parseJson, text } from '../fields.ts';
import type { StateInstance } from '../terraform/terraformState.ts';
import { identityFields } from '../terraform/terraformState.ts';
import type { Token } from './pulumiToken.ts';
import { parseToken, snake, typeOfToken } from './pulumiToken.ts';

/** A resource of a stack. Components have no values, but children. */
export interface PulumiResource extends Pick<StateInstance, 'values' | 'account' | 'region' | 'parentValue'> {
  readonly urn: string;
  readonly name: string;
  readonly token: Token;
  /** Its type as Terraform or CloudFormation calls it. */
  readonly type?: string;
  /** URN of the component it belongs to. */
  readonly owner?: string;
  /** Where the program makes it: `index.ts`, line and column from 1. */
  readonly place?: { readonly file: string; readonly line: number; readonly column?: number };
}

/** A stack as last seen. */
export interface PulumiStack {
  readonly file: string;
  readonly how: 'state' | 'export';
  readonly stack: string;
  readonly project: string;
  /** When it was written, in milliseconds of the epoch. */
  readonly time?: number;
  readonly resources: readonly PulumiResource[];
}

/** Reads a checkpoint or an export; a string says in words why it could not be. */
export function parsePulumiState(json: string, file: string): PulumiStack | string {
  const root = parseJson(json);
  if (!isObject(root)) return `${file} is not valid JSON. If it was just being written, try again.`;
  const checkpoint = fields(root.checkpoint);
  const how = isObject(root.checkpoint) ? 'state' : 'export';
  const deployment = how === 'state' ? fields(checkpoint.latest) : fields(root.deployment);
  if (!isObject(root.checkpoint) && !isObject(root.deployment)) return `${file} is not the state of a stack.`;
  const resources = list(deployment.resources).flatMap((resource) => readResource(resource) ?? []);
  const time = Date.parse(text(fields(deployment.manifest).time) ?? '');
  const urn = parseUrn(text(fields(list(deployment.resources)[0]).urn) ?? '');
  return {
    file,
    how,
    stack: urn?.stack ?? text(checkpoint.stack)?.split('/').at(-1) ?? '',
    project: urn?.project ?? '',
    ...(Number.isFinite(time) ? { time } : {}),
    resources,
  };
}

function readResource(value: unknown): PulumiResource | undefined {
  const resource = fields(value);
  const urn = parseUrn(text(resource.urn) ?? '');
  const token = parseToken(text(resource.type) ?? urn?.type ?? '');
  // What is marked for deletion is the old half of a replacement that was not finished.
  if (!urn || !token || resource.delete === true || urn.type === 'pulumi:pulumi:Stack') return undefined;
  const type = resource.custom === true ? typeOfToken(token) : undefined;
  const knowledge = type === undefined ? undefined : typeKnowledge(type);
  const owner = text(resource.parent);
  const place = readPlace(text(resource.sourcePosition) ?? '');
  const outputs = Object.entries(fields(resource.outputs));
  const attributes: Record<string, unknown> = Object.fromEntries(
    outputs.flatMap(([key, output]) => (typeof output === 'string' ? [[snake(key), output]] : [])),
  );
  if (typeof resource.id === 'string') attributes.id = resource.id;
  // Cloud Control's outputs are named as CloudFormation's properties.
  const own = knowledge?.nameProperty && attributes[snake(knowledge.nameProperty)];
  const [attribute] = knowledge?.nameAttributes ?? [];
  if (own && attribute && token.package === 'aws-native') attributes[attribute] ??= own;
  return {
    urn: text(resource.urn) ?? '',
    name: urn.name,
    token,
    ...(type ? { type } : {}),
    ...(owner ? { owner } : {}),
    ...(place ? { place } : {}),
    ...(knowledge ? identityFields(attributes, knowledge) : { values: [] }),
  };
}

/** The parts of `urn:pulumi:stack::project::parent$type::name`; a name may hold anything. */
export function parseUrn(urn: string): { stack: string; project: string; type: string; name: string } | undefined {
  const [, stack, project, type, name] = /^urn:pulumi:([^:]*)::([^:]*)::(.*?[^:])::([^:].*)$/s.exec(urn) ?? [];
  if (stack === undefined || project === undefined || type === undefined || name === undefined) return undefined;
  return { stack, project, type: type.slice(type.lastIndexOf('$') + 1), name };
}

function readPlace(position: string): PulumiResource['place'] {
  const [, file, line, column] = /^project:\/\/\/([^#]+)#(\d{1,7})(?:,(\d{1,7}))?$/.exec(position) ?? [];
  return file === undefined ? undefined : { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
}
