// All that the workspace's code declares, read when it is first asked for and kept true to the files from then on. What needs no state to
// be known is written down, so that the next session reads only what changed.
import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Candidate } from '../iac/workspace/codeIndex.ts';
import { DEPLOYED } from '../iac/workspace/evidence.ts';
import type { FileChange } from '../iac/workspace/keptFiles.ts';
import type { IndexFiles, WorkspaceIndex } from '../iac/workspace/workspaceIndex.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { whenSlow } from './abortable.ts';
import { Coalesced } from './coalesced.ts';
import type { IacFiles, Identified } from '../iac/identify.ts';
import type { Code } from './code.ts';
import { CODE_FILES, isInstalled } from './codePaths.ts';
import { readIndexFile, writeIndexFile } from './indexFile.ts';

/** Larger code is not read, in bytes. States may be larger. */
const LARGEST = 2_000_000;
/** The index is written when nothing changed for so long, in ms. */
const SETTLED = 5000;

/** What CDK wrote: its programs are identified by it. */
const ASSEMBLY = /[\\/]cdk\.out[\\/]/;

/** Where the index of an earlier session lies, and who may read it. */
export interface KeptIndex {
  readonly file: string;
  /** What made it, with its version: others take names from code in other ways. */
  readonly made: string;
}

/** The workspace's declared resources, by their names in AWS. */
export class WorkspaceCode implements vscode.Disposable {
  readonly #code: Code;
  readonly #kept: KeptIndex | undefined;
  readonly #changed = new Map<string, FileChange>();
  readonly #news = new vscode.EventEmitter<void>();
  readonly #soon = new Coalesced(1500, () => void this.#ready().then(() => this.#news.fire(), () => undefined)); // prettier-ignore
  readonly #settled = new Coalesced(SETTLED, () => void this.#write());
  readonly #subscriptions: vscode.Disposable[] = [this.#news];
  #index: WorkspaceIndex | undefined;
  #complete = false;
  #running: { readonly done: Promise<void>; readonly abort: AbortController } | undefined;

  /** Files changed, and with them perhaps what declares a resource. */
  readonly onDidChange = this.#news.event;

  /** `kept`: where to keep what is known from one session to the next. */
  constructor(code: Code, kept?: KeptIndex) {
    this.#code = code;
    this.#kept = kept;
  }

  /** There are more files than are read. */
  get bounded(): boolean {
    return this.#index?.bounded ?? false;
  }

  /** Where the index is kept for the next session. */
  get keptAt(): string | undefined {
    return this.#kept?.file;
  }

  /** How many files were read, not taken over from an earlier session. */
  get filesRead(): number {
    return this.#index?.filesRead ?? 0;
  }

  /** The places that declare a resource, the likeliest first. Reads the workspace when that is needed. */
  async find(identity: ResourceIdentity): Promise<Candidate[]> {
    await this.#ready();
    return (await this.#index?.find(identity)) ?? [];
  }

  /** The same; says so when it takes long, and can then be given up. */
  async findWithProgress(identity: ResourceIdentity): Promise<Candidate[]> {
    return whenSlow('Reading the code of this workspace…', async (signal) => {
      signal.addEventListener('abort', () => this.#running?.abort.abort(), { once: true });
      return this.find(identity);
    });
  }

  /** All that the workspace declares. Reads it when that is needed, which `signal` ends; another look then goes on where it was. */
  async declared(signal?: AbortSignal): Promise<readonly Identified[]> {
    const stop = (): void => this.#running?.abort.abort();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      signal?.throwIfAborted();
      await this.#ready();
      return (await this.#index?.declared(signal)) ?? [];
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** What was read of stacks and remote states is other now. */
  forget(): void {
    if (this.#index) this.#note(DEPLOYED, false);
  }

  dispose(): void {
    this.#running?.abort.abort();
    this.#soon.dispose();
    this.#settled.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  async #ready(): Promise<void> {
    while (!this.#complete || this.#changed.size > 0 || this.#running) {
      if (!this.#running) {
        const abort = new AbortController();
        const running = { abort, done: this.#update(abort.signal).finally(() => (this.#running = undefined)) };
        this.#running = running;
      }
      await this.#running.done;
    }
  }

  /** Reads what is new, and what depends on what changed. A broken-off run goes on where it was. */
  async #update(signal: AbortSignal): Promise<void> {
    const index = (this.#index ??= await this.#open());
    const changes = [...this.#changed.values()];
    this.#changed.clear();
    if (changes.length > 0) await index.change(changes);
    const all = !this.#complete || changes.some(({ listed }) => listed);
    await index.update({ all, signal });
    this.#complete = true;
    this.#settled.soon();
  }

  async #open(): Promise<WorkspaceIndex> {
    await this.#code.readers(); // the grammars
    const { WorkspaceIndex } = await import('./workspaceReaders.ts');
    this.#watch();
    const index = new WorkspaceIndex(indexFiles(this.#code.files()));
    const written = this.#kept && (await readIndexFile(this.#kept.file));
    if (this.#kept && written !== undefined) await index.restore(written, this.#kept.made);
    return index;
  }

  async #write(): Promise<void> {
    if (!this.#kept || !this.#index || !this.#complete) return;
    // What was being changed meanwhile is written the next time; what cannot be written is read again.
    await writeIndexFile(this.#kept.file, this.#index.write(this.#kept.made)).catch(() => undefined);
  }

  #note(file: string, listed: boolean): void {
    this.#changed.set(file, { path: file, listed: listed || (this.#changed.get(file)?.listed ?? false) });
    this.#soon.soon();
  }

  #watch(): void {
    const watcher = vscode.workspace.createFileSystemWatcher(CODE_FILES);
    const note = ({ fsPath }: vscode.Uri, listed: boolean): void => {
      if (!isInstalled(fsPath)) this.#note(fsPath, listed);
    };
    // A folder that goes is told as one, whatever was in it.
    const gone = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.#subscriptions.push(
      watcher,
      gone,
      gone.onDidDelete((uri) => {
        if (this.#index?.hasBelow(uri.fsPath + path.sep)) note(uri, true);
      }),
      watcher.onDidChange((uri) => note(uri, false)),
      watcher.onDidCreate((uri) => note(uri, true)),
      watcher.onDidDelete((uri) => note(uri, true)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#index = undefined; // its roots were others
        this.#complete = false;
        this.#soon.soon();
      }),
    );
  }
}

/** Files as the user sees them, without those that are too large to be written by hand. */
function indexFiles(files: IacFiles): IndexFiles {
  const statOf = async (file: string): Promise<{ mtime: number; size: number } | undefined> => {
    try {
      const { mtimeMs, size } = await stat(file);
      return { mtime: mtimeMs, size };
    } catch {
      return undefined;
    }
  };
  return {
    ...files,
    stat: statOf,
    unsaved: (file) => vscode.workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uri.scheme === 'file' && uri.fsPath === file),
    async readFile(file) {
      if (!/\.tfstate$/i.test(file) && !ASSEMBLY.test(file) && ((await statOf(file))?.size ?? 0) > LARGEST) return undefined;
      return files.readFile(file);
    },
  };
}
