// Live tails as the window knows them: the status bar tells of them, and Activity's badge counts what is new.
import * as vscode from 'vscode';
import type { TailQuestion, TailState } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { logGroupName, tailText } from '../outline/awsWords.ts';
import { count, number } from '../outline/words.ts';
import { visible } from '../protocol/visible.ts';
import type { ActivityView } from './activityView.ts';
import { warn } from './notice.ts';

/** Follows the store's thread, which holds them: they end with the window. */
export class Tails implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #activity: ActivityView;
  readonly #status = vscode.window.createStatusBarItem('traillens.tail', vscode.StatusBarAlignment.Left, 11);
  readonly #tails = new Map<number, TailState>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: { dispose(): void }[];
  #unseen = 0;

  readonly onDidChange = this.#changed.event;

  constructor(backend: Backend, activity: ActivityView) {
    this.#backend = backend;
    this.#activity = activity;
    this.#status.name = 'CloudTrail Live Tail';
    this.#status.command = { command: 'traillens.trails.focus', title: 'Show Trails' };
    this.#subscriptions = [
      this.#status,
      this.#changed,
      backend.onPush((push) => {
        if (push.type === 'tail') this.#hear(push.tail);
      }),
      activity.onDidSee(() => {
        this.#unseen = 0;
        this.#activity.badge(0);
      }),
    ];
  }

  /** Newest first; those that ended stay until the next begins. */
  get all(): readonly TailState[] {
    return [...this.#tails.values()].sort((a, b) => b.id - a.id);
  }

  get running(): readonly TailState[] {
    return this.all.filter(({ state }) => state !== 'ended');
  }

  async start(question: TailQuestion): Promise<void> {
    const tail = await this.#backend.call('startTail', question);
    for (const { id, state } of this.all) if (state === 'ended') this.#tails.delete(id);
    if (!this.#tails.has(tail.id)) this.#hear(tail);
  }

  async pause(tail: TailState, paused: boolean): Promise<void> {
    await this.#backend.call('pauseTail', { id: tail.id, paused });
  }

  async stop(tail: TailState): Promise<void> {
    await this.#backend.call('stopTail', { id: tail.id });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #hear(tail: TailState): void {
    const before = this.#tails.get(tail.id);
    this.#tails.set(tail.id, tail);
    const came = tail.events - (before?.events ?? 0);
    if (came > 0 && !this.#activity.seen) {
      this.#unseen += came;
      this.#activity.badge(this.#unseen);
    }
    if (before && before.state !== 'ended' && tail.state === 'ended') this.#sayEnd(tail);
    this.#tell();
  }

  #tell(): void {
    const { running } = this;
    void vscode.commands.executeCommand('setContext', 'traillens.tailing', running.length > 0);
    const paused = running.length > 0 && running.every(({ state }) => state === 'paused');
    if (running.length === 0) this.#status.hide();
    else {
      const events = running.reduce((sum, { events }) => sum + events, 0);
      const sampled = running.some((tail) => tail.sampled) ? ' (sampled)' : '';
      this.#status.text = `$(${paused ? 'debug-pause' : 'broadcast'}) Tail ${count(events, 'event')}${sampled}`;
      const lines = running.map((tail) => `${logGroupName(tail.question.group)}: ${tailText(tail)}`);
      this.#status.tooltip = visible(`Live tail of CloudTrail, billed by the minute. ${lines.join('; ')}`, 500);
      this.#status.show();
    }
    this.#changed.fire();
  }

  #sayEnd({ question, endedBecause, fault, events }: TailState): void {
    if (endedBecause === 'stopped') return;
    const name = visible(logGroupName(question.group), 120);
    const again = 'Start Again';
    const text =
      endedBecause === 'timeLimit'
        ? `The live tail of ${name} ended after 3 hours, the longest that AWS allows. ${number(events)} events came.`
        : `The live tail of ${name} broke off. ${fault ? visible(fault.message, 600) : ''}`;
    void warn(text.trim(), again).then((chosen) => {
      if (chosen === again) void vscode.commands.executeCommand('traillens.tail', question);
    });
  }
}
