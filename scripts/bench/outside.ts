// Measures the questions about changes outside the code: `node scripts/node24.mjs scripts/bench/outside.ts [events] [resources]`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { iacFiles } from '../../src/cli/iacFiles.ts';
import { initGrammars } from '../../src/iac/grammar.ts';
import { ManyFiles } from '../../src/iac/workspace/manyFiles.ts';
import { workspaceFiles } from '../../src/iac/workspace/workspaceFiles.ts';
import { outsideOf } from '../../src/query/outside.ts';
import { EventReader } from '../../src/query/reader.ts';
import { provideKnowledge } from '../../src/resource/knowledge.ts';
import { contentKey } from '../../src/store/contentKey.ts';
import { SegmentStore } from '../../src/store/segmentStore.ts';
import type { OutsideQuestion } from '../../src/protocol/backend.ts';
import { scaledLogs } from './logs.ts';

const [events = 100_000, resources = 2000] = process.argv.slice(2).map(Number);
const root = path.resolve(import.meta.dirname, '../..');
const dist = path.join(root, 'dist');
const folder = mkdtempSync(path.join(tmpdir(), 'traillens-outside-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

provideKnowledge(() => gunzipSync(readFileSync(path.join(dist, 'knowledge.gz'))).toString());
initGrammars(path.join(dist, 'wasm'));
const logs = scaledLogs(path.join(root, '.sample/logs'), events, path.join(folder, 'logs'));
spawnSync(process.execPath, [path.join(dist, 'cli.js'), 'import', logs, '--store', path.join(folder, 'store')]);

const workspace = path.join(root, '.sample/workspace');
const files = { ...(await iacFiles(path.join(workspace, 'main.tf'))), roots: [workspace] };
const many = new ManyFiles(files);
const known: OutsideQuestion[] = [];
for (const file of (await workspaceFiles(files)).files) {
  for (const { identity, resource } of await many.identify(file)) {
    if (identity.values.length > 0 || identity.parent) known.push({ identity, tool: resource.tool });
  }
}
const question = (i: number): OutsideQuestion => known[i % known.length]!;
/** The same sort of names, of which no event is held. */
const stranger = (i: number): OutsideQuestion => {
  const { identity, tool } = question(i);
  const { parent: _, ...own } = identity;
  return { tool, identity: { ...own, values: own.values.map((one) => ({ ...one, value: `${one.value}x${i}` })) } };
};

const store = new SegmentStore(path.join(folder, 'store'));
const reader = new EventReader(store, contentKey);
const { events: held, last } = store.coverage();
console.log(`${held} events held, ${known.length} resources of the sample with names, asked in turn until ${resources}`);
const measure = (what: string, ask: (i: number) => OutsideQuestion, since?: number): void => {
  const times: number[] = [];
  let changes = 0;
  const began = performance.now();
  for (let i = 0; i < resources; i++) {
    const start = performance.now();
    changes += outsideOf(reader, ask(i), since === undefined ? {} : { since }).changes.length;
    times.push(performance.now() - start);
  }
  const total = Math.round(performance.now() - began);
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? NaN).toFixed(1);
  console.log(`${what}: ${total} ms, p50 ${at(0.5)}, p95 ${at(0.95)}, worst ${at(0.9999)} ms; ${changes} changes`);
};
measure('all time', question);
measure('30 days', question, last - 30 * 24 * 60 * 60 * 1000);
measure('never seen', stranger);
store.close();
