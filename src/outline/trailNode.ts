// What stands in the Trails tree.
import type { ArchiveJob, AwsFault, Connection, ConnectionTrails, TailState, TrailFacts } from '../protocol/aws.ts';
import type { Reader } from './eventText.ts';
import type { FaultGroup } from './faults.ts';
import type { Tone, TooltipLine } from './nodeText.ts';

/** How well a trail records, and why. */
export interface TrailHealth {
  readonly verdict: Exclude<Level, 'note'>;
  readonly headline: string;
  /** `next`: what to do about it. */
  readonly findings: readonly { readonly level: Level; readonly text: string; readonly next?: string }[];
}
/** `note`: worth knowing, nothing is wrong. */
export type Level = 'good' | 'note' | 'warning' | 'bad' | 'unknown';

type Selectors = NonNullable<TrailFacts['selectors']>;

/** What reads a trail's facts. */
export interface TrailReader {
  health(facts: TrailFacts, now: number): TrailHealth;
  /** Event selectors, basic or advanced, one line each. */
  selectors(selectors: Selectors): readonly string[];
}

/** All that the tree shows, as known at one moment. */
export interface TrailsShown {
  readonly reader: Reader;
  readonly read: TrailReader;
  readonly connections: readonly Connection[];
  /** By profile. */
  readonly trails: ReadonlyMap<string, ConnectionTrails>;
  /** Trails are being asked for. */
  readonly asking: boolean;
  readonly jobs: readonly ArchiveJob[];
  readonly tails: readonly TailState[];
  /** Regions that would not tell their Event history when it was asked last. */
  readonly lookupFaults: readonly AwsFault[];
}

export type TrailNode =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'trail'; readonly profile: string; readonly facts: TrailFacts; readonly health: TrailHealth }
  | FactNode
  /** Regions that refused, the same reason together. */
  | { readonly kind: 'faults'; readonly id: string; readonly what: string; readonly groups: readonly FaultGroup[] }
  | { readonly kind: 'fault'; readonly group: FaultGroup }
  | { readonly kind: 'job'; readonly job: ArchiveJob }
  | { readonly kind: 'tail'; readonly tail: TailState };

/** One fact, or a few words. */
export interface FactNode {
  readonly kind: 'fact';
  readonly text: string;
  readonly detail: string;
  readonly icon: string;
  readonly tone?: Tone;
  readonly tooltip?: readonly TooltipLine[];
  readonly more?: readonly FactNode[];
}
