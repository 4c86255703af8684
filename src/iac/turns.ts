// Long work on a thread that others need too: after some time, they have their turn.

/** So long nobody else has a turn, in ms. An editor feels what is longer than a few frames. */
const TURN = 20;

/** Runs steps to their end, with a pause whenever they have taken long. */
export async function inTurns<T>(steps: Generator<void, T>): Promise<T> {
  let began = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - began < TURN) continue;
    await pause();
    began = performance.now();
  }
}

/** Lets what waits run first. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
