// Whether an event belongs to a resource: the identity's values against every string of the record, graded, with the reason in words.
import type { Match, ResourceIdentity } from './identity.ts';
import { topText } from './leafPlace.ts';
import type { JsonRecord } from './leaves.ts';
import { walkLeaves } from './leaves.ts';
import { bestFinding } from './matchLeaf.ts';
import { atMost, isInPassing } from './matchLevel.ts';
import type { EventFacts, Finding } from './matchLevel.ts';
import type { NameSet } from './nameSet.ts';
import { nameSetOf } from './nameSet.ts';
import { splitEventName } from './nouns.ts';
import { typeOfId } from './opaqueId.ts';
import type { TypeKnowledge } from './types.ts';
import { eventsOfParts, typeKnowledge } from './types.ts';

export type { EventFacts } from './matchLevel.ts';
export { WORD_CLASS, hasWhole, wordsOf } from './words.ts';

/**
 * The best match of an identity with a record, or undefined when no string of the record names it.
 *
 * `exact`: an ARN or made-up id, known from state, stack, export or the question, stands in the parameters, answer or resources.
 * `strong`: such a value known less surely, or a name in a member that names things of this type, in the same account and Region.
 * `probable`: a name from code alone, or in a member that could name anything; and everything in passing: the resource acted, or stands in a
 * policy document or an error's text (`mention`).
 * `possible`: a pattern fits, the same name in another account, Region or of another kind of thing or under another id, or an event of the
 * resource it is part of.
 */
export function matchRecord(identity: ResourceIdentity, record: JsonRecord, facts: EventFacts): Match | undefined {
  const noun = splitEventName(topText(record, 'eventName')).noun;
  const set = nameSetOf(identity);
  const finding = bestFinding({ set, facts, record, noun });
  if (finding !== undefined) {
    const other = finding.confidence === 'exact' ? undefined : otherId(set, record);
    const match = matchOf(finding);
    return other === undefined
      ? match
      : { ...match, confidence: 'possible', reason: `${match.reason}; the answer gives another id of that name (${other})` };
  }
  return identity.parent === undefined ? undefined : matchAsPart(identity, identity.parent, record, facts);
}

/** Names repeat where AWS makes up ids: what is created under another id is a namesake, or what bore the name before. */
function otherId({ names }: NameSet, { responseElements }: JsonRecord): string | undefined {
  if (responseElements === undefined || responseElements === null) return undefined;
  const types = new Set([...names.keys()].map(typeOfId).filter((type) => type !== undefined));
  if (types.size === 0) return undefined;
  let other: string | undefined;
  let isOwn = false;
  walkLeaves(responseElements, (text) => {
    const type = typeOfId(text);
    if (type !== undefined && types.has(type)) {
      if (names.has(text)) isOwn = true;
      else other ??= text;
    }
    return isOwn;
  });
  return isOwn ? undefined : other;
}

function matchOf(finding: Finding): Match {
  return { confidence: finding.confidence, reason: finding.reason(), ...(isInPassing(finding.place) ? { mention: true } : {}) };
}

/**
 * An event of the whole is one of the part when its name says so: PutBucketVersioning for `aws_s3_bucket_versioning`. It is none where it
 * sets another part, or is of another service, which only uses the whole.
 */
function matchAsPart(identity: ResourceIdentity, parent: ResourceIdentity, record: JsonRecord, facts: EventFacts): Match | undefined {
  const match = matchRecord(parent, record, facts);
  if (match === undefined) return undefined;
  const eventName = topText(record, 'eventName');
  const knowledge = typeKnowledge(identity.iacType ?? identity.resourceType ?? '');
  const own =
    match.mention !== true && [...(knowledge?.creates ?? []), ...(knowledge?.deletes ?? [])].some((name) => eventName.startsWith(name));
  if (!own && (!isOfService(parent, facts) || setsOtherPart(eventName, knowledge))) return undefined;
  const confidence = own ? atMost(match.confidence, 'probable') : 'possible';
  return { ...match, confidence, reason: `${match.reason}; ${identity.address} is a part of ${parent.address}` };
}

function isOfService({ eventSource }: ResourceIdentity, facts: EventFacts): boolean {
  return eventSource === undefined || eventSource === facts.eventSource;
}

function setsOtherPart(eventName: string, knowledge: TypeKnowledge | undefined): boolean {
  return knowledge?.parent !== undefined && eventsOfParts(knowledge.parent.tfType).some((name) => eventName.startsWith(name));
}
