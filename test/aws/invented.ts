// Accounts, keys and records that the tests of the local endpoints share.
import assert from 'node:assert/strict';
import { startAws, type Aws, type AwsOptions, type CloudTrailRecord } from '../../scripts/aws/index.ts';

export const account = '111122223333';
export const other = '444455556666';
export const region = 'eu-central-1';
export const credentials = { accessKeyId: 'AKIADANAEXAMPLE', secretAccessKey: 'danasSecretEXAMPLE' };
export const minute = 60_000;
export const day = 86_400_000;

/** What every client of these tests is made with; a refusal is seen at once, not tried again. */
export const client = (aws: Aws, more: object = {}) => ({ endpoint: aws.url, region, credentials, maxAttempts: 1, ...more });

export function invented(number: number, time: number, more: Partial<CloudTrailRecord> = {}): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    eventID: `event-${number}`,
    eventTime: `${new Date(time).toISOString().slice(0, 19)}Z`,
    eventName: number % 2 ? 'CreateBucket' : 'DeleteBucket',
    eventSource: 's3.amazonaws.com',
    awsRegion: region,
    readOnly: false,
    managementEvent: true,
    eventCategory: 'Management',
    recipientAccountId: account,
    userIdentity: { type: 'IAMUser', userName: 'dana', accessKeyId: 'AKIADANAEXAMPLE' },
    requestParameters: { bucketName: `bucket-${number}` },
    ...more,
  };
}

/** A strict set of endpoints that nobody throttles, unless said otherwise. */
export function start(setup: Partial<AwsOptions['accounts'][number]> = {}, options: Partial<AwsOptions> = {}): Promise<Aws> {
  const keys = [{ id: credentials.accessKeyId, secret: credentials.secretAccessKey }];
  return startAws({ strict: true, quotas: false, accounts: [{ id: account, keys, ...setup }, { id: other }], ...options });
}

/** The code and status a call was refused with. */
export async function refused(call: Promise<unknown>): Promise<{ code: string; status: number | undefined; message: string }> {
  try {
    await call;
  } catch (fault) {
    assert.ok(fault instanceof Error);
    const { $metadata } = fault as Error & { $metadata?: { httpStatusCode?: number } };
    return { code: fault.name, status: $metadata?.httpStatusCode, message: fault.message };
  }
  return assert.fail('The call was not refused.');
}
