// Who the resources of open documents are: a document is identified once per version, for all that show something of it.
import * as vscode from 'vscode';
import { restsOn } from '../iac/workspace/evidence.ts';
import type { Identified } from '../iac/identify.ts';
import type { FileChange } from '../iac/workspace/keptFiles.ts';
import type { IdentifiedFile, ManyFiles } from '../iac/workspace/manyFiles.ts';
import { Coalesced } from './coalesced.ts';
import { mayDeclare, type Code } from './code.ts';
import { CODE_FILES, isInstalled } from './codePaths.ts';

interface Facts {
  readonly version: number;
  readonly file: Promise<IdentifiedFile>;
}

/** Files that change together are looked at together, in ms. */
const SOON = 300;

/** What blocks stand for themselves. */
const blocksOf = ({ identified }: IdentifiedFile): Identified[] => identified.filter(({ alongside }) => !alongside);

/** Identities of documents, remembered until the text or what they rest on changes. */
export class CodeFacts implements vscode.Disposable {
  readonly #code: Code;
  readonly #facts = new Map<string, Facts>();
  readonly #changes = new Map<string, FileChange>();
  readonly #soon = new Coalesced(SOON, () => void this.#tell());
  readonly #subscription: vscode.Disposable;
  readonly #forgot = new vscode.EventEmitter<void>();
  #many: ManyFiles | undefined;
  #looking: Promise<void> = Promise.resolve();
  /** Something was forgotten that nobody was told of. */
  #unsaid = false;

  readonly #looked = new vscode.EventEmitter<readonly Identified[]>();

  /** A document was looked at: its resources, and what is lacking to know them. */
  readonly onDidRead = this.#looked.event;
  /** What was shown may be of other resources now: ask again. */
  readonly onDidForget = this.#forgot.event;

  /** `onDidChange`: files changed, states perhaps among them. */
  constructor(code: Code, onDidChange: vscode.Event<void>) {
    this.#code = code;
    const watcher = vscode.workspace.createFileSystemWatcher(CODE_FILES);
    this.#subscription = vscode.Disposable.from(
      this.#forgot,
      this.#looked,
      this.#soon,
      watcher,
      watcher.onDidChange((uri) => this.#note(uri, false)),
      watcher.onDidCreate((uri) => this.#note(uri, true)),
      watcher.onDidDelete((uri) => this.#note(uri, true)),
      onDidChange(() => this.#soon.soon()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#edited(document);
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (document.isDirty) this.#edited(document); // as the last session left it
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#facts.delete(document.uri.toString());
        this.#edited(document); // what was not saved is gone
      }),
      vscode.workspace.onDidSaveTextDocument(() => this.#soon.soon()), // a variable of another file may have changed
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.forget()),
    );
  }

  /** All instances of all resources of a document, in its order. */
  async of(document: vscode.TextDocument): Promise<readonly Identified[]> {
    if (!mayDeclare(document)) return [];
    await this.#look();
    const key = document.uri.toString();
    const held = this.#facts.get(key);
    if (held?.version === document.version) return blocksOf(await held.file);
    const file = this.#read(document.uri.fsPath);
    this.#facts.set(key, { version: document.version, file });
    return blocksOf(await file);
  }

  /** Nothing that was read counts any more. */
  forget(): void {
    this.#facts.clear();
    this.#many = undefined;
    this.#forgot.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #edited({ uri }: vscode.TextDocument): void {
    if (uri.scheme === 'file') this.#changes.set(uri.fsPath, { path: uri.fsPath, listed: this.#changes.get(uri.fsPath)?.listed ?? false });
  }

  #note({ fsPath }: vscode.Uri, listed: boolean): void {
    if (isInstalled(fsPath)) return;
    this.#changes.set(fsPath, { path: fsPath, listed: listed || (this.#changes.get(fsPath)?.listed ?? false) });
    this.#soon.soon();
  }

  /** Forgets what rests on files that changed, and says so. */
  async #tell(): Promise<void> {
    await this.#look();
    if (!this.#unsaid) return;
    this.#unsaid = false;
    this.#forgot.fire();
  }

  /** Looks at what changed since the last time, one look after the other. */
  #look(): Promise<void> {
    this.#looking = this.#looking.then(async () => {
      if (this.#changes.size === 0) return;
      const changes = [...this.#changes.values()];
      this.#changes.clear();
      const old = (await this.#many?.changed(changes)) ?? new Set<string>();
      for (const [key, { file }] of this.#facts) {
        const read = await file.catch(() => undefined);
        if (read && !restsOn(read.evidence, old)) continue;
        this.#facts.delete(key);
        this.#unsaid = true;
      }
    });
    return this.#looking;
  }

  async #read(file: string): Promise<IdentifiedFile> {
    await this.#code.readers(); // the grammars
    const { ManyFiles } = await import('./workspaceReaders.ts');
    const read = await (this.#many ??= new ManyFiles(this.#code.files())).read(file);
    this.#looked.fire(read.identified);
    return read;
  }
}
