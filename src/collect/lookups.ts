// Asks Event history in all connected accounts and Regions at once: a whole span (fill) or what names a resource (look up). One refusal
// never ends the rest; what is refused is remembered for a while, so that nothing is asked twice for nothing.
import type { LookupProgress, LookupResult } from '../protocol/aws.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { recordedIn } from '../resource/lookupForms.ts';
import type { AwsFault, Place } from '../source/aws/port.ts';
import { isLost } from './connections.ts';
import type { Connections } from './connections.ts';
import { askStream } from './eventHistory.ts';
import type { AskOptions, HistoryParts } from './eventHistory.ts';
import { lookUpIn } from './lookUp.ts';
import type { LookUpParts } from './lookUp.ts';
import { faultOf } from './persist.ts';
import type { Pace } from './pace.ts';
import { FRESH } from './spans.ts';

/** What it is made of. */
export interface LookupsParts extends Omit<LookUpParts, 'persistence'> {
  readonly pace: Pace;
  readonly connections: Connections;
  /** ms before the second try of a call that failed; for tests. */
  readonly backoff?: number;
}

type Report = (progress: LookupProgress) => void;

/** Where a stream was refused, and when. */
interface Refusal {
  readonly fault: AwsFault;
  readonly at: number;
}

/** What is being asked now, of a place. */
export type Asking = 'coming' | 'waiting';

export class Lookups {
  readonly #parts: LookupsParts;
  readonly #refusals = new Map<string, Refusal>();
  readonly #asking = new Map<string, { runs: number; waits: number }>();

  constructor(parts: LookupsParts) {
    this.#parts = parts;
  }

  /** Whether the place is being asked now. */
  asking(account: string, region: string): Asking | undefined {
    const now = this.#asking.get(keyOf({ account, region }));
    return now === undefined || now.runs === 0 ? undefined : now.waits > 0 ? 'waiting' : 'coming';
  }

  /** Why the place was last refused, if it was not asked with success since. */
  refusal(account: string, region: string): AwsFault | undefined {
    return this.#refusals.get(keyOf({ account, region }))?.fault;
  }

  /** Forgets refusals of a profile: it has signed in again. */
  forgive(profile: string): void {
    for (const [key, { fault }] of this.#refusals) if (fault.profile === profile) this.#refusals.delete(key);
  }

  /** Fills the span in all places, management events first. */
  fill(
    question: { since: number; until?: number; profiles?: readonly string[]; fresh?: boolean; maxCalls?: number },
    signal: AbortSignal,
    report: Report,
  ): Promise<LookupResult> {
    const { connections, now } = this.#parts;
    const wanted = { since: question.since, until: question.until ?? now() };
    const places = connections.places(question.profiles);
    const options = { ...freshOf(question.fresh), ...(question.maxCalls === undefined ? {} : { maxCalls: question.maxCalls }) };
    return this.#run(places, 2, question.fresh === true, signal, report, async (parts, place, watch, streamDone) => {
      const management = await askStream(parts, { place, insight: false }, wanted, { ...options, onPage: watch });
      streamDone();
      await askStream(parts, { place, insight: true }, wanted, { ...options, onPage: watch });
      streamDone();
      return management.complete;
    });
  }

  /** Runs the lookup plan for a resource in the places where its events may be. */
  lookUp(identity: ResourceIdentity, fresh: boolean, signal: AbortSignal, report: Report): Promise<LookupResult> {
    return this.#run(this.placesOf(identity), 1, fresh, signal, report, async (parts, place, watch, streamDone) => {
      const { complete } = await lookUpIn(parts, identity, place, { ...freshOf(fresh), onPage: watch });
      streamDone();
      return complete;
    });
  }

  /** Accounts and Regions in which the resource's events may be recorded, of those that are connected. */
  placesOf(identity: ResourceIdentity): Place[] {
    const { connections } = this.#parts;
    const all = connections.places();
    const wanted = new Map<string, Place>();
    for (const place of all) {
      const home = recordedIn(identity, place.partition);
      if (home.account !== undefined && home.account !== place.account) continue;
      // A global service records in one Region, whether or not that was chosen to be asked for everything.
      const region = home.region ?? place.region;
      wanted.set(`${place.account}/${region}`, { ...place, region });
    }
    return [...wanted.values()];
  }

  async #run(
    places: readonly Place[],
    perPlace: number,
    fresh: boolean,
    signal: AbortSignal,
    report: Report,
    ask: (parts: LookUpParts, place: Place, watch: NonNullable<AskOptions['onPage']>, streamDone: () => void) => Promise<boolean>,
  ): Promise<LookupResult> {
    const run = new Run(places.length * perPlace, report);
    // A profile whose credentials no longer hold is not asked in sixteen more Regions.
    const aborts = new Map(places.map(({ profile }) => [profile, new AbortController()]));
    await Promise.all(
      places.map(async (place) => {
        const refused = this.#refusals.get(keyOf(place));
        if (refused !== undefined && !fresh && this.#parts.now() - refused.at < FRESH) {
          run.refused(refused.fault, perPlace);
          return;
        }
        const abort = aborts.get(place.profile);
        const both = abort === undefined ? signal : AbortSignal.any([signal, abort.signal]);
        let done = 0;
        const asking = this.#askingOf(place);
        asking.runs++;
        try {
          const onWait = (waits: boolean): void => {
            asking.waits += waits ? 1 : -1;
            run.waits(waits);
          };
          const parts = this.#partsFor(run, both, onWait);
          const watch: NonNullable<AskOptions['onPage']> = (events, added) => run.page(events.length, added.events);
          const complete = await ask(parts, place, watch, () => {
            done++;
            run.streamDone();
          });
          if (!complete) run.unfinished++;
          this.#refusals.delete(keyOf(place));
        } catch (error) {
          const fault = faultOf(error);
          if (fault === undefined) {
            if (!both.aborted) throw error;
            return;
          }
          run.refused(fault, perPlace - done);
          this.#refused(place, fault);
          if (isLost(fault)) abort?.abort();
        } finally {
          asking.runs--;
        }
      }),
    );
    return run.result(signal.aborted);
  }

  #partsFor(run: Run, signal: AbortSignal, onWait: (waits: boolean) => void): LookUpParts {
    const { access, pace, backoff } = this.#parts;
    const counted: HistoryParts['access'] = {
      lookupEvents: (...args) => {
        run.called();
        return access.lookupEvents(...args);
      },
    };
    return {
      ...this.#parts,
      access: counted,
      persistence: { pace, signal, onWait, ...(backoff === undefined ? {} : { backoff }) },
    };
  }

  #refused(place: Place, fault: AwsFault): void {
    if (isLost(fault)) this.#parts.connections.lost(place.profile, fault);
    else this.#refusals.set(keyOf(place), { fault, at: this.#parts.now() });
  }

  #askingOf(place: Place): { runs: number; waits: number } {
    const key = keyOf(place);
    const held = this.#asking.get(key) ?? { runs: 0, waits: 0 };
    this.#asking.set(key, held);
    return held;
  }
}

const keyOf = ({ account, region }: { account: string; region: string }): string => `${account}/${region}`;
const freshOf = (fresh: boolean | undefined): { fresh?: number } => (fresh === true ? { fresh: 0 } : {});

/** How far one run is; tells it a few times a second. */
class Run {
  readonly #report: Report;
  readonly #streams: number;
  readonly #faults: AwsFault[] = [];
  #done = 0;
  #calls = 0;
  #events = 0;
  #added = 0;
  #waiting = 0;
  #told = 0;
  unfinished = 0;

  constructor(streams: number, report: Report) {
    this.#streams = streams;
    this.#report = report;
    this.#tell();
  }

  called(): void {
    this.#calls++;
    this.#tellSoon();
  }

  page(events: number, added: number): void {
    this.#events += events;
    this.#added += added;
    this.#tellSoon();
  }

  waits(waits: boolean): void {
    this.#waiting += waits ? 1 : -1;
    this.#tell();
  }

  streamDone(): void {
    this.#done++;
    this.#tellSoon();
  }

  refused(fault: AwsFault, streams: number): void {
    this.#faults.push(fault);
    this.#done += streams;
    this.#tell();
  }

  result(cancelled: boolean): LookupResult {
    return { ...this.#progress(), cancelled, added: this.#added, unfinished: this.unfinished };
  }

  #progress(): LookupProgress {
    return {
      streams: this.#streams,
      done: this.#done,
      calls: this.#calls,
      events: this.#events,
      waiting: this.#waiting,
      faults: [...this.#faults],
    };
  }

  #tellSoon(): void {
    if (performance.now() - this.#told > 250) this.#tell();
  }

  #tell(): void {
    this.#told = performance.now();
    this.#report(this.#progress());
  }
}
