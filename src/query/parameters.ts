// What a call was given, made comparable: CloudTrail's wrappers taken off, documents held as text parsed, control parameters left out.
import { field, isList, isObject } from '../event/fields.ts';
import { redact } from '../event/secrets.ts';
import type { JsonObject, JsonValue } from '../event/event.ts';

export { isObject };

/** Parameters that steer the call or name the request; they are no attribute of anything. Lower case. */
const control = new Set([
  'host',
  'clienttoken',
  'clientrequesttoken',
  'idempotencytoken',
  'creatorrequestid',
  'requestid',
  '_return',
  'dryrun',
  'applyimmediately',
  'force',
  'xmlns',
  'skipfinalsnapshot',
  'allowmajorversionupgrade',
  'mincount',
  'maxcount',
  'callerreference',
  'changetoken',
  'revisionid',
]);

/** Deeper than this a value is kept whole. */
const MAX_DEPTH = 6;

type Part = 'requestParameters' | 'responseElements';

/** A record's parameters or answer without secrets; undefined when missing, null, text, or left out for its size. */
export function parametersOf(record: JsonObject, part: Part): JsonObject | undefined {
  const value = field(record, part);
  return isObject(value) && value['omitted'] !== true ? redact(value) : undefined;
}

/** Whether AWS left the field out because it was too large. CloudTrail user guide, record contents: `omitted`, `originalSize`, `reason`. */
export function isOmitted(record: JsonObject, part: Part): boolean {
  const value = field(record, part);
  return isObject(value) && value['omitted'] === true;
}

/** A list in any of CloudTrail's shapes: `[…]`, `{items: […]}`, `{item: {…}}`, `{Tag: […]}`; a single value is a list of one. */
export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null || value === '') return [];
  if (isList(value)) return value;
  if (!isObject(value)) return [value];
  const entries = Object.entries(value).filter(([key]) => key !== 'xmlns');
  const [only] = entries;
  if (only === undefined) return [];
  if (entries.length === 1 && (isList(only[1]) || /^(items?|member|tag|rule)$/i.test(only[0]))) return listOf(only[1]);
  return [value];
}

/** The member whose name is one of these, whatever its case (RDS writes `dBInstanceIdentifier`). */
export function member(parameters: JsonObject, ...names: readonly string[]): JsonValue | undefined {
  for (const name of names) {
    const value = field(parameters, name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The member as text; '' when it is none. */
export function textMember(parameters: JsonObject, ...names: readonly string[]): string {
  const value = member(parameters, ...names);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A value without wrappers: `{items: […]}` → the list, `{value: x}` → x, a policy document held as JSON text → the document. */
export function plain(value: JsonValue, depth = 0): JsonValue {
  if (typeof value === 'string') return documentIn(value) ?? value;
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((one) => plain(one, depth + 1));
  const entries = Object.entries(value).filter(([key]) => key !== 'xmlns');
  const [only] = entries;
  if (only !== undefined && entries.length === 1 && (only[0] === 'items' || only[0] === 'value')) return plain(only[1], depth + 1);
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one, depth + 1)]));
}

/** Policy documents stand as JSON text, in IAM's answers also percent-encoded. */
function documentIn(text: string): JsonValue | undefined {
  const first = text.trimStart()[0];
  try {
    const decoded = first === '%' ? decodeURIComponent(text) : text;
    if (!/^\s*[[{]/.test(decoded)) return undefined;
    return JSON.parse(decoded) as JsonValue;
  } catch {
    return undefined; // not a document after all: the text itself is the value
  }
}

/** Whole documents are one attribute: half a policy says nothing. */
const isDocument = (path: string): boolean => /(policy|document|template(body)?|definition|eventpattern)$/i.test(path);

/** One attribute: its dotted path and value. */
export type Attribute = readonly [path: string, value: JsonValue];

/** The attributes under `root`, flattened to scalars, lists and documents. Empty objects and nulls set nothing. */
export function flatten(value: JsonValue, root = ''): Attribute[] {
  const attributes: Attribute[] = [];
  collect(plain(value), root, 0, attributes);
  return attributes;
}

function collect(value: JsonValue, path: string, depth: number, into: Attribute[]): void {
  if (!isObject(value) || depth > MAX_DEPTH || (path !== '' && isDocument(path))) {
    if (path !== '' && value !== null) into.push([path, value]);
    return;
  }
  for (const [key, one] of Object.entries(value)) {
    if (!control.has(key.toLowerCase())) collect(one, path === '' ? key : `${path}.${key}`, depth + 1, into);
  }
}
