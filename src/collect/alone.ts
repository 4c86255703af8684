// One writer at a time: what drops duplicates must know of all that is held, and of nothing that is about to be.

/** Runs pieces of work one after another, in the order they come. A piece that fails does not keep the next from running. */
export class Alone {
  #running: Promise<unknown> = Promise.resolve();

  run<T>(work: () => T | Promise<T>): Promise<T> {
    const result = this.#running.then(work);
    this.#running = result.catch(() => undefined);
    return result;
  }
}
