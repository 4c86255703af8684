// Invented records for tests of live AWS.
import { createHash } from 'node:crypto';
import type { CloudTrailRecord } from '../../scripts/aws/index.ts';

/** A UUID that is always the same for the same words. */
export function uuid(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A management event. `more` overrides. */
export function record(
  account: string,
  region: string,
  time: number,
  number: number,
  more: Partial<CloudTrailRecord> = {},
): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::${account}:user/dana`,
      accountId: account,
      userName: 'dana',
      accessKeyId: 'AKIAEXAMPLEEXAMPLE00',
    },
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName: 'CreateTags',
    awsRegion: region,
    sourceIPAddress: '203.0.113.9',
    userAgent: 'aws-cli/2.32.10 md/command#ec2.create-tags',
    requestParameters: { resourcesSet: { items: [{ resourceId: `i-0${number.toString(16).padStart(16, '0')}` }] } },
    responseElements: { _return: true },
    requestID: uuid('request', account, region, number),
    eventID: uuid('event', account, region, number),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...more,
  };
}

/** So many events, spread evenly over a span and a few to a second now and then; newest last. */
export function manyRecords(account: string, region: string, count: number, since: number, until: number): CloudTrailRecord[] {
  return Array.from({ length: count }, (_, i) => {
    const at = since + Math.floor(((i - (i % 3)) * (until - since)) / count);
    return record(account, region, at, i);
  });
}
