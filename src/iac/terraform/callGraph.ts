// Which folders of a workspace call which modules: looked for once, by the text alone, and kept true file by file.
import type { IacFiles } from '../identify.ts';
import { folderOf, joinPath, pathKey } from '../paths.ts';
import { terraform } from './terraform.ts';

/** Folders looked at in search of callers. */
const MOST_FOLDERS = 2_000;

/** The local modules that a file's text calls, as `pathKey`s. Reading the folders tells for sure. */
export function callsIn(text: string, file: string): string[] {
  const folder = folderOf(file);
  const called = new Set<string>();
  for (const [, source = ''] of text.matchAll(/"?source"?\s*[=:]\s*"(\.{1,2}(?:\/[^"\n]*)?)"/g)) {
    const key = pathKey(joinPath(folder, source));
    if (key !== pathKey(folder)) called.add(key);
  }
  return [...called];
}

/** The calls of all Terraform files. */
export class CallGraph {
  readonly #files: IacFiles;
  readonly #calls = new Map<string, readonly string[]>();
  #callers: Map<string, Set<string>> | undefined;
  #scan: Promise<void> | undefined;

  constructor(files: IacFiles) {
    this.#files = files;
  }

  /** The folders in whose text a call has the folder as its source. Searches the workspace when it is first asked. */
  async callersOf(key: string): Promise<Iterable<string>> {
    await (this.#scan ??= this.#search());
    return this.#byCalled().get(key) ?? [];
  }

  /** The calls of a file, as far as they are known. */
  callsOf(file: string): readonly string[] {
    return this.#calls.get(file) ?? [];
  }

  /** All calls are known already, as from an earlier session. */
  known(calls: Iterable<readonly [file: string, calls: readonly string[]]>): void {
    for (const [file, called] of calls) this.#set(file, called);
    this.#scan ??= Promise.resolve();
  }

  /** A file changed; answers with the folders that have other callers now. */
  async changed(file: string): Promise<readonly string[]> {
    if (!this.#scan || !terraform.canRead(file)) return [];
    await this.#scan;
    const before = this.#calls.get(file) ?? [];
    const text = await this.#files.readFile(file);
    const after = text === undefined ? [] : callsIn(text, file);
    this.#set(file, after);
    return [...before.filter((key) => !after.includes(key)), ...after.filter((key) => !before.includes(key))];
  }

  #set(file: string, calls: readonly string[]): void {
    if (calls.length > 0) this.#calls.set(file, calls);
    else this.#calls.delete(file);
    this.#callers = undefined;
  }

  #byCalled(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.#callers) return this.#callers;
    const callers = new Map<string, Set<string>>();
    for (const [file, calls] of this.#calls) {
      for (const key of calls) {
        const folders = callers.get(key) ?? new Set();
        callers.set(key, folders.add(folderOf(file)));
      }
    }
    return (this.#callers = callers);
  }

  async #search(): Promise<void> {
    const queue = [...this.#files.roots];
    for (let seen = 0; seen < MOST_FOLDERS && seen < queue.length; seen++) {
      const folder = queue[seen] ?? '';
      for (const name of await this.#files.list(folder)) {
        if (name.endsWith('/')) {
          if (!name.startsWith('.') && name !== 'node_modules/') queue.push(joinPath(folder, name));
        } else if (terraform.canRead(name)) {
          const file = joinPath(folder, name);
          this.#set(file, callsIn((await this.#files.readFile(file)) ?? '', file));
        }
      }
    }
  }
}
