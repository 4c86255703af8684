// Who changed a resource last, asked once until other events are held: an edit makes few resources others than they were.
import type * as vscode from 'vscode';
import type { Backend, BlameAnswer } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { onNewEvents } from './newEvents.ts';

/** So many answers are held. */
const MOST_HELD = 5_000;
/** Answers count back from the time they were given: none is held longer, in ms. */
const LONGEST = 3_600_000;

/** Answers by identity. */
export class Blames implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #subscription: { dispose(): void };
  #answers = new Map<string, BlameAnswer>();
  #since = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
    this.#subscription = onNewEvents(backend, () => this.forget());
  }

  /** One answer for each; those that are not held are asked for in one call. */
  async of(identities: readonly ResourceIdentity[]): Promise<BlameAnswer[]> {
    if (Date.now() - this.#since > LONGEST || this.#answers.size > MOST_HELD) this.forget();
    const held = this.#answers;
    const keys = identities.map(keyOf);
    const missing = new Map<string, ResourceIdentity>();
    identities.forEach((identity, index) => {
      const key = keys[index] ?? '';
      if (!held.has(key)) missing.set(key, identity);
    });
    const questions = [...missing.values()].map((identity) => ({ identity }));
    const answers = questions.length === 0 ? [] : await this.#backend.call('blame', { questions });
    [...missing.keys()].forEach((key, index) => {
      const answer = answers[index];
      if (answer) held.set(key, answer); // where all was forgotten meanwhile, nobody looks here again
    });
    return keys.map((key) => held.get(key) ?? { events: 0, possible: 0, recent: 0 });
  }

  forget(): void {
    this.#answers = new Map();
    this.#since = Date.now();
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

/** Lines move with every edit above them, and tell nothing of who it is. */
function keyOf(identity: ResourceIdentity): string {
  return JSON.stringify(identity, (key, value: unknown) => (key === 'line' ? undefined : value));
}
