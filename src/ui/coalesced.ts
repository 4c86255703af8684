// Many reasons to do something soon, done once.

/** Calls `run` once, `delay` ms after the first `soon` since the last run. */
export class Coalesced {
  readonly #delay: number;
  readonly #run: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(delay: number, run: () => void) {
    this.#delay = delay;
    this.#run = run;
  }

  soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, this.#delay);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
