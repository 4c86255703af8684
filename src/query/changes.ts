// What changed: a resource's changes folded along time, for one event's before and after and for the state when last seen.
import { effectTable } from './effectTable.ts';
import { effectsOf } from './effects.ts';
import { rootsOf } from './effect.ts';
import { Fold } from './fold.ts';
import { isTarget } from './target.ts';
import { lifeOf, operationOf, verbOf } from './verbs.ts';
import type { FoldedResource } from './effects.ts';
import type { History } from './history.ts';
import type { EventReader, ReadEvent } from './reader.ts';
import type { AttributeChange, LastKnownState } from '../protocol/backend.ts';
import type { EventRow } from '../store/port.ts';

/** Records read to fold one event, and to fold a last known state. */
const FOLDED = 200;
const STATE_FOLDED = 48;

/** What of a history the folding needs. */
export type Folded = Pick<History, 'own' | 'type' | 'recent' | 'identity'>;

/** What an event changed, and the change before it. */
export interface Changes {
  readonly changes: readonly AttributeChange[];
  /** `key` of the newest earlier change of the same attribute set. */
  readonly previousKey?: string;
}

/** Folds the resource's earlier changes and then the event. Empty when the event did not change this resource. */
export function changesBy(reader: EventReader, folded: Folded, ref: number): Changes {
  const [asked] = reader.read([ref]);
  if (asked === undefined || asked.row.outcome !== 'change' || isTarget(asked.event, folded.own, folded.type) === undefined)
    return { changes: [] };
  const story = storyOf(folded, FOLDED, asked.row.time);
  const upTo = story.findIndex(({ row }) => row.ref === ref);
  const earlier = upTo < 0 ? story : story.slice(0, upTo);
  const resource = resourceOf(folded, asked);
  const fold = new Fold();
  for (const { event, row } of earlier) fold.apply(effectsOf(event, resource), row);
  const effects = effectsOf(asked.event, resource);
  const roots = rootsOf(effects);
  const previous = earlier.findLast(({ event }) => [...rootsOf(effectsOf(event, resource))].some((root) => roots.has(root)));
  return { changes: fold.apply(effects, asked.row), ...(previous === undefined ? {} : { previousKey: previous.event.key }) };
}

/** What the resource was set to when last seen; undefined when no change that is held says anything. */
export function lastKnownOf(folded: Folded): LastKnownState | undefined {
  const story = storyOf(folded, STATE_FOLDED);
  const last = story.at(-1);
  if (last === undefined) return undefined;
  const resource = resourceOf(folded, last);
  const fold = new Fold();
  for (const { event, row } of story) fold.apply(effectsOf(event, resource), row);
  const attributes = fold.attributes();
  return attributes.length === 0 ? undefined : { at: last.row.time, attributes };
}

/** The newest changes of the resource until a time (inclusive), oldest first. */
function storyOf({ recent, own, type, identity }: Folded, limit: number, until?: number): ReadEvent[] {
  const isWanted = ({ eventName, eventSource }: EventRow): boolean =>
    mayConfigure(eventName) && isOfService(eventSource, identity.eventSource);
  const story: ReadEvent[] = [];
  for (const read of recent.configuring(isWanted, until)) {
    if (isTarget(read.event, own, type) !== undefined) story.push(read);
    if (story.length >= limit) break;
  }
  return story.reverse().sort((a, b) => a.row.time - b.row.time || rankOf(a.row, type) - rankOf(b.row, type));
}

/** Within one second, which is all that records tell, a life begins first and ends last. */
function rankOf({ eventName }: EventRow, type: string | undefined): number {
  const life = lifeOf(eventName, type);
  return life === 'born' ? 0 : life === 'gone' ? 2 : 1;
}

/** A service is configured by its own calls, and tagged by a common one. */
const isOfService = (eventSource: string, own: string | undefined): boolean =>
  own === undefined || eventSource === own || eventSource === 'tagging.amazonaws.com';

const mayConfigure = (eventName: string): boolean =>
  verbOf(eventName).class !== 'other' || Object.hasOwn(effectTable, operationOf(eventName));

function resourceOf({ own, type }: Folded, { event }: ReadEvent): FoldedResource {
  const known = type ?? isTarget(event, own, type)?.type;
  return { names: own, ...(known === undefined ? {} : { type: known }) };
}
