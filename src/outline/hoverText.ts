// What hovering over a declared resource tells, as plain data: ui/ makes Markdown of it with every text escaped.
import type { BlameAnswer, HistoryRow } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import { evidenceText } from '../resource/evidence.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { eventIcon, type Reader } from './eventText.ts';
import { outsideText } from './outside.ts';
import { ago, count, stamp } from './words.ts';

/** So many changes are shown. */
export const HOVER_ROWS = 5;
/** So many names with their evidence. */
const NAMES = 4;

/** What is known of one instance of the resource under the pointer. */
export interface HoverFacts {
  readonly tool: string;
  readonly identity: ResourceIdentity;
  /** How many instances the block stands for. */
  readonly instances: number;
  readonly blame: BlameAnswer;
  /** The newest changes. */
  readonly rows: readonly HistoryRow[];
  readonly coverageText: string;
}

/** All strings are already made visible. */
export interface HoverText {
  readonly title: string;
  /** Account, Region, how many instances. */
  readonly place: string;
  /** Counts, and that the resource is gone. */
  readonly summary: string;
  readonly rows: readonly { readonly icon: string; readonly event: string; readonly text: string }[];
  readonly names: readonly { readonly value: string; readonly evidence: string }[];
  readonly notes: readonly string[];
}

/** The hover of a resource with a name. */
export function hoverText({ tool, identity, instances, blame, rows, coverageText }: HoverFacts, { now, zone }: Reader): HoverText {
  const place = [identity.account ?? '', identity.region ?? '', instances > 1 ? `1 of ${count(instances, 'instance')}` : ''];
  const summary = [
    blame.deleted ? `deleted ${ago(blame.deleted.time, now)} by ${visible(blame.deleted.actor.name, 80)}` : '',
    recentText(rows, blame),
  ];
  const more = identity.values.length - NAMES;
  return {
    title: visible(identity.address, 120),
    place: place.filter((part) => part !== '').join(' · '),
    summary: summary.filter((part) => part !== '').join(' · '),
    rows: rows.slice(0, HOVER_ROWS).map((row) => rowText(row, tool, now, zone)),
    names: identity.values
      .slice(0, NAMES)
      .map(({ value, via }) => ({ value: visible(value, 200), evidence: visible(evidenceText(via), 160) })),
    notes: [
      more > 0 ? `${count(more, 'more name')} in its history.` : '',
      identity.missing === undefined ? '' : visible(identity.missing, 400),
      rows.length === 0 ? visible(coverageText, 400) : '',
    ].filter((note) => note !== ''),
  };
}

/** Counted are those that are its own for sure. */
function recentText(rows: readonly HistoryRow[], { recent }: BlameAnswer): string {
  if (recent > 0) return `${count(recent, 'change')} in 90 days`;
  if (rows.length === 0) return 'no change held';
  return rows.every(({ match }) => match.confidence === 'possible') ? 'only changes that may be its own' : 'no change in 90 days';
}

function rowText(row: HistoryRow, tool: string, now: number, zone: Reader['zone']): HoverText['rows'][number] {
  const unsure = row.match.confidence === 'possible' || row.match.confidence === 'probable' ? row.match.confidence : '';
  const parts = [
    row.what === '' ? '' : visible(row.what, 80),
    `${ago(row.time, now)} (${stamp(row.time, zone)})`,
    visible(row.actor.name, 80),
    row.origin.kind === 'unknown' ? '' : visible(row.origin.name, 40),
    outsideText(tool, row.origin) ?? '',
    unsure,
  ];
  return { icon: eventIcon(row).icon, event: visible(row.eventName, 60), text: parts.filter((part) => part !== '').join(' · ') };
}

/** The hover of a resource without any name. */
export function unresolvedText({ address, missing }: ResourceIdentity): Pick<HoverText, 'title' | 'notes'> {
  return { title: visible(address, 120), notes: [visible(missing ?? 'Nothing is known that CloudTrail would call it by.', 600)] };
}
