// Where CloudTrail puts its files in a bucket.
import { createHash } from 'node:crypto';

export interface Delivered {
  readonly account: string;
  readonly region: string;
  /** Of delivery, ms since 1970. */
  readonly time: number;
  readonly prefix?: string | undefined;
  /** `o-…` of an organization trail. */
  readonly organization?: string | undefined;
  readonly category?: string | undefined;
  /** What the 16 letters at the end are drawn from. */
  readonly of: string;
}

const classes: Readonly<Record<string, string>> = { Insight: 'CloudTrail-Insight', NetworkActivity: 'CloudTrail-NetworkActivity' };

export function objectKey({ account, region, time, prefix, organization, category, of }: Delivered): string {
  const logClass = classes[category ?? ''] ?? 'CloudTrail';
  const iso = new Date(time).toISOString();
  const stamp = `${iso.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  const unique = createHash('sha256').update(`${of} ${account} ${region}`).digest('base64').replaceAll(/[+/=]/g, 'A').slice(0, 16);
  const root = [prefix, 'AWSLogs', organization, account, logClass, region].filter((part) => part !== undefined && part !== '').join('/');
  return `${root}/${iso.slice(0, 10).replaceAll('-', '/')}/${account}_${logClass}_${region}_${stamp}_${unique}.json.gz`;
}
