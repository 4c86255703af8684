// Read-only documents of single events, `cloudtrail:`, for reading, searching and VS Code's own diff editor.
import * as vscode from 'vscode';
import type { Backend, EventDetail } from '../protocol/backend.ts';
import { eventFileName } from './eventName.ts';
import { UserProblem } from './showProblem.ts';

export const EVENT_SCHEME = 'cloudtrail';

/** Indents JSON without touching numbers, key order or escapes. */
export type FormatJson = (text: string) => Promise<string>;

/** Gives events as JSON documents and opens them. */
export class EventDocuments implements vscode.TextDocumentContentProvider {
  readonly #backend: Backend;
  readonly #format: FormatJson;

  constructor(backend: Backend, format: FormatJson) {
    this.#backend = backend;
    this.#format = format;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const detail = await this.#backend.call('event', { key: uri.query });
    if (!detail) return `// This event is no longer held: its source was removed. Event ID: ${JSON.stringify(uri.query)}\n`;
    return this.#format(detail.record);
  }

  /** Opens an event's record beside nothing, as a tab that the next one may take over. */
  async open(key: string): Promise<void> {
    const document = await vscode.workspace.openTextDocument(uriOf(await this.#detail(key)));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  /** Opens an event beside the change that set the same attributes before; `handle` says of which resource's history. */
  async compareWithPrevious(key: string, handle: number): Promise<void> {
    const detail = await this.#detail(key, handle);
    if (detail.previousKey === undefined) {
      throw new UserProblem('No earlier change of the same attributes is held. Add the logs of the time before to compare with it.');
    }
    const previous = await this.#detail(detail.previousKey);
    const [from, to] = [uriOf(previous), uriOf(detail)];
    await vscode.commands.executeCommand('vscode.diff', from, to, `${titleOf(previous)} ↔ ${titleOf(detail)}`, { preview: true });
  }

  async #detail(key: string, handle?: number): Promise<EventDetail> {
    const detail = await this.#backend.call('event', handle === undefined ? { key } : { key, handle });
    if (!detail) throw new UserProblem('This event is no longer held: its source was removed or read anew.');
    return detail;
  }
}

function uriOf({ row, key }: EventDetail): vscode.Uri {
  return vscode.Uri.from({ scheme: EVENT_SCHEME, path: `/${eventFileName(row.eventName, row.time)}`, query: key });
}

/** `PutBucketPolicy 2026-07-14`: a tab has little room. */
function titleOf({ row }: EventDetail): string {
  return eventFileName(row.eventName, row.time).replace(/ \d\d\.\d\d.*$|\.json$/, '');
}
