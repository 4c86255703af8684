// Invented records for the event tests: a plain one, to be changed field by field.
import type { CloudTrailEvent, JsonObject } from '../../src/event/event.ts';
import { eventOf } from '../../src/event/record.ts';

export const ACCOUNT = '111122223333';

export const ALICE: JsonObject = {
  type: 'IAMUser',
  principalId: 'AIDAALICEEXAMPLE',
  arn: `arn:aws:iam::${ACCOUNT}:user/alice`,
  accountId: ACCOUNT,
  accessKeyId: 'AKIAALICEEXAMPLE',
  userName: 'alice',
};

/** A session of a role, as CloudTrail writes it. */
export function session(role: string, name: string, more: JsonObject = {}): JsonObject {
  return {
    type: 'AssumedRole',
    principalId: `AROA${role.toUpperCase()}EXAMPLE:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIASESSIONEXAMPLE',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAROLEEXAMPLE',
        arn: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        accountId: ACCOUNT,
        userName: role,
      },
      attributes: { creationDate: '2026-07-14T10:00:00Z', mfaAuthenticated: 'false' },
      ...more,
    },
  };
}

/** A successful write by alice with the AWS CLI; `change` replaces fields, `undefined` removes them. */
export function record(change: Readonly<Record<string, JsonObject[string] | undefined>> = {}): JsonObject {
  const base: Record<string, JsonObject[string] | undefined> = {
    eventVersion: '1.11',
    userIdentity: ALICE,
    eventTime: '2026-07-14T10:22:31Z',
    eventSource: 'ec2.amazonaws.com',
    eventName: 'StartInstances',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.32.10 md/awscrt#0.29 lang/python#3.13.7 md/command#ec2.start-instances',
    requestParameters: null,
    responseElements: null,
    requestID: '11111111-2222-4333-8444-555555555555',
    eventID: '66666666-7777-4888-8999-000000000000',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: 'Management',
    ...change,
  };
  const kept: Record<string, JsonObject[string]> = {};
  for (const [key, value] of Object.entries(base)) if (value !== undefined) kept[key] = value;
  return kept;
}

export function event(change: Parameters<typeof record>[0] = {}): CloudTrailEvent {
  return eventOf(record(change), () => 'content-0');
}

/** `s3 PutBucketPolicy` with parameters and answer. */
export function call(
  what: string,
  requestParameters: JsonObject | null,
  responseElements: JsonObject | null = null,
  more: Parameters<typeof record>[0] = {},
): CloudTrailEvent {
  const [service = '', eventName = ''] = what.split(' ');
  return event({ eventSource: `${service}.amazonaws.com`, eventName, requestParameters, responseElements, ...more });
}
