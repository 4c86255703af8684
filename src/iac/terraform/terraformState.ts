// Terraform's state, version 4: only what names a resource is taken out; everything else, secrets above all, is dropped at once.
import type { State, StateInstance } from '../../resource/deployed.ts';
import type { ValueKind } from '../../resource/identity.ts';
import type { TypeKnowledge } from '../../resource/types.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { Fields } from '../fields.ts';
import { isObject, list } from '../fields.ts';
import { isTelling } from '../pattern.ts';
import { withoutKeys } from './terraformAddress.ts';

export type { State, StateInstance } from '../../resource/deployed.ts';

/** Reads a state's text; a string says in words why it could not be. */
export function parseState(text: string, file: string, workspace?: string): State | string {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return `${file} is not valid JSON. If it was just being written, try again.`;
  }
  if (!isObject(root)) return `${file} is not a Terraform state.`;
  if (root.version !== 4) {
    const version = typeof root.version === 'number' ? String(root.version) : 'unknown';
    return `${file} is a state of version ${version}; version 4 is read. Terraform 0.12 or later writes it anew with the next apply.`;
  }
  const instances = list(root.resources).flatMap((resource) => (isObject(resource) ? readResource(resource) : []));
  return { file, serial: typeof root.serial === 'number' ? root.serial : 0, instances, ...(workspace ? { workspace } : {}) };
}

function readResource(resource: Fields): StateInstance[] {
  const { mode, type, name } = resource;
  if (mode !== 'managed' || typeof type !== 'string' || typeof name !== 'string') return [];
  const knowledge = typeKnowledge(type);
  if (!knowledge) return [];
  const moduleAddress = typeof resource.module === 'string' ? resource.module : '';
  return list(resource.instances).flatMap((instance) => {
    // A deposed object is the old half of a replacement that was not finished.
    if (!isObject(instance) || instance.deposed !== undefined || !isObject(instance.attributes)) return [];
    const key = instance.index_key;
    const suffix = typeof key === 'number' ? `[${String(key)}]` : typeof key === 'string' ? `[${JSON.stringify(key)}]` : '';
    return [
      {
        address: `${moduleAddress === '' ? '' : `${moduleAddress}.`}${type}.${name}${suffix}`,
        modulePath: withoutKeys(moduleAddress),
        moduleAddress,
        type,
        name,
        ...identityFields(instance.attributes, knowledge),
      },
    ];
  });
}

/** What of a resource's attributes, by their names in Terraform, names it. */
export function identityFields(
  attributes: Fields,
  knowledge: TypeKnowledge,
): Pick<StateInstance, 'values' | 'account' | 'region' | 'parentValue'> {
  const part = knowledge.parent !== undefined;
  // The id of a part is mostly made up by the provider, and its `arn` may be the parent's.
  const common = part && knowledge.id !== 'arn' ? [] : ['arn', 'id'];
  const values = new Map<string, { value: string; kind: ValueKind; attribute: string }>();
  for (const attribute of [...common, ...knowledge.stateAttributes]) {
    const value = attributes[attribute];
    if (typeof value !== 'string' || values.has(value) || !canName(value)) continue;
    const isName = knowledge.nameAttributes.includes(attribute) || (attribute === 'id' && knowledge.id === 'name');
    // Where the service makes ids, or the name belongs to a part, a name like "default" says nothing.
    if (isName && (part || knowledge.nameAttributes.includes('tags.Name')) && !isTelling(value)) continue;
    values.set(value, { value, kind: kindOf(value, isName), attribute });
  }
  const arn = [...values.values()].find(({ kind }) => kind === 'arn')?.value.split(':') ?? [];
  const account = [arn[4], attributes.owner_id].find((candidate) => typeof candidate === 'string' && /^\d{12}$/.test(candidate));
  const region = [attributes.region, arn[3]].find((candidate) => typeof candidate === 'string' && isRegion(candidate));
  const parentValue = knowledge.parent ? attributes[knowledge.parent.attribute] : undefined;
  return {
    values: [...values.values()],
    ...(typeof account === 'string' ? { account } : {}),
    ...(typeof region === 'string' && !knowledge.global ? { region } : {}),
    ...(typeof parentValue === 'string' && canName(parentValue) ? { parentValue } : {}),
  };
}

function kindOf(value: string, isName: boolean): ValueKind {
  if (value.startsWith('arn:')) return 'arn';
  if (/^https?:\/\//.test(value)) return 'url';
  return isName ? 'name' : 'id';
}

/** Some types have the account or the Region as their id: that names half of all events. */
function canName(value: string): boolean {
  return value.length >= 3 && value.length <= 2048 && !/^\d{12}$/.test(value) && !isRegion(value) && !/\s/.test(value.slice(0, 1));
}

function isRegion(value: string): boolean {
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(value);
}
