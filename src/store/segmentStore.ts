// The store on disk: segments in one SQLite file. SQLite gives transactions, crash safety and pages; the segments give size and speed.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { EventCategory } from '../event/event.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { BlobCache } from './cache.ts';
import { candidatesIn, countIn } from './find.ts';
import { newestFirst } from './merge.ts';
import type { Run } from './merge.ts';
import { Notes } from './notes.ts';
import type { CountBy, Coverage, EventRef, EventRow, EventStore, Find, Found, SourceInfo, SourceKind, Span } from './port.ts';
import { RowReader } from './rows.ts';
import { migrate } from './schema.ts';
import { Spans } from './spans.ts';
import { Segment, blobId } from './segment.ts';
import { CATEGORIES, SEGMENT_ROWS, eachBlob } from './format.ts';
import type { EncodedSegment } from './format.ts';
import { SegmentBuilder } from './segmentBuilder.ts';
import { hashOf } from './terms.ts';

const REF_ROWS = SEGMENT_ROWS * 2;
const CACHE_BYTES = 128 * 1024 * 1024;
/** Activity reads the newest thousands of records, which lie in as many blocks as there are accounts and Regions, and more. */
const TEXT_CACHE_BYTES = 96 * 1024 * 1024;

/** A file that was read to its end, or as far as it goes. */
export interface FileDone {
  /** From `registerFile`. */
  readonly file: number;
  readonly events: number;
  readonly duplicates: number;
  readonly problems: readonly Problem[];
}

/** What `appendSegment` writes in one transaction. */
export interface Append {
  readonly source: number;
  readonly segment?: EncodedSegment;
  readonly done: readonly FileDone[];
  /** Set when the segment ends within a file: its events count only once that file is done. */
  readonly partOf?: number;
  /** What more was read of streams, which have no end: counts are added to what they had. */
  readonly more?: readonly FileDone[];
  /** Spans that are held from now on. */
  readonly spans?: readonly Span[];
}

/** Segments smaller than this are joined once a source has so many of them: pages of answers come in small pieces. */
const SMALL_ROWS = 8192;
const SMALL_SEGMENTS = 16;
const KINDS: readonly SourceKind[] = ['folder', 'file', 'eventHistory', 'bucket', 'logGroup'];

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : NaN);
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export class SegmentStore implements EventStore {
  readonly #db: DatabaseSync;
  readonly #cache = new BlobCache(CACHE_BYTES);
  readonly #texts = new BlobCache(TEXT_CACHE_BYTES);
  readonly #loadBlob: StatementSync;
  readonly #versionOf: StatementSync;
  #segments: Segment[] = [];
  #byId = new Map<number, Segment>();
  #generation = 0;
  #dataVersion = 0;
  readonly spans: Spans;
  readonly notes: Notes;

  /** Opens or creates the store in a folder. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#db = new DatabaseSync(path.join(folder, 'events.db'));
    this.#db.exec(
      'PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -65536;',
    );
    this.#db.exec('PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 268435456;');
    migrate(this.#db);
    this.spans = new Spans(this.#db);
    this.notes = new Notes(this.#db);
    this.#loadBlob = this.#db.prepare('SELECT data FROM blob WHERE id = ?');
    this.#versionOf = this.#db.prepare('PRAGMA data_version');
    this.#reload();
  }

  close(): void {
    this.#db.close();
  }

  get generation(): number {
    this.#refresh();
    return this.#generation;
  }

  /** Another process may have written. */
  #refresh(): void {
    const version = numberOf(this.#versionOf.get()?.['data_version']);
    if (version !== this.#dataVersion) this.#reload();
  }

  #reload(): void {
    this.#dataVersion = numberOf(this.#versionOf.get()?.['data_version']);
    const held = this.#byId;
    this.#byId = new Map();
    for (const row of this.#db.prepare('SELECT id, source, rows, first, last FROM segment WHERE partOf IS NULL ORDER BY id').iterate()) {
      const id = numberOf(row['id']);
      const info = {
        id,
        source: numberOf(row['source']),
        rows: numberOf(row['rows']),
        first: numberOf(row['first']),
        last: numberOf(row['last']),
      };
      this.#byId.set(id, held.get(id) ?? new Segment(info, (blob) => this.#load(blob), this.#cache, this.#texts));
    }
    this.#segments = [...this.#byId.values()];
    this.#generation++;
  }

  #load(id: number): Buffer {
    const data = this.#loadBlob.get(id)?.['data'];
    if (!(data instanceof Uint8Array))
      throw new Error('The store is damaged: a part of a segment is missing. Remove the source and add it again.');
    return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  }

  #transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  // ---- questions

  find(question: Find): Found {
    this.#refresh();
    const runs: Run[] = [];
    let total = 0;
    for (const segment of this.#segments) {
      const rows = candidatesIn(segment, question);
      total += rows.length;
      if (rows.length > 0) runs.push({ base: segment.info.id * REF_ROWS, rows, times: segment.times() });
    }
    return { ...newestFirst(runs, question.limit ?? Infinity), total };
  }

  rows(refs: ArrayLike<EventRef>): EventRow[] {
    const readers = new Map<number, RowReader>();
    return Array.from(refs, (ref) => {
      const segment = this.#segmentOf(ref);
      let reader = readers.get(segment.info.id);
      if (reader === undefined) readers.set(segment.info.id, (reader = new RowReader(segment)));
      return reader.row(ref % REF_ROWS, ref);
    });
  }

  raw(ref: EventRef): Buffer {
    return this.#segmentOf(ref).raw(ref % REF_ROWS);
  }

  refOf(key: string): EventRef | undefined {
    this.#refresh();
    const bytes = Buffer.from(key);
    const [h1, h2] = hashOf(bytes, 0, bytes.length);
    for (const segment of this.#segments) {
      for (const row of segment.rowsWith(key)) {
        const ids = segment.ids();
        if (ids[2 * row] === h1 && ids[2 * row + 1] === h2) return segment.info.id * REF_ROWS + row;
      }
    }
    return undefined;
  }

  countBy(column: CountBy, question: Find): Map<string, number> {
    this.#refresh();
    const counts = new Map<string, number>();
    for (const segment of this.#segments) countIn(segment, column, question, counts);
    return new Map([...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
  }

  #segmentOf(ref: EventRef): Segment {
    const segment = this.#byId.get(Math.floor(ref / REF_ROWS));
    if (segment === undefined || ref % REF_ROWS >= segment.info.rows) {
      throw new RangeError('This event is no longer held: its source was removed. Refresh the view.');
    }
    return segment;
  }

  sources(): SourceInfo[] {
    const rows = this.#db
      .prepare(
        `SELECT s.id, s.kind, s.path, s.collectedAt,
           (SELECT count(*) FROM file f WHERE f.source = s.id AND f.done = 1) AS files,
           (SELECT coalesce(sum(f.duplicates), 0) FROM file f WHERE f.source = s.id AND f.done = 1) AS duplicates,
           (SELECT coalesce(sum(f.size), 0) FROM file f WHERE f.source = s.id AND f.done = 1) AS bytes,
           (SELECT count(*) FROM problem p JOIN file f ON p.file = f.id WHERE f.source = s.id) AS problems,
           (SELECT coalesce(sum(g.rows), 0) FROM segment g WHERE g.source = s.id AND g.partOf IS NULL) AS events,
           (SELECT min(g.first) FROM segment g WHERE g.source = s.id AND g.partOf IS NULL) AS first,
           (SELECT max(g.last) FROM segment g WHERE g.source = s.id AND g.partOf IS NULL) AS last
         FROM source s ORDER BY s.id`,
      )
      .all();
    return rows.map((row) => {
      const collectedAt = numberOf(row['collectedAt']);
      return {
        id: numberOf(row['id']),
        kind: KINDS.find((kind) => kind === row['kind']) ?? 'folder',
        path: textOf(row['path']),
        files: numberOf(row['files']),
        events: numberOf(row['events']),
        duplicates: numberOf(row['duplicates']),
        problems: numberOf(row['problems']),
        first: numberOf(row['first']),
        last: numberOf(row['last']),
        bytes: numberOf(row['bytes']),
        ...(Number.isNaN(collectedAt) ? {} : { collectedAt }),
      };
    });
  }

  problems(source?: number): Problem[] {
    const all = this.#db.prepare(
      `SELECT p.code, p.message, p.record, p.place, f.path FROM problem p JOIN file f ON p.file = f.id
       WHERE ?1 IS NULL OR f.source = ?1 ORDER BY f.path, p.record, p.place`,
    );
    return all.all(source ?? null).map((row) => ({
      code: textOf(row['code']) as ProblemCode,
      message: textOf(row['message']),
      file: textOf(row['path']),
      ...(row['record'] === null ? {} : { record: numberOf(row['record']) }),
      ...(row['place'] === null ? {} : { offset: numberOf(row['place']) }),
    }));
  }

  coverage(): Coverage {
    this.#refresh();
    const sources = this.sources();
    const times = this.#segments.flatMap((s) => [s.info.first, s.info.last]).filter((t) => !Number.isNaN(t));
    const values = (column: 'account' | 'awsRegion'): string[] => {
      const all = new Set<string>();
      for (const segment of this.#segments) {
        const dictionary = segment.dictionary(column);
        for (let id = 0; id < dictionary.size; id++) all.add(dictionary.text(id));
      }
      all.delete('');
      return [...all].sort();
    };
    return {
      sources,
      events: this.#segments.reduce((sum, s) => sum + s.info.rows, 0),
      first: times.length > 0 ? Math.min(...times) : NaN,
      last: times.length > 0 ? Math.max(...times) : NaN,
      accounts: values('account'),
      regions: values('awsRegion'),
      categories: [...this.countBy('category', {}).keys()].filter((c): c is EventCategory => (CATEGORIES as readonly string[]).includes(c)),
      problems: sources.reduce((sum, s) => sum + s.problems, 0),
    };
  }

  // ---- writing

  /** The source with this path, made when new. */
  addSource(kind: SourceInfo['kind'], sourcePath: string): number {
    this.#db.prepare('INSERT INTO source (kind, path) VALUES (?, ?) ON CONFLICT (path) DO NOTHING').run(kind, sourcePath);
    return numberOf(this.#db.prepare('SELECT id FROM source WHERE path = ?').get(sourcePath)?.['id']);
  }

  /**
   * Forgets the source, its files, problems and events. Other sources' files that had duplicates are marked as not read: some of those may
   * have been duplicates of what goes away. Returns the sources to collect again.
   */
  removeSource(source: number): number[] {
    const again = this.#transaction(() => {
      for (const row of this.#db.prepare('SELECT id FROM segment WHERE source = ?').all(source)) this.#dropSegment(numberOf(row['id']));
      this.#db.prepare('DELETE FROM problem WHERE file IN (SELECT id FROM file WHERE source = ?)').run(source);
      this.#db.prepare('DELETE FROM file WHERE source = ?').run(source);
      this.spans.drop(source);
      this.#db.prepare('DELETE FROM source WHERE id = ?').run(source);
      const touched = this.#db.prepare('SELECT DISTINCT source FROM file WHERE duplicates > 0').all();
      for (const row of touched) this.spans.drop(numberOf(row['source']));
      this.#db.exec('UPDATE file SET done = 0 WHERE duplicates > 0');
      return touched.map((row) => numberOf(row['source']));
    });
    this.#db.exec('PRAGMA incremental_vacuum');
    this.#cache.clear();
    this.#texts.clear();
    this.#reload();
    return again;
  }

  #dropSegment(id: number): void {
    this.#db.prepare('DELETE FROM blob WHERE id >= ? AND id < ?').run(blobId(id, 0, 0), blobId(id + 1, 0, 0));
    this.#db.prepare('DELETE FROM segment WHERE id = ?').run(id);
  }

  /** Before an import: drops what an interrupted one left of half-read files. */
  dropUnfinished(): void {
    const rows = this.#db.prepare('SELECT id FROM segment WHERE partOf IS NOT NULL').all();
    if (rows.length > 0) this.#transaction(() => rows.forEach((row) => this.#dropSegment(numberOf(row['id']))));
  }

  /** Of these files those that are new or changed since they were read, each with its number. */
  filesToRead<F extends { path: string; size: number; mtimeMs: number }>(source: number, files: readonly F[]): { file: number; log: F }[] {
    const held = this.#db.prepare('SELECT id, size, modified, done FROM file WHERE source = ? AND path = ?');
    const insert = this.#db.prepare('INSERT INTO file (source, path, size, modified) VALUES (?, ?, ?, ?)');
    const renew = this.#db.prepare('UPDATE file SET size = ?, modified = ?, done = 0 WHERE id = ?');
    return this.#transaction(() =>
      files.flatMap((log) => {
        const row = held.get(source, log.path);
        if (row === undefined) return { file: numberOf(insert.run(source, log.path, log.size, log.mtimeMs).lastInsertRowid), log };
        const file = numberOf(row['id']);
        if (row['done'] === 1 && row['size'] === log.size && row['modified'] === log.mtimeMs) return [];
        renew.run(log.size, log.mtimeMs, file);
        return { file, log };
      }),
    );
  }

  /** Whether the source is still there. */
  hasSource(source: number): boolean {
    return this.#db.prepare('SELECT 1 FROM source WHERE id = ?').get(source) !== undefined;
  }

  /** Of these files those that were read as they are, by path. Makes nothing known. */
  filesRead(sourcePath: string, files: readonly { path: string; size: number; mtimeMs: number }[]): Set<string> {
    const held = this.#db.prepare(
      'SELECT 1 FROM file f JOIN source s ON f.source = s.id WHERE s.path = ? AND f.path = ? AND f.done = 1 AND f.size = ? AND f.modified = ?',
    );
    return new Set(files.filter((file) => held.get(sourcePath, file.path, file.size, file.mtimeMs) !== undefined).map((file) => file.path));
  }

  /** Number of a stream's row among a source's files, made when new. */
  fileOf(source: number, name: string): number {
    this.#db
      .prepare('INSERT INTO file (source, path, size, modified) VALUES (?, ?, 0, 0) ON CONFLICT (source, path) DO NOTHING')
      .run(source, name);
    return numberOf(this.#db.prepare('SELECT id FROM file WHERE source = ? AND path = ?').get(source, name)?.['id']);
  }

  /** Writes a segment and the marks of the files that are done with it, all or nothing. */
  append({ source, segment, done, partOf, more = [], spans = [] }: Append): void {
    this.#transaction(() => {
      if (segment !== undefined && segment.rows > 0) this.#insert(source, segment, partOf ?? null);
      // A file that is read again adds to what it held, and meets what it held as duplicates.
      const mark = this.#db.prepare('UPDATE file SET done = 1, duplicates = max(0, ? - events), events = events + ? WHERE id = ?');
      const add = this.#db.prepare('UPDATE file SET done = 1, duplicates = duplicates + ?, events = events + ? WHERE id = ?');
      const forget = this.#db.prepare('DELETE FROM problem WHERE file = ?');
      const note = this.#db.prepare('INSERT INTO problem (file, code, message, record, place) VALUES (?, ?, ?, ?, ?)');
      const finish = this.#db.prepare('UPDATE segment SET partOf = NULL WHERE partOf = ?');
      const noteAll = ({ file, problems }: FileDone): void => {
        for (const p of problems) note.run(file, p.code, p.message, p.record ?? null, p.offset ?? null);
      };
      for (const one of done) {
        mark.run(one.duplicates, one.events, one.file);
        forget.run(one.file);
        noteAll(one);
        finish.run(one.file);
      }
      for (const one of more) {
        add.run(one.duplicates, one.events, one.file);
        noteAll(one);
      }
      for (const span of spans) this.spans.add(span);
    });
    this.#reload();
  }

  #insert(source: number, segment: EncodedSegment, partOf: number | null): void {
    const insert = this.#db.prepare('INSERT INTO segment (source, rows, first, last, partOf) VALUES (?, ?, ?, ?, ?)');
    const nullable = (time: number): number | null => (Number.isNaN(time) ? null : time);
    const id = numberOf(insert.run(source, segment.rows, nullable(segment.first), nullable(segment.last), partOf).lastInsertRowid);
    const put = this.#db.prepare('INSERT INTO blob (id, data) VALUES (?, ?)');
    eachBlob(segment, (kind, part, data) => void put.run(blobId(id, kind, part), data));
  }

  /** Joins a source's small segments once there are many: refs of earlier answers end with that. Returns whether it did. */
  join(source: number): boolean {
    const small = this.#segments.filter(({ info }) => info.source === source && info.rows < SMALL_ROWS);
    if (small.length < SMALL_SEGMENTS) return false;
    const builder = new SegmentBuilder();
    const joined: number[] = [];
    for (const segment of small) {
      if (builder.full || builder.rows + segment.info.rows > SEGMENT_ROWS) break;
      const files = segment.files();
      for (let row = 0; row < segment.info.rows; row++) {
        const raw = segment.raw(row);
        builder.add(raw, 0, raw.length, files[row] as number, () => true);
      }
      joined.push(segment.info.id);
    }
    this.#transaction(() => {
      for (const id of joined) this.#dropSegment(id);
      this.#insert(source, builder.encode(), null);
    });
    this.#reload();
    return true;
  }

  /** The source was read to its end. */
  markCollected(source: number, at: number): void {
    this.#db.prepare('UPDATE source SET collectedAt = ? WHERE id = ?').run(at, source);
  }

  /** Gives the hash of every held event's key. */
  eachId(take: (h1: number, h2: number) => void): void {
    this.#refresh();
    for (const segment of this.#segments) {
      const ids = segment.ids();
      for (let i = 0; i < ids.length; i += 2) take(ids[i] as number, ids[i + 1] as number);
    }
  }

  get events(): number {
    return this.#segments.reduce((sum, s) => sum + s.info.rows, 0);
  }
}
