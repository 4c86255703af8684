// Gets out of a truncated or damaged packed file all that comes before the fault.
import zlib from 'node:zlib';
import type { Packing } from './unpack.ts';

/** What was had, and why it is not more. */
export interface Salvaged {
  readonly bytes: Buffer;
  readonly outcome: 'truncated' | 'corrupt' | 'tooLarge';
}

/** How an attempt to unpack piece by piece ended. */
interface Attempt {
  /** Packed bytes of the pieces that went through. */
  readonly accepted: number;
  readonly outcome: 'whole' | Salvaged['outcome'];
}

/**
 * zlib keeps to itself what it had unpacked of the piece in which it finds the fault. So the fault is closed in on: each attempt gives the bytes that
 * went through before at once, and those after in smaller pieces.
 */
const steps = [65_536, 2048, 64, 1] as const;

/** Unpacks a file that is known to be faulty. */
export async function salvage(packed: Buffer, packing: Packing, maxBytes: number): Promise<Salvaged> {
  let accepted = 0;
  let outcome: Attempt['outcome'] = 'whole';
  let unpacked: Buffer[] = [];
  for (const step of steps) {
    unpacked = [];
    const attempted = await attempt([packed.subarray(0, accepted), ...pieces(packed, accepted, step)], packing, maxBytes, (bytes) =>
      unpacked.push(bytes),
    );
    ({ accepted, outcome } = attempted);
    if (outcome === 'tooLarge') return { bytes: Buffer.alloc(0), outcome };
    if (outcome === 'truncated') break; // there is no more, in whatever steps
  }
  return { bytes: Buffer.concat(unpacked), outcome: outcome === 'truncated' ? 'truncated' : 'corrupt' };
}

/** Whether a packed file unpacks to more than `maxBytes`, told without holding what it unpacks to. */
export async function exceeds(packed: Buffer, packing: Packing, maxBytes: number): Promise<boolean> {
  return (await attempt([packed], packing, maxBytes, () => undefined)).outcome === 'tooLarge';
}

function* pieces(bytes: Buffer, from: number, step: number): Generator<Buffer> {
  for (let at = from; at < bytes.length; at += step) yield bytes.subarray(at, at + step);
}

async function attempt(packed: Iterable<Buffer>, packing: Packing, maxBytes: number, take: (bytes: Buffer) => void): Promise<Attempt> {
  const stream = packing === 'gzip' ? zlib.createGunzip({ chunkSize: 1 << 18 }) : zlib.createZstdDecompress({ chunkSize: 1 << 18 });
  let size = 0;
  let accepted = 0;
  let outcome: Attempt['outcome'] | undefined;
  stream.on('data', (bytes: Buffer) => {
    size += bytes.length;
    if (size <= maxBytes) return take(bytes);
    outcome = 'tooLarge';
    stream.destroy();
  });
  stream.on('error', (error: NodeJS.ErrnoException) => (outcome ??= error.code === 'Z_BUF_ERROR' ? 'truncated' : 'corrupt'));
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  for (const piece of packed) {
    if (outcome !== undefined) break;
    const written = new Promise<boolean>((resolve) => stream.write(piece, (error) => resolve(!error)));
    if (await Promise.race([written, closed.then(() => false)])) accepted += piece.length;
    else break;
  }
  if (outcome === undefined) stream.end();
  await closed;
  return { accepted, outcome: outcome ?? 'whole' };
}
