// The chosen profiles: who they are, which Regions they reach, and whether they can be asked now. Only names are ever kept.
import type { Connection, ConnectionChoice } from '../protocol/aws.ts';
import type { AwsAccess, AwsFault, Place, ProfileInfo } from '../source/aws/port.ts';
import { faultOf } from './persist.ts';

/** Faults after which a profile cannot be asked until somebody signs in or mends it. */
const LOST: ReadonlySet<AwsFault['code']> = new Set(['signedOut', 'noCredentials', 'badCredentials', 'mfa', 'config', 'clockSkew']);

/** Whether the fault is of the credentials, not of what was asked. */
export const isLost = (fault: AwsFault): boolean => LOST.has(fault.code);

/** Where a fault of another kind leaves a connection: its Regions could not be listed, so the profile's own is asked. */
const FALLBACK_REGION = 'us-east-1';

/** The fault in a rejection; a program's fault is thrown on. Tells the connection when its credentials no longer hold. */
export function faultIn(
  { connections }: { readonly connections: Connections },
  profile: string,
  error: unknown,
  signal: AbortSignal,
): AwsFault {
  signal.throwIfAborted();
  const fault = faultOf(error);
  if (fault === undefined) throw error;
  if (isLost(fault)) connections.lost(profile, fault);
  return fault;
}

export class Connections {
  readonly #access: () => Promise<AwsAccess>;
  readonly #onChange: () => void;
  #held = new Map<string, Connection>();
  #runs = new Map<string, Promise<Connection>>();

  constructor(access: () => Promise<AwsAccess>, onChange: () => void) {
    this.#access = access;
    this.#onChange = onChange;
  }

  get list(): Connection[] {
    return [...this.#held.values()];
  }

  get(profile: string): Connection | undefined {
    return this.#held.get(profile);
  }

  /** The connection, when it can be asked. Throws with words for a user when it cannot. */
  ready(profile: string): Connection & { readonly caller: NonNullable<Connection['caller']> } {
    const held = this.#held.get(profile);
    if (held?.caller === undefined || held.state !== 'ready') {
      throw new Error(held?.fault?.message ?? `The profile ${profile} is not connected. Connect to AWS first.`);
    }
    return { ...held, caller: held.caller };
  }

  /** A place to ask with a connection. */
  place(profile: string, region: string): Place {
    const { caller } = this.ready(profile);
    return { profile, account: caller.account, partition: caller.partition, region };
  }

  /** All accounts and Regions that can be asked, each once: two profiles of one account share its quota and its events. */
  places(profiles?: readonly string[]): Place[] {
    const places = new Map<string, Place>();
    for (const { choice, state, caller, regions } of this.#held.values()) {
      if (state !== 'ready' || caller === undefined || (profiles !== undefined && !profiles.includes(choice.profile))) continue;
      for (const region of regions) {
        const key = `${caller.account}/${region}`;
        if (!places.has(key)) {
          places.set(key, { profile: choice.profile, account: caller.account, partition: caller.partition, region });
        }
      }
    }
    return [...places.values()];
  }

  /** Sets the whole list. Resolves when every one is ready or known not to be. */
  async connect(choices: readonly ConnectionChoice[], signal: AbortSignal): Promise<Connection[]> {
    const before = this.#held;
    this.#held = new Map();
    for (const choice of choices) {
      const held = before.get(choice.profile);
      const isSame = held !== undefined && JSON.stringify(held.choice) === JSON.stringify(choice) && held.state !== 'failed';
      this.#held.set(choice.profile, isSame ? held : { choice, state: 'connecting', regions: [] });
    }
    this.#onChange();
    await Promise.all(
      [...this.#held.values()].filter(({ state }) => state === 'connecting').map(({ choice }) => this.#begin(choice, signal)),
    );
    return this.list;
  }

  /** Forgets the credentials held and tries again. */
  async reconnect(profile: string, signal: AbortSignal): Promise<Connection> {
    const held = this.#held.get(profile);
    if (held === undefined) throw new Error(`The profile ${profile} is not connected.`);
    (await this.#access()).forget(profile);
    this.#runs.delete(profile);
    this.#set({ choice: held.choice, state: 'connecting', regions: [] });
    return this.#begin(held.choice, signal);
  }

  /** A call said that the credentials no longer hold: the connection waits for a sign-in, what was read stays. */
  lost(profile: string, fault: AwsFault): void {
    const held = this.#held.get(profile);
    if (held === undefined || held.state !== 'ready') return;
    this.#set({ ...held, state: fault.code === 'signedOut' ? 'signedOut' : 'failed', fault });
  }

  #begin(choice: ConnectionChoice, signal: AbortSignal): Promise<Connection> {
    const running = this.#runs.get(choice.profile);
    if (running !== undefined) return running;
    const run = this.#try(choice, signal).finally(() => this.#runs.delete(choice.profile));
    this.#runs.set(choice.profile, run);
    return run;
  }

  async #try(choice: ConnectionChoice, signal: AbortSignal): Promise<Connection> {
    let info: ProfileInfo | undefined;
    try {
      const access = await this.#access();
      info = (await access.profiles()).find(({ name }) => name === choice.profile);
      const caller = await access.caller(choice.profile, signal);
      const base = { choice, state: 'ready', ...(info && { info }), caller } as const;
      if (choice.regions !== undefined) return this.#set({ ...base, regions: choice.regions });
      try {
        return this.#set({ ...base, regions: await access.regions(choice.profile, signal) });
      } catch (error) {
        const fault = faultOf(error);
        if (fault === undefined) throw error;
        // Better one Region than none; the fault says that the others were not asked.
        return this.#set({ ...base, regions: [info?.region ?? FALLBACK_REGION], fault });
      }
    } catch (error) {
      const fault = faultOf(error) ?? { code: 'config', message: error instanceof Error ? error.message : String(error) };
      return this.#set({ choice, state: fault.code === 'signedOut' ? 'signedOut' : 'failed', ...(info && { info }), regions: [], fault });
    }
  }

  /** Keeps the state, unless the profile was disconnected or chosen otherwise meanwhile. */
  #set(connection: Connection): Connection {
    const held = this.#held.get(connection.choice.profile);
    if (held !== undefined && JSON.stringify(held.choice) === JSON.stringify(connection.choice)) {
      this.#held.set(connection.choice.profile, connection);
      this.#onChange();
    }
    return connection;
  }
}
