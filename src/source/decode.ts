// Turns the unpacked text of one artifact, in any of the envelopes CloudTrail's records travel in, into records and problems.
import type { Problem } from '../problem.ts';

/** Takes what `decode` finds, in the order of the file. */
export interface DecodeSink {
  /**
   * The record's text is `bytes[start, end)`: the exact slice of what was given to `decode`, or a Buffer of its own for records that travel as
   * strings or CSV rows. `number` counts records and broken records of the file from 1.
   */
  record(bytes: Buffer, start: number, end: number, number: number): void;
  problem(problem: Problem): void;
}

/** Hands every record in `bytes` to the sink, and a problem for everything else. Never throws because of what the bytes say. */
export function decode(bytes: Buffer, file: string, sink: DecodeSink): void {
  void bytes;
  void file;
  void sink;
  throw new Error('decode: not written yet');
}
