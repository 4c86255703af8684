// By what a record without eventID is known.
import { createHash } from 'node:crypto';

/** Key of a record without eventID: two deliveries of the same text share it. */
export const contentKey = (text: Uint8Array): string => `content-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
