// Which events are held already: a set of 64-bit hashes of keys in shared memory, so that all threads that read files drop duplicates at
// once. It is filled from the store before an import and thrown away after it: a key claimed by a thread that then fails is not lost.
import { mix } from './terms.ts';

/** About one wrong "held already" in 10^19 / n² events. */
export class IdSet {
  readonly buffer: SharedArrayBuffer;
  readonly #slots: BigUint64Array;
  readonly #count: Int32Array;
  readonly #key = new BigUint64Array(1);
  readonly #halves = new Uint32Array(this.#key.buffer);

  /** A set with room for `events`, or another thread's set by its buffer. */
  constructor(events: number | SharedArrayBuffer) {
    let slots = 1 << 16;
    if (typeof events === 'number') while (slots < events * 1.7) slots *= 2;
    this.buffer = typeof events === 'number' ? new SharedArrayBuffer(8 + slots * 8) : events;
    this.#count = new Int32Array(this.buffer, 0, 1);
    this.#slots = new BigUint64Array(this.buffer, 8);
  }

  /** Too full to be quick: make a larger one. */
  get crowded(): boolean {
    return Atomics.load(this.#count, 0) > this.#slots.length * 0.85;
  }

  /** Adds the key; false when it was there. Of several threads with the same key exactly one gets true. */
  claim(h1: number, h2: number): boolean {
    const low = mix(h1) >>> 0;
    this.#halves[0] = low;
    this.#halves[1] = mix(h2) >>> 0 || 1; // 0 marks an empty slot
    const key = this.#key[0] as bigint;
    const mask = this.#slots.length - 1;
    for (let at = low & mask; ; at = (at + 1) & mask) {
      const held = Atomics.compareExchange(this.#slots, at, 0n, key);
      if (held === 0n) {
        Atomics.add(this.#count, 0, 1);
        return true;
      }
      if (held === key) return false;
    }
  }
}
