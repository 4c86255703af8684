// The story of one resource: effects applied in the order of time, each with what was there before and who had set it.
import { rootOf } from './effect.ts';
import type { Effect } from './effect.ts';
import type { AttributeBlame, AttributeChange } from '../protocol/backend.ts';
import type { EventRow } from '../store/port.ts';

/** Values longer than this many characters are cut in a last known state. */
export const VALUE_LIMIT = 2000;

/** What stands for a value that no record tells. Never mistaken for a value: it is not JSON's text of one that AWS could have set. */
const UNKNOWN = JSON.stringify('unknown: AWS left the parameters of this call out for their size');

interface Cell {
  readonly path: string;
  /** JSON text. */
  readonly value: string;
  readonly by: EventRow;
  /** Whether it is one member of a set of that path. */
  readonly isMember: boolean;
  readonly id?: string;
}

/** A resource's attributes as far as the changes seen tell. */
export class Fold {
  #cells: Cell[] = [];
  /** Events of which we know that they set something, and do not know what: by the path under which it was, '' for anywhere. */
  readonly #gaps = new Map<string, EventRow>();

  /** Applies one event and tells what it changed, in its own order. */
  apply(effects: readonly Effect[], by: EventRow): AttributeChange[] {
    const changes = effects.flatMap((effect) => this.#applyOne(effect, by));
    // A path replaced and set anew by the same event changed once.
    const setAgain = new Set(changes.filter((change) => change.after !== undefined).map((change) => change.path));
    return changes
      .filter((change) => change.after !== undefined || change.isMember || !setAgain.has(change.path))
      .map((change) => toChange(change, changes));
  }

  /** What is known now, in the order of paths; members of a set are one entry each. */
  attributes(): AttributeBlame[] {
    return this.#cells
      .map(({ path, value, by }) => ({ path, value: value.slice(0, VALUE_LIMIT), by }))
      .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.by.time - b.by.time));
  }

  #applyOne(effect: Effect, by: EventRow): Change[] {
    switch (effect.do) {
      case 'begin':
        this.#cells = [];
        this.#gaps.clear();
        return [];
      case 'forget':
        this.#take((cell) => effect.path === '' || isWithin(cell.path, effect.path));
        this.#gaps.set(effect.path, by);
        return [];
      case 'set': {
        const [before] = this.#take((cell) => cell.path === effect.path);
        const value = JSON.stringify(effect.value);
        this.#cells.push({ path: effect.path, value, by, isMember: false });
        return [{ path: effect.path, after: value, isMember: false, ...this.#before(effect.path, before) }];
      }
      case 'replace':
      case 'unset': {
        const gone = this.#take((cell) => isWithin(cell.path, effect.path));
        if (gone.length === 0 && effect.do === 'unset')
          return [{ path: effect.path, isMember: false, ...this.#before(effect.path, undefined) }];
        return gone.map((cell) => ({ path: cell.path, isMember: cell.isMember, before: cell }));
      }
      case 'add': {
        const value = JSON.stringify(effect.value);
        const [before] = this.#take((cell) => cell.path === effect.path && cell.value === value);
        this.#cells.push({ path: effect.path, value, by, isMember: true, ...(effect.id === undefined ? {} : { id: effect.id }) });
        return [{ path: effect.path, after: value, isMember: true, ...(before === undefined ? {} : { before }) }];
      }
      case 'remove': {
        const value = effect.value === undefined ? undefined : JSON.stringify(effect.value);
        const [before] = this.#take(
          (cell) => cell.path === effect.path && (value === undefined ? cell.id === effect.id : cell.value === value),
        );
        const stood = before ?? { value: value ?? JSON.stringify(effect.id ?? '') };
        return [{ path: effect.path, isMember: true, before: stood }];
      }
    }
  }

  #before(path: string, cell: Cell | undefined): Pick<Change, 'before'> {
    if (cell !== undefined) return { before: cell };
    const gap = this.#gaps.get(rootOf(path)) ?? this.#gaps.get('');
    return gap === undefined ? {} : { before: { value: UNKNOWN, by: gap } };
  }

  /** Takes the cells out that fit. */
  #take(fits: (cell: Cell) => boolean): Cell[] {
    const taken = this.#cells.filter(fits);
    if (taken.length > 0) this.#cells = this.#cells.filter((cell) => !taken.includes(cell));
    return taken;
  }
}

interface Change {
  readonly path: string;
  readonly after?: string;
  readonly before?: { readonly value: string; readonly by?: EventRow };
  readonly isMember: boolean;
}

function toChange(change: Change, all: readonly Change[]): AttributeChange {
  const removedNow = all.find((other) => other !== change && !other.isMember && other.after === undefined && other.path === change.path);
  const before = change.before ?? (change.isMember ? undefined : removedNow?.before);
  return {
    path: change.path,
    ...(change.after === undefined ? {} : { after: change.after }),
    ...(before === undefined ? {} : { before: before.value }),
    ...(before?.by === undefined ? {} : { beforeBy: before.by }),
  };
}

/** A root has all under it; a path with a key (`tags.a`) is only itself, for keys may hold dots: `tags.a.b` is another tag. */
const isWithin = (path: string, root: string): boolean => path === root || (!root.includes('.') && path.startsWith(`${root}.`));
