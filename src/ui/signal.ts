// The editor's way to cancel, as the rest of the program knows it.
import type { CancellationToken } from 'vscode';

/** Aborted when the token is cancelled. */
export function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  else token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
