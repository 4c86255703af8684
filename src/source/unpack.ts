// Reads one artifact from disk and undoes its compression, within bounds.
import { readFileSync, statSync } from 'node:fs';
import zlib from 'node:zlib';
import type { Problem, ProblemCode } from '../problem.ts';
import { exceeds, salvage } from './salvage.ts';

/** How much one artifact may cost. */
export interface UnpackLimits {
  /** Most bytes of text that are held at a time. */
  readonly maxBytes: number;
}

/** A log file of a trail has at most 50 MB before compression (AWS, "CloudTrail log file examples"); other exports may be larger. */
export const defaultLimits: UnpackLimits = { maxBytes: 256 * 1024 * 1024 };

/** The text of an artifact, as far as it could be had, and why there is no more of it. */
export interface Unpacked {
  readonly bytes: Buffer;
  readonly problems: readonly Problem[];
}

/** How the first bytes of a file say that it is packed. */
export type Packing = 'gzip' | 'zstd' | 'none';

/** Tells the packing by magic bytes; names lie. */
export function packingOf(bytes: Uint8Array): Packing {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  if (bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f && bytes[3] === 0xfd) return 'zstd';
  return 'none';
}

/** Reads a plain, gzip (one or many members) or zstd file. What is wrong with it is in `problems`; never rejects because of it. */
export async function readArtifact(path: string, limits: Partial<UnpackLimits> = {}): Promise<Unpacked> {
  const { maxBytes } = { ...defaultLimits, ...limits };
  let packed: Buffer;
  try {
    // Called on a thread that has nothing else to do: for many small files, waiting for Node's thread pool costs more than reading.
    const info = statSync(path);
    if (!info.isFile()) return failed(path, 'unreadable', `This is ${info.isDirectory() ? 'a folder' : 'a device'}, not a file.`);
    if (info.size > maxBytes) return tooLarge(path, maxBytes);
    packed = readFileSync(path);
  } catch (error) {
    return failed(path, 'unreadable', `The file cannot be read: ${reasonOf(error)}.`);
  }
  return unpack(packed, path, maxBytes);
}

/** Unpacks what was read from `path`. */
export async function unpack(packed: Buffer, path: string, maxBytes: number): Promise<Unpacked> {
  const packing = packingOf(packed);
  if (packing === 'none') return packed.length > maxBytes ? tooLarge(path, maxBytes) : { bytes: packed, problems: [] };
  // Where the file itself tells that it is too large, it is asked first whether that is true: a bomb then costs no memory.
  if (packing === 'gzip' && toldSize(packed) > maxBytes && (await exceeds(packed, packing, maxBytes))) return tooLarge(path, maxBytes);
  try {
    return { bytes: packing === 'gzip' ? gunzip(packed, maxBytes) : unzstd(packed, maxBytes), problems: [] };
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return tooLarge(path, maxBytes);
    if (codeOf(error) === 'ERR_METHOD_NOT_IMPLEMENTED')
      return failed(path, 'unreadable', 'The file is packed with zstd, which this Node.js cannot unpack.');
    return salvageFrom(packed, packing, path, maxBytes);
  }
}

/** Size that the end of a gzip file tells: that of its last member, modulo 4 GB. 0 where deflate cannot do that. A hint, never to be trusted. */
function toldSize(packed: Buffer): number {
  const told = packed.length >= 18 ? packed.readUInt32LE(packed.length - 4) : 0;
  return told <= packed.length * 1032 ? told : 0;
}

function gunzip(packed: Buffer, maxBytes: number): Buffer {
  // One chunk of the right size is fastest; with many members, the last may be tiny.
  const exact = Math.min(toldSize(packed), maxBytes) + 64;
  const chunkSize = Math.max(exact, Math.min(packed.length * 4, 1 << 22), 4096);
  return zlib.gunzipSync(packed, { chunkSize, maxOutputLength: maxBytes });
}

function unzstd(packed: Buffer, maxBytes: number): Buffer {
  // Missing before Node.js 22.15.
  if (typeof zlib.zstdDecompressSync !== 'function') throw Object.assign(new Error('zstd'), { code: 'ERR_METHOD_NOT_IMPLEMENTED' });
  return zlib.zstdDecompressSync(packed, { chunkSize: Math.max(4096, Math.min(packed.length * 8, 1 << 24)), maxOutputLength: maxBytes });
}

/** What can still be had of a packed file that ends early or is damaged. */
async function salvageFrom(packed: Buffer, packing: Packing, path: string, maxBytes: number): Promise<Unpacked> {
  const { bytes, outcome } = await salvage(packed, packing, maxBytes);
  if (outcome === 'tooLarge') return tooLarge(path, maxBytes);
  const problem: Problem =
    outcome === 'truncated'
      ? {
          code: 'truncated',
          message: 'The compressed file ends early: what comes before its end was read. Copy or download it again.',
          file: path,
        }
      : {
          code: 'corrupt',
          message: 'The compressed file is damaged: what comes before the damage was read, and may be wrong. Copy or download it again.',
          file: path,
        };
  return { bytes, problems: [{ ...problem, offset: bytes.length }] };
}

function tooLarge(path: string, maxBytes: number): Unpacked {
  const limit = `${Math.floor(maxBytes / (1024 * 1024))} MB`;
  return failed(
    path,
    'tooLarge',
    `The file holds more than ${limit} of text, and is not JSON lines. Split it, or write one record per line (jq -c '.Records[]').`,
  );
}

function failed(file: string, code: ProblemCode, message: string): Unpacked {
  return { bytes: Buffer.alloc(0), problems: [{ code, message, file }] };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

const reasons = new Map([
  ['ENOENT', 'it is no longer there'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EMFILE', 'too many files are open'],
  ['EIO', 'the disk reports an error'],
]);

function reasonOf(error: unknown): string {
  return reasons.get(codeOf(error)) ?? (codeOf(error) || 'unknown reason');
}
