// The resources an event touches: what it acts on first, then what it names in passing.
import { arnForms, arnNames, arnTail } from '../resource/arn.ts';
import { serviceOf, typeOfStem } from '../resource/cfnType.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { nameSetOf } from '../resource/nameSet.ts';
import { kinship, splitEventName, typeNoun } from '../resource/nouns.ts';
import type { EventNameParts } from '../resource/nouns.ts';
import { candidatesOf } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import type { CloudTrailEvent, Touch } from './event.ts';
import { isCreating, isOnlyCreating, subjectsOf } from './targetRules.ts';

const MAX_MENTIONS = 100;

/**
 * The resources an event touches. The primary target is first where there is one: it is what the event is about, the same for all events
 * about the resource. Further targets follow (several instances started at once, the object in a bucket), then mentions.
 */
export function touchesOf(event: CloudTrailEvent): Touch[] {
  return readingOf(event).touches;
}

/**
 * Every name, id and ARN by which the one resource that a successful event created will be known. Empty for events that create nothing, create
 * a part of something (a version, a key of a user), or several things at once.
 */
export function createdValues(event: CloudTrailEvent): readonly string[] {
  if (event.outcome !== 'change') return [];
  const { touches, creates } = readingOf(event);
  const targets = touches.filter((touch) => touch.role === 'target' && touch.type !== 'AWS::S3::Object');
  return creates && targets.length === 1 ? (targets[0]?.values ?? []) : [];
}

/** Whether the event acts on the resource itself, rather than naming it in passing. */
export function isTargetOf(event: CloudTrailEvent, identity: ResourceIdentity): boolean {
  const { names } = nameSetOf(identity);
  return touchesOf(event).some(
    (touch) =>
      touch.role === 'target' && touch.values.some((value) => names.has(value) || arnNames(value).own.some((form) => names.has(form))),
  );
}

interface Reading {
  readonly touches: Touch[];
  /** The event's noun is the primary target's, and its verb brings it into being. */
  readonly creates: boolean;
}

const readings = new WeakMap<CloudTrailEvent, Reading>();

function readingOf(event: CloudTrailEvent): Reading {
  const known = readings.get(event) ?? read(event);
  readings.set(event, known);
  return known;
}

function read(event: CloudTrailEvent): Reading {
  const service = serviceOf(event.eventSource);
  const name = splitEventName(event.eventName);
  const candidates = candidatesOf(event);
  const subjects = subjectsOf(service, event.eventName);
  const best = primary(candidates, name, subjects);
  if (best === undefined) return { touches: mentions(candidates, new Set()), creates: false };
  const members = candidates.filter((one) => isMember(one, best, candidates, name, subjects));
  const type = typeOfMembers(members, service, name, subjects);
  const targets = clusters(members).map((cluster) => touchOf('target', cluster, ownType(cluster) ?? type));
  const objects = service === 's3' ? candidates.filter((one) => one.type === 'AWS::S3::Object' && one.side === 'resources') : [];
  targets.push(...objects.map((one) => touchOf('target', [one], one.type)));
  const taken = new Set(targets.flatMap((touch) => touch.values));
  const creates = isCreating(name.verb) && createsThem(members, type, name);
  return {
    touches: [
      ...targets,
      ...mentions(
        candidates.filter((one) => !members.includes(one)),
        taken,
      ),
    ],
    creates,
  };
}

/** Whether the noun that is brought into being is the members' own, not that of a part of them. */
function createsThem(members: readonly Candidate[], type: string | undefined, { noun, head }: EventNameParts): boolean {
  // RDS makes an instance from another by CreateDBInstanceReadReplica; an allocation is what AllocateAddress gives.
  if (noun.endsWith('readreplica') || type === 'AWS::EC2::EIP') return true;
  const stems = [...members.flatMap((one) => [one.stem, one.ownStem]), typeNoun(type ?? '')].filter((stem) => stem !== '');
  return stems.length === 0 || stems.some((stem) => stem !== 'resource' && kinship(stem, head) >= 90);
}

/** The candidate the event is about: by rule, by kinship of names, else the first parameter at the top. */
function primary(candidates: readonly Candidate[], name: EventNameParts, subjects: readonly string[]): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = 39;
  for (const one of candidates) {
    const score = scoreOf(one, name, subjects);
    if (score > bestScore) [best, bestScore] = [one, score];
  }
  if (best !== undefined || (isOnlyCreating(name.verb) && name.head !== 'tag')) return best;
  return (
    candidates.find((one) => !one.inPassing && one.side === 'request' && one.depth <= 0) ??
    candidates.find((one) => !one.inPassing && one.side === 'resources')
  );
}

function scoreOf(one: Candidate, { noun, head }: EventNameParts, subjects: readonly string[]): number {
  if (one.inPassing) return 0;
  const place = 2 * Math.max(0, one.depth) + (one.side === 'request' ? 0 : 1) + (isSource(one) ? 30 : 0);
  const kin = (to: string): number => Math.max(kinship(one.stem, to), kinship(one.ownStem, to));
  for (const [index, subject] of subjects.entries()) if (kin(subject) >= 90) return 200 - 10 * index - place;
  if (subjects.length > 0 && one.stem === '' && one.depth <= 0 && one.side !== 'resources')
    return kinship(head, subjects[0] ?? '') > 0 ? 150 - place : 45 - place;
  if (one.stem === '' && one.depth <= 0) return 85 - place;
  if (one.stem === 'resource' && kinship('resource', noun) > 0) return 95 - place;
  const byName = Math.max(kin(head), kin(noun) - 20);
  if (byName >= 60) return byName - place;
  return one.side === 'resources' ? 40 : 0;
}

/** Whether a candidate names what the best one names: the same items of a list, or another name of it beside it or in the answer. */
function isMember(one: Candidate, best: Candidate, all: readonly Candidate[], name: EventNameParts, subjects: readonly string[]): boolean {
  if (one === best || (one.shape === best.shape && one.side === best.side)) return true;
  if (one.inPassing || isSource(one) !== isSource(best) || !isSameSubject(one, best, name)) return false;
  const isPlain =
    one.stem === '' || one.stem === 'resource' || scoreOf(one, name, subjects) >= 60 || (one.type !== undefined && one.type === best.type);
  if (!isPlain) return false;
  if (one.side === 'resources') return true;
  if (one.side === best.side) return one.container === best.container;
  const nearest = Math.min(
    ...all.filter((other) => other.side === one.side && isSameSubject(other, best, name)).map((other) => other.depth),
  );
  return one.depth <= nearest;
}

/** What a copy is made from, beside what is made. */
function isSource(one: Candidate): boolean {
  return one.stem.startsWith('source') && one.stem !== 'source';
}

function isSameSubject(one: Candidate, best: Candidate, { head, noun }: EventNameParts): boolean {
  if (one.type !== undefined && best.type !== undefined) return one.type === best.type;
  if (one.stem === best.stem) return one.stem !== '' || one.depth <= 0;
  const bestStem = best.stem === '' || best.stem === 'resource' ? best.ownStem : best.stem;
  const oneStem = one.stem === '' || one.stem === 'resource' ? one.ownStem : one.stem;
  if (oneStem === '' || bestStem === '') {
    // `name` beside `ruleArn`: one speaks plainly, the other must be what the event's name says.
    const stem = oneStem || bestStem;
    return one.depth <= 0 || best.depth <= 0 ? stem === '' || kinship(stem, head) >= 80 || kinship(stem, noun) >= 80 : false;
  }
  return oneStem === bestStem || kinship(oneStem, bestStem) >= 90;
}

/** The type that an ARN or id tells by itself. */
function ownType(members: readonly Candidate[]): string | undefined {
  return members.find((one) => one.type !== undefined && (one.sort === 'arn' || one.sort === 'id'))?.type;
}

function typeOfMembers(
  members: readonly Candidate[],
  service: string,
  { head, noun }: EventNameParts,
  subjects: readonly string[],
): string | undefined {
  const stated = ownType(members) ?? members.find((one) => one.type !== undefined)?.type;
  // Classic and newer load balancers share the service, and only the newer ones have ARNs in their calls.
  if (service === 'elasticloadbalancing' && !members.some((one) => one.sort === 'arn')) return undefined;
  if (stated !== undefined || members.some((one) => one.stem !== '')) return stated;
  const nouns = [...subjects.slice(0, 1), head, noun, head.replace(/(config|version|configuration|attribute)$/, '')];
  return nouns.map((stem) => typeOfStem(service, stem)).find((one) => one !== undefined);
}

/** Members of one resource together: all when there is at most one value of each sort, else those that share a form or an object. */
function clusters(members: readonly Candidate[]): Candidate[][] {
  const distinct = [...new Map(members.map((one) => [one.value, one])).values()];
  const sorts = distinct.map((one) => one.sort);
  if (new Set(sorts).size === sorts.length) return [members.filter((one) => distinct.includes(one))];
  const groups: { readonly forms: Set<string>; readonly owners: Set<string>; readonly members: Candidate[] }[] = [];
  for (const one of distinct) {
    const forms = formsOf(one);
    const owner = `${one.side} ${one.path.slice(0, one.path.lastIndexOf('.'))}`;
    const isListItem = /\]$/.test(one.path);
    const group =
      groups.find((other) => forms.some((form) => other.forms.has(form))) ??
      (isListItem
        ? undefined
        : groups.find(
            (other) => other.owners.has(owner) && !other.members.some((member) => member.sort === one.sort && member.sort !== 'name'),
          ));
    if (group === undefined) {
      groups.push({ forms: new Set(forms), owners: new Set([owner]), members: [one] });
      continue;
    }
    group.members.push(one);
    group.owners.add(owner);
    for (const form of forms) group.forms.add(form);
  }
  return groups.map((group) => group.members);
}

function formsOf(one: Candidate): string[] {
  const names = one.sort === 'arn' ? arnForms(one.value) : [one.value];
  return [...names, ...names.map(shortName)].filter((name) => name !== '');
}

function touchOf(role: Touch['role'], members: readonly Candidate[], type: string | undefined): Touch {
  const values = [...new Set(members.map((one) => one.value))];
  return { role, name: bestName(members), values, ...(type === undefined ? {} : { type }), path: members[0]?.path ?? '' };
}

/** Id, then name, then what the ARN or URL tells: the same whichever of them a call used. */
function bestName(members: readonly Candidate[]): string {
  const id = members.find((one) => one.sort === 'id' && !isSecondary(one));
  if (id !== undefined) return shortName(id.value);
  const tails = members.filter((one) => one.sort === 'arn').map((one) => arnTail(one.value));
  const uuid = tails.find((tail) => /^(mrk-)?[0-9a-f-]{32,36}$/.test(tail));
  const name = members.find((one) => one.sort === 'name') ?? members.find((one) => one.sort === 'id');
  const url = members.find((one) => one.sort === 'url')?.value;
  return uuid ?? (name === undefined ? undefined : shortName(name.value)) ?? tails[0] ?? (url === undefined ? '' : shortName(url));
}

/** IAM's unique ids and the ids of key pairs: every other call speaks of these things by their names. */
function isSecondary({ type, value }: Candidate): boolean {
  return type?.startsWith('AWS::IAM::') === true || value.startsWith('key-');
}

/** What people call it: without the path in front that some calls write and others leave out. */
function shortName(value: string): string {
  const tail = /^(?:\/hostedzone\/|https?:\/\/[^/]+\/\d{12}\/|\d{12}:function:)(.+)$/.exec(value)?.[1];
  return tail ?? value;
}

function mentions(candidates: readonly Candidate[], taken: ReadonlySet<string>): Touch[] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    if (taken.has(one.value) || (one.sort === 'name' && one.type === undefined && one.depth > 0)) continue;
    const key = `${one.type ?? one.stem} ${bestName([one])}`;
    const group = groups.get(key);
    if (group !== undefined) group.push(one);
    else if (groups.size < MAX_MENTIONS) groups.set(key, [one]);
  }
  return [...groups.values()].map((group) => touchOf('mention', group, group[0]?.type));
}
