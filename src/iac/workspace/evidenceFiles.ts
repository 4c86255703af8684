// Files that note what was asked of them: what an answer rests on, and so what makes it old.
import type { Deployed } from '../deployed.ts';
import type { Evidence } from './evidence.ts';
import { DEPLOYED, callersEvidence } from './evidence.ts';
import type { IacFiles } from '../identify.ts';
import type { CallersOf } from '../terraform/terraformCalls.ts';
import { keepCallers } from '../terraform/terraformCalls.ts';

/** Passes everything on, and notes it. */
export class EvidenceFiles implements IacFiles {
  readonly deployed?: Deployed;
  readonly #files: IacFiles;
  readonly #evidence = new Set<string>();

  constructor(files: IacFiles, callersOf: CallersOf) {
    this.#files = files;
    if (files.deployed) this.deployed = this.#noting(files.deployed);
    keepCallers(this, (key) => {
      this.#evidence.add(callersEvidence(key));
      return callersOf(key);
    });
  }

  /** All that was looked at, also what is not there. */
  get evidence(): Evidence {
    return this.#evidence;
  }

  get roots(): readonly string[] {
    return this.#files.roots;
  }

  readFile(path: string): Promise<string | undefined> {
    this.#evidence.add(path);
    return this.#files.readFile(path);
  }

  list(dir: string): Promise<string[]> {
    this.#evidence.add(`${dir}/`);
    return this.#files.list(dir);
  }

  modified(path: string): Promise<number | undefined> {
    this.#evidence.add(path);
    return Promise.resolve(this.#files.modified?.(path));
  }

  #noting(deployed: Deployed): Deployed {
    const noted = (): Deployed => {
      this.#evidence.add(DEPLOYED);
      return deployed;
    };
    return {
      ofTemplate: (file) => noted().ofTemplate(file),
      named: (name, account, region) => noted().named(name, account, region),
      statesOf: (dir) => noted().statesOf(dir),
    };
  }
}
