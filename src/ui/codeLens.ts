// Lines above each declared resource that say who changed it last and how often it changes, and lead to its history.
import * as vscode from 'vscode';
import type { Backend, BlameAnswer } from '../protocol/backend.ts';
import type { Lack } from '../resource/identity.ts';
import { Blames } from './blames.ts';
import { Coalesced } from './coalesced.ts';
import type { Code } from './code.ts';
import type { CodeFacts } from './codeFacts.ts';
import { countText, hasChange, lensText, mendText, type LensFacts } from './lensText.ts';
import { hasNames } from './names.ts';
import { onNewEvents } from './newEvents.ts';
import { codeLensMode } from './settings.ts';

/** What is known of a document's resources, by their address. */
type Known = ReadonlyMap<string, Omit<LensFacts, 'tool'>>;

/** After an edit, ms of quiet before anything is asked. */
const QUIET = 400;
/** Events come in pages: what is above the code follows within so many ms. */
const NEWS = 500;

/** A document as it was asked about. */
interface Asked {
  readonly version: number;
  /** How often there had been news. */
  readonly news: number;
}

/** What is known is shown until it is known anew. */
interface Held extends Asked {
  readonly known: Known;
}

/** What lenses need of the rest. */
export interface LensParts {
  readonly backend: Backend;
  readonly code: Code;
  readonly facts: CodeFacts;
  /** A connection to AWS was chosen. */
  connected(): boolean;
  /** Whether any logs are held; while not, no thread is started for lenses' sake. */
  worthAsking(): Promise<boolean>;
  /** Told of what went wrong. */
  report(error: unknown): void;
}

/** Documents the provider looks at; what they declare is seen when they are read. */
export const LENS_SELECTOR: vscode.DocumentSelector = {
  scheme: 'file',
  pattern: '**/*.{tf,tofu,tf.json,yaml,yml,json,template,ts,mts,cts,js,mjs,cjs,py}',
};

/** The provider. Lenses come at once and plain; who changed what follows when the backend has answered. Nothing is asked of AWS. */
export class HistoryLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #parts: LensParts;
  readonly #blames: Blames;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #held = new Map<string, Held>();
  readonly #asking = new Map<string, Asked>();
  #news = 0;
  readonly #stale = new Coalesced(NEWS, () => {
    this.#news++;
    this.#changed.fire();
  });
  readonly #subscriptions: { dispose(): void }[];

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(parts: LensParts) {
    this.#parts = parts;
    this.#blames = new Blames(parts.backend);
    this.#subscriptions = [
      this.#blames,
      this.#changed,
      this.#stale,
      onNewEvents(parts.backend, () => this.#stale.soon()),
      parts.facts.onDidForget(() => this.#stale.soon()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#held.delete(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('traillens.codeLens')) this.#changed.fire();
      }),
      vscode.languages.registerCodeLensProvider(LENS_SELECTOR, this),
    ];
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const mode = codeLensMode();
    if (mode === 'off') return [];
    const resources = await this.#parts.code.declaredIn(document);
    if (token.isCancellationRequested || resources.length === 0) return [];
    const uri = document.uri.toString();
    const held = this.#held.get(uri);
    const quiet = held && held.version !== document.version ? QUIET : 0;
    if (!this.#isNew(held, document)) void this.#ask(document, quiet).catch((error: unknown) => this.#parts.report(error)); // plain lenses do
    return resources.flatMap((resource) => {
      const { start, end } = resource.nameRange;
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      const known = held?.known.get(resource.address);
      const facts: LensFacts = { tool: resource.tool, answers: [], ...known };
      return mode === 'changesOnly' && !hasChange(facts) ? [] : this.#lenses(facts, range, { uri, line: start.line }, mode === 'full');
    });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #lenses(facts: LensFacts, range: vscode.Range, place: object, full: boolean): vscode.CodeLens[] {
    const lens = (title: string, tooltip: string, command = 'traillens.showHistory'): vscode.CodeLens =>
      new vscode.CodeLens(range, { title, tooltip, command, arguments: [place] });
    const { title, tooltip } = lensText(facts, Date.now());
    const lenses = [lens(title, tooltip)];
    const mend = full ? mendText(facts) : undefined;
    if (mend !== undefined) lenses.push(lens(mend, facts.missing ?? '', 'traillens.resolve'));
    const counts = full ? countText(facts) : undefined;
    if (counts !== undefined) lenses.push(lens(counts, 'Show CloudTrail History'));
    if (full && facts.answers.length > 0 && this.#parts.connected())
      lenses.push(lens('$(refresh)', 'Ask AWS for this resource now', 'traillens.refreshResource'));
    return lenses;
  }

  #isNew(asked: Asked | undefined, { version }: vscode.TextDocument): boolean {
    return asked?.version === version && asked.news === this.#news;
  }

  /** Asks of all the document's resources in one call, unless that is under way; what came to be known meanwhile is asked for after it. */
  async #ask(document: vscode.TextDocument, quiet: number): Promise<void> {
    const uri = document.uri.toString();
    if (this.#isNew(this.#asking.get(uri), document)) return;
    const asked: Asked = { version: document.version, news: this.#news };
    this.#asking.set(uri, asked);
    try {
      await new Promise((resolve) => setTimeout(resolve, quiet));
      if (document.version !== asked.version || !(await this.#parts.worthAsking())) return;
      const known = await this.#look(document);
      if (document.version !== asked.version || (this.#held.get(uri)?.news ?? 0) > asked.news) return;
      this.#held.set(uri, { ...asked, known });
      this.#changed.fire();
    } finally {
      if (this.#asking.get(uri) === asked) this.#asking.delete(uri);
    }
  }

  async #look(document: vscode.TextDocument): Promise<Known> {
    const all = await this.#parts.facts.of(document);
    const asked = all.filter(({ identity }) => hasNames(identity));
    const answers = await this.#blames.of(asked.map(({ identity }) => identity));
    const known = new Map<string, { answers: BlameAnswer[]; missing?: string; lack?: Lack; guessed?: boolean }>();
    for (const { resource, identity } of all) {
      const one = known.get(resource.address) ?? { answers: [] };
      const { missing, lack, values } = identity;
      const guessed = values.length > 0 && values.every(({ kind }) => kind === 'pattern');
      known.set(resource.address, { ...one, ...(missing === undefined ? {} : { missing }), ...(lack ? { lack } : {}), guessed });
    }
    asked.forEach(({ resource }, index) => {
      const answer = answers[index];
      if (answer) known.get(resource.address)?.answers.push(answer);
    });
    return known;
  }
}
