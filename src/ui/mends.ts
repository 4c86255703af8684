// What can be done about what is lacking to know a resource: by a button, and by itself where the user has asked for the same before.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Identified } from '../iac/identify.ts';
import type { Lack } from '../resource/identity.ts';
import { mendLabel, typedFor } from '../outline/mendText.ts';
import { whenSlow } from './abortable.ts';
import { showProblem, type Remedy } from './showProblem.ts';
import { knownStacks, readKnown, readStacks, type StackParts } from './stackCommands.ts';
import { readState } from './stateCommands.ts';

/** A shell that says nothing of itself is ready by then, in ms. */
const PATIENCE = 2000;
/** From a shell's first word of itself to its prompt, in ms. */
const PROMPT = 400;

/** The same for an error's message. */
export function remedyFor(lack: Lack | undefined): Remedy[] {
  const label = mendLabel(lack);
  return label === undefined ? [] : [{ label, command: 'traillens.resolve', args: [lack] }];
}

/** Mends, with all that takes. */
export class Mends {
  readonly parts: StackParts;
  /** What was tried in this session without being asked for. */
  readonly #tried = new Set<string>();

  constructor(parts: StackParts) {
    this.parts = parts;
  }

  /** Does what the button says. False when the user gave up, or has to go on in the terminal. */
  async mend(lack: Lack): Promise<boolean> {
    switch (lack.of) {
      case 'stack':
        return readStacks(lack, this.parts);
      case 'remoteState':
      case 'state':
        return readState(lack, this.parts);
      case 'deployment':
        return lack.root === undefined ? readStacks({ ...lack, of: 'stack' }, this.parts) : readState(lack, this.parts);
      default:
        await typeInTerminal(lack);
        return false;
    }
  }

  /**
   * Before something is shown that the user asked for: reads old evidence anew, and what is lacking where it is known which, and AWS is
   * connected. True when more is known than before. What fails is said, and keeps nobody from seeing what is known.
   */
  async beforehand(instances: readonly Identified[]): Promise<boolean> {
    const { connections } = this.parts;
    if (connections.choices.length === 0 && instances.every(({ identity }) => identity.lack?.root === undefined)) return false;
    try {
      const reading = (signal: AbortSignal): Promise<boolean> => this.#read(instances, signal);
      return await whenSlow('Reading what is deployed', reading);
    } catch (error) {
      void showProblem(error); // what is known is shown all the same
      return false;
    }
  }

  /** Reads, once a session and without a word, what the user has had read before. */
  async again(instances: readonly Identified[]): Promise<void> {
    const { connections, memory } = this.parts;
    const lacks = distinct(instances).filter((lack) => this.#isRemembered(lack) && !this.#tried.has(keyOf(lack)));
    if (lacks.length === 0) return;
    for (const lack of lacks) this.#tried.add(keyOf(lack));
    const isReady = await connections.isReady();
    for (const lack of lacks) {
      const way = lack.root === undefined ? undefined : memory.wayOf(lack.root);
      if (!isReady && way?.by !== 'pull') this.#tried.delete(keyOf(lack));
      else await this.#readOne(lack).catch(() => undefined); // the lens still says what is lacking
    }
  }

  #isRemembered(lack: Lack): boolean {
    const { memory } = this.parts;
    if (lack.of === 'stack') return lack.stack ? memory.wasRead(lack.stack.name) : memory.stacksOf(lack.file).length > 0;
    return (lack.of === 'remoteState' || lack.of === 'state') && lack.root !== undefined && memory.wayOf(lack.root) !== undefined;
  }

  async #read(instances: readonly Identified[], signal: AbortSignal): Promise<boolean> {
    const { connections, deployments } = this.parts;
    const isReady = connections.choices.length > 0 && (await connections.isReady());
    const identities = instances.map(({ identity }) => identity);
    let isMore = isReady && (await deployments.renew(identities, undefined, signal));
    for (const lack of distinct(instances)) {
      if (lack.of === 'stack' ? !isReady : !this.#isRemembered(lack)) continue;
      isMore = (await this.#readOne(lack, signal)) || isMore;
    }
    return isMore;
  }

  async #readOne(lack: Lack, signal?: AbortSignal): Promise<boolean> {
    const { deployments, memory } = this.parts;
    if (lack.of === 'stack') {
      const known = await knownStacks(lack, this.parts);
      if (known.length > 0) await readKnown(lack, known, this.parts, signal);
      return known.length > 0;
    }
    const way = lack.root === undefined ? undefined : memory.wayOf(lack.root);
    if (lack.root === undefined || !way || (way.by === 'pull' && !vscode.workspace.isTrusted)) return false;
    await deployments.readStates(lack.root, way, signal);
    return true;
  }
}

function distinct(instances: readonly Identified[]): Lack[] {
  const lacks = instances.flatMap(({ identity }) => identity.lack ?? []);
  return [...new Map(lacks.map((lack) => [keyOf(lack), lack])).values()];
}

function keyOf({ of, file, root, stack }: Lack): string {
  return JSON.stringify([of === 'deployment' ? 'stack' : of, root ?? file, stack ?? null]);
}

/** The command stands there, to be looked at and run by the user. */
async function typeInTerminal({ of, root, file }: Lack): Promise<void> {
  const cwd = root ?? path.dirname(file);
  const terminal = vscode.window.createTerminal({ name: 'TrailLens', cwd });
  terminal.show();
  await prompted(terminal);
  terminal.sendText(typedFor(of) ?? '', false);
}

/** Resolves when the shell asks for a command: what is sent before stands there twice. Some shells do not tell. */
function prompted(terminal: vscode.Terminal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE);
    const listening = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) setTimeout(end, PROMPT);
    });
  });
}
