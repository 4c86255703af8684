// Invented records for tests of questions: short to write, complete enough to be believed.
import { eventOf } from '../../src/event/record.ts';
import { MemoryStore } from '../../src/store/memory.ts';
import type { CloudTrailEvent, JsonObject } from '../../src/event/event.ts';
import type { EventRow } from '../../src/store/port.ts';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';

export const alice = {
  type: 'IAMUser',
  principalId: 'AIDAALICEEXAMPLE1234',
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
  accountId: ACCOUNT,
  userName: 'alice',
  accessKeyId: 'AKIAALICEEXAMPLE',
};

/** A session of a role. */
export function session(role: string, name: string, account = ACCOUNT): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE123456789:${name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
    accessKeyId: 'ASIADEPLOYEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLE123456789',
        arn: `arn:aws:iam::${account}:role/${role}`,
        accountId: account,
        userName: role,
      },
    },
  };
}

/** Parts of a record, with shorthand for what every one has. `at`: `2024-03-01T10:00` and longer. */
export interface Told {
  readonly at: string;
  readonly name: string;
  readonly source: string;
  readonly request?: JsonObject | null;
  readonly response?: JsonObject | null;
  readonly who?: JsonObject;
  readonly account?: string;
  readonly region?: string;
  readonly error?: readonly [code: string, message: string];
  readonly read?: boolean;
  readonly more?: JsonObject;
}

/** The record, with an id made of its number. */
export function recordOf(told: Told, n: number): JsonObject {
  const account = told.account ?? ACCOUNT;
  return {
    eventVersion: '1.10',
    userIdentity: told.who ?? alice,
    eventTime: `${told.at}${told.at.length === 16 ? ':00' : ''}Z`,
    eventSource: `${told.source}.amazonaws.com`,
    eventName: told.name,
    awsRegion: told.region ?? 'eu-west-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: 'aws-cli/2.15.0',
    ...(told.error === undefined ? {} : { errorCode: told.error[0], errorMessage: told.error[1] }),
    requestParameters: told.request ?? null,
    responseElements: told.response ?? null,
    requestID: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    readOnly: told.read ?? false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...told.more,
  };
}

/** A store that holds the story. */
export function storeOf(story: readonly Told[]): MemoryStore {
  const store = new MemoryStore();
  story.forEach((told, i) => store.add(JSON.stringify(recordOf(told, i + 1))));
  return store;
}

/** The events of a story with their rows, in its order. */
export function eventsOf(story: readonly Told[]): { event: CloudTrailEvent; row: EventRow }[] {
  const rows = storeOf(story).rows(story.map((_, i) => i));
  return story.map((told, i) => ({ event: eventOf(recordOf(told, i + 1), () => 'none'), row: rows[i]! }));
}

/** `eventID` of the n-th record of a story. */
export const keyOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
