// The history of a resource: which events are its own, and why.
import { serviceOf } from '../resource/cfnType.ts';
import { matchRecord } from '../resource/match.ts';
import type { EventFacts } from '../resource/match.ts';
import { nameSetOf } from '../resource/nameSet.ts';
import { whatOf } from '../event/what.ts';
import { findAny } from './merge.ts';
import { learn } from './learn.ts';
import { ownOf, typeOf } from './names.ts';
import { narrowed, partsOf, partsOfWhole, termOf, widest } from './scope.ts';
import type { EventReader } from './reader.ts';
import type { Recent } from './recent.ts';
import type { Outcome } from '../event/event.ts';
import type { Filter, FilterTerm } from '../event/filter.ts';
import type { Match, ResourceIdentity } from '../resource/identity.ts';
import type { HistoryRow } from '../protocol/backend.ts';
import type { EventRef, EventRow, Find, Found } from '../store/port.ts';

/** Which events of the resource are wanted. */
export interface Wanted {
  readonly filter?: Filter;
  readonly since?: number;
  readonly until?: number;
  readonly changesOnly?: boolean;
  readonly possible?: boolean;
}

/** Events found by a bare name, of which so many are judged one by one. */
const JUDGED = 128;
/** Of histories no longer than this the rows are read at once: cheaper than to ask again for each sum. */
const FEW = 256;

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
  /** How many of the wanted events have the outcome. */
  count(outcome: Outcome): number;
  /** The wanted events again, of some outcomes, in a span, as far as one term more takes them. */
  again(narrow: Pick<Find, 'outcomes' | 'since' | 'until'> & { readonly term?: FilterTerm }): Found;
}

/** Finds the history. Parses only what it learns from and what it must judge: a bounded number of records. */
export function historyOf(reader: EventReader, asked: ResourceIdentity, wanted: Wanted = {}): History {
  reader.renew();
  const { identity, names, scope, recent } = learn(reader, asked);
  const { store } = reader;
  const base = baseOf(wanted);
  const isWide = wanted.possible === true;
  const questionsIn = (from: Find): Find[] =>
    isWide ? [widest(identity, names, from)] : [...partsOf(names, scope, from), ...partsOfWhole(identity, from)];
  const named = findAny(store, questionsIn(base));
  const rows = named.total <= FEW ? store.rows(named.refs) : undefined;
  const strangers = identity.parent === undefined ? none : strangersOf(reader, identity, widest(identity, names, base));
  const narrow = (): Rejected => (mayMeanOthers(identity) ? rejectedOf(reader, identity, questionsIn(base), rows) : none);
  const rejected = isWide ? strangers : narrow();
  const isLeftOut = rejected.refs.size === 0 ? undefined : (ref: EventRef): boolean => rejected.refs.has(ref);
  const found = isLeftOut === undefined ? named : findAny(store, questionsIn(base), isLeftOut);
  const again: History['again'] = (narrow) => {
    const outcomes = narrow.outcomes?.filter((one) => base.outcomes?.includes(one) ?? true);
    const from: Find = { ...base, ...within(base, narrow), ...(outcomes === undefined ? {} : { outcomes }) };
    return findAny(store, questionsIn(narrow.term ? narrowed(from, narrow.term) : from), isLeftOut);
  };
  const mayBeMore = identity.parent !== undefined || names.patterns.length > 0 || Object.keys(scope).length > 0;
  const all = isWide || !mayBeMore ? named.total : store.find({ ...widest(identity, names, base), limit: 0 }).total;
  return {
    identity,
    own: ownOf(names),
    type: typeOf(identity),
    recent,
    found,
    possibleLeftOut: Math.max(0, all - found.total - Math.max(rejected.others, strangers.others)),
    count: (outcome) =>
      rows?.filter((row) => row.outcome === outcome && !rejected.refs.has(row.ref)).length ?? again({ outcomes: [outcome] }).total,
    again,
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

/** Whether a mere name is among the values: other kinds of things may bear it, even where it is worldwide the only one of its kind. */
function mayMeanOthers(identity: ResourceIdentity): boolean {
  return [...nameSetOf(identity).names.values()].some(({ sort }) => sort === 'name');
}

interface Rejected {
  readonly refs: ReadonlySet<EventRef>;
  /** Of these, so many do not name the resource at all; the rest may. */
  readonly others: number;
}

const none: Rejected = { refs: new Set(), others: 0 };

/**
 * Of the events that a bare name found, those that do not mean the resource: a function's role may bear its name, or a volume have it for a
 * tag. When they are too many to read, only those of other services are judged, else none; their rows then say how sure they are.
 */
function rejectedOf(
  reader: EventReader,
  identity: ResourceIdentity,
  questions: readonly Find[],
  rows: readonly EventRow[] | undefined,
): Rejected {
  const { eventSource } = identity;
  if (eventSource === undefined) return none;
  const isFew = rows !== undefined && rows.length <= JUDGED;
  const foreign = rows?.filter((row) => row.eventSource !== eventSource).map((row) => row.ref);
  const refs = isFew ? rows.map((row) => row.ref) : (foreign ?? foreignIn(reader, eventSource, questions));
  if (refs.length > JUDGED) return none;
  // Account and Region were asked for already.
  const judged = refs.map((ref) => ({ ref, match: matchOf(reader, identity, ref, { account: '', region: '' }) }));
  const isUnsure = (match: Match | undefined): boolean =>
    match === undefined || (match.confidence === 'possible' && !isAskedPattern(identity, match));
  const rejected = judged.filter(({ match }) => isUnsure(match));
  return { refs: new Set(rejected.map(({ ref }) => ref)), others: rejected.filter(({ match }) => match === undefined).length };
}

/** Of all events of a part and of what it is a part of, those that are of neither's making: they set another part, or only use the whole. */
function strangersOf(reader: EventReader, identity: ResourceIdentity, question: Find): Rejected {
  const { refs, total } = reader.store.find({ ...question, limit: JUDGED + 1 });
  if (total > JUDGED) return none;
  const strangers = [...refs].filter((ref) => matchOf(reader, identity, ref, { account: '', region: '' }) === undefined);
  return { refs: new Set(strangers), others: strangers.length };
}

/** Refs of other services' events, at least one too many when there are too many to judge. */
function foreignIn(reader: EventReader, eventSource: string, questions: readonly Find[]): EventRef[] {
  const notOwn = termOf('service', serviceOf(eventSource), true);
  return [
    ...findAny(
      reader.store,
      questions.map((question) => ({ ...narrowed(question, notOwn), limit: JUDGED + 1 })),
    ).refs,
  ];
}

function matchOf(
  reader: EventReader,
  identity: ResourceIdentity,
  ref: EventRef,
  place?: Pick<EventFacts, 'account' | 'region'>,
): Match | undefined {
  const { record, account, awsRegion, eventSource } = reader.event(ref);
  return matchRecord(identity, record, { account, region: awsRegion, ...place, eventSource });
}

/** A pattern that was asked for by a person is what the person means. */
function isAskedPattern(identity: ResourceIdentity, match: Match): boolean {
  return identity.values.some(({ value, via }) => via.how === 'asked' && value.includes('*') && match.reason.includes(` fits ${value} `));
}

/** Rows of events of the history, each with why it belongs and what was done. */
export function historyRows(reader: EventReader, identity: ResourceIdentity, refs: ArrayLike<EventRef>): HistoryRow[] {
  reader.renew();
  return reader.store.rows(refs).map((row) => {
    const match = matchOf(reader, identity, row.ref) ?? {
      confidence: 'possible',
      reason: 'the record names it, in a place that could mean something else',
    };
    const told: Match = isAskedPattern(identity, match) && match.confidence === 'possible' ? { ...match, confidence: 'probable' } : match;
    return { ...row, match: told, what: whatOf(reader.event(row.ref)) };
  });
}
