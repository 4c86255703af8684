// The database: what its tables hold, and how an older one becomes today's.
import type { DatabaseSync } from 'node:sqlite';

/** Raised with every change of the tables or of the segments' blobs. */
export const SCHEMA_VERSION = 2;

/**
 * One step per version, from the version before it. A change of the blobs' form is a step that empties `segment` and `blob` and marks all
 * files as not read, when rebuilding from the raw blocks is not worth its code.
 */
const steps: readonly ((db: DatabaseSync) => void)[] = [
  (db) =>
    db.exec(`
      CREATE TABLE source (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, path TEXT NOT NULL UNIQUE, collectedAt REAL);
      CREATE TABLE file (
        id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL REFERENCES source (id), path TEXT NOT NULL, size REAL NOT NULL,
        modified REAL NOT NULL, done INTEGER NOT NULL DEFAULT 0, events INTEGER NOT NULL DEFAULT 0, duplicates INTEGER NOT NULL DEFAULT 0,
        UNIQUE (source, path));
      CREATE TABLE problem (
        id INTEGER PRIMARY KEY, file INTEGER NOT NULL REFERENCES file (id), code TEXT NOT NULL, message TEXT NOT NULL, record INTEGER,
        place INTEGER);
      CREATE INDEX problem_file ON problem (file);
      CREATE TABLE segment (
        id INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL REFERENCES source (id), rows INTEGER NOT NULL, first REAL, last REAL,
        partOf INTEGER);
      CREATE TABLE blob (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
    `),
  // What was asked of AWS, what answering taught, and loads that outlive the editor.
  (db) =>
    db.exec(`
      CREATE TABLE span (
        id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source (id), account TEXT NOT NULL, region TEXT NOT NULL, kind TEXT NOT NULL,
        query TEXT NOT NULL, since REAL NOT NULL, until REAL NOT NULL, askedAt REAL NOT NULL);
      CREATE INDEX span_stream ON span (source, account, region, kind, query);
      CREATE TABLE lesson (type TEXT NOT NULL, form TEXT NOT NULL, asked INTEGER NOT NULL, found INTEGER NOT NULL, PRIMARY KEY (type, form));
      CREATE TABLE job (id INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL);
    `),
];

/** Creates the tables or brings them to today's version, in one transaction. Throws when the file is of a newer version. */
export function migrate(db: DatabaseSync): void {
  const row = db.prepare('PRAGMA user_version').get();
  const held = Number(row?.['user_version'] ?? 0);
  if (held > SCHEMA_VERSION) {
    throw new Error(`The store was written by a newer TrailLens (version ${held}, this one reads ${SCHEMA_VERSION}). Update TrailLens.`);
  }
  if (held === SCHEMA_VERSION) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const step of steps.slice(held)) step(db);
    db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
