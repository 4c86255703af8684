// Measures import, size, memory and answers, each beside a peer in the same run, since absolute times say little on a shared machine.
//   node scripts/bench/bench.ts [--logs DIR] [--events N]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { EventReader } from '../../src/query/reader.ts';
import { historyOf, historyRows } from '../../src/query/history.ts';
import { touchesOf } from '../../src/event/touched.ts';
import { asked } from '../../src/resource/asked.ts';
import { SegmentStore } from '../../src/store/segmentStore.ts';
import { contentKey } from '../../src/store/contentKey.ts';
import { logsIn, scaledLogs } from './logs.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { logs: { type: 'string' }, events: { type: 'string', default: '100000' } } });
const logs = values.logs ?? scaledLogs(path.join(root, '.sample/logs'), Number(values.events), path.join(root, '.sample/bench'));
const files = logsIn(logs);
const gzBytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
const work = mkdtempSync(path.join(tmpdir(), 'traillens-bench-'));
process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const seconds = (run: () => unknown): number => {
  const began = performance.now();
  run();
  return (performance.now() - began) / 1000;
};
const fixed = (n: number, digits = 2): string => n.toFixed(digits);
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

console.log(`${files.length} files, ${fixed(gzBytes / 1e6, 1)} MB gz; ${cpus().length} cores, Node ${process.versions.node}\n`);

// ---- import, beside peers that read the same files
const zcat = (): void => void spawnSync('sh', ['-c', 'find "$0" -name "*.json.gz" -print0 | xargs -0 zcat > /dev/null 2>&1', logs]);
const gunzipAll = (take: (text: Buffer) => void): void => {
  for (const file of files) {
    try {
      take(gunzipSync(readFileSync(file)));
    } catch {
      // damaged on purpose
    }
  }
};

interface Import {
  readonly seconds: number;
  readonly peakMB: number;
  readonly events: number;
}

/** Imports in a process of its own and watches its memory. */
async function importInto(store: string): Promise<Import> {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'dist/cli.js'), 'import', logs, '--store', store], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (data: Buffer) => void (text += data.toString()));
  let peak = 0;
  const timer = setInterval(() => {
    const status = (() => {
      try {
        return readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
      } catch {
        return '';
      }
    })();
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  }, 50);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const { events } = JSON.parse(text) as { events: number };
  return { seconds: (performance.now() - began) / 1000, peakMB: peak, events };
}

zcat(); // the files into the page cache
const rounds: { zcat: number; gunzip: number; parse: number; import: Import }[] = [];
const store = path.join(work, 'store');
for (let round = 0; round < 3; round++) {
  rmSync(store, { recursive: true, force: true });
  rounds.push({
    zcat: seconds(zcat),
    gunzip: seconds(() => gunzipAll(() => undefined)),
    parse: seconds(() => gunzipAll((text) => void JSON.parse(text.toString()))),
    import: await importInto(store),
  });
}
const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
const ratio = (pick: (round: (typeof rounds)[number]) => number): number => median(rounds.map((r) => pick(r) / r.zcat));
const events = rounds[0]?.import.events ?? 0;
row('import', 's (median of 3)', '× zcat', 'events/s');
row('---', '--:', '--:', '--:');
row('`zcat` to nowhere', fixed(median(rounds.map((r) => r.zcat))), '1.00', '');
row('gunzip in Node', fixed(median(rounds.map((r) => r.gunzip))), fixed(ratio((r) => r.gunzip)), '');
row('gunzip + JSON.parse in Node', fixed(median(rounds.map((r) => r.parse))), fixed(ratio((r) => r.parse)), '');
const importSeconds = median(rounds.map((r) => r.import.seconds));
row(
  '**traillens import**',
  fixed(importSeconds),
  fixed(ratio((r) => r.import.seconds)),
  Math.round(events / importSeconds).toLocaleString('en'),
);
const dbBytes = statSync(path.join(store, 'events.db')).size;
console.log(`\npeak memory of the importing process: ${fixed(median(rounds.map((r) => r.import.peakMB)), 0)} MB`);
console.log(`on disk: ${fixed(dbBytes / events, 0)} bytes an event, ${fixed(dbBytes / gzBytes)} × the gz files\n`);

// ---- answers, beside jq over the same files
const names = (() => {
  const held = new SegmentStore(store);
  const reader = new EventReader(held, contentKey);
  const { refs } = held.find({ outcomes: ['change'], limit: 20_000 });
  const found = new Set<string>();
  for (let i = 0; i < refs.length && found.size < 200; i += Math.max(1, Math.floor(refs.length / 400))) {
    const name = touchesOf(reader.once(refs[i] as number))[0]?.name;
    if (name !== undefined) found.add(name);
  }
  held.close();
  return [...found];
})();
const quantile = (times: number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? NaN;
function answerTimes(held: SegmentStore): { page: number[]; full: number[]; events: number } {
  const reader = new EventReader(held, contentKey);
  const page: number[] = [];
  const full: number[] = [];
  let total = 0;
  for (const name of names) {
    const began = performance.now();
    const { refs } = held.find({ values: [name], limit: 50 });
    held.rows(refs);
    page.push(performance.now() - began);
  }
  for (const name of names) {
    const began = performance.now();
    const history = historyOf(reader, asked(name), {});
    historyRows(reader, history.identity, history.found.refs.subarray(0, 50));
    full.push(performance.now() - began);
    total += history.found.total;
  }
  return { page, full, events: total };
}
const open = seconds(() => new SegmentStore(store).close());
const held = new SegmentStore(store);
const cold = answerTimes(held);
const warm = answerTimes(held);
const counting = seconds(() => held.countBy('eventName', {}));
held.close();
row(`history of ${names.length} resources (${cold.events.toLocaleString('en')} events)`, 'p50 ms', 'p95 ms');
row('---', '--:', '--:');
row('page of 50 rows, cold', fixed(quantile(cold.page, 0.5)), fixed(quantile(cold.page, 0.95)));
row('page of 50 rows, warm', fixed(quantile(warm.page, 0.5)), fixed(quantile(warm.page, 0.95)));
row('whole answer: names learned, 50 rows judged and described, cold', fixed(quantile(cold.full, 0.5)), fixed(quantile(cold.full, 0.95)));
row('whole answer, warm', fixed(quantile(warm.full, 0.5)), fixed(quantile(warm.full, 0.95)));
console.log(`\nopening the store: ${fixed(open * 1000, 1)} ms; counting all events by name: ${fixed(counting * 1000, 1)} ms`);
if (spawnSync('jq', ['--version']).status === 0 && files.length > 0) {
  const share = files.slice(0, Math.max(1, Math.ceil(files.length / 20)));
  const jq = seconds(() =>
    spawnSync(
      'sh',
      [
        '-c',
        'xargs cat | zcat 2>/dev/null | jq --arg v "$0" -c \'.Records[] | select([.. | strings] | index($v))\' > /dev/null',
        names[0] ?? '',
      ],
      { input: share.join('\n') },
    ),
  );
  console.log(
    `zcat | jq for one value: ${fixed((jq * files.length) / share.length, 1)} s over all files (measured on ${share.length} of them), every time it is asked`,
  );
}

// ---- what is shipped
console.log('');
row('bundle', 'kB', 'kB gzip');
row('---', '--:', '--:');
for (const name of ['extension.js', 'storeWorker.js', 'ingestWorker.js', 'cli.js', 'webview/main.js', 'webview/main.css']) {
  const bytes = readFileSync(path.join(root, 'dist', name));
  row(`dist/${name}`, fixed(bytes.length / 1000, 0), fixed(gzipSync(bytes).length / 1000, 0));
}

// ---- what activation costs the editor, told by the real extension host
const host = spawnSync(process.execPath, [path.join(root, 'scripts/test.mjs'), 'host', '--grep', 'bundle loads'], { encoding: 'utf8' });
console.log(`\n${/bundle loads in .*/.exec(host.stdout)?.[0] ?? 'the extension host told no time'}`);
