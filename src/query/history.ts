// The history of a resource: which events are its own, and why.
import { serviceOf } from '../resource/cfnType.ts';
import { matchRecord } from '../resource/match.ts';
import { whatOf } from '../event/what.ts';
import { findAny } from './merge.ts';
import { learn } from './learn.ts';
import { ownOf, typeOf } from './names.ts';
import { narrowed, partsOf, partsOfWhole, termOf, widest } from './scope.ts';
import type { EventReader } from './reader.ts';
import type { Recent } from './recent.ts';
import type { Outcome } from '../event/event.ts';
import type { Filter } from '../event/filter.ts';
import type { Match, ResourceIdentity } from '../resource/identity.ts';
import type { HistoryRow } from '../protocol/backend.ts';
import type { EventRef, Find, Found } from '../store/port.ts';

/** Which events of the resource are wanted. */
export interface Wanted {
  readonly filter?: Filter;
  readonly since?: number;
  readonly until?: number;
  readonly changesOnly?: boolean;
  readonly possible?: boolean;
}

/** Events found by a bare name in other services' records, of which so many are judged one by one. */
const JUDGED = 256;

/** What was found, and how to find more of it. */
export interface History {
  /** With the values learned. */
  readonly identity: ResourceIdentity;
  readonly own: ReadonlySet<string>;
  /** CloudFormation's name of the type, where known. */
  readonly type: string | undefined;
  /** All its changes, whatever of them is wanted. */
  readonly recent: Recent;
  readonly found: Found;
  readonly possibleLeftOut: number;
  /** The wanted events again, of some outcomes, in a span. */
  again(narrow: Pick<Find, 'outcomes' | 'since' | 'until'>): Found;
}

/** Finds the history. Parses only what it learns from and what it must judge: a bounded number of records. */
export function historyOf(reader: EventReader, asked: ResourceIdentity, wanted: Wanted = {}): History {
  const { identity, names, scope, recent } = learn(reader, asked);
  const base = baseOf(wanted);
  const questionsIn = (from: Find): Find[] =>
    wanted.possible === true ? [widest(identity, names, from)] : [...partsOf(names, scope, from), ...partsOfWhole(identity, from)];
  const rejected = wanted.possible === true ? none : rejectedOf(reader, identity, questionsIn(base), names.bare);
  const isLeftOut = rejected.refs.size === 0 ? undefined : (ref: EventRef): boolean => rejected.refs.has(ref);
  const found = findAny(reader.store, questionsIn(base), isLeftOut);
  const all = wanted.possible === true ? found.total : reader.store.find({ ...widest(identity, names, base), limit: 0 }).total;
  return {
    identity,
    own: ownOf(names),
    type: typeOf(identity),
    recent,
    found,
    possibleLeftOut: Math.max(0, all - found.total - rejected.others),
    again: (narrow) => {
      const outcomes = narrow.outcomes?.filter((one) => base.outcomes?.includes(one) ?? true);
      return findAny(
        reader.store,
        questionsIn({ ...base, ...within(base, narrow), ...(outcomes === undefined ? {} : { outcomes }) }),
        isLeftOut,
      );
    },
  };
}

function baseOf({ filter, since, until, changesOnly }: Wanted): Find {
  const outcomes: readonly Outcome[] = ['change', 'attempt'];
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(changesOnly === true ? { outcomes } : {}),
  };
}

/** The span of both. */
function within(base: Find, { since, until }: Pick<Find, 'since' | 'until'>): Pick<Find, 'since' | 'until'> {
  const from = Math.max(base.since ?? -Infinity, since ?? -Infinity);
  const to = Math.min(base.until ?? Infinity, until ?? Infinity);
  return { ...(from > -Infinity ? { since: from } : {}), ...(to < Infinity ? { until: to } : {}) };
}

interface Rejected {
  readonly refs: ReadonlySet<EventRef>;
  /** Of these, so many do not name the resource at all; the rest may. */
  readonly others: number;
}

const none: Rejected = { refs: new Set(), others: 0 };

/**
 * Of the events of other services that a bare name found, those that do not mean the resource: a function's role may bear its name. When
 * they are too many to read, none is rejected; their rows then say how sure they are.
 */
function rejectedOf(reader: EventReader, identity: ResourceIdentity, questions: readonly Find[], bare: readonly string[]): Rejected {
  const { eventSource } = identity;
  if (eventSource === undefined || bare.length === 0) return none;
  const foreign = questions.map((question) => ({
    ...narrowed(question, termOf('service', serviceOf(eventSource), true)),
    limit: JUDGED + 1,
  }));
  const { refs, total } = findAny(reader.store, foreign);
  if (total > JUDGED) return none;
  const judged = [...refs].map((ref) => ({ ref, match: matchOf(reader, identity, ref) }));
  const isUnsure = (match: Match | undefined): boolean =>
    match === undefined || (match.confidence === 'possible' && !isAskedPattern(identity, match));
  const rejected = judged.filter(({ match }) => isUnsure(match));
  return { refs: new Set(rejected.map(({ ref }) => ref)), others: rejected.filter(({ match }) => match === undefined).length };
}

function matchOf(reader: EventReader, identity: ResourceIdentity, ref: EventRef): Match | undefined {
  const { record, account, awsRegion, eventSource } = reader.event(ref);
  return matchRecord(identity, record, { account, region: awsRegion, eventSource });
}

/** A pattern that was asked for by a person is what the person means. */
function isAskedPattern(identity: ResourceIdentity, match: Match): boolean {
  return identity.values.some(({ value, via }) => via.how === 'asked' && value.includes('*') && match.reason.includes(` fits ${value} `));
}

/** Rows of events of the history, each with why it belongs and what was done. */
export function historyRows(reader: EventReader, identity: ResourceIdentity, refs: ArrayLike<EventRef>): HistoryRow[] {
  return reader.store.rows(refs).map((row) => {
    const match = matchOf(reader, identity, row.ref) ?? {
      confidence: 'possible',
      reason: 'the record names it, in a place that could mean something else',
    };
    const told: Match = isAskedPattern(identity, match) && match.confidence === 'possible' ? { ...match, confidence: 'probable' } : match;
    return { ...row, match: told, what: whatOf(reader.event(row.ref)) };
  });
}
