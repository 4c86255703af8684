// The tree of changes that did not come by the tool that declares the resource, as data: resources, their changes, and honest words.
import { isByService } from '../event/byService.ts';
import { toolName } from './codeText.ts';
import type { DriftNode } from './driftTree.ts';
import type { ActivityNode } from './activity.ts';
import { eventIcon, eventTooltip, type Reader } from './eventText.ts';
import { resourceIcon } from './groupIcon.ts';
import { noteText, type NodeText, type TooltipLine } from './nodeText.ts';
import { rangeLabel, type TimeRange } from './timeRange.ts';
import { age, ago, count, number, span, stamp } from './words.ts';
import type { Coverage, HistoryRow, OutsideAnswer } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import type { ResourceIdentity } from '../resource/identity.ts';

/** What the tree needs of a declared resource; what the code's readers give has this shape. */
export interface DeclaredHere {
  /** With module path and instance key. */
  readonly address: string;
  readonly identity: ResourceIdentity;
  readonly resource: {
    readonly tool: string;
    readonly address: string;
    readonly iacType: string;
    readonly file: string;
    readonly nameRange: { readonly start: Place; readonly end: Place };
  };
}
interface Place {
  readonly line: number;
  readonly character: number;
}

/** A declared resource with what changed it outside its tool. */
export interface OutsideFound {
  readonly declared: DeclaredHere;
  readonly answer: OutsideAnswer;
  /** File and line, as the user knows them. */
  readonly place: string;
}

/** What was looked for, and what came of it. */
export type OutsideShown =
  | { readonly is: 'nothingHeld' }
  /** The user gave up before the code was read. */
  | { readonly is: 'stopped' }
  | { readonly is: 'failed'; readonly message: string }
  | {
      readonly is: 'looked';
      readonly found: readonly OutsideFound[];
      /** Declared resources that were asked for; all that could be; those of which no name is known. */
      readonly asked: number;
      readonly askable: number;
      readonly nameless: number;
      /** Not all files of the workspace were read. */
      readonly bounded: boolean;
      readonly range: TimeRange;
      readonly peopleOnly: boolean;
      readonly coverage: Coverage;
    };

/** A way out of an empty view. */
export type OutsideStep = 'showAllTime' | 'chooseRange' | 'showServices' | 'lookAgain' | 'openFolder' | 'explainDrift';

export type OutsideNode =
  | { readonly kind: 'outsideSection'; readonly shown: OutsideShown }
  | { readonly kind: 'outsideResource'; readonly found: OutsideFound }
  | OutsideChange
  | { readonly kind: 'outsideSay'; readonly text: string; readonly detail: string; readonly fault?: true }
  | { readonly kind: 'outsideStep'; readonly step: OutsideStep }
  | DriftNode;

/** The event is as in Activity, so that the same commands work on it. */
export interface OutsideChange {
  readonly kind: 'outsideChange';
  readonly event: Extract<ActivityNode, { readonly kind: 'event' }>;
  readonly row: HistoryRow;
  readonly found: OutsideFound;
}

/** So many resources are shown at once. */
const SHOWN = 500;

/** Newest first; what is of a part is not told of its whole again. */
export function inOrder(found: readonly OutsideFound[]): OutsideFound[] {
  const ofParts = new Map<string, Set<number>>();
  for (const { declared, answer } of found) {
    for (const { value } of declared.identity.parent?.values ?? []) {
      const refs = ofParts.get(value) ?? new Set();
      for (const { ref } of answer.changes) refs.add(ref);
      ofParts.set(value, refs);
    }
  }
  const rest = found.map((one): OutsideFound => {
    const { values, parent } = one.declared.identity;
    const taken = parent === undefined ? values.flatMap(({ value }) => [...(ofParts.get(value) ?? [])]) : [];
    if (taken.length === 0) return one;
    const changes = one.answer.changes.filter(({ ref }) => !taken.includes(ref));
    return { ...one, answer: { ...one.answer, changes } };
  });
  const newest = ({ answer }: OutsideFound): number => answer.changes[0]?.time ?? -Infinity;
  return rest.filter(({ answer }) => answer.changes.length > 0).sort((a, b) => newest(b) - newest(a));
}

/** The nodes for what was looked for. Empty when nothing is held: the view then shows its welcome. */
export function outsideNodes(shown: OutsideShown, { zone }: Reader): OutsideNode[] {
  if (shown.is === 'nothingHeld') return [];
  if (shown.is === 'failed') return [{ kind: 'outsideSay', text: 'The changes could not be read', detail: visible(shown.message, 400), fault: true }]; // prettier-ignore
  if (shown.is === 'stopped') return [say('Stopped', 'before the code was read'), step('lookAgain')];
  const { found, asked, askable, nameless, bounded, range, peopleOnly, coverage } = shown;
  if (askable + nameless === 0) return noCode(bounded);
  const nodes: OutsideNode[] = found.slice(0, SHOWN).map((one) => ({ kind: 'outsideResource', found: one }));
  if (found.length > SHOWN) nodes.push(say(`${count(found.length - SHOWN, 'more resource')}`, 'choose a shorter time range to see them'));
  if (found.length === 0) {
    const when = range === 'all' ? '' : typeof range === 'string' ? ` in the last ${rangeLabel(range)}` : ` in ${rangeLabel(range)}`;
    const who = peopleOnly ? ' by people' : '';
    nodes.push(say(`No change outside the code${who}${when}`, `in the events held of ${count(asked, 'declared resource')}`));
    nodes.push(say(`Held: ${count(coverage.events, 'event')}`, span(coverage.first, coverage.last, zone)));
    if (range !== 'all') nodes.push(step('showAllTime'), step('chooseRange'));
    if (peopleOnly) nodes.push(step('showServices'));
  }
  if (asked < askable) nodes.push(say(`Stopped after ${number(asked)} of ${count(askable, 'resource')}`, ''), step('lookAgain'));
  if (nameless > 0) nodes.push(say(`${count(nameless, 'resource')} not asked for`, 'no name of them is known: no state or stack tells it'));
  if (bounded) nodes.push(say('Only the first files were read', 'this workspace has more than TrailLens reads'));
  return nodes;
}

function noCode(bounded: boolean): OutsideNode[] {
  return [
    say('No infrastructure code in this workspace', 'Terraform, OpenTofu, CloudFormation, CDK, Pulumi, Serverless'),
    ...(bounded ? [say('Only the first files were read', 'this workspace has more than TrailLens reads')] : []),
    step('openFolder'),
    step('explainDrift'),
  ];
}

const say = (text: string, detail: string): OutsideNode => ({ kind: 'outsideSay', text, detail });
const step = (one: OutsideStep): OutsideNode => ({ kind: 'outsideStep', step: one });

/** The changes of a resource, and what is set apart of it. */
export function changesOf(found: OutsideFound): OutsideNode[] {
  const { changes, more, attempts, unknown } = found.answer;
  const { identity } = found.declared;
  const nodes: OutsideNode[] = changes.map((row) => ({
    kind: 'outsideChange',
    event: { kind: 'event', row, known: 'none', identity },
    row,
    found,
  }));
  if (more) nodes.push(say('Only the newest events were looked at', 'its history shows all'));
  if (attempts > 0) nodes.push(say(`${count(attempts, 'attempt')} that failed`, 'outside the code too; its history shows them'));
  if (unknown > 0) nodes.push(say(`${count(unknown, 'change')} by unknown means`, 'nobody can tell whether outside the code'));
  return nodes;
}

/** Beside the view's title. */
export function outsideDescription(shown: OutsideShown | undefined, range: TimeRange, peopleOnly: boolean): string {
  const found = shown?.is === 'looked' ? [count(shown.found.length, 'resource')] : [];
  return [...found, rangeLabel(range), ...(peopleOnly ? ['people only'] : [])].join(' · ');
}

/** A filter that shows the same in Activity or in a history. */
export function outsideFilter({ declared }: OutsideFound, withNames: boolean): string {
  const { values, parent } = declared.identity;
  const term = `outside:${declared.resource.tool}`;
  const names = [...(values.length > 0 ? values : (parent?.values ?? []))].filter(({ kind }) => kind !== 'pattern').slice(0, 3);
  if (!withNames || names.length === 0) return term;
  return `${term} resource:${names.map(({ value }) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}`;
}

const STEPS: Readonly<Record<OutsideStep, readonly [label: string, icon: string]>> = {
  showAllTime: ['Show all time', 'history'],
  chooseRange: ['Choose another time range…', 'calendar'],
  showServices: ['Show AWS services too', 'gear'],
  lookAgain: ['Look again', 'refresh'],
  openFolder: ['Open a folder with code…', 'folder-opened'],
  explainDrift: ['Explain drift…', 'diff'],
};

/** How a node reads. */
export function outsideText(node: Exclude<OutsideNode, DriftNode>, reader: Reader): NodeText {
  switch (node.kind) {
    case 'outsideSection':
      return {
        label: 'Outside the code',
        description: node.shown.is === 'looked' ? count(node.shown.found.length, 'resource') : '',
        icon: 'git-compare',
        expand: 'expanded',
        context: 'outside.section',
      };
    case 'outsideResource':
      return resourceText(node.found, reader);
    case 'outsideChange':
      return changeText(node, reader);
    case 'outsideSay':
      return noteText(node);
    case 'outsideStep':
      return { label: STEPS[node.step][0], icon: STEPS[node.step][1], expand: 'no', context: 'step' };
  }
}

function resourceText({ declared, answer, place }: OutsideFound, reader: Reader): NodeText {
  const [newest] = answer.changes;
  const { identity, resource } = declared;
  const total = count(answer.changes.length, 'change') + (answer.more ? ', or more' : '');
  const description = newest
    ? [answer.changes.length > 1 || answer.more ? total : '', age(newest.time, reader.now), whoText(newest, 60), toolName(resource.tool)]
    : [];
  return {
    label: visible(declared.address, 120),
    description: description.filter((part) => part !== '').join(' · '),
    tooltip: resourceTooltip({ declared, answer, place }, total, newest, reader),
    icon: resourceIcon(identity.resourceType ?? ''),
    expand: 'collapsed',
    context: 'outside.resource',
  };
}

function resourceTooltip(
  { declared, answer, place }: OutsideFound,
  total: string,
  newest: HistoryRow | undefined,
  { now, zone }: Reader,
): TooltipLine[] {
  const { identity, resource } = declared;
  const where = [identity.account, identity.region].filter((part) => part !== undefined).map((part) => visible(part, 40));
  const lines: TooltipLine[] = [
    { label: 'Declared', value: `${visible(declared.address, 200)}, ${toolName(resource.tool)}, ${visible(place, 200)}` },
    {
      label: 'Outside it',
      value: `${total}${answer.services > 0 ? `, ${number(answer.services)} of them by AWS services on their own` : ''}`,
    },
  ];
  if (newest) lines.push({ label: 'Newest', value: `${visible(newest.eventName)}, ${stamp(newest.time, zone)}, ${ago(newest.time, now)}` }, { label: 'By', value: `${visible(newest.actor.arn ?? newest.actor.name)}, ${evidenceText(newest)}` }); // prettier-ignore
  if (answer.attempts > 0) lines.push({ label: 'Failed', value: count(answer.attempts, 'attempt') });
  if (answer.unknown > 0) lines.push({ label: 'By unknown means', value: count(answer.unknown, 'change') });
  if (where.length > 0) lines.push({ label: 'Where', value: where.join(', ') });
  return lines;
}

function changeText({ row, found }: OutsideChange, reader: Reader): NodeText {
  const sure = row.match.confidence === 'probable' ? 'probably of it' : '';
  const description = [age(row.time, reader.now), whoText(row, 80), visible(row.what, 60), evidenceText(row), sure];
  return {
    label: visible(row.eventName, 120) || '(no event name)',
    description: description.filter((part) => part !== '').join(' · '),
    tooltip: [
      ...eventTooltip(row, reader),
      ...(row.what === '' ? [] : [{ label: 'What', value: visible(row.what, 300) }]),
      { label: 'Outside', value: `It did not come by ${toolName(found.declared.resource.tool)}: ${evidenceText(row)}` },
      { label: 'Match', value: `${row.match.confidence}: ${visible(row.match.reason, 300)}` },
    ],
    ...(isByService(row) ? { spoken: 'by an AWS service' } : {}),
    ...eventIcon(row),
    expand: 'no',
    context: 'event',
  };
}

/** Who it was; a service that acted by itself is said to be one. */
function whoText(row: HistoryRow, max: number): string {
  return isByService(row) ? `AWS service ${visible(row.origin.name, 40)}, by itself` : visible(row.actor.name, max);
}

/** `console: sessionCredentialFromConsole is true` */
export function evidenceText({ origin }: Pick<HistoryRow, 'origin'>): string {
  return `${visible(origin.name, 40)}: ${visible(origin.evidence, 120)}`;
}
