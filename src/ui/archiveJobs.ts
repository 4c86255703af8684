// Loads of buckets as the window knows them: how far each is, and what is said when one ends or was broken off.
import * as vscode from 'vscode';
import { unlinked } from '../protocol/visible.ts';
import type { ArchiveJob } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { jobName, jobText } from '../outline/awsWords.ts';
import { count } from '../outline/words.ts';
import { inform, warn } from './notice.ts';
import { showProblem } from './showProblem.ts';

/** All loads that are not forgotten. */
export class ArchiveJobs implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #jobs = new Map<number, ArchiveJob>();
  readonly #changed = new vscode.EventEmitter<ArchiveJob | undefined>();
  readonly #subscription: { dispose(): void };
  #looked: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#subscription = backend.onPush((push) => {
      if (push.type === 'archive') this.#hear(push.job);
    });
  }

  /** As last heard of, newest first. */
  get all(): readonly ArchiveJob[] {
    return [...this.#jobs.values()].sort((a, b) => b.id - a.id);
  }

  /** Looks once for loads of earlier sessions, and offers to go on with those that were broken off. */
  look(): void {
    this.#looked ??= this.#look().catch(() => {
      this.#looked = undefined;
    });
  }

  /** Begins a load and shows how far it is. */
  async begin(job: ArchiveJob): Promise<void> {
    this.#hear(job);
    await this.#notify(job.id);
  }

  async pause(job: ArchiveJob): Promise<void> {
    await this.#backend.call('pauseArchive', { id: job.id });
    this.#expect(job.id, 'paused');
  }

  async resume(job: ArchiveJob): Promise<void> {
    await this.#backend.call('resumeArchive', { id: job.id });
    this.#expect(job.id, 'running');
    void this.#notify(job.id).catch((error: unknown) => showProblem(error));
  }

  /** Ends a load, or takes one that is over from the list. What was read is kept. */
  async cancel(job: ArchiveJob): Promise<void> {
    await this.#backend.call('cancelArchive', { id: job.id });
    this.#jobs.delete(job.id);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #look(): Promise<void> {
    for (const job of await this.#backend.call('archiveJobs', {})) if (!this.#jobs.has(job.id)) this.#jobs.set(job.id, job);
    this.#changed.fire(undefined);
    const broken = this.all.filter(({ state }) => state === 'paused');
    const [one] = broken;
    if (!one) return;
    const what = broken.length === 1 ? `The load of ${jobName(one)} is` : `${count(broken.length, 'load')} of buckets are`;
    const [resume, show] = ['Resume', 'Show Trails'];
    void inform(`${what} paused. What was read is kept.`, resume, show).then(async (chosen) => {
      if (chosen === show) await vscode.commands.executeCommand('traillens.trails.focus');
      if (chosen === resume) for (const job of broken) await this.resume(job).catch((error: unknown) => showProblem(error));
    });
  }

  #hear(job: ArchiveJob): void {
    const before = this.#jobs.get(job.id);
    this.#jobs.set(job.id, job);
    this.#changed.fire(job);
    if (before && before.state !== job.state && (job.state === 'done' || job.state === 'failed')) sayEnd(job);
  }

  /** Until the thread tells so itself. */
  #expect(id: number, state: ArchiveJob['state']): void {
    const job = this.#jobs.get(id);
    if (job && job.state !== state && (job.state === 'running' || job.state === 'paused')) this.#hear({ ...job, state });
  }

  /** While it runs; giving up pauses it. */
  async #notify(id: number): Promise<void> {
    const first = this.#jobs.get(id);
    if (first?.state !== 'running') return;
    const title = `TrailLens: loading ${jobName(first)} (Cancel pauses it)`;
    const location = vscode.ProgressLocation.Notification;
    await vscode.window.withProgress({ location, title: unlinked(title), cancellable: true }, async (window, token) => {
      let percent = 0;
      const given = token.onCancellationRequested(() => {
        const job = this.#jobs.get(id);
        if (job) this.pause(job).catch((error: unknown) => showProblem(error));
      });
      await new Promise<void>((resolve) => {
        const heard = this.onDidChange(() => {
          const job = this.#jobs.get(id);
          if (job?.state !== 'running') {
            heard.dispose();
            return resolve();
          }
          const now = job.bytesTotal > 0 ? (100 * job.bytesDone) / job.bytesTotal : 0;
          window.report({ message: jobText(job), increment: Math.max(0, now - percent) });
          percent = Math.max(percent, now);
        });
      });
      given.dispose();
    });
  }
}

function sayEnd(job: ArchiveJob): void {
  const [activity, show] = ['Show Activity', 'Show'];
  const text = `${jobName(job)}: ${jobText(job)}${job.state === 'failed' ? '' : ' held'}.`;
  const trouble = job.state === 'failed' || job.faults.length > 0;
  const say = trouble ? warn : inform;
  void say(text, ...(job.events > 0 ? [activity] : []), ...(trouble ? [show] : [])).then((chosen) => {
    if (chosen === activity) return vscode.commands.executeCommand('traillens.activity.focus');
    return chosen === show ? vscode.commands.executeCommand('traillens.trails.focus') : undefined;
  });
}
