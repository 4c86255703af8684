// The Activity tree as data: groups of events, their events, and honest words where there is nothing to show.
import type { ResourceIdentity } from '../resource/identity.ts';
import type { ActivityAnswer, ActivityGroup, ActivityQuestion, Coverage, EventRow, GroupBy } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import { eventText, serviceName, type Known, type Reader } from './eventText.ts';
import { groupIcon } from './groupIcon.ts';
import { noteText, type NodeText, type TooltipLine } from './nodeText.ts';
import { rangeLabel, rangeTimes, type TimeRange } from './timeRange.ts';
import { age, ago, count, number, span, stamp } from './words.ts';

/** What the user set in the view. */
export interface ActivityState {
  readonly groupBy: GroupBy;
  readonly changesOnly: boolean;
  readonly range: TimeRange;
  /** In the filter language; '' for none. */
  readonly filter: string;
}

export type ActivityNode =
  | { readonly kind: 'group'; readonly groupBy: GroupBy; readonly group: ActivityGroup }
  | { readonly kind: 'event'; readonly row: EventRow; readonly known: Known; readonly identity?: ResourceIdentity }
  /** Shows more of the root (no group) or of a group. */
  | { readonly kind: 'more'; readonly group?: string; readonly rest: number; readonly of: 'group' | 'event' }
  /** Words; `fault` when something did not work. */
  | { readonly kind: 'note'; readonly text: string; readonly detail: string; readonly fault?: true }
  /** A way out of an empty view. */
  | { readonly kind: 'step'; readonly step: Step };

/** What can be done about an empty view. */
export type Step = 'showAllTime' | 'showAllEvents' | 'clearFilter' | 'chooseRange' | 'showSources' | 'loadEventHistory';

/** What the tree needs to know from outside. */
export interface ActivityAsk {
  readonly state: ActivityState;
  readonly reader: Reader;
  /** A connection to AWS was chosen. */
  readonly connected?: boolean;
  /** How many children to show: of a group by its key, of the root by ''. */
  shown(key: string): number;
  activity(question: ActivityQuestion): Promise<ActivityAnswer>;
  rows(question: ActivityQuestion, group: string, offset: number, count: number): Promise<readonly EventRow[]>;
}

/** The question the state asks. */
export function activityQuestion(state: ActivityState, { now, zone }: Reader): ActivityQuestion {
  return {
    groupBy: state.groupBy,
    changesOnly: state.changesOnly,
    ...rangeTimes(state.range, now),
    ...(state.filter === '' ? {} : { filter: state.filter }),
    timeZone: zone === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** `changes · 30 days · by resource · filtered`: what the view's title says of its state. */
export function activityDescription({ groupBy, changesOnly, range, filter }: ActivityState): string {
  const parts = [changesOnly ? 'changes' : 'all events', rangeLabel(range), `by ${groupBy}`];
  return [...parts, ...(filter === '' ? [] : [visible(filter, 60)])].join(' · ');
}

/** The root's children (no node), or a node's. Without any source held the root is empty, and the view shows its welcome. */
export async function activityChildren(node: ActivityNode | undefined, ask: ActivityAsk): Promise<ActivityNode[]> {
  const question = activityQuestion(ask.state, ask.reader);
  if (node === undefined) return groups(await ask.activity(question), ask);
  if (node.kind !== 'group') return [];
  const { group, groupBy } = node;
  const rows = await ask.rows(question, group.key, 0, ask.shown(group.key));
  const known: Known = groupBy === 'actor' || groupBy === 'service' ? groupBy : 'none';
  const events = rows.map((row): ActivityNode => ({ kind: 'event', row, known, ...(group.identity ? { identity: group.identity } : {}) }));
  const rest = group.events - rows.length;
  return rest > 0 && rows.length > 0 ? [...events, { kind: 'more', group: group.key, rest, of: 'event' }] : events;
}

function groups(answer: ActivityAnswer, ask: ActivityAsk): ActivityNode[] {
  const { state, reader, connected } = ask;
  const more: ActivityNode[] = connected ? [{ kind: 'step', step: 'loadEventHistory' }] : [];
  if (answer.coverage.sources.length === 0)
    return connected ? [{ kind: 'note', text: 'No events are held yet', detail: 'what AWS tells appears here' }, ...more] : [];
  if (answer.groups.length === 0) return [...nothing(answer.coverage, state, reader), ...more];
  const nodes = answer.groups.slice(0, ask.shown('')).map((group): ActivityNode => ({ kind: 'group', groupBy: state.groupBy, group }));
  const rest = answer.groups.length - nodes.length;
  if (rest > 0) nodes.push({ kind: 'more', rest, of: 'group' });
  if (answer.grouped < answer.total) {
    const text = `Grouped: the newest ${number(answer.grouped)} of ${count(answer.total, 'event')}`;
    nodes.push({ kind: 'note', text, detail: 'choose a shorter time range to see the others' });
  }
  return nodes;
}

/** Never “no events” alone: what was asked, what is held, and the next steps. */
function nothing(coverage: Coverage, state: ActivityState, { zone }: Reader): ActivityNode[] {
  if (coverage.events === 0) {
    const read = coverage.sources.some((source) => source.collectedAt !== undefined);
    const detail = coverage.problems > 0 ? `${count(coverage.problems, 'problem')}, see Sources` : 'see Sources';
    return [
      { kind: 'note', text: read ? 'The sources hold no events' : 'The sources are not read to their end yet', detail },
      { kind: 'step', step: 'showSources' },
    ];
  }
  const what = state.changesOnly ? 'No changes' : 'No events';
  const when =
    state.range === 'all'
      ? ''
      : typeof state.range === 'string'
        ? ` in the last ${rangeLabel(state.range)}`
        : ` in ${rangeLabel(state.range)}`;
  const nodes: ActivityNode[] = [
    { kind: 'note', text: `${what}${when}${state.filter === '' ? '' : ' match the filter'}`, detail: '' },
    { kind: 'note', text: `Held: ${count(coverage.events, 'event')}`, detail: span(coverage.first, coverage.last, zone) },
  ];
  const steps: Step[] = [
    ...(state.range === 'all' ? [] : (['showAllTime', 'chooseRange'] as const)),
    ...(state.filter === '' ? [] : (['clearFilter'] as const)),
    ...(state.changesOnly ? (['showAllEvents'] as const) : []),
  ];
  return [...nodes, ...steps.map((step): ActivityNode => ({ kind: 'step', step }))];
}

const STEPS: Readonly<Record<Step, readonly [label: string, icon: string]>> = {
  showAllTime: ['Show all time', 'history'],
  showAllEvents: ['Show reads too', 'eye'],
  clearFilter: ['Clear the filter', 'clear-all'],
  chooseRange: ['Choose another time range…', 'calendar'],
  showSources: ['Show sources', 'list-tree'],
  loadEventHistory: ['Load Event history…', 'cloud-download'],
};

/** How a node reads. */
export function activityText(node: ActivityNode, reader: Reader): NodeText {
  switch (node.kind) {
    case 'group':
      return groupText(node, reader);
    case 'event':
      return eventText(node.row, node.known, reader);
    case 'more':
      return { label: `Load more`, description: `${count(node.rest, node.of)} more`, icon: 'ellipsis', expand: 'no', context: 'more' };
    case 'note':
      return noteText(node);
    case 'step':
      return { label: STEPS[node.step][0], icon: STEPS[node.step][1], expand: 'no', context: 'step' };
  }
}

function groupText({ group, groupBy }: { groupBy: GroupBy; group: ActivityGroup }, reader: Reader): NodeText {
  const { newest } = group;
  const description = [
    age(group.last, reader.now),
    groupBy === 'actor' || groupBy === 'session' ? '' : visible(newest.actor.name, 60),
    number(group.events) + (group.attempts > 0 ? ` (${number(group.attempts)} failed)` : ''),
    shortType(group.type, groupBy),
    group.detail ? visible(group.detail, 80) : '',
  ];
  return {
    label: (groupBy === 'service' ? serviceName(group.label) : visible(group.label, 120)) || '(no name)',
    description: description.filter((part) => part !== '').join(' · '),
    tooltip: groupTooltip(group, groupBy, reader),
    ...(group.deleted ? { spoken: 'deleted' } : {}),
    ...groupIcon(group, groupBy),
    expand: 'collapsed',
    context: group.identity ? 'group.resource' : 'group',
  };
}

/** `SecurityGroup` of `AWS::EC2::SecurityGroup`. */
function shortType(type: string | undefined, groupBy: GroupBy): string {
  if (type === undefined || groupBy !== 'resource') return '';
  return visible(type.split('::').at(-1) ?? type, 40);
}

function groupTooltip(group: ActivityGroup, groupBy: GroupBy, { now, zone }: Reader): TooltipLine[] {
  const { newest } = group;
  const failed = group.attempts > 0 ? `, ${number(group.attempts)} of them failed` : '';
  const lines: TooltipLine[] = [
    { label: groupBy === 'time' ? 'day' : groupBy, value: visible(group.label) + (group.deleted ? ' (deleted)' : '') },
  ];
  if (group.type) lines.push({ label: 'Type', value: visible(group.type) });
  if (group.detail) lines.push({ label: 'Where', value: visible(group.detail) });
  return [
    ...lines.map(({ label, value }) => ({ label: label.charAt(0).toUpperCase() + label.slice(1), value })),
    { label: 'Events', value: number(group.events) + failed },
    { label: 'Newest', value: `${visible(newest.eventName)}, ${stamp(group.last, zone)}, ${ago(group.last, now)}` },
    { label: 'By', value: `${visible(newest.actor.arn ?? newest.actor.name)}, ${visible(newest.origin.name)}` },
  ];
}
