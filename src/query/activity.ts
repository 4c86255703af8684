// Recent activity, gathered by resource, actor, service, session or day.
import { parseFilter } from '../event/filter.ts';
import { dayOf } from './days.ts';
import { groupByResource, identityOf, isDeleted } from './resourceGroups.ts';
import type { EventReader } from './reader.ts';
import type { ActivityAnswer, ActivityGroup, ActivityQuestion } from '../protocol/backend.ts';
import type { EventRow, Find } from '../store/port.ts';

/** Rows are cheap; touched resources want each record parsed. The newest so many events are grouped, and the answer says so. */
const GROUPED_ROWS = 20_000;
const GROUPED_RECORDS = 5_000;
/** Groupings remembered, so that opening one group after another reads nothing again. */
const KEPT = 4;

interface Grouping {
  readonly answer: ActivityAnswer;
  readonly rowsOf: ReadonlyMap<string, readonly EventRow[]>;
}

type Group = Omit<ActivityGroup, 'events' | 'attempts' | 'last' | 'newest'>;

export class Activity {
  readonly #reader: EventReader;
  readonly #now: () => number;
  readonly #kept = new Map<string, Grouping>();
  #generation = NaN;

  constructor(reader: EventReader, now: () => number) {
    this.#reader = reader;
    this.#now = now;
  }

  /** Throws FilterError. */
  groups(question: ActivityQuestion): ActivityAnswer {
    return this.#grouping(question).answer;
  }

  /** Rows of one group, newest first; none when the group is no longer there. */
  rows(question: ActivityQuestion, group: string, offset: number, count: number): EventRow[] {
    return [...(this.#grouping(question).rowsOf.get(group) ?? [])].slice(offset, offset + count);
  }

  #grouping(question: ActivityQuestion): Grouping {
    if (this.#generation !== this.#reader.store.generation) this.#kept.clear();
    this.#generation = this.#reader.store.generation;
    const { groupBy, changesOnly, since, until, filter, timeZone } = question;
    const key = JSON.stringify([groupBy, changesOnly, since, until, filter, timeZone]);
    const grouping = this.#kept.get(key) ?? this.#compute(question);
    this.#kept.delete(key);
    this.#kept.set(key, grouping);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value ?? key);
    return grouping;
  }

  #compute(question: ActivityQuestion): Grouping {
    const { store } = this.#reader;
    const { refs, total } = store.find({
      ...findOf(question, this.#now()),
      limit: question.groupBy === 'resource' ? GROUPED_RECORDS : GROUPED_ROWS,
    });
    const rows = store.rows(refs);
    const gathered = question.groupBy === 'resource' ? byResource(this.#reader, rows) : byColumn(rows, groupOf(question));
    const groups = [...gathered].map(([group, members]) => counted(group, members));
    return {
      answer: { groups, grouped: rows.length, total, coverage: this.#reader.coverage() },
      rowsOf: new Map([...gathered].map(([group, members]) => [group.key, members])),
    };
  }
}

function findOf({ changesOnly, since, until, filter }: ActivityQuestion, now: number): Find {
  return {
    ...(changesOnly ? { outcomes: ['change', 'attempt'] as const } : {}),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(filter === undefined || filter.trim() === '' ? {} : { filter: parseFilter(filter, now) }),
  };
}

function counted(group: Group, rows: readonly EventRow[]): ActivityGroup {
  const [newest] = rows;
  if (newest === undefined) throw new RangeError(`The group ${group.key} has no events.`);
  return { ...group, events: rows.length, attempts: rows.filter((row) => row.outcome === 'attempt').length, last: newest.time, newest };
}

/** Groups in the order of their newest event, as the rows come. */
function byColumn(rows: readonly EventRow[], groupOf: (row: EventRow) => Group): Map<Group, EventRow[]> {
  const groups = new Map<string, { group: Group; members: EventRow[] }>();
  for (const row of rows) {
    const group = groupOf(row);
    const known = groups.get(group.key);
    if (known === undefined) groups.set(group.key, { group, members: [row] });
    else known.members.push(row);
  }
  return new Map([...groups.values()].map(({ group, members }) => [group, members]));
}

function groupOf({ groupBy, timeZone }: ActivityQuestion): (row: EventRow) => Group {
  switch (groupBy) {
    case 'actor':
      return ({ actor }) => ({
        key: `actor:${actor.arn ?? actor.name}`,
        label: actor.name,
        type: actor.kind,
        ...(actor.account === undefined ? {} : { detail: actor.account }),
      });
    case 'service':
      return ({ eventSource }) => ({
        key: `service:${eventSource}`,
        label: eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '') || 'no service told',
      });
    case 'session':
      return ({ accessKeyId, actor }) => ({
        key: `session:${accessKeyId}`,
        label: accessKeyId === '' ? 'no access key' : actor.name,
        ...(accessKeyId === '' ? {} : { detail: accessKeyId }),
      });
    case 'time': {
      const day = dayOf(timeZone ?? 'UTC');
      return ({ time }) => ({ key: `time:${day(time)}`, label: day(time) });
    }
    case 'resource':
      throw new RangeError('Resources are not a column.');
  }
}

function byResource(reader: EventReader, rows: readonly EventRow[]): Map<Group, readonly EventRow[]> {
  const { groups, rest } = groupByResource(reader, rows);
  const gathered = new Map<Group, readonly EventRow[]>();
  for (const group of groups) {
    const [row] = group.rows;
    const identity = identityOf(group);
    const detail = [identity?.account ?? '', row?.awsRegion ?? ''].filter((text) => text !== '').join(' ');
    gathered.set(
      {
        key: `resource:${[...group.values].sort()[0] ?? group.touch.name}:${detail}:${group.type ?? ''}`,
        label: group.touch.name,
        ...(group.type === undefined ? {} : { type: group.type }),
        ...(detail === '' ? {} : { detail }),
        ...(identity === undefined ? {} : { identity }),
        ...(isDeleted(group) ? { deleted: true } : {}),
      },
      group.rows,
    );
  }
  if (rest.length > 0) gathered.set({ key: 'none', label: 'no resource named' }, rest);
  return gathered;
}
