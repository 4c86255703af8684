// Trees of the texts that somebody is editing: the next version is read from the last one's tree, so that only what changed is read.
import type { Parser, Point, Range, Tree } from 'web-tree-sitter';
import { Edit } from 'web-tree-sitter';

/** So many are held. A tree lies in WebAssembly's memory, which is never given back to the system. */
const MOST_HELD = 8;
/** Larger texts are read without keeping the tree, in characters. */
const LARGEST = 1_000_000;

/** How a text came out of its last version. */
export interface Edited {
  readonly edit: Edit;
  /** Where the new tree is built otherwise than the last one, in the new text's places. Outside, every character stands in the same nodes. */
  readonly rebuilt: () => readonly Range[];
}

/**
 * The trees of texts in one language, by the file they are of. `brokenAnew`: a text that has errors is parsed without its last tree, since
 * how tree-sitter recovers, and even whether it must, depends on what it takes over.
 */
export class EditedTrees {
  readonly #brokenAnew: boolean;
  readonly #held = new Map<string, { readonly text: string; readonly tree: Tree }>();

  constructor({ brokenAnew = false } = {}) {
    this.#brokenAnew = brokenAnew;
  }

  /** How many trees are held. */
  get size(): number {
    return this.#held.size;
  }

  /**
   * Reads `text`, which was `before` in the last version of the file, and gives what `read` makes of its tree; `edited` is undefined where
   * the last tree is not held. Both are only good within `read`.
   */
  read<T>(parser: Parser, file: string, text: string, before: string, read: (tree: Tree, edited: Edited | undefined) => T): T | undefined {
    const held = this.#held.get(file);
    // An edited tree is no longer that of its text, however this ends.
    this.#held.delete(file);
    try {
      const known = held?.text === before ? held.tree : undefined;
      const edit = known && editBetween(before, text);
      if (edit) known.edit(edit);
      const tree = this.#parse(parser, text, known);
      if (!tree) return undefined;
      try {
        return read(tree, edit && { edit, rebuilt: () => known.getChangedRanges(tree) });
      } finally {
        this.#keep(file, text, tree);
      }
    } finally {
      held?.tree.delete();
    }
  }

  #parse(parser: Parser, text: string, known: Tree | undefined): Tree | null {
    const tree = parser.parse(text, known);
    if (!known || !this.#brokenAnew || !tree?.rootNode.hasError) return tree;
    tree.delete();
    return parser.parse(text);
  }

  /** Frees the tree of a file. */
  forget(file: string): void {
    this.#held.get(file)?.tree.delete();
    this.#held.delete(file);
  }

  #keep(file: string, text: string, tree: Tree): void {
    if (text.length > LARGEST) {
      tree.delete();
      return;
    }
    this.#held.set(file, { text, tree });
    const [oldest] = this.#held.keys();
    if (this.#held.size > MOST_HELD && oldest !== undefined) this.forget(oldest);
  }
}

/** The one stretch in which two texts differ. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  let same = 0;
  while (same < shorter - from && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  // Halves of a pair are no place to cut.
  if (from > 0 && isHighSurrogate(before.charCodeAt(from - 1))) from--;
  if (same > 0 && isLowSurrogate(before.charCodeAt(before.length - same))) same--;
  const [oldEnd, newEnd] = [before.length - same, after.length - same];
  return new Edit({
    startIndex: from,
    oldEndIndex: oldEnd,
    newEndIndex: newEnd,
    startPosition: pointAt(before, from),
    oldEndPosition: pointAt(before, oldEnd),
    newEndPosition: pointAt(after, newEnd),
  });
}

function pointAt(text: string, offset: number): Point {
  let row = 0;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    row++;
    start = at + 1;
  }
  return { row, column: offset - start };
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
