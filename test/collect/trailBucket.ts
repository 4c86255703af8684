// An invented trail's bucket in the local endpoints.
import { gzipSync } from 'node:zlib';
import { objectKey } from '../../scripts/aws/layout.ts';
import type { Aws, CloudTrailRecord } from '../../scripts/aws/index.ts';
import { record, uuid } from './records.ts';

export const DAY = 86_400_000;
export const BUCKET = 'acme-trail';

export interface Filling {
  readonly account: string;
  readonly region: string;
  /** First day, ms, and how many. */
  readonly from: number;
  readonly days: number;
  readonly filesPerDay: number;
  readonly prefix?: string;
  readonly organization?: string;
}

/** Puts log files of 3 records each into the bucket, the last of each day delivered a few minutes into the next. Resolves to their records. */
export function fillBucket(aws: Aws, { account, region, from, days, filesPerDay, prefix, organization }: Filling): CloudTrailRecord[] {
  const all: CloudTrailRecord[] = [];
  const bucket = aws.bucket(BUCKET);
  for (let day = 0; day < days; day++) {
    for (let n = 0; n < filesPerDay; n++) {
      const isLast = n === filesPerDay - 1;
      const time = from + day * DAY + (isLast ? DAY - 60_000 : Math.floor((n * DAY) / filesPerDay));
      const number = day * 1000 + n * 3;
      const records = [0, 1, 2].map((i) =>
        record(account, region, time, number + i, { eventID: uuid('archive', account, region, from, day, n, i) }),
      );
      const place = { account, region, time: time + 5 * 60_000, prefix, organization, of: `${day}/${n}` };
      bucket.put(objectKey(place), gzipSync(JSON.stringify({ Records: records })));
      all.push(...records);
    }
  }
  return all;
}

/** `2026-03-01` of a time. */
export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
