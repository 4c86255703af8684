// For each declared resource: how many events, and its newest change.
import { findAny } from './merge.ts';
import { historyOf, historyRows } from './history.ts';
import { isTarget } from './target.ts';
import { widest } from './scope.ts';
import { namesOf } from './names.ts';
import type { EventReader } from './reader.ts';
import type { BlameAnswer, HistoryRow } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';

/** Newest changes looked at for one that acts on the resource, not only names it. */
const LOOKS = 10;

/** A possible change is the answer only when there is no better one. */
export function blameOf(reader: EventReader, asked: ResourceIdentity): BlameAnswer {
  const history = historyOf(reader, asked);
  const { identity, own, type } = history;
  const { refs } = history.again({ outcomes: ['change'] });
  const newest = refs.subarray(0, LOOKS);
  const acting = newest.find((ref) => isTarget(reader.event(ref), own, type) !== undefined);
  const best = acting ?? newest.at(0) ?? (history.possibleLeftOut > 0 ? possibleChange(reader, identity) : undefined);
  const last: HistoryRow | undefined = best === undefined ? undefined : historyRows(reader, identity, [best])[0];
  return { events: history.found.total, possible: history.possibleLeftOut, ...(last === undefined ? {} : { last }) };
}

function possibleChange(reader: EventReader, identity: ResourceIdentity): number | undefined {
  return findAny(reader.store, [{ ...widest(identity, namesOf(identity), {}), outcomes: ['change'], limit: 1 }]).refs.at(0);
}
