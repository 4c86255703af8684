// CloudTrail's Event history, brought in: in the background as far as Activity looks back, and on command.
import * as vscode from 'vscode';
import type { AwsFault, FillQuestion, LookupProgress, LookupResult } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { lookupText } from '../outline/awsWords.ts';
import type { Connections } from './connections.ts';
import { callsPerRegion } from './settings.ts';
import { showProblem } from './showProblem.ts';

/** So far back goes Event history, in ms. [UG] viewing events with Event history */
export const HISTORY_SPAN = 90 * 24 * 60 * 60 * 1000;

/** What was looked for: the span Activity shows. */
type Since = () => { readonly since?: number; readonly until?: number };

/** Asks Event history and watches it being asked. */
export class EventHistory implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #connections: Connections;
  readonly #span: Since;
  readonly #status = vscode.window.createStatusBarItem('traillens.eventHistory', vscode.StatusBarAlignment.Left, 10);
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #heard = new vscode.EventEmitter<{ readonly of: string; readonly progress: LookupProgress }>();
  readonly #refused = new vscode.EventEmitter<LookupResult>();
  readonly #subscriptions: { dispose(): void }[];
  #running: AbortController | undefined;
  /** Connections, with their Regions, that were asked before. */
  readonly #places = new Set<string>();
  #faults: readonly AwsFault[] = [];
  /** The background has asked back to here in this session. */
  #askedSince = Infinity;

  /** What was refused, or whether something is being asked, changed. */
  readonly onDidChange = this.#changed.event;
  /** The background is done and something was refused. */
  readonly onDidMeetFaults = this.#refused.event;

  constructor(backend: Backend, connections: Connections, span: Since) {
    this.#backend = backend;
    this.#connections = connections;
    this.#span = span;
    this.#status.name = 'CloudTrail Event history';
    this.#status.command = { command: 'traillens.cancelEventHistory', title: 'Stop Asking Event History' };
    this.#subscriptions = [
      this.#status,
      this.#changed,
      this.#heard,
      this.#refused,
      connections.onDidConnect((all) => {
        const places = all.filter(({ state }) => state === 'ready').map(({ choice, regions }) => JSON.stringify([choice.profile, regions]));
        const fresh = places.some((place) => !this.#places.has(place));
        for (const place of places) this.#places.add(place);
        if (!fresh) return;
        this.#askedSince = Infinity;
        this.inBackground();
      }),
      backend.onPush((push) => {
        if (push.type === 'lookup' && push.progress) this.#heard.fire({ of: push.of, progress: push.progress });
      }),
    ];
  }

  /** Of the last run, for the Trails view. */
  get faults(): readonly AwsFault[] {
    return this.#faults;
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** News of a kind of lookup while it runs. */
  onProgress(of: 'fill' | 'lookUp' | 'logGroup', listener: (progress: LookupProgress) => void): vscode.Disposable {
    return this.#heard.event((heard) => {
      if (heard.of === of) listener(heard.progress);
    });
  }

  /** Asks as far back as Activity looks, unless that was asked already; `fresh` asks the newest minutes again. */
  inBackground(fresh = false): void {
    const { since = 0, until } = this.#span();
    const from = Math.max(since, Date.now() - HISTORY_SPAN);
    if (this.#connections.choices.length === 0 || (until !== undefined && until <= from)) return;
    if (!fresh && from >= this.#askedSince - 60_000) return;
    this.#askedSince = Math.min(this.#askedSince, from);
    void this.#watched({ since: from, maxCalls: callsPerRegion(), ...(fresh ? { fresh } : {}) });
  }

  /** Asks a span; what the background asks meanwhile is given up first: it is part of it, or goes on later. */
  async fill(question: FillQuestion, signal?: AbortSignal): Promise<LookupResult> {
    this.cancel();
    const abort = new AbortController();
    const give = (): void => abort.abort();
    signal?.addEventListener('abort', give, { once: true });
    this.#running = abort;
    this.#tell();
    try {
      const result = await this.#backend.call('fill', question, abort.signal);
      this.#faults = result.faults;
      return result;
    } finally {
      signal?.removeEventListener('abort', give);
      if (this.#running === abort) this.#running = undefined;
      this.#tell();
    }
  }

  /** Stops what is being asked; what has come is kept. */
  cancel(): void {
    this.#running?.abort();
  }

  dispose(): void {
    this.cancel();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #watched(question: FillQuestion): Promise<void> {
    const show = (text: string): void => {
      this.#status.text = `$(cloud-download) CloudTrail: ${text}`;
      this.#status.tooltip = 'TrailLens is asking AWS’s Event history. Click to stop; what has come is kept.';
      this.#status.show();
    };
    const heard = this.onProgress('fill', (progress) => show(lookupText(progress)));
    show('asking Event history…');
    const asked = this.fill(question);
    try {
      const result = await asked;
      if (result.faults.length > 0) this.#refused.fire(result);
    } catch (error) {
      this.#askedSince = Infinity; // a refresh tries again
      if (!(error instanceof Error && error.name === 'AbortError')) void showProblem(error);
    } finally {
      heard.dispose();
      if (!this.busy) this.#status.hide();
    }
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', 'traillens.askingEventHistory', this.busy);
    this.#changed.fire();
  }
}
