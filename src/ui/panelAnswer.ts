// What a history panel asks of the store, and the newest answer: asked anew as conditions and events change, closed when nobody needs it.
import type { Backend, HistoryAnswer } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import { times, type PanelQuestion } from './panelQuestion.ts';

/** How long an answer that was replaced can still be asked, ms. */
const GRACE = 5000;

/** What it asks with. */
export interface AnswerParts {
  readonly backend: Backend;
  /** Resolves when the sources are known. */
  ready(): Promise<void>;
}

/** The question of a panel and its answer. */
export class PanelAnswer {
  readonly #parts: AnswerParts;
  #question: PanelQuestion;
  /** The question as it was before it was widened for want of an answer; undefined once the user has set conditions. */
  #first: PanelQuestion | undefined;
  #answer: Promise<HistoryAnswer> | undefined;
  #filterError: string | undefined;
  #asked = 0;

  /** `fresh`: nobody has set conditions yet, so they may be widened where they leave nothing to see. */
  constructor(question: PanelQuestion, fresh: boolean, parts: AnswerParts) {
    this.#question = question;
    this.#first = fresh ? question : undefined;
    this.#parts = parts;
  }

  get question(): PanelQuestion {
    return this.#question;
  }

  /** Why the last filter could not be read; the answer is then that of the last good one. */
  get filterError(): string | undefined {
    return this.#filterError;
  }

  /** Whether something was asked, and is held. */
  get isHeld(): boolean {
    return this.#answer !== undefined;
  }

  /** The newest answer, asked for if there is none; one that failed is asked for again the next time. */
  history(): Promise<HistoryAnswer> {
    const answer = (this.#answer ??= this.#askFirst());
    answer.catch(() => {
      if (this.#answer === answer) this.#answer = undefined;
    });
    return answer;
  }

  /** There are new events: the next look asks anew. */
  drop(): void {
    const old = this.#answer;
    this.#answer = undefined;
    // The page may still be asking for rows of the old one.
    setTimeout(() => void this.#close(old), GRACE);
  }

  /** The resource is known better now. */
  adopt(identity: ResourceIdentity): void {
    this.#question = { ...this.#question, identity, possible: false };
    if (this.#first) this.#first = this.#question;
  }

  /** Asks with other conditions. False when the filter cannot be read: then all is as before. */
  async ask(conditions: Omit<PanelQuestion, 'identity'>): Promise<boolean> {
    const number = ++this.#asked;
    const question = { ...conditions, identity: this.#question.identity };
    try {
      const answer = await this.#ask(question);
      if (number !== this.#asked) {
        void this.#close(Promise.resolve(answer)); // a newer question has overtaken this one
        return true;
      }
      void this.#close(this.#answer);
      this.#answer = Promise.resolve(answer);
      this.#question = question;
      this.#first = undefined;
      this.#filterError = undefined;
      return true;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'FilterError') throw error;
      this.#filterError = error.message;
      return false;
    }
  }

  /** Asks with another filter. */
  async filter(text: string): Promise<void> {
    const { changesOnly, possible, since, until } = this.#question;
    await this.ask({ filter: text, changesOnly, possible, ...times({ since, until }) });
  }

  dispose(): void {
    void this.#close(this.#answer);
  }

  /** Changes first, as they are what one looks for; reads where there is no change; what is only possible where there is nothing else. */
  async #askFirst(): Promise<HistoryAnswer> {
    let question = this.#first ?? this.#question;
    let answer = await this.#ask(question);
    if (this.#first && answer.total === 0 && answer.coverage.events > 0) {
      const wider = { ...question, changesOnly: false, possible: question.possible || answer.possibleLeftOut > 0 };
      const all = await this.#ask(wider);
      void this.#close(Promise.resolve(all.total > 0 ? answer : all));
      if (all.total > 0) [question, answer] = [wider, all];
    }
    this.#question = question;
    return answer;
  }

  async #ask({ identity, filter, changesOnly, possible, ...span }: PanelQuestion): Promise<HistoryAnswer> {
    await this.#parts.ready();
    return this.#parts.backend.call('history', {
      identity,
      changesOnly,
      possible,
      steps: true,
      ...span,
      ...(filter.trim() === '' ? {} : { filter }),
    });
  }

  async #close(answer: Promise<HistoryAnswer> | undefined): Promise<void> {
    const history = await answer?.catch(() => undefined);
    if (history) await this.#parts.backend.call('closeHistory', { handle: history.handle }).catch(() => undefined);
  }
}
