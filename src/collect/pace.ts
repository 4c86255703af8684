// One authority for how often AWS is asked: every call takes its turn here first, whichever feature or window it is for.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';

/** Families of calls that share a quota. CloudTrail and CloudWatch Logs quotas, per account and Region. */
export type PaceFamily = 'lookup' | 'describe' | 'logs' | 'stacks';

/**
 * ms from one call to the next. LookupEvents: 2 a second, not adjustable; a little less, since calls do not take equally long on their way.
 * Get, describe and list calls of CloudTrail: 10 a second. CloudFormation tells no quota for its reads; throttling starts at about 10. FilterLogEvents: 5 a second in the Regions with the lowest quota.
 */
const APART: Readonly<Record<PaceFamily, number>> = { lookup: 600, describe: 120, logs: 250, stacks: 200 };

export interface PaceKey {
  readonly account: string;
  readonly region: string;
  readonly family: PaceFamily;
}

/** Who may ask when. */
export interface Pace {
  /** Resolves when it is this call's turn; rejects with the signal's reason. */
  turn(key: PaceKey, signal: AbortSignal): Promise<void>;
  /** AWS said that it was too often: nobody asks for so many ms. */
  holdOff(key: PaceKey, ms: number): void;
}

/** Turns kept in a small file that all windows on this machine share. */
export class SharedPace implements Pace {
  readonly #folder: string;
  readonly #apart: Readonly<Record<PaceFamily, number>>;
  #db: DatabaseSync | undefined;

  /** `folder` is the same for all windows. `apart`: for tests. */
  constructor(folder: string, apart: Partial<Record<PaceFamily, number>> = {}) {
    this.#folder = folder;
    this.#apart = { ...APART, ...apart };
  }

  async turn(key: PaceKey, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const apart = this.#apart[key.family];
    if (apart <= 0) return;
    for (;;) {
      const at = this.#take(key, Date.now(), apart);
      const ms = at - Date.now();
      if (ms > 0) await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
      // Somebody may have been told to hold off in the meantime.
      if (this.#heldOff(key) <= Date.now()) return;
    }
  }

  holdOff(key: PaceKey, ms: number): void {
    const until = Date.now() + ms;
    this.#open()
      .prepare(
        `INSERT INTO turn (key, next, hold) VALUES (?1, ?2, ?2) ON CONFLICT (key) DO UPDATE SET hold = max(hold, ?2), next = max(next, ?2)`,
      )
      .run(keyOf(key), until);
  }

  close(): void {
    this.#db?.close();
    this.#db = undefined;
  }

  /** One statement, so that two windows never get the same turn. */
  #take(key: PaceKey, now: number, apart: number): number {
    const row = this.#open()
      .prepare(
        `INSERT INTO turn (key, next, hold) VALUES (?1, ?2 + ?3, 0)
         ON CONFLICT (key) DO UPDATE SET next = CASE WHEN next > ?2 + 3600000 THEN ?2 + ?3 ELSE max(next, ?2) + ?3 END RETURNING next`,
      )
      .get(keyOf(key), now, apart);
    return Number(row?.['next'] ?? now + apart) - apart;
  }

  #heldOff(key: PaceKey): number {
    return Number(this.#open().prepare('SELECT hold FROM turn WHERE key = ?').get(keyOf(key))?.['hold'] ?? 0);
  }

  #open(): DatabaseSync {
    if (this.#db === undefined) {
      mkdirSync(this.#folder, { recursive: true });
      this.#db = new DatabaseSync(path.join(this.#folder, 'pace.db'));
      this.#db.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
      this.#db.exec('CREATE TABLE IF NOT EXISTS turn (key TEXT PRIMARY KEY, next REAL NOT NULL, hold REAL NOT NULL) WITHOUT ROWID;');
    }
    return this.#db;
  }
}

const keyOf = ({ account, region, family }: PaceKey): string => `${account}/${region}/${family}`;
