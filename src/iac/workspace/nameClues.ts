// Names by which declared resources may be met, apart from the resources: so much of a whole workspace fits into memory, and on disk.
import type { IdentityValue, ResourceIdentity } from '../../resource/identity.ts';
import { nameSetOf } from '../../resource/nameSet.ts';
import type { Identified } from '../identify.ts';

/** Names, and the longest runs of known characters of names that are not known in their whole. */
export interface Clues {
  readonly names: readonly string[];
  readonly runs: readonly string[];
}

/** What a file may be found by. */
export interface FileClues {
  /** What the code itself says. */
  readonly code: Clues;
  /** What only a state, an export or a stack says: kept in memory, never written down. */
  readonly beyond: Clues;
  /** The files that `beyond` is from; undefined where some of it is from none. */
  readonly sources: readonly string[] | undefined;
}

/** Evidence that is code, or made from code alone. */
const CODE: ReadonlySet<IdentityValue['via']['how']> = new Set(['literal', 'default', 'cdk.out']);

/** All names of what a file declares, also of what it is a part of. */
export function cluesOf(identified: readonly Identified[]): FileClues {
  const [code, beyond] = [new Gathered(), new Gathered()];
  const sources = new Set<string>();
  let told = true;
  const from = ({ via }: IdentityValue): Gathered => {
    if (CODE.has(via.how)) return code;
    if (via.file === undefined) told = false;
    else sources.add(via.file);
    return beyond;
  };
  for (const { identity } of identified) {
    for (let at: ResourceIdentity | undefined = identity; at !== undefined; at = at.parent) {
      const { names, patterns } = nameSetOf(at);
      for (const { text, from: value } of names.values()) from(value).names.add(text);
      for (const { literal, from: value } of patterns) from(value).runs.add(literal);
    }
  }
  return { code: code.clues(), beyond: beyond.clues(), sources: told ? [...sources] : undefined };
}

/** All names of identities, whoever says them. */
export function namesOf(identities: Iterable<ResourceIdentity>): string[] {
  const names = new Set<string>();
  for (const identity of identities) for (const name of nameSetOf(identity).names.keys()) names.add(name);
  return [...names];
}

class Gathered {
  readonly names = new Set<string>();
  readonly runs = new Set<string>();

  clues(): Clues {
    return { names: [...this.names], runs: [...this.runs] };
  }
}

/** Who holds which names. Holders come and go one by one. */
export class ClueIndex {
  readonly #held = new Map<string, readonly Clues[]>();
  readonly #names = new Map<string, string | Set<string>>();
  readonly #runs = new Map<string, string | Set<string>>();

  put(holder: string, ...clues: readonly Clues[]): void {
    this.remove(holder);
    const telling = clues.filter(({ names, runs }) => names.length + runs.length > 0);
    if (telling.length === 0) return;
    this.#held.set(holder, telling);
    for (const { names, runs } of telling) {
      for (const name of names) add(this.#names, name, holder);
      for (const run of runs) add(this.#runs, run, holder);
    }
  }

  remove(holder: string): void {
    for (const { names, runs } of this.#held.get(holder) ?? []) {
      for (const name of names) drop(this.#names, name, holder);
      for (const run of runs) drop(this.#runs, run, holder);
    }
    this.#held.delete(holder);
  }

  /** Holders of a name of what was met, and the file that told what is not known by a name yet. */
  named(met: ResourceIdentity): Set<string> {
    const found = new Set<string>(met.lack ? [met.lack.file] : []);
    const { names, patterns } = nameSetOf(met);
    for (const name of names.keys()) for (const holder of holders(this.#names.get(name))) found.add(holder);
    if (patterns.length === 0) return found;
    for (const [name, of] of this.#names) {
      if (patterns.some(({ whole }) => whole.test(name))) for (const holder of holders(of)) found.add(holder);
    }
    return found;
  }

  /** Holders of a name that may be one of what was met, as far as its known part goes. */
  alike(met: ResourceIdentity): Set<string> {
    const found = new Set<string>();
    const names = [...nameSetOf(met).names.keys()];
    for (const [run, of] of this.#runs) {
      if (names.some((name) => name.includes(run))) for (const holder of holders(of)) found.add(holder);
    }
    return found;
  }
}

/** Most names have one holder: a set for each would take most of the room. */
function add(to: Map<string, string | Set<string>>, name: string, holder: string): void {
  const known = to.get(name);
  if (known === undefined) to.set(name, holder);
  else if (typeof known !== 'string') known.add(holder);
  else if (known !== holder) to.set(name, new Set([known, holder]));
}

function drop(from: Map<string, string | Set<string>>, name: string, holder: string): void {
  const known = from.get(name);
  if (known === holder) from.delete(name);
  else if (known instanceof Set && known.delete(holder) && known.size === 0) from.delete(name);
}

function holders(of: string | Set<string> | undefined): Iterable<string> {
  return of === undefined ? [] : typeof of === 'string' ? [of] : of;
}
