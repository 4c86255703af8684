// A store, a desk and AWS's own SDK in front of local endpoints: all of live AWS but the editor.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { startAws } from '../../scripts/aws/index.ts';
import type { AccountSetup, Aws, AwsOptions } from '../../scripts/aws/index.ts';
import { LocalBackend } from '../../src/backend.ts';
import { Alone } from '../../src/collect/alone.ts';
import { AwsDesk } from '../../src/collect/awsDesk.ts';
import { FileCollector } from '../../src/collect/collector.ts';
import { SharedPace } from '../../src/collect/pace.ts';
import type { PaceFamily } from '../../src/collect/pace.ts';
import { parseState } from '../../src/iac/terraform/terraformState.ts';
import type { AwsPush } from '../../src/protocol/aws.ts';
import { awsAccess } from '../../src/source/aws/access.ts';
import { decode } from '../../src/source/decode.ts';
import { logFilter } from '../../src/source/logFilter.ts';
import { IdSet } from '../../src/store/idSet.ts';
import { PageWriter } from '../../src/store/pageWriter.ts';
import { SegmentStore } from '../../src/store/segmentStore.ts';

/** Calls come as fast as they can: for tests that are not about the quota. */
export const unpaced: Record<PaceFamily, number> = { lookup: 0, describe: 0, logs: 0, stacks: 0 };

export interface Rig {
  readonly aws: Aws;
  readonly store: SegmentStore;
  readonly backend: LocalBackend;
  readonly desk: AwsDesk;
  readonly pushes: AwsPush[];
  readonly folder: string;
  /** Another desk over the same store, as after a restart. */
  again(): Rig;
}

export interface RigOptions {
  readonly aws: AwsOptions;
  readonly now?: () => number;
  readonly pace?: Partial<Record<PaceFamily, number>>;
  readonly onCommit?: () => void;
  /** ms between commits; the product's own where it matters. */
  readonly apart?: number;
  /** ms of silence after which a call is given up. */
  readonly patience?: number;
}

const signal = (): AbortSignal => new AbortController().signal;
export { signal };

/** Accounts with a key each: the profile is called after the account. */
export function account(id: string, more: Omit<AccountSetup, 'id' | 'keys'> = {}): AccountSetup {
  return { id, keys: [{ id: keyOf(id), secret: `secret-of-${id}` }], ...more };
}
const keyOf = (id: string): string => `AKIA${id}EXAMPLE`.slice(0, 20).padEnd(20, 'X');

/** Everything, until the test file is over. */
export async function rigOf({ aws: options, now = Date.now, pace = unpaced, onCommit, apart = 10, patience }: RigOptions): Promise<Rig> {
  const aws = await startAws({ strict: true, quotas: false, ...options });
  const folder = mkdtempSync(path.join(tmpdir(), 'traillens-aws-'));
  const config = path.join(folder, 'config');
  writeFileSync(
    config,
    options.accounts
      .map(({ id, partition }) => {
        const region = partition === 'aws-cn' ? 'cn-north-1' : partition === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1';
        return `[profile p${id}]\naws_access_key_id = ${keyOf(id)}\naws_secret_access_key = secret-of-${id}\nregion = ${region}\n`;
      })
      .join('\n'),
  );
  Object.assign(process.env, {
    AWS_CONFIG_FILE: config,
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    AWS_ENDPOINT_URL: aws.url,
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const made: { store: SegmentStore; desk: AwsDesk }[] = [];
  after(async () => {
    for (const { desk } of made) await desk.dispose();
    await aws.close();
    for (const { store } of made) store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const make = (): Rig => {
    const store = new SegmentStore(path.join(folder, 'store'));
    const alone = new Alone();
    const collector = new FileCollector({
      store,
      async *listLogFiles() {},
      makeIdSet: (events) => new IdSet(events),
      worker: path.join(import.meta.dirname, '..', '..', 'dist', 'ingestWorker.js'),
      threads: 1,
      alone,
    });
    const backend = new LocalBackend(store, collector, now);
    const pushes: AwsPush[] = [];
    const desk = new AwsDesk({
      load: async (outside) => awsAccess({ ...outside, ...(patience === undefined ? {} : { patience }) }),
      store,
      collector,
      sink: new PageWriter(
        store,
        decode,
        (work) => alone.run(work),
        () => onCommit?.(),
        apart,
      ),
      pace: new SharedPace(path.join(folder, 'pace'), pace),
      spool: path.join(folder, 'spool'),
      filterOf: (text) => logFilter(text, now()),
      stateOf: parseState,
      learned: (identity) => backend.learned(identity),
      push: (push) => pushes.push(push),
      changed: () => onCommit?.(),
      settled: () => onCommit?.(),
      now,
      backoff: 1,
    });
    backend.beyond = desk;
    made.push({ store, desk });
    return { aws, store, backend, desk, pushes, folder, again: make };
  };
  return make();
}

/** Connects all accounts, to these Regions or all. */
export async function connected(rig: Rig, accounts: readonly string[], regions?: readonly string[]): Promise<void> {
  const choices = accounts.map((id) => ({ profile: `p${id}`, ...(regions && { regions }) }));
  const connections = await rig.desk.handlers.connect({ choices }, signal());
  for (const { state, fault } of connections) if (state !== 'ready') throw new Error(fault?.message ?? state);
}

/** Calls of an operation that the endpoints have answered. */
export const callsOf = (aws: Aws, operation: string): Aws['calls'] => aws.calls.filter((call) => call.operation === operation);
