// A record as Event history keeps it: what can be asked for, and the text.
import { textOf, record as asRecord, type CloudTrailRecord } from './record.ts';
import { resourcesOf, type LookupResource } from './resourcesOf.ts';

export interface Entry {
  /** ms since 1970. */
  readonly time: number;
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly user: string | undefined;
  readonly key: string | undefined;
  readonly readOnly: boolean;
  readonly insight: boolean;
  readonly resources: readonly LookupResource[];
  /** The record's text; a function where keeping it would cost too much. */
  readonly text: string | (() => string);
  /** When it can be found; by default the history's delay after `time`. */
  readonly visibleAt?: number;
}

/** Which names CloudTrail indexed for a record; undefined leaves it to the table. */
export type IndexedAs = (record: CloudTrailRecord) => readonly LookupResource[] | undefined;

export function entryOf(record: CloudTrailRecord, text?: string, indexedAs?: IndexedAs): Entry {
  return {
    time: Date.parse(record.eventTime),
    id: record.eventID,
    name: textOf(record.eventName) ?? insightName(record),
    source: textOf(record.eventSource) ?? textOf(asRecord(record['insightDetails'])['eventSource']) ?? '',
    user: usernameOf(record),
    key: textOf(record.userIdentity?.['accessKeyId']),
    readOnly: record.readOnly === true,
    insight: record.eventCategory === 'Insight',
    resources: indexedAs?.(record) ?? resourcesOf(record),
    text: text ?? JSON.stringify(record),
  };
}

const insightName = (record: CloudTrailRecord): string => textOf(asRecord(record['insightDetails'])['eventName']) ?? '';

/** Event history has management and Insights events only. */
export function belongsToHistory(record: CloudTrailRecord): boolean {
  return (
    record.eventCategory === 'Insight' ||
    (record.eventCategory === undefined ? record.managementEvent !== false : record.eventCategory === 'Management')
  );
}

/** A user's name, a session's name, root; services have none. */
function usernameOf({ userIdentity }: CloudTrailRecord): string | undefined {
  const identity = asRecord(userIdentity);
  switch (identity['type']) {
    case 'Root':
      return 'root';
    case 'AssumedRole':
    case 'Role':
      return afterLast(textOf(identity['arn']), '/') ?? afterLast(textOf(identity['principalId']), ':');
    case 'AWSService':
    case 'AWSAccount':
      return undefined;
    default:
      return textOf(identity['userName']);
  }
}

function afterLast(text: string | undefined, mark: string): string | undefined {
  return text?.includes(mark) ? text.slice(text.lastIndexOf(mark) + 1) : undefined;
}
