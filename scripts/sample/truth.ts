// The truth about the sample, for tests and demonstrations: totals, each declared resource's events, each beat's answer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../src/event/event.ts';
import type { LogFile } from './delivery.ts';
import type { Entry } from './journal.ts';
import { identifiers, lineOf, type Located } from './located.ts';
import type { Written } from './logs.ts';
import { namedIn } from './mentions.ts';
import { iso } from './names.ts';
import type { Beat } from './story/beat.ts';
import type { ResourceTruth, Truth } from './truthShape.ts';

/** What is known when the story has been told and written. */
export interface Told {
  readonly entries: readonly Entry[];
  readonly files: readonly LogFile[];
  readonly written: Written;
  readonly located: readonly Located[];
  readonly beats: readonly Beat[];
  /** Folder of the workspace's own files. */
  readonly workspace: string;
  readonly now: number;
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

/** The events of one resource. `named` are all that name it; `decoys` those that only seem to. */
function resourceTruth(
  told: Told,
  at: Located,
  targeted: readonly Entry[],
  named: readonly Entry[],
  decoys: ReadonlySet<string>,
): ResourceTruth {
  const { resource } = at;
  const own = new Set(targeted);
  const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id);
  const others = named.filter((entry) => !own.has(entry) && !decoys.has(entry.id));
  const isData = (entry: Entry): boolean => entry.record['eventCategory'] === 'Data';
  const last = targeted.findLast((entry) => entry.outcome === 'change');
  return {
    address: resource.address,
    tool: at.tool,
    type: at.tool === 'terraform' ? resource.terraformType : resource.cloudformationType,
    file: at.file,
    line: lineOf(told.workspace, at),
    account: resource.account,
    region: resource.region,
    inState: at.tool === 'terraform' && at.managed,
    ...(resource.parent ? { parent: resource.parent } : {}),
    identifiers: identifiers(at, readFileSync(join(told.workspace, at.file), 'utf8')),
    changes: ids(targeted.filter((entry) => entry.outcome === 'change')),
    attempts: ids(targeted.filter((entry) => entry.outcome === 'attempt')),
    reads: ids(targeted.filter((entry) => entry.outcome === 'read')),
    data: ids(others.filter(isData)),
    mentions: ids(others.filter((entry) => !isData(entry))),
    lastChange: last
      ? { event: last.id, time: iso(last.time), actor: actorArn(last), person: last.by?.person ?? null, origin: last.by?.origin ?? null }
      : null,
  };
}

function resourceTruths(told: Told, entries: readonly Entry[]): ResourceTruth[] {
  const wanted = told.located.map((at) => ({ address: at.resource.address, values: identifiers(at, '').map(({ value }) => value) }));
  const named = namedIn(entries, wanted);
  const targeted = new Map<string, Entry[]>(wanted.map(({ address }) => [address, []]));
  for (const entry of entries) for (const address of entry.targets) targeted.get(address)?.push(entry);
  return told.located.map((at) => {
    const { address } = at.resource;
    const decoys = told.beats.filter((beat) => beat.about === address).flatMap((beat) => beat.decoys.flatMap(({ events }) => events));
    return resourceTruth(told, at, targeted.get(address) ?? [], named.get(address) ?? [], new Set(decoys));
  });
}

/** Puts the truth together. */
export function truth(told: Told): Truth {
  const entries = told.entries.toSorted(timeOrder);
  const records = told.files.reduce((sum, file) => sum + file.entries.length, 0);
  const field =
    (name: string) =>
    (entry: Entry): string =>
      text(entry.record[name]);
  return {
    now: iso(told.now),
    totals: {
      records,
      unique: entries.length,
      duplicates: records - entries.length,
      files: { logs: told.files.length, truncated: 1, digests: told.written.digests.length },
      problems: told.written.planted,
      digests: told.written.digests,
    },
    counts: {
      account: tally(entries, (entry) => entry.account),
      region: tally(entries, field('awsRegion')),
      eventSource: tally(entries, field('eventSource')),
      eventName: tally(entries, field('eventName')),
      actorArn: tally(entries, actorArn),
      category: tally(entries, field('eventCategory')),
      outcome: tally(entries, (entry) => entry.outcome),
      origin: tally(entries, (entry) => entry.by?.origin ?? ''),
    },
    beats: told.beats,
    resources: resourceTruths(told, entries),
  };
}
