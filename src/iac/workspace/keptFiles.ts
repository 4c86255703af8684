// Files that are looked at again and again, read once until somebody says that they changed.
import type { Deployed } from '../deployed.ts';
import type { IacFiles } from '../identify.ts';
import { baseName, folderOf } from '../paths.ts';
import { terraform } from '../terraform/terraform.ts';

/** Text that is kept, in characters: of more, what was not asked for longest goes. */
const MOST_KEPT = 16_000_000;

/** A file that changed; `listed`: it came or went, so its folder lists others now. */
export interface FileChange {
  readonly path: string;
  readonly listed: boolean;
}

/**
 * Terraform's code is kept, which modules look at again and again, and what folders list and when files were written; never a state's
 * text, which holds secrets.
 */
export class KeptFiles implements IacFiles {
  readonly deployed?: Deployed;
  readonly #files: IacFiles;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #sizes = new Map<string, number>();
  readonly #lists = new Map<string, Promise<string[]>>();
  readonly #times = new Map<string, Promise<number | undefined>>();
  #kept = 0;

  constructor(files: IacFiles) {
    this.#files = files;
    if (files.deployed) this.deployed = files.deployed;
  }

  get roots(): readonly string[] {
    return this.#files.roots;
  }

  readFile(path: string): Promise<string | undefined> {
    if (!terraform.canRead(path) && !/\.tfvars(\.json)?$/i.test(path)) return this.#files.readFile(path);
    const known = this.#texts.get(path);
    if (known) {
      this.#texts.delete(path);
      this.#texts.set(path, known);
      return known;
    }
    const text = this.#files.readFile(path);
    this.#texts.set(path, text);
    void text.then((content) => {
      if (this.#texts.get(path) === text) this.#weigh(path, content?.length ?? 0);
    });
    return text;
  }

  list(dir: string): Promise<string[]> {
    const list = this.#lists.get(dir) ?? this.#files.list(dir);
    this.#lists.set(dir, list);
    return list;
  }

  modified(path: string): Promise<number | undefined> {
    const time = this.#times.get(path) ?? Promise.resolve(this.#files.modified?.(path));
    this.#times.set(path, time);
    return time;
  }

  /** Forgets what a change made old; answers with all that is no longer true: the file, and folders as `dir/` that list others now. */
  async changed({ path, listed }: FileChange): Promise<string[]> {
    this.#drop(path);
    this.#times.delete(path);
    const old = [path];
    if (!listed) return old;
    // A file may come with its folders.
    for (let at = path, dir = folderOf(path); dir !== '' && dir !== at; at = dir, dir = folderOf(dir)) {
      const names = await this.#lists.get(dir);
      if (names?.includes(`${baseName(at)}/`)) break;
      this.#lists.delete(dir);
      old.push(`${dir}/`);
      if (this.roots.includes(dir)) break;
    }
    // A folder may go with all that was in it.
    for (const known of [...this.#texts.keys(), ...this.#lists.keys()]) {
      if (!known.startsWith(`${path}/`) && known !== path) continue;
      old.push(known, `${known}/`);
      this.#drop(known);
      this.#lists.delete(known);
      this.#times.delete(known);
    }
    return old;
  }

  #weigh(path: string, size: number): void {
    this.#sizes.set(path, size);
    this.#kept += size;
    for (const oldest of this.#texts.keys()) {
      if (this.#kept <= MOST_KEPT) break;
      this.#drop(oldest);
    }
  }

  #drop(path: string): void {
    this.#kept -= this.#sizes.get(path) ?? 0;
    this.#sizes.delete(path);
    this.#texts.delete(path);
  }
}
