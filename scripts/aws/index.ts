// Local AWS endpoints: a fake at the network's edge that answers as the services do, for tests and for `npm start`.
import { Bucket } from './bucket.ts';
import type { Services } from './call.ts';
import { createClock } from './clock.ts';
import { belongsToHistory, entryOf, type Entry } from './entry.ts';
import { Drift } from './drift.ts';
import { Faults } from './faults.ts';
import { History } from './history.ts';
import { realLiveTail } from './liveTail.ts';
import { LogGroup } from './logGroup.ts';
import type { AccountSetup, Aws, AwsOptions } from './options.ts';
import { realQuotas } from './quota.ts';
import type { CloudTrailRecord } from './record.ts';
import { recordedIn } from './regions.ts';
import { emitter } from './emit.ts';
import { listen, type LoggedCall } from './server.ts';
import { stackOf } from './stack.ts';
import { newWorld, sessionOf, userOf, type Principal, type World } from './world.ts';

export type { AccountSetup, Aws, AwsOptions, KeySetup } from './options.ts';
export type { Fault, FaultDeed } from './faults.ts';
export { stackId, type StackResource, type StackSetup } from './stack.ts';
export type { LoggedCall } from './server.ts';
export type { CloudTrailRecord } from './record.ts';
export { createClock, type Clock } from './clock.ts';
export { synthetic, type SyntheticOptions } from './synthetic.ts';

export async function startAws(options: AwsOptions): Promise<Aws> {
  const clock = options.clock ?? createClock();
  const world = newWorld();
  const history = new History(clock, options.delayMs ?? 0);
  history.scan = options.lookupScan ?? Infinity;
  for (const setup of options.accounts) settle(world, setup, clock);
  for (const [token, who] of Object.entries(options.portalTokens ?? {})) world.portalTokens.set(token, who);
  const add = (account: string, records: Iterable<CloudTrailRecord>): void => {
    const partition = world.accounts.get(account)!.partition;
    const regions = new Map<string, Entry[]>();
    for (const record of records) {
      if (!belongsToHistory(record)) continue;
      const region = recordedIn(partition, record.eventSource, record.awsRegion);
      const entries = regions.get(region) ?? [];
      regions.set(region, entries);
      entries.push(entryOf(record, undefined, options.indexedAs));
    }
    for (const [region, entries] of regions) history.add(account, region, entries);
  };
  for (const { id, records } of options.accounts) if (records) add(id, records);

  const services: Services = {
    world,
    clock,
    history,
    quotas: options.quotas === false ? undefined : { ...realQuotas, ...options.quotas },
    tokenTtlMs: options.tokenTtlMs ?? 3_600_000,
    logScan: options.logScan ?? 2000,
    liveTail: { ...realLiveTail, ...options.liveTail },
    drift: new Drift(clock, options.driftMs ?? 5000),
  };
  const [first] = options.accounts;
  const gate = { strict: options.strict ?? false, skewMs: options.skewMs ?? 300_000, anybody: first && anybody(world, first) };
  const calls: LoggedCall[] = [];
  const faults = new Faults(options.faults ?? []);
  const front = await listen(services, gate, faults, calls, options.port ?? 0);
  return {
    url: front.url,
    clock,
    calls,
    faults: faults.rules,
    history,
    world,
    add,
    emit: emitter(services, options.indexedAs),
    bucket: (name) => found(world.buckets.get(name), `bucket ${name}`),
    logGroup: (account, name) =>
      found(
        world.logGroups.find((group) => group.account === account && group.name === name),
        `log group ${name}`,
      ),
    close: () => front.close(),
  };
}

function settle(world: World, setup: AccountSetup, clock: AwsOptions['clock'] & object): void {
  const { id, partition = 'aws', enabled = [], management, roles = [] } = setup;
  world.accounts.set(id, { id, partition, enabled, roles, ...(management === undefined ? {} : { management }) });
  for (const { id: keyId, secret, token, expires, user, role, session } of setup.keys ?? []) {
    const principal = role === undefined ? userOf(id, partition, user ?? 'dana') : sessionOf(id, partition, role, session ?? 'dana');
    world.keys.set(keyId, {
      id: keyId,
      secret,
      principal,
      ...(token === undefined ? {} : { token }),
      ...(expires === undefined ? {} : { expires }),
    });
  }
  for (const trail of setup.trails ?? []) world.trails.push({ ...trail, account: id });
  for (const bucket of setup.buckets ?? []) world.buckets.set(bucket.name, new Bucket({ ...bucket, account: id }, clock));
  for (const stack of setup.stacks ?? []) world.stacks.push(stackOf(stack, id, partition, clock.now()));
  for (const { name, region } of setup.logGroups ?? []) world.logGroups.push(new LogGroup(name, id, region, clock, partition));
}

/** Whom unknown keys are taken for. */
function anybody(world: World, { id, partition = 'aws' }: AccountSetup): Principal {
  return [...world.keys.values()].find(({ principal }) => principal.account === id)?.principal ?? userOf(id, partition, 'dana');
}

function found<T>(one: T | undefined, what: string): T {
  if (one === undefined) throw new Error(`There is no ${what} here.`);
  return one;
}
