// The Regions that are enabled for an account.
import { ListRegionsCommand } from '@aws-sdk/client-account';
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import type { Clients } from './clients.ts';
import { ask } from './faults.ts';
import { AwsFailure } from './port.ts';
import type { AwsFaultCode } from './port.ts';

/** With these, asking another service is of no use. */
const hopeless: ReadonlySet<AwsFaultCode> = new Set<AwsFaultCode>([
  'signedOut',
  'noCredentials',
  'mfa',
  'badCredentials',
  'clockSkew',
  'config',
]);

/**
 * Sorted names: by account:ListRegions, else by ec2:DescribeRegions (the account service is not in every partition, and seldom allowed by
 * policies that are older than it). Rejects with the first refusal when both are refused.
 */
export async function regionsOf(clients: Clients, profile: string, signal: AbortSignal): Promise<string[]> {
  const { home } = await clients.about(profile);
  try {
    return sorted(await byAccount(clients, profile, home, signal));
  } catch (error) {
    if (!(error instanceof AwsFailure) || hopeless.has(error.fault.code)) throw error;
    try {
      return sorted(await byEc2(clients, profile, home, signal));
    } catch (second) {
      if (!(second instanceof AwsFailure)) throw second;
      throw error.fault.code === 'denied' ? bothDenied(error, second) : second;
    }
  }
}

/** [Account] ListRegions. */
async function byAccount(clients: Clients, profile: string, region: string, signal: AbortSignal): Promise<string[]> {
  return ask(await clients.doing('ListRegions', { profile, region }), signal, async () => {
    const client = await clients.account(profile, region);
    const names: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListRegionsCommand({ RegionOptStatusContains: ['ENABLED', 'ENABLED_BY_DEFAULT'], MaxResults: 50, NextToken }),
        { abortSignal: signal },
      );
      for (const { RegionName } of page.Regions ?? []) if (RegionName) names.push(RegionName);
      NextToken = page.NextToken;
    } while (NextToken);
    return names;
  });
}

/** [EC2] DescribeRegions: without AllRegions, those that are enabled. */
async function byEc2(clients: Clients, profile: string, region: string, signal: AbortSignal): Promise<string[]> {
  return ask(await clients.doing('DescribeRegions', { profile, region }), signal, async () => {
    const client = await clients.ec2(profile, region);
    const { Regions = [] } = await client.send(new DescribeRegionsCommand({ AllRegions: false }), { abortSignal: signal });
    return Regions.filter((one) => one.OptInStatus !== 'not-opted-in').flatMap(({ RegionName }) => RegionName ?? []);
  });
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}

function bothDenied(first: AwsFailure, second: AwsFailure): AwsFailure {
  if (second.fault.code !== 'denied') return second;
  return new AwsFailure({
    ...first.fault,
    message: `${first.fault.message} ec2:DescribeRegions, which would do as well, is not allowed either. Without one of them, choose the Regions yourself.`,
  });
}
