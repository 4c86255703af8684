// How one event reads in a tree.
import type { EventRow } from '../protocol/backend.ts';
import type { TimeZone } from '../protocol/panel.ts';
import { visible } from '../protocol/visible.ts';
import type { NodeText, Tone, TooltipLine } from './nodeText.ts';
import { age, ago, stamp } from './words.ts';

/** When and where the reader is. */
export interface Reader {
  readonly now: number;
  readonly zone: TimeZone;
}

/** What a group says already, and its events need not repeat. */
export type Known = 'actor' | 'service' | 'none';

const VERBS: readonly (readonly [RegExp, Tone, string])[] = [
  [/^(Delete|Terminate|Remove|Deregister|Destroy|Purge|Schedule\w*Deletion)/i, 'delete', 'trash'],
  [/^(Create|Run|Allocate|Register|Import|Copy|Restore)/, 'create', 'add'],
];

/** Icon and colour of an event, from what it did and whether it succeeded. */
export function eventIcon({ outcome, eventName }: Pick<EventRow, 'outcome' | 'eventName'>): { icon: string; tone: Tone } {
  if (outcome === 'attempt') return { icon: 'circle-slash', tone: 'attempt' };
  if (outcome === 'read') return { icon: 'eye', tone: 'quiet' };
  if (outcome === 'insight') return { icon: 'lightbulb', tone: 'warning' };
  const verb = VERBS.find(([pattern]) => pattern.test(eventName));
  return verb ? { icon: verb[2], tone: verb[1] } : { icon: 'edit', tone: 'change' };
}

/** `s3` of `s3.amazonaws.com`. */
export function serviceName(eventSource: string): string {
  return visible(eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '')) || 'unknown service';
}

/** The tooltip's lines: who, when, from where, by what means. */
export function eventTooltip(row: EventRow, { zone, now }: Reader): TooltipLine[] {
  const lines: TooltipLine[] = [
    { label: 'Event', value: `${visible(row.eventName)} (${visible(row.eventSource)})` },
    { label: 'When', value: `${stamp(row.time, zone)}, ${ago(row.time, now)}` },
    { label: 'Who', value: visible(row.actor.arn ?? row.actor.name) },
  ];
  if (row.actor.behind) lines.push({ label: 'Behind it', value: visible(row.actor.behind) });
  lines.push(
    { label: 'By', value: `${visible(row.origin.name)} (${visible(row.origin.evidence)})` },
    { label: 'From', value: visible(row.sourceIPAddress) || 'unknown' },
    { label: 'Where', value: [row.account, row.awsRegion].map((part) => visible(part) || 'unknown').join(', ') },
  );
  if (row.errorCode !== '') lines.push({ label: 'Failed', value: visible(row.errorCode) });
  return lines;
}

/** An event as a leaf. */
export function eventText(row: EventRow, known: Known, reader: Reader): NodeText {
  const description = [
    row.errorCode === '' ? '' : visible(row.errorCode, 60),
    age(row.time, reader.now),
    known === 'actor' ? '' : visible(row.actor.name, 80),
    known === 'service' ? '' : serviceName(row.eventSource),
    row.origin.kind === 'unknown' ? '' : visible(row.origin.name, 40),
  ];
  return {
    label: visible(row.eventName, 120) || '(no event name)',
    description: description.filter((part) => part !== '').join(' · '),
    tooltip: eventTooltip(row, reader),
    ...(row.outcome === 'attempt' ? { spoken: 'failed' } : {}),
    ...eventIcon(row),
    expand: 'no',
    context: 'event',
  };
}
