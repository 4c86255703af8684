// What a history panel asks, and how it is read back from what the page left behind when the editor was closed.
import type { Evidence, IdentityValue, ResourceIdentity } from '../resource/identity.ts';
import { parseLack } from './savedLack.ts';

/** A resource and the conditions set in the panel. */
export interface PanelQuestion {
  readonly identity: ResourceIdentity;
  readonly filter: string;
  readonly changesOnly: boolean;
  readonly possible: boolean;
  readonly since?: number;
  readonly until?: number;
}

/** The question in the page's saved state; undefined when it cannot be read, and the panel is better closed. */
export function parseSavedQuestion(saved: unknown): PanelQuestion | undefined {
  const question = isObject(saved) && isObject(saved['question']) ? saved['question'] : undefined;
  const identity = question && parseIdentity(question['identity']);
  if (!question || !identity) return undefined;
  return {
    identity,
    filter: text(question['filter']) ?? '',
    changesOnly: question['changesOnly'] === true,
    possible: question['possible'] === true,
    ...times(question),
  };
}

/** Span of a question, of which the page may have written anything. */
export function times({ since, until }: Record<string, unknown>): { since?: number; until?: number } {
  return {
    ...(typeof since === 'number' && Number.isFinite(since) ? { since } : {}),
    ...(typeof until === 'number' && Number.isFinite(until) ? { until } : {}),
  };
}

const TEXTS = ['iacType', 'resourceType', 'eventSource', 'account', 'region', 'missing'] as const;

function parseIdentity(value: unknown, depth = 0): ResourceIdentity | undefined {
  if (!isObject(value) || depth > 4) return undefined;
  const address = text(value['address']);
  const values = Array.isArray(value['values']) ? value['values'].map(parseValue) : [undefined];
  if (address === undefined || !values.every((one) => one !== undefined)) return undefined;
  const parent = parseIdentity(value['parent'], depth + 1);
  const texts = TEXTS.map((name) => [name, text(value[name])] as const).filter(([, one]) => one !== undefined);
  const lack = parseLack(value['lack']);
  const more = { ...(parent ? { parent } : {}), ...(lack ? { lack } : {}) };
  return { address, ...(Object.fromEntries(texts) as { [K in (typeof TEXTS)[number]]?: string }), values, ...more };
}

const KINDS: Readonly<Record<IdentityValue['kind'], true>> = { arn: true, id: true, name: true, url: true, pattern: true };
const HOWS: Readonly<Record<Evidence['how'], true>> = {
  state: true,
  stack: true,
  export: true,
  'cdk.out': true,
  literal: true,
  default: true,
  learned: true,
  asked: true,
};

function parseValue(value: unknown): IdentityValue | undefined {
  if (!isObject(value) || !isObject(value['via'])) return undefined;
  const name = text(value['value']);
  const { kind } = value;
  const { how, file, line, readAt } = value['via'];
  if (name === undefined || !isOneOf(KINDS, kind) || !isOneOf(HOWS, how)) return undefined;
  const place = {
    ...(typeof file === 'string' ? { file } : {}),
    ...(typeof line === 'number' ? { line } : {}),
    ...(typeof readAt === 'number' ? { readAt } : {}),
  };
  return { value: name, kind, via: { how, text: text(value['via']['text']) ?? '', ...place } };
}

function isOneOf<K extends string>(table: Readonly<Record<K, true>>, value: unknown): value is K {
  return typeof value === 'string' && Object.hasOwn(table, value);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
