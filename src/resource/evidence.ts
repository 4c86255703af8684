// Evidence in words, with the time that has passed since.
import { age } from './age.ts';
import type { Evidence } from './identity.ts';

/** `id from stack Orders, read 2 minutes ago`. Times in ms since 1970. */
export function evidenceText({ text, readAt }: Evidence, now = Date.now()): string {
  return readAt === undefined ? text : `${text}, read ${age(now - readAt, 'just now')}`;
}
