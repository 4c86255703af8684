// A line above each declared resource that leads to its history, and says who changed it last once that is known.
import * as vscode from 'vscode';
import type { DeclaredResource } from '../iac/declared.ts';
import type { Backend, BlameAnswer } from '../protocol/backend.ts';
import { Coalesced } from './coalesced.ts';
import type { Code } from './code.ts';
import { lensText } from './lensText.ts';
import { hasNames } from './names.ts';
import { onNewEvents } from './newEvents.ts';
import { codeLensOn } from './settings.ts';

/** What is known of a document's resources, by their address. */
type Blames = ReadonlyMap<string, readonly BlameAnswer[]>;

/** No document has this version: what is known is shown until it is known anew. */
const STALE = -1;

interface Known {
  /** Version of the document that was asked about. */
  readonly version: number;
  readonly blames: Blames;
}

/** Documents the provider looks at; what they declare is seen when they are read. */
export const LENS_SELECTOR: vscode.DocumentSelector = {
  scheme: 'file',
  pattern: '**/*.{tf,tofu,tf.json,yaml,yml,json,template,ts,mts,cts,js,mjs,cjs,py}',
};

/** The provider. Lenses come at once and plain; who changed what follows when the backend has answered. */
export class HistoryLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #backend: Backend;
  readonly #code: Code;
  readonly #worthAsking: () => Promise<boolean>;
  readonly #report: (error: unknown) => void;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, number>();
  readonly #stale = new Coalesced(1500, () => {
    for (const [uri, { blames }] of this.#known) this.#known.set(uri, { version: STALE, blames });
    this.#changed.fire();
  });
  readonly #subscriptions: { dispose(): void }[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  /** `worthAsking`: whether any logs are held; while not, no thread is started for lenses' sake. `report`: told of what went wrong. */
  constructor(backend: Backend, code: Code, worthAsking: () => Promise<boolean>, report: (error: unknown) => void) {
    this.#backend = backend;
    this.#code = code;
    this.#worthAsking = worthAsking;
    this.#report = report;
    this.#subscriptions = [
      this.#changed,
      this.#stale,
      onNewEvents(backend, () => this.#stale.soon()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#known.delete(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens.codeLens')) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(LENS_SELECTOR, this),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    if (!codeLensOn()) return [];
    const resources = await this.#code.declaredIn(document);
    if (token.isCancellationRequested || resources.length === 0) return [];
    const uri = document.uri.toString();
    const known = this.#known.get(uri);
    if (known?.version !== document.version) void this.#ask(document, resources).catch(this.#report); // plain lenses do
    return resources.map((resource) => {
      const { start, end } = resource.nameRange;
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      const title = lensText(known?.blames.get(resource.address) ?? [], Date.now());
      const place = { uri, line: resource.nameRange.start.line };
      return new vscode.CodeLens(range, { title, command: 'traillens.showHistory', arguments: [place] });
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Asks of all the document's resources in one call, unless that is under way. */
  async #ask(document: vscode.TextDocument, resources: readonly DeclaredResource[]): Promise<void> {
    const uri = document.uri.toString();
    const { version } = document;
    if (this.#asking.get(uri) === version || !(await this.#worthAsking())) return;
    this.#asking.set(uri, version);
    try {
      const found = await Promise.all(
        resources.map(async (resource) => {
          const instances = await this.#code.identify(resource);
          return instances.filter(({ identity }) => hasNames(identity)).map(({ identity }) => ({ resource, identity }));
        }),
      );
      const asked = found.flat();
      if (document.version !== version || asked.length === 0) return;
      const answers = await this.#backend.call('blame', { questions: asked.map(({ identity }) => ({ identity })) });
      const blames = new Map<string, BlameAnswer[]>();
      asked.forEach(({ resource }, index) => {
        const answer = answers[index];
        if (answer) blames.set(resource.address, [...(blames.get(resource.address) ?? []), answer]);
      });
      this.#known.set(uri, { version, blames });
      this.#changed.fire();
    } finally {
      this.#asking.delete(uri);
    }
  }
}
