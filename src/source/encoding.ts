// Brings text to UTF-8 without a byte order mark.

/** The text as UTF-8: the same bytes where they are UTF-8 already. UTF-16 is recognised by its mark (Windows PowerShell writes it with `>`). */
export function toUtf8(bytes: Buffer): Buffer {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return fromUtf16le(bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return fromUtf16le(Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2))).swap16());
  return bytes;
}

/** In pieces, since a string holds no more than half a gigabyte. */
function fromUtf16le(bytes: Buffer): Buffer {
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });
  const pieces: Buffer[] = [];
  const step = 1 << 24;
  for (let at = 0; at < bytes.length; at += step) {
    pieces.push(Buffer.from(decoder.decode(bytes.subarray(at, at + step), { stream: at + step < bytes.length })));
  }
  return Buffer.concat(pieces);
}
