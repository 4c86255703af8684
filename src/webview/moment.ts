// How the page shows the present and the zone to its parts.
import type { PanelState } from '../protocol/panel.ts';
import { clockIn, relative } from './time.ts';
import type { Clock } from './time.ts';

/** The chosen clock and the present, as of one drawing. */
export interface Moment {
  readonly clock: Clock;
  readonly now: number;
}

/** Gives the clock a panel asks for; the same one as long as it asks for the same zone. */
export function createClocks(): (panel: PanelState | undefined) => Clock {
  let zone = 'UTC';
  let clock = utcClock;
  return (panel) => {
    const asked = panel?.timeZone === 'local' ? panel.localZone : 'UTC';
    if (asked !== zone) clock = clockIn((zone = asked));
    return clock;
  };
}

/** A time in full, with UTC beside a local one, and how long ago: for tooltips. */
export function fullTime(at: number, { clock, now }: Moment): string {
  if (Number.isNaN(at)) return 'The record tells no time that can be read.';
  const utc = clock.zone === 'UTC' ? '' : `\n${utcClock.full(at)}`;
  return `${clock.full(at)}${utc}\n${relative(at, now)}`;
}

const utcClock = clockIn('UTC');
