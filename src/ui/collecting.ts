// Reading log files, seen from the window: progress with a rate, a way to stop it, and what came of it.
import * as vscode from 'vscode';
import { unlinked } from '../protocol/visible.ts';
import type { Backend, CollectProgress, CollectResult } from '../protocol/backend.ts';
import { progressText } from '../outline/sources.ts';

/** Work shorter than this shows no notification, in ms. */
const PATIENCE = 800;

/** A source that was not heard of for so long is not being read any more, in ms. */
const SILENCE = 4000;

export interface CollectOptions {
  /** Of all sources when absent. */
  readonly source?: number;
  /** Title of the notification; absent: only the view shows that something goes on. */
  readonly title?: string;
}

/** Starts and watches collecting. */
export class Collecting implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #progress = new Map<number, { readonly progress: CollectProgress; readonly at: number }>();
  readonly #heard = new vscode.EventEmitter<CollectProgress>();
  readonly #subscription: { dispose(): void };
  #running = 0;

  /** Something about what is being read changed. */
  readonly onDidChange = this.#changed.event;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#subscription = backend.onPush((push) => {
      if (push.type === 'progress') this.#hear(push.progress);
    });
  }

  /** What is being read of a source now. */
  progressOf(source: number): CollectProgress | undefined {
    const heard = this.#progress.get(source);
    return heard && Date.now() - heard.at < SILENCE ? heard.progress : undefined;
  }

  /** In words, or undefined when nothing is being read. */
  get busyText(): string | undefined {
    const texts = [...this.#progress.keys()].flatMap((source) => this.progressOf(source) ?? []).map(progressText);
    return texts[0] ?? (this.#running > 0 ? 'looking for new files' : undefined);
  }

  /** Reads what is new. Rejects when the store fails; data faults are counted in the result. */
  async run({ source, title }: CollectOptions): Promise<CollectResult> {
    this.#running++;
    this.#changed.fire();
    const result = this.#backend.call('collect', source === undefined ? {} : { source }).finally(() => {
      this.#running--;
      if (source === undefined) this.#progress.clear();
      else this.#progress.delete(source);
      this.#changed.fire();
    });
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    void vscode.window.withProgress({ location: { viewId: 'traillens.sources' } }, () => settled);
    if (title !== undefined) void this.#notify(title, settled);
    return result;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#heard.dispose();
  }

  #hear(progress: CollectProgress): void {
    if (progress.filesDone >= progress.filesTotal) this.#progress.delete(progress.source);
    else this.#progress.set(progress.source, { progress, at: Date.now() });
    this.#heard.fire(progress);
    this.#changed.fire();
  }

  async #notify(title: string, settled: Promise<undefined>): Promise<void> {
    const early = await Promise.race([settled.then(() => true), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    if (early === true) return;
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress({ location, title: unlinked(title), cancellable: true }, async (window, token) => {
      let percent = 0;
      const heard = this.#heard.event((progress) => {
        const now = progress.bytesTotal > 0 ? (100 * progress.bytesDone) / progress.bytesTotal : 0;
        window.report({ message: progressText(progress), increment: Math.max(0, now - percent) });
        percent = Math.max(percent, now);
      });
      const cancel = token.onCancellationRequested(() => void this.#backend.call('cancelCollect', {}).catch(() => undefined));
      await settled;
      heard.dispose();
      cancel.dispose();
    });
  }
}
