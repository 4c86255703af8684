// Every string of a record that may name a resource, with what its place and form say of it. First half of `touchesOf`.
import { parseArn } from '../resource/arn.ts';
import { serviceOf, serviceOfArn, stemOfArn, typeOfArn, typeOfStem } from '../resource/cfnType.ts';
import { lastKey, leafStem, placeOf } from '../resource/leafPlace.ts';
import { isList, isRecord, jsonIn, pathText, walkLeaves } from '../resource/leaves.ts';
import type { Step } from '../resource/leaves.ts';
import { stemOf, typeNoun } from '../resource/nouns.ts';
import { opaqueId, typeOfId } from '../resource/opaqueId.ts';
import type { CloudTrailEvent, JsonObject, JsonValue } from './event.ts';
import { field, isTelling, textField } from './fields.ts';
import { isMasked, isSecretPath } from './secrets.ts';
import { isBareKey, isNoName } from './targetRules.ts';

/** A string that may name a resource. */
export interface Candidate {
  readonly value: string;
  readonly sort: 'arn' | 'id' | 'name' | 'url';
  /** What the member's name says it names; '' for `name`, `id`, `arn` at the top. */
  readonly stem: string;
  /** What the value's own form says it names; '' when it says nothing. */
  readonly ownStem: string;
  readonly type: string | undefined;
  readonly side: 'request' | 'response' | 'resources';
  readonly path: string;
  /** The path without indexes: alike for all items of a list. */
  readonly shape: string;
  /** Shape of the object it stands in. */
  readonly container: string;
  /** Members and lists above it, `requestParameters` not counted. */
  readonly depth: number;
  /** Named in passing for certain: in a policy document. */
  readonly inPassing: boolean;
}

const MAX_CANDIDATES = 500;

const sides: readonly (readonly [field: string, side: Candidate['side']])[] = [
  ['requestParameters', 'request'],
  ['serviceEventDetails', 'request'],
  ['resources', 'resources'],
  ['responseElements', 'response'],
];

/** The candidates of an event in the record's order: request first, then resources, then the answer. */
export function candidatesOf(event: CloudTrailEvent): Candidate[] {
  const service = serviceOf(event.eventSource);
  const found: Candidate[] = [];
  for (const [name, side] of sides) {
    const value = field(event.record, name);
    if (value === undefined || value === null) continue;
    if (side === 'resources') found.push(...resourceEntries(value));
    else collect(side, name, typeof value === 'string' ? (jsonIn(value) ?? null) : value, service, event.eventName, found);
  }
  const endpoint = textField(event.record, 'vpcEndpointId');
  if (opaqueId(endpoint)) found.push(candidate(endpoint, 'request', ['vpcEndpointId'], service, true));
  return found;
}

function collect(side: Candidate['side'], top: string, value: JsonValue, service: string, eventName: string, found: Candidate[]): void {
  walkLeaves(value, (text, steps) => {
    if (found.length >= MAX_CANDIDATES) return true;
    const path = [top, ...steps];
    const place = placeOf([side === 'response' ? 'responseElements' : 'requestParameters', ...steps]);
    if (place === 'tag' || text.length < 2 || !isTelling(text) || isMasked(text)) return false;
    if (text.length > 1024 || text.includes('\n')) {
      for (const arn of arnsIn(jsonIn(text))) found.push(candidate(arn, side, path, service, true));
      return false;
    }
    if (isSecretPath(pathText(path), text)) return false;
    const document = jsonIn(text);
    if (document !== undefined) for (const arn of arnsIn(document)) found.push(candidate(arn, side, path, service, true));
    else if (isCandidate(text, path, service, eventName, place === 'policy'))
      found.push(candidate(text, side, path, service, place === 'policy'));
    return false;
  });
}

function isCandidate(text: string, path: readonly Step[], service: string, eventName: string, inPolicy: boolean): boolean {
  if (parseArn(text) !== undefined) return true;
  if (inPolicy) return false;
  if (typeOfId(text) !== undefined) return true;
  const key = lastKey(path).toLowerCase();
  if (isNoName(service, eventName, key)) return false;
  if (/^https?:\/\//.test(text)) return /queueurl$/.test(key);
  if (text.length > 300 || text === '*' || /^(true|false|null|none|local)$/i.test(text)) return false;
  return isBareKey(service, key) || stemOf(lastKey(path)) !== undefined;
}

function candidate(value: string, side: Candidate['side'], path: readonly Step[], service: string, inPassing: boolean): Candidate {
  const isArn = parseArn(value) !== undefined;
  const key = lastKey(path);
  const suffixed = stemOf(key) !== undefined || isBareKey(service, key.toLowerCase());
  // An ARN in a member of any name: only its own form tells what it is. `resource` alone is AWS's word for "the one it is about".
  const stem = suffixed || key.toLowerCase() === 'resource' ? leafStem(path) : isArn ? stemOfArn(value) : leafStem(path);
  const type = isArn ? typeOfArn(value) : (typeOfId(value) ?? typeOfStem(service, stem));
  const names = path.filter((step) => typeof step === 'string');
  return {
    value,
    sort: isArn ? 'arn' : /^https?:/.test(value) ? 'url' : isIdLike(value, key) ? 'id' : 'name',
    stem,
    ownStem: isArn ? stemOfArn(value) : typeNoun(typeOfId(value) ?? ''),
    type,
    side,
    path: pathText(path),
    shape: names.join('.'),
    container: names.slice(0, -1).join('.'),
    depth: names.filter((name) => !/^items?$/.test(name)).length - 2,
    inPassing: inPassing || (isArn && serviceOfArn(parseArn(value)?.service ?? '') === 'sts'),
  };
}

/** Ids are made by the service, whether their form or only their member's name says so. */
function isIdLike(value: string, key: string): boolean {
  return typeOfId(value) !== undefined || opaqueId(value.replace(/^\/hostedzone\//, '')) || (/(^i|I)d$/.test(key) && !/[/:]/.test(value));
}

/** The record's own list of resources: `{ARN, type, accountId}`, in samples also a single object or other spellings. */
function resourceEntries(value: JsonValue): Candidate[] {
  const entries = isList(value) ? value : [value];
  return entries.slice(0, 50).flatMap((entry, index) => {
    if (!isRecord(entry)) return [];
    const arn = textField(entry, 'ARN') || textField(entry, 'resourceName');
    if (parseArn(arn) === undefined) return [];
    const stated = textField(entry, 'type') || textField(entry, 'resourceType');
    const base = candidate(arn, 'resources', ['resources', index, 'ARN'], '', false);
    const type = base.type ?? (/^AWS::\w+::\w+/.test(stated) ? stated : undefined);
    return [{ ...base, type, stem: type === undefined ? base.ownStem : typeNoun(type), depth: 0 }];
  });
}

function arnsIn(document: JsonObject | JsonValue | undefined): string[] {
  const arns = new Set<string>();
  if (document === undefined) return [];
  walkLeaves(document, (text) => {
    if (parseArn(text) !== undefined) arns.add(text);
    return arns.size >= 50;
  });
  return [...arns];
}
