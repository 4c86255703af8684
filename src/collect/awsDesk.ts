// Everything about AWS that can be asked of the store's thread: puts the parts together and answers the calls.
import type { AwsCalls, AwsPush, LookupProgress, NextStep, PlaceCoverage } from '../protocol/aws.ts';
import type { Handlers } from '../protocol/channel.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { AwsAccess, AwsOutside } from '../source/aws/port.ts';
import type { PageSink } from '../store/pageWriter.ts';
import type { SegmentStore } from '../store/segmentStore.ts';
import { Archive } from './archive.ts';
import { archivePlaces, estimateArchive } from './archiveEstimate.ts';
import { ArchiveHints } from './archiveHints.ts';
import type { FileCollector } from './collector.ts';
import { Connections } from './connections.ts';
import { LogGroups } from './logGroups.ts';
import type { LogFilter } from './logGroups.ts';
import { Lookups } from './lookups.ts';
import type { Pace } from './pace.ts';
import { NextSteps } from './nextSteps.ts';
import { placeCoverage } from './placeCoverage.ts';
import { Stacks } from './stacks.ts';
import type { StateParser } from './states.ts';
import { pullState, readStates } from './states.ts';
import { Tails } from './tails.ts';
import { Trails } from './trails.ts';

/** What the desk is made of. */
export interface AwsDeskParts {
  /** Loads the SDK: called by the first use. */
  readonly load: (outside: AwsOutside) => Promise<AwsAccess>;
  readonly store: SegmentStore;
  readonly collector: FileCollector;
  readonly sink: PageSink;
  readonly pace: Pace;
  readonly spool: string;
  /** Throws FilterError. */
  readonly filterOf: (filter: string) => LogFilter;
  /** From a state's text to the names in it; a string says why there are none. */
  readonly stateOf: StateParser;
  readonly learned: (identity: ResourceIdentity) => ResourceIdentity;
  readonly push: (push: AwsPush) => void;
  /** Other events are held now. */
  readonly changed: () => void;
  /** A run is over, and with it the changes. */
  readonly settled: () => void;
  readonly now?: () => number;
  /** ms before the second try of a call that failed; for tests. */
  readonly backoff?: number;
}

export class AwsDesk {
  readonly handlers: Handlers<AwsCalls>;
  readonly connections: Connections;
  readonly trails: Trails;
  readonly lookups: Lookups;
  readonly archive: Archive;
  readonly tails: Tails;
  readonly #parts: AwsDeskParts;
  readonly #now: () => number;
  readonly #steps: NextSteps;
  readonly #mfa = new Map<number, (code: string | undefined) => void>();
  #access: Promise<AwsAccess> | undefined;
  #lastMfa = 0;

  constructor(parts: AwsDeskParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    const { store, sink, pace, push, filterOf } = parts;
    const access = (): Promise<AwsAccess> => this.#load();
    const now = this.#now;
    this.connections = new Connections(access, () => push({ type: 'connections' }));
    const { connections } = this;
    this.trails = new Trails({ access, pace, connections, now });
    this.lookups = new Lookups({
      access: { lookupEvents: async (...args) => (await access()).lookupEvents(...args) },
      sink,
      spans: (stream) => store.spans.list(stream),
      lessons: (type) => store.notes.lessons(type),
      teach: (type, form, found) => store.notes.teach(type, form, found),
      learned: parts.learned,
      now,
      pace,
      connections,
      ...(parts.backoff === undefined ? {} : { backoff: parts.backoff }),
    });
    const archiveAccess = { access, connections, store };
    this.archive = new Archive({
      access,
      connections,
      store,
      collector: parts.collector,
      spool: parts.spool,
      now,
      onChange: (job) => {
        push({ type: 'archive', job });
        if (job.state !== 'running') parts.settled();
      },
      onRead: parts.changed,
    });
    const onKnown = (): void => push({ type: 'connections' });
    const hints = new ArchiveHints({
      estimate: (question, signal) => estimateArchive(archiveAccess, question, signal),
      spans: (account, region) => store.spans.inPlace(account, region),
      now,
      onKnown,
    });
    this.#steps = new NextSteps({ connections, trails: this.trails, hints, onKnown });
    const groups = { access, connections, sink, pace, now, filterOf };
    this.tails = new Tails({ ...groups, onChange: (tail) => push({ type: 'tail', tail }) });
    this.handlers = this.#makeHandlers(new LogGroups(groups));
  }

  /** What Event history says, or could say, of a resource, in each place where its events may be. */
  coverageOf(identity: ResourceIdentity): PlaceCoverage[] {
    const { connections, lookups } = this;
    return placeCoverage(identity, lookups.placesOf(identity), this.#parts.store.spans, lookups, connections);
  }

  /** What can be done about what is missing of a resource's history. `regions`: where its events were recorded, the most first. */
  stepsOf(places: readonly PlaceCoverage[], regions: readonly string[]): NextStep[] {
    return this.#steps.of(places, regions);
  }

  async dispose(): Promise<void> {
    this.tails.dispose();
    for (const answer of this.#mfa.values()) answer(undefined);
    await this.archive.dispose();
  }

  #load(): Promise<AwsAccess> {
    this.#access ??= this.#parts.load({ askMfa: (profile, serial) => this.#askMfa(profile, serial) }).catch((error: unknown) => {
      this.#access = undefined;
      throw error;
    });
    return this.#access;
  }

  #askMfa(profile: string, serial: string): Promise<string | undefined> {
    const id = ++this.#lastMfa;
    return new Promise((resolve) => {
      this.#mfa.set(id, resolve);
      this.#parts.push({ type: 'mfa', id, profile, serial });
    });
  }

  #makeHandlers(groups: LogGroups): Handlers<AwsCalls> {
    const { connections, trails, lookups, archive, tails } = this;
    const access = (): Promise<AwsAccess> => this.#load();
    const archiveAccess = { access, connections, store: this.#parts.store };
    const stacks = new Stacks({ access, connections, pace: this.#parts.pace, now: this.#now });
    const states = { access, connections, stateOf: this.#parts.stateOf, now: this.#now };
    const reported = async <T>(
      of: 'fill' | 'lookUp' | 'logGroup',
      run: (report: (progress: LookupProgress) => void) => Promise<T>,
    ): Promise<T> => {
      try {
        return await run((progress) => this.#parts.push({ type: 'lookup', of, progress }));
      } finally {
        this.#parts.push({ type: 'lookup', of });
        this.#parts.settled();
      }
    };
    return {
      profiles: async () => (await access()).profiles(),
      connect: async ({ choices }, signal) => {
        const before = connections.list.map(({ choice }) => choice.profile);
        const now = await connections.connect(choices, signal);
        for (const profile of before) if (!now.some(({ choice }) => choice.profile === profile)) trails.forget(profile);
        return now;
      },
      connections: () => connections.list,
      reconnect: async ({ profile }, signal) => {
        lookups.forgive(profile);
        trails.forget(profile);
        return connections.reconnect(profile, signal);
      },
      enabledRegions: async ({ profile }, signal) => (await access()).regions(profile, signal),
      trails: ({ fresh }, signal) => trails.list(fresh === true, signal),
      fill: (question, signal) => reported('fill', (report) => lookups.fill(question, signal, report)),
      lookUp: ({ identity, fresh }, signal) => reported('lookUp', (report) => lookups.lookUp(identity, fresh === true, signal, report)),
      archivePlaces: ({ profile, address }, signal) => archivePlaces(archiveAccess, profile, address, signal),
      estimateArchive: (question, signal) => estimateArchive(archiveAccess, question, signal),
      loadArchive: (question) => archive.load(question),
      archiveJobs: () => archive.jobs,
      pauseArchive: ({ id }) => archive.pause(id),
      resumeArchive: ({ id }) => archive.resume(id),
      cancelArchive: ({ id }) => archive.cancel(id),
      estimateLogGroup: (question, signal) => groups.estimate(question, signal),
      loadLogGroup: (question, signal) => reported('logGroup', (report) => groups.load(question, signal, report)),
      stacks: (_, signal) => stacks.list(signal),
      readStack: (question, signal) => stacks.read(question, signal),
      stackDrifts: (question, signal) => stacks.drifts(question, signal),
      readStates: (question, signal) => readStates(states, question, signal),
      pullState: (question, signal) => pullState(states, question, signal),
      startTail: (question) => tails.start(question),
      pauseTail: ({ id, paused }) => tails.pause(id, paused),
      stopTail: ({ id }) => tails.stop(id),
      tails: () => tails.list,
      answerMfa: ({ id, code }) => {
        this.#mfa.get(id)?.(code);
        this.#mfa.delete(id);
      },
    };
  }
}
