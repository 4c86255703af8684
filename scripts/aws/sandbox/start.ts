// The endpoints with the sandbox in them.
import { gzipSync } from 'node:zlib';
import { createClock } from '../clock.ts';
import { startAws, type Aws, type AwsOptions, type CloudTrailRecord } from '../index.ts';
import { accounts } from './account.ts';
import { sandboxApps } from './apps/index.ts';
import { twinFiles, type TwinFile } from './logs.ts';
import { bucketName, logGroupName, sandbox, stateBucketName } from './names.ts';
import { shopStack } from './shop.ts';
import { stateObjects } from './states.ts';
import { twinStack } from './twin.ts';

const day = 86_400_000;

export type SandboxOptions = Omit<AwsOptions, 'accounts'> & {
  /** `.sample/logs`, as `npm run sample` writes it. */
  readonly logs: string;
};

export interface Sandbox {
  readonly aws: Aws;
  /** Every event of the sandbox once, all classes, oldest first. */
  readonly records: readonly CloudTrailRecord[];
}

export async function startSandbox({ logs, clock = createClock(), ...options }: SandboxOptions): Promise<Sandbox> {
  const now = clock.now();
  const apps = sandboxApps(now);
  const files = [...twinFiles(logs, now), ...apps.files];
  const records = once(files);
  const stacks = [...apps.stacks, twinStack(shopStack(records, now - day))];
  const aws = await startAws({ ...options, clock, accounts: accounts(clock, stacks) });
  aws.add(sandbox, records);
  fill(aws, files);
  for (const { key, text } of stateObjects()) aws.bucket(stateBucketName).put(key, text, { modified: now - day });
  return { aws, records };
}

/** Some events are delivered twice, to the bucket and the log group; history has them once. */
function once(files: readonly TwinFile[]): CloudTrailRecord[] {
  const byId = new Map<string, CloudTrailRecord>();
  for (const { records } of files) {
    for (const record of records)
      byId.set(`${record.eventID} ${record.eventCategory === 'Insight' ? JSON.stringify(record['insightDetails']) : ''}`, record);
  }
  return [...byId.values()].sort((a, b) => Date.parse(a.eventTime) - Date.parse(b.eventTime));
}

function fill(aws: Aws, files: readonly TwinFile[]): void {
  const bucket = aws.bucket(bucketName);
  const group = aws.logGroup(sandbox, logGroupName);
  for (const { key, time, region, text, records } of files) {
    bucket.put(key, gzipSync(text, { level: 1 }), { modified: time });
    const stream = `${sandbox}_CloudTrail_${region}`;
    group.add(records.map((record) => ({ timestamp: time, stream, message: JSON.stringify(record) })));
  }
}
