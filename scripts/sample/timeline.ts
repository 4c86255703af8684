// Time of the story, told backwards from its end.
import { day } from './names.ts';

export interface Timeline {
  /** End of the log, midnight UTC, ms. */
  readonly now: number;
  /** First moment of the log: 90 days earlier. */
  readonly start: number;
  /** `ago(12, '01:47:05')`: that time of the day which began 12 days before the end. */
  ago(days: number, clock: string): number;
}

/** Days that the log covers. */
export const span = 90;

export function timeline(end: number): Timeline {
  const now = Math.floor(end / day) * day;
  return {
    now,
    start: now - span * day,
    ago: (days, clock) => now - days * day + Date.parse(`1970-01-01T${clock}Z`),
  };
}
