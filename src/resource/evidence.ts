// Evidence in words, with the time that has passed since.
import type { Evidence } from './identity.ts';

/** `id from stack Orders, read 2 minutes ago`. Times in ms since 1970. */
export function evidenceText({ text, readAt }: Evidence, now = Date.now()): string {
  return readAt === undefined ? text : `${text}, read ${since(now - readAt)}`;
}

function since(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes === 0) return 'just now';
  const [count, unit] =
    minutes < 60 ? [minutes, 'minute'] : minutes < 48 * 60 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
