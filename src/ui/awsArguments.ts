// Arguments of the commands about AWS: nodes of the Trails and Sources views, or plain objects of other callers.
import type { ArchiveJob, FillQuestion, LogGroupQuestion, TailQuestion, TailState } from '../protocol/aws.ts';
import { s3Address } from '../outline/s3Address.ts';
import { groupArn, type TrailNode } from '../outline/trails.ts';
import type { ArchiveHint } from './archiveCommands.ts';

const KINDS: Readonly<Record<TrailNode['kind'], true>> = {
  connection: true,
  trail: true,
  fact: true,
  faults: true,
  fault: true,
  job: true,
  tail: true,
};

/** A node of Trails, or undefined. */
export function trailNode(value: unknown): TrailNode | undefined {
  // Only our tree gives objects of these kinds.
  return isObject(value) && typeof value['kind'] === 'string' && Object.hasOwn(KINDS, value['kind']) ? (value as TrailNode) : undefined;
}

/** A profile's name, or that of a connection's node. */
export function profileOf(value: unknown): string | undefined {
  const node = trailNode(value);
  if (node?.kind === 'connection') return node.connection.choice.profile;
  if (node?.kind === 'trail') return node.profile;
  return text(isObject(value) ? value['profile'] : value);
}

/** Names of profiles to connect; undefined: ask. */
export function profilesOf(value: unknown): string[] | undefined {
  if (trailNode(value)) return undefined;
  const names = texts(value) ?? texts(isObject(value) ? value['profiles'] : undefined);
  const one = text(value);
  return names ?? (one === undefined ? undefined : [one]);
}

/** A span of Event history; undefined: ask. */
export function fillQuestion(value: unknown): FillQuestion | undefined {
  if (!isObject(value) || !isTime(value['since'])) return undefined;
  const { since, until, maxCalls } = value;
  const profiles = texts(value['profiles']);
  return {
    since,
    ...(isTime(until) ? { until } : {}),
    ...(profiles ? { profiles } : {}),
    ...(value['fresh'] === true ? { fresh: true } : {}),
    ...(isTime(maxCalls) && maxCalls >= 1 ? { maxCalls } : {}),
  };
}

/** What is known of a load: of a trail's node, a bucket's source, or as given. */
export function archiveHint(value: unknown): ArchiveHint {
  const node = trailNode(value);
  if (node?.kind === 'trail') return { profile: node.profile, address: s3Address(node.facts.trail) };
  if (node?.kind === 'connection') return {};
  if (isObject(value) && value['kind'] === 'source' && isObject(value['source'])) return archiveHint({ address: value['source']['path'] });
  if (!isObject(value)) return text(value) === undefined ? {} : { address: String(value) };
  const [profile, address, from, to, keepIn] = ['profile', 'address', 'from', 'to', 'keepIn'].map((name) => text(value[name]));
  const [accounts, regions] = [texts(value['accounts']), texts(value['regions'])];
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(address === undefined ? {} : { address }),
    ...(from === undefined || to === undefined ? {} : { from, to }),
    ...(keepIn === undefined ? {} : { keepIn }),
    ...(accounts ? { accounts } : {}),
    ...(regions ? { regions } : {}),
  };
}

/** A log group: of a trail's node, or as given. */
export function tailHint(value: unknown): Partial<TailQuestion> {
  const node = trailNode(value);
  if (node?.kind === 'trail') {
    const group = groupArn(node.facts.trail.logGroupArn);
    return group === undefined ? {} : { profile: node.profile, group };
  }
  if (node || !isObject(value)) return {};
  const [profile, group] = [text(value['profile']), groupArn(text(value['group']))];
  const { filter } = value;
  return { ...(profile === undefined || group === undefined ? {} : { profile, group }), ...(typeof filter === 'string' ? { filter } : {}) };
}

/** A span of a log group. */
export function logGroupHint(value: unknown): Partial<LogGroupQuestion> {
  const hint = tailHint(value);
  if (trailNode(value) || !isObject(value) || !isTime(value['since']) || !isTime(value['until'])) return hint;
  return { ...hint, since: value['since'], until: value['until'] };
}

export function jobOf(value: unknown): ArchiveJob | undefined {
  const node = trailNode(value);
  return node?.kind === 'job' ? node.job : undefined;
}

export function tailOf(value: unknown): TailState | undefined {
  const node = trailNode(value);
  return node?.kind === 'tail' ? node.tail : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function texts(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
