// How to look a resource up in Event history with few calls: by its names in the forms that the index may have, then by the names of the
// events that make, change and remove such a thing.
import { lookupForms } from '../resource/lookupForms.ts';
import type { LookupForm, NameForm } from '../resource/lookupForms.ts';
import { typeKnowledge } from '../resource/types.ts';
import type { ResourceIdentity } from '../resource/identity.ts';
import type { Place } from '../source/aws/port.ts';

/** What answering earlier questions taught of a form. */
export interface Lesson {
  readonly asked: number;
  readonly found: number;
}

/** After so many answers for a type, forms that never found anything new are no longer asked. */
const TAUGHT = 2;
/** Names of events asked for, and pages of each. */
export const MOST_NAMES = 8;
export const NAME_PAGES = 3;

/** What is asked by name. */
export interface NamePlan {
  readonly forms: readonly LookupForm[];
  /** Left out, since other forms were enough so far. */
  readonly left: readonly LookupForm[];
  /** Whether earlier answers showed under which form events of the type stand: then finding nothing means that there is nothing. */
  readonly isSure: boolean;
}

/** The forms to ask for in a place, those that have found most first. */
export function planNames(identity: ResourceIdentity, place: Place, lessons: ReadonlyMap<string, Lesson>): NamePlan {
  const forms = lookupForms(identity, place);
  const found = (form: NameForm): number => lessons.get(form)?.found ?? 0;
  const asked = (form: NameForm): number => lessons.get(form)?.asked ?? 0;
  const isSure = forms.some(({ form }) => found(form) >= TAUGHT);
  const isIdle = ({ form }: LookupForm): boolean => isSure && found(form) === 0 && asked(form) >= TAUGHT;
  const sorted = [...forms].sort((a, b) => found(b.form) - found(a.form));
  return { forms: sorted.filter((form) => !isIdle(form)), left: sorted.filter(isIdle), isSure };
}

/** Name under which lessons of the identity's type are kept. */
export function lessonType(identity: ResourceIdentity): string {
  return identity.resourceType ?? identity.iacType ?? identity.eventSource ?? '';
}

/**
 * Names of events that make, remove and change a resource of the identity's type, most telling first. As far as the type is known; else by
 * AWS's own way of naming: Create, Delete, Update, Modify and Put with the type's noun.
 */
export function eventNamesOf(identity: ResourceIdentity): string[] {
  const type = identity.resourceType ?? identity.iacType ?? '';
  const known = typeKnowledge(identity.iacType ?? type);
  const noun = (known?.cfnType ?? type).split('::').at(-1) ?? '';
  const made = [...(known?.creates ?? []), ...(known?.deletes ?? [])];
  const usual = noun === '' || made.length > 0 ? [] : ['Create', 'Delete', 'Update', 'Modify', 'Put'].map((verb) => `${verb}${noun}`);
  return [...new Set([...made, ...(known?.updates ?? []), ...usual])].slice(0, MOST_NAMES);
}

/** Event names that begin or end the life of such a resource. */
export function lifeNames(identity: ResourceIdentity): ReadonlySet<string> {
  const known = typeKnowledge(identity.iacType ?? identity.resourceType ?? '');
  return new Set([...(known?.creates ?? []), ...(known?.deletes ?? [])]);
}
