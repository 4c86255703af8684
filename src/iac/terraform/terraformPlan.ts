// What `terraform show -json` (or `tofu show -json`) says of a plan: which resources drifted, and which the plan would change back.
import type { ResourceIdentity } from '../../resource/identity.ts';
import { typeKnowledge } from '../../resource/types.ts';
import { GONE, attribute, differences, type Drift, type DriftedAttribute, type DriftedResource } from '../drift.ts';
import { fields, isObject, list, text, type Fields } from '../fields.ts';
import { byOneValue, named } from '../named.ts';
import { baseName } from '../paths.ts';
import { identityFields } from './terraformState.ts';

/** Major versions of the format that are known. Members may be added in minor ones. */
const KNOWN_FORMATS = /^[01]\./;

/** Whether a JSON value looks like a plan. */
export function isPlan(root: unknown): root is Fields {
  return isObject(root) && typeof root.format_version === 'string' && ('resource_changes' in root || 'resource_drift' in root || 'planned_values' in root); // prettier-ignore
}

/** Reads a plan; `file` is what it is called in evidence. */
export function readPlan(root: Fields, file: string): Drift {
  const drifted = new Map<string, DriftedResource>();
  for (const entry of list(root.resource_drift)) add(drifted, driftOf(entry, file));
  let planned = 0;
  for (const entry of list(root.resource_changes)) {
    const change = plannedOf(entry, file);
    if (!change || drifted.has(change.address)) continue;
    planned++;
    drifted.set(change.address, change);
  }
  const version = text(root.format_version) ?? '';
  const notes = [
    ...(KNOWN_FORMATS.test(version)
      ? []
      : [`The plan has format ${version === '' ? 'of no version' : version}, which is newer than what TrailLens knows (1.x): something may be missing.`]), // prettier-ignore
    ...(root.errored === true ? ['Planning failed before its end: there may be more.'] : []),
    ...(planned > 0 ? [`${planned === 1 ? 'One resource is' : `${planned} resources are`} to be changed by the plan without drift: AWS or the code may have changed.`] : []), // prettier-ignore
  ];
  const inSync = list(root.resource_changes).filter((entry) => actionsOf(fields(entry)).join() === 'no-op').length;
  return { kind: 'plan', resources: [...drifted.values()], inSync, notes };
}

function add(into: Map<string, DriftedResource>, resource: DriftedResource | undefined): void {
  if (resource) into.set(resource.address, resource);
}

/** State before, AWS after. */
function driftOf(entry: unknown, file: string): DriftedResource | undefined {
  if (!isManaged(entry)) return undefined;
  const { before, after, before_sensitive: marksBefore, after_sensitive: marksAfter } = fields(entry.change);
  const attributes = actionsOf(entry).includes('delete')
    ? [attribute(GONE, 'there', undefined, false)]
    : withoutEchoes(differences(before, after, [marksBefore, marksAfter]));
  return resourceOf(entry, fields(isObject(after) ? after : before), attributes, file);
}

/** AWS before, the code after. What is only known after the apply tells nothing. */
function plannedOf(entry: unknown, file: string): DriftedResource | undefined {
  if (!isManaged(entry)) return undefined;
  const actions = actionsOf(entry);
  if (!actions.includes('update') && !(actions.includes('create') && actions.includes('delete'))) return undefined;
  const { before, after, after_unknown: unknown, before_sensitive: marksBefore, after_sensitive: marksAfter } = fields(entry.change);
  const all = withoutEchoes(differences(after, before, [marksAfter, marksBefore]));
  const told = all.filter(({ path }) => !isUnknown(unknown, path.split('.')));
  const resource = resourceOf(entry, fields(before), told, file);
  return resource && { ...resource, planned: true };
}

function isManaged(entry: unknown): entry is Fields {
  return isObject(entry) && entry.mode !== 'data' && entry.deposed === undefined && isObject(entry.change);
}

function actionsOf(entry: Fields): readonly unknown[] {
  return list(fields(entry.change).actions);
}

function isUnknown(mark: unknown, [step, ...rest]: readonly string[]): boolean {
  if (mark === true) return true;
  const inner = Array.isArray(mark) ? (mark as readonly unknown[])[0] : mark;
  return step !== undefined && isObject(inner) && isUnknown(inner[step], rest);
}

/** `tags_all` repeats what `tags` says. */
function withoutEchoes(attributes: readonly DriftedAttribute[]): DriftedAttribute[] {
  const said = new Set(attributes.map(({ path }) => path));
  return attributes.filter(({ path }) => !path.startsWith('tags_all') || !said.has(path.replace('tags_all', 'tags')));
}

function resourceOf(entry: Fields, values: Fields, attributes: readonly DriftedAttribute[], file: string): DriftedResource | undefined {
  const [address, iacType] = [text(entry.address), text(entry.type)];
  if (address === undefined || iacType === undefined || attributes.length === 0) return undefined;
  return { address, iacType, tool: 'terraform', identity: identityOf(address, iacType, values, file), attributes };
}

function identityOf(address: string, iacType: string, values: Fields, file: string): ResourceIdentity {
  const knowledge = typeKnowledge(iacType);
  const base = named(address, iacType, knowledge);
  if (!knowledge) return { ...base, values: [], missing: `${iacType} is not a resource of AWS: CloudTrail does not know it.` };
  const found = identityFields(values, knowledge);
  const via = (what: string) => ({ how: 'state', text: `${what} in ${baseName(file)}`, file }) as const;
  const parent =
    knowledge.parent === undefined || found.parentValue === undefined
      ? undefined
      : byOneValue(
          found.parentValue,
          typeKnowledge(knowledge.parent.tfType)?.id === 'name' ? 'name' : 'id',
          knowledge.parent.tfType,
          via(knowledge.parent.attribute),
        );
  return {
    ...base,
    ...(found.account === undefined ? {} : { account: found.account }),
    ...(found.region === undefined ? {} : { region: found.region }),
    values: found.values.map(({ value, kind, attribute }) => ({ value, kind, via: via(attribute) })),
    ...(parent ? { parent } : {}),
    ...(found.values.length === 0 && !parent ? { missing: `${baseName(file)} tells nothing that CloudTrail would name it by.` } : {}),
  };
}
