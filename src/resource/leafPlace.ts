// What the place of a string in a record says about its part in the event: acted on, acted as, or named in passing.
import { isRecord } from './leaves.ts';
import type { Json, JsonRecord, Step } from './leaves.ts';
import { stemOf } from './nouns.ts';

/**
 * `body`: parameters, answer, resources. `actor`: who called. `policy`: a policy document. `message`: the error's text. `tag`: a tag's key or
 * value. `header`: other fields of the record. `none`: never names a resource.
 */
export type Place = 'body' | 'actor' | 'policy' | 'message' | 'tag' | 'header' | 'none';

const bodies = new Set([
  'requestparameters',
  'responseelements',
  'resources',
  'additionaleventdata',
  'serviceeventdetails',
  'summary',
  'insightdetails',
  'edgedevicedetails',
]);
const silent = new Set([
  'eventversion',
  'eventtime',
  'eventname',
  'eventsource',
  'awsregion',
  'eventtype',
  'eventcategory',
  'readonly',
  'managementevent',
  'useragent',
  'tlsdetails',
  'apiversion',
  'recipientaccountid',
  'accountid',
  'errorcode',
  'timewindow',
]);
const actorSilent = new Set(['type', 'accountid', 'creationdate', 'mfaauthenticated']);

/** The place of a leaf, from its path. */
export function placeOf(steps: readonly Step[]): Place {
  const top = String(steps[0] ?? '').toLowerCase();
  if (top === 'useridentity') return actorSilent.has(lastKey(steps).toLowerCase()) ? 'none' : 'actor';
  if (top === 'errormessage') return 'message';
  if (silent.has(top)) return 'none';
  if (!bodies.has(top)) return 'header';
  for (let i = 1; i < steps.length; i++) {
    const step = steps[i];
    if (typeof step !== 'string') continue;
    if (/^(tagset|tags?|tagging|tagkeys|taglist|tagspecificationset)$/i.test(step)) return 'tag';
    if (i < steps.length - 1 && /(document|^statement)$/i.test(step)) return 'policy';
  }
  return 'body';
}

/** The name of the member a leaf stands in; of a list's item, the list's name. */
export function lastKey(steps: readonly Step[]): string {
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (typeof step === 'string' && !/^(items?|member)$/.test(step)) return step;
  }
  return '';
}

/**
 * What the member's name says the leaf names (see `stemOf`): of `role.arn` the stem is that of the object around it; '' at the top of the
 * parameters; a name without suffix (`cluster`, `bucket`) is its own stem.
 */
export function leafStem(steps: readonly Step[]): string {
  const key = lastKey(steps);
  const stem = stemOf(key);
  if (stem !== '') return stem ?? key.toLowerCase();
  const at = steps.lastIndexOf(key);
  for (let i = at - 1; i > 0; i--) {
    const step = steps[i];
    if (typeof step === 'string' && !/^(items?|member)$/.test(step))
      return stemOf(step) || step.toLowerCase().replace(/(set|list|output|result|metadata|s)$/, '');
  }
  return '';
}

/** A top-level field of a record as text, whatever the case of its name in old samples; '' when it is no text. */
export function topText(record: JsonRecord, name: string): string {
  const exact = record[name];
  if (typeof exact === 'string') return exact;
  const key = Object.keys(record).find((candidate) => candidate.length === name.length && candidate.toLowerCase() === name.toLowerCase());
  const value: Json | undefined = key === undefined ? undefined : record[key];
  return typeof value === 'string' ? value : '';
}

/** The account the actor belongs to, nearest to a leaf of `userIdentity`. */
export function actorAccount(record: JsonRecord): string {
  const identity = record['userIdentity'];
  if (!isRecord(identity)) return '';
  const account = identity['accountId'];
  return typeof account === 'string' ? account : '';
}
