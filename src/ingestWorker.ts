// A thread that reads files: unpack → decode → scan → encode. It gives whole segments to the collector and touches no database.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromIngest, IngestStart, ToIngest } from './collect/ingest.ts';
import type { Problem } from './problem.ts';
import { readLogFile } from './source/readLogFile.ts';
import { KnownFacts } from './store/columns.ts';
import { IdSet } from './store/idSet.ts';
import type { Append, FileDone } from './store/segmentStore.ts';
import { SEGMENT_ROWS } from './store/format.ts';
import { SegmentBuilder } from './store/segmentBuilder.ts';

// The collector starts this thread with exactly this.
const start = workerData as IngestStart;
const ids = new IdSet(start.ids);
const claim = (h1: number, h2: number): boolean => ids.claim(h1, h2);
/** Problems noted per file; the rest is counted in the last one. */
const MOST_PROBLEMS = 1000;

/** What the event model said of callers and outcomes, for all segments of this thread. */
const facts = new KnownFacts();
let builder = new SegmentBuilder(facts);
let done: FileDone[] = [];
let limit = start.firstRows;

const post = (message: FromIngest, transfer: ArrayBuffer[] = []): void => parentPort?.postMessage(message, transfer);

/** Encodes and hands over what is built; `partOf` when the file goes on in the next segment. */
function flush(partOf?: number): void {
  if (builder.rows === 0 && done.length === 0) return;
  const segment = builder.rows > 0 ? builder.encode() : undefined;
  const append: Append = { source: start.source, done, ...(segment && { segment }), ...(partOf !== undefined && { partOf }) };
  post({ type: 'append', append }, segment === undefined ? [] : [segment.bytes.buffer, segment.index.buffer]);
  builder = new SegmentBuilder(facts);
  done = [];
  limit = SEGMENT_ROWS;
}

async function read(file: number, path: string, size: number, name = path): Promise<void> {
  let events = 0;
  let duplicates = 0;
  const problems: Problem[] = [];
  let unsaid = 0;
  await readLogFile(path, {
    record(bytes, from, to, number) {
      try {
        if (builder.add(bytes, from, to, file, claim)) events++;
        else duplicates++;
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError)) throw error;
        this.problem({
          code: 'badRecord',
          message: `The record cannot be read: ${error.message}.`,
          file: name,
          record: number,
          offset: from,
        });
      }
      if (builder.full) flush(file);
    },
    problem(problem) {
      if (problems.length < MOST_PROBLEMS) problems.push({ ...problem, file: name });
      else unsaid++;
    },
  });
  if (unsaid > 0) problems.push({ code: 'badRecord', message: `${unsaid} more problems in this file are not listed.`, file: name });
  done.push({ file, events, duplicates, problems });
  post({ type: 'read', size, events });
  if (builder.rows >= limit || done.length >= 5000) flush();
}

/** Files are read one after another, in the order they come. */
let queue = Promise.resolve();
parentPort?.on('message', (message: ToIngest) => {
  queue = queue.then(async () => {
    if (message.type === 'finish') {
      flush();
      post({ type: 'end' });
      parentPort?.close();
      return;
    }
    for (const { file, path, size, name } of message.files) await read(file, path, size, name);
    post(ids.crowded ? { type: 'crowded' } : { type: 'want' });
  });
  queue.catch((error: unknown) => {
    throw error; // ends the thread: the collector hears of it by 'error'
  });
});
post({ type: 'want' });
post({ type: 'want' });
