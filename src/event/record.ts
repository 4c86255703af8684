// From a record to our model of it: tolerant of everything CloudTrail, its samples and hand-made tests write, and never throwing.
import { actorOf } from './actor.ts';
import { categoryOf } from './category.ts';
import type { CloudTrailEvent, JsonObject } from './event.ts';
import { asObject, asText, booleanField, field, isList, isTelling, objectField, textField } from './fields.ts';
import { originOf } from './origin.ts';
import { outcomeOf } from './outcome.ts';
import { timeOf } from './time.ts';

export { actorOf } from './actor.ts';
export { categoryOf } from './category.ts';
export { originOf } from './origin.ts';
export { isReadName, outcomeOf } from './outcome.ts';
export { parseEventTime, timeOf } from './time.ts';

/**
 * The event a record tells of. Any JSON object will do: what it lacks is ''. `contentKey` is asked only when the record has no `eventID`;
 * it gives `content-` and 32 hex digits of the hash of the record's text.
 */
export function eventOf(record: JsonObject, contentKey: () => string): CloudTrailEvent {
  const userIdentity = objectField(record, 'userIdentity');
  const eventName = eventNameOf(record);
  const eventSource = eventSourceOf(record);
  const eventType = textField(record, 'eventType');
  const response = objectField(record, 'responseElements');
  const managementEvent = booleanField(record, 'managementEvent');
  const category = categoryOf({ eventCategory: textField(record, 'eventCategory'), eventType, eventSource, eventName, managementEvent });
  const actor = actorOf(userIdentity, { eventType, eventSource, signInName: signInName(record, eventSource) });
  const sourceIPAddress = textField(record, 'sourceIPAddress');
  const userAgent = textField(record, 'userAgent');
  const errorCode = errorCodeOf(record);
  const errorMessage = textField(record, 'errorMessage');
  const issuer = objectField(objectField(userIdentity, 'sessionContext'), 'sessionIssuer');
  return {
    key: eventIDOf(record) || contentKey(),
    time: eventTimeOf(record),
    eventName,
    eventSource,
    awsRegion: textField(record, 'awsRegion'),
    account: textField(record, 'recipientAccountId') || textField(record, 'accountId') || (actor.account ?? ''),
    category,
    eventType,
    actor,
    origin: originOf({
      userAgent,
      sourceIPAddress,
      eventType,
      eventSource,
      sessionCredentialFromConsole: booleanField(record, 'sessionCredentialFromConsole') === true,
      invokedBy: textField(userIdentity, 'invokedBy'),
      identityType: textField(userIdentity, 'type'),
      issuerArn: textField(issuer, 'arn'),
      inScopeOf: textField(objectField(userIdentity, 'inScopeOf'), 'sourceArn'),
    }),
    outcome: outcomeOf({
      category,
      eventName,
      errorCode,
      errorMessage,
      readOnly: booleanField(record, 'readOnly'),
      verdict: verdictOf(record, eventName),
      returned: booleanField(response, '_return'),
    }),
    sourceIPAddress,
    userAgent,
    accessKeyId: textField(userIdentity, 'accessKeyId'),
    errorCode,
    errorMessage,
    sharedEventID: textField(record, 'sharedEventID'),
    requestID: textField(record, 'requestID'),
    record,
  };
}

/** `eventID` (`eventId` in aggregated events); '' when it is missing or a placeholder without any letter or digit. */
export function eventIDOf(record: JsonObject): string {
  const id = textField(record, 'eventID');
  return isTelling(id) ? id : '';
}

/** `eventTime`, for aggregated events the start of their window; NaN when neither can be read. */
export function eventTimeOf(record: JsonObject): number {
  const time = timeOf(field(record, 'eventTime'));
  return Number.isNaN(time) ? timeOf(field(objectField(record, 'timeWindow'), 'windowStart')) : time;
}

/** `eventName`; Insights keep it in `insightDetails`, aggregated events in their summary (the first when there are several). */
export function eventNameOf(record: JsonObject): string {
  return (
    textField(record, 'eventName') ||
    textField(objectField(record, 'insightDetails'), 'eventName') ||
    (summarised(record, 'eventName')[0] ?? '')
  );
}

/** `eventSource`; Insights keep it in `insightDetails`. */
export function eventSourceOf(record: JsonObject): string {
  return textField(record, 'eventSource') || textField(objectField(record, 'insightDetails'), 'eventSource');
}

/** Values an aggregated event counts in a dimension (`eventName`, `resourceARN`, `userIdentity`), most frequent first as CloudTrail writes them. */
export function summarised(record: JsonObject, dimension: string): string[] {
  const summary = objectField(record, 'summary');
  const details = field(summary, 'details');
  const groups = [field(summary, 'primaryDimension'), ...(isList(details) ? details : [])];
  const group = groups.map(asObject).find((one) => textField(one, 'dimension') === dimension);
  const statistics = field(group, 'statistics');
  return isList(statistics) ? statistics.map((one) => textField(asObject(one), 'name')).filter((name) => name !== '') : [];
}

/** `errorCode`; error Insights are about a code, they have not failed themselves. */
function errorCodeOf(record: JsonObject): string {
  return textField(record, 'errorCode');
}

/** Sign-in and Identity Center events tell success under the event's own name. */
function verdictOf(record: JsonObject, eventName: string): string {
  if (eventName === '') return '';
  return (
    asText(field(objectField(record, 'responseElements'), eventName)) ||
    asText(field(objectField(record, 'serviceEventDetails'), eventName))
  );
}

function signInName(record: JsonObject, eventSource: string): string {
  return eventSource === 'signin.amazonaws.com' ? textField(objectField(record, 'additionalEventData'), 'UserName') : '';
}

/** A digest file of log file validation: it lists log files and holds no records. CloudTrail user guide, "digest file structure". */
export function isDigestFile(value: unknown): boolean {
  return (
    isJsonObject(value) &&
    Object.hasOwn(value, 'digestS3Bucket') &&
    Object.hasOwn(value, 'digestS3Object') &&
    !Object.hasOwn(value, 'Records')
  );
}

const marks = new Set(['eventname', 'eventsource', 'eventtime', 'eventid', 'eventtype', 'useridentity', 'eventcategory', 'awsregion']);

/** Whether a JSON value looks like a CloudTrail record at all: it has at least two of the fields every kind of record has. */
export function isCloudTrailRecord(value: unknown): value is JsonObject {
  if (!isJsonObject(value)) return false;
  let seen = 0;
  for (const key of Object.keys(value)) {
    if (key.length >= 7 && key.length <= 13 && marks.has(key.toLowerCase()) && ++seen === 2) return true;
  }
  return false;
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Compares record versions as numbers: 1.10 is newer than 1.9. Negative when `a` is older. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
