// The thread that holds the store: answers the calls of `BackendCalls`, and collects.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { LocalBackend } from './backend.ts';
import { Alone } from './collect/alone.ts';
import { AwsDesk } from './collect/awsDesk.ts';
import { FileCollector } from './collect/collector.ts';
import { SharedPace } from './collect/pace.ts';
import { watchFolder } from './collect/watch.ts';
import type { BackendCalls, BackendPush } from './protocol/backend.ts';
import { serve } from './protocol/channel.ts';
import { provideKnowledge } from './resource/knowledge.ts';
import type { AwsAccess, AwsOutside } from './source/aws/port.ts';
import { decode } from './source/decode.ts';
import { listLogFiles } from './source/logFiles.ts';
import { parseState } from './iac/terraform/terraformState.ts';
import { logFilter } from './source/logFilter.ts';
import { IdSet } from './store/idSet.ts';
import { PageWriter } from './store/pageWriter.ts';
import { SegmentStore } from './store/segmentStore.ts';

// The editor starts this thread with exactly this.
const { storeDir, paceDir } = workerData as { readonly storeDir: string; readonly paceDir: string };
if (parentPort === null) throw new Error('storeWorker runs as a worker thread.');
const port = parentPort;

provideKnowledge(() => gunzipSync(readFileSync(path.join(import.meta.dirname, 'knowledge.gz'))).toString());
const store = new SegmentStore(storeDir);
const alone = new Alone();
const collector = new FileCollector({
  store,
  listLogFiles,
  makeIdSet: (events) => new IdSet(events),
  worker: path.join(import.meta.dirname, 'ingestWorker.js'),
  // One core stays with the editor.
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
  alone,
});
const backend = new LocalBackend(store, collector);
const desk = new AwsDesk({
  load: loadAws,
  store,
  collector,
  sink: new PageWriter(
    store,
    decode,
    (work) => alone.run(work),
    () => backend.changed(),
  ),
  pace: new SharedPace(paceDir),
  spool: path.join(storeDir, 'spool'),
  filterOf: (text) => logFilter(text, Date.now()),
  stateOf: parseState,
  learned: (identity) => backend.learned(identity),
  push: (push) => server.push(push),
  changed: () => backend.changed(),
  settled: () => backend.settled(),
});
backend.beyond = desk;
const server = serve<BackendCalls, BackendPush>(
  { post: (message) => port.postMessage(message), listen: (receive) => void port.on('message', receive) },
  { ...backend.handlers, ...desk.handlers },
);

/** The SDK lies in a bundle of its own: most sessions never need it. */
async function loadAws(outside: AwsOutside): Promise<AwsAccess> {
  const bundle: unknown = await import(pathToFileURL(path.join(import.meta.dirname, 'aws.js')).href);
  return (bundle as typeof import('./aws.ts')).makeAwsAccess(outside); // built from that very file
}
backend.onPush((push) => {
  server.push(push);
  if (push.type === 'changed') watchSources();
});

/** Folders are watched from the first use of the store on: new log files come in by themselves. */
const watched = new Map<number, AbortController>();
function watchSources(): void {
  const sources = store.sources();
  for (const { id, kind, path: folder } of sources) {
    if (kind !== 'folder' || watched.has(id)) continue;
    const abort = new AbortController();
    watched.set(id, abort);
    // A run that fails says so when the user asks for one.
    watchFolder(folder, () => void backend.call('collect', { source: id }).catch(() => undefined), abort.signal);
  }
  for (const [id, abort] of watched) {
    if (sources.some((source) => source.id === id)) continue;
    abort.abort();
    watched.delete(id);
  }
}
watchSources();
