// Small things that are remembered beside the events: what looking things up has taught, and loads that outlive the editor.
import type { DatabaseSync } from 'node:sqlite';

/** How often a form of a name was asked for a type, and how often only it found something. */
export interface Lesson {
  readonly asked: number;
  readonly found: number;
}

/** The tables of lessons and jobs. */
export class Notes {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** Form → lesson, for a type. */
  lessons(type: string): Map<string, Lesson> {
    const rows = this.#db.prepare('SELECT form, asked, found FROM lesson WHERE type = ?').all(type);
    return new Map(rows.map((row) => [String(row['form']), { asked: Number(row['asked']), found: Number(row['found']) }]));
  }

  teach(type: string, form: string, found: boolean): void {
    this.#db
      .prepare(
        `INSERT INTO lesson (type, form, asked, found) VALUES (?, ?, 1, ?)
         ON CONFLICT (type, form) DO UPDATE SET asked = asked + 1, found = found + excluded.found`,
      )
      .run(type, form, found ? 1 : 0);
  }

  /** Jobs by number, as the JSON texts they were kept as. */
  jobs(): { id: number; data: string }[] {
    return this.#db
      .prepare('SELECT id, data FROM job ORDER BY id')
      .all()
      .map((row) => ({ id: Number(row['id']), data: String(row['data']) }));
  }

  addJob(data: string): number {
    return Number(this.#db.prepare('INSERT INTO job (data) VALUES (?)').run(data).lastInsertRowid);
  }

  setJob(id: number, data: string): void {
    this.#db.prepare('UPDATE job SET data = ? WHERE id = ?').run(data, id);
  }

  removeJob(id: number): void {
    this.#db.prepare('DELETE FROM job WHERE id = ?').run(id);
  }
}
