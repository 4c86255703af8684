// A CloudFormation stack as the service knows it; times in ms since 1970.
import { createHash } from 'node:crypto';
import type { Json } from './record.ts';

export type ResourceDriftStatus = 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'NOT_CHECKED';
export type StackDriftStatus = 'DRIFTED' | 'IN_SYNC' | 'UNKNOWN' | 'NOT_CHECKED';

export interface PropertyDifference {
  /** `/VersioningConfiguration/Status`. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  readonly type: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
}

/** What a detection finds. */
export interface ResourceDrift {
  readonly status: ResourceDriftStatus;
  /** Properties as the template, and as AWS, has them. */
  readonly expected?: { readonly [property: string]: Json };
  readonly actual?: { readonly [property: string]: Json };
  readonly differences?: readonly PropertyDifference[];
}

export interface StackResource {
  readonly logicalId: string;
  /** Absent before it is made; of a nested stack its id, unless said otherwise. */
  readonly physicalId?: string;
  readonly type: string;
  /** `CREATE_COMPLETE`, unless the whole stack is deleted. */
  readonly status?: string;
  readonly statusReason?: string;
  readonly description?: string;
  readonly updated?: number;
  /** Id of the stack that this resource is. */
  readonly nested?: string;
  /** Types that CloudFormation cannot check are not checked; all others are in sync without it. */
  readonly drift?: ResourceDrift;
}

export interface StackOutput {
  readonly value: string;
  readonly description?: string;
  readonly export?: string;
}

export interface StackSetup {
  readonly name: string;
  readonly region: string;
  /** ARN with a UUID; made of the name by `stackId` unless said otherwise. */
  readonly id?: string;
  /** `CREATE_COMPLETE`. A deleted stack (`DELETE_COMPLETE`) is found by its id alone. */
  readonly status?: string;
  readonly statusReason?: string;
  readonly created?: number;
  readonly updated?: number;
  readonly deleted?: number;
  readonly description?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string | StackOutput>>;
  readonly capabilities?: readonly string[];
  /** As it was sent in; `processed` is what a transform made of it. */
  readonly template?: string;
  readonly processed?: string;
  readonly roleArn?: string;
  readonly protected?: boolean;
  /** What the last detection found, at `driftChecked`; `NOT_CHECKED` when there was none. */
  readonly driftStatus?: StackDriftStatus;
  readonly driftChecked?: number;
  /** Why every detection fails. */
  readonly driftFails?: string;
  readonly resources?: readonly StackResource[];
}

export interface Stack extends StackSetup {
  readonly account: string;
  readonly id: string;
  readonly status: string;
  readonly created: number;
  readonly resources: readonly StackResource[];
}

/** The id that a stack has unless it is told another: the same every time. */
export function stackId(account: string, region: string, name: string, partition = 'aws'): string {
  const hex = createHash('sha256').update(`${account} ${region} ${name}`).digest('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-11f0-8${hex.slice(13, 16)}-0${hex.slice(17, 28)}`;
  return `arn:${partition}:cloudformation:${region}:${account}:stack/${name}/${uuid}`;
}

export function stackOf(setup: StackSetup, account: string, partition: string, now: number): Stack {
  return {
    ...setup,
    account,
    id: setup.id ?? stackId(account, setup.region, setup.name, partition),
    status: setup.status ?? 'CREATE_COMPLETE',
    created: setup.created ?? now,
    resources: [...(setup.resources ?? [])].sort((a, b) => (a.logicalId < b.logicalId ? -1 : 1)),
  };
}

export const isGone = (stack: Stack): boolean => stack.status === 'DELETE_COMPLETE';

export const physicalOf = (resource: StackResource): string | undefined => resource.physicalId ?? resource.nested;

export const resourceStatus = (stack: Stack, resource: StackResource): string =>
  resource.status ?? (isGone(stack) ? 'DELETE_COMPLETE' : 'CREATE_COMPLETE');
