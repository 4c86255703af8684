// What a workspace's index keeps of each file, and how that is written down: names that code says, and what they rest on. Names from
// states are never written. Whatever is read back is believed only as far as it is well formed.
import type { Evidence } from './evidence.ts';
import type { Clues } from './nameClues.ts';

/** Grows whenever names are taken from code in another way, or are written in another form. */
const FORMAT = 1;
/** Larger indexes are not written, in characters. */
export const LARGEST_INDEX = 24_000_000;

/** What is kept of a file. */
export interface FileRecord {
  /** State of the file when it was read: whoever sees the same again need not read it. */
  readonly stamp: string;
  readonly code: Clues;
  readonly evidence: Evidence;
  /** States that say more names; undefined where those cannot be found again. */
  readonly sources: readonly string[] | undefined;
}

/** An index as it was written. */
export interface WrittenIndex {
  readonly records: ReadonlyMap<string, FileRecord>;
  /** The local modules that files call, as `pathKey`s. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
  /** State of the evidence when it was looked at. */
  readonly stamps: ReadonlyMap<string, string>;
}

/** The records as lines of JSON. `made`: by whom; others do not read it. */
export function* writeIndex(
  records: Iterable<readonly [file: string, record: FileRecord]>,
  stamps: ReadonlyMap<string, string>,
  callsOf: (file: string) => readonly string[],
  made: string,
): Generator<string, void> {
  yield JSON.stringify(['traillens', FORMAT, made]);
  const known = new Map<string, number>();
  const sets = new Map<Evidence, number>();
  let lines = 0;
  for (const [file, { stamp, code, evidence, sources }] of records) {
    if (sources === undefined) continue;
    const items = [...evidence];
    if (items.some((item) => !stamps.has(item))) continue;
    for (const item of items) {
      if (known.has(item)) continue;
      known.set(item, known.size);
      yield JSON.stringify(['e', item, stamps.get(item)]);
      lines++;
    }
    if (!sets.has(evidence)) {
      sets.set(evidence, sets.size);
      yield JSON.stringify(['s', ...items.map((item) => known.get(item))]);
      lines++;
    }
    yield JSON.stringify(['f', file, stamp, sets.get(evidence), code.names, code.runs, sources, callsOf(file)]);
    lines++;
  }
  yield JSON.stringify(['end', lines]);
}

/** Reads what `writeIndex` wrote, a line at a time; undefined for anything else, damaged or not whole. */
export function* readIndex(text: string, made: string): Generator<void, WrittenIndex | undefined> {
  if (text.length > LARGEST_INDEX) return undefined;
  const records = new Map<string, FileRecord>();
  const calls = new Map<string, readonly string[]>();
  const stamps = new Map<string, string>();
  const items: string[] = [];
  const sets: Evidence[] = [];
  let lines = -1;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from);
    const line = listIn(text.slice(from, end < 0 ? text.length : end));
    from = end < 0 ? text.length : end + 1;
    if (!line) return undefined;
    const [kind, ...rest] = line;
    if (lines < 0) {
      if (kind !== 'traillens' || rest[0] !== FORMAT || rest[1] !== made) return undefined;
    } else if (kind === 'e') {
      const [item, stamp] = rest;
      if (typeof item !== 'string' || typeof stamp !== 'string') return undefined;
      items.push(item);
      stamps.set(item, stamp);
    } else if (kind === 's') {
      const set = new Set(rest.map((index) => (typeof index === 'number' ? items[index] : undefined)));
      if (set.has(undefined)) return undefined;
      sets.push(set as ReadonlySet<unknown> as Evidence);
    } else if (kind === 'f') {
      const read = recordOf(rest, sets);
      if (!read) return undefined;
      records.set(read.file, read.record);
      calls.set(read.file, read.calls);
    } else return kind === 'end' && rest[0] === lines ? { records, calls, stamps } : undefined;
    lines++;
    yield;
  }
  return undefined;
}

function recordOf(
  line: readonly unknown[],
  sets: readonly Evidence[],
): { file: string; record: FileRecord; calls: readonly string[] } | undefined {
  const [file, stamp, set, names, runs, sources, calls] = line;
  const evidence = typeof set === 'number' ? sets[set] : undefined;
  if (typeof file !== 'string' || typeof stamp !== 'string' || !evidence) return undefined;
  if (!isTexts(names) || !isTexts(runs) || !isTexts(sources) || !isTexts(calls)) return undefined;
  return { file, record: { stamp, code: { names, runs }, evidence, sources }, calls };
}

function listIn(line: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
