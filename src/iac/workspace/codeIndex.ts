// The way back: which declared resources of a workspace a name in AWS belongs to.
import type { Confidence, ResourceIdentity } from '../../resource/identity.ts';
import type { IdentityMatch } from '../../resource/matchIdentity.ts';
import { matchIdentity } from '../../resource/matchIdentity.ts';
import type { KnownPattern } from '../../resource/nameSet.ts';
import { nameSetOf } from '../../resource/nameSet.ts';
import type { Identified } from '../identify.ts';

/** A declared resource that a name may belong to. */
export interface Candidate {
  readonly declared: Identified;
  readonly match: IdentityMatch;
}

const LEVELS: readonly Confidence[] = ['exact', 'strong', 'probable', 'possible'];

/** All resources that a workspace declares, by the names they go by. Files come and go one by one. */
export class CodeIndex {
  readonly #files = new Map<string, readonly Identified[]>();
  readonly #names = new Map<string, Set<Identified>>();
  readonly #patterns = new Map<Identified, readonly KnownPattern[]>();

  /** How many instances are known. */
  get size(): number {
    let size = 0;
    for (const declared of this.#files.values()) size += declared.length;
    return size;
  }

  /** Files that declare something, or were read and declare nothing. */
  get files(): readonly string[] {
    return [...this.#files.keys()];
  }

  /** What a file declares now. */
  put(file: string, declared: readonly Identified[]): void {
    this.remove(file);
    this.#files.set(file, declared);
    for (const one of declared) {
      const patterns: KnownPattern[] = [];
      for (let at: ResourceIdentity | undefined = one.identity; at !== undefined; at = at.parent) {
        const set = nameSetOf(at);
        for (const name of set.names.keys()) this.#names.set(name, (this.#names.get(name) ?? new Set()).add(one));
        patterns.push(...set.patterns);
      }
      if (patterns.length > 0) this.#patterns.set(one, patterns);
    }
  }

  remove(file: string): void {
    for (const one of this.#files.get(file) ?? []) {
      this.#patterns.delete(one);
      for (let at: ResourceIdentity | undefined = one.identity; at !== undefined; at = at.parent) {
        for (const name of nameSetOf(at).names.keys()) {
          const holders = this.#names.get(name);
          holders?.delete(one);
          if (holders?.size === 0) this.#names.delete(name);
        }
      }
    }
    this.#files.delete(file);
  }

  /**
   * The places that declare the resource, the likeliest first: the block itself before the call of its module before its parts, and what is
   * sure before what only may be. One place each, however many instances it stands for; what only may be, only where nothing is sure.
   */
  find(met: ResourceIdentity): Candidate[] {
    const own = this.#cameFrom(met);
    if (own) return [own];
    const places = new Map<string, Candidate>();
    for (const declared of this.#mayBe(met)) {
      const match = matchIdentity(met, declared.identity);
      if (match === undefined) continue;
      const candidate = { declared, match };
      const place = placeOf(candidate);
      const known = places.get(place);
      if (known === undefined || compare(candidate, known) < 0) places.set(place, candidate);
    }
    const found = [...places.values()].sort(compare);
    const isSure = found.some(({ match }) => match.part !== true && match.confidence !== 'possible');
    return isSure ? found.filter(({ match }) => match.confidence !== 'possible') : found;
  }

  /** What the code itself told, by names that are only guessed: nothing need be compared. */
  #cameFrom({ address, lack }: ResourceIdentity): Candidate | undefined {
    const declared = lack && this.#files.get(lack.file)?.find((one) => one.address === address);
    return declared && { declared, match: { confidence: 'exact', reason: 'asked for from there' } };
  }

  #mayBe(met: ResourceIdentity): Set<Identified> {
    const found = new Set<Identified>();
    const { names, patterns } = nameSetOf(met);
    for (const name of names.keys()) for (const one of this.#names.get(name) ?? []) found.add(one);
    for (const [one, own] of this.#patterns) {
      if (own.some(({ literal }) => [...names.keys()].some((name) => name.includes(literal)))) found.add(one);
    }
    for (const [name, holders] of patterns.length > 0 ? this.#names : []) {
      if (patterns.some(({ whole }) => whole.test(name))) for (const one of holders) found.add(one);
    }
    return found;
  }
}

/** The candidate that needs no asking: the only block of its own that is surely meant. */
export function onlyOne(candidates: readonly Candidate[]): Candidate | undefined {
  const [first, ...others] = candidates;
  if (first === undefined || others.length === 0) return first;
  return rankOf(first) === 0 && others.every((other) => rankOf(other) === 2) ? first : undefined;
}

/** 0: the resource's own block; 1: the call of a module that makes it; 2: the block of a part of it. */
function rankOf({ declared, match }: Candidate): number {
  return match.part === true ? 2 : declared.resource.iacType === 'module' ? 1 : 0;
}

function placeOf({ declared: { resource } }: Candidate): string {
  return `${resource.file}\0${resource.nameRange.start.line}\0${resource.address}`;
}

function compare(a: Candidate, b: Candidate): number {
  const [one, other] = [a.declared.resource, b.declared.resource];
  return (
    rankOf(a) - rankOf(b) ||
    LEVELS.indexOf(a.match.confidence) - LEVELS.indexOf(b.match.confidence) ||
    (one.file < other.file ? -1 : one.file > other.file ? 1 : one.nameRange.start.line - other.nameRange.start.line)
  );
}
