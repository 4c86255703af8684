// The roots of a tree, fetched before the tree is told to draw itself anew. While a tree waits for its roots, the editor knows none of its
// nodes: a menu that is open then would run its command without the node it was opened on.

/** What was fetched is taken within this time, ms, or fetched again: a hidden tree asks when it is shown. */
const FRESH = 2000;

/** Holds roots from their fetching until the tree takes them. */
export class RootNodes<N> {
  readonly #fetch: () => Promise<N[]>;
  readonly #tell: () => void;
  readonly #isSeen: () => boolean;
  #ready: { readonly nodes: N[]; readonly at: number } | undefined;
  #last = 0;

  /** `fetch` never rejects: what is wrong is a node. `tell` makes the tree draw itself anew. `isSeen`: whether anybody looks at it. */
  constructor(fetch: () => Promise<N[]>, tell: () => void, isSeen: () => boolean) {
    this.#fetch = fetch;
    this.#tell = tell;
    this.#isSeen = isSeen;
  }

  /** The tree should draw itself anew. One that nobody sees fetches nothing: it asks when it is shown. */
  draw(): void {
    if (this.#isSeen()) {
      void this.renew();
      return;
    }
    this.drop();
    this.#tell();
  }

  /** Fetches, then tells; of several at once only the last tells. */
  async renew(): Promise<void> {
    const number = ++this.#last;
    this.#ready = undefined; // asked with other conditions, perhaps
    const nodes = await this.#fetch();
    if (number !== this.#last) return;
    this.#ready = { nodes, at: Date.now() };
    this.#tell();
  }

  /** What was fetched no longer holds. */
  drop(): void {
    this.#last++;
    this.#ready = undefined;
  }

  /** What was just fetched, once; else fetched now. */
  async take(): Promise<N[]> {
    const ready = this.#ready;
    this.#ready = undefined;
    return ready !== undefined && Date.now() - ready.at < FRESH ? ready.nodes : this.#fetch();
  }
}
