// Plain types for faults in the data, importable from every folder: data faults are values, program faults throw.

/** Closed list of what can be wrong with data that was read. */
export type ProblemCode =
  | 'unreadable' // the file could not be opened or read
  | 'truncated' // compressed data ends early
  | 'corrupt' // compressed data is damaged
  | 'tooLarge' // unpacks to more than we are willing to hold
  | 'notJson' // neither JSON, JSON lines nor CSV
  | 'notCloudTrail' // valid data, but not CloudTrail's
  | 'badRecord' // one record does not parse
  | 'digest'; // a digest file: recognised, set aside, not a fault of the data

/** Something that was not read, with its place. Collecting goes on. */
export interface Problem {
  readonly code: ProblemCode;
  /** What happened, why, and what to do, in one or two sentences. Never contains log content. */
  readonly message: string;
  /** The file's absolute path (or the key of another artifact). */
  readonly file: string;
  /** Number of the record in the file, from 1; absent when the whole file is meant. */
  readonly record?: number;
  /** Byte offset of the fault in the unpacked text. */
  readonly offset?: number;
}
