import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceChildren, sourceText, type SourceNode, type SourcesAsk } from '../../src/outline/sources.ts';
import type { Problem } from '../../src/problem.ts';
import { print, reader, source } from './fixtures.ts';

const problems: Problem[] = [
  { code: 'truncated', message: 'The file ends early. 12 records before the end were read.', file: '/home/me/logs/AWSLogs/a.json.gz' },
  { code: 'badRecord', message: 'Record 3 is no object.', file: '/home/me/logs/AWSLogs/b.json', record: 3 },
  { code: 'digest', message: 'A digest file, set aside.', file: '/home/me/logs/AWSLogs/c.json.gz' },
];

function tree(over: Partial<SourcesAsk>): Promise<string> {
  const ask: SourcesAsk = {
    reader,
    shown: () => 2,
    busy: () => undefined,
    sources: async () => [source({ problems: 3 })],
    problems: async () => problems,
    ...over,
  };
  return print<SourceNode>(
    (node) => sourceChildren(node, ask),
    (node) => sourceText(node, reader),
  );
}

test('a source says what is held of it and what was not read', async () => {
  assert.equal(
    await tree({}),
    `\
$(folder) AWSLogs  ‹21,034 events · 2026-04-16 – 2026-07-14 · 3 problems›
  $(list-flat) 21,034 events  ‹12 delivered twice, counted once›
  $(calendar) 2026-04-16 – 2026-07-14  ‹first and last event›
  $(files) 400 files  ‹12 MB›
  $(sync) Read 3 min ago  ‹2026-07-15 11:57:00 UTC›
  $(warning warning) 3 problems  ‹the rest was read›
    $(warning warning) Ends early  ‹a.json.gz›
    $(warning warning) Broken record 3  ‹b.json›
    $(ellipsis) Load more  ‹1 problem more›
`,
  );
});

test('a source being read shows how far it is', async () => {
  const progress = { source: 1, filesDone: 120, filesTotal: 400, bytesDone: 1, bytesTotal: 2, events: 12_345, eventsPerSecond: 8200.4 };
  const never = { id: 1, kind: 'file', path: 'C:\\logs\\one.json', events: 0, files: 0, duplicates: 0, first: NaN, last: NaN } as const;
  const { collectedAt: _, ...fresh } = source(never);
  assert.equal(
    await tree({ sources: async () => [fresh], busy: () => progress }),
    `\
$(sync) one.json  ‹12,345 events · 8,200/s · 120 of 400 files›
  $(list-flat) 0 events
  $(files) 0 files  ‹12 MB›
  $(sync) Not read to the end yet
`,
  );
});
