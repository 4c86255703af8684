// Unpacks a gzipped log file for reading, as far as it goes and not further than an editor can show.
import { createReadStream } from 'node:fs';
import { createGunzip, constants } from 'node:zlib';

/** What could be unpacked; `cut` says why it is not all. */
export interface Unpacked {
  readonly text: string;
  readonly cut?: 'damaged' | 'tooLarge';
}

/** At most `limit` bytes of the unpacked text; a truncated or damaged file gives what comes before the fault. Rejects when unreadable. */
export async function unpackText(path: string, limit: number): Promise<Unpacked> {
  const file = createReadStream(path);
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: limit + 65_536 });
  let unreadable: Error | undefined;
  file.on('error', (error) => gunzip.destroy((unreadable = error)));
  file.pipe(gunzip);
  const chunks: Buffer[] = [];
  let size = 0;
  let cut: Unpacked['cut'];
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limit) continue;
      cut = 'tooLarge';
      break;
    }
  } catch (error) {
    if (unreadable) throw unreadable;
    cut = error instanceof RangeError ? 'tooLarge' : 'damaged';
  } finally {
    file.destroy();
    gunzip.destroy();
  }
  const text = Buffer.concat(chunks).subarray(0, limit).toString('utf8');
  return cut ? { text, cut } : { text };
}
