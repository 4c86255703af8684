// Hovering over the header of a declared resource: its last changes, how it is known, and where to go. Nothing is asked of AWS.
import * as vscode from 'vscode';
import type { Identified } from '../iac/identify.ts';
import { HOVER_ROWS, hoverText, unresolvedText, type HoverText } from '../outline/hoverText.ts';
import { mendLabel } from '../outline/mendText.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { LensParts } from './codeLens.ts';
import { LENS_SELECTOR } from './codeLens.ts';
import { lastChanges } from './lastChanges.ts';
import { hasNames } from './names.ts';
import { timeZone } from './settings.ts';

/** All that a link of ours may run. */
const COMMANDS = ['traillens.showHistory', 'traillens.refreshResource', 'traillens.resolve', 'traillens.showHistoryOf'] as const;

/** The provider. */
export class HistoryHovers implements vscode.HoverProvider, vscode.Disposable {
  readonly #parts: Omit<LensParts, 'code'>;
  readonly #subscription: vscode.Disposable;

  constructor(parts: Omit<LensParts, 'code'>) {
    this.#parts = parts;
    this.#subscription = vscode.languages.registerHoverProvider(LENS_SELECTOR, this);
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const instances = (await this.#parts.facts.of(document)).filter(({ resource }) => {
      const { start, end } = resource.nameRange;
      return new vscode.Range(start.line, start.character, end.line, end.character).contains(position);
    });
    // Names of what is no resource of AWS are nobody's business here.
    const [first] = [...instances.filter(({ identity }) => hasNames(identity)), ...instances];
    if (!first || token.isCancellationRequested || !(await this.#parts.worthAsking())) return undefined;
    const { nameRange } = first.resource;
    const range = new vscode.Range(nameRange.start.line, nameRange.start.character, nameRange.end.line, nameRange.end.character);
    const place = { uri: document.uri.toString(), line: nameRange.start.line };
    return new vscode.Hover(await this.#markdown(first, instances.length, place, token), range);
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  async #markdown(
    { identity, resource }: Identified,
    instances: number,
    place: object,
    token: vscode.CancellationToken,
  ): Promise<vscode.MarkdownString> {
    const { backend, connected } = this.#parts;
    if (!hasNames(identity)) {
      const { title, notes } = unresolvedText(identity);
      return drawn({ title, notes, place: '', summary: 'not resolved', rows: [], names: [] }, [
        ...mendLinks(identity, place),
        link('Show History of…', 'search', 'traillens.showHistoryOf'),
      ]);
    }
    const abort = new AbortController();
    const cancelled = token.onCancellationRequested(() => abort.abort());
    try {
      const [blame] = await backend.call('blame', { questions: [{ identity }] }, abort.signal);
      const { history, rows } = await lastChanges(backend, identity, HOVER_ROWS, abort.signal);
      const facts = { tool: resource.tool, identity: history.identity, instances, rows, coverageText: history.coverageText };
      const text = hoverText({ ...facts, blame: blame ?? { events: 0, possible: 0, recent: 0 } }, { now: Date.now(), zone: timeZone() });
      return drawn(text, [
        link('Show History', 'history', 'traillens.showHistory', place),
        ...(connected() ? [link('Refresh from AWS', 'refresh', 'traillens.refreshResource', place)] : []),
        ...mendLinks(identity, place),
      ]);
    } finally {
      cancelled.dispose();
    }
  }
}

function mendLinks({ lack }: ResourceIdentity, place: object): string[] {
  const label = mendLabel(lack);
  return label === undefined ? [] : [link(label, 'search-fuzzy', 'traillens.resolve', place)];
}

function link(label: string, icon: string, command: (typeof COMMANDS)[number], argument?: object): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[$(${icon}) ${label}](command:${command}${query})`;
}

const ENTITIES: Readonly<Record<string, string | undefined>> = { '@': '&#64;', '://': '&#58;//', 'www.': 'www&#46;' };

/** Labels, icons and links are ours; everything else goes in as text alone. */
function drawn(text: HoverText, links: readonly string[]): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: COMMANDS };
  // Word by word: appendText makes every blank one that does not break.
  const say = (value: string): vscode.MarkdownString => {
    for (const [index, word] of value.trim().split(/\s+/).entries()) {
      if (index > 0) markdown.appendMarkdown(' ');
      // Addresses in a log must not become links.
      for (const part of word.split(/(@|:\/\/|www\.)/i)) {
        const entity = ENTITIES[part.toLowerCase()];
        if (entity === undefined) markdown.appendText(part);
        else markdown.appendMarkdown(entity);
      }
    }
    return markdown;
  };
  markdown.appendMarkdown('**');
  say(text.title).appendMarkdown('**');
  if (text.place !== '') {
    markdown.appendMarkdown('  \n$(globe) ');
    say(text.place);
  }
  markdown.appendMarkdown('\n\n');
  say(text.summary).appendMarkdown(`\n\n${links.join(' &nbsp;&nbsp; ')}\n\n`); // on top: a hover may scroll
  for (const { icon, event, text: rest } of text.rows) {
    markdown.appendMarkdown(`- $(${icon}) **`);
    say(event).appendMarkdown('** · ');
    say(rest).appendMarkdown('\n');
  }
  if (text.names.length > 0) markdown.appendMarkdown('\n**Known as**\n\n');
  for (const { value, evidence } of text.names) {
    markdown.appendMarkdown('- ');
    say(`${value} (${evidence})`).appendMarkdown('\n');
  }
  for (const note of text.notes) {
    markdown.appendMarkdown('\n\n');
    say(note);
  }
  return markdown;
}
