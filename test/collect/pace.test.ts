import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { SharedPace } from '../../src/collect/pace.ts';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'traillens-pace-'));
  folders.push(made);
  return made;
}

const key = { account: '111122223333', region: 'eu-west-1', family: 'lookup' } as const;
const never = new AbortController().signal;

test('turns come one after another, each Region on its own', async () => {
  const pace = new SharedPace(folder(), { lookup: 50 });
  const began = performance.now();
  const other = { ...key, region: 'us-east-1' };
  await Promise.all([
    pace.turn(key, never),
    pace.turn(key, never),
    pace.turn(key, never),
    pace.turn(other, never),
    pace.turn(other, never),
  ]);
  const took = performance.now() - began;
  assert.ok(took >= 95 && took < 400, String(took));
  pace.close();
});

test('windows share their turns', async () => {
  const place = folder();
  const script = `
    import { SharedPace } from ${JSON.stringify(path.join(import.meta.dirname, '../../src/collect/pace.ts'))};
    const pace = new SharedPace(${JSON.stringify(place)}, { lookup: 60 });
    for (let i = 0; i < 8; i++) {
      await pace.turn(${JSON.stringify(key)}, new AbortController().signal);
      console.log(Date.now());
    }`;
  const runs = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      child.stdout.on('data', (data: Buffer) => (out += data.toString()));
      await once(child, 'close');
      return out.trim().split('\n').map(Number);
    }),
  );
  const times = runs.flat().sort((a, b) => a - b);
  assert.equal(times.length, 24);
  assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) >= 22 * 60, 'as slow as one window alone');
});

test('held off, nobody asks until it is over', async () => {
  const pace = new SharedPace(folder(), { lookup: 1 });
  await pace.turn(key, never);
  const began = performance.now();
  pace.holdOff(key, 120);
  await pace.turn(key, never);
  assert.ok(performance.now() - began >= 110);
  pace.close();
});

test('who gives up does not wait', async () => {
  const pace = new SharedPace(folder(), { lookup: 60_000 });
  await pace.turn(key, never);
  const abort = new AbortController();
  const waits = pace.turn(key, abort.signal);
  abort.abort(new Error('enough'));
  await assert.rejects(waits, /enough/);
  pace.close();
});
