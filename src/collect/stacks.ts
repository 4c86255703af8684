// Stacks of CloudFormation, over all connections: which there are, and what they made.
import type { AwsFault, DriftAnswer, ListedStack, StackAnswer, StackList, StackQuestion } from '../protocol/aws.ts';
import type { DeployedStack } from '../resource/deployed.ts';
import type { AwsAccess, Place, StackInfo } from '../source/aws/port.ts';
import { faultIn } from './connections.ts';
import type { Connections } from './connections.ts';
import { faultOf, persist } from './persist.ts';
import type { Pace } from './pace.ts';

export interface StacksParts {
  readonly access: () => Promise<AwsAccess>;
  readonly connections: Connections;
  readonly pace: Pace;
  readonly now: () => number;
}

/** Nested stacks that are read with one, at most. */
const MOST_NESTED = 50;

export class Stacks {
  readonly #parts: StacksParts;

  constructor(parts: StacksParts) {
    this.#parts = parts;
  }

  /** All that are not deleted, by name. */
  async list(signal: AbortSignal): Promise<StackList> {
    const access = await this.#parts.access();
    const stacks: ListedStack[] = [];
    const faults = await this.#everywhere({}, signal, async (place) => {
      const found = await this.#paced(place, () => access.stacks(place, signal), signal);
      stacks.push(...found.map((stack) => listed(stack, place)));
    });
    stacks.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
    return { stacks, faults };
  }

  /** The stacks of that name, in every place where there is one, each with those nested in it. */
  async read(question: StackQuestion, signal: AbortSignal): Promise<StackAnswer> {
    const found: DeployedStack[][] = [];
    const faults = await this.#everywhere(question, signal, async (place) => {
      const stack = await this.#readOne(place, question.stack, signal);
      if (stack) found.push([stack, ...(await this.#nestedIn(place, stack, signal))]);
    });
    found.sort(([a], [b]) => ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1));
    return { stacks: found.flat(), faults };
  }

  /** What the last drift detection of a stack found. Rejects when there is no such stack. */
  async drifts(question: StackQuestion, signal: AbortSignal): Promise<DriftAnswer> {
    const access = await this.#parts.access();
    const found: DriftAnswer[] = [];
    const faults = await this.#everywhere(question, signal, async (place) => {
      const stack = await this.#paced(place, () => access.stack(place, question.stack, signal), signal);
      if (stack === undefined) return;
      const drifts = await this.#paced(place, () => access.stackDrifts(place, stack.id, signal), signal);
      found.push({ stack: listed(stack, place), drifts });
    });
    const [first] = found;
    if (first) return first;
    throw new Error(faults[0]?.message ?? `No account and Region that is connected has a stack ${question.stack}.`);
  }

  async #readOne(place: Place, name: string, signal: AbortSignal): Promise<DeployedStack | undefined> {
    const access = await this.#parts.access();
    const resources = await this.#paced(place, () => access.stackResources(place, name, signal), signal);
    if (resources === undefined) return undefined;
    const info = await this.#paced(place, () => access.stack(place, name, signal), signal).catch((error: unknown) => {
      // Its resources are what counts: without its own facts, the name it was asked by must do.
      if (faultOf(error)?.code !== 'denied') throw error;
      return undefined;
    });
    const { account, region } = place;
    const stack: StackInfo = info ?? { id: name, name: /:stack\/([^/]+)\//.exec(name)?.[1] ?? name, status: '', tags: {} };
    return {
      id: stack.id,
      name: stack.name,
      account,
      region,
      status: stack.status,
      tags: stack.tags,
      ...(stack.parent === undefined ? {} : { parent: stack.parent }),
      resources,
      readAt: this.#parts.now(),
    };
  }

  async #nestedIn(place: Place, stack: DeployedStack, signal: AbortSignal): Promise<DeployedStack[]> {
    const found: DeployedStack[] = [];
    const waiting = [stack];
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const { type, physicalId, status } of next.resources) {
        if (type !== 'AWS::CloudFormation::Stack' || !physicalId.startsWith('arn:') || status === 'DELETE_COMPLETE') continue;
        if (found.length >= MOST_NESTED) return found;
        const nested = await this.#readOne(place, physicalId, signal);
        if (!nested) continue;
        found.push({ ...nested, parent: next.id });
        waiting.push(nested);
      }
    }
    return found;
  }

  /** Asks each place that may have it; resolves to what was refused. */
  async #everywhere(
    { stack, account, region }: Partial<StackQuestion>,
    signal: AbortSignal,
    ask: (place: Place) => Promise<void>,
  ): Promise<AwsFault[]> {
    const [, , , arnRegion, arnAccount] = stack?.startsWith('arn:') === true ? stack.split(':') : [];
    const [wantedAccount, wantedRegion] = [arnAccount ?? account, arnRegion ?? region];
    const faults: AwsFault[] = [];
    const places = this.#parts.connections
      .places()
      .filter((place) => (wantedAccount ?? place.account) === place.account && (wantedRegion ?? place.region) === place.region);
    await Promise.all(
      places.map(async (place) => {
        try {
          await ask(place);
        } catch (error) {
          faults.push(faultIn(this.#parts, place.profile, error, signal));
        }
      }),
    );
    return faults;
  }

  #paced<T>(place: Place, ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const key = { account: place.account, region: place.region, family: 'stacks' } as const;
    return persist(key, ask, { pace: this.#parts.pace, signal });
  }
}

function listed(stack: StackInfo, { account, region }: Place): ListedStack {
  return { ...stack, account, region };
}
