// What the endpoints are made of, and what a test holds of them.
import type { Bucket, BucketSetup } from './bucket.ts';
import type { Clock } from './clock.ts';
import type { IndexedAs } from './entry.ts';
import type { Fault } from './faults.ts';
import type { History } from './history.ts';
import type { LiveTailLimits } from './liveTail.ts';
import type { LogGroup } from './logGroup.ts';
import type { Quotas } from './quota.ts';
import type { CloudTrailRecord } from './record.ts';
import type { Partition } from './regions.ts';
import type { LoggedCall } from './server.ts';
import type { StackSetup } from './stack.ts';
import type { Role, Trail, World } from './world.ts';

export interface KeySetup {
  readonly id: string;
  readonly secret: string;
  /** Temporary keys only. */
  readonly token?: string;
  readonly expires?: number;
  /** IAM user, `dana` by default; or role and session. */
  readonly user?: string;
  readonly role?: string;
  readonly session?: string;
}

export interface AccountSetup {
  readonly id: string;
  readonly partition?: Partition;
  /** Opt-in Regions that were turned on. */
  readonly enabled?: readonly string[];
  /** Management account of its organization. */
  readonly management?: string;
  readonly keys?: readonly KeySetup[];
  readonly roles?: readonly Role[];
  readonly trails?: readonly Omit<Trail, 'account'>[];
  readonly buckets?: readonly Omit<BucketSetup, 'account'>[];
  /** Name and Region. */
  readonly logGroups?: readonly { readonly name: string; readonly region: string }[];
  readonly stacks?: readonly StackSetup[];
  /** Management and Insights events go to Event history; all of them go there alone, not to buckets and log groups. */
  readonly records?: Iterable<CloudTrailRecord>;
}

export interface AwsOptions {
  readonly accounts: readonly AccountSetup[];
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Only registered keys with right signatures. Else any credentials are those of the first account. */
  readonly strict?: boolean;
  /** How far a client's clock may be off when strict; 5 minutes. */
  readonly skewMs?: number;
  readonly clock?: Clock;
  /** How long after its time an event is found by LookupEvents, in log groups and buckets; 0. */
  readonly delayMs?: number;
  /** false: nobody is throttled. */
  readonly quotas?: Partial<Quotas> | false;
  readonly tokenTtlMs?: number;
  /** How many events a LookupEvents request looks at; short and empty pages come of it. */
  readonly lookupScan?: number;
  /** The same of FilterLogEvents; 2,000. */
  readonly logScan?: number;
  readonly liveTail?: Partial<LiveTailLimits>;
  /** How long a detection of drift takes, by the clock; 5 seconds. */
  readonly driftMs?: number;
  readonly indexedAs?: IndexedAs;
  readonly faults?: readonly Fault[];
  /** Bearer tokens of the sign-in portal, with who signed in. */
  readonly portalTokens?: Readonly<Record<string, string>>;
}

export interface Aws {
  readonly url: string;
  readonly clock: Clock;
  /** Every request, in the order of the answers. */
  readonly calls: LoggedCall[];
  /** Rules of what goes wrong; add and remove at any time. */
  readonly faults: Fault[];
  readonly history: History;
  readonly world: World;
  /** Adds to Event history what belongs there. */
  add(account: string, records: Iterable<CloudTrailRecord>): void;
  /** A new event: in history, in the log groups and buckets of the account's trails, and in live tails, each after `delayMs`. */
  emit(account: string, region: string, record: CloudTrailRecord, more?: { readonly delayMs?: number }): void;
  bucket(name: string): Bucket;
  logGroup(account: string, name: string): LogGroup;
  close(): Promise<void>;
}
