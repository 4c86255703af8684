// Who a profile is.
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Clients } from './clients.ts';
import { ask } from './faults.ts';
import { AwsFailure } from './port.ts';
import type { Caller } from './port.ts';
import { accountOfArn, partitionOfArn, partitionOfRegion } from './regionOf.ts';

/** [STS] GetCallerIdentity, which needs no permission; asked in the profile's own Region, so that it reaches the right partition. */
export async function callerOf(clients: Clients, profile: string, signal: AbortSignal): Promise<Caller> {
  const { home } = await clients.about(profile);
  return ask(await clients.doing('GetCallerIdentity', { profile, region: home }), signal, async () => {
    const client = await clients.sts(profile, home);
    const { Account, Arn = '', UserId = '' } = await client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    const account = Account ?? accountOfArn(Arn);
    if (account === undefined || !/^\d{12}$/.test(account)) throw unreadable(profile);
    clients.proved(profile, home);
    return { account, arn: Arn, userId: UserId, partition: partitionOfArn(Arn) ?? partitionOfRegion(home) };
  });
}

function unreadable(profile: string): AwsFailure {
  return new AwsFailure({
    code: 'badAnswer',
    message: `AWS's answer to who profile "${profile}" is names no account. Check the endpoint override, if there is one.`,
    permission: 'sts:GetCallerIdentity',
    profile,
  });
}
