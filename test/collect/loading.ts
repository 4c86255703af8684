// A process that connects, fills from Event history and loads an archive, until it is done or killed: see killed.test.ts.
//   node test/collect/loading.ts FOLDER QUESTION (JSON); the environment names endpoints and profiles
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { connect } from '../../src/protocol/channel.ts';
import type { ArchiveQuestion } from '../../src/protocol/aws.ts';
import type { BackendCalls, BackendPush } from '../../src/protocol/backend.ts';

const [folder = '', text = ''] = process.argv.slice(2);
const question = JSON.parse(text) as ArchiveQuestion;
const worker = new Worker(path.join(import.meta.dirname, '../../dist/storeWorker.js'), {
  workerData: { storeDir: path.join(folder, 'store'), paceDir: path.join(folder, 'pace') },
});
const client = connect<BackendCalls, BackendPush>({
  post: (message) => worker.postMessage(message),
  listen: (receive) => void worker.on('message', receive),
});
worker.on('error', (error) => client.close(error));
await client.call('connect', { choices: [{ profile: question.profile, regions: ['eu-west-1'] }] });
const over = new Promise<void>((resolve) => {
  client.onPush((push) => {
    if (push.type === 'archive' && push.job.state !== 'running') resolve();
  });
});
const held = await client.call('archiveJobs', {});
if (held[0] === undefined) await client.call('loadArchive', question);
else await client.call('resumeArchive', { id: held[0].id });
await Promise.all([over, client.call('fill', { since: Date.now() - 89 * 86_400_000 })]);
console.log('done');
process.exit(0);
