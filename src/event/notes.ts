// What a reader must know about a record's gaps: fields AWS hid or left out, other copies, corrections.
import { pathText, walkLeaves } from '../resource/leaves.ts';
import type { CloudTrailEvent, JsonObject, JsonValue } from './event.ts';
import { field, isObject, objectField, textField } from './fields.ts';
import { isMasked } from './secrets.ts';

/** Notes in whole sentences; empty for an ordinary record. Paths in them are hostile text. */
export function notesOf(event: CloudTrailEvent): string[] {
  const { record } = event;
  return [...omitted(record), ...masked(record), ...incomplete(event), ...shared(event), ...addendum(record), ...badTime(event)];
}

/** CloudTrail user guide, "record contents": fields over their limit are replaced by `{omitted, originalSize, reason}`. */
export function isOmitted(value: JsonValue | undefined): value is JsonObject {
  return isObject(value) && (value['omitted'] === true || value['omitted'] === 'true');
}

const limits = [
  ['requestParameters', '100 KB'],
  ['responseElements', '100 KB'],
  ['serviceEventDetails', '100 KB'],
  ['additionalEventData', '28 KB'],
] as const;

function omitted(record: JsonObject): string[] {
  return limits.flatMap(([name, limit]) => {
    const value = field(record, name);
    if (!isOmitted(value)) return [];
    const size = textField(value, 'originalSize');
    return [
      `CloudTrail left out ${name}: larger than ${limit}${size === '' ? '' : ` (${size} bytes)`}. What it held is unknown, not empty.`,
    ];
  });
}

function masked(record: JsonObject): string[] {
  const paths: string[] = [];
  walkLeaves(record, (text, steps) => {
    if (isMasked(text)) paths.push(pathText(steps));
    return paths.length > 20;
  });
  if (paths.length === 0) return [];
  const shown = paths.slice(0, 5).join(', ');
  return [
    `AWS hid ${paths.length === 1 ? 'a value' : 'values'}: ${shown}${paths.length > 5 ? ` and ${paths.length > 20 ? 'many' : paths.length - 5} more` : ''}.`,
  ];
}

/** A change without parameters may have had some: services differ in what they record. */
function incomplete({ record, outcome, eventType }: CloudTrailEvent): string[] {
  const value = field(record, 'requestParameters');
  if (outcome !== 'change' || eventType !== 'AwsApiCall' || (value !== undefined && value !== null)) return [];
  return ['The record holds no request parameters. That does not mean the call had none.'];
}

function shared(event: CloudTrailEvent): string[] {
  if (event.sharedEventID === '') return [];
  if (event.category === 'Insight') return [`The start and the end of this insight share the id ${event.sharedEventID}.`];
  return [`Copies of this event in other accounts have the same shared id ${event.sharedEventID}.`];
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['DELIVERY_DELAY', 'CloudTrail delivered this event late.'],
  ['UPDATED_DATA', 'This record corrects an earlier one.'],
  ['SERVICE_OUTAGE', 'This event was delivered late because of an outage of the service.'],
]);

function addendum(record: JsonObject): string[] {
  const value = objectField(record, 'addendum');
  if (value === undefined) return [];
  const fields = textField(value, 'updatedFields');
  const original = textField(value, 'originalEventID');
  return [
    [
      reasons.get(textField(value, 'reason')) ?? 'CloudTrail added this record later.',
      fields === '' ? '' : `Updated: ${fields}.`,
      original === '' ? '' : `The original event is ${original}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  ];
}

function badTime({ time, record }: CloudTrailEvent): string[] {
  return Number.isNaN(time) && field(record, 'eventTime') !== undefined
    ? ['The time of this event cannot be read; it is listed without one.']
    : [];
}
