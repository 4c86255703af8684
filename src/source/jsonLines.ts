// Reads JSON lines that are too large to hold at once, a piece of whole lines at a time.
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { JsonCursor } from '../event/jsonText.ts';
import type { DecodeSink } from './decode.ts';
import { decode } from './decode.ts';
import { packingOf } from './unpack.ts';

/** Lines are decoded in pieces of about this size. */
const pieceSize = 16 * 1024 * 1024;
/** Past so many times what one artifact may hold, even lines are not read on: they would fill the disk. */
const mostArtifacts = 16;

const newline = 0x0a;

/**
 * Decodes the file at `path` piece by piece, if it is one JSON value per line; gives false, and tells the sink nothing, when it is not, or cannot be
 * read. Record numbers and offsets are those within the whole file.
 */
export async function readLines(path: string, sink: DecodeSink, maxBytes: number): Promise<boolean> {
  let held: Buffer[] = [];
  let heldSize = 0;
  let offset = 0;
  let number = 0;
  let isLines = false;
  let decoding = false;

  const decodeHeld = (upTo: number): void => {
    const bytes = Buffer.concat(held);
    const base = { offset, number };
    decoding = true;
    decode(bytes.subarray(0, upTo), path, {
      record: (record, start, end, index) => sink.record(record, start, end, (number = base.number + index)),
      problem: (problem) => {
        if (problem.record !== undefined) number = Math.max(number, base.number + problem.record);
        sink.problem({
          ...problem,
          ...(problem.record === undefined ? {} : { record: base.number + problem.record }),
          ...(problem.offset === undefined ? {} : { offset: base.offset + problem.offset }),
        });
      },
    });
    decoding = false;
    offset += upTo;
    held = [bytes.subarray(upTo)];
    heldSize = bytes.length - upTo;
  };

  try {
    const chunks: AsyncIterable<Buffer> = await textOf(path);
    for await (const chunk of chunks) {
      held.push(chunk);
      heldSize += chunk.length;
      if (heldSize < pieceSize) continue;
      const end = chunk.lastIndexOf(newline) + 1;
      const upTo = end === 0 ? 0 : heldSize - chunk.length + end;
      if (!isLines && !(isLines = upTo > 0 && startsWithLine(Buffer.concat(held)))) return false;
      if (offset + upTo > maxBytes * mostArtifacts || heldSize > maxBytes) {
        const message = `Only the first ${Math.round(offset / 1e6).toLocaleString('en')} MB of this file were read. Split it to read the rest.`;
        sink.problem({ code: 'tooLarge', message, file: path, offset });
        return true;
      }
      if (upTo > 0) decodeHeld(upTo);
    }
  } catch (error) {
    if (decoding) throw error; // the sink's
    if (!isLines) return false;
    const message = 'The file ends early or is damaged: what comes before was read. Copy or download it again.';
    const isCut = error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
    sink.problem({ code: isCut ? 'truncated' : 'corrupt', message, file: path, offset: offset + heldSize });
  }
  if (isLines) decodeHeld(heldSize);
  return isLines;
}

/** The file's text, unpacked on the way. */
async function textOf(path: string): Promise<Readable> {
  const head = Buffer.alloc(4);
  const file = await open(path);
  await file.read(head, 0, 4, 0).finally(() => file.close());
  const packing = packingOf(head);
  const plain = createReadStream(path, { highWaterMark: 1 << 20 });
  if (packing === 'none') return plain;
  const unpacked = packing === 'gzip' ? zlib.createGunzip({ chunkSize: 1 << 20 }) : zlib.createZstdDecompress({ chunkSize: 1 << 20 });
  plain.on('error', (error) => unpacked.destroy(error));
  return plain.pipe(unpacked);
}

/** Whether the first line is a JSON value by itself. */
function startsWithLine(bytes: Buffer): boolean {
  const cursor = new JsonCursor();
  const start = bytes.indexOf(0x7b);
  const after = start < 0 ? -1 : cursor.skipValue(bytes, start, bytes.length);
  if (after < 0) return false;
  let end = after;
  while (bytes[end] === 0x20 || bytes[end] === 0x0d) end++;
  return bytes[end] === newline && bytes.subarray(start, after).indexOf(newline) < 0;
}
