// Keeps what was read from the database last, within a number of bytes.

/** Least recently used entries go first. Keys are the database's blob numbers. */
export class BlobCache {
  readonly #entries = new Map<number, { value: unknown; bytes: number }>();
  #bytes = 0;
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The entry made by `make` when it is not held. `T` must always be the same for one key. */
  get<T>(key: number, isT: (value: unknown) => value is T, make: () => { value: T; bytes: number }): T {
    const held = this.#entries.get(key);
    if (held !== undefined && isT(held.value)) {
      this.#entries.delete(key);
      this.#entries.set(key, held);
      return held.value;
    }
    const made = make();
    this.#entries.set(key, made);
    this.#bytes += made.bytes;
    for (const [oldest, entry] of this.#entries) {
      if (this.#bytes <= this.#limit || oldest === key) break;
      this.#entries.delete(oldest);
      this.#bytes -= entry.bytes;
    }
    return made.value;
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }
}
