// One look at many files of a workspace: what they share, a folder with its state above all, is read once.
import type { Identified, IacFiles } from './identify.ts';
import { identifyAll } from './identify.ts';
import { folderOf, pathKey } from './paths.ts';
import { terraform } from './terraform.ts';
import { TerraformFolder } from './terraformIdentify.ts';

/** Larger files declare nothing a person wrote, in characters. */
const LARGEST = 2_000_000;

/** Identifies file after file, as they are at the time of the look. */
export class ManyFiles {
  readonly #files: IacFiles;
  readonly #folders = new Map<string, Promise<TerraformFolder>>();

  constructor(files: IacFiles) {
    this.#files = remembering(files);
  }

  /** All that a file declares. Never rejects for the sake of one file: what cannot be read declares nothing. */
  async identify(file: string): Promise<readonly Identified[]> {
    try {
      const text = await this.#files.readFile(file);
      if (text === undefined || text.length > LARGEST) return [];
      if (!terraform.canRead(file)) return await identifyAll(file, this.#files);
      const resources = await terraform.read(text, file);
      if (resources.length === 0) return [];
      const folder = await this.#folder(file);
      return resources.flatMap((resource) => folder.identify(resource));
    } catch {
      return [];
    }
  }

  #folder(file: string): Promise<TerraformFolder> {
    const key = pathKey(folderOf(file));
    const folder = this.#folders.get(key) ?? TerraformFolder.load(file, this.#files);
    this.#folders.set(key, folder);
    return folder;
  }
}

/** Folders are listed once, and Terraform's files and states read once: modules look at each other's again and again. */
function remembering(files: IacFiles): IacFiles {
  const texts = new Map<string, Promise<string | undefined>>();
  const lists = new Map<string, Promise<string[]>>();
  return {
    ...files,
    readFile(path) {
      if (!terraform.canRead(path) && !/\.tf(state|vars)(\.json)?$/i.test(path)) return files.readFile(path);
      const text = texts.get(path) ?? files.readFile(path);
      texts.set(path, text);
      return text;
    },
    list(dir) {
      const list = lists.get(dir) ?? files.list(dir);
      lists.set(dir, list);
      return list;
    },
  };
}
