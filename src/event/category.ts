// Which of CloudTrail's streams an event belongs to, also for old records that do not say.
import type { EventCategory } from './event.ts';

/** The fields `categoryOf` reads, by their names in the record. */
export interface CategoryFields {
  readonly eventCategory: string;
  readonly eventType: string;
  readonly eventSource: string;
  readonly eventName: string;
  /** `managementEvent`, where present (since version 1.06). */
  readonly managementEvent: boolean | undefined;
}

const categories = new Map<string, EventCategory>([
  ['management', 'Management'],
  ['data', 'Data'],
  ['networkactivity', 'NetworkActivity'],
  ['insight', 'Insight'],
  ['aggregated', 'Aggregated'],
]);
/** Samples write `AwsVpceEvent`, the reference `AwsVpceEvents`. */
const categoryOfType = new Map<string, EventCategory>([
  ['awscloudtrailinsight', 'Insight'],
  ['awsvpceevent', 'NetworkActivity'],
  ['awsvpceevents', 'NetworkActivity'],
  ['awsaggregatedevent', 'Aggregated'],
]);

/** Data events of the services that had them before records told their category (versions up to 1.06). */
const oldDataEvents = new Map([
  ['s3.amazonaws.com', /Object|^(Create|Upload|Complete|Abort|List)(MultipartUpload|Parts?)/],
  ['lambda.amazonaws.com', /^Invoke$/],
  ['dynamodb.amazonaws.com', /^(Batch|Transact)?(Get|Put|Update|Delete|Write)Items?$|^Query$|^Scan$/],
]);

/** The category the record states, else what its type, `managementEvent` and name tell; `Unknown` when nothing does. */
export function categoryOf(fields: CategoryFields): EventCategory {
  const stated = categories.get(fields.eventCategory.toLowerCase());
  if (stated !== undefined) return stated;
  const typed = categoryOfType.get(fields.eventType.toLowerCase());
  if (typed !== undefined) return typed;
  if (fields.managementEvent === true) return 'Management';
  if (fields.managementEvent === false) return 'Data';
  if (fields.eventName === '' && fields.eventSource === '') return 'Unknown';
  return oldDataEvents.get(fields.eventSource)?.test(fields.eventName) === true ? 'Data' : 'Management';
}
