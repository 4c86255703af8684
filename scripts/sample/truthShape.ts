// The shape of truth.json, for those who test against it. Event ids are always in time order, oldest first.
import type { Origin } from '../../src/event/event.ts';
import type { Planted } from './logs.ts';
import type { Beat } from './story/beat.ts';

/** A name of a resource, and how code or state tell it. */
export interface Identifier {
  readonly value: string;
  readonly kind: 'id' | 'arn' | 'name' | 'pattern';
  /** `physical`: only AWS knows it; no file in the workspace says it letter by letter. */
  readonly how: 'state' | 'literal' | 'physical';
}

/** A resource that the workspace declares, and every event that concerns it. */
export interface ResourceTruth {
  /** Terraform's address with index or key, or CloudFormation's logical id. */
  readonly address: string;
  readonly tool: 'terraform' | 'cloudformation';
  readonly type: string;
  /** Relative to the workspace; several instances of a module share their file and line. */
  readonly file: string;
  /** Line of the block's first line, from 1. */
  readonly line: number;
  readonly account: string;
  readonly region: string;
  readonly inState: boolean;
  /** Address of what it is a part of. A part's events are also its whole's. */
  readonly parent?: string;
  readonly identifiers: readonly Identifier[];
  /** Successful writes, failed calls and successful reads that act on it (management events). */
  readonly changes: readonly string[];
  readonly attempts: readonly string[];
  readonly reads: readonly string[];
  /** Data events that name it: what was done inside it. */
  readonly data: readonly string[];
  /** All other events that name it whole, in any string of the record; no decoys. */
  readonly mentions: readonly string[];
  readonly lastChange: {
    readonly event: string;
    readonly time: string;
    readonly actor: string;
    readonly person: string | null;
    readonly origin: Origin['kind'] | null;
  } | null;
}

type Counts = Readonly<Record<string, number>>;

/** The whole file. All but `records` and `duplicates` counts each event once. */
export interface Truth {
  readonly now: string;
  readonly totals: {
    readonly records: number;
    readonly unique: number;
    readonly duplicates: number;
    readonly files: { readonly logs: number; readonly truncated: number; readonly digests: number };
    /** The two planted faults; paths are relative to the logs folder. */
    readonly problems: readonly Planted[];
    readonly digests: readonly string[];
  };
  /** By the record's own fields; '' where it has none. */
  readonly counts: {
    readonly account: Counts;
    readonly region: Counts;
    readonly eventSource: Counts;
    readonly eventName: Counts;
    readonly actorArn: Counts;
    readonly category: Counts;
    readonly outcome: Counts;
    readonly origin: Counts;
  };
  readonly beats: readonly Beat[];
  readonly resources: readonly ResourceTruth[];
}
