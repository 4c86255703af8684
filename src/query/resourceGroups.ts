// Activity by resource: events gathered under what they act on, however each event names it.
import { lifeOf } from './verbs.ts';
import { isGlobal, isNamingService, kindOf } from './names.ts';
import { touchesOf } from '../event/touched.ts';
import type { EventReader } from './reader.ts';
import type { Touch } from '../event/event.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { EventRow } from '../store/port.ts';

/** Events of one resource, newest first. */
export interface ResourceGroup {
  /** The touch that named it when it was first met, which is its newest. */
  readonly touch: Touch;
  readonly values: Set<string>;
  readonly rows: EventRow[];
  type: string | undefined;
  /** The newest successful change; the life it tells of decides whether the resource is gone. */
  change: EventRow | undefined;
}

/** One event may act on many resources (TerminateInstances); more than so many are not all shown. */
const TARGETS = 20;

/**
 * Groups in the order of their newest event. `rows` are newest first. Events that name nothing they act on are in `rest`.
 */
export function groupByResource(reader: EventReader, rows: readonly EventRow[]): { groups: ResourceGroup[]; rest: EventRow[] } {
  const byName = new Map<string, ResourceGroup>();
  const groups = new Set<ResourceGroup>();
  const rest: EventRow[] = [];
  for (const row of rows) {
    const targets = touchesOf(reader.once(row.ref))
      .filter((touch) => touch.role === 'target')
      .slice(0, TARGETS);
    if (targets.length === 0) rest.push(row);
    for (const touch of targets) add(touch, row);
  }
  return { groups: [...groups].sort((a, b) => newestOf(b) - newestOf(a)), rest };

  function add(touch: Touch, row: EventRow): void {
    const keys = touch.values.map((value) => nameKey(value, touch, row));
    const known = [...new Set(keys.flatMap((key) => byName.get(key) ?? []))];
    const [group = { touch, values: new Set<string>(), rows: [], type: touch.type, change: undefined }, ...others] = known;
    // Asked by id in one event and by name in another, the two meet in the event that says both.
    for (const other of others) absorb(group, other);
    groups.add(group);
    if (row.outcome === 'change') group.change ??= row;
    if (group.rows.at(-1) !== row) group.rows.push(row);
    group.type ??= touch.type;
    for (const value of touch.values) group.values.add(value);
    for (const key of keys) byName.set(key, group);
  }

  function absorb(group: ResourceGroup, other: ResourceGroup): void {
    if ((other.change?.time ?? -Infinity) > (group.change?.time ?? -Infinity)) group.change = other.change;
    group.rows.push(...other.rows.filter((row) => !group.rows.includes(row)));
    group.rows.sort(newestFirst);
    for (const value of other.values) group.values.add(value);
    for (const [key, one] of byName) if (one === other) byName.set(key, group);
    groups.delete(other);
  }
}

const newestFirst = (a: EventRow, b: EventRow): number => orderOf(b.time) - orderOf(a.time);
const newestOf = (group: ResourceGroup): number => orderOf(group.rows[0]?.time ?? NaN);
const orderOf = (time: number): number => (Number.isNaN(time) ? -Number.MAX_VALUE : time);

/** Under which two touches are the same resource: a sure name everywhere, another within its type, account and Region. */
function nameKey(value: string, touch: Touch, row: EventRow): string {
  if (kindOf(value).isSure) return value;
  return `${row.account}\n${isGlobal(row.eventSource) ? '' : row.awsRegion}\n${touch.type ?? row.eventSource}\n${value}`;
}

/** Whether the newest successful change deleted the resource. */
export function isDeleted({ change, type }: ResourceGroup): boolean {
  return change !== undefined && lifeOf(change.eventName, type) === 'gone';
}

/** What to open a group's history with. Names that repeat within a service are left to the sure ones, where there are any. */
export function identityOf({ touch, values, type, rows }: ResourceGroup): ResourceIdentity | undefined {
  const [row] = rows;
  if (row === undefined) return undefined;
  // A `*` in a record is a star; in an identity it would be a pattern.
  const sorted = [...values].filter((value) => value !== '' && !value.includes('*')).map((value) => ({ value, ...kindOf(value) }));
  const sure = sorted.filter((one) => one.isSure);
  const chosen = sure.length > 0 && !isNamingService(row.eventSource) ? sure : sorted;
  const arnAccount = sure
    .map(({ value }) => (value.startsWith('arn:') ? (value.split(':')[4] ?? '') : ''))
    .find((account) => account !== '');
  const account = arnAccount ?? row.account;
  return {
    address: touch.name,
    ...(type === undefined ? {} : { resourceType: type }),
    ...(type === undefined ? { eventSource: row.eventSource } : {}),
    ...(account === '' ? {} : { account }),
    ...(row.awsRegion === '' || isGlobal(row.eventSource) ? {} : { region: row.awsRegion }),
    values: chosen.map(({ value, kind }) => ({ value, kind, via: { how: 'asked', text: 'named in an event' } })),
  };
}
