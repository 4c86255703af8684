// One object into one file, whole or not at all.
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as fs from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { failureOf } from './faults.ts';
import type { Doing } from './faults.ts';
import { AwsFailure } from './port.ts';
import type { Place } from './port.ts';
import type { Buckets } from './s3.ts';

/** The SDK repeats what fails before an answer begins; what breaks off within one is repeated here. */
const ATTEMPTS = 3;

/**
 * Writes to `<file>.part` and renames that when it is complete. Resolves to the number of bytes. Faults of this computer's disk reject as
 * they are: they are no faults of AWS.
 */
export async function downloadTo(
  buckets: Buckets,
  at: Place,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  file: string,
  signal: AbortSignal,
): Promise<number> {
  const part = `${file}.part`;
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        const bytes = await once(buckets, at, bucket, key, part, signal);
        await rename(part, file);
        return bytes;
      } catch (error) {
        signal.throwIfAborted();
        if (attempt >= ATTEMPTS || !isBrokenOff(error)) throw error;
      }
    }
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** The object's text, held in memory only. Rejects with `badRequest` when it is larger than `limit` bytes. */
export async function textOf(
  buckets: Buckets,
  at: Place,
  { bucket, key }: { readonly bucket: string; readonly key: string },
  limit: number,
  signal: AbortSignal,
): Promise<{ text: string; modified?: number }> {
  const doing: Doing = { ...at, call: 'GetObject' };
  const { Body, ContentLength, LastModified } = await buckets.call(at, bucket, 'GetObject', signal, (client) =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal }),
  );
  if (!(Body instanceof Readable)) throw new AwsFailure({ ...failureOf(new SyntaxError(), doing).fault, code: 'badAnswer' });
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of Body) {
      signal.throwIfAborted();
      if (!(chunk instanceof Uint8Array)) continue;
      bytes += chunk.length;
      if (bytes > limit) throw tooLarge(at, limit);
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    Body.destroy();
    signal.throwIfAborted();
    throw failureOf(error, doing);
  }
  if (ContentLength !== undefined && bytes !== ContentLength) throw cutShort(at, bytes, ContentLength);
  const text = Buffer.concat(chunks).toString('utf8');
  return { text, ...(LastModified === undefined ? {} : { modified: LastModified.getTime() }) };
}

async function once(buckets: Buckets, at: Place, bucket: string, key: string, part: string, signal: AbortSignal): Promise<number> {
  const { Body, ContentLength } = await buckets.call(at, bucket, 'GetObject', signal, (client) =>
    client.send(new GetObjectCommand({ Bucket: bucket, Key: key }), { abortSignal: signal }),
  );
  const doing: Doing = { ...at, call: 'GetObject' };
  if (!(Body instanceof Readable)) throw new AwsFailure({ ...failureOf(new SyntaxError(), doing).fault, code: 'badAnswer' });
  const out = fs.createWriteStream(part);
  // One's error is handed to the other: the first tells whose it is.
  let whose: 'disk' | 'body' | undefined;
  out.once('error', () => (whose ??= 'disk'));
  Body.once('error', () => (whose ??= 'body'));
  try {
    await pipeline(Body, out, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw whose === 'disk' ? error : failureOf(error, doing);
  }
  if (ContentLength !== undefined && out.bytesWritten !== ContentLength) throw cutShort(at, out.bytesWritten, ContentLength);
  return out.bytesWritten;
}

function isBrokenOff(error: unknown): boolean {
  return error instanceof AwsFailure && ['network', 'timeout', 'badAnswer'].includes(error.fault.code);
}

function tooLarge({ profile, account, region }: Place, limit: number): AwsFailure {
  const message = `The object is larger than ${Math.round(limit / 1_000_000)} MB, more than is read at once.`;
  return new AwsFailure({ code: 'badRequest', message, permission: 's3:GetObject', profile, account, region });
}

function cutShort(at: Place, got: number, of: number): AwsFailure {
  return new AwsFailure({
    code: 'network',
    message: `The connection broke off: ${got} of ${of} bytes of the object came. Check the connection and load again.`,
    permission: 's3:GetObject',
    profile: at.profile,
    account: at.account,
    region: at.region,
  });
}
