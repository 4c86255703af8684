// What CloudFormation's drift detection found, in the shape of its API: DescribeStackResourceDrifts, by the CLI or an SDK.
import type { ResourceIdentity } from '../../resource/identity.ts';
import { opaqueId } from '../../resource/opaqueId.ts';
import { typeKnowledge } from '../../resource/types.ts';
import { GONE, attribute, type Drift, type DriftedAttribute, type DriftedResource } from '../drift.ts';
import { fields, isObject, list, parseJson, text, type Fields } from '../fields.ts';
import { byOneValue, named } from '../named.ts';
import { baseName } from '../paths.ts';

/** Whether a JSON value looks like such an answer: the whole, or its list alone. */
export function isStackDrift(root: unknown): boolean {
  const [first] = list(isObject(root) ? root.StackResourceDrifts : root);
  return (isObject(root) && Array.isArray(root.StackResourceDrifts)) || (isObject(first) && 'StackResourceDriftStatus' in first);
}

/** Reads an answer, or the lists of several pages in one; `from` is what it is called in evidence. */
export function readStackDrift(root: unknown, from: string): Drift {
  const drifts = list(isObject(root) ? root.StackResourceDrifts : root).filter(isObject);
  const having = (status: string): Fields[] => drifts.filter((one) => one.StackResourceDriftStatus === status);
  const unchecked = [...having('NOT_CHECKED'), ...having('UNKNOWN'), ...having('UNSUPPORTED')].length;
  const notes = [
    ...(unchecked > 0 ? [`CloudFormation did not check ${unchecked === 1 ? 'one resource' : `${unchecked} resources`}: not all types can be.`] : []), // prettier-ignore
    ...(isObject(root) && text(root.NextToken) !== undefined ? ['This is only the first page of the answer.'] : []),
  ];
  const resources = [...having('MODIFIED'), ...having('DELETED')].flatMap((one) => resourceOf(one, from) ?? []);
  return { kind: 'stack', resources, inSync: having('IN_SYNC').length, notes };
}

function resourceOf(drift: Fields, from: string): DriftedResource | undefined {
  const [address, iacType] = [text(drift.LogicalResourceId), text(drift.ResourceType)];
  if (address === undefined || iacType === undefined) return undefined;
  const attributes =
    drift.StackResourceDriftStatus === 'DELETED'
      ? [attribute(GONE, 'there', undefined, false)]
      : list(drift.PropertyDifferences).flatMap((one) => (isObject(one) ? (attributeOf(one) ?? []) : []));
  if (attributes.length === 0) return undefined;
  return { address, iacType, tool: 'cloudformation', identity: identityOf(drift, address, iacType, from), attributes };
}

function attributeOf(difference: Fields): DriftedAttribute | undefined {
  const path = pathOf(text(difference.PropertyPath) ?? '');
  if (path === '') return undefined;
  const [expected, actual] = [valueOf(difference.ExpectedValue), valueOf(difference.ActualValue)];
  const isMasked = [expected, actual].some((one) => typeof one === 'string' && /^\*{4,}$/.test(one)); // NoEcho, as AWS writes it
  return attribute(path, expected, actual, isMasked);
}

/** `/Environment/Variables/A~1B` → `Environment.Variables.A/B`, `/Tags/0/Value` → `Tags[0].Value`: JSON pointers. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => (/^\d+$/.test(step) && path !== '' ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '');
}

/** Values are texts; what is no text in the template is JSON. `null` is how the answer says that there is none. */
function valueOf(value: unknown): unknown {
  if (typeof value !== 'string' || value === 'null') return undefined;
  return /^(?:\s*[[{]|-?\d+(?:\.\d+)?$|true$|false$)/.test(value) ? (parseJson(value) ?? value) : value;
}

function identityOf(drift: Fields, address: string, iacType: string, from: string): ResourceIdentity {
  const knowledge = typeKnowledge(iacType);
  const base = named(address, iacType, knowledge);
  const id = text(drift.PhysicalResourceId);
  const [, , , region, account] = (text(drift.StackId) ?? '').split(':');
  const home = {
    ...(account ? { account } : {}),
    ...(region && knowledge?.global !== true ? { region } : {}),
  };
  const via = (what: string) => ({ how: 'stack', text: `${what} in ${baseName(from)}`, file: from }) as const;
  const parent = knowledge?.parent;
  const properties = fields(parseJson(text(drift.ExpectedProperties) ?? text(drift.ActualProperties)));
  const whole = parent?.property === undefined ? undefined : text(properties[parent.property]);
  if (parent && whole !== undefined)
    return { ...base, ...home, values: [], parent: byOneValue(whole, 'name', parent.tfType, via(parent.property ?? '')) };
  if (id === undefined) return { ...base, ...home, values: [], missing: `${baseName(from)} tells no physical id of it.` };
  const kind = id.startsWith('arn:') ? 'arn' : /^https?:\/\//.test(id) ? 'url' : opaqueId(id) ? 'id' : 'name';
  return { ...base, ...home, values: [{ value: id, kind, via: via('physical id') }] };
}
