// Compression and the small binary forms that segments are written in.
import * as zlib from 'node:zlib';

// zstd came to Node with 22.15; where it is missing, deflate serves, and the first byte of each blob tells which.
const ZSTD = 1;
const DEFLATE = 2;
const hasZstd = typeof zlib.zstdCompressSync === 'function';

/** Compresses a blob; quick rather than small. The blob is: method · size before · body. */
export function pack(data: Uint8Array): Buffer {
  // One chunk for all of the output: zlib's own default of 16 kB costs more than the compression.
  const chunkSize = Math.max(64, data.length + (data.length >> 7) + 512);
  const body = hasZstd
    ? zlib.zstdCompressSync(data, { chunkSize, params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } })
    : zlib.deflateRawSync(data, { chunkSize, level: 1 });
  const blob = Buffer.allocUnsafeSlow(body.length + 5);
  blob[0] = hasZstd ? ZSTD : DEFLATE;
  blob.writeUInt32LE(data.length, 1);
  blob.set(body, 5);
  return blob;
}

/** The inverse of `pack`. Throws on a damaged blob. */
export function unpack(blob: Uint8Array): Buffer {
  const view = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
  const body = view.subarray(5);
  if (blob[0] === ZSTD && !hasZstd) {
    throw new Error('This store was written with zstd, which this version of Node lacks (22.15 or newer has it).');
  }
  try {
    const chunkSize = Math.max(64, view.readUInt32LE(1));
    return blob[0] === DEFLATE ? zlib.inflateRawSync(body, { chunkSize }) : zlib.zstdDecompressSync(body, { chunkSize });
  } catch (cause) {
    throw new Error('The store is damaged: a part of it cannot be unpacked. Remove its sources and add them again.', { cause });
  }
}

/** Bytes that grow. */
export class ByteSink {
  bytes: Buffer;
  length = 0;

  constructor(capacity = 1 << 16) {
    this.bytes = Buffer.allocUnsafeSlow(capacity);
  }

  #room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  append(source: Uint8Array, start: number, end: number): void {
    this.#room(end - start);
    if (end - start > 64 && Buffer.isBuffer(source)) source.copy(this.bytes, this.length, start, end);
    else for (let i = start, at = this.length; i < end; i++) this.bytes[at++] = source[i] as number;
    this.length += end - start;
  }

  /** Makes room for so many bytes, to be written by the caller; gives where they start. */
  reserve(length: number): number {
    this.#room(length);
    this.length += length;
    return this.length - length;
  }

  byte(value: number): void {
    this.#room(1);
    this.bytes[this.length++] = value;
  }

  /** Unsigned LEB128, up to 32 bits. */
  varint(value: number): void {
    this.#room(5);
    while (value > 0x7f) {
      this.bytes[this.length++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.bytes[this.length++] = value;
  }

  view(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

/** 32-bit integers that grow. */
export class IntSink {
  values: Int32Array;
  length = 0;

  constructor(capacity = 1 << 12) {
    this.values = new Int32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.values.length) {
      const grown = new Int32Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = value;
  }

  view(): Int32Array {
    return this.values.subarray(0, this.length);
  }
}

/** Bytes of a typed array, without a copy. */
export const bytesOf = (array: Int32Array | Uint32Array | Uint16Array | Float64Array | Uint8Array): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);
