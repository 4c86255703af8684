// The rows of a long list as far as they have been fetched: pages, the least recently seen thrown away first.

/** Which rows are on the screen, and where the list is moving. Indexes are inclusive. */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly direction: 'up' | 'down';
}

/** Pages of rows by number. A page is missing, asked for, failed or held. */
export class RowPages<Row> {
  readonly size: number;
  readonly #keep: number;
  #total = 0;
  readonly #held = new Map<number, readonly Row[]>();
  readonly #asked = new Set<number>();
  readonly #failed = new Set<number>();

  /** `keep` pages of `size` rows are held at most. */
  constructor(size = 200, keep = 40) {
    this.size = size;
    this.#keep = keep;
  }

  /** Forgets all; the list has now `total` rows. */
  reset(total: number): void {
    this.#total = total;
    this.#held.clear();
    this.#asked.clear();
    this.#failed.clear();
  }

  get total(): number {
    return this.#total;
  }

  /** Undefined while the row has not come. */
  get(index: number): Row | undefined {
    return this.#held.get(Math.floor(index / this.size))?.[index % this.size];
  }

  /** All held rows with their indexes, in no order. */
  *entries(): Generator<readonly [number, Row]> {
    for (const [page, rows] of this.#held) for (const [offset, row] of rows.entries()) yield [page * this.size + offset, row];
  }

  /** Pages to ask for now, most urgent first: those on the screen, then one ahead, then one behind. Touches what is on the screen. */
  wanted(window: Window): number[] {
    if (this.#total === 0) return [];
    const end = Math.floor((this.#total - 1) / this.size);
    const from = Math.floor(Math.max(window.first, 0) / this.size);
    const to = Math.min(Math.floor(window.last / this.size), end);
    const seen = Array.from({ length: Math.max(to - from + 1, 0) }, (_, i) => from + i);
    for (const page of seen) this.#touch(page);
    const around = window.direction === 'down' ? [to + 1, from - 1] : [from - 1, to + 1];
    return [...seen, ...around].filter(
      (page) => page >= 0 && page <= end && !this.#held.has(page) && !this.#asked.has(page) && !this.#failed.has(page),
    );
  }

  ask(page: number): void {
    this.#asked.add(page);
  }

  put(page: number, rows: readonly Row[]): void {
    this.#asked.delete(page);
    this.#held.set(page, rows);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.#keep) break;
      this.#held.delete(oldest);
    }
  }

  /** The page is not asked for again until `retry`. */
  fail(page: number): void {
    this.#asked.delete(page);
    this.#failed.add(page);
  }

  retry(): void {
    this.#failed.clear();
  }

  get failed(): boolean {
    return this.#failed.size > 0;
  }

  #touch(page: number): void {
    const rows = this.#held.get(page);
    if (!rows) return;
    this.#held.delete(page);
    this.#held.set(page, rows);
  }
}
