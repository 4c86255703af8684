// Learns more names of a resource from the events that created it or acted on it: asked by a group's name, its id stands in the answer.
import { completed, isNamingService, kindOf, namesOf, ownOf, typeOf } from './names.ts';
import { Recent } from './recent.ts';
import { partsOf, scopeOf } from './scope.ts';
import { isTarget } from './target.ts';
import { lifeOf, lifePatterns, lifePatternsOf } from './verbs.ts';
import { typeOfId } from '../resource/opaqueId.ts';
import { createdValues } from '../event/touched.ts';
import type { EventReader, ReadEvent } from './reader.ts';
import type { Names } from './names.ts';
import type { Scope } from './scope.ts';
import type { IdentityValue, ResourceIdentity } from '../resource/identity.ts';

/** Created under a name that many use, each creation teaches an id; more than so many values would make the question a guess. */
const LEARNED = 12;
/** Creations looked at, and other changes. */
const CREATIONS = 6;
const CHANGES = 2;

export interface Learned {
  readonly identity: ResourceIdentity;
  readonly names: Names;
  readonly scope: Scope;
  /** The changes found by these names. */
  readonly recent: Recent;
}

/** The identity with the values learned, each with its evidence. Asks twice at most: what an id teaches may teach once more. */
export function learn(reader: EventReader, asked: ResourceIdentity): Learned {
  let identity = completed(withWhole(reader, asked));
  let names = namesOf(identity);
  const scope = scopeOf(reader, names, identity);
  if (scope.account !== undefined && identity.account === undefined) identity = { ...identity, account: scope.account };
  let recent = new Recent(reader, partsOf(names, scope, {}));
  for (let round = 0; round < 2; round++) {
    const values = learnOnce(recent, identity, names);
    if (values.length === 0) break;
    identity = completed({ ...identity, values: [...identity.values, ...values] });
    const known = ownOf(names);
    names = namesOf(identity);
    const isWider = [...ownOf(names)].some((name) => !known.has(name));
    if (!isWider) break;
    recent = new Recent(reader, partsOf(names, scope, {}));
  }
  return { identity, names, scope, recent };
}

/** Of what it is a part of more names are learned too: a rule's events name its group by the id, the code by the name. */
function withWhole(reader: EventReader, asked: ResourceIdentity): ResourceIdentity {
  return asked.parent === undefined ? asked : { ...asked, parent: learn(reader, asked.parent).identity };
}

function learnOnce(recent: Recent, identity: ResourceIdentity, names: Names): IdentityValue[] {
  const own = ownOf(names);
  const type = typeOf(identity);
  const creations = recent.named(lifePatternsOf(type)?.born ?? lifePatterns.born, CREATIONS);
  const changes = recent.named(['*'], CHANGES);
  const learned = new Map<string, IdentityValue>();
  for (const { row, event } of [...creations, ...changes]) {
    const target = isTarget(event, own, type);
    if (target === undefined) continue;
    const isBorn = lifeOf(event.eventName, type ?? target.type) === 'born';
    const told = [...target.values, ...(isBorn ? createdValues(event) : [])];
    if (told.some((value) => isAnother(value, identity, own))) continue;
    for (const value of told) {
      if (own.has(value) || value === '' || value.includes('*') || learned.size >= LEARNED) continue;
      if (kindOf(value).isSure || isNamingService(event.eventSource)) learned.set(value, learnedFrom(value, { row, event }));
    }
  }
  return [...learned.values()];
}

/** Of a resource whose id is known, another id is that of a namesake, or of what bore the name before. */
function isAnother(value: string, { values }: ResourceIdentity, own: ReadonlySet<string>): boolean {
  const type = typeOfId(value);
  if (type === undefined || own.has(value)) return false;
  return values.some((known) => known.via.how !== 'learned' && typeOfId(known.value) === type);
}

function learnedFrom(value: string, { row }: ReadEvent): IdentityValue {
  const day = Number.isNaN(row.time) ? 'an unknown day' : new Date(row.time).toISOString().slice(0, 10);
  return { value, kind: kindOf(value).kind, via: { how: 'learned', text: `learned from ${row.eventName} on ${day}` } };
}
