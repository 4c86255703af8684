// Whether two identities mean the same resource: one that was met in events, and one that the code declares.
import { arnNames } from './arn.ts';
import { serviceOf } from './cfnType.ts';
import { evidenceText } from './evidence.ts';
import type { Match, ResourceIdentity } from './identity.ts';
import { atMost, fromCode, uniqueLevel } from './matchLevel.ts';
import type { KnownName, NameSet } from './nameSet.ts';
import { nameSetOf } from './nameSet.ts';
import { kinship } from './nouns.ts';
import { typeOfId } from './opaqueId.ts';
import { typeKnowledge } from './types.ts';

/** A match; `part`: the code declares a part of what was met, as a bucket's versioning. */
export interface IdentityMatch extends Match {
  readonly part?: true;
}

/** As for records: sure names first, then names of the same kind of thing in the same place, then patterns; a part after the whole. */
export function matchIdentity(met: ResourceIdentity, declared: ResourceIdentity): IdentityMatch | undefined {
  const own = matchNames(sideOf(met), sideOf(declared));
  if (own !== undefined || declared.parent === undefined) return own;
  const whole = matchIdentity(met, declared.parent);
  if (whole === undefined) return undefined;
  const reason = `${whole.reason}; ${declared.address} is a part of it`;
  return { confidence: atMost(whole.confidence, 'probable'), reason, part: true };
}

type Side = Pick<NameSet, 'names' | 'patterns' | 'noun' | 'service' | 'account' | 'region' | 'global' | 'worldwide'>;

/** Events tell types more often than services, and the type tells the service. */
function sideOf(identity: ResourceIdentity): Side {
  const set = nameSetOf(identity);
  const source = set.service === '' ? typeKnowledge(identity.resourceType ?? identity.iacType ?? '')?.eventSource : undefined;
  return source === undefined ? set : { ...set, service: serviceOf(source) };
}

function matchNames(met: Side, declared: Side): Match | undefined {
  const shared = [...declared.names.values()].filter(({ text }) => met.names.has(text));
  const unique = shared.find(({ sort }) => sort === 'unique');
  if (unique) return { confidence: uniqueLevel(unique), reason: because(unique) };
  if (!mayBeSameKind(met, declared)) return undefined;
  const elsewhere = elsewhereOf(met, declared);
  const [name] = shared;
  if (name) {
    if (elsewhere !== undefined) return { confidence: 'possible', reason: `${because(name)}; ${elsewhere}` };
    const known = met.noun !== '' && declared.noun !== '' && met.service !== '' && declared.service !== '';
    return { confidence: fromCode(name) || !known ? 'probable' : 'strong', reason: because(name) };
  }
  return elsewhere === undefined ? matchPatterns(met, declared) : undefined;
}

function matchPatterns(met: Side, declared: Side): Match | undefined {
  const texts = [...met.names.keys()].flatMap((text) => [text, ...arnNames(text).own]);
  const pattern = declared.patterns.find(({ whole }) => texts.some((text) => whole.test(text)));
  if (pattern) return { confidence: 'possible', reason: `the name fits ${pattern.from.value} (${evidenceText(pattern.from.via)})` };
  const asked = met.patterns.find(({ whole }) => [...declared.names.keys()].some((text) => whole.test(text)));
  return asked && { confidence: 'possible', reason: `its name fits ${asked.from.value}` };
}

/** Where AWS makes up ids names repeat: an id of the same type that is not the declared one's. */
function otherId(met: Side, declared: Side): string | undefined {
  const types = new Set([...declared.names.keys()].map(typeOfId).filter((type) => type !== undefined));
  const ids = [...met.names.keys()].filter((text) => types.has(typeOfId(text) ?? ''));
  return ids.some((id) => declared.names.has(id)) ? undefined : ids[0];
}

/** What is not known may be the same. */
function mayBeSameKind(met: Side, declared: Side): boolean {
  if (met.service !== '' && declared.service !== '' && met.service !== declared.service) return false;
  return met.noun === '' || declared.noun === '' || kinship(met.noun, declared.noun) >= 90 || kinship(declared.noun, met.noun) >= 90;
}

function elsewhereOf(met: Side, declared: Side): string | undefined {
  if (declared.worldwide) return undefined;
  const id = otherId(met, declared);
  if (id !== undefined) return `another of the same name (${id})`;
  if (met.account !== '' && declared.account !== '' && met.account !== declared.account)
    return `same name in another account (${declared.account})`;
  if (declared.global || met.region === '' || declared.region === '' || met.region === declared.region) return undefined;
  return `same name in another Region (${declared.region})`;
}

function because({ text, from }: KnownName): string {
  return `its name is ${text} (${evidenceText(from.via)})`;
}
