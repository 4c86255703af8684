// Files are read within bounds, and as far as they can be read.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import zlib from 'node:zlib';
import { readArtifact, unpack } from '../../src/source/unpack.ts';

/** Text that packs about as well as logs do. */
const text = Buffer.from(
  Array.from({ length: 4000 }, (_, n) => `{"eventName":"PutObject","key":"${createHash('md5').update(String(n)).digest('hex')}"}`).join(
    '\n',
  ),
);
const gz = zlib.gzipSync(text);
const limit = 64 * 1024 * 1024;
const codes = (problems: readonly { readonly code: string }[]): string[] => problems.map(({ code }) => code);

describe('unpack', () => {
  for (const [name, packed] of Object.entries({
    plain: text,
    gzip: gz,
    zstd: zlib.zstdCompressSync(text),
    'gzip, padded with zeros': Buffer.concat([gz, Buffer.alloc(512)]),
  })) {
    it(`gives the text of a ${name} file`, async () => {
      const { bytes, problems } = await unpack(packed, 'f', limit);
      assert.ok(bytes.equals(text));
      assert.deepEqual(problems, []);
    });
  }

  it('gives the text of all members, the last one tiny or not', async () => {
    for (const last of [Buffer.from('x'), text, Buffer.alloc(0)]) {
      const { bytes, problems } = await unpack(Buffer.concat([gz, gz, zlib.gzipSync(last)]), 'f', limit);
      assert.ok(bytes.equals(Buffer.concat([text, text, last])));
      assert.deepEqual(problems, []);
    }
  });

  it('gives all that comes before the end of a truncated file', async () => {
    for (const end of [10, 30, 1000, gz.length >> 1, gz.length - 9, gz.length - 1]) {
      const { bytes, problems } = await unpack(gz.subarray(0, end), 'f', limit);
      const possible = zlib.gunzipSync(gz.subarray(0, end), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
      assert.ok(bytes.equals(possible), `${end}: ${bytes.length} of ${possible.length}`);
      assert.deepEqual([codes(problems), problems[0]?.offset], [['truncated'], bytes.length]);
    }
  });

  it('gives all that comes before damage, and all when only the checksum or what follows is wrong', async () => {
    const middle = Buffer.from(gz).fill(0xff, gz.length >> 1, (gz.length >> 1) + 40);
    const whole = zlib.gunzipSync(gz.subarray(0, gz.length >> 1), { finishFlush: zlib.constants.Z_SYNC_FLUSH });
    const damaged = await unpack(middle, 'f', limit);
    assert.ok(damaged.bytes.length >= whole.length && damaged.bytes.subarray(0, whole.length).equals(whole));
    assert.deepEqual(codes(damaged.problems), ['corrupt']);

    const checksum = Buffer.from(gz);
    checksum[gz.length - 6]! ^= 1;
    for (const packed of [checksum, Buffer.concat([gz, Buffer.from('garbage')])]) {
      const { bytes, problems } = await unpack(packed, 'f', limit);
      assert.ok(bytes.equals(text));
      assert.deepEqual(codes(problems), ['corrupt']);
    }
  });

  it('salvages zstd, too', async () => {
    const zst = zlib.zstdCompressSync(Buffer.concat([text, text, text]));
    const { bytes, problems } = await unpack(zst.subarray(0, zst.length - 1000), 'f', limit);
    assert.ok(bytes.length >= 128 * 1024 && Buffer.concat([text, text, text]).subarray(0, bytes.length).equals(bytes));
    assert.deepEqual(codes(problems), ['truncated']);
  });

  it('does not believe a size that is told wrongly', async () => {
    const lying = Buffer.from(gz.subarray(0, gz.length - 20));
    lying.writeUInt32LE(gz.length * 1000, lying.length - 4);
    const { bytes, problems } = await unpack(lying, 'f', 1024 * 1024);
    assert.ok(bytes.length > text.length / 2);
    assert.notDeepEqual(codes(problems), ['tooLarge']);
  });

  it('survives 200 mutations, quickly', async () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % below;
    const small = zlib.gzipSync(text.subarray(0, 20_000));
    for (let round = 0; round < 200; round++) {
      let packed = Buffer.from(round % 2 === 0 ? small : zlib.zstdCompressSync(text.subarray(0, 20_000)));
      for (let edits = 1 + random(3); edits > 0; edits--) {
        const at = random(packed.length);
        if (random(3) > 0) packed[at] = random(256);
        else packed = Buffer.concat([packed.subarray(0, at), packed.subarray(Math.min(packed.length, at + random(100)))]);
        if (packed.length === 0) packed = Buffer.alloc(1);
      }
      const started = performance.now();
      const { bytes } = await unpack(packed, 'f', limit);
      assert.ok(bytes.length <= limit);
      assert.ok(performance.now() - started < 5000);
    }
  });
});

describe('readArtifact', () => {
  let folder = '';
  before(async () => (folder = await mkdtemp(path.join(tmpdir(), 'unpack-'))));
  after(() => rm(folder, { recursive: true }));

  it('reads by magic bytes, not by name', async () => {
    const file = path.join(folder, 'packed.json');
    await writeFile(file, gz);
    assert.ok((await readArtifact(file)).bytes.equals(text));
    await writeFile(file, text);
    assert.ok((await readArtifact(file)).bytes.equals(text));
  });

  it('tells what cannot be read, in words', async () => {
    const missing = await readArtifact(path.join(folder, 'missing'));
    assert.deepEqual(codes(missing.problems), ['unreadable']);
    assert.match(missing.problems[0]?.message ?? '', /no longer there/);
    assert.match((await readArtifact(folder)).problems[0]?.message ?? '', /folder/);
  });

  it('refuses a plain file that is too large without reading it', async () => {
    const file = path.join(folder, 'large.json');
    await writeFile(file, Buffer.alloc(100_000, 0x20));
    assert.deepEqual(codes((await readArtifact(file, { maxBytes: 99_999 })).problems), ['tooLarge']);
    assert.deepEqual(codes((await readArtifact(file, { maxBytes: 100_000 })).problems), []);
  });
});
