// What in a record is secret, and what AWS has hidden already: neither is ever indexed as a name, exported in summaries or passed on.
import { asObject, isList } from './fields.ts';
import type { JsonObject, JsonValue } from './event.ts';

/** What services write in place of a value they hide. The services' guides on CloudTrail. */
const masks =
  /^(?:HIDDEN_DUE_TO_SECURITY_REASONS|\*{3,}(?:\s*(?:OMITTED|Redacted|REDACTED)\s*\*{3,})?|<sensitiveDataRemoved>|<?redacted>?|Value hidden due to security.*|Sensitive[ _]?Data[ _]?(?:Removed|Redacted)|\[?omitted\]?)$/i;

/** Whether AWS hid the value: such texts are equal without meaning the same. */
export function isMasked(value: string): boolean {
  return value.length < 80 && masks.test(value.trim());
}

/** A member whose value opens doors, unless it only names or counts the secret thing. */
const secretKey = /token|password|passwd|passphrase|secret|privatekey|keymaterial|userdata|authorization|signature|apikey|credential/;
const harmlessKey =
  /(id|ids|name|names|arn|arns|type|types|version|versionstage|versionstages|region|length|policy|lastused|lastchanged|expires|expiration|date|count|status|enabled|rotation|provider|url)$/;

/**
 * Whether the string at a path must not be shown outside the record itself. `path` is dotted (`responseElements.credentials.sessionToken`);
 * indexes in brackets are passed over. Access key ids are no secrets: sessions are followed by them.
 */
export function isSecretPath(path: string, value: string): boolean {
  if (value === '' || isMasked(value)) return false;
  const steps = path
    .toLowerCase()
    .replace(/\[\d+\]/g, '')
    .split('.');
  const key = (steps.at(-1) ?? '').replaceAll(/[-_]/g, '');
  if (steps.slice(0, -1).some((step) => step === 'credentials')) return !/^(accesskeyid|expiration|identityid)$/.test(key);
  return secretKey.test(key) && !harmlessKey.test(key);
}

/** What stands in place of a secret. */
export const REDACTED = '[secret left out]';

/** Records nest a few levels; deeper parts are cut off, so that hostile input cannot exhaust the stack. */
const MAX_DEPTH = 256;

/** A copy of the record with every secret replaced; use it wherever a record leaves the user's sight: exports, clipboards, tools. */
export function redact(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, redacted(value, key, 1)]));
}

function redacted(value: JsonValue, path: string, depth: number): JsonValue {
  if (typeof value === 'string') return isSecretPath(path, value) ? REDACTED : value;
  if (depth > MAX_DEPTH) return null;
  if (isList(value)) return value.map((item) => redacted(item, path, depth + 1));
  const object = asObject(value);
  if (object === undefined) return value;
  return Object.fromEntries(
    Object.entries(object).map(([key, member]) => [key, redacted(member, `${path}.${key.replaceAll('.', '_')}`, depth + 1)]),
  );
}
