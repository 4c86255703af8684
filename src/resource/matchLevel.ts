// How sure a name is, by how it is known, by the member it stands in, and by where the event was recorded.
import { serviceOf, typeOfStem } from './cfnType.ts';
import type { Confidence } from './identity.ts';
import { leafStem } from './leafPlace.ts';
import type { Place } from './leafPlace.ts';
import type { JsonRecord, Step } from './leaves.ts';
import { isGlobalService } from './nameSet.ts';
import type { KnownName, NameSet } from './nameSet.ts';
import { kinship } from './nouns.ts';

/** Where an event was recorded; '' for what is not known. */
export interface EventFacts {
  readonly account: string;
  readonly region: string;
  readonly eventSource: string;
}

const levels: readonly Confidence[] = ['exact', 'strong', 'probable', 'possible'];

/** A way in which the record names the resource. */
export interface Finding {
  readonly confidence: Confidence;
  readonly place: Place;
  readonly reason: () => string;
}

/** One record held against one identity. */
export interface Question {
  readonly set: NameSet;
  readonly facts: EventFacts;
  readonly record: JsonRecord;
  readonly noun: string;
}

/** Surer, or as sure and not in passing. */
export function isBetter(a: Finding, b: Finding): boolean {
  const byLevel = levels.indexOf(a.confidence) - levels.indexOf(b.confidence);
  return byLevel < 0 || (byLevel === 0 && a.place === 'body' && b.place !== 'body');
}

/** The resource is only named in passing there. */
export function isInPassing(place: Place): boolean {
  return place === 'actor' || place === 'policy' || place === 'message' || place === 'tag';
}

/** What is said before the path when the resource is only named in passing. */
export function saying(place: Place): string {
  switch (place) {
    case 'actor':
      return 'acted as it: ';
    case 'policy':
      return 'named in a policy document: ';
    case 'message':
      return 'named in the error message: ';
    case 'body':
    case 'tag':
    case 'header':
    case 'none':
      return '';
  }
}

/** How sure an ARN or made-up id is. */
export function uniqueLevel(name: KnownName): Confidence {
  return fromCode(name) || name.from.via.how === 'learned' ? 'strong' : 'exact';
}

/** The name was read from code, where it may have been changed since, or never applied. */
export function fromCode(name: KnownName): boolean {
  return name.from.via.how === 'literal' || name.from.via.how === 'default' || name.from.via.how === 'cdk.out';
}

/** How sure a mere name is, by the member it stands in. */
export function nameLevel(name: KnownName, path: readonly Step[], { set, facts, noun }: Question): Confidence {
  const stem = leafStem(path);
  const service = serviceOf(facts.eventSource);
  const kin = stem === '' ? kinship(noun, set.noun) : stem === 'resource' ? 100 : kinship(stem, set.noun);
  if (set.service !== '' && service !== set.service) return kin > 0 && stem !== '' ? 'probable' : 'possible';
  if (set.service === '' || set.noun === '') return 'probable';
  if (kin > 0) return fromCode(name) ? 'probable' : 'strong';
  const type = typeOfStem(service, stem);
  return type === undefined ? 'probable' : 'possible';
}

/** A name in the actor's position is the resource only when that is a role or a user. */
export function namesActor(path: readonly Step[], { set }: Question): boolean {
  if (set.noun !== '' && set.noun !== 'role' && set.noun !== 'user') return false;
  const issuer = path.includes('sessionIssuer');
  const key = String(path.at(-1) ?? '');
  if (!/^userName$/i.test(key)) return false;
  return set.noun === '' || (set.noun === 'role') === issuer;
}

/** In words, when a mere name was seen in another account or Region than the resource's. */
export function elsewhereOf(account: string, place: Place, { set, facts }: Question): string | undefined {
  if (set.account !== '' && account !== '' && account !== set.account && !set.worldwide) return `same name in another account (${account})`;
  if (place === 'actor' || set.global || isGlobalService(facts.eventSource)) return undefined;
  if (set.region === '' || facts.region === '' || facts.region === set.region) return undefined;
  return `same name in another Region (${facts.region})`;
}

/** In passing nothing is more than probable. */
export function capped(confidence: Confidence, place: Place): Confidence {
  return place === 'body' ? confidence : atMost(confidence, 'probable');
}

/** The level, but no surer than the limit. */
export function atMost(confidence: Confidence, limit: Confidence): Confidence {
  return levels.indexOf(confidence) < levels.indexOf(limit) ? limit : confidence;
}
