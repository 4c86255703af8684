// A beat of the story: a question that a user asks, and what the answer must be.
import type { Origin } from '../../../src/event/event.ts';
import type { Declared } from '../declared.ts';
import type { Journal } from '../journal.ts';
import type { Timeline } from '../timeline.ts';

export interface Beat {
  readonly name: string;
  /** In the user's words. */
  readonly question: string;
  /** What is asked about: an address in the workspace, or a name, id or ARN. */
  readonly about: string;
  readonly answer: {
    /** Event ids, oldest first. */
    readonly events: readonly string[];
    /** ARN of the actor of the deciding event, or how CloudTrail names one without. */
    readonly actor: string;
    /** Who is behind it, where that can be known. */
    readonly person?: string;
    readonly origin: Origin['kind'];
  };
  /** Names that look alike, and their events, which are no part of the answer. */
  readonly decoys: readonly { readonly name: string; readonly events: readonly string[] }[];
}

/** What a chapter needs to be told. */
export interface Telling {
  readonly journal: Journal;
  readonly when: Timeline;
  /** Declared resource by address; throws for one that is not there. */
  readonly the: (address: string) => Declared;
}
