// What the user chose of stacks and states in this workspace, and what was read before. Names alone: nothing that was read.
import * as vscode from 'vscode';
import { fields, isObject, list } from '../iac/fields.ts';
import type { StateWay } from './deployments.ts';

const STACKS = 'traillens.stacks';
const NAMES = 'traillens.readStacks';
const STATES = 'traillens.stateWays';

/** Paths are remembered as they are in the workspace, so that it may be moved. */
export class DeploymentMemory {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  /** Ids of the stacks that were chosen for a template. */
  stacksOf(file: string): readonly string[] {
    return strings(this.#all(STACKS)[keyOf(file)]);
  }

  async setStacks(file: string, ids: readonly string[]): Promise<void> {
    await this.#memento.update(STACKS, { ...this.#all(STACKS), [keyOf(file)]: ids.length > 0 ? ids : undefined });
  }

  /** Whether the user has had stacks of that name read. */
  wasRead(name: string): boolean {
    return strings(this.#memento.get(NAMES)).includes(name);
  }

  async noteRead(name: string): Promise<void> {
    if (!this.wasRead(name)) await this.#memento.update(NAMES, [...strings(this.#memento.get(NAMES)), name].slice(-200));
  }

  /** How the user had the state of a root module read. */
  wayOf(dir: string): StateWay | undefined {
    return parseWay(this.#all(STATES)[keyOf(dir)]);
  }

  async setWay(dir: string, way: StateWay | undefined): Promise<void> {
    await this.#memento.update(STATES, { ...this.#all(STATES), [keyOf(dir)]: way });
  }

  #all(name: string): Readonly<Record<string, unknown>> {
    return fields(this.#memento.get(name));
  }
}

function keyOf(path: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.file(path), true);
}

function parseWay(value: unknown): StateWay | undefined {
  if (!isObject(value)) return undefined;
  const { by, command, question } = value;
  if (by === 'pull' && typeof command === 'string') return { by, command };
  if (by !== 's3' || !isObject(question)) return undefined;
  const { bucket, key, region, workspacePrefix, profile } = question;
  if (typeof bucket !== 'string' || typeof key !== 'string' || typeof workspacePrefix !== 'string') return undefined;
  const more = { ...(typeof region === 'string' ? { region } : {}), ...(typeof profile === 'string' ? { profile } : {}) };
  return { by, question: { bucket, key, workspacePrefix, ...more } };
}

function strings(value: unknown): readonly string[] {
  return list(value).filter((one): one is string => typeof one === 'string');
}
