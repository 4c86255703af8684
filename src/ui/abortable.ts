// Long work in the window: a notification that says how far it is, and a way to give it up.
import * as vscode from 'vscode';
import { unlinked } from '../protocol/visible.ts';

/** Runs `work` under a cancellable notification. Given up, the signal is aborted. */
export async function withNotification<T>(
  title: string,
  work: (signal: AbortSignal, say: (message: string) => void) => Promise<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: unlinked(title), cancellable: true }, async (progress, token) => {
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal, (message) => progress.report({ message: unlinked(message) }));
    } finally {
      cancelled.dispose();
    }
  });
}

/** Work that takes longer says so, in ms. */
const PATIENCE = 1000;

/** Runs `work`; says so, and lets it be given up, only when it takes long. */
export async function whenSlow<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const working = work(abort.signal);
  working.catch(() => undefined); // told below
  const slow = Symbol();
  const first = await Promise.race([working, new Promise<typeof slow>((resolve) => setTimeout(() => resolve(slow), PATIENCE))]);
  if (first !== slow) return first;
  // Given up, it is over at once, even where the work waits for somebody who does not listen to signals.
  return withNotification(
    title,
    (signal) =>
      new Promise<T>((resolve, reject) => {
        const giveUp = (): void => {
          abort.abort(signal.reason);
          reject(signal.reason instanceof Error ? signal.reason : new Error('given up'));
        };
        signal.addEventListener('abort', giveUp, { once: true });
        working.then(resolve, reject);
      }),
  );
}

/** A line of the picker that answers yes, with what it comes to. */
export interface Question {
  readonly title: string;
  /** Verb of the button: `Load`. */
  readonly yes: string;
  readonly icon: string;
  /** What it comes to. */
  readonly detail: string;
  /** What else is to be known, one line each. */
  readonly notes?: readonly string[];
}

/** Asks before something that costs; a picker, so that nothing is blocked and nothing fades away. */
export async function confirmed({ title, yes, icon, detail, notes = [] }: Question): Promise<boolean> {
  const items: (vscode.QuickPickItem & { readonly answer?: boolean })[] = [
    { label: yes, iconPath: new vscode.ThemeIcon(icon), answer: true },
    { label: 'Cancel', iconPath: new vscode.ThemeIcon('close'), answer: false },
    ...(notes.length > 0 ? [{ label: 'To be known', kind: vscode.QuickPickItemKind.Separator }] : []),
    ...notes.map((label) => ({ label, iconPath: new vscode.ThemeIcon('info'), alwaysShow: true })),
  ];
  const chosen = await vscode.window.showQuickPick(items, { title, prompt: unlinked(detail), ignoreFocusOut: true });
  return chosen?.answer === true;
}
