// The services' clock: real time unless a test moves it.

export interface Clock {
  /** ms since 1970. */
  now(): number;
  /** Puts the clock to a time, from where it goes on ticking. */
  set(ms: number): void;
  advance(ms: number): void;
  /** Holds the clock where it is; `set` and `advance` still move it. */
  freeze(): void;
}

export function createClock(): Clock {
  let ahead = 0;
  let held: number | undefined;
  const now = (): number => held ?? Date.now() + ahead;
  const set = (ms: number): void => {
    if (held === undefined) ahead = ms - Date.now();
    else held = ms;
  };
  return { now, set, advance: (ms) => set(now() + ms), freeze: () => void (held = now()) };
}
