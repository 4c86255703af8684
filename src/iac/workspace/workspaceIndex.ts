// All that a workspace's code declares, by the names it may be met by. Files are read once; which block a name belongs to is told by the
// code as it is when somebody asks.
import type { ResourceIdentity } from '../../resource/identity.ts';
import type { Candidate } from './codeIndex.ts';
import { CodeIndex } from './codeIndex.ts';
import type { Evidence } from './evidence.ts';
import { restsOn } from './evidence.ts';
import type { Identified, IacFiles } from '../identify.ts';
import type { FileRecord, WrittenIndex } from './indexRecords.ts';
import { readIndex, writeIndex } from './indexRecords.ts';
import type { FileChange } from './keptFiles.ts';
import { ManyFiles } from './manyFiles.ts';
import { ClueIndex, cluesOf } from './nameClues.ts';
import { namesInState } from '../terraform/stateNames.ts';
import type { FileStat } from './stamps.ts';
import { Stamps } from './stamps.ts';
import { Turns, inTurns, pause } from '../turns.ts';
import { workspaceFiles } from './workspaceFiles.ts';

/** The files of a workspace. */
export interface IndexFiles extends IacFiles {
  /** Undefined when there is no such file. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Whether there are edits that are not on the disk. */
  unsaved?(path: string): boolean;
}

/** Files read for one question where only parts of names are known; more would be no answer. */
const MOST_ALIKE = 300;
/** Files of which the resources are held, at most. */
const MOST_HELD = 100;
const NONE: readonly string[] = [];
const NOTHING_FOUND: Omit<FileRecord, 'stamp'> = { code: { names: [], runs: [] }, evidence: new Set(), sources: [] };

/** The index. Updates come one after the other; one that is broken off goes on where it was. */
export class WorkspaceIndex {
  readonly #files: IndexFiles;
  readonly #many: ManyFiles;
  readonly #stamps: Stamps;
  readonly #records = new Map<string, FileRecord>();
  readonly #clues = new ClueIndex();
  /** Files that rest on a state whose names are known by the state alone. */
  readonly #restingOn = new Map<string, Set<string>>();
  readonly #held = new Map<string, readonly Identified[]>();
  #found: readonly string[] | undefined;
  #written: WrittenIndex | undefined;
  #bounded = false;
  #read = 0;

  constructor(files: IndexFiles) {
    this.#files = files;
    this.#many = new ManyFiles(files);
    this.#stamps = new Stamps({
      stat: (path) => files.stat(path),
      list: (dir) => files.list(dir),
      callersOf: (key) => this.#many.calls.callersOf(key),
    });
  }

  /** There are more files than are read. */
  get bounded(): boolean {
    return this.#bounded;
  }

  /** Files that are known. */
  get size(): number {
    return this.#records.size;
  }

  /** How many files were read so far. */
  get filesRead(): number {
    return this.#read;
  }

  /** Takes over what an earlier session wrote, as far as it is still true. Comes before the first update. */
  async restore(text: string, made: string): Promise<void> {
    this.#written = await inTurns(readIndex(text, made));
  }

  /** The index in lines, to be written down. Nothing in it is from a state. */
  write(made: string): Generator<string, void> {
    return writeIndex(this.#records, this.#stamps.taken, (file) => this.#many.calls.callsOf(file), made);
  }

  /** Whether a file is known whose path begins so. */
  hasBelow(prefix: string): boolean {
    for (const file of this.#records.keys()) if (file.startsWith(prefix)) return true;
    return false;
  }

  /** Files changed: they, and what rests on them, are read again by the next update. */
  async change(changes: readonly FileChange[]): Promise<void> {
    const old = await this.#many.changed(changes);
    this.#stamps.forget(old);
    for (const [file, { evidence }] of this.#records) if (old.has(file) || restsOn(evidence, old)) this.#remove(file);
    for (const state of old) if (this.#restingOn.delete(state)) this.#clues.remove(state);
  }

  /** Reads what is not known. `all`: files may have come or gone. */
  async update({ all = true, signal }: { readonly all?: boolean; readonly signal?: AbortSignal } = {}): Promise<void> {
    if (all || this.#found === undefined) {
      const { files, more } = await workspaceFiles(this.#files, signal);
      this.#bounded = more;
      const present = new Set(files);
      for (const file of this.#records.keys()) if (!present.has(file)) this.#remove(file);
      this.#found = files;
    }
    if (this.#written) await this.#takeOver(this.#written, this.#found, signal);
    this.#written = undefined;
    await this.#many.calls.callersOf(''); // all are looked for at once, and written down
    for (const file of this.#found) {
      if (this.#records.has(file)) continue;
      await pause(); // the editor comes first
      signal?.throwIfAborted();
      await this.#readFile(file);
    }
  }

  /** The places that declare a resource, the likeliest first. What only may be it is looked at where nothing is sure. */
  async find(met: ResourceIdentity): Promise<Candidate[]> {
    const named = this.#filesOf(this.#clues.named(met));
    const index = new CodeIndex();
    await this.#putAll(named, index);
    const found = index.find(met);
    if (found.some(({ match }) => match.part !== true && match.confidence !== 'possible')) return found;
    const alike = this.#filesOf(this.#clues.alike(met)).filter((file) => !named.includes(file));
    if (alike.length === 0) return found;
    await this.#putAll(alike.slice(0, MOST_ALIKE), index);
    return index.find(met);
  }

  /** All that the workspace declares, read anew: only names are held of it. */
  async declared(signal?: AbortSignal): Promise<Identified[]> {
    const all: Identified[] = [];
    for (const file of [...this.#records].flatMap(([path, { evidence }]) => (evidence.size > 0 ? path : [])).sort()) {
      await pause();
      signal?.throwIfAborted();
      all.push(...(await this.#many.identify(file)));
    }
    return all;
  }

  #filesOf(holders: ReadonlySet<string>): string[] {
    const files = new Set<string>();
    for (const holder of holders) {
      if (this.#records.has(holder)) files.add(holder);
      for (const file of this.#restingOn.get(holder) ?? []) files.add(file);
    }
    return [...files].sort();
  }

  async #putAll(files: readonly string[], into: CodeIndex): Promise<void> {
    for (const file of files) {
      let identified = this.#held.get(file);
      if (!identified) {
        await pause();
        identified = await this.#many.identify(file);
        this.#held.set(file, identified);
        const [oldest] = this.#held.keys();
        if (this.#held.size > MOST_HELD && oldest !== undefined) this.#held.delete(oldest);
      }
      into.put(file, identified);
    }
  }

  #remove(file: string): void {
    for (const state of this.#records.get(file)?.sources ?? NONE) this.#restingOn.get(state)?.delete(file);
    this.#records.delete(file);
    this.#held.delete(file);
    this.#clues.remove(file);
  }

  async #readFile(file: string): Promise<void> {
    const stamp = await this.#stamps.of(file);
    const { identified, evidence } = await this.#many.read(file);
    this.#read++;
    await this.#stamps.take(evidence);
    if (identified.length === 0 && evidence.size === 0) {
      this.#records.set(file, { ...NOTHING_FOUND, stamp, ...(this.#files.unsaved?.(file) ? { sources: undefined } : {}) });
      return;
    }
    const { code, beyond, sources } = cluesOf(identified);
    // Names that cannot be found again, or are of text that nobody saved, make the file one that is read again.
    const lasts =
      sources?.every((source) => evidence.has(source)) === true && ![...evidence, file].some((path) => this.#files.unsaved?.(path));
    this.#records.set(file, { stamp, code, evidence, sources: lasts ? sources : undefined });
    this.#clues.put(file, code, beyond);
  }

  /** Believes what was written of files that, with all they rest on, are as they were. */
  async #takeOver(written: WrittenIndex, found: readonly string[], signal: AbortSignal | undefined): Promise<void> {
    const { records, stamps } = written;
    await this.#stamps.take(found);
    const stillThere = (file: string): FileRecord | undefined => {
      const record = records.get(file);
      return record?.stamp === this.#stamps.taken.get(file) ? record : undefined;
    };
    // Who calls whom comes first: it is evidence, too.
    this.#many.calls.known(written.calls);
    for (const file of new Set([...found, ...records.keys()])) if (!stillThere(file)) await this.#many.calls.changed(file);
    const isAsBefore = new Map<Evidence, boolean>();
    const turns = new Turns();
    for (const { evidence } of records.values()) {
      signal?.throwIfAborted();
      if (isAsBefore.has(evidence)) continue;
      await turns.next();
      await this.#stamps.take(evidence);
      isAsBefore.set(
        evidence,
        [...evidence].every((item) => this.#stamps.taken.get(item) === stamps.get(item)),
      );
    }
    const states = new Set<string>();
    for (const file of found) {
      const record = stillThere(file);
      if (!record || this.#records.has(file) || isAsBefore.get(record.evidence) !== true) continue;
      await turns.next();
      this.#records.set(file, record);
      this.#clues.put(file, record.code);
      for (const state of record.sources ?? NONE) {
        states.add(state);
        this.#restingOn.set(state, (this.#restingOn.get(state) ?? new Set()).add(file));
      }
    }
    for (const state of states) {
      await pause();
      const text = await this.#files.readFile(state);
      const clues = text === undefined ? undefined : namesInState(text, state);
      if (clues) this.#clues.put(state, clues);
      else for (const file of this.#restingOn.get(state) ?? []) this.#remove(file);
    }
  }
}
