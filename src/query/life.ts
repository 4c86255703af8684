// How a resource came and went: the newest successful events that began and ended its life.
import { lifeOf, lifePatterns, lifePatternsOf } from './verbs.ts';
import { isTarget } from './target.ts';
import type { ReadEvent } from './reader.ts';
import type { Recent } from './recent.ts';

/** The newest of each kind among so many candidates. */
const CANDIDATES = 16;

export interface Life {
  readonly born?: ReadEvent;
  /** Set when nothing that is held began or kept a life after it. */
  readonly gone?: ReadEvent;
}

/** A resource as the looks at its events need it. */
export interface Asked {
  /** Every name of it that is searched by. */
  readonly own: ReadonlySet<string>;
  readonly type: string | undefined;
}

/** Looks only at successful events whose names say that something began or ended. */
export function lifeIn(recent: Recent, asked: Asked): Life {
  const patterns = lifePatternsOf(asked.type) ?? lifePatterns;
  const newest = (names: readonly string[], wanted: (life: string | undefined) => boolean): ReadEvent | undefined =>
    recent.named(names, CANDIDATES).find(({ event }) => {
      const target = isTarget(event, asked.own, asked.type);
      return target !== undefined && wanted(lifeOf(event.eventName, asked.type ?? target.type));
    });
  const gone = newest(patterns.gone, (life) => life === 'gone');
  const alive = newest(patterns.born, (life) => life !== undefined && life !== 'gone');
  const born = newest(patterns.born, (life) => life === 'born') ?? alive;
  const isGone = gone !== undefined && !(alive !== undefined && alive.row.time > gone.row.time);
  return { ...(born === undefined ? {} : { born }), ...(isGone ? { gone } : {}) };
}
