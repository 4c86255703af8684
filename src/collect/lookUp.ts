// Runs the lookup plan for a resource in one place after another's quota: its names, its parent's, then names of events.
import type { ResourceIdentity } from '../resource/identity.ts';
import type { LookupForm } from '../resource/lookupForms.ts';
import type { LookedUp, Place } from '../source/aws/port.ts';
import { askStream, HISTORY_DAYS } from './eventHistory.ts';
import type { AskOptions, HistoryParts } from './eventHistory.ts';
import { eventNamesOf, lessonType, lifeNames, NAME_PAGES, planNames } from './lookupPlan.ts';
import type { Lesson } from './lookupPlan.ts';

/** What running a plan needs of the rest. */
export interface LookUpParts extends HistoryParts {
  lessons(type: string): ReadonlyMap<string, Lesson>;
  teach(type: string, form: string, found: boolean): void;
  /** The identity with what the events held by now teach of it. */
  learned(identity: ResourceIdentity): ResourceIdentity;
}

/** What a plan did in one place. */
export interface LookedUpIn {
  readonly calls: number;
  /** Whether all that was to be asked was: some names have more events than are read in one go. */
  readonly complete: boolean;
}

/** Pages of one name at most: a role that is taken every second has thousands. */
const FORM_PAGES = 20;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Asks for a resource in a place. Rejects with the failure when AWS refuses; what came before it is kept. */
export async function lookUpIn(
  parts: LookUpParts,
  identity: ResourceIdentity,
  place: Place,
  options: Pick<AskOptions, 'fresh' | 'onPage'> = {},
): Promise<LookedUpIn> {
  return new LookUp(parts, place, options).run(identity);
}

class LookUp {
  readonly #parts: LookUpParts;
  readonly #place: Place;
  readonly #options: Pick<AskOptions, 'fresh' | 'onPage'>;
  readonly #asked = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #names = new Set<string>();
  #calls = 0;
  #complete = true;

  constructor(parts: LookUpParts, place: Place, options: Pick<AskOptions, 'fresh' | 'onPage'>) {
    this.#parts = parts;
    this.#place = place;
    this.#options = options;
  }

  async run(identity: ResourceIdentity): Promise<LookedUpIn> {
    await this.#byKeys(identity);
    let isSure = await this.#byNames(identity);
    if (identity.parent !== undefined) isSure = (await this.#byNames(identity.parent)) && isSure;
    // What created it may have told its ARN or id.
    await this.#byNames(this.#parts.learned(identity));
    const life = lifeNames(identity);
    const isLifeSeen = [...life].some((name) => this.#names.has(name));
    if (!isSure && !isLifeSeen) {
      const found = this.#seen.size;
      await this.#byEventNames(identity);
      if (this.#seen.size > found) await this.#byNames(this.#parts.learned(identity));
    }
    return { calls: this.#calls, complete: this.#complete };
  }

  /** Access keys and events are no resources: they are indexed on their own. */
  async #byKeys({ values, resourceType }: ResourceIdentity): Promise<void> {
    for (const { value } of values) {
      if (/^A[KS]IA[A-Z0-9]{12,}$/.test(value)) await this.#ask({ key: 'AccessKeyId', value }, FORM_PAGES);
      // The ids of KMS keys look the same.
      else if (resourceType === undefined && UUID.test(value)) await this.#ask({ key: 'EventId', value }, 1);
    }
  }

  /** Resolves to whether finding nothing by these names would mean that there is nothing. */
  async #byNames(identity: ResourceIdentity): Promise<boolean> {
    const type = lessonType(identity);
    const { forms, isSure } = planNames(identity, this.#place, this.#parts.lessons(type));
    const found = new Map<LookupForm, boolean>();
    for (const form of forms) {
      if (this.#asked.has(form.value)) continue;
      this.#asked.add(form.value);
      found.set(form, (await this.#ask({ key: 'ResourceName', value: form.value }, FORM_PAGES)) > 0);
    }
    // Where nothing was found at all, nothing is learned: the resource may just have been left alone.
    if ([...found.values()].some((one) => one)) for (const [{ form }, isFound] of found) this.#parts.teach(type, form, isFound);
    return isSure;
  }

  async #byEventNames(identity: ResourceIdentity): Promise<void> {
    for (const name of eventNamesOf(identity)) await this.#ask({ key: 'EventName', value: name }, NAME_PAGES);
  }

  /** Resolves to the events that no question before had brought. */
  async #ask(
    attribute: { key: 'ResourceName' | 'EventName' | 'AccessKeyId' | 'EventId'; value: string },
    maxCalls: number,
  ): Promise<number> {
    const now = this.#parts.now();
    let found = 0;
    const onPage = (events: readonly LookedUp[], added: Parameters<NonNullable<AskOptions['onPage']>>[1]): void => {
      for (const { eventId, eventName } of events) {
        if (this.#seen.has(eventId)) continue;
        this.#seen.add(eventId);
        // Of all events of a name few are this resource's: only those found by its own name tell of its life.
        if (attribute.key === 'ResourceName') this.#names.add(eventName);
        found++;
      }
      this.#options.onPage?.(events, added);
    };
    const { calls, complete } = await askStream(
      this.#parts,
      { place: this.#place, insight: false, attribute },
      { since: now - HISTORY_DAYS * 86_400_000, until: now },
      { ...this.#options, maxCalls, onPage },
    );
    this.#calls += calls;
    if (!complete && attribute.key === 'ResourceName') this.#complete = false;
    return found;
  }
}
