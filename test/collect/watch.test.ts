// New files are noticed soon, whatever happens to the folder.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { watchFolder } from '../../src/collect/watch.ts';

const patience = 8000;
let root = '';
let stop = new AbortController();
let changes = 0;

async function changed(what: string): Promise<void> {
  for (const end = performance.now() + patience; performance.now() < end; await pause(20)) if (changes > 0) break;
  assert.ok(changes > 0, `unnoticed: ${what}`);
  await pause(150); // let the burst end
  changes = 0;
}

const start = async (options: { poll?: number; folders?: number } = {}): Promise<void> => {
  watchFolder(root, () => changes++, stop.signal, { settle: 40, poll: 100_000, ...options });
  await pause(200);
  changes = 0;
};

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'watch-'));
  await mkdir(path.join(root, 'a/b'), { recursive: true });
  stop = new AbortController();
  changes = 0;
});
afterEach(async () => {
  stop.abort();
  await rm(root, { recursive: true, force: true });
});

describe('watchFolder', () => {
  it('notices new files at every depth, also in folders that are new', async () => {
    await start();
    await writeFile(path.join(root, '1.json'), '');
    await changed('a file at the top');
    await writeFile(path.join(root, 'a/b/2.json'), '');
    await changed('a file below');
    await mkdir(path.join(root, 'c/d'), { recursive: true });
    await changed('a new folder');
    await writeFile(path.join(root, 'c/d/3.json'), '');
    await changed('a file in a new folder');
  });

  it('tells a burst once', async () => {
    await start();
    await Promise.all(Array.from({ length: 50 }, (_, n) => writeFile(path.join(root, `${n}.json`), '')));
    await pause(400);
    assert.ok(changes >= 1 && changes <= 10, String(changes));
  });

  it('survives that the folder goes and comes back', async () => {
    await start({ poll: 50 });
    await rm(root, { recursive: true });
    await changed('deletion');
    await mkdir(path.join(root, 'a'), { recursive: true });
    await changed('coming back');
    await writeFile(path.join(root, 'a/1.json'), '');
    await changed('a file in the new folder');
  });

  it('notices by polling what it cannot watch', async () => {
    await start({ poll: 50, folders: 0 });
    await writeFile(path.join(root, 'a/b/1.json'), '');
    await changed('a file');
  });

  it('is silent after the signal', async () => {
    await start({ poll: 50 });
    stop.abort();
    await writeFile(path.join(root, '1.json'), '');
    await pause(300);
    assert.equal(changes, 0);
  });

  it('does nothing for a signal that has fired, and never throws for a folder that is not there', async () => {
    stop.abort();
    await start();
    stop = new AbortController();
    watchFolder(path.join(root, 'nowhere'), () => changes++, stop.signal, { settle: 20, poll: 50 });
    await pause(200);
    assert.equal(changes, 0);
  });
});
