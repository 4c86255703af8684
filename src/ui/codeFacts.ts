// Who the resources of open documents are: a document is identified once per version, for all that show something of it.
import * as vscode from 'vscode';
import type { Identified } from '../iac/identify.ts';
import { editorFiles, mayDeclare, type Code } from './code.ts';

interface Facts {
  readonly version: number;
  readonly identified: Promise<readonly Identified[]>;
}

/** Identities of documents, remembered until text or state changes. */
export class CodeFacts implements vscode.Disposable {
  readonly #code: Code;
  readonly #facts = new Map<string, Facts>();
  readonly #subscription: vscode.Disposable;
  readonly #forgot = new vscode.EventEmitter<void>();

  /** What was shown may be of other resources now: ask again. */
  readonly onDidForget = this.#forgot.event;

  /** `onDidChange`: files changed, states perhaps among them. */
  constructor(code: Code, onDidChange: vscode.Event<void>) {
    this.#code = code;
    const states = vscode.workspace.createFileSystemWatcher('**/*.tfstate');
    this.#subscription = vscode.Disposable.from(
      this.#forgot,
      states,
      states.onDidChange(() => this.forget()),
      states.onDidCreate(() => this.forget()),
      states.onDidDelete(() => this.forget()),
      onDidChange(() => this.forget()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#facts.delete(uri.toString())),
      vscode.workspace.onDidSaveTextDocument(() => this.forget()), // a variable of another file may have changed
    );
  }

  /** All instances of all resources of a document, in its order. */
  async of(document: vscode.TextDocument): Promise<readonly Identified[]> {
    if (!mayDeclare(document)) return [];
    const key = document.uri.toString();
    const held = this.#facts.get(key);
    if (held?.version === document.version) return held.identified;
    const identified = this.#identify(document.uri.fsPath);
    this.#facts.set(key, { version: document.version, identified });
    return identified;
  }

  /** What was read may be old. */
  forget(): void {
    this.#facts.clear();
    this.#forgot.fire();
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #identify(file: string): Promise<readonly Identified[]> {
    await this.#code.readers(); // the grammars
    const { ManyFiles } = await import('./workspaceReaders.ts');
    return new ManyFiles(editorFiles()).identify(file);
  }
}
