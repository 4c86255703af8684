// The infrastructure code that is open in the editor: what it declares, and who that is in AWS. Parsers are loaded by the first look.
import * as vscode from 'vscode';
import type { DeclaredResource } from '../iac/declared.ts';
import type { Deployed } from '../iac/deployed.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { Identified, IacFiles } from '../iac/identify.ts';
import { hasSign } from '../iac/signs.ts';

/** Larger documents are not looked at, in characters. */
const LIMIT = 2_000_000;

/** Whether a document may declare resources: code on disk of a readable size; what other things are written in, only with a sign. */
export function mayDeclare(document: vscode.TextDocument): boolean {
  const { scheme, fsPath } = document.uri;
  return scheme === 'file' && hasSign(fsPath, () => document.getText()) && document.getText().length <= LIMIT;
}

/** Reads open documents as infrastructure code. */
export class Code {
  readonly #wasmDir: string;
  readonly #deployed: Deployed;

  /** `wasmDir`: where the parsers' WebAssembly lies. */
  constructor(wasmDir: string, deployed: Deployed) {
    this.#wasmDir = wasmDir;
    this.#deployed = deployed;
  }

  /** Files as the user sees them, with what was read of stacks and states. */
  files(): IacFiles {
    return { ...editorFiles(), deployed: this.#deployed };
  }

  /** The resources a document declares, in its order; empty for any other document. */
  async declaredIn(document: vscode.TextDocument): Promise<DeclaredResource[]> {
    if (!mayDeclare(document)) return [];
    const { declaredIn } = await this.readers();
    return declaredIn(document.uri.fsPath, document.getText());
  }

  /** The innermost resource at a line, from 0. */
  async at(document: vscode.TextDocument, line: number): Promise<DeclaredResource | undefined> {
    const { locate } = await this.readers();
    return locate(await this.declaredIn(document), line);
  }

  /** The instances of a declared resource, with all the names they may go by. */
  async identify(resource: DeclaredResource): Promise<Identified[]> {
    const { identify } = await this.readers();
    return (await identify(resource.file, resource, this.files())).filter(({ alongside }) => !alongside);
  }

  /** As the code tells a resource now that lacked something; undefined when it lacks the same still. One for each instance it may be. */
  async again({ address, lack }: ResourceIdentity): Promise<ResourceIdentity[]> {
    if (!lack) return [];
    const { identifyAll } = await this.readers();
    const all = (await identifyAll(lack.file, this.files())).map(({ identity }) => identity);
    const same = all.filter((one) => one.address === address || one.address.startsWith(`${address} (`));
    return same.filter((one) => one.lack?.of !== lack.of);
  }

  /** All that reads code. The first call loads the parsers. */
  async readers(): Promise<typeof import('./codeReaders.ts')> {
    const readers = await import('./codeReaders.ts');
    readers.initGrammars(this.#wasmDir);
    return readers;
  }
}

/** Files as the user sees them: with unsaved edits. */
function editorFiles(): IacFiles {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return {
    roots: folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath),
    async readFile(path) {
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && uri.fsPath === path);
      if (open) return open.getText();
      try {
        return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.file(path)));
      } catch {
        return undefined;
      }
    },
    async modified(path) {
      try {
        return (await vscode.workspace.fs.stat(vscode.Uri.file(path))).mtime;
      } catch {
        return undefined;
      }
    },
    async list(dir) {
      try {
        const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.file(dir));
        return entries.map(([name, type]) => (type & vscode.FileType.Directory ? `${name}/` : name));
      } catch {
        return [];
      }
    },
  };
}
