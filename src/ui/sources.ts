// Adding and removing places of logs, and reading them: what the commands, the drop and the settings have in common.
import { homedir } from 'node:os';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Backend, CollectResult, SourceInfo } from '../protocol/backend.ts';
import { isAtAws } from '../outline/sourceKind.ts';
import { count } from '../outline/words.ts';
import type { Collecting } from './collecting.ts';
import { logFolderPaths } from './logFolderPaths.ts';
import { inform, warn } from './notice.ts';
import { logFolders } from './settings.ts';
import { UserProblem } from './showProblem.ts';

/** The places events come from. */
export class Sources {
  readonly #backend: Backend;
  readonly #collecting: Collecting;
  #ready: Promise<void> | undefined;

  constructor(backend: Backend, collecting: Collecting) {
    this.#backend = backend;
    this.#collecting = collecting;
  }

  /**
   * Makes the setting's folders known, once, and begins to read what is new. Resolves when they are known, not when they are read:
   * views show what is held and fill while files are read. Rejects when the store cannot be opened; the next call tries again.
   */
  ready(): Promise<void> {
    this.#ready ??= this.#begin().catch((error: unknown) => {
      this.#ready = undefined;
      throw error;
    });
    return this.#ready;
  }

  /** The setting may name other folders now: looks again, if anybody has looked before. */
  async lookAgain(): Promise<void> {
    if (this.#ready === undefined) return;
    this.#ready = undefined;
    await this.ready().catch(() => undefined); // the views show what is wrong
  }

  /** Adds files and folders and reads them, with progress and a word about what came of it. */
  async add(uris: readonly vscode.Uri[]): Promise<void> {
    const paths = uris.filter(({ scheme }) => scheme === 'file').map(({ fsPath }) => fsPath);
    if (paths.length === 0)
      throw new UserProblem('TrailLens reads logs from this computer’s disk; these are elsewhere. Copy them to a folder first.');
    const added = await this.#backend.call('addSources', { paths });
    await this.read(added);
  }

  /** Reads sources again. */
  async read(sources: readonly SourceInfo[]): Promise<void> {
    const [one] = sources;
    const name = sources.length === 1 && one ? basename(one.path) : count(sources.length, 'source');
    const only = sources.length === 1 && one ? { source: one.id } : {};
    await sayResult(await this.#collecting.run({ ...only, title: `TrailLens: reading ${name}` }), name);
  }

  async #begin(): Promise<void> {
    const workspace = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    const paths = logFolderPaths(logFolders(), workspace?.uri.fsPath, homedir());
    if (paths.length > 0) await this.#backend.call('addSources', { paths }); // those already known keep their place
    const held = await this.#backend.call('sources', {});
    if (held.some((source) => !isAtAws(source))) this.#collecting.run({}).catch(() => undefined); // the views show what is wrong
  }
}

async function sayResult({ cancelled, events, files, duplicates, problems, seconds }: CollectResult, name: string): Promise<void> {
  const twice = duplicates > 0 ? `, ${count(duplicates, 'duplicate')} dropped` : '';
  const faults = problems > 0 ? `, ${count(problems, 'problem')}` : '';
  const text = cancelled
    ? `Stopped. ${count(files, 'file')} of ${name} read; what was read is kept.`
    : `${name}: ${count(files, 'new file')} read in ${seconds.toFixed(1)} s; ${count(events, 'event')} held${twice}${faults}.`;
  const [activity, list] = ['Show Activity', 'Show Problems'];
  const nothing = events === 0 && !cancelled;
  const show = nothing ? warn : inform;
  const words = nothing ? `${text} TrailLens reads CloudTrail’s JSON, as files or gzipped.` : text;
  // Not awaited: the command is over when the files are read.
  void show(words, ...(events > 0 ? [activity] : []), ...(problems > 0 ? [list] : [])).then((chosen) => {
    if (chosen === activity) return vscode.commands.executeCommand('traillens.activity.focus');
    return chosen === list ? vscode.commands.executeCommand('traillens.showProblems') : undefined;
  });
}
