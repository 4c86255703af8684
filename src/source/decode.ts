// Turns the unpacked text of one artifact, in any of the envelopes CloudTrail's records travel in, into records and problems.
import type { Problem } from '../problem.ts';
import { looksLikeCsv, readCsv } from './csv.ts';
import { toUtf8 } from './encoding.ts';
import { Findings } from './findings.ts';
import { readSequence } from './sequence.ts';

/** Takes what `decode` finds: records in the order of the file, then the problems. */
export interface DecodeSink {
  /**
   * The record's text is `bytes[start, end)`: valid JSON, and the exact slice of what was given to `decode` where the record stood as JSON in it; a
   * Buffer of its own for records that travel as strings, CSV rows or in UTF-16. `number` counts records and broken records of the file from 1.
   */
  record(bytes: Buffer, start: number, end: number, number: number): void;
  problem(problem: Problem): void;
}

/**
 * Hands every record in `bytes` to the sink, and a problem for everything else. Never throws because of what the bytes say.
 *
 * Known: CloudTrail's log files and the console's JSON download (`{"Records":[…]}`), a list of records, a single record, JSON lines of any of these
 * (also after a time stamp, as CloudWatch Logs exports them), the answers of LookupEvents and FilterLogEvents, EventBridge's envelope, the console's
 * CSV download; as UTF-8 or UTF-16.
 *
 * Damage costs the records it lies in: a record whose own bytes are whole is passed on when at least the braces, brackets and commas that part it
 * from its neighbours are whole, too; after the damage of a single byte anywhere, even when they are not. What a broken record holds within itself is
 * not taken for a record of the file. Offsets in problems count from the beginning of the text, without its byte order mark, as UTF-8.
 */
export function decode(bytes: Buffer, file: string, sink: DecodeSink): void {
  const text = toUtf8(bytes);
  const found = new Findings(file, sink);
  if (looksLikeCsv(text)) readCsv(text, found);
  else readSequence(text, found);
  found.finish();
}
