// What a trail's bucket could add to a history: the newest month that Event history no longer reaches and nobody has loaded, with its size.
import type { ArchiveEstimate, ArchiveQuestion } from '../protocol/aws.ts';
import type { TrailFacts } from '../source/aws/port.ts';
import type { Span } from '../store/port.ts';
import { HISTORY_DAYS } from './eventHistory.ts';
import { heldOf, isOfLogFiles } from './spans.ts';

export interface HintParts {
  estimate(question: ArchiveQuestion, signal: AbortSignal): Promise<ArchiveEstimate>;
  /** Spans that are held of an account in a Region. */
  spans(account: string, region: string): Span[];
  readonly now: () => number;
  /** A size that was asked for is known now. */
  readonly onKnown: () => void;
}

export interface Hint {
  /** `2025-03`. */
  readonly month: string;
  readonly question: ArchiveQuestion;
  /** Absent while it is being asked for, or where it could not be told. */
  readonly estimate?: ArchiveEstimate;
}

/** Months looked at, from the newest on. */
const MONTHS = 24;

export class ArchiveHints {
  readonly #parts: HintParts;
  readonly #known = new Map<string, ArchiveEstimate | 'asked' | 'failed'>();

  constructor(parts: HintParts) {
    this.#parts = parts;
  }

  /** What to load for an account in a Region from the trail's bucket; undefined when all of the last two years is held. Asks for its size. */
  hint(profile: string, { trail }: TrailFacts, account: string, region: string): Hint | undefined {
    const month = this.#month(account, region);
    if (month === undefined) return undefined;
    const prefix = trail.prefix === '' ? '' : `/${trail.prefix.replace(/\/$/, '')}`;
    const question: ArchiveQuestion = {
      profile,
      address: `s3://${trail.bucket}${prefix}`,
      from: dayOf(month.since),
      to: dayOf(month.until - 1),
      accounts: [account],
      regions: [region],
    };
    const key = JSON.stringify(question);
    const known = this.#known.get(key);
    if (known === undefined) this.#ask(key, question);
    return { month: dayOf(month.since).slice(0, 7), question, ...(typeof known === 'object' ? { estimate: known } : {}) };
  }

  #ask(key: string, question: ArchiveQuestion): void {
    this.#known.set(key, 'asked');
    this.#parts.estimate(question, new AbortController().signal).then(
      (estimate) => {
        this.#known.set(key, estimate.faults.length > 0 ? 'failed' : estimate);
        this.#parts.onKnown();
      },
      () => this.#known.set(key, 'failed'),
    );
  }

  /** The newest month that reaches beyond Event history and is not wholly held. */
  #month(account: string, region: string): { since: number; until: number } | undefined {
    const now = this.#parts.now();
    const spans = this.#parts.spans(account, region).filter(isOfLogFiles);
    const held = heldOf(spans, now);
    const end = new Date(now - HISTORY_DAYS * 86_400_000);
    for (let back = 0; back < MONTHS; back++) {
      const since = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back, 1);
      const until = Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - back + 1, 1);
      if (!held.some((range) => range.since <= since && range.until >= until)) return { since, until };
    }
    return undefined;
  }
}

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
