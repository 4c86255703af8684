// Tolerant reading of a record's fields: old samples spell names in other cases, and any value may have any type.
import type { JsonObject, JsonValue } from './event.ts';

/** The member of that name, else one whose name differs only in case. */
export function field(object: JsonObject | undefined, name: string): JsonValue | undefined {
  if (object === undefined) return undefined;
  if (Object.hasOwn(object, name)) return object[name];
  const lower = name.toLowerCase();
  for (const key of Object.keys(object)) {
    if (key.length === name.length && key.toLowerCase() === lower) return object[key];
  }
  return undefined;
}

/** A member as text; '' when it is missing, null, or no text. Numbers are texts too: account ids in hand-made records. */
export function textField(object: JsonObject | undefined, name: string): string {
  return asText(field(object, name));
}

/** A member that is an object; undefined when it is anything else. */
export function objectField(object: JsonObject | undefined, name: string): JsonObject | undefined {
  return asObject(field(object, name));
}

/** `true`, `"true"` and `"True"` are true, their counterparts false; undefined for all else. */
export function booleanField(object: JsonObject | undefined, name: string): boolean | undefined {
  const value = field(object, name);
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const lower = value.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

export function asText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}

export function asObject(value: JsonValue | undefined): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** Narrows to a JSON object; lists and null are none. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Narrows to a list; `Array.isArray` does not narrow readonly arrays. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** A list in any of CloudTrail's shapes: `[…]`, `{items: […]}`, `{member: […]}`; empty for anything else. */
export function listIn(value: JsonValue | undefined): readonly JsonValue[] {
  if (isList(value)) return value;
  const object = asObject(value);
  const inner = object === undefined ? undefined : (object['items'] ?? object['member'] ?? object['item']);
  return isList(inner) ? inner : [];
}

/** Whether a text says something: samples hold "..." and the like. */
export function isTelling(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
