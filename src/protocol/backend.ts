// What the extension host (or the CLI) asks of the thread that holds the store, and what it answers. Everything here is plain data
// that survives structuredClone and JSON.
import type { ResourceIdentity, Match, Confidence } from '../resource/identity.ts';
import type { CollectProgress, CollectResult } from '../collect/port.ts';
import type { Coverage, EventRow, SourceInfo } from '../store/port.ts';
import type { Outcome, Touch } from '../event/event.ts';
import type { Problem } from '../problem.ts';
import type { AwsCalls, AwsPush, NextStep } from './aws.ts';

/** How Activity groups events. */
export type GroupBy = 'resource' | 'actor' | 'service' | 'session' | 'time';

export interface ActivityQuestion {
  readonly groupBy: GroupBy;
  /** Changes only (with attempts), or all. */
  readonly changesOnly: boolean;
  /** ms since 1970; inclusive / exclusive. */
  readonly since?: number;
  readonly until?: number;
  /** Text in the filter language; a faulty one throws FilterError. */
  readonly filter?: string;
  /** For `time`: the zone in which days begin. IANA name or 'UTC'. */
  readonly timeZone?: string;
}

export interface ActivityGroup {
  /** Stable over refreshes; give it back to `activityRows`. */
  readonly key: string;
  /** What the group is called: a resource's name, an actor, a service, a session, a day. Hostile text: escape for the place. */
  readonly label: string;
  /** CloudFormation type of a resource group, kind of an actor … */
  readonly type?: string;
  /** One more word to tell alike labels apart: account and Region of a resource. */
  readonly detail?: string;
  readonly events: number;
  readonly attempts: number;
  readonly last: number;
  /** The newest event in the group. */
  readonly newest: EventRow;
  /** For resource groups: the identity to open a history with. */
  readonly identity?: ResourceIdentity;
  /** For resource groups: the newest successful change deleted it. */
  readonly deleted?: boolean;
}

export interface ActivityAnswer {
  readonly groups: readonly ActivityGroup[];
  /** Events in the groups. */
  readonly grouped: number;
  /** Events the question finds. Larger than `grouped` when only the newest were grouped. */
  readonly total: number;
  readonly coverage: Coverage;
}

export interface HistoryQuestion {
  readonly identity: ResourceIdentity;
  /** Text in the filter language. */
  readonly filter?: string;
  readonly since?: number;
  readonly until?: number;
  readonly changesOnly?: boolean;
  /** Also what only possibly belongs to it (pattern of a name, same name in another account, its parent's events). */
  readonly possible?: boolean;
  /** Also what can be done next. Where a trail's bucket could add something, AWS is asked for its size in the background. */
  readonly steps?: boolean;
}

export interface HistoryAnswer {
  /** Give it back to `historyRows`, `historyChart`; valid until `closeHistory` or eight newer histories. */
  readonly handle: number;
  /** With the values learned on the way (an id from the response that created it). */
  readonly identity: ResourceIdentity;
  readonly total: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Events left out because they are only possible matches (0 when the question wanted them). */
  readonly possibleLeftOut: number;
  /** Times of the first and last event found, NaN when none. */
  readonly first: number;
  readonly last: number;
  /** The event that deleted the resource, when the last successful create or delete is a delete. */
  readonly deleted?: HistoryRow;
  /** The event that created it, when held. */
  readonly created?: HistoryRow;
  /** Folded from its changes: what the resource was set to when last seen. */
  readonly lastKnown?: LastKnownState;
  readonly coverage: Coverage;
  /** In words: what was asked, of which sources, which span is held, and the next step. Never "no events" alone. */
  readonly coverageText: string;
  /** What can be done about what is missing. */
  readonly steps?: readonly NextStep[];
}

/** What is known of a resource's configuration from the changes seen. */
export interface LastKnownState {
  /** Time of the newest change folded in. */
  readonly at: number;
  readonly attributes: readonly AttributeBlame[];
}

/** One attribute with who set it last. */
export interface AttributeBlame {
  /** Dotted path: `ipPermissions`, `tags.Name`. Hostile text. */
  readonly path: string;
  /** JSON text of the value, cut at 2,000 characters. Hostile text. */
  readonly value: string;
  readonly by: EventRow;
}

export interface HistoryRow extends EventRow {
  readonly match: Match;
  /** A few words of what was done: "tcp 22 from 0.0.0.0/0", "policy". '' when the record tells no more than its name. Hostile text. */
  readonly what: string;
}

export interface ChartBucket {
  /** Start, ms since 1970. */
  readonly from: number;
  readonly change: number;
  readonly attempt: number;
  readonly read: number;
}

/** One attribute an event set, with what it was before. */
export interface AttributeChange {
  readonly path: string;
  /** JSON text; absent when the event removed it. */
  readonly after?: string;
  /** JSON text; absent when nothing earlier that is held set it. */
  readonly before?: string;
  /** The event that had set `before`. */
  readonly beforeBy?: EventRow;
}

export interface EventDetail {
  readonly row: EventRow;
  /** `eventID`, or the content key. */
  readonly key: string;
  /** Who / what / target / where / outcome, ready to read. Hostile text. */
  readonly summary: readonly SummaryLine[];
  readonly touches: readonly Touch[];
  /** What it changed, folded against earlier events of the same resource. Empty for reads. */
  readonly changes: readonly AttributeChange[];
  /** The record, byte for byte (as UTF-8 text). */
  readonly record: string;
  /** Fields AWS masked or left out for size, in words. */
  readonly notes: readonly string[];
  /** `key` of the previous change that set the same attributes of the same resource, for the diff. */
  readonly previousKey?: string;
}

export interface SummaryLine {
  readonly label: string;
  readonly value: string;
  /** Less important explanation, e.g. the evidence of the origin. */
  readonly hint?: string;
}

/** One `blame` answer per declared resource. */
export interface BlameQuestion {
  readonly identity: ResourceIdentity;
}
export interface BlameAnswer {
  readonly events: number;
  readonly possible: number;
  /** Changes within the last 90 days. */
  readonly recent: number;
  /** The event that deleted it, when nothing that is held kept it alive after. */
  readonly deleted?: HistoryRow;
  /** The newest change, also a possible one (then `match.confidence` says so). */
  readonly last?: HistoryRow;
}

/** A declared resource, asked for the changes that did not come by the tool that declares it. */
export interface OutsideQuestion {
  readonly identity: ResourceIdentity;
  /** `terraform`, `cloudformation`, …: see `DeclaredResource.tool`. */
  readonly tool: string;
}
/** Which of them. */
export interface OutsideSpan {
  /** ms since 1970; inclusive / exclusive. */
  readonly since?: number;
  readonly until?: number;
  /** Without what AWS's services did by themselves. */
  readonly peopleOnly?: boolean;
}
export interface OutsideAnswer {
  /** Successful changes that surely are of the resource, newest first. */
  readonly changes: readonly HistoryRow[];
  /** Only the newest were looked at: there may be more of each. */
  readonly more: boolean;
  /** How many of the changes AWS's services made by themselves. */
  readonly services: number;
  /** Outside, too, but refused or failed. */
  readonly attempts: number;
  /** Changes of which nobody can tell by what means they came; not among `changes`. */
  readonly unknown: number;
}

/** An attribute of which AWS has another value than the code or the last known state. Values are JSON texts; hostile. */
export interface DriftedValue {
  /** `environment.variables.MAX_WIDTH`, `''` for the resource itself, which is gone. */
  readonly path: string;
  readonly expected?: string;
  readonly actual?: string;
  /** The values are sensitive, and nobody has kept them. */
  readonly hidden?: true;
}
/** A resource that drifted: which events explain it? */
export interface DriftQuestion {
  readonly identity: ResourceIdentity;
  readonly tool: string;
  readonly attributes: readonly DriftedValue[];
}
export interface DriftCandidate {
  readonly row: HistoryRow;
  /** Why it may explain the difference: `requestParameters.memorySize = 512 is the value now`. Hostile text. */
  readonly reason: string;
  /** `sets`: to the value that AWS has now. `mentions`: it is about the attribute, and tells another value or none. */
  readonly how: 'sets' | 'mentions';
}
export interface DriftAnswer {
  /** One per attribute asked for, the likeliest candidate first. `none`: in words, why there is none. */
  readonly attributes: readonly { readonly candidates: readonly DriftCandidate[]; readonly none?: string }[];
}

/** Every call to the store's thread. */
export interface BackendCalls extends LocalCalls, AwsCalls {}

/** Calls that are answered from what is held or on disk. */
export interface LocalCalls {
  addSources: { params: { paths: readonly string[] }; result: SourceInfo[] };
  removeSource: { params: { source: number }; result: void };
  /** Reads what is new in the source(s); pushes `progress`; ends early on `cancelCollect`. */
  collect: { params: { source?: number }; result: CollectResult };
  cancelCollect: { params: Record<string, never>; result: void };
  sources: { params: Record<string, never>; result: SourceInfo[] };
  problems: { params: { source?: number }; result: Problem[] };
  coverage: { params: Record<string, never>; result: Coverage };
  activity: { params: ActivityQuestion; result: ActivityAnswer };
  activityRows: { params: { question: ActivityQuestion; group: string; offset: number; count: number }; result: EventRow[] };
  history: { params: HistoryQuestion; result: HistoryAnswer };
  historyRows: { params: { handle: number; offset: number; count: number }; result: HistoryRow[] };
  historyChart: { params: { handle: number; from: number; to: number; buckets: number }; result: ChartBucket[] };
  closeHistory: { params: { handle: number }; result: void };
  /** By ref or key; `handle` gives the resource against which changes are folded. Undefined when it is no longer held. */
  event: { params: { ref?: number; key?: string; handle?: number }; result: EventDetail | undefined };
  blame: { params: { questions: readonly BlameQuestion[] }; result: BlameAnswer[] };
  /** One answer per question, in their order. */
  outside: { params: { questions: readonly OutsideQuestion[] } & OutsideSpan; result: OutsideAnswer[] };
  explainDrift: { params: { questions: readonly DriftQuestion[] }; result: DriftAnswer[] };
}

/** What the store's thread says by itself. */
export type BackendPush =
  | AwsPush
  | { readonly type: 'progress'; readonly progress: CollectProgress }
  /** Held events or sources changed: ask again. */
  | { readonly type: 'changed'; readonly generation: number };

/** The typed client: one method for all calls; rejects with the backend's error (name and message kept). */
export interface Backend {
  call<K extends keyof BackendCalls>(name: K, params: BackendCalls[K]['params'], signal?: AbortSignal): Promise<BackendCalls[K]['result']>;
  onPush(listener: (push: BackendPush) => void): { dispose(): void };
  dispose(): Promise<void>;
}

export type { CollectProgress, CollectResult, Confidence, Coverage, EventRow, SourceInfo };
