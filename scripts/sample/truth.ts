// The truth about the sample, for tests and demonstrations: totals, each declared resource's events, each beat's answer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../src/event/event.ts';
import type { Declared } from './declared.ts';
import type { LogFile } from './delivery.ts';
import type { Entry } from './journal.ts';
import type { Written } from './logs.ts';
import { namedIn } from './mentions.ts';
import { iso } from './names.ts';
import { parseAddress } from './state.ts';
import type { Beat } from './story/beat.ts';

/** A name, and how code or state tell it. */
export interface Identifier {
  readonly value: string;
  readonly kind: 'id' | 'arn' | 'name' | 'pattern';
  /** `physical`: only AWS knows it; no file in the workspace does. */
  readonly how: 'state' | 'literal' | 'physical';
}

/** A declared resource and the file that declares it. */
export interface Located {
  readonly resource: Declared;
  readonly tool: 'terraform' | 'cloudformation';
  readonly managed: boolean;
  /** Relative to the workspace. */
  readonly file: string;
}

const modules: Readonly<Record<string, string>> = { worker_blue: 'service', worker_green: 'service', queue: 'queue', bastion: 'bastion' };

/** Modules' own file, for a module's resource; for others the file whose text has the block. */
export function terraformFile(workspace: string, address: string): string {
  const { module, type, name } = parseAddress(address);
  if (module) return `modules/${modules[/^module\.(\w+)/.exec(module)?.[1] ?? ''] ?? ''}/main.tf`;
  const files = ['main.tf', 'network.tf', 'storage.tf', 'database.tf', 'iam.tf', 'functions.tf'];
  const found = files.find((file) => readFileSync(join(workspace, file), 'utf8').includes(`resource "${type}" "${name}" {`));
  if (!found) throw new Error(`no file of the sample workspace declares ${address}`);
  return found;
}

/** Line of the block's first line, from 1. */
function lineOf(workspace: string, at: Located): number {
  const lines = readFileSync(join(workspace, at.file), 'utf8').split('\n');
  const { address } = at.resource;
  const parts = at.tool === 'terraform' ? parseAddress(address) : undefined;
  const head = parts ? `resource "${parts.type}" "${parts.name}" {` : at.file.endsWith('.json') ? `    "${address}": {` : `  ${address}:`;
  const line = lines.indexOf(head) + 1;
  if (line === 0) throw new Error(`${at.file} does not declare ${address}`);
  return line;
}

/** All names of a resource, with how they can be known. */
export function identifiers(at: Located, text: string): Identifier[] {
  const { resource } = at;
  if (resource.parent && at.tool === 'terraform') return [{ value: resource.id, kind: 'id', how: 'state' }];
  const own = ['identifier', 'function_name', 'alarm_name', 'bucket'].flatMap((key) => resource.attributes[key] ?? []);
  const names = [...new Set([resource.id, resource.arn, resource.name, ...own])].filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  const prefix = /^(acme-batch-)\d{26}$/.exec(resource.name ?? '')?.[1];
  const pattern: Identifier[] = prefix ? [{ value: `${prefix}*`, kind: 'pattern', how: 'literal' }] : [];
  const told = names.map((value): Identifier => {
    const kind =
      value === resource.arn || value.startsWith('arn:') ? 'arn' : value === resource.name || own.includes(value) ? 'name' : 'id';
    const how = at.tool === 'terraform' && at.managed ? 'state' : text.includes(value) ? 'literal' : 'physical';
    return { value, kind, how };
  });
  return [...pattern, ...told];
}

const timeOrder = (a: Entry, b: Entry): number => a.time - b.time || (a.id < b.id ? -1 : 1);
const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** Name of an actor: its ARN, else whoever calls. */
export function actorArn(entry: Entry): string {
  return text(entry.by?.identity['arn']);
}

function tally(entries: readonly Entry[], of: (entry: Entry) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(of(entry), (counts.get(of(entry)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}

/** Puts the truth together. Only unique events are counted, save in `records` and `duplicates`. */
export function truth(o: {
  entries: readonly Entry[];
  files: readonly LogFile[];
  written: Written;
  located: readonly Located[];
  beats: readonly Beat[];
  workspace: string;
  now: number;
}): object {
  const entries = o.entries.toSorted(timeOrder);
  const records = o.files.reduce((sum, file) => sum + file.entries.length, 0);
  const mentions = namedIn(
    entries,
    o.located.map((at) => ({ address: at.resource.address, values: identifiers(at, '').map(({ value }) => value) })),
  );
  const byTarget = new Map<string, Entry[]>();
  for (const entry of entries) for (const address of entry.targets) byTarget.set(address, [...(byTarget.get(address) ?? []), entry]);
  const resources = o.located.map((at) => {
    const { resource } = at;
    const targeted = byTarget.get(resource.address) ?? [];
    const notMentions = new Set(targeted.map(({ id }) => id));
    for (const beat of o.beats)
      if (beat.about === resource.address) for (const decoy of beat.decoys) for (const id of decoy.events) notMentions.add(id);
    const ids = (outcome: Entry['outcome']): string[] => targeted.filter((entry) => entry.outcome === outcome).map(({ id }) => id);
    const last = targeted.findLast((entry) => entry.outcome === 'change');
    return {
      address: resource.address,
      tool: at.tool,
      type: at.tool === 'terraform' ? resource.terraformType : resource.cloudformationType,
      file: at.file,
      line: lineOf(o.workspace, at),
      account: resource.account,
      region: resource.region,
      inState: at.tool === 'terraform' && at.managed,
      ...(resource.parent ? { parent: resource.parent } : {}),
      identifiers: identifiers(at, readFileSync(join(o.workspace, at.file), 'utf8')),
      changes: ids('change'),
      attempts: ids('attempt'),
      reads: ids('read'),
      mentions: (mentions.get(resource.address) ?? []).map(({ id }) => id).filter((id) => !notMentions.has(id)),
      lastChange: last
        ? { event: last.id, time: iso(last.time), actor: actorArn(last), person: last.by?.person ?? null, origin: last.by?.origin ?? null }
        : null,
    };
  });
  return {
    now: iso(o.now),
    totals: {
      records,
      unique: entries.length,
      duplicates: records - entries.length,
      files: { logs: o.files.length, truncated: 1, digests: o.written.digests.length },
      problems: o.written.planted,
      digests: o.written.digests,
    },
    counts: {
      account: tally(entries, (entry) => entry.account),
      region: tally(entries, (entry) => entry.region),
      eventSource: tally(entries, (entry) => text(entry.record['eventSource'])),
      eventName: tally(entries, (entry) => text(entry.record['eventName'])),
      actorArn: tally(entries, actorArn),
      category: tally(entries, (entry) => text(entry.record['eventCategory'])),
      outcome: tally(entries, (entry) => entry.outcome),
      origin: tally(entries, (entry) => entry.by?.origin ?? ''),
    },
    beats: o.beats,
    resources,
  };
}
