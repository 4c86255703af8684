// Which operations begin, change and end a thing: those whose noun is its noun, and those that ask for its identifier.
import { splitEventName } from '../../src/resource/nouns.ts';
import type { Kind } from './kinds.ts';
import { nounOf } from './kinds.ts';
import { ALSO, NOUNS, livesByHand } from './overridesLives.ts';
import type { Operation, Service } from './operations.ts';

export interface Life {
  readonly made: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** Operations that only look, or use what is there: data events and plain reads. */
const reads =
  /^(Get|List|Describe|Search|BatchGet|BatchDescribe|BatchList|Lookup|Query|Scan|Validate|Test|Check|Preview|Estimate|Head|Select|Simulate|Evaluate|Verify|Poll|Retrieve|Discover|Render|Explain|Decode|Receive|Invoke|Download|View|Count|Is|Detect|Predict|Assume|Generate|Compare|Sign|Encrypt|Decrypt|Filter|Summarize|Infer|Recognize|Synthesize|Translate|Peek|Resolve|Sample|Derive|Export|Wait)(?![a-z])/;
const makes =
  /^(Create|BatchCreate|Run|Allocate|Register|Import|Request|Restore|Copy|Issue|Purchase|Provision|Launch|Publish|Subscribe|Upload|Build)(?![a-z])/;
/** They make where nothing else does; the first kind of verb that there is. */
const sets = [
  /^(Put|BatchPut|Add|Associate|BatchAssociate|Attach|Set|Authorize|Grant|Assign|Define|Accept|Apply|Share|Join|Replicate)(?![a-z])/,
  /^(Enable|BatchEnable|Activate|Start|Initiate|Configure|Deploy|Install|Index|Invite)(?![a-z])/,
  /^(Update|Modify|Change)(?![a-z])/,
];
const ends =
  /^(Delete|BatchDelete|Terminate|Release|Deregister|Remove|Unsubscribe|Deprovision|Destroy|Purge|Forget|ScheduleDelete|Retire)(?![a-z])/;
/** They end where nothing else does; the first kind of verb that there is. */
const unsets = [
  /^(Disassociate|BatchDisassociate|Detach|Revoke|Unassign|Unshare|Leave|Unregister|Reset)(?![a-z])/,
  /^(Disable|Deactivate|Cancel|Reject|Stop)(?![a-z])/,
];
const most = { made: 4, changed: 16, gone: 3 };

export interface Noun {
  readonly operation: Operation;
  readonly noun: string;
  /** Before a preposition. */
  readonly head: string;
}

/** All operations of a service that write, with their nouns. */
export function writesOf(service: Service | undefined): readonly Noun[] {
  return [...(service?.operations.values() ?? [])]
    .filter(({ name }) => !reads.test(name))
    .map((operation) => {
      const { noun, head } = splitEventName(operation.name);
      return { operation, noun, head };
    });
}

/** `taken`: nouns of the service's other kinds, whose operations are not ours. */
export function lifeOf(kind: Kind, writes: readonly Noun[], taken: ReadonlySet<string>): Life {
  const type = kind.cfn?.name ?? kind.tf?.name ?? '';
  const renamed = NOUNS[kind.tf?.name ?? ''] ?? NOUNS[type];
  const nouns = renamed === undefined ? kind.nouns : renamed.split(' ').map(nounOf);
  // RestoreDBClusterFromSnapshot makes a cluster.
  const exact = writes.filter(
    ({ operation: { name }, noun, head }) =>
      nouns.includes(noun) || (nouns.includes(head) && makes.test(name) && /From|ToPointInTime/.test(name)),
  );
  const own = exact.length > 0 ? exact : near(nouns, writes, taken);
  const called = new Set(own.map(({ noun }) => noun));
  const more = writes.filter(
    (one) => !own.includes(one) && (isAbout(one, called, taken, writes) || asksFor(one.operation, kind, nouns, taken)),
  );
  const life = sorted(own.map(nameOf), more.map(nameOf), livesByHand(kind.tf?.name ?? '') ?? livesByHand(type) ?? {});
  const also = (ALSO[type] ?? '').split(' ').filter((name) => name !== '');
  return { ...life, changed: [...new Set([...also, ...life.changed])].slice(0, most.changed) };
}

/** Where no operation has the very noun: the one nearest in length that ends like it, or that it ends like; links by their verb. */
function near(nouns: readonly string[], writes: readonly Noun[], taken: ReadonlySet<string>): readonly Noun[] {
  for (const noun of nouns) {
    const [, base] = /^(.{3,}?)(association|attachment|assignment|membership|subscription)$/.exec(noun) ?? [];
    if (base !== undefined) {
      const link = nounOf(base);
      const verb = /association$/.test(noun) ? /associate/i : /attachment$/.test(noun) ? /attach|detach/i : /assign|add|remove|subscribe/i;
      const linked = writes.filter(
        (one) => verb.test(one.operation.name) && (one.noun.endsWith(link) || link.endsWith(one.noun) || one.noun.startsWith(link)),
      );
      if (linked.length > 0) return linked.slice(0, 6);
    }
    if (noun.length < 5) continue;
    const kin = writes.filter((one) => one.noun.length > 4 && !taken.has(one.noun) && (one.noun.endsWith(noun) || noun.endsWith(one.noun)));
    const born = kin.filter(
      ({ operation }) => makes.test(operation.name) || sets.some((verb) => verb.test(operation.name)) || ends.test(operation.name),
    );
    const best = born.sort((a, b) => Math.abs(a.noun.length - noun.length) - Math.abs(b.noun.length - noun.length))[0];
    if (best) return kin.filter((one) => one.noun === best.noun);
  }
  return [];
}

/**
 * `ModifyInstanceAttribute` is about an instance, unless there is a longer noun in the service that it is about. What is made or ends is
 * another thing (a snapshot of it), but for settings, which are put and deleted.
 */
function isAbout(
  { noun, operation: { name } }: Noun,
  called: ReadonlySet<string>,
  taken: ReadonlySet<string>,
  writes: readonly Noun[],
): boolean {
  const about = [...called].find((one) => one.length > 2 && noun.startsWith(one));
  if (about === undefined || taken.has(noun) || [...taken].some((one) => one.length > about.length && noun.startsWith(one))) return false;
  if (makes.test(name)) return false;
  return !ends.test(name) || writes.some((one) => one.noun === noun && /^(Put|Set)/.test(one.operation.name));
}

/** `UpdateFunctionCode` must be given a function's name; so must CreateAlias, which makes another thing. */
function asksFor({ name, required }: Operation, kind: Kind, nouns: readonly string[], taken: ReadonlySet<string>): boolean {
  if (makes.test(name) || (ends.test(name) && !/^Remove/.test(name)) || /^(Tag|Untag)/.test(name) || taken.has(splitEventName(name).noun))
    return false;
  const own = kind.cfn?.identifiers.length === 1 ? kind.cfn.identifiers[0] : undefined;
  const [first = ''] = nouns;
  return required.slice(0, 2).some((member) => {
    const [, stem] = /^(.{3,}?)(?:Name|Id|Arn|ARN|Identifier|Url)$/.exec(member) ?? [];
    return (
      (stem !== undefined && nounOf(stem) === first) ||
      (own !== undefined && own === member && !/^(Id|Arn|Name|ResourceArn)$/i.test(member))
    );
  });
}

/** `own`: operations with the type's noun; `more`: others that change it; `byHand` goes before both. */
function sorted(own: readonly string[], more: readonly string[], byHand: Partial<Life>): Life {
  const find = (verbs: readonly RegExp[]): string[] =>
    verbs.map((verb) => own.filter((name) => verb.test(name))).find((found) => found.length > 0) ?? [];
  const made = byHand.made ?? ranked(find([makes, ...sets]), plain).slice(0, most.made);
  const gone = byHand.gone ?? ranked(find([ends, ...unsets]), plain).slice(0, most.gone);
  const isLeft = (name: string): boolean => !made.includes(name) && !gone.includes(name);
  const isPlain = (name: string): boolean => changes.some((verb) => verb.test(name));
  const all = [...ranked(own), ...ranked(more)].filter(isLeft);
  const changed = [...new Set([...all.filter(isPlain), ...all])].slice(0, most.changed);
  return { made, changed: byHand.changed ?? changed, gone };
}

const nameOf = ({ operation }: Noun): string => operation.name;

/** First what a person would think of: the plain verbs, then switching on and off, then all others; shorter names first. */
const changes = [
  /^(Update|Modify|Put|Set|Change)/,
  /^(Start|Stop|Reboot|Restart)/,
  /^(Enable|Disable|Add|Remove|Attach|Detach|Associate|Disassociate)/,
];
const plain = [/^(Create|Run|Put|Register|Allocate|Delete|Terminate|Deregister|Release)/];

function ranked(names: readonly string[], order: readonly RegExp[] = changes): string[] {
  const rank = (name: string): number => (order.findIndex((verb) => verb.test(name)) + order.length + 1) % (order.length + 1);
  return [...new Set(names)].sort((a, b) => rank(a) - rank(b) || a.length - b.length || (a < b ? -1 : 1));
}
