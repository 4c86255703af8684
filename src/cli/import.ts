// `traillens import`: adds folders and files as sources and reads what is new in them.
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Alone } from '../collect/alone.ts';
import { FileCollector } from '../collect/collector.ts';
import { listLogFiles } from '../source/logFiles.ts';
import { IdSet } from '../store/idSet.ts';
import { SegmentStore } from '../store/segmentStore.ts';
import { UsageError } from './run.ts';
import type { Command } from './run.ts';
import { storeFolder } from './store.ts';

export const importLogs: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { store: { type: 'string' } } });
  if (positionals.length === 0) throw new UsageError('Say what to import: one or more folders or files.');
  const store = new SegmentStore(storeFolder(values.store));
  try {
    const collector = new FileCollector({
      store,
      listLogFiles,
      makeIdSet: (events) => new IdSet(events),
      worker: path.join(terminal.dist, 'ingestWorker.js'),
      threads: availableParallelism(),
      alone: new Alone(),
    });
    const abort = new AbortController();
    process.once('SIGINT', () => abort.abort());
    const total = { files: 0, events: 0, duplicates: 0, problems: 0, seconds: 0 };
    let listed = 0;
    for (const { id, path: source } of await collector.addSources(positionals)) {
      const result = await collector.collect(id, { signal: abort.signal, onProgress: () => undefined });
      for (const key of ['files', 'events', 'duplicates', 'problems', 'seconds'] as const) total[key] += result[key];
      if (store.sources().find((held) => held.id === id)?.files === 0) {
        terminal.say(`${source}: no log files were found: names must end in .json, .jsonl, .ndjson, .csv, .log, .gz or .zst.`);
      }
      for (const problem of store.problems(id)) {
        listed++;
        const place = problem.record === undefined ? problem.file : `${problem.file}: record ${problem.record}`;
        terminal.say(`${place}: ${problem.code}: ${problem.message}`);
      }
    }
    await terminal.write(`${JSON.stringify({ ...total, seconds: Math.round(total.seconds * 1000) / 1000 })}\n`);
    if (abort.signal.aborted) terminal.say('Stopped. What was read is kept; the next import goes on from here.');
    return abort.signal.aborted ? 3 : listed > 0 ? 1 : 0;
  } finally {
    store.close();
  }
};
