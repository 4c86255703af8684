// How the page shows the present and the zone to its parts.
import type { PanelState } from '../protocol/panel.ts';
import { clockIn } from './time.ts';
import type { Clock } from './time.ts';
import { relative } from './time.ts';

/** The chosen clock and the present, as of one drawing. */
export interface Moment {
  readonly clock: Clock;
  readonly now: number;
}

/** The clock a panel asks for. */
export function clockOf(panel: PanelState | undefined): Clock {
  return clockIn(panel?.timeZone === 'local' ? panel.localZone : 'UTC');
}

/** A time in full, with UTC beside a local one, and how long ago: for tooltips. */
export function fullTime(at: number, { clock, now }: Moment): string {
  if (Number.isNaN(at)) return 'The record tells no time that can be read.';
  const utc = clock.zone === 'UTC' ? '' : `\n${utcClock.full(at)}`;
  return `${clock.full(at)}${utc}\n${relative(at, now)}`;
}

const utcClock = clockIn('UTC');
