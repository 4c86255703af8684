// All that the workspace's code declares, read when it is first asked for and kept true to the files from then on.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Candidate, CodeIndex } from '../iac/codeIndex.ts';
import type { Identified, IacFiles } from '../iac/identify.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { withNotification } from './abortable.ts';
import { Coalesced } from './coalesced.ts';
import type { Code } from './code.ts';

/** Larger code is not read, in bytes. States may be larger. */
const LARGEST = 2_000_000;
/** Work that takes longer says so, in ms. */
const PATIENCE = 1000;

const TERRAFORM = /\.(tf|tofu|tfstate|tfvars)(\.json)?$/i;
/** What CDK wrote: its programs are identified by it. */
const ASSEMBLY = /[\\/]cdk\.out[\\/]/;
const PROGRAM = /\.([mc]?[tj]s|py)$/i;
const NOT_OURS = /[\\/](node_modules|\.git|providers)[\\/]/;

/** The workspace's declared resources, by their names in AWS. */
export class WorkspaceCode implements vscode.Disposable {
  readonly #code: Code;
  readonly #changed = new Set<string>();
  readonly #news = new vscode.EventEmitter<void>();
  readonly #soon = new Coalesced(1500, () => void this.#ready().then(() => this.#news.fire(), () => undefined)); // prettier-ignore
  readonly #subscriptions: vscode.Disposable[] = [this.#news];
  #index: CodeIndex | undefined;
  #complete = false;
  #bounded = false;
  #running: { readonly done: Promise<void>; readonly abort: AbortController } | undefined;

  /** Files changed, and with them perhaps what declares a resource. */
  readonly onDidChange = this.#news.event;

  constructor(code: Code) {
    this.#code = code;
  }

  /** There are more files than are read. */
  get bounded(): boolean {
    return this.#bounded;
  }

  /** The places that declare a resource, the likeliest first. Reads the workspace when that is needed. */
  async find(identity: ResourceIdentity): Promise<Candidate[]> {
    await this.#ready();
    return this.#index?.find(identity) ?? [];
  }

  /** The same; says so when it takes long, and can then be given up. */
  async findWithProgress(identity: ResourceIdentity): Promise<Candidate[]> {
    const finding = this.find(identity);
    finding.catch(() => undefined); // told below
    const slow = Symbol();
    const first = await Promise.race([finding, new Promise<typeof slow>((resolve) => setTimeout(() => resolve(slow), PATIENCE))]);
    if (first !== slow) return first;
    return withNotification('Reading the code of this workspace…', async (signal) => {
      signal.addEventListener('abort', () => this.#running?.abort.abort(), { once: true });
      return finding;
    });
  }

  /** All that the workspace declares. Reads it when that is needed, which `signal` ends; another look then goes on where it was. */
  async declared(signal?: AbortSignal): Promise<readonly Identified[]> {
    const stop = (): void => this.#running?.abort.abort();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      signal?.throwIfAborted();
      await this.#ready();
      return this.#index?.all ?? [];
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  dispose(): void {
    this.#running?.abort.abort();
    this.#soon.dispose();
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
    await this.#code.readers(); // the grammars
    const { CodeIndex, ManyFiles, workspaceFiles } = await import('./workspaceReaders.ts');
    if (!this.#index) this.#watch();
    const index = (this.#index ??= new CodeIndex());
    const changed = new Set(this.#changed);
    const files = boundedFiles();
    const found = await workspaceFiles(files, signal);
    const [terraform, assembly] = [[...changed].some((one) => TERRAFORM.test(one)), [...changed].some((one) => ASSEMBLY.test(one))];
    const known = new Set(index.files);
    const present = new Set(found.files);
    for (const file of known) if (!present.has(file)) index.remove(file);
    const many = new ManyFiles(files);
    for (const file of found.files) {
      const again = changed.has(file) || (terraform && TERRAFORM.test(file)) || (assembly && PROGRAM.test(file));
      if (known.has(file) && !again) continue;
      await new Promise<void>((resolve) => void setImmediate(resolve)); // the editor comes first
      signal.throwIfAborted();
      index.put(file, await many.identify(file));
    }
    for (const one of changed) this.#changed.delete(one);
    this.#bounded = found.more;
    this.#complete = true;
  }

  #watch(): void {
    const watcher = vscode.workspace.createFileSystemWatcher(
      '**/*.{tf,tofu,tfstate,tfvars,json,yaml,yml,template,ts,mts,cts,js,mjs,cjs,py}',
    );
    const note = ({ fsPath }: vscode.Uri): void => {
      if (NOT_OURS.test(fsPath)) return;
      this.#changed.add(fsPath);
      this.#soon.soon();
    };
    // A folder that goes is told as one, whatever was in it.
    const gone = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.#subscriptions.push(
      watcher,
      gone,
      gone.onDidDelete((uri) => {
        const prefix = uri.fsPath + path.sep;
        if (this.#index?.files.some((file) => file.startsWith(prefix))) note(uri);
      }),
      watcher.onDidChange(note),
      watcher.onDidCreate(note),
      watcher.onDidDelete(note),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#complete = false;
        this.#soon.soon();
      }),
    );
  }
}

/** Files as the user sees them, without those that are too large to be written by hand. */
function boundedFiles(): IacFiles {
  const files = code.files();
  return {
    ...files,
    async readFile(file) {
      if (!/\.tfstate$/i.test(file) && !ASSEMBLY.test(file)) {
        const { size } = await vscode.workspace.fs.stat(vscode.Uri.file(file)).then(
          (stat) => stat,
          () => ({ size: 0 }),
        );
        if (size > LARGEST) return undefined;
      }
      return files.readFile(file);
    },
  };
}
