// Invented connections, trails and loads for the tree of trails.
import type { ArchiveJob, AwsFault, Connection, ConnectionTrails, TailState, TrailFacts } from '../../src/protocol/aws.ts';
import type { TrailReader, TrailsShown } from '../../src/outline/trailNode.ts';
import { now, reader } from './fixtures.ts';

export function connection(over: Partial<Connection> = {}): Connection {
  const profile = over.choice?.profile ?? 'prod';
  return {
    choice: { profile },
    state: 'ready',
    info: { name: profile, kind: 'sso', account: '111122223333', role: 'ReadOnly', region: 'eu-central-1', ssoSession: 'acme' },
    caller: {
      account: '111122223333',
      arn: 'arn:aws:sts::111122223333:assumed-role/ReadOnly/alice',
      userId: 'AROAEXAMPLE:alice',
      partition: 'aws',
    },
    regions: ['eu-central-1', 'eu-west-1', 'us-east-1'],
    ...over,
  };
}

export function fault(over: Partial<AwsFault> = {}): AwsFault {
  return {
    code: 'denied',
    message: 'cloudtrail:LookupEvents is denied by a service control policy. Ask who looks after your organization.',
    permission: 'cloudtrail:LookupEvents',
    profile: 'prod',
    account: '111122223333',
    region: 'us-east-1',
    ...over,
  };
}

export function trail(over: Partial<TrailFacts['trail']> = {}, facts: Partial<TrailFacts> = {}): TrailFacts {
  return {
    trail: {
      name: 'acme',
      arn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/acme',
      homeRegion: 'eu-central-1',
      account: '111122223333',
      bucket: 'acme-trail',
      prefix: 'audit',
      isMultiRegion: true,
      isOrganization: false,
      hasGlobalServiceEvents: true,
      validatesLogFiles: true,
      hasCustomSelectors: false,
      hasInsightSelectors: false,
      ...over,
    },
    status: { isLogging: true, delivered: now - 4 * 60_000 },
    selectors: { basic: [{ readWrite: 'All', management: true, excluded: [], data: [] }], advanced: [] },
    faults: [],
    ...facts,
  };
}

export function answer(of: Connection, trails: readonly TrailFacts[], faults: readonly AwsFault[] = []): ConnectionTrails {
  return { connection: of, trails, faults, askedAt: now - 60_000 };
}

export function job(over: Partial<ArchiveJob> = {}): ArchiveJob {
  return {
    id: 1,
    question: { profile: 'prod', address: 's3://acme-trail/audit', from: '2026-04-01', to: '2026-04-30' },
    state: 'running',
    filesDone: 120,
    filesTotal: 1240,
    bytesDone: 3_100_000,
    bytesTotal: 310_000_000,
    events: 12_345,
    faults: [],
    ...over,
  };
}

export function tail(over: Partial<TailState> = {}): TailState {
  return {
    id: 1,
    question: { profile: 'prod', group: 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/cloudtrail/acme' },
    state: 'live',
    by: 'liveTail',
    since: now - 60_000,
    events: 12,
    held: 0,
    sampled: false,
    ...over,
  };
}

/** Says of a trail what its status says. */
export const read: TrailReader = {
  health: ({ status }) =>
    status?.isLogging
      ? { verdict: 'good', headline: 'records, delivered 4 min ago', findings: [{ level: 'good', text: 'Logging' }] }
      : { verdict: 'bad', headline: 'stopped', findings: [{ level: 'bad', text: 'Not logging', next: 'Start it again.' }] },
  selectors: ({ basic, advanced }) => [
    ...basic.map(({ readWrite }) => `management events, ${readWrite}`),
    ...advanced.map(({ name }) => name),
  ],
};

export function shown(over: Partial<TrailsShown> = {}): TrailsShown {
  return { reader, read, connections: [connection()], trails: new Map(), asking: false, jobs: [], tails: [], lookupFaults: [], ...over };
}
