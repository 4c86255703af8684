// Stacks of CloudFormation: which there are, what AWS calls what is in them, and how they differ from their templates.
// [CFN] CloudFormation API reference.
import {
  DescribeStackResourceDriftsCommand,
  DescribeStacksCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  StackStatus,
} from '@aws-sdk/client-cloudformation';
import type { Stack, StackResourceSummary, StackSummary, CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { Clients } from './clients.ts';
import { ask } from './faults.ts';
import { AwsFailure } from './port.ts';
import type { Place, StackInfo, StackResourceInfo } from './port.ts';

/** [CFN] Deleted stacks are listed for 90 days, by id only; nobody's code declares them. */
const LIVE = Object.values(StackStatus).filter((status) => status !== 'DELETE_COMPLETE');

/** All stacks of a Region that are not deleted; with tags, or without where only their listing is allowed. */
export async function stacksIn(clients: Clients, at: Place, signal: AbortSignal): Promise<StackInfo[]> {
  try {
    return await describeAll(clients, at, signal);
  } catch (error) {
    if (!(error instanceof AwsFailure) || error.fault.code !== 'denied') throw error;
    return listAll(clients, at, signal);
  }
}

async function describeAll(clients: Clients, at: Place, signal: AbortSignal): Promise<StackInfo[]> {
  return ask(await clients.doing('DescribeStacks', at), signal, async () => {
    const client = await clients.cloudFormation(at.profile, at.region);
    return paged(async (token) => {
      const { Stacks = [], NextToken } = await client.send(new DescribeStacksCommand({ NextToken: token }), { abortSignal: signal });
      return [Stacks.flatMap((stack) => stackInfo(stack) ?? []), NextToken];
    });
  });
}

async function listAll(clients: Clients, at: Place, signal: AbortSignal): Promise<StackInfo[]> {
  return ask(await clients.doing('ListStacks', at), signal, async () => {
    const client = await clients.cloudFormation(at.profile, at.region);
    return paged(async (token) => {
      const { StackSummaries = [], NextToken } = await client.send(new ListStacksCommand({ StackStatusFilter: LIVE, NextToken: token }), {
        abortSignal: signal,
      });
      return [StackSummaries.flatMap((stack) => stackInfo(stack) ?? []), NextToken];
    });
  });
}

/** One stack, by name or id; undefined when the Region has none such. */
export async function stackNamed(clients: Clients, at: Place, stack: string, signal: AbortSignal): Promise<StackInfo | undefined> {
  return orNone(async () =>
    ask(await clients.doing('DescribeStacks', at), signal, async () => {
      const client = await clients.cloudFormation(at.profile, at.region);
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }), { abortSignal: signal });
      return Stacks[0] && stackInfo(Stacks[0]);
    }),
  );
}

/** [CFN] ListStackResources, 100 a page: all that a stack has, with the names that AWS knows it by; undefined when there is no such stack. */
export async function resourcesOfStack(
  clients: Clients,
  at: Place,
  stack: string,
  signal: AbortSignal,
): Promise<StackResourceInfo[] | undefined> {
  return orNone(async () =>
    ask(await clients.doing('ListStackResources', at), signal, async () => {
      const client = await clients.cloudFormation(at.profile, at.region);
      return paged(async (token) => {
        const command = new ListStackResourcesCommand({ StackName: stack, NextToken: token });
        const { StackResourceSummaries = [], NextToken } = await client.send(command, { abortSignal: signal });
        return [StackResourceSummaries.flatMap((one) => resourceInfo(one) ?? []), NextToken];
      });
    }),
  );
}

/**
 * [CFN] DescribeStackResourceDrifts: what the last drift detection found, as the API's own JSON (`StackResourceDrifts`); `[]` where none was
 * made. Starts none: that would be the user's to do.
 */
export async function driftsOfStack(clients: Clients, at: Place, stack: string, signal: AbortSignal): Promise<readonly object[]> {
  return ask(await clients.doing('DescribeStackResourceDrifts', at), signal, async () => {
    const client: CloudFormationClient = await clients.cloudFormation(at.profile, at.region);
    return paged(async (token) => {
      const command = new DescribeStackResourceDriftsCommand({
        StackName: stack,
        StackResourceDriftStatusFilters: ['MODIFIED', 'DELETED'],
        NextToken: token,
      });
      const { StackResourceDrifts = [], NextToken } = await client.send(command, { abortSignal: signal });
      return [StackResourceDrifts, NextToken];
    });
  });
}

/** Pages at most: a service that gives the same token for ever must not hold anybody up. */
const MOST_PAGES = 500;

async function paged<T>(page: (token: string | undefined) => Promise<readonly [readonly T[], string | undefined]>): Promise<T[]> {
  const found: T[] = [];
  let token: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const [items, next] = await page(token);
    found.push(...items);
    if (next === undefined || next === token) break;
    token = next;
  }
  return found;
}

async function orNone<T>(asking: () => Promise<T>): Promise<T | undefined> {
  try {
    return await asking();
  } catch (error) {
    if (error instanceof AwsFailure && error.fault.code === 'notFound') return undefined;
    throw error;
  }
}

function stackInfo(stack: Stack | StackSummary): StackInfo | undefined {
  const { StackId: id, StackName: name, StackStatus: status } = stack;
  if (id === undefined || name === undefined) return undefined;
  const updated = stack.LastUpdatedTime ?? stack.CreationTime;
  const tags = ('Tags' in stack ? (stack.Tags ?? []) : []).flatMap(({ Key, Value }) => (Key === undefined ? [] : [[Key, Value ?? '']]));
  return {
    id,
    name,
    status: status ?? '',
    tags: Object.fromEntries(tags) as Record<string, string>,
    ...(updated === undefined ? {} : { updated: updated.getTime() }),
    ...(stack.ParentId ? { parent: stack.ParentId } : {}),
    ...(stack.DriftInformation?.LastCheckTimestamp === undefined
      ? {}
      : { driftChecked: stack.DriftInformation.LastCheckTimestamp.getTime() }),
  };
}

/** What has no physical id yet has no name in AWS. */
function resourceInfo(one: StackResourceSummary): StackResourceInfo | undefined {
  const { LogicalResourceId, PhysicalResourceId, ResourceType, ResourceStatus } = one;
  if (LogicalResourceId === undefined || !PhysicalResourceId) return undefined;
  return {
    logicalId: LogicalResourceId,
    physicalId: PhysicalResourceId,
    type: ResourceType ?? '',
    status: ResourceStatus ?? '',
  };
}
