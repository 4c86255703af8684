// From one event to its effects on one resource: the table's rule for the event, else the rule of its verb. Nothing is guessed.
import { bucketRule, effectTable } from './effectTable.ts';
import { flatten, isObject, isOmitted, listOf, parametersOf } from './parameters.ts';
import { isTagParameter, tagEffects, untagEffects } from './tags.ts';
import { lifeOf, operationOf, verbOf } from './verbs.ts';
import { rootOf } from './effect.ts';
import type { Attribute } from './parameters.ts';
import type { Effect } from './effect.ts';
import type { EffectRule } from './effectTable.ts';
import type { CloudTrailEvent, JsonObject, JsonValue } from '../event/event.ts';

/** The resource an event is folded into. */
export interface FoldedResource {
  /** Every name it goes by: parameters that only say which resource is meant are no attributes. */
  readonly names: ReadonlySet<string>;
  /** CloudFormation's name of its type, where known. */
  readonly type?: string;
}

/** No real call sets more attributes; a hostile record must not make folding slow. */
const MAX_EFFECTS = 1000;

/** What a successful change did to the resource, in order. Empty when the event sets nothing that is remembered. */
export function effectsOf(event: CloudTrailEvent, resource: FoldedResource): Effect[] {
  return allEffectsOf(event, resource).slice(0, MAX_EFFECTS);
}

function allEffectsOf(event: CloudTrailEvent, resource: FoldedResource): Effect[] {
  const operation = operationOf(event.eventName);
  const { class: verb, noun } = verbOf(event.eventName);
  const life = lifeOf(event.eventName, resource.type);
  if (life === 'gone') return [];
  const begin: Effect[] = life === 'born' ? [{ do: 'begin' }] : [];
  const rule = ruleOf(operation, event.eventSource);
  if (isOmitted(event.record, 'requestParameters')) return [...begin, { do: 'forget', path: rule?.root ?? '' }];

  const request = parametersOf(event.record, 'requestParameters') ?? {};
  const response = parametersOf(event.record, 'responseElements');
  if (rule !== undefined) return [...begin, ...rule.effects(request, response)];

  const given = attributesOf(request, resource);
  const sets = given.map(([path, value]): Effect => ({ do: 'set', path, value }));
  switch (verb) {
    case 'create':
      return life === 'born' ? [...begin, ...answered(response, given, resource), ...sets, ...tagEffects(request)] : members(given, 'add');
    case 'put':
      return [
        ...[...new Set(given.map(([path]) => rootOf(path)))].map((path): Effect => ({ do: 'replace', path })),
        ...sets,
        ...tagEffects(request),
      ];
    case 'set':
      return [...sets, ...tagEffects(request)];
    case 'add':
      return operation.startsWith('Tag') ? tagEffects(request) : [...members(given, 'add'), ...tagEffects(request)];
    case 'remove':
      return operation.startsWith('Untag') || noun.startsWith('Tags') ? untagEffects(request) : members(given, 'remove');
    case 'delete':
      return given.length > 0 ? members(given, 'remove') : [{ do: 'unset', path: lowerFirst(noun) }];
    case 'enable':
    case 'disable':
      return [{ do: 'set', path: switchOf(noun, resource.type), value: verb === 'enable' }, ...sets];
    case 'other':
      return [];
  }
}

function ruleOf(operation: string, eventSource: string): EffectRule | undefined {
  if (Object.hasOwn(effectTable, operation)) return effectTable[operation];
  return eventSource === 's3.amazonaws.com' ? bucketRule(operation) : undefined;
}

/** Parameters that are attributes: no names of the resource itself, no tags (they have a rule of their own). */
function attributesOf(parameters: JsonObject, { names }: FoldedResource): Attribute[] {
  const untagged = Object.fromEntries(Object.entries(parameters).filter(([key]) => !isTagParameter(key)));
  return flatten(untagged).filter(([, value]) => !isName(value, names));
}

function isName(value: JsonValue, names: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return names.has(value);
  if (typeof value !== 'object' || value === null) return false;
  const strings = listOf(value).map((one) => (isObject(one) ? Object.values(one)[0] : one));
  return strings.length > 0 && strings.every((one) => typeof one === 'string' && names.has(one));
}

/** What a create's answer adds to its parameters: defaults that AWS chose. The answer is often wrapped: `{role: {…}}`. */
function answered(response: JsonObject | undefined, given: readonly Attribute[], resource: FoldedResource): Effect[] {
  if (response === undefined) return [];
  const objects = Object.values(response).filter(isObject);
  const scalars = Object.entries(response).filter(
    ([key, value]) => !isObject(value) && !/^(requestId|_return|ownerId|reservationId)$/.test(key),
  );
  const body = objects.length === 1 && scalars.length === 0 && objects[0] !== undefined ? objects[0] : response;
  const said = new Set(given.flatMap(([path]) => [path, rootOf(path)]));
  return attributesOf(body, resource)
    .filter(
      ([path]) =>
        !said.has(path) &&
        !said.has(rootOf(path)) &&
        !/(^|\.)(status|state|stateReason|createDate|.*(State|Status|Time|CreatedAt|CreateDate))$/.test(path),
    )
    .map(([path, value]) => ({ do: 'set', path, value }));
}

/** Each value is a member of the set that its parameter is called by. */
function members(given: readonly Attribute[], what: 'add' | 'remove'): Effect[] {
  return given.flatMap(([path, value]) => listOf(value).map((one): Effect => ({ do: what, path, value: one })));
}

/** `EnableKeyRotation` → `keyRotation`; `EnableRule` of a rule → `enabled`. */
function switchOf(noun: string, type: string | undefined): string {
  const tail = type?.split('::').at(-1) ?? '';
  return noun === '' || noun.toLowerCase() === tail.toLowerCase() ? 'enabled' : lowerFirst(noun);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
