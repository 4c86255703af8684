// Stacks and states that were read in this session. In memory only, and only the names in them.
import type { DeployedStack, State } from '../resource/deployed.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { Deployed, NameTest } from './deployed.ts';
import { pathKey } from './paths.ts';

/** What was read last of each stack and each root module. */
export class HeldDeployments implements Deployed {
  readonly #stacks = new Map<string, DeployedStack>();
  readonly #ofTemplate = new Map<string, readonly string[]>();
  readonly #states = new Map<string, readonly State[]>();

  ofTemplate(file: string): readonly DeployedStack[] {
    return (this.#ofTemplate.get(pathKey(file)) ?? []).flatMap((id) => this.#stacks.get(id) ?? []);
  }

  named(name: string | NameTest, account?: string, region?: string): readonly DeployedStack[] {
    const fits = (stack: DeployedStack): boolean =>
      (typeof name === 'string' ? stack.name === name : name.test(stack.name)) &&
      (account ?? stack.account) === stack.account &&
      (region ?? stack.region) === stack.region;
    return [...this.#stacks.values()].filter(fits).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  statesOf(dir: string): readonly State[] {
    return this.#states.get(pathKey(dir)) ?? [];
  }

  stack(id: string): DeployedStack | undefined {
    return this.#stacks.get(id);
  }

  /** A place has one stack of a name: another one that was read before is gone. */
  putStack(stack: DeployedStack): void {
    for (const { id } of this.named(stack.name, stack.account, stack.region)) this.#stacks.delete(id);
    this.#stacks.set(stack.id, stack);
  }

  /** The stacks that a template makes; none: forgets them. */
  assign(file: string, ids: readonly string[]): void {
    if (ids.length === 0) this.#ofTemplate.delete(pathKey(file));
    else this.#ofTemplate.set(pathKey(file), ids);
  }

  putStates(dir: string, states: readonly State[]): void {
    if (states.length === 0) this.#states.delete(pathKey(dir));
    else this.#states.set(pathKey(dir), states);
  }

  /** What an identity was read from: ids of stacks, and root modules' folders. */
  sourcesOf({ values, parent }: ResourceIdentity): { readonly stacks: readonly string[]; readonly dirs: readonly string[] } {
    const names = new Set(values.filter(({ via }) => via.readAt !== undefined).map(({ value }) => value));
    const own = {
      stacks: [...this.#stacks.values()].filter(({ resources }) => resources.some(({ physicalId }) => names.has(physicalId))),
      dirs: [...this.#states].filter(([, states]) =>
        states.some(({ instances }) => instances.some((instance) => instance.values.some(({ value }) => names.has(value)))),
      ),
    };
    const above = parent ? this.sourcesOf(parent) : { stacks: [], dirs: [] };
    return {
      stacks: [...new Set([...own.stacks.map(({ id }) => id), ...above.stacks])],
      dirs: [...new Set([...own.dirs.map(([dir]) => dir), ...above.dirs])],
    };
  }
}
