// Long work on a thread that others need too: after some time, they have their turn.

/** So long nobody else has a turn, in ms. An editor feels what is longer than a few frames. */
const TURN = 20;

/** Runs steps to their end, with a pause whenever they have taken long. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  const turns = new Turns();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await turns.next();
  }
}

/** Lets what waits run first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Takes turns in loops over much that is quick. */
export class Turns {
  #began = performance.now();

  /** Pauses if this turn has taken long. */
  async next(): Promise<void> {
    if (performance.now() - this.#began < TURN) return;
    await pause();
    this.#began = performance.now();
  }
}
