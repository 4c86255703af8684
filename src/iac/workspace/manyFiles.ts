// Many looks at the files of a workspace: what they share, a folder with its state above all, is read once until it changes.
import { CallGraph } from '../terraform/callGraph.ts';
import type { Evidence } from './evidence.ts';
import { callersEvidence, restsOn } from './evidence.ts';
import { EvidenceFiles } from './evidenceFiles.ts';
import type { Identified, IacFiles } from '../identify.ts';
import { identifyAll } from '../identify.ts';
import type { FileChange } from './keptFiles.ts';
import { KeptFiles } from './keptFiles.ts';
import { folderOf, pathKey } from '../paths.ts';
import { hasSign } from '../signs.ts';
import { terraform } from '../terraform/terraform.ts';
import { TerraformFolder } from '../terraform/terraformIdentify.ts';

/** Larger files declare nothing a person wrote, in characters. */
const LARGEST = 2_000_000;
/** Folders that are held with their states, at most. */
const MOST_FOLDERS = 12;

/** What a file declares, and all that this rests on. */
export interface IdentifiedFile {
  readonly identified: readonly Identified[];
  readonly evidence: Evidence;
}

interface HeldFolder {
  readonly folder: Promise<TerraformFolder>;
  readonly evidence: Evidence;
}

const NOTHING: IdentifiedFile = { identified: [], evidence: new Set() };

/** Identifies file after file. Whoever holds it for long tells it of changes. */
export class ManyFiles {
  /** Who calls whom, among Terraform's folders. */
  readonly calls: CallGraph;
  readonly #files: KeptFiles;
  readonly #folders = new Map<string, HeldFolder>();

  constructor(files: IacFiles) {
    this.#files = new KeptFiles(files);
    this.calls = new CallGraph(this.#files);
  }

  /** All that a file declares. Never rejects for the sake of one file: what cannot be read declares nothing. */
  async identify(file: string): Promise<readonly Identified[]> {
    return (await this.read(file)).identified;
  }

  /** The same, with what it rests on beside the file itself. */
  async read(file: string): Promise<IdentifiedFile> {
    try {
      const text = await this.#files.readFile(file);
      // Most of a workspace's YAML, JSON and programs is about something else: no parser sees it.
      if (text === undefined || text.length > LARGEST || !hasSign(file, () => text)) return NOTHING;
      if (terraform.canRead(file)) return await this.#terraform(file, text);
      const files = this.#noting();
      return { identified: await identifyAll(file, files), evidence: files.evidence };
    } catch {
      return NOTHING;
    }
  }

  /** Files changed; answers with all evidence that is old now. */
  async changed(changes: Iterable<FileChange>): Promise<Set<string>> {
    const old = new Set<string>();
    for (const change of changes) {
      for (const one of await this.#files.changed(change)) old.add(one);
      for (const key of await this.calls.changed(change.path)) old.add(callersEvidence(key));
    }
    for (const [key, { evidence }] of this.#folders) if (restsOn(evidence, old)) this.#folders.delete(key);
    return old;
  }

  async #terraform(file: string, text: string): Promise<IdentifiedFile> {
    const resources = await terraform.read(text, file);
    if (resources.length === 0) return NOTHING;
    const key = pathKey(folderOf(file));
    const held = this.#folders.get(key) ?? this.#load(file);
    this.#folders.delete(key);
    this.#folders.set(key, held);
    const [oldest] = this.#folders.keys();
    if (this.#folders.size > MOST_FOLDERS && oldest !== undefined) this.#folders.delete(oldest);
    const folder = await held.folder;
    return { identified: resources.flatMap((resource) => folder.identify(resource)), evidence: held.evidence };
  }

  #load(file: string): HeldFolder {
    const files = this.#noting();
    return { folder: TerraformFolder.load(file, files), evidence: files.evidence };
  }

  #noting(): EvidenceFiles {
    return new EvidenceFiles(this.#files, (key) => this.calls.callersOf(key));
  }
}
