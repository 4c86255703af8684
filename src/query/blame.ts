// For each declared resource: how many events, and its newest change.
import { findAny } from './merge.ts';
import { historyOf, historyRows } from './history.ts';
import { isTarget } from './target.ts';
import { lifeIn } from './life.ts';
import { termOf, widest } from './scope.ts';
import { namesOf } from './names.ts';
import type { EventReader } from './reader.ts';
import type { BlameAnswer, HistoryRow } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';

/** Newest changes looked at for one that acts on the resource, not only names it. */
const LOOKS = 10;
/** As far as Event history reaches, in ms. */
const RECENT = 90 * 24 * 60 * 60 * 1000;

/** Objects of a bucket, items of a table, messages of a queue: to write them is no change of the resource, unless nothing else is held. */
const NOT_WHAT_IT_HOLDS = termOf('category', 'Data', true);

/** A possible change is the answer only when there is no better one. */
export function blameOf(reader: EventReader, asked: ResourceIdentity, now: number = Date.now()): BlameAnswer {
  const history = historyOf(reader, asked);
  const { identity, own, type } = history;
  const outcomes = ['change'] as const;
  const itself = history.again({ outcomes, term: NOT_WHAT_IT_HOLDS });
  const term = itself.total > 0 ? { term: NOT_WHAT_IT_HOLDS } : {};
  const { refs } = itself.total > 0 ? itself : history.again({ outcomes });
  const newest = refs.subarray(0, LOOKS);
  const acting = newest.find((ref) => isTarget(reader.event(ref), own, type) !== undefined);
  const best = acting ?? newest.at(0) ?? (history.possibleLeftOut > 0 ? possibleChange(reader, identity) : undefined);
  const rowOf = (ref: number | undefined): HistoryRow | undefined =>
    ref === undefined ? undefined : historyRows(reader, identity, [ref])[0];
  const last = rowOf(best);
  const deleted = rowOf(lifeIn(history.recent, { own, type }).gone?.row.ref);
  return {
    events: history.found.total,
    possible: history.possibleLeftOut,
    recent: history.again({ outcomes, since: now - RECENT, ...term }).total,
    ...(deleted === undefined ? {} : { deleted }),
    ...(last === undefined ? {} : { last }),
  };
}

function possibleChange(reader: EventReader, identity: ResourceIdentity): number | undefined {
  return findAny(reader.store, [{ ...widest(identity, namesOf(identity), {}), outcomes: ['change'], limit: 1 }]).refs.at(0);
}
