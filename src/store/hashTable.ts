// Numbers for hashes, given in the order of their first coming: open addressing over typed arrays, since a Map of a million entries costs
// ten times the memory and the garbage collector's time.
import { mix } from './terms.ts';

export class HashTable {
  size = 0;
  #slots: Int32Array<ArrayBuffer>;
  #lane1: Int32Array<ArrayBuffer>;
  #lane2: Int32Array<ArrayBuffer>;

  /** `room` is the number of hashes to begin with, a power of two. */
  constructor(room = 1 << 13) {
    this.#slots = new Int32Array(room * 2).fill(-1);
    this.#lane1 = new Int32Array(room);
    this.#lane2 = new Int32Array(room);
  }

  /** The hash's number; a new hash gets the next one. */
  numberOf(h1: number, h2: number): number {
    if (this.size === this.#lane1.length) this.#grow();
    const mask = this.#slots.length - 1;
    let at = mix(h1) & mask;
    for (;;) {
      const n = this.#slots[at] as number;
      if (n < 0) break;
      if (this.#lane1[n] === h1 && this.#lane2[n] === h2) return n;
      at = (at + 1) & mask;
    }
    const n = this.size++;
    this.#slots[at] = n;
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
    this.#slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = this.#slots.length - 1;
    for (let n = 0; n < this.size; n++) {
      let at = mix(this.#lane1[n] as number) & mask;
      while ((this.#slots[at] as number) >= 0) at = (at + 1) & mask;
      this.#slots[at] = n;
    }
  }
}
