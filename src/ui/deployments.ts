// What AWS, or `state pull`, told of deployed stacks and remote states: asked when a user asks for it, held for the session, and from then on
// asked anew by the first look of a later session.
import * as vscode from 'vscode';
import { outermost, type Deployed } from '../iac/deployed.ts';
import { HeldDeployments } from '../iac/heldDeployments.ts';
import { pathKey } from '../iac/paths.ts';
import type { StackQuestion, StateQuestion } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import type { DeployedStack } from '../resource/deployed.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { Connections } from './connections.ts';
import { UserProblem } from './showProblem.ts';

/** How the state of a root module is read. */
export type StateWay = { readonly by: 's3'; readonly question: StateQuestion } | { readonly by: 'pull'; readonly command: string };

/** Evidence that is older is read again before it is built upon, in ms. */
const OLD = 15 * 60_000;

/** Another profile may be allowed to, or another Region may have it. */
const OTHERWISE = [
  { label: 'Connect to AWS…', command: 'traillens.connect' },
  { label: 'Choose Regions…', command: 'traillens.chooseRegions' },
];

/** Reads and holds. Nothing is written to disk. */
export class Deployments implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #connections: Connections;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ways = new Map<string, StateWay>();
  readonly #held = new HeldDeployments();

  /** Other names are known now. */
  readonly onDidChange = this.#changed.event;

  constructor(backend: Backend, connections: Connections) {
    this.#backend = backend;
    this.#connections = connections;
  }

  /** What is held, for whoever reads code. */
  get held(): Deployed {
    return this.#held;
  }

  /** A stack that was read, by its id. */
  stack(id: string): DeployedStack | undefined {
    return this.#held.stack(id);
  }

  /** Reads the stacks of a name or id, and those nested in them. Rejects with words when there is none, or none may be read. */
  async readStacks(question: StackQuestion, signal?: AbortSignal): Promise<readonly DeployedStack[]> {
    await this.#connections.ensure();
    const { stacks, faults } = await this.#backend.call('readStack', question, signal);
    for (const stack of stacks) this.#held.putStack(stack);
    if (stacks.length > 0) this.#changed.fire();
    const own = outermost(stacks);
    if (own.length > 0) return own;
    const [fault] = faults;
    const where = [question.account, question.region].filter((part) => part !== undefined).join(', ');
    const none = `No stack ${question.stack} is in ${where === '' ? 'the accounts and Regions that are connected' : where}. Is it deployed, and its account connected?`;
    throw new UserProblem(fault ? `The stack ${question.stack} could not be read. ${fault.message}` : none, OTHERWISE);
  }

  /** Says which stacks a template makes; those nested in them belong to the templates nested in it. */
  async assign(file: string, text: string, stacks: readonly DeployedStack[]): Promise<void> {
    const { nestedTemplates } = await import('./deploymentReaders.ts');
    const ids = stacks.map(({ id }) => id);
    this.#held.assign(file, ids);
    for (const { logicalId, file: nested } of nestedTemplates(text, file)) {
      const made = stacks.flatMap(({ resources }) => resources.filter((one) => one.logicalId === logicalId));
      const inner = made.flatMap(({ physicalId }) => this.#held.stack(physicalId) ?? []);
      if (inner.length > 0) await this.assign(nested, await textOf(nested), inner);
    }
    this.#changed.fire();
  }

  /** Reads the states of a root module. Rejects with words when there is none that can be read. */
  async readStates(dir: string, way: StateWay, signal?: AbortSignal): Promise<void> {
    if (way.by === 'pull') {
      this.#held.putStates(dir, [await this.#backend.call('pullState', { command: way.command, dir }, signal)]);
    } else {
      await this.#connections.ensure();
      const { bucket, key } = way.question;
      const { states, problems, faults } = await this.#backend.call('readStates', way.question, signal);
      if (states.length === 0) {
        const why = problems[0] ?? faults[0]?.message ?? 'There is no such object in it, for any workspace: is it applied yet?';
        throw new UserProblem(`The state s3://${bucket}/${key} could not be read. ${why}`, OTHERWISE);
      }
      this.#held.putStates(dir, states);
    }
    this.#ways.set(pathKey(dir), way);
    this.#changed.fire();
  }

  /** Reads anew what identities were read from, when that is older than `olderThan` ms. What fails leaves the older evidence, which says its age. */
  async renew(identities: readonly ResourceIdentity[], olderThan = OLD, signal?: AbortSignal): Promise<boolean> {
    const sources = identities.filter((one) => isOlder(one, olderThan)).map((one) => this.#held.sourcesOf(one));
    const dirs = new Set(sources.flatMap((one) => one.dirs));
    const reading = [
      ...[...new Set(sources.flatMap((one) => one.stacks))].map(async (stack) => this.readStacks({ stack }, signal)),
      ...[...dirs].flatMap((dir) => {
        const way = this.#ways.get(pathKey(dir));
        return way ? [this.readStates(dir, way, signal)] : [];
      }),
    ];
    const done = await Promise.allSettled(reading);
    signal?.throwIfAborted();
    return done.some(({ status }) => status === 'fulfilled');
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function isOlder({ values, parent }: ResourceIdentity, than: number): boolean {
  const own = values.some(({ via: { readAt } }) => readAt !== undefined && Date.now() - readAt > than);
  return own || (parent !== undefined && isOlder(parent, than));
}

async function textOf(file: string): Promise<string> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(file)).then(
    (found) => found,
    () => new Uint8Array(),
  );
  return new TextDecoder().decode(bytes);
}
