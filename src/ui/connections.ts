// Connections to AWS as the window knows them: which were chosen, and how they stand. Nothing but names is remembered.
import * as vscode from 'vscode';
import type { Connection, ConnectionChoice } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { parseChoices } from './connectionChoices.ts';
import { connectionSetting } from './settings.ts';
import { UserProblem } from './showProblem.ts';

const MEMORY = 'traillens.connections';
export const CONNECT = { label: 'Connect to AWS…', command: 'traillens.connect' } as const;

/** AWS is asked only after `wake` or `ensure`: by a view that is shown, or by a command. */
export class Connections implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #memento: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #connected = new vscode.EventEmitter<readonly Connection[]>();
  readonly #subscription: { dispose(): void };
  #connecting: Promise<Connection[]> | undefined;
  /** Connections were there: when they are gone, the store's thread was started anew. */
  #had = false;
  #tried = false;

  /** How they stand, or what is known of their trails, changed. */
  readonly onDidChange = this.#changed.event;
  /** All were tried. */
  readonly onDidConnect = this.#connected.event;

  constructor(backend: Backend, memento: vscode.Memento) {
    this.#backend = backend;
    this.#memento = memento;
    this.#subscription = backend.onPush((push) => {
      if (push.type === 'connections') this.#changed.fire();
    });
    this.#tell();
  }

  /** What the user chose in this workspace; before that, what the settings say. */
  get choices(): readonly ConnectionChoice[] {
    return parseChoices(this.#memento.get(MEMORY)) ?? parseChoices(connectionSetting()) ?? [];
  }

  /** Begins to connect what was chosen, once; the views show what comes of it. */
  wake(): void {
    if (this.#connecting || this.#tried || this.choices.length === 0) return;
    this.#connect().catch(() => undefined); // the Trails view shows what is wrong
  }

  /** How the chosen ones stand, when all were tried; asks the user to connect when there is none. */
  async ensure(): Promise<readonly Connection[]> {
    if (this.choices.length === 0) throw new UserProblem('TrailLens is not connected to AWS yet.', [CONNECT]);
    if (this.#connecting || !this.#tried) await (this.#connecting ?? this.#connect());
    return this.list();
  }

  /** How they stand now. Asks nobody before somebody has called `wake` or `ensure`. */
  async list(): Promise<readonly Connection[]> {
    const { choices } = this;
    if (choices.length === 0) return [];
    const known = this.#connecting || this.#tried ? await this.#backend.call('connections', {}) : [];
    if (known.length === 0 && this.#had && !this.#connecting) {
      this.#had = false;
      this.#connect().catch(() => undefined);
    }
    const state = this.#connecting || !this.#tried ? 'connecting' : 'failed';
    return choices.map((choice) => known.find((one) => one.choice.profile === choice.profile) ?? { choice, state, regions: [] });
  }

  /** Whether one of them can be asked, once all were tried; never asks the user for anything. */
  async isReady(): Promise<boolean> {
    if (this.choices.length === 0) return false;
    const all = await this.ensure().catch(() => []);
    return all.some(({ state }) => state === 'ready');
  }

  /** Remembers the choice and connects it. Given up: all is as it was. */
  async set(choices: readonly ConnectionChoice[], signal?: AbortSignal): Promise<readonly Connection[]> {
    const before: unknown = this.#memento.get(MEMORY);
    await this.#remember(choices);
    try {
      return await this.#connect(signal);
    } catch (error) {
      if (!signal?.aborted) throw error;
      await this.#remember(before);
      await this.#connect();
      throw error;
    }
  }

  /** The settings may name others now. */
  lookAgain(): void {
    this.#tell();
    if (this.#connecting || this.#tried) this.#connect().catch(() => undefined); // the Trails view shows what is wrong
  }

  /** After a sign-in. */
  async reconnect(profile: string, signal?: AbortSignal): Promise<Connection> {
    const connection = await this.#backend.call('reconnect', { profile }, signal);
    this.#changed.fire();
    if (connection.state === 'ready') this.#connected.fire([connection]);
    return connection;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.#connected.dispose();
  }

  async #remember(choices: unknown): Promise<void> {
    await this.#memento.update(MEMORY, choices);
    this.#tell();
  }

  async #connect(signal?: AbortSignal): Promise<Connection[]> {
    const connecting = this.#backend.call('connect', { choices: this.choices }, signal);
    this.#connecting = connecting;
    this.#changed.fire();
    try {
      const connections = await connecting;
      this.#had = connections.length > 0;
      this.#connected.fire(connections);
      return connections;
    } finally {
      this.#tried = true;
      if (this.#connecting === connecting) this.#connecting = undefined;
      this.#changed.fire();
    }
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', 'traillens.connected', this.choices.length > 0);
    this.#changed.fire();
  }
}
