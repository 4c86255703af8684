// What there is: accounts with their keys, roles, trails, buckets, log groups and stacks.
import type { Partition } from './regions.ts';
import type { Bucket } from './bucket.ts';
import type { LogGroup } from './logGroup.ts';
import type { Stack } from './stack.ts';

/** Who a key belongs to. */
export interface Principal {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
}

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  /** Temporary keys only. */
  readonly token?: string;
  /** ms since 1970. */
  readonly expires?: number;
  readonly principal: Principal;
}

export interface Role {
  readonly name: string;
  /** The trust policy wants this device. */
  readonly mfaSerial?: string;
  /** Nobody may take it. */
  readonly refuses?: boolean;
}

export interface Account {
  readonly id: string;
  readonly partition: Partition;
  /** Opt-in Regions that were turned on. */
  readonly enabled: readonly string[];
  /** Management account of its organization. */
  readonly management?: string;
  readonly roles: readonly Role[];
}

/** What GetTrailStatus tells; times in ms since 1970. */
export interface TrailHealth {
  readonly logging: boolean;
  readonly delivered?: number;
  readonly deliveryError?: string;
  readonly digestDelivered?: number;
  readonly digestError?: string;
  readonly logsDelivered?: number;
  readonly logsError?: string;
  readonly notified?: number;
  readonly notificationError?: string;
  readonly started?: number;
  readonly stopped?: number;
}

export interface Trail {
  readonly name: string;
  readonly account: string;
  readonly homeRegion: string;
  readonly bucket: string;
  readonly prefix?: string;
  readonly snsTopicArn?: string;
  readonly logGroupArn?: string;
  readonly logRoleArn?: string;
  readonly kmsKeyId?: string;
  readonly multiRegion?: boolean;
  readonly organization?: boolean;
  readonly globalEvents?: boolean;
  readonly validation?: boolean;
  /** In the API's own shape: EventSelectors, or AdvancedEventSelectors. */
  readonly selectors?: readonly object[];
  readonly advancedSelectors?: readonly object[];
  /** `ApiCallRateInsight`, `ApiErrorRateInsight`; absent when Insights is off. */
  readonly insights?: readonly string[];
  readonly health: TrailHealth;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface World {
  readonly accounts: Map<string, Account>;
  readonly keys: Map<string, AccessKey>;
  readonly trails: Trail[];
  readonly buckets: Map<string, Bucket>;
  readonly logGroups: LogGroup[];
  readonly stacks: Stack[];
  /** Bearer tokens of the sign-in portal that still work, with the name of who signed in. */
  readonly portalTokens: Map<string, string>;
}

export const newWorld = (): World => ({
  accounts: new Map(),
  keys: new Map(),
  trails: [],
  buckets: new Map(),
  logGroups: [],
  stacks: [],
  portalTokens: new Map(),
});

export function userOf(account: string, partition: Partition, name: string): Principal {
  return {
    account,
    arn: `arn:${partition}:iam::${account}:user/${name}`,
    userId: `AIDA${name
      .toUpperCase()
      .replaceAll(/[^A-Z]/g, '')
      .padEnd(9, 'X')
      .slice(0, 9)}EXAMPLE`,
  };
}

export function sessionOf(account: string, partition: Partition, role: string, session: string): Principal {
  const bare = role.slice(role.lastIndexOf('/') + 1);
  const unique = bare
    .toUpperCase()
    .replaceAll(/[^A-Z]/g, '')
    .padEnd(9, 'X')
    .slice(0, 9);
  return { account, arn: `arn:${partition}:sts::${account}:assumed-role/${bare}/${session}`, userId: `AROA${unique}EXAMPLE:${session}` };
}
