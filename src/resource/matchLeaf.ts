// Looks for a resource's names in the strings of a record: whole, within ARNs, documents and texts, and by patterns.
import { arnNames, parseArn } from './arn.ts';
import { serviceOf, serviceOfArn, stemOfArn } from './cfnType.ts';
import { evidenceText } from './evidence.ts';
import { actorAccount, placeOf } from './leafPlace.ts';
import type { Place } from './leafPlace.ts';
import type { Confidence } from './identity.ts';
import { jsonIn, pathText, walkLeaves } from './leaves.ts';
import type { Step } from './leaves.ts';
import { atMost, capped, elsewhereOf, fromCode, isBetter, nameLevel, namesActor, saying, uniqueLevel } from './matchLevel.ts';
import type { Finding, Question } from './matchLevel.ts';
import type { KnownName } from './nameSet.ts';
import { kinship } from './nouns.ts';
import { hasWhole } from './words.ts';

/** The surest way in which the record names the resource; undefined when it does not. */
export function bestFinding(question: Question): Finding | undefined {
  let best: Finding | undefined;
  walkLeaves(question.record, (text, steps) => {
    const finding = findingIn(text, steps, question);
    if (finding !== undefined && (best === undefined || isBetter(finding, best))) best = finding;
    return best?.confidence === 'exact' && best.place === 'body';
  });
  return best;
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
  const reason =
    (tail = ''): (() => string) =>
    () =>
      `${saying(place)}${pathText(path)} is ${known.text} (${evidenceText(known.from.via)})${tail}`;
  if (place === 'header') return known.from.via.how === 'asked' ? { confidence: 'probable', place, reason: reason() } : undefined;
  if (known.sort === 'unique') return { confidence: capped(uniqueLevel(known), place), place, reason: reason() };
  if (place === 'actor' && !namesActor(path, question)) return undefined;
  const elsewhere = elsewhereOf(place === 'actor' ? actorAccount(question.record) : question.facts.account, place, question);
  if (elsewhere !== undefined) return { confidence: 'possible', place, reason: reason(`; ${elsewhere}`) };
  if (place === 'tag') return { confidence: tagLevel(question), place, reason: reason('; only a tag') };
  return { confidence: capped(nameLevel(known, path, question), place), place, reason: reason() };
}

/** Things of all kinds bear one tag; in an event of its own kind it is the name of what has no other: CreateVpc for a VPC. */
function tagLevel({ set, facts, noun }: Question): Confidence {
  return serviceOf(facts.eventSource) === set.service && kinship(noun, set.noun) >= 90 ? 'probable' : 'possible';
}

/** The leaf is an ARN that tells one of the names, or of something within the resource. */
function arnFinding(text: string, path: readonly Step[], place: Place, question: Question): Finding | undefined {
  const arn = parseArn(text);
  if (arn === undefined || place === 'header') return undefined;
  const { set } = question;
  const { own, within } = arnNames(text);
  const candidates = [...own, ...within].flatMap((form) => set.names.get(form) ?? []);
  const unique = candidates.find((name) => name.sort === 'unique');
  const reason = (name: KnownName) => () =>
    `${saying(place)}${pathText(path)} names ${name.text}: ${text} (${evidenceText(name.from.via)})`;
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
function textFinding(
  text: string,
  path: readonly Step[],
  place: Place,
  inner: readonly KnownName[],
  question: Question,
): Finding | undefined {
  for (const [arn] of text.matchAll(/arn:[a-z-]+:[^\s"'`,;)\]}]+/g)) {
    const whole = question.set.names.get(arn.replace(/[.:]+$/, ''));
    const finding =
      whole !== undefined ? wholeFinding(whole, path, place, question) : arnFinding(arn.replace(/[.:]+$/, ''), path, place, question);
    if (finding !== undefined) return { ...finding, confidence: atMost(finding.confidence, 'probable') };
  }
  // Names inside an ARN were judged above, where its account and type count.
  const rest = text.replace(/arn:[a-z-]+:[^\s"'`,;)\]}]+/g, ' ');
  const name = inner.find((candidate) => hasWhole(rest, candidate.text));
  if (name === undefined) return undefined;
  const reason = (tail: string) => () => `${saying(place)}${pathText(path)} contains ${name.text} (${evidenceText(name.from.via)})${tail}`;
  if (place === 'header' && name.from.via.how !== 'asked') return undefined;
  if (name.sort === 'unique') return { confidence: 'probable', place, reason: reason('') };
  if (place === 'actor') return undefined;
  const elsewhere = elsewhereOf(question.facts.account, place, question);
  if (elsewhere !== undefined) return { confidence: 'possible', place, reason: reason(`; ${elsewhere}`) };
  const isTail = rest.endsWith(`/${name.text}`) || rest.endsWith(`:${name.text}`) || rest.startsWith(`${name.text}:`);
  // Only buckets stand in such addresses.
  const isAddress = question.set.worldwide && rest.includes(`s3://${name.text}`);
  const telling = place === 'message' && /[\d._/-]/.test(name.text) && name.text.length >= 6;
  const sameService = question.set.service === '' || serviceOf(question.facts.eventSource) === question.set.service;
  return { confidence: isAddress || (sameService && (isTail || telling)) ? 'probable' : 'possible', place, reason: reason('') };
}

function patternFinding(text: string, path: readonly Step[], place: Place, { set, facts }: Question): Finding | undefined {
  if (place === 'actor' || place === 'header') return undefined;
  const arn = parseArn(text);
  if (arn !== undefined && arn.account !== '' && set.account !== '' && arn.account !== set.account) return undefined;
  if (arn === undefined && set.account !== '' && facts.account !== '' && set.account !== facts.account && !set.worldwide) return undefined;
  const forms = [text, ...arnNames(text).own];
  const pattern = set.patterns.find(({ whole, within, literal }) =>
    forms.some((form) => form.includes(literal) && (whole.test(form) || within.test(form))),
  );
  if (pattern === undefined) return undefined;
  const reason = () => `${saying(place)}${pathText(path)} fits ${pattern.from.value} (${evidenceText(pattern.from.via)})`;
  return { confidence: 'possible', place, reason };
}
