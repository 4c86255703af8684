// Which files of a folder are read, and in which order.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { LogFile } from '../../src/source/logFiles.ts';
import { listLogFiles } from '../../src/source/logFiles.ts';

let root = '';
const put = async (name: string, text = '{}'): Promise<void> => {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true });
  await writeFile(path.join(root, name), text);
};
const batchesOf = async (from: string, signal?: AbortSignal): Promise<LogFile[][]> => {
  const batches: LogFile[][] = [];
  for await (const batch of listLogFiles(from, signal)) batches.push(batch);
  return batches;
};
const list = async (from = root, signal?: AbortSignal): Promise<LogFile[]> => (await batchesOf(from, signal)).flat();
const names = (files: readonly LogFile[]): string[] => files.map((file) => path.relative(root, file.path));

before(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'list-'));
  for (const name of ['b.json', 'a/1.json.gz', 'a/2.jsonl', 'a/b/3.NDJSON', 'c.csv', 'd.log', 'e.gz', 'f.json.zst']) await put(name, name);
  for (const name of ['x.txt', 'x.tf', '.hidden.json', '.git/x.json', 'node_modules/m/package.json', 'a/.vscode/settings.json'])
    await put(name);
});
after(() => rm(root, { recursive: true }));

describe('listLogFiles', () => {
  it('finds files by their names, below folders, in a fixed order', async () => {
    const found = await list();
    assert.deepEqual(
      names(found),
      ['a/1.json.gz', 'a/2.jsonl', 'a/b/3.NDJSON', 'b.json', 'c.csv', 'd.log', 'e.gz', 'f.json.zst'].map((name) => path.normalize(name)),
    );
    assert.equal(found[0]?.size, 'a/1.json.gz'.length);
    assert.ok(Math.abs((found[0]?.mtimeMs ?? 0) - Date.now()) < 60_000);
  });

  it('takes a single file whatever its name', async () => assert.deepEqual(names(await list(path.join(root, 'x.txt'))), ['x.txt']));

  it('tells what the place of a file says', async () => {
    const day = 'AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/03/01';
    await put(`${day}/x.json.gz`);
    const found = await list(path.join(root, 'AWSLogs'));
    assert.equal(found[0]?.layout?.kind, 'CloudTrail-Digest');
    await rm(path.join(root, 'AWSLogs'), { recursive: true });
  });

  it('follows links once, and never in circles', { skip: process.platform === 'win32' }, async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'outside-'));
    await writeFile(path.join(outside, 'o.json'), '');
    await mkdir(path.join(root, 'links'));
    await symlink(outside, path.join(root, 'links/1'));
    await symlink(outside, path.join(root, 'links/2'));
    await symlink(root, path.join(root, 'links/up'));
    await symlink(outside, path.join(outside, 'self'));
    await symlink(path.join(root, 'nowhere'), path.join(root, 'links/broken.json'));
    await symlink(path.join(root, 'b.json'), path.join(root, 'links/file.json'));
    assert.deepEqual(
      names(await list(path.join(root, 'links'))).map((name) => name.slice(6)),
      [
        '1/o.json',
        'file.json',
        'up/a/1.json.gz',
        'up/a/2.jsonl',
        'up/a/b/3.NDJSON',
        'up/b.json',
        'up/c.csv',
        'up/d.log',
        'up/e.gz',
        'up/f.json.zst',
        'up/links/file.json',
      ],
    );
    assert.deepEqual(
      names(await list()).filter((name) => name.startsWith('links')),
      ['links/1/o.json', 'links/file.json'],
    );
    await rm(path.join(root, 'links'), { recursive: true });
    await rm(outside, { recursive: true });
  });

  it('gives large folders in batches', async () => {
    await mkdir(path.join(root, 'many'));
    for (let n = 0; n < 1000; n++) await writeFile(path.join(root, 'many', `${n}.json`), '');
    const batches = await batchesOf(path.join(root, 'many'));
    assert.ok(batches.length > 2);
    assert.equal(new Set(batches.flat().map((file) => file.path)).size, 1000);
    await rm(path.join(root, 'many'), { recursive: true });
  });

  it('rejects when the root is not there, or the signal fires', async () => {
    await assert.rejects(list(path.join(root, 'nowhere')), { code: 'ENOENT' });
    await assert.rejects(list(root, AbortSignal.abort()), { name: 'AbortError' });
  });
});
