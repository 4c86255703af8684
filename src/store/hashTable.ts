// Numbers for hashes, given in the order of their first coming: open addressing over typed arrays, since a Map of a million entries costs
// ten times the memory and the garbage collector's time.
import { mix } from './terms.ts';

export class HashTable {
  size = 0;
  /** Pairs: first lane of a hash and its number + 1, side by side so that a look-up touches one line of the cache; 0 marks an empty slot. */
  #slots: Int32Array<ArrayBuffer>;
  #lane1: Int32Array<ArrayBuffer>;
  #lane2: Int32Array<ArrayBuffer>;

  /** `room` is the number of hashes to begin with, a power of two. */
  constructor(room = 1 << 13) {
    this.#slots = new Int32Array(room * 4);
    this.#lane1 = new Int32Array(room);
    this.#lane2 = new Int32Array(room);
  }

  /** The hash's number; a new hash gets the next one. */
  numberOf(h1: number, h2: number): number {
    if (this.size === this.#lane1.length) this.#grow();
    const slots = this.#slots;
    const mask = slots.length - 2;
    let at = (mix(h1) << 1) & mask;
    for (;;) {
      const n = slots[at + 1] as number;
      if (n === 0) break;
      if (slots[at] === h1 && this.#lane2[n - 1] === h2) return n - 1;
      at = (at + 2) & mask;
    }
    const n = this.size++;
    slots[at] = h1;
    slots[at + 1] = n + 1;
    this.#lane1[n] = h1;
    this.#lane2[n] = h2;
    return n;
  }

  lane1(): Int32Array {
    return this.#lane1.subarray(0, this.size);
  }

  lane2(): Int32Array {
    return this.#lane2.subarray(0, this.size);
  }

  /** Twice the room; half of the slots stay empty. */
  #grow(): void {
    const twice = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.#lane1 = twice(this.#lane1);
    this.#lane2 = twice(this.#lane2);
    this.#slots = new Int32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 2;
    for (let n = 0; n < this.size; n++) {
      let at = (mix(this.#lane1[n] as number) << 1) & mask;
      while (this.#slots[at + 1] !== 0) at = (at + 2) & mask;
      this.#slots[at] = this.#lane1[n] as number;
      this.#slots[at + 1] = n + 1;
    }
  }
}
