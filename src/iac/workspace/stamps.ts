// How evidence was when it was looked at, in few characters: equal stamps mean that nothing changed.
import { DEPLOYED, calledBy } from './evidence.ts';

/** When a file was last written, and how long it is. */
export interface FileStat {
  readonly mtime: number;
  readonly size: number;
}

/** What stamps are made of. */
export interface StampSources {
  /** Undefined when there is no such file. */
  stat(path: string): Promise<FileStat | undefined>;
  list(dir: string): Promise<string[]>;
  callersOf(key: string): Promise<Iterable<string>>;
}

/** Asked for together: a disk answers many questions at once. */
const AT_ONCE = 64;

/** Stamps, each taken once until it is forgotten. */
export class Stamps {
  readonly #sources: StampSources;
  readonly #taken = new Map<string, string>();

  constructor(sources: StampSources) {
    this.#sources = sources;
  }

  get taken(): ReadonlyMap<string, string> {
    return this.#taken;
  }

  forget(evidence: Iterable<string>): void {
    for (const item of evidence) this.#taken.delete(item);
  }

  /** Takes all stamps that are not yet taken. */
  async take(evidence: Iterable<string>): Promise<void> {
    const missing = [...evidence].filter((item) => !this.#taken.has(item));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      const some = missing.slice(from, from + AT_ONCE);
      const stamps = await Promise.all(some.map((item) => this.#stamp(item)));
      some.forEach((item, index) => this.#taken.set(item, stamps[index] ?? ''));
    }
  }

  async of(item: string): Promise<string> {
    await this.take([item]);
    return this.#taken.get(item) ?? '';
  }

  async #stamp(item: string): Promise<string> {
    if (item === DEPLOYED) return item; // whoever holds it says when there is other
    const called = calledBy(item);
    if (called !== undefined) return hash([...(await this.#sources.callersOf(called))].sort());
    if (item.endsWith('/')) return hash((await this.#sources.list(item.slice(0, -1))).sort());
    const stat = await this.#sources.stat(item);
    return stat ? `${String(stat.mtime)}:${String(stat.size)}` : '';
  }
}

/** FNV-1a over 2 × 32 bits: chance meets no two of a workspace's lists, and nobody gains by making them meet. */
function hash(names: readonly string[]): string {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (const name of names) {
    for (let at = 0; at < name.length; at++) {
      a = Math.imul(a ^ name.charCodeAt(at), 0x01000193);
      b = Math.imul(b ^ name.charCodeAt(at), 0x85ebca6b);
    }
    a = Math.imul(a ^ 0x10000, 0x01000193);
    b = Math.imul(b ^ 0x10000, 0x85ebca6b);
  }
  return `${(a >>> 0).toString(36)}.${(b >>> 0).toString(36)}`;
}
