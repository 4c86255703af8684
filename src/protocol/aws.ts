// What the editor asks of AWS by way of the store's thread, and what that says by itself. Plain data, as in backend.ts.
import type { DeployedStack, State } from '../resource/deployed.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { AwsFault, Caller, ProfileInfo, StackInfo, TrailFacts } from '../source/aws/port.ts';

/** All that is kept of a connection: names. */
export interface ConnectionChoice {
  readonly profile: string;
  /** Absent: all Regions that are enabled for the account. */
  readonly regions?: readonly string[];
}

/** A chosen profile and how it stands. */
export interface Connection {
  readonly choice: ConnectionChoice;
  readonly state: 'connecting' | 'ready' | 'signedOut' | 'failed';
  readonly info?: ProfileInfo;
  readonly caller?: Caller;
  /** Regions that are asked; empty until ready. */
  readonly regions: readonly string[];
  /** Why it is not ready, or why its Regions are a guess. */
  readonly fault?: AwsFault;
}

/** The trails of one connection, each once, whatever Region shows its shadow. */
export interface ConnectionTrails {
  readonly connection: Connection;
  readonly trails: readonly TrailFacts[];
  /** Regions that could not be asked. */
  readonly faults: readonly AwsFault[];
  /** ms since 1970; absent while nothing was asked yet. */
  readonly askedAt?: number;
}

/** Fill from Event history: all chosen accounts and Regions, newest first. Times in ms since 1970. */
export interface FillQuestion {
  readonly since: number;
  readonly until?: number;
  /** Only these; absent: all connections. */
  readonly profiles?: readonly string[];
  /** Ask for the newest minutes again although they were asked lately. */
  readonly fresh?: boolean;
  /** Calls per account and Region at most in this run; absent: until the span is held. */
  readonly maxCalls?: number;
}

/** How far asking Event history is; also of a finished run. */
export interface LookupProgress {
  /** Streams are an account in a Region, for management and for Insights events. */
  readonly streams: number;
  readonly done: number;
  readonly calls: number;
  readonly events: number;
  /** Streams that wait now for AWS's quota of 2 calls a second: said as "waiting for AWS's quota". */
  readonly waiting: number;
  /** Refused or failed: shown beside, never as an end of the rest. */
  readonly faults: readonly AwsFault[];
}
export interface LookupResult extends LookupProgress {
  readonly cancelled: boolean;
  /** Events that were not held before. */
  readonly added: number;
  /** Streams that stopped at `maxCalls` with more to come. */
  readonly unfinished: number;
}

/** Months or days of a trail's bucket to load. */
export interface ArchiveQuestion {
  readonly profile: string;
  /** `s3://bucket/prefix`, a trail's bucket and prefix, with or without `AWSLogs/…` behind it. */
  readonly address: string;
  /** First and last day of the events, UTC, `YYYY-MM-DD`, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Absent: all that the bucket has. */
  readonly accounts?: readonly string[];
  readonly regions?: readonly string[];
  /** Keep the files in this folder (absolute path), laid out as in the bucket. */
  readonly keepIn?: string;
}
export interface ArchiveEstimate {
  readonly files: number;
  readonly bytes: number;
  /** Of these, so many are held already. */
  readonly heldFiles: number;
  /** LIST and GET requests, and what they and the transfer out of AWS cost about, in US dollars at the prices in docs/aws.md. */
  readonly requests: number;
  readonly dollars: number;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Objects that cannot be read as they are. */
  readonly archivedFiles: number;
  readonly faults: readonly AwsFault[];
}
/** What is in a bucket under an address, one level of the layout at a time. */
export interface ArchivePlaces {
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  readonly faults: readonly AwsFault[];
}
/** A load, running or not: it outlives the editor. */
export interface ArchiveJob {
  readonly id: number;
  readonly question: ArchiveQuestion;
  readonly state: 'running' | 'paused' | 'done' | 'failed';
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly events: number;
  /** What kept single files out; the load goes on. */
  readonly faults: readonly AwsFault[];
}

/** A span of a trail's log group, by FilterLogEvents. */
export interface LogGroupQuestion {
  readonly profile: string;
  /** ARN, without `:*` at its end. */
  readonly group: string;
  readonly since: number;
  readonly until: number;
  /** In TrailLens's filter language: what of it a pattern can say is asked of the service, all of it is held to the events. */
  readonly filter?: string;
}
export interface LogGroupEstimate {
  /** From the first page: events and calls that are to be expected; undefined when the first page told nothing. */
  readonly events?: number;
  readonly calls?: number;
  readonly pattern: string;
  /** Parts of the filter that the pattern cannot say. */
  readonly unsaid: readonly string[];
}

/** A live tail. */
export interface TailQuestion {
  readonly profile: string;
  readonly group: string;
  readonly filter?: string;
}
export interface TailState {
  readonly id: number;
  readonly question: TailQuestion;
  readonly state: 'starting' | 'live' | 'paused' | 'ended';
  /** StartLiveTail, or FilterLogEvents every few seconds where that is not allowed. */
  readonly by: 'liveTail' | 'filter';
  readonly since: number;
  readonly events: number;
  /** Events that came while it was paused; they are shown when it goes on. */
  readonly held: number;
  /** The service left some out: over 500 a second. */
  readonly sampled: boolean;
  /** Why it ended. */
  readonly fault?: AwsFault;
  readonly endedBecause?: 'stopped' | 'timeLimit' | 'fault';
}

/** What of Event history stands behind the history of a resource, in one account and Region. Times in ms since 1970. */
export interface PlaceCoverage {
  readonly account: string;
  readonly region: string;
  readonly profile: string;
  /** Newest run of time of which all management events are held; absent when they were never asked for. */
  readonly all?: { readonly since: number; readonly until: number };
  /** Names by which the resource was looked up there, and the time these answers span. */
  readonly names: readonly string[];
  readonly named?: { readonly since: number; readonly until: number };
  /** What was loaded from a trail's bucket. */
  readonly archived?: readonly { readonly since: number; readonly until: number }[];
  /** When it was last asked. */
  readonly askedAt?: number;
  /** It is being asked now, or waits for AWS's quota. */
  readonly asking?: 'coming' | 'waiting';
  readonly refused?: AwsFault;
  /** The connection waits for a sign-in. */
  readonly signedOut?: boolean;
}

/** What a user can do about the gaps of an answer; `label` says it on a button. */
export type NextStep =
  | { readonly kind: 'lookUp'; readonly label: string }
  | { readonly kind: 'cancelLookup'; readonly label: string }
  | { readonly kind: 'signIn'; readonly label: string; readonly profile: string }
  | { readonly kind: 'connect'; readonly label: string }
  | {
      readonly kind: 'loadArchive';
      readonly label: string;
      readonly profile: string;
      readonly address: string;
      readonly from: string;
      readonly to: string;
      readonly accounts: readonly string[];
      readonly regions: readonly string[];
    };

/** A stack, without what it made. */
export interface ListedStack extends StackInfo {
  readonly account: string;
  readonly region: string;
}
export interface StackList {
  readonly stacks: readonly ListedStack[];
  /** Regions that could not be asked. */
  readonly faults: readonly AwsFault[];
}

/** Which stack: by name or ARN; account and Region where they are known. */
export interface StackQuestion {
  readonly stack: string;
  readonly account?: string;
  readonly region?: string;
}
export interface StackAnswer {
  /** One for each place that has a stack of the name, followed by those nested in it. */
  readonly stacks: readonly DeployedStack[];
  readonly faults: readonly AwsFault[];
}

/** Where Terraform keeps a state in S3, as its backend's configuration says. */
export interface StateQuestion {
  readonly bucket: string;
  readonly key: string;
  readonly region?: string;
  /** What stands before the names of workspaces: `env:` when the configuration says nothing. */
  readonly workspacePrefix: string;
  /** Preferred to other connections. */
  readonly profile?: string;
}
export interface StateAnswer {
  /** The default workspace's first; identity fields only. */
  readonly states: readonly State[];
  /** Objects that are no states that can be read, in words. */
  readonly problems: readonly string[];
  readonly faults: readonly AwsFault[];
}

/** Runs `<command> state pull` in a folder: asked only where the user agreed to that. */
export interface StatePull {
  /** `terraform`, `tofu`, or a path to one. */
  readonly command: string;
  readonly dir: string;
}

/** What the last drift detection of a stack found. */
export interface DriftAnswer {
  /** The API's `StackResourceDrifts`. */
  readonly drifts: readonly object[];
  readonly stack: ListedStack;
}

/** Calls about AWS; part of `BackendCalls`. */
export interface AwsCalls {
  profiles: { params: Record<string, never>; result: ProfileInfo[] };
  /** The whole list of chosen connections; those already there keep their state. Resolves when each is ready or failed. */
  connect: { params: { choices: readonly ConnectionChoice[] }; result: Connection[] };
  connections: { params: Record<string, never>; result: Connection[] };
  /** Forgets the credentials held and tries again: after a sign-in. */
  reconnect: { params: { profile: string }; result: Connection };
  enabledRegions: { params: { profile: string }; result: string[] };
  /** `fresh`: ask again; else what was answered last, asked for when it never was. */
  trails: { params: { fresh?: boolean }; result: ConnectionTrails[] };
  fill: { params: FillQuestion; result: LookupResult };
  /** Runs the lookup plan for a resource. */
  lookUp: { params: { identity: ResourceIdentity; fresh?: boolean }; result: LookupResult };
  archivePlaces: { params: { profile: string; address: string }; result: ArchivePlaces };
  estimateArchive: { params: ArchiveQuestion; result: ArchiveEstimate };
  /** Begins and answers at once; news come as pushes. */
  loadArchive: { params: ArchiveQuestion; result: ArchiveJob };
  archiveJobs: { params: Record<string, never>; result: ArchiveJob[] };
  pauseArchive: { params: { id: number }; result: void };
  resumeArchive: { params: { id: number }; result: void };
  /** Ends the load and forgets it; what was read is kept. */
  cancelArchive: { params: { id: number }; result: void };
  estimateLogGroup: { params: LogGroupQuestion; result: LogGroupEstimate };
  loadLogGroup: { params: LogGroupQuestion; result: LookupResult };
  /** Stacks of all connections that are not deleted. */
  stacks: { params: Record<string, never>; result: StackList };
  readStack: { params: StackQuestion; result: StackAnswer };
  stackDrifts: { params: StackQuestion; result: DriftAnswer };
  readStates: { params: StateQuestion; result: StateAnswer };
  /** Rejects with words of what went wrong. */
  pullState: { params: StatePull; result: State };
  startTail: { params: TailQuestion; result: TailState };
  pauseTail: { params: { id: number; paused: boolean }; result: void };
  stopTail: { params: { id: number }; result: void };
  tails: { params: Record<string, never>; result: TailState[] };
  /** Answers a push `mfa`; no code: the user gave up. */
  answerMfa: { params: { id: number; code?: string }; result: void };
}

/** What is said about AWS unasked; part of `BackendPush`. */
export type AwsPush =
  /** Connections, or what is known of their trails, changed: ask again. */
  | { readonly type: 'connections' }
  | { readonly type: 'mfa'; readonly id: number; readonly profile: string; readonly serial: string }
  /** `of`: which call; `absent` when it is over. */
  | { readonly type: 'lookup'; readonly of: 'fill' | 'lookUp' | 'logGroup'; readonly progress?: LookupProgress }
  | { readonly type: 'archive'; readonly job: ArchiveJob }
  | { readonly type: 'tail'; readonly tail: TailState };

export type { AwsFault, AwsFaultCode, Caller, ProfileInfo, TrailFacts } from '../source/aws/port.ts';
