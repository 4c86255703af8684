// What passes between the collector and the threads that read files.
import type { Append } from '../store/segmentStore.ts';

/** Given to a reading thread when it starts. */
export interface IngestStart {
  readonly source: number;
  /** Buffer of the `IdSet` that all threads share. */
  readonly ids: SharedArrayBuffer;
  /** Rows of the thread's first segment, so that something is seen soon. */
  readonly firstRows: number;
}

/** Collector → thread. */
export type ToIngest =
  | {
      readonly type: 'files';
      readonly files: readonly { readonly file: number; readonly path: string; readonly size: number; readonly name?: string }[];
    }
  /** No more files: hand over what is left and end. */
  | { readonly type: 'finish' };

/** Thread → collector. */
export type FromIngest =
  /** Ready for more files. */
  | { readonly type: 'want' }
  /** A file was read; its events are not committed yet. */
  | { readonly type: 'read'; readonly size: number; readonly events: number }
  | { readonly type: 'append'; readonly append: Append }
  /** The set of ids is too full: give no more files, start anew with a larger one. */
  | { readonly type: 'crowded' }
  | { readonly type: 'end' };
