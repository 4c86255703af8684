// An import that is killed at any moment loses nothing and doubles nothing: the next one ends where a clean one would.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const folder = mkdtempSync(path.join(tmpdir(), 'traillens-kill-'));
const logs = path.join(folder, 'logs');
after(() => rmSync(folder, { recursive: true, force: true }));

const FILES = 300;
const RECORDS = 200;
const KILLS = 20;

/** 60,000 records, a tenth of them delivered again by the next file. */
function writeLogs(): void {
  const record = (n: number): string =>
    JSON.stringify({
      eventVersion: '1.11',
      userIdentity: { type: 'IAMUser', userName: `user${n % 17}`, accountId: '111122223333' },
      eventTime: new Date(Date.UTC(2026, 6, 1) + n * 1000).toISOString().replace('.000', ''),
      eventSource: 's3.amazonaws.com',
      eventName: n % 3 === 0 ? 'PutObject' : 'GetObject',
      awsRegion: 'eu-west-1',
      sourceIPAddress: '192.0.2.1',
      requestParameters: { bucketName: `bucket-${n % 97}`, key: `object/${n}` },
      eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      readOnly: n % 3 !== 0,
      eventType: 'AwsApiCall',
      recipientAccountId: '111122223333',
      eventCategory: 'Data',
    });
  mkdirSync(logs, { recursive: true });
  for (let file = 0; file < FILES; file++) {
    const from = file * RECORDS - (file > 0 ? RECORDS / 10 : 0);
    const records = Array.from({ length: (file + 1) * RECORDS - from }, (_, i) => record(from + i));
    writeFileSync(path.join(logs, `f${String(file).padStart(4, '0')}.json.gz`), gzipSync(`{"Records":[${records.join(',')}]}`));
  }
}

const importInto = (store: string): { events: number; duplicates: number; problems: number } => {
  const run = spawnSync(process.execPath, [cli, 'import', logs, '--store', store], { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const { events, duplicates, problems } = JSON.parse(run.stdout) as { events: number; duplicates: number; problems: number };
  return { events, duplicates, problems };
};

/** Hash of all records, sorted. */
const contentOf = (store: string): string => {
  const run = spawnSync(process.execPath, [cli, 'events', '--store', store, '--jsonl'], { encoding: 'utf8', maxBuffer: 1 << 30 });
  assert.equal(run.status, 0, run.stderr);
  const lines = run.stdout.trimEnd().split('\n').sort();
  return `${lines.length} ${createHash('sha256').update(lines.join('\n')).digest('hex')}`;
};

before(writeLogs);

test(`counts and content after ${KILLS} kills at random moments are those of a clean import`, { timeout: 300_000 }, async () => {
  const clean = path.join(folder, 'clean');
  const began = performance.now();
  const expected = importInto(clean);
  const cleanMs = performance.now() - began;
  assert.equal(expected.events, FILES * RECORDS);
  assert.ok(expected.duplicates > 0);
  const content = contentOf(clean);

  let interrupted = 0;
  const store = path.join(folder, 'killed');
  for (let kill = 0; kill < KILLS; kill++) {
    // Early and late: the moments spread over a whole clean import.
    const child = spawn(process.execPath, [cli, 'import', logs, '--store', store], { stdio: 'ignore' });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
    const timer = setTimeout(() => child.kill('SIGKILL'), (cleanMs * (kill + 0.5 + Math.random() * 0.4 - 0.2)) / KILLS);
    if ((await ended) === 'SIGKILL') interrupted++;
    clearTimeout(timer);
    if (kill % 4 === 3) {
      // Every few kills the store is brought to its end, compared, and begun anew.
      assert.deepEqual(importInto(store), expected);
      assert.equal(contentOf(store), content);
      rmSync(store, { recursive: true });
    }
  }
  assert.ok(interrupted >= KILLS / 2, `only ${interrupted} of ${KILLS} imports were interrupted`);
});
