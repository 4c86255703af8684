// What of AWS is held: spans of time, each of a stream (account, Region, kind, query). Written in the transaction that writes their events,
// so that no span ever claims what is not held.
import type { DatabaseSync } from 'node:sqlite';
import type { Span, SpanKind } from './port.ts';

const KINDS: readonly SpanKind[] = ['management', 'insight', 'archive', 'logGroup'];
/** Spans of one stream that touch, asked within this time of each other, are one. */
const SAME_ASKING = 60_000;

export type SpanStream = Omit<Span, 'since' | 'until' | 'askedAt'>;

/** The table of spans. */
export class Spans {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Spans of a stream; of all streams without one. In the order of their beginnings. */
  list(stream?: SpanStream): Span[] {
    const rows =
      stream === undefined
        ? this.#db.prepare('SELECT * FROM span ORDER BY source, account, region, kind, query, since').all()
        : this.#db
            .prepare('SELECT * FROM span WHERE source = ? AND account = ? AND region = ? AND kind = ? AND query = ? ORDER BY since')
            .all(stream.source, stream.account, stream.region, stream.kind, stream.query);
    return spansOf(rows);
  }

  /** Spans of every stream of an account in a Region. */
  inPlace(account: string, region: string): Span[] {
    return spansOf(this.#db.prepare('SELECT * FROM span WHERE account = ? AND region = ? ORDER BY since').all(account, region));
  }

  /** Adds a span, joined with those it touches that were asked at about the same time. Call it within a transaction. */
  add(span: Span): void {
    let { since, until, askedAt } = span;
    if (!(since < until)) return;
    const remove = this.#db.prepare(
      `DELETE FROM span WHERE source = ? AND account = ? AND region = ? AND kind = ? AND query = ? AND since = ? AND until = ? AND askedAt = ?`,
    );
    for (const held of this.list(span)) {
      const touches = held.since <= until && since <= held.until;
      const isWithin = since <= held.since && held.until <= until && held.askedAt <= askedAt;
      if (!isWithin && !(touches && Math.abs(held.askedAt - askedAt) < SAME_ASKING)) continue;
      remove.run(held.source, held.account, held.region, held.kind, held.query, held.since, held.until, held.askedAt);
      if (isWithin) continue;
      since = Math.min(since, held.since);
      until = Math.max(until, held.until);
      askedAt = Math.min(askedAt, held.askedAt);
    }
    this.#db
      .prepare('INSERT INTO span (source, account, region, kind, query, since, until, askedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(span.source, span.account, span.region, span.kind, span.query, since, until, askedAt);
  }

  /** Forgets what is said of a source: its events are gone, or some had been dropped as duplicates of events that are gone. */
  drop(source: number): void {
    this.#db.prepare('DELETE FROM span WHERE source = ?').run(source);
  }
}

function spansOf(rows: readonly Record<string, unknown>[]): Span[] {
  return rows.flatMap((row) => {
    const kind = KINDS.find((one) => one === row['kind']);
    if (kind === undefined) return [];
    return {
      source: Number(row['source']),
      account: String(row['account']),
      region: String(row['region']),
      kind,
      query: String(row['query']),
      since: Number(row['since']),
      until: Number(row['until']),
      askedAt: Number(row['askedAt']),
    };
  });
}
