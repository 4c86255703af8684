// Sign-ins that have expired: one message for all of them, AWS's own command in a terminal, and a new try afterwards.
import * as vscode from 'vscode';
import type { Connection, ProfileInfo } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { signInOf } from '../outline/profileText.ts';
import { unlinked, visible } from '../protocol/visible.ts';
import type { Connections } from './connections.ts';
import { warn } from './notice.ts';
import { showProblem, UserProblem } from './showProblem.ts';

/** Keeps watch over the connections. */
export class SignIns implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #connections: Connections;
  readonly #subscription: vscode.Disposable;
  readonly #said = new Set<string>();
  #looking: Promise<void> | undefined;

  constructor(backend: Backend, connections: Connections) {
    this.#backend = backend;
    this.#connections = connections;
    this.#subscription = connections.onDidChange(() => {
      this.#looking ??= this.#look()
        .catch(() => undefined) // the Trails view shows what is wrong
        .finally(() => (this.#looking = undefined));
    });
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  /** Says of those that expired since the last look, once. */
  async #look(): Promise<void> {
    if (this.#connections.choices.length === 0) return this.#said.clear();
    await new Promise((resolve) => setTimeout(resolve, 500)); // those that share a session expire together
    const connections = await this.#connections.list();
    const out = connections.filter(({ state }) => state === 'signedOut').map(({ choice }) => choice.profile);
    const fresh = out.filter((profile) => !this.#said.has(profile));
    this.#said.clear();
    for (const profile of out) this.#said.add(profile);
    if (fresh.length > 0) void this.#say(out).catch((error: unknown) => showProblem(error));
  }

  async #say(profiles: readonly string[]): Promise<void> {
    const names = profiles.map((profile) => `“${visible(profile, 60)}”`).join(', ');
    const of = profiles.length === 1 ? `profile ${names}` : `the profiles ${names}`;
    const [signIn, show] = ['Sign In…', 'Show Trails'];
    const text = `The AWS sign-in of ${of} has expired. What was read is still there; sign in to go on.`;
    const chosen = await warn(text, signIn, show);
    if (chosen === signIn) await this.signIn(profiles.length === 1 ? profiles[0] : undefined);
    else if (chosen === show) await vscode.commands.executeCommand('traillens.trails.focus');
  }

  /** Signs in again: the given profile, or one that is asked for. */
  async signIn(profile: string | undefined): Promise<void> {
    const name = profile ?? (await this.#pick());
    if (name === undefined) return;
    const profiles = await this.#backend.call('profiles', {});
    const how = signInOf(name, profiles);
    if ('words' in how) return this.#byHand(name, how.words);
    if (!vscode.workspace.isTrusted) {
      const command = `aws ${how.aws.join(' ')}`;
      return this.#byHand(
        name,
        `This workspace is not trusted, so TrailLens runs nothing in it. Sign in yourself with “${visible(command, 200)}”, then press Retry.`,
      );
    }
    const code = await inTerminal(how.aws, how.profile);
    if (code === 0) return this.retry(name);
    const why = code === undefined ? 'was closed before it was over' : `ended with exit code ${code}`;
    throw new UserProblem(`The sign-in of “${visible(name, 80)}” ${why}. Sign in again, or, when you have signed in elsewhere, retry.`, [
      { label: 'Sign In…', command: 'traillens.signIn', args: [name] },
      { label: 'Retry', command: 'traillens.reconnect', args: [name] },
    ]);
  }

  /** Tries anew: the profile, and those that share its sign-in. */
  async retry(name: string): Promise<void> {
    const [profiles, connections] = await Promise.all([this.#backend.call('profiles', {}), this.#connections.list()]);
    const tried = connections.filter(
      ({ choice, state }) => choice.profile === name || (state !== 'ready' && shared(name, choice.profile, profiles)),
    );
    const again = await Promise.all(tried.map(({ choice }) => this.#connections.reconnect(choice.profile)));
    const bad = again.find(({ state }) => state !== 'ready');
    if (!bad)
      return void vscode.window.setStatusBarMessage(`$(check) Connected to ${again.map(({ choice }) => choice.profile).join(', ')}`, 5000);
    throw connectionProblem(bad);
  }

  async #byHand(profile: string, words: string): Promise<void> {
    throw new UserProblem(words, [{ label: 'Retry', command: 'traillens.reconnect', args: [profile] }]);
  }

  async #pick(): Promise<string | undefined> {
    const connections = await this.#connections.ensure();
    const out = connections.filter(({ state }) => state === 'signedOut' || state === 'failed');
    if (out.length <= 1) {
      const [only] = out;
      if (!only) throw new UserProblem('No sign-in has expired: all connections to AWS are ready.');
      return only.choice.profile;
    }
    const items = out.map(({ choice, fault }) => ({ label: choice.profile, description: fault?.message ?? '' }));
    return (await vscode.window.showQuickPick(items, { title: 'Sign In to AWS', placeHolder: 'Which profile' }))?.label;
  }
}

/** What is wrong with a connection, with the way out. */
export function connectionProblem({ choice, state, fault }: Connection): UserProblem {
  const { profile } = choice;
  const text = fault?.message ?? `AWS cannot be asked with profile “${visible(profile, 80)}”.`;
  const signIn = { label: 'Sign In…', command: 'traillens.signIn', args: [profile] };
  const retry = { label: 'Retry', command: 'traillens.reconnect', args: [profile] };
  return new UserProblem(
    text,
    state === 'signedOut' ? [signIn, retry] : [retry, { label: 'Choose Profiles…', command: 'traillens.connect' }],
  );
}

function shared(one: string, other: string, profiles: readonly ProfileInfo[]): boolean {
  const [first, second] = [signInOf(one, profiles), signInOf(other, profiles)];
  return 'aws' in first && 'aws' in second && first.aws.join('\0') === second.aws.join('\0');
}

/** AWS's CLI in a terminal, without a shell in between. Its exit code; undefined when it was closed. */
async function inTerminal(args: readonly string[], profile: string): Promise<number | undefined> {
  const env: Record<string, string> = {};
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  const shellPath = process.platform === 'win32' ? 'aws.exe' : 'aws';
  const terminal = vscode.window.createTerminal({
    name: `AWS sign-in: ${visible(profile, 40)}`,
    shellPath,
    shellArgs: [...args],
    env,
    isTransient: true,
  });
  const closed = new Promise<number | undefined>((resolve) => {
    const subscription = vscode.window.onDidCloseTerminal((one) => {
      if (one !== terminal) return;
      subscription.dispose();
      resolve(one.exitStatus?.code);
    });
  });
  terminal.show(true);
  const title = `AWS sign-in of “${visible(profile, 60)}”: finish it in the browser and the terminal`;
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: unlinked(title), cancellable: true }, async (_progress, token) => {
    const given = token.onCancellationRequested(() => terminal.dispose());
    try {
      return await closed;
    } finally {
      given.dispose();
    }
  });
}
