// What a drop onto the view carries (text/uri-list, RFC 2483).

/** The URIs, without comments and blank lines. */
export function droppedUris(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
