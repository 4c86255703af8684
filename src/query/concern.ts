// Whether an event is about one attribute of a resource: by the names of its parameters, by their values, by its own name.
import { field, isList } from '../event/fields.ts';
import { isMasked } from '../event/secrets.ts';
import { whatOf } from '../event/what.ts';
import { isObject, isOmitted, parametersOf, plain } from './parameters.ts';
import { operationOf } from './verbs.ts';
import type { CloudTrailEvent, JsonValue } from '../event/event.ts';
import type { DriftedValue } from '../protocol/backend.ts';

/** What an event has to do with an attribute. */
export interface Concern {
  /** 0: it sets the value that is there now. The larger, the less sure. */
  readonly level: 0 | 1 | 2 | 3;
  readonly how: 'sets' | 'mentions';
  /** In words. Hostile text. */
  readonly reason: string;
}

/** How an API calls what the tools call otherwise: names without case and separators. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  ingress: ['ippermissions', 'securitygroupingress', 'securitygrouprule'],
  egress: ['ippermissions', 'securitygroupegress', 'securitygrouprule'],
  securitygroupingress: ['ippermissions'],
  securitygroupegress: ['ippermissions'],
  assumerolepolicy: ['policydocument', 'updateassumerolepolicy'],
  assumerolepolicydocument: ['policydocument', 'updateassumerolepolicy'],
  inlinepolicy: ['policydocument'],
  policy: ['policydocument', 'bucketpolicy', 'policytext'],
  managedpolicyarns: ['policyarn'],
  instancestate: ['stopinstances', 'startinstances', 'rebootinstances', 'terminateinstances'],
  readcapacity: ['readcapacityunits'],
  writecapacity: ['writecapacityunits'],
  retentionindays: ['retentionindays', 'putretentionpolicy', 'deleteretentionpolicy'],
  tags: ['tag', 'tagset', 'tagging', 'tagkeys'],
  tagsall: ['tag', 'tags', 'tagset', 'tagging', 'tagkeys'],
  enabled: ['enable', 'disable', 'isenabled'],
  state: ['enable', 'disable', 'start', 'stop'],
};

/** Shorter names stand in too many others. */
const TELLING = 5;
/** Values that stand everywhere say nothing alone. */
const COMMON = /^(?:true|false|null|\d{1,2}|enabled|disabled|default|standard|active)$/i;
const DOCUMENT = /(policy|document|definition|pattern)$/i;
const SHOWN = 60;
const DEEPEST = 12;
const MOST = 2000;

/** Undefined when the event has nothing to do with it, or set what the code says. */
export function concern(event: CloudTrailEvent, attribute: DriftedValue): Concern | undefined {
  const leaves = leavesOf(event);
  const named = leaves.filter(({ keys }) => isNamed(keys, attribute.path));
  const given = named.filter((leaf): leaf is Given => leaf.value !== undefined && leaf.value !== '');
  const [now, then] = [valueOf(attribute.actual), valueOf(attribute.expected)];
  const sets = telling(given, now, then);
  if (sets) return { level: 0, how: 'sets', reason: `${sets.path} = ${shown(sets.value)} is the value now` };
  // What is gone now was taken away by a call that names it; what set it is no explanation.
  const took = telling(given, then, now);
  if (took && isTaking(event.eventName)) return { level: 0, how: 'sets', reason: `${took.path} = ${shown(took.value)} was taken away` };
  if (took) return undefined;
  if (now?.isOne === true) {
    const same = leaves.find((leaf) => leaf.value !== undefined && isTelling(plainText(leaf.value)) && now.all.has(plainText(leaf.value)));
    if (same) return { level: 1, how: 'sets', reason: `${same.path} = ${shown(same.value)} is the value now` };
  }
  return aboutName(event, attribute, named);
}

/** The parameter that tells that an event is about `value` and not about `other`. Of a list or map, all that the event says must stand in it. */
function telling(given: readonly Given[], value: Value | undefined, other: Value | undefined): Given | undefined {
  if (value === undefined) return undefined;
  const isOwn = ({ value: one }: Given): boolean => value.all.has(plainText(one)) && other?.all.has(plainText(one)) !== true;
  const isIn = ({ value: one }: Given): boolean => value.all.has(plainText(one));
  if (value.isOne) return given.find(isOwn);
  const whole = given.find(({ value: one }) => plainText(one) === value.text);
  if (whole) return whole;
  if (!given.every(isIn)) return undefined;
  const own = given.filter(isOwn);
  return own.find(({ value: one }) => isTelling(plainText(one))) ?? own[0] ?? (value.all.size > 0 ? given[0] : undefined);
}

function aboutName(event: CloudTrailEvent, { path, hidden, actual }: DriftedValue, named: readonly Leaf[]): Concern | undefined {
  const [first] = named;
  if (first) {
    const left = first.value === undefined || isMasked(plainText(first.value));
    if (left) return { level: 2, how: 'mentions', reason: `${first.path} is given; CloudTrail leaves its value out` };
    if (hidden) return { level: 2, how: 'mentions', reason: `${first.path} is given; the value now is sensitive and was not read` };
    return {
      level: 3,
      how: 'mentions',
      reason: `${first.path} = ${shown(first.value)}${actual === undefined ? '' : ', not the value now'}`,
    };
  }
  const name = flat(operationOf(event.eventName));
  const word = namesOf(path).find((one) => one.length >= TELLING && name.includes(one));
  if (word !== undefined) return { level: 2, how: 'mentions', reason: `${event.eventName} is about it by its name` };
  if (isOmitted(event.record, 'requestParameters'))
    return { level: 3, how: 'mentions', reason: 'CloudTrail left its parameters out for their size: it may have set it' };
  const what = flat(whatOf(event));
  return namesOf(path).some((one) => one.length >= TELLING && what.includes(one))
    ? { level: 3, how: 'mentions', reason: `what it did: ${whatOf(event)}` }
    : undefined;
}

/** The words that an attribute is called by, for people: `timeout`, `environment` and `MAX_WIDTH`. */
export function wordsOfPath(path: string): string[] {
  return path.split('.').map((step) => step.replace(/\[\d+\]$/, '')).filter((step) => step !== ''); // prettier-ignore
}

interface Leaf {
  /** `requestParameters.environment.variables` */
  readonly path: string;
  /** Its names from the parameters down, without case and separators. */
  readonly keys: readonly string[];
  /** Absent where there is only an empty shell: what CloudTrail leaves of a value. */
  readonly value?: JsonValue;
}

type Given = Leaf & { readonly value: JsonValue };

const read = new WeakMap<CloudTrailEvent, readonly Leaf[]>();

function leavesOf(event: CloudTrailEvent): readonly Leaf[] {
  const known = read.get(event);
  if (known) return known;
  const leaves: Leaf[] = [];
  const parameters = parametersOf(event.record, 'requestParameters');
  if (parameters !== undefined) collect(plain(parameters), 'requestParameters', [], 0, leaves);
  read.set(event, leaves);
  return leaves;
}

function collect(value: JsonValue, path: string, keys: readonly string[], depth: number, into: Leaf[]): void {
  if (into.length >= MOST || depth > DEEPEST) return;
  if (isList(value)) {
    if (value.length === 0) into.push({ path, keys });
    for (const one of value) collect(one, path, keys, depth + 1, into);
  } else if (isObject(value)) {
    // `{key: X, value: Y}` is how lists of tags and settings say X = Y.
    const key = field(value, 'key') ?? field(value, 'name');
    const entries = Object.entries(value);
    if (entries.length === 0) into.push({ path, keys });
    else if (DOCUMENT.test(path)) {
      into.push({ path, keys, value }); // half a policy says nothing
      return;
    }
    const more = typeof key === 'string' ? [flat(key)] : [];
    for (const [name, one] of entries) collect(one, `${path}.${name}`, [...keys, flat(name), ...more], depth + 1, into);
  } else into.push(value === null ? { path, keys } : { path, keys, value });
}

/** Whether parameters with these names are of the attribute: its last name is there, and where that says little, one before it too. */
function isNamed(keys: readonly string[], path: string): boolean {
  const steps = wordsOfPath(path).map(flat);
  const last = steps.at(-1) ?? '';
  const has = (step: string): boolean => [step, ...otherwise(step)].some((name) => keys.some((key) => isSameName(key, name)));
  if (has(last)) return last.length >= TELLING || steps.length < 2 || steps.slice(0, -1).some(has) || keys.length === 1;
  // A key within a map, of which CloudTrail shows the map alone.
  const [root = ''] = steps;
  return steps.length > 1 && root.length >= TELLING && has(root) && keys.length <= 2;
}

/** RDS calls `instance_class` `dBInstanceClass`. */
function isSameName(key: string, name: string): boolean {
  return key === name || (name.length >= TELLING && key.endsWith(name) && key.length - name.length <= 3);
}

function namesOf(path: string): string[] {
  return wordsOfPath(path).flatMap((step) => [flat(step), ...otherwise(flat(step))]);
}

function otherwise(name: string): readonly string[] {
  return Object.hasOwn(OTHERWISE, name) ? (OTHERWISE[name] ?? []) : [];
}

/** `memory_size`, `memorySize` and `MemorySize` are one name. */
const flat = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const isTaking = (eventName: string): boolean =>
  /^(Delete|Remove|Detach|Revoke|Disassociate|Untag|Unassign|Disable|Deregister)/.test(eventName);

/** A value with the scalars in it. */
interface Value {
  readonly text: string;
  /** A number, a text, a switch; neither list nor map. */
  readonly isOne: boolean;
  readonly all: ReadonlySet<string>;
}

/** Undefined for none, and for one that was cut. */
function valueOf(json: string | undefined): Value | undefined {
  if (json === undefined) return undefined;
  try {
    const value = JSON.parse(json) as JsonValue;
    const all = new Set<string>();
    walk(value, all, 0);
    return { text: plainText(value), isOne: typeof value !== 'object', all };
  } catch {
    return undefined;
  }
}

function walk(value: JsonValue, into: Set<string>, depth: number): void {
  if (depth > DEEPEST || into.size > MOST) return;
  if (isList(value)) for (const one of value) walk(one, into, depth + 1);
  else if (isObject(value)) for (const one of Object.values(value)) walk(one, into, depth + 1);
  else if (value !== null) into.add(plainText(value));
}

/** Numbers, and texts of numbers, are alike; documents by their members in order. */
function plainText(value: JsonValue): string {
  return typeof value === 'object' ? JSON.stringify(value, sorted) : String(value);
}

function sorted(_: string, value: JsonValue): JsonValue {
  return isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
}

const isTelling = (text: string): boolean => text.length >= 3 && !COMMON.test(text);

function shown(value: JsonValue | undefined): string {
  const text = value === undefined ? '' : plainText(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
