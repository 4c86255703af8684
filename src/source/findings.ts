// Gathers what decoding one file finds: passes records on, numbers them, and words the problems.
import type { JsonFault } from '../event/jsonText.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import type { DecodeSink } from './decode.ts';

/** More problems than this of one file are counted in a last one, instead of being listed. */
const listed = 1000;

/** Everything found in one file so far. Problems are given to the sink by `finish`, when it is known what the file is. */
export class Findings {
  readonly #file: string;
  readonly #sink: DecodeSink;
  readonly #problems: Problem[] = [];
  #unlisted = 0;
  #number = 0;
  #records = 0;
  #brokenRecords = 0;
  #strangers = 0;
  #envelopes = 0;
  #firstFault: Problem | undefined;

  constructor(file: string, sink: DecodeSink) {
    this.#file = file;
    this.#sink = sink;
  }

  /** Records passed on so far. */
  get records(): number {
    return this.#records;
  }

  /** Elements of any kind met so far. */
  get number(): number {
    return this.#number;
  }

  record(bytes: Buffer, start: number, end: number): void {
    this.#records++;
    this.#sink.record(bytes, start, end, ++this.#number);
  }

  /** An element of a list, or the file's only value, that is broken. `looksLikeRecord`: it begins as a record does. */
  broken(fault: JsonFault, offset: number, looksLikeRecord: boolean): void {
    const record = ++this.#number;
    if (looksLikeRecord) this.#brokenRecords++;
    this.#list({ code: 'badRecord', message: `The record is not valid JSON: ${fault}.`, file: this.#file, record, offset });
    this.#noteFault(fault, offset);
  }

  /** The text around the records is broken; no record is known to be lost by it. */
  damage(fault: JsonFault, offset: number): void {
    this.#list({
      code: 'notJson',
      message: `The text around the records is not valid JSON: ${fault}. Every complete record that could be recognised was read.`,
      file: this.#file,
      offset,
    });
    this.#noteFault(fault, offset);
  }

  /** So much is broken that the rest of the text was not searched for records. */
  gaveUp(offset: number): void {
    this.#list({ code: 'notJson', message: 'So much of this file is damaged that the rest of it was not read.', file: this.#file, offset });
  }

  /** A valid value that is no record where one was expected. */
  stranger(offset: number): void {
    const record = ++this.#number;
    this.#strangers++;
    this.#list({ code: 'badRecord', message: 'The entry is valid JSON, but not a CloudTrail record.', file: this.#file, record, offset });
  }

  /** An envelope was read to its end; without records in it, it is still CloudTrail's. */
  envelope(): void {
    this.#envelopes++;
  }

  digest(offset: number): void {
    this.#list({
      code: 'digest',
      message: 'A digest file: it proves the integrity of log files and holds no events.',
      file: this.#file,
      offset,
    });
    this.#envelopes++;
  }

  /** Something about the file that does not depend on what else is found in it. */
  whole(code: ProblemCode, message: string, offset?: number): void {
    this.#envelopes++;
    this.#list({ code, message, file: this.#file, ...(offset === undefined ? {} : { offset }) });
  }

  /** Tells the sink of the problems. A file in which nothing is CloudTrail's has just one. */
  finish(): void {
    if (this.#records === 0 && this.#envelopes === 0 && this.#brokenRecords === 0) {
      this.#sink.problem(this.#firstFault ?? this.#nothing());
      return;
    }
    for (const problem of this.#problems) this.#sink.problem(problem);
    if (this.#unlisted > 0) {
      const message = `${this.#unlisted} more entries of this file were not read. Only the first ${listed} are listed.`;
      this.#sink.problem({ code: 'badRecord', message, file: this.#file });
    }
  }

  #nothing(): Problem {
    const file = this.#file;
    if (this.#strangers === 0) return { code: 'notJson', message: 'The file is empty.', file };
    if (this.#strangers === 1)
      return { code: 'notCloudTrail', message: 'The file is valid JSON, but not a CloudTrail record or log file.', file };
    return { code: 'notCloudTrail', message: 'The file is valid JSON, but none of its entries is a CloudTrail record.', file };
  }

  #list(problem: Problem): void {
    if (this.#problems.length < listed) this.#problems.push(problem);
    else this.#unlisted++;
  }

  #noteFault(fault: JsonFault, offset: number): void {
    const message = `The file is not JSON, JSON lines or the console's CSV: ${fault}.`;
    this.#firstFault ??= { code: 'notJson', message, file: this.#file, offset };
  }
}
