// From a path to records: large files by pieces, bombs not at all.
import assert from 'node:assert/strict';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, describe, it } from 'node:test';
import zlib from 'node:zlib';
import type { Problem } from '../../src/problem.ts';
import { readLogFile } from '../../src/source/readLogFile.ts';
import { recordTexts } from './invented.ts';

let folder = '';
before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'read-'))));
after(() => rm(folder, { recursive: true }));

async function read(file: string, maxBytes?: number): Promise<{ count: number; numbers: Set<number>; problems: Problem[]; last: string }> {
  const heard = { count: 0, numbers: new Set<number>(), problems: [] as Problem[], last: '' };
  await readLogFile(
    file,
    {
      record: (bytes, start, end, number) => {
        heard.count++;
        heard.numbers.add(number);
        heard.last = bytes.toString('utf8', start, end);
      },
      problem: (problem) => heard.problems.push(problem),
    },
    maxBytes === undefined ? {} : { maxBytes },
  );
  return heard;
}

async function write(name: string, bytes: Buffer | string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

describe('readLogFile', () => {
  const texts = recordTexts(1000);

  it('reads a log file', async () => {
    const { count, problems } = await read(await write('a.json.gz', zlib.gzipSync(`{"Records":[${texts.join(',')}]}`)));
    assert.deepEqual([count, problems], [1000, []]);
  });

  it('has one problem for an empty file, and one for a missing file', async () => {
    assert.deepEqual(
      (await read(await write('empty.json', ''))).problems.map(({ code }) => code),
      ['notJson'],
    );
    assert.deepEqual(
      (await read(path.join(folder, 'none'))).problems.map(({ code }) => code),
      ['unreadable'],
    );
  });

  it('keeps all complete records of a truncated file', async () => {
    const packed = zlib.gzipSync(`{"Records":[${texts.join(',')}]}`);
    const { count, problems } = await read(await write('cut.json.gz', packed.subarray(0, packed.length >> 1)));
    assert.ok(count > 400 && count < 600, String(count));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['truncated', 'badRecord'],
    );
  });

  for (const packing of ['plain', 'gzip'] as const) {
    it(`reads ${packing} JSON lines that are larger than the limit by pieces, with numbers and places of the whole file`, async () => {
      const rounds = 60;
      const lines = Array.from({ length: rounds }, () => [...texts, 'broken {'].join('\n')).join('\n');
      const file = await write('large.jsonl', packing === 'plain' ? lines : zlib.gzipSync(lines, { level: 1 }));
      assert.ok(lines.length > 32 * 1024 * 1024, 'at least two pieces');
      const { count, numbers, problems, last } = await read(file, 20 * 1024 * 1024);
      assert.equal(count, rounds * texts.length);
      assert.equal(numbers.size, count);
      assert.equal(last, texts.at(-1));
      const whole = Buffer.from(lines);
      assert.ok(problems.length >= rounds - 2 && problems.every(({ code }) => code === 'notJson' || code === 'badRecord'));
      for (const { offset = 0 } of problems) assert.match(whole.toString('utf8', Math.max(0, offset - 8), offset + 8), /broken \{|^$/);
    });
  }

  it('tells what to do about other text that is larger than the limit', async () => {
    const file = await write('large.json', `{"Records":[${texts.join(',')}]}`);
    const { count, problems } = await read(file, 100_000);
    assert.equal(count, 0);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['tooLarge'],
    );
    assert.match(problems[0]?.message ?? '', /Split it/);
  });

  it('ends a bomb of 1 GB in under 5 s and 500 MB', { timeout: 30_000 }, async () => {
    const file = path.join(folder, 'bomb.json.gz');
    const zeros = Buffer.alloc(16 * 1024 * 1024);
    await pipeline(Readable.from(Array.from({ length: 64 }, () => zeros)), zlib.createGzip({ level: 1 }), createWriteStream(file));
    const before = process.memoryUsage().rss;
    let peak = before;
    const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
    const started = performance.now();
    const { problems } = await read(file);
    const seconds = (performance.now() - started) / 1000;
    clearInterval(watching);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['tooLarge'],
    );
    assert.ok(seconds < 5, `${seconds} s`);
    assert.ok(peak - before < 350 * 1024 * 1024, `${Math.round((peak - before) / 1e6)} MB more`);
    assert.ok(createReadStream(file).destroy());
  });

  it('rejects when the sink throws, as that is a fault of the program', async () => {
    const file = await write('one.json', texts[0] ?? '');
    const sink = {
      record: () => {
        throw new Error('store');
      },
      problem: () => undefined,
    };
    await assert.rejects(readLogFile(file, sink), /store/);
    const lines = await write('two.jsonl', Array.from({ length: 40 }, () => texts.join('\n')).join('\n'));
    await assert.rejects(readLogFile(lines, sink, { maxBytes: 20 * 1024 * 1024 }), /store/);
  });
});
