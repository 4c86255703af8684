// One history panel: answers its page out of the backend, and keeps what is asked, so that the page may come and go.
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { NextStep } from '../protocol/aws.ts';
import type { EventDetail, HistoryAnswer } from '../protocol/backend.ts';
import { serve, type Handlers, type Server } from '../protocol/channel.ts';
import type { PanelCalls, PanelCode, PanelPush, PanelState, Pivot } from '../protocol/panel.ts';
import { visible } from '../protocol/visible.ts';
import type { EventDocuments } from './eventDocuments.ts';
import { PanelAnswer, type AnswerParts } from './panelAnswer.ts';
import { panelHtml } from './panelHtml.ts';
import { times, type PanelQuestion } from './panelQuestion.ts';
import { pivotIdentity } from './pivot.ts';
import { setTimeZone, timeZone } from './settings.ts';
import { UserProblem } from './showProblem.ts';

/** What a panel asks of AWS. */
export interface PanelAws {
  /** Whether a connection can be asked, once all were tried. Asks nobody to connect. */
  isConnected(): Promise<boolean>;
  /** Steps that are commands. */
  run(step: NextStep): Promise<void>;
  report(error: unknown): void;
}

/** The code of the workspace, as far as a panel leads there. */
export interface PanelToCode {
  look(identity: ResourceIdentity): Promise<PanelCode>;
  /** What the button says that finds out more; undefined where nothing can be done. */
  mendLabel(identity: ResourceIdentity): string | undefined;
  /** Finds out more; answers with the resource as it is known then, when it is known better. */
  mend(identity: ResourceIdentity): Promise<ResourceIdentity | undefined>;
  /** As the code and what was read tell it now; undefined when that is no better, or not for sure the same. */
  again(identity: ResourceIdentity): Promise<ResourceIdentity | undefined>;
  /** `from`: the panel's own column. */
  go(identity: ResourceIdentity, from: vscode.ViewColumn | undefined): Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

/** What a panel needs of the rest. */
export interface PanelParts extends AnswerParts {
  readonly documents: EventDocuments;
  readonly extensionUri: vscode.Uri;
  /** What is being read now, in words. */
  busyText(): string | undefined;
  /** AWS, as far as a panel asks it. */
  readonly aws: PanelAws;
  readonly code: PanelToCode;
  /** Opens the history of something else. */
  show(identity: ResourceIdentity): Promise<void>;
}

const COMMANDS: Readonly<Record<PanelCalls['run']['params']['command'], string>> = {
  addLogFolder: 'traillens.addLogFolder',
  showProblems: 'traillens.showProblems',
  showSources: 'traillens.sources.focus',
};

/** The panel and its question. */
export class HistoryPanel {
  readonly panel: vscode.WebviewPanel;
  readonly #parts: PanelParts;
  readonly #server: Server<PanelPush>;
  readonly #answer: PanelAnswer;
  #select: number | undefined;
  #lookUp: AbortController | undefined;

  /** `fresh`: nobody has set conditions yet, so they may be widened where they leave nothing to see. */
  constructor(panel: vscode.WebviewPanel, question: PanelQuestion, fresh: boolean, parts: PanelParts) {
    this.panel = panel;
    this.#answer = new PanelAnswer(question, fresh, parts);
    this.#parts = parts;
    panel.title = titleOf(question.identity);
    panel.iconPath = new vscode.ThemeIcon('history');
    const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist', 'webview');
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    this.#server = serve<PanelCalls, PanelPush>(
      {
        post: (message) => void panel.webview.postMessage(message),
        listen: (receive) => void panel.webview.onDidReceiveMessage(receive),
      },
      this.#handlers(),
    );
    panel.onDidDispose(() => {
      this.#server.close();
      this.#lookUp?.abort();
      this.#answer.dispose();
    });
    const assets = (name: string): string => panel.webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    const { cspSource } = panel.webview;
    panel.webview.html = panelHtml({
      script: assets('main.js'),
      style: assets('main.css'),
      cspSource,
      nonce: randomBytes(16).toString('hex'),
    });
  }

  get identity(): ResourceIdentity {
    return this.#answer.question.identity;
  }

  /** The newest answer, asked for if there is none. */
  history(): Promise<HistoryAnswer> {
    return this.#answer.history();
  }

  /** Selects an event once the page draws next. */
  async select(ref: number): Promise<void> {
    this.#select = ref;
    if (this.#answer.isHeld) await this.refresh(false);
  }

  /** Asks anew with this filter, as if it were typed. */
  async filter(text: string): Promise<void> {
    await this.#answer.filter(text);
    await this.refresh(false);
  }

  /** The code may know the resource better now. */
  async identifyAgain(): Promise<void> {
    await this.#adopt(await this.#parts.code.again(this.identity));
  }

  async #adopt(identity: ResourceIdentity | undefined): Promise<void> {
    if (!identity) return;
    this.#answer.adopt(identity);
    this.panel.title = titleOf(identity);
    await this.refresh();
    void this.lookUp();
    void this.tellCode().catch(() => undefined); // whoever goes there looks again, and hears why not
  }

  /** Draws anew: with new events when `anew`, else only what a setting changed. */
  async refresh(anew = true): Promise<void> {
    if (anew) this.#answer.drop();
    if (this.panel.visible) this.#server.push({ type: 'state', state: await this.#state() });
  }

  /** Asks AWS for the resource as far as its events are not held; the answer fills as pages come. */
  async lookUp(fresh = false): Promise<void> {
    if (this.#lookUp !== undefined) return;
    const abort = new AbortController();
    this.#lookUp = abort;
    let told = false;
    try {
      if (!(await this.#parts.aws.isConnected()) || abort.signal.aborted) return;
      const asking = this.#parts.backend.call('lookUp', { identity: this.identity, ...(fresh ? { fresh } : {}) }, abort.signal);
      // What is held answers within moments; only what takes longer is worth saying.
      const timer = setTimeout(() => void this.refresh().catch(() => undefined), 300);
      const { calls, faults } = await asking.finally(() => clearTimeout(timer));
      told = calls > 0 || faults.length > 0;
    } catch (error) {
      told = true;
      if (!abort.signal.aborted) this.#parts.aws.report(error);
    } finally {
      this.#lookUp = undefined;
      if (told) await this.refresh().catch(() => undefined); // the page asks again by itself
    }
  }

  /** Says where the code declares the resource, once the workspace was looked through. */
  async tellCode(): Promise<void> {
    if (!this.panel.visible) return;
    const { identity } = await this.history();
    this.#server.push({ type: 'code', code: await this.#parts.code.look(identity) });
  }

  /** Says that reading goes on, or that it is over. */
  busy(text: string | undefined): void {
    this.#server.push(text === undefined ? { type: 'busy' } : { type: 'busy', text });
  }

  #handlers(): Handlers<PanelCalls> {
    const { backend, documents } = this.#parts;
    return {
      ready: async () => {
        const state = await this.#state();
        this.busy(this.#parts.busyText());
        void this.lookUp();
        void this.tellCode().catch(() => undefined); // whoever goes there looks again, and hears why not
        return state;
      },
      rows: ({ handle, offset, count }, signal) => this.#opened(backend.call('historyRows', { handle, offset, count }, signal)),
      chart: ({ handle, from, to, buckets }, signal) => this.#opened(backend.call('historyChart', { handle, from, to, buckets }, signal)),
      event: async ({ ref }, signal) => backend.call('event', { ref, handle: (await this.history()).handle }, signal),
      ask: ({ filter, changesOnly, possible, ...span }) => this.#askAnew({ filter, changesOnly, possible, ...times(span) }),
      setTimeZone: ({ timeZone: zone }) => setTimeZone(zone === 'utc' ? 'utc' : 'local'),
      openInEditor: ({ key }) => documents.open(key),
      compareWithPrevious: async ({ key }) => documents.compareWithPrevious(key, (await this.history()).handle),
      pivot: async ({ key, pivot, value }) => this.#parts.show(await this.#follow(key, pivot, value)),
      goToCode: async ({ key, value }) => {
        const identity = key === undefined ? (await this.history()).identity : await this.#follow(key, 'resource', value);
        await this.#parts.code.go(identity, this.panel.viewColumn);
      },
      copy: async ({ text }) => vscode.env.clipboard.writeText(String(text)),
      mend: async () => this.#adopt(await this.#parts.code.mend(this.identity)),
      step: ({ index }) => this.#step(index),
      run: async ({ command }) => {
        if (Object.hasOwn(COMMANDS, command)) await vscode.commands.executeCommand(COMMANDS[command]);
      },
    };
  }

  /** The backend keeps a few histories only: one that it has closed is asked for again. */
  async #opened<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof Error && error.name === 'RangeError') void this.refresh().catch(() => undefined);
      throw error;
    }
  }

  async #askAnew(conditions: Omit<PanelQuestion, 'identity'>): Promise<PanelState> {
    const isRead = await this.#answer.ask(conditions);
    return isRead ? this.#state() : { ...(await this.#state()), filter: conditions.filter };
  }

  async #state(): Promise<PanelState> {
    const history = await this.history();
    const { filterError, question } = this.#answer;
    const { filter, changesOnly, possible, since, until, identity } = question;
    const mend = this.#parts.code.mendLabel(identity);
    const select = this.#select;
    this.#select = undefined;
    return {
      history,
      filter,
      changesOnly,
      possible,
      ...times({ since, until }),
      timeZone: timeZone(),
      localZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(mend === undefined ? {} : { mend }),
      ...(filterError === undefined ? {} : { filterError }),
      ...(select === undefined ? {} : { select }),
    };
  }

  async #step(index: number): Promise<void> {
    const step = (await this.history()).steps?.[index];
    if (step === undefined) return;
    if (step.kind === 'lookUp') void this.lookUp(true);
    else if (step.kind === 'cancelLookup') this.#lookUp?.abort();
    else await this.#parts.aws.run(step);
  }

  async #follow(key: string, pivot: Pivot, value?: string): Promise<ResourceIdentity> {
    const detail: EventDetail | undefined = await this.#parts.backend.call('event', { key });
    const identity = detail && pivotIdentity(detail, pivot, value);
    if (!identity) throw new UserProblem('The record does not tell this value, so there is nothing to follow.');
    return identity;
  }
}

function titleOf({ address }: ResourceIdentity): string {
  return visible(address, 80);
}
