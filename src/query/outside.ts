// For each declared resource: the changes that did not come by the tool that declares it.
import { isByService } from '../event/byService.ts';
import { ownOrigins } from '../event/ownOrigin.ts';
import { typeKnowledge } from '../resource/types.ts';
import { historyRows } from './history.ts';
import { learn } from './learn.ts';
import { findAny } from './merge.ts';
import { ownOf, typeOf } from './names.ts';
import { narrowed, partsOf, partsOfWhole, termOf } from './scope.ts';
import { isTarget } from './target.ts';
import { operationOf } from './verbs.ts';
import type { Learned } from './learn.ts';
import type { EventReader } from './reader.ts';
import type { FilterTerm } from '../event/filter.ts';
import type { HistoryRow, OutsideAnswer, OutsideQuestion, OutsideSpan } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { EventRef, EventRow, Find } from '../store/port.ts';

/** Changes looked at one by one for each resource; of more than these only the newest are told. */
const LOOKS = 200;

const NOTHING: OutsideAnswer = { changes: [], more: false, services: 0, attempts: 0, unknown: 0 };

/** Only what surely changed the resource counts. Data events configure nothing and are passed over, as is what only names the resource. */
export function outsideOf(reader: EventReader, { identity: asked, tool }: OutsideQuestion, span: OutsideSpan = {}): OutsideAnswer {
  const own = ownOrigins(tool);
  if (own === undefined) return NOTHING;
  reader.renew();
  const learned = learn(reader, asked);
  const notOwn: FilterTerm = { field: 'origin', not: true, any: own };
  const rows = rowsOf(reader, learned, narrowed(spanOf(span), termOf('category', 'data', true), notOwn), LOOKS);
  const sure = sureRows(reader, learned, rows);
  const changes = sure.filter(({ outcome, origin }) => outcome === 'change' && origin.kind !== 'unknown');
  return {
    changes,
    more: rows.length >= LOOKS,
    services: changes.filter(isByService).length,
    attempts: sure.filter(({ outcome, origin }) => outcome === 'attempt' && origin.kind !== 'unknown').length,
    unknown: sure.filter(({ outcome, origin }) => outcome === 'change' && origin.kind === 'unknown').length,
  };
}

function spanOf({ since, until, peopleOnly }: OutsideSpan): Find {
  return {
    outcomes: ['change', 'attempt'],
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(peopleOnly === true ? { filter: { terms: [termOf('origin', 'service', true)] } } : {}),
  };
}

/** The newest events of the resource that the question finds. */
export function rowsOf({ store }: EventReader, { identity, names, scope }: Learned, base: Find, limit: number): EventRow[] {
  const questions = [...partsOf(names, scope, base), ...partsOfWhole(identity, base)];
  if (questions.length === 0) return [];
  return store.rows(findAny(store, questions.map((question) => ({ ...question, limit }))).refs.subarray(0, limit)); // prettier-ignore
}

/** Of these, what surely changed the resource, with why. */
export function sureRows(reader: EventReader, { identity, names }: Learned, rows: readonly EventRow[]): HistoryRow[] {
  const own = ownOf(names);
  const type = typeOf(identity);
  const acting = rows.filter((row) => isOfPart(identity, row) ?? isTarget(reader.event(row.ref), own, type) !== undefined);
  const refs: EventRef[] = acting.map(({ ref }) => ref);
  return historyRows(reader, identity, refs).filter(({ match }) => match.confidence !== 'possible' && match.mention !== true);
}

/** A part bears the name of its whole: which of them an event is about stands in the event's name. Undefined where that is not known. */
function isOfPart({ parent, iacType, resourceType }: ResourceIdentity, { eventName }: EventRow): boolean | undefined {
  if (parent === undefined) return undefined;
  const known = typeKnowledge(iacType ?? resourceType ?? '');
  const names = [...(known?.creates ?? []), ...(known?.deletes ?? [])];
  return names.length === 0 ? undefined : names.some((name) => operationOf(eventName) === operationOf(name));
}
