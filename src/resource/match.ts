// Whether an event belongs to a resource: the identity's values against every string of the record, graded, with the reason in words.
import { arnNames, parseArn } from './arn.ts';
import { serviceOf, serviceOfArn, stemOfArn, typeOfStem } from './cfnType.ts';
import type { Confidence, Match, ResourceIdentity } from './identity.ts';
import { actorAccount, leafStem, placeOf, topText } from './leafPlace.ts';
import type { Place } from './leafPlace.ts';
import { jsonIn, pathText, walkLeaves } from './leaves.ts';
import type { JsonRecord, Step } from './leaves.ts';
import { isGlobalService, nameSetOf } from './nameSet.ts';
import type { KnownName, NameSet } from './nameSet.ts';
import { kinship, splitEventName } from './nouns.ts';
import { typeKnowledge } from './types.ts';
import { hasWhole } from './words.ts';

export { WORD_CLASS, hasWhole, wordsOf } from './words.ts';

/** Where an event was recorded; '' for what is not known. */
export interface EventFacts {
  readonly account: string;
  readonly region: string;
  readonly eventSource: string;
}

const levels: readonly Confidence[] = ['exact', 'strong', 'probable', 'possible'];

/** A way in which the record names the resource. */
interface Finding {
  readonly confidence: Confidence;
  readonly place: Place;
  readonly reason: () => string;
}

interface Question {
  readonly set: NameSet;
  readonly facts: EventFacts;
  readonly record: JsonRecord;
  readonly noun: string;
}

/**
 * The best match of an identity with a record, or undefined when no string of the record names it.
 *
 * `exact`: an ARN or made-up id, known from state, stack, export or the question, stands in the parameters, answer or resources.
 * `strong`: such a value known less surely, or a name in a member that names things of this type, in the same account and Region.
 * `probable`: a name from code alone, or in a member that could name anything; and everything in passing: the resource acted, or stands in a
 * policy document or an error's text (`mention`).
 * `possible`: a pattern fits, the same name in another account, Region or of another kind of thing, or an event of the resource it is part of.
 */
export function matchRecord(identity: ResourceIdentity, record: JsonRecord, facts: EventFacts): Match | undefined {
  const noun = splitEventName(topText(record, 'eventName')).noun;
  const finding = bestFinding({ set: nameSetOf(identity), facts, record, noun });
  if (finding !== undefined) return matchOf(finding);
  return identity.parent === undefined ? undefined : matchAsPart(identity, identity.parent, record, facts);
}

function matchOf(finding: Finding): Match {
  const mention = finding.place === 'actor' || finding.place === 'policy' || finding.place === 'message' || finding.place === 'tag';
  return { confidence: finding.confidence, reason: finding.reason(), ...(mention ? { mention } : {}) };
}

/** An event of the whole is one of the part when its name says so: PutBucketVersioning for `aws_s3_bucket_versioning`. */
function matchAsPart(identity: ResourceIdentity, parent: ResourceIdentity, record: JsonRecord, facts: EventFacts): Match | undefined {
  const match = matchRecord(parent, record, facts);
  if (match === undefined) return undefined;
  const eventName = topText(record, 'eventName');
  const knowledge = typeKnowledge(identity.iacType ?? identity.resourceType ?? '');
  const own = match.mention !== true && [...(knowledge?.creates ?? []), ...(knowledge?.deletes ?? [])].some((name) => eventName.startsWith(name));
  const confidence = own ? atMost(match.confidence, 'probable') : 'possible';
  return { ...match, confidence, reason: `${match.reason}; ${identity.address} is a part of ${parent.address}` };
}

function bestFinding(question: Question): Finding | undefined {
  let best: Finding | undefined;
  walkLeaves(question.record, (text, steps) => {
    const finding = findingIn(text, steps, question);
    if (finding !== undefined && (best === undefined || isBetter(finding, best))) best = finding;
    return best?.confidence === 'exact' && best.place === 'body';
  });
  return best;
}

function isBetter(a: Finding, b: Finding): boolean {
  const byLevel = levels.indexOf(a.confidence) - levels.indexOf(b.confidence);
  return byLevel < 0 || (byLevel === 0 && a.place === 'body' && b.place !== 'body');
}

function findingIn(text: string, steps: readonly Step[], question: Question): Finding | undefined {
  const { set } = question;
  const known = set.names.get(text);
  const inner = known === undefined ? innerNames(text, question) : [];
  const mayFit = known === undefined && inner.length === 0 ? set.patterns.some((pattern) => text.includes(pattern.literal)) : false;
  if (known === undefined && inner.length === 0 && !mayFit) return undefined;
  const place = placeOf(steps);
  if (place === 'none') return undefined;
  if (known !== undefined) return wholeFinding(known, steps, place, question);
  const path = [...steps];
  if (mayFit) return patternFinding(text, path, place, question);
  const document = jsonIn(text);
  if (document !== undefined) return documentFinding(document, path, question);
  if (parseArn(text) !== undefined) return arnFinding(text, path, place, question) ?? patternFinding(text, path, place, question);
  return textFinding(text, path, place, inner, question);
}

function innerNames(text: string, { set }: Question): KnownName[] {
  return text.length < 4 ? [] : set.inner.filter((name) => text.length > name.text.length && text.includes(name.text));
}

/** The leaf is one of the resource's names. */
function wholeFinding(known: KnownName, steps: readonly Step[], place: Place, question: Question): Finding | undefined {
  const path = [...steps];
  const reason = (tail = ''): (() => string) => () => `${saying(place)}${pathText(path)} is ${known.text} (${known.from.via.text})${tail}`;
  if (place === 'header') return known.from.via.how === 'asked' ? { confidence: 'probable', place, reason: reason() } : undefined;
  if (known.sort === 'unique') return { confidence: capped(uniqueLevel(known), place), place, reason: reason() };
  if (place === 'actor' && !namesActor(path, question)) return undefined;
  const elsewhere = elsewhereOf(place === 'actor' ? actorAccount(question.record) : question.facts.account, place, question);
  if (elsewhere !== undefined) return { confidence: 'possible', place, reason: reason(`; ${elsewhere}`) };
  if (place === 'tag') return { confidence: 'possible', place, reason: reason('; only a tag') };
  return { confidence: capped(nameLevel(known, path, question), place), place, reason: reason() };
}

/** The leaf is an ARN that tells one of the names, or of something within the resource. */
function arnFinding(text: string, path: readonly Step[], place: Place, question: Question): Finding | undefined {
  const arn = parseArn(text);
  if (arn === undefined || place === 'header') return undefined;
  const { set } = question;
  const { own, within } = arnNames(text);
  const candidates = [...own, ...within].flatMap((form) => set.names.get(form) ?? []);
  const unique = candidates.find((name) => name.sort === 'unique');
  const reason = (name: KnownName) => () => `${saying(place)}${pathText(path)} names ${name.text}: ${text} (${name.from.via.text})`;
  if (unique !== undefined) {
    const level = own.includes(unique.text) ? uniqueLevel(unique) : atMost(uniqueLevel(unique), 'strong');
    return { confidence: capped(level, place), place, reason: reason(unique) };
  }
  const [name] = candidates;
  if (name === undefined || (arn.account !== '' && set.account !== '' && arn.account !== set.account && !set.worldwide)) return undefined;
  if (arn.region !== '' && set.region !== '' && arn.region !== set.region && !set.global) return undefined;
  const service = serviceOfArn(arn.service);
  const sameService = set.service === '' || service === set.service || (service === 'sts' && set.service === 'iam');
  const stem = within.includes(name.text) && !own.includes(name.text) ? '' : stemOfArn(text);
  if (!sameService || (stem !== '' && set.noun !== '' && set.service !== '' && kinship(stem, set.noun) === 0)) return undefined;
  const sure = set.service !== '' && set.noun !== '' && !fromCode(name);
  return { confidence: capped(sure ? 'strong' : 'probable', place), place, reason: reason(name) };
}

/** The leaf is a policy document or other JSON held as text: what it names is named in passing. */
function documentFinding(document: Parameters<typeof walkLeaves>[0], path: readonly Step[], question: Question): Finding | undefined {
  let best: Finding | undefined;
  walkLeaves(document, (text, inner) => {
    const at = [...path, ...inner];
    const known = question.set.names.get(text);
    const finding = known !== undefined ? wholeFinding(known, at, 'policy', question) : arnFinding(text, at, 'policy', question);
    if (finding !== undefined && (best === undefined || isBetter(finding, best))) best = finding;
  });
  return best;
}

/** A name stands somewhere in a longer text: an ARN in an error's message, the end of a path, a word. */
function textFinding(text: string, path: readonly Step[], place: Place, inner: readonly KnownName[], question: Question): Finding | undefined {
  for (const [arn] of text.matchAll(/arn:[a-z-]+:[^\s"'`,;)\]}]+/g)) {
    const whole = question.set.names.get(arn.replace(/[.:]+$/, ''));
    const finding = whole !== undefined ? wholeFinding(whole, path, place, question) : arnFinding(arn.replace(/[.:]+$/, ''), path, place, question);
    if (finding !== undefined) return { ...finding, confidence: atMost(finding.confidence, 'probable') };
  }
  // Names inside an ARN were judged above, where its account and type count.
  const rest = text.replace(/arn:[a-z-]+:[^\s"'`,;)\]}]+/g, ' ');
  const name = inner.find((candidate) => hasWhole(rest, candidate.text));
  if (name === undefined) return undefined;
  const reason = (tail: string) => () => `${saying(place)}${pathText(path)} contains ${name.text} (${name.from.via.text})${tail}`;
  if (place === 'header' && name.from.via.how !== 'asked') return undefined;
  if (name.sort === 'unique') return { confidence: 'probable', place, reason: reason('') };
  if (place === 'actor') return undefined;
  const elsewhere = elsewhereOf(question.facts.account, place, question);
  if (elsewhere !== undefined) return { confidence: 'possible', place, reason: reason(`; ${elsewhere}`) };
  const isTail = rest.endsWith(`/${name.text}`) || rest.endsWith(`:${name.text}`) || rest.startsWith(`${name.text}:`);
  const telling = place === 'message' && /[\d._/-]/.test(name.text) && name.text.length >= 6;
  const sameService = question.set.service === '' || serviceOf(question.facts.eventSource) === question.set.service;
  return { confidence: sameService && (isTail || telling) ? 'probable' : 'possible', place, reason: reason('') };
}

function patternFinding(text: string, path: readonly Step[], place: Place, { set, facts }: Question): Finding | undefined {
  if (place === 'actor' || place === 'header') return undefined;
  const arn = parseArn(text);
  if (arn !== undefined && arn.account !== '' && set.account !== '' && arn.account !== set.account) return undefined;
  if (arn === undefined && set.account !== '' && facts.account !== '' && set.account !== facts.account && !set.worldwide) return undefined;
  const forms = [text, ...arnNames(text).own];
  const pattern = set.patterns.find(({ whole, within, literal }) => forms.some((form) => form.includes(literal) && (whole.test(form) || within.test(form))));
  if (pattern === undefined) return undefined;
  const reason = () => `${saying(place)}${pathText(path)} fits ${pattern.from.value} (${pattern.from.via.text})`;
  return { confidence: 'possible', place, reason };
}

/** What is said before the path when the resource is only named in passing. */
function saying(place: Place): string {
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

function uniqueLevel(name: KnownName): Confidence {
  return fromCode(name) || name.from.via.how === 'learned' ? 'strong' : 'exact';
}

/** The name was read from code, where it may have been changed since, or never applied. */
function fromCode(name: KnownName): boolean {
  return name.from.via.how === 'literal' || name.from.via.how === 'default' || name.from.via.how === 'cdk.out';
}

/** How sure a mere name is, by the member it stands in. */
function nameLevel(name: KnownName, path: readonly Step[], { set, facts, noun }: Question): Confidence {
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
function namesActor(path: readonly Step[], { set }: Question): boolean {
  if (set.noun !== '' && set.noun !== 'role' && set.noun !== 'user') return false;
  const issuer = path.includes('sessionIssuer');
  const key = String(path.at(-1) ?? '');
  if (!/^userName$/i.test(key)) return false;
  return set.noun === '' || (set.noun === 'role') === issuer;
}

/** In words, when a mere name was seen in another account or Region than the resource's. */
function elsewhereOf(account: string, place: Place, { set, facts }: Question): string | undefined {
  if (set.account !== '' && account !== '' && account !== set.account && !set.worldwide) return `same name in another account (${account})`;
  if (place === 'actor' || set.global || isGlobalService(facts.eventSource)) return undefined;
  if (set.region === '' || facts.region === '' || facts.region === set.region) return undefined;
  return `same name in another Region (${facts.region})`;
}

/** In passing nothing is more than probable. */
function capped(confidence: Confidence, place: Place): Confidence {
  return place === 'body' ? confidence : atMost(confidence, 'probable');
}

function atMost(confidence: Confidence, limit: Confidence): Confidence {
  return levels.indexOf(confidence) < levels.indexOf(limit) ? limit : confidence;
}

