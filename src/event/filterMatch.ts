// Whether an event passes a filter.
import type { Actor, EventCategory, JsonObject, Origin, Outcome } from './event.ts';
import type { Filter, FilterTerm } from './filter.ts';
import { walkLeaves } from '../resource/leaves.ts';
import { hasWhole, wordsOf } from '../resource/words.ts';

/** What a filter looks at; events and the store's rows both have this shape. */
export interface FilterRow {
  readonly time: number;
  readonly eventName: string;
  readonly eventSource: string;
  readonly account: string;
  readonly awsRegion: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly outcome: Outcome;
  readonly category: EventCategory;
  readonly sourceIPAddress: string;
  readonly accessKeyId: string;
  readonly errorCode: string;
  /** For `text` and `resource` terms; without it they see only the fields above. */
  readonly record?: JsonObject;
}

/** Whether the row passes: all terms hold, and its time lies in the bounds (since inclusive, until exclusive; no time, no bounds). */
export function matchesFilter(filter: Filter, row: FilterRow): boolean {
  if (filter.since !== undefined && !(row.time >= filter.since)) return false;
  if (filter.until !== undefined && !(row.time < filter.until)) return false;
  return filter.terms.every((term) => matchesTerm(term, candidatesOf(term.field, row)));
}

/**
 * Whether a term holds for an event whose field has these values (see `candidatesOf`). Rules, all but `key` and `resource` ignoring case:
 * - every field: the whole value is equal, or fits the pattern where the term has `*`;
 * - `service`: with or without `.amazonaws.com`;
 * - `error`: also without `Client.` or `Server.` in front or `Exception` behind; `error:*` is any error;
 * - `origin`: also the first words of the name: `terraform`, `aws cli`;
 * - `resource`: also a whole word of a longer text;
 * - `text`: anywhere in a text.
 */
export function matchesTerm(term: FilterTerm, candidates: readonly string[]): boolean {
  const test = testsOf(term);
  return candidates.some(test) !== term.not;
}

/** The values of a row that a term of the field is held against. */
export function candidatesOf(field: FilterTerm['field'], row: FilterRow): readonly string[] {
  switch (field) {
    case 'name':
      return [row.eventName];
    case 'service':
      return [row.eventSource];
    case 'account':
      return [row.account];
    case 'region':
      return [row.awsRegion];
    case 'actor':
      return actorNames(row.actor);
    case 'session':
      return [row.actor.session ?? '', row.accessKeyId];
    case 'ip':
      return [row.sourceIPAddress];
    case 'key':
      return [row.accessKeyId];
    case 'origin':
      return [row.origin.kind, row.origin.name];
    case 'error':
      return [row.errorCode];
    case 'category':
      return [row.category];
    case 'is':
      return isWordsOf(row);
    case 'resource':
      return leavesOf(row.record);
    case 'text':
      return [
        row.eventName,
        row.eventSource,
        row.account,
        row.awsRegion,
        ...actorNames(row.actor),
        row.origin.name,
        row.sourceIPAddress,
        row.errorCode,
        ...leavesOf(row.record),
      ];
  }
}

/** By each of these an actor may be called in a filter. */
export function actorNames({ name, arn, role, session, behind }: Actor): string[] {
  return [name, arn, role, session, behind].filter((one) => one !== undefined);
}

/** The words of `is:` an event answers to. */
export function isWordsOf({ outcome, origin, actor, errorCode }: Pick<FilterRow, 'outcome' | 'origin' | 'actor' | 'errorCode'>): string[] {
  const words: string[] = [outcome];
  if (/denied|unauthorized|forbidden/i.test(errorCode)) words.push('denied');
  if (origin.kind === 'console' || origin.kind === 'cloudshell') words.push('console');
  if (actor.kind === 'root') words.push('root');
  if (actor.kind === 'service' || origin.kind === 'service' || origin.kind === 'cloudformation') words.push('service');
  if (origin.kind === 'console' || origin.kind === 'cloudshell' || actor.kind === 'user') words.push('human');
  return words;
}

type Test = (candidate: string) => boolean;
const tests = new WeakMap<FilterTerm, Test>();

/** The term's test, made once: stores ask the same term of every dictionary entry. */
function testsOf(term: FilterTerm): Test {
  const known = tests.get(term);
  if (known !== undefined) return known;
  const each = term.any.map((value) => testOf(term.field, value));
  const test: Test = (candidate) => each.some((one) => one(candidate));
  tests.set(term, test);
  return test;
}

function testOf(field: FilterTerm['field'], value: string): Test {
  const pattern = value.includes('*') ? globOf(value, field) : undefined;
  switch (field) {
    case 'key':
      return (candidate) => pattern?.test(candidate) ?? candidate === value;
    case 'resource':
      if (pattern !== undefined) return (candidate) => pattern.test(candidate) || wordsOf(candidate).some((word) => pattern.test(word));
      return (candidate) => candidate === value || (candidate.length > value.length && hasWhole(candidate, value));
    case 'text':
      return (candidate) => pattern?.test(candidate) ?? candidate.toLowerCase().includes(value);
    case 'service':
      return onForms(value.replace(/\.amazonaws\.com$/, ''), value.includes('*'), (name) => [name.replace(/\.amazonaws\.com$/, ''), name]);
    case 'error':
      if (/^\*+$/.test(value)) return (candidate) => candidate !== '';
      return onForms(value, value.includes('*'), errorForms);
    case 'origin':
      if (pattern !== undefined) return (candidate) => pattern.test(candidate);
      return (candidate) => candidate.toLowerCase() === value || candidate.toLowerCase().startsWith(`${value} `);
    default:
      return (candidate) => pattern?.test(candidate) ?? candidate.toLowerCase() === value;
  }
}

function onForms(value: string, isPattern: boolean, formsOf: (candidate: string) => readonly string[]): Test {
  const pattern = isPattern ? globOf(value, 'name') : undefined;
  return (candidate) => formsOf(candidate.toLowerCase()).some((form) => pattern?.test(form) ?? form === value);
}

/** `Client.UnauthorizedOperation` → also `UnauthorizedOperation`; `AccessDeniedException` → also `AccessDenied`. */
function errorForms(code: string): string[] {
  const bare = code.replace(/^(client|server)\./, '');
  return [code, bare, bare.replace(/exception$/, ''), bare.replace(/(fault|error)$/, '')];
}

/** `*` is any run of characters; the whole text must fit, for `text` any part of it. */
function globOf(value: string, field: FilterTerm['field']): RegExp {
  const body = value
    .split(/\*+/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'))
    .join('[^]*?');
  return new RegExp(field === 'text' ? body : `^(?:${body})$`, field === 'key' || field === 'resource' ? '' : 'i');
}

const leafCache = new WeakMap<JsonObject, readonly string[]>();

function leavesOf(record: JsonObject | undefined): readonly string[] {
  if (record === undefined) return [];
  const known = leafCache.get(record);
  if (known !== undefined) return known;
  const leaves: string[] = [];
  walkLeaves(record, (text) => void leaves.push(text));
  leafCache.set(record, leaves);
  return leaves;
}
