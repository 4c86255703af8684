// Event history of many accounts and Regions at AWS's own pace: how many calls, how many refusals, how soon the first rows. The product's
// own thread and bundles ask local endpoints that enforce the quota of 2 calls a second.
//   node scripts/bench/aws.ts [--events N] [--accounts N] [--regions N]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { connect } from '../../src/protocol/channel.ts';
import type { BackendCalls, BackendPush } from '../../src/protocol/backend.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '300000' },
    accounts: { type: 'string', default: '5' },
    regions: { type: 'string', default: '17' },
  },
});
const work = mkdtempSync(path.join(tmpdir(), 'traillens-load-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const endpoints = spawn(
  process.execPath,
  ['--no-warnings', path.join(root, 'scripts/bench/awsEndpoints.ts'), values.events, values.accounts, values.regions],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
const lines = createInterface({ input: endpoints.stdout });
const nextLine = async (): Promise<unknown> => JSON.parse(String((await once(lines, 'line'))[0]));
const set = (await nextLine()) as {
  url: string;
  minimum: number;
  regions: string[];
  keys: { account: string; id: string; secret: string }[];
};
const answered = async (): Promise<{ lookups: number; refused: number }> => {
  endpoints.stdin.write('\n');
  return (await nextLine()) as { lookups: number; refused: number };
};

const config = path.join(work, 'config');
writeFileSync(
  config,
  set.keys
    .map(({ account, id, secret }) => `[profile p${account}]\naws_access_key_id=${id}\naws_secret_access_key=${secret}\nregion=us-east-1\n`)
    .join('\n'),
);
const worker = new Worker(path.join(root, 'dist/storeWorker.js'), {
  workerData: { storeDir: path.join(work, 'store'), paceDir: path.join(work, 'pace') },
  env: { ...process.env, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: path.join(work, 'none'), AWS_ENDPOINT_URL: set.url },
});
const client = connect<BackendCalls, BackendPush>({
  post: (message) => worker.postMessage(message),
  listen: (receive) => void worker.on('message', receive),
});
worker.on('error', (error) => client.close(error));

const choices = set.keys.map(({ account }) => ({ profile: `p${account}`, regions: set.regions }));
const connections = await client.call('connect', { choices });
for (const { state, fault } of connections) if (state !== 'ready') throw new Error(fault?.message ?? state);

let firstRows = NaN;
const began = performance.now();
client.onPush((push) => {
  if (push.type === 'changed' && Number.isNaN(firstRows)) firstRows = performance.now() - began;
});
const since = Date.now() - 85 * 86_400_000;
const first = await client.call('fill', { since });
const seconds = (performance.now() - began) / 1000;
const after = await answered();
const { events } = await client.call('coverage', {});
const again = await client.call('fill', { since });
const later = await answered();

const streams = set.keys.length * set.regions.length;
console.log(
  `| Event history: ${values.accounts} accounts × ${values.regions} Regions, ${Number(values.events).toLocaleString('en-US')} events | |`,
);
console.log('| --- | --: |');
console.log(`| events held | ${events.toLocaleString('en-US')} |`);
console.log(
  `| calls of LookupEvents, paging needs ${set.minimum.toLocaleString('en-US')} at least | ${after.lookups.toLocaleString('en-US')} (${((100 * after.lookups) / set.minimum - 100).toFixed(1)} % more) |`,
);
console.log(`| of these refused (HTTP 400) | ${after.refused} |`);
console.log(`| first rows after, s | ${(firstRows / 1000).toFixed(2)} |`);
console.log(`| all held after, s; the quota alone takes ${(set.minimum / streams / 2).toFixed(0)} | ${seconds.toFixed(0)} |`);
console.log(`| calls when the question is repeated | ${later.lookups - after.lookups} (${again.calls} told) |`);
console.log(`| faults told | ${first.faults.length} |`);
client.close(new Error('over'));
await worker.terminate();
endpoints.stdin.end();
process.exitCode = after.refused > 0 || later.lookups > after.lookups || events !== Number(values.events) ? 1 : 0;
