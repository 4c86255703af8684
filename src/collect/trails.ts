// The trails of all connections, each once: shadow trails stand in every Region, an organization's trail in every account.
import type { AwsFault, ConnectionTrails } from '../protocol/aws.ts';
import type { AwsAccess, Place, TrailFacts, TrailInfo } from '../source/aws/port.ts';
import { faultIn } from './connections.ts';
import type { Connections } from './connections.ts';
import { persist } from './persist.ts';
import type { Pace } from './pace.ts';

export interface TrailsParts {
  readonly access: () => Promise<AwsAccess>;
  readonly pace: Pace;
  readonly connections: Connections;
  readonly now: () => number;
}

export class Trails {
  readonly #parts: TrailsParts;
  readonly #held = new Map<string, Omit<ConnectionTrails, 'connection'>>();
  readonly #running = new Map<string, Promise<Omit<ConnectionTrails, 'connection'>>>();

  constructor(parts: TrailsParts) {
    this.#parts = parts;
  }

  /** Whether the profile's trails were asked for, or are being asked for. */
  isKnown(profile: string): boolean {
    return this.#held.has(profile) || this.#running.has(profile);
  }

  /** What is known by now, without asking. */
  heldOf(profile: string): readonly TrailFacts[] {
    return this.#held.get(profile)?.trails ?? [];
  }

  /** All connections with their trails; asks those that were never asked, or all when `fresh`. */
  async list(fresh: boolean, signal: AbortSignal): Promise<ConnectionTrails[]> {
    const { connections } = this.#parts;
    return Promise.all(
      connections.list.map(async (connection) => {
        const { profile } = connection.choice;
        const known = this.#held.get(profile);
        if (connection.state !== 'ready') return { connection, trails: known?.trails ?? [], faults: known?.faults ?? [] };
        const found = known === undefined || fresh ? await this.#ask(profile, signal) : known;
        return { connection: connections.get(profile) ?? connection, ...found };
      }),
    );
  }

  forget(profile: string): void {
    this.#held.delete(profile);
  }

  #ask(profile: string, signal: AbortSignal): Promise<Omit<ConnectionTrails, 'connection'>> {
    const running = this.#running.get(profile);
    if (running !== undefined) return running;
    const run = this.#gather(profile, signal)
      .then((found) => {
        this.#held.set(profile, found);
        return found;
      })
      .finally(() => this.#running.delete(profile));
    this.#running.set(profile, run);
    return run;
  }

  async #gather(profile: string, signal: AbortSignal): Promise<Omit<ConnectionTrails, 'connection'>> {
    const { connections, now } = this.#parts;
    const access = await this.#parts.access();
    const faults: AwsFault[] = [];
    const trails = new Map<string, TrailInfo>();
    const { regions } = connections.ready(profile);
    await Promise.all(
      regions.map(async (region) => {
        const place = connections.place(profile, region);
        try {
          const found = await this.#paced(place, () => access.trails(place, signal), signal);
          for (const trail of found) trails.set(trail.arn, trail);
        } catch (error) {
          faults.push(faultIn(this.#parts, profile, error, signal));
        }
      }),
    );
    const facts = await Promise.all(
      [...trails.values()].map(async (trail): Promise<TrailFacts> => {
        try {
          const place = connections.place(profile, trail.homeRegion || (regions[0] ?? ''));
          return await this.#paced(place, () => access.trailFacts(place, trail, signal), signal);
        } catch (error) {
          return { trail, faults: [faultIn(this.#parts, profile, error, signal)] };
        }
      }),
    );
    facts.sort((a, b) => (a.trail.name < b.trail.name ? -1 : a.trail.name > b.trail.name ? 1 : a.trail.arn < b.trail.arn ? -1 : 1));
    return { trails: facts, faults, askedAt: now() };
  }

  #paced<T>(place: Place, ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const key = { account: place.account, region: place.region, family: 'describe' } as const;
    return persist(key, ask, { pace: this.#parts.pace, signal });
  }
}
