// The records' texts while a segment is built: one after another, compressed in blocks of some size.
import { ByteSink, IntSink, bytesOf, pack } from './codec.ts';
import { BLOB, COLUMN_PART } from './format.ts';
import type { PutBlob } from './format.ts';

/** Larger blocks pack better, smaller ones open faster. */
const BLOCK = 256 * 1024;

export class RawBlocks {
  readonly #open = new ByteSink(BLOCK * 2);
  readonly #blocks: Buffer[] = [];
  readonly #starts: number[] = [0];
  readonly #places = new IntSink();
  #blockStart = 0;

  /** Bytes held, before compression. */
  get length(): number {
    return this.#blockStart + this.#open.length;
  }

  add(bytes: Uint8Array, start: number, end: number): void {
    this.#places.push(this.length);
    this.#places.push(end - start);
    this.#open.append(bytes, start, end);
    if (this.#open.length >= BLOCK) this.#cut();
  }

  #cut(): void {
    if (this.#open.length === 0) return;
    this.#blocks.push(pack(this.#open.view()));
    this.#blockStart += this.#open.length;
    this.#starts.push(this.#blockStart);
    this.#open.length = 0;
  }

  /** Writes the blocks and each row's place (n starts, then n lengths); gives where the blocks start, and the end. */
  encode(order: Int32Array, put: PutBlob): number[] {
    this.#cut();
    this.#blocks.forEach((block, i) => put(BLOB.raw, i, block));
    const n = order.length;
    const places = new Uint32Array(2 * n);
    for (let row = 0; row < n; row++) {
      const from = order[row] as number;
      places[row] = this.#places.values[2 * from] as number;
      places[n + row] = this.#places.values[2 * from + 1] as number;
    }
    put(BLOB.column, COLUMN_PART.rawPlace, pack(bytesOf(places)));
    return this.#starts;
  }
}
