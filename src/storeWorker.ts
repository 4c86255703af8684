// The thread that holds the store: answers the calls of `BackendCalls`, and collects.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { LocalBackend } from './backend.ts';
import { FileCollector } from './collect/collector.ts';
import { watchFolder } from './collect/watch.ts';
import type { BackendCalls, BackendPush } from './protocol/backend.ts';
import { serve } from './protocol/channel.ts';
import { listLogFiles } from './source/logFiles.ts';
import { IdSet } from './store/idSet.ts';
import { SegmentStore } from './store/segmentStore.ts';

// The editor starts this thread with exactly this.
const { storeDir } = workerData as { readonly storeDir: string };
if (parentPort === null) throw new Error('storeWorker runs as a worker thread.');
const port = parentPort;

const store = new SegmentStore(storeDir);
const collector = new FileCollector({
  store,
  listLogFiles,
  makeIdSet: (events) => new IdSet(events),
  worker: path.join(import.meta.dirname, 'ingestWorker.js'),
  // One core stays with the editor.
  threads: Math.max(1, Math.min(4, availableParallelism() - 1)),
});
const backend = new LocalBackend(store, collector);
const server = serve<BackendCalls, BackendPush>(
  { post: (message) => port.postMessage(message), listen: (receive) => void port.on('message', receive) },
  backend.handlers,
);
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
