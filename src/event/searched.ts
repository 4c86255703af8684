// Which strings of a record can be searched by value: all but those that never name anything.
import type { JsonObject, JsonValue } from './event.ts';

/** Top-level fields that are asked for by filters, or that name nothing. */
export const unsearchedFields = [
  'eventVersion',
  'eventTime',
  'eventName',
  'eventSource',
  'awsRegion',
  'eventType',
  'eventCategory',
  'readOnly',
  'managementEvent',
  'tlsDetails',
  'apiVersion',
] as const;

/** Members anywhere within `userIdentity` that name nothing. */
export const unsearchedInIdentity = ['creationDate', 'mfaAuthenticated', 'type'] as const;

const fields = new Set<string>(unsearchedFields);
const members = new Set<string>(unsearchedInIdentity);

/** The record without what is not searched. */
export function searchedPart(record: JsonObject): JsonObject {
  const part = Object.entries(record).filter(([key]) => !fields.has(key));
  return Object.fromEntries(part.map(([key, value]) => [key, key === 'userIdentity' ? withoutPassing(value) : value]));
}

function withoutPassing(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((one: JsonValue) => withoutPassing(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, member]) => !(members.has(key) && typeof member === 'string'));
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutPassing(member)]));
}
