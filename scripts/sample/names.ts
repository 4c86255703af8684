// The invented world: accounts, Regions, and how AWS writes names in it. Key ids end in EXAMPLE.
import { hexOf, lettersOf } from './random.ts';

export const production = '111122223333';
export const staging = '444455556666';
export const shared = '123456789012';
/** Belong to nobody in the story: a monitoring vendor, and a stranger. */
export const vendor = '777788889999';
export const stranger = '999988887777';

export const regions = ['us-east-1', 'eu-west-1', 'eu-central-1', 'us-west-2'] as const;
/** Where each account's own things live. */
export const home: Readonly<Record<string, string>> = { [production]: 'eu-central-1', [staging]: 'us-west-2', [shared]: 'us-east-1' };

/** Services whose events CloudTrail records in us-east-1, wherever the caller is. */
export const globalServices: ReadonlySet<string> = new Set(['iam', 'organizations', 'route53', 'cloudfront']);

export function arn(service: string, region: string, account: string, rest: string): string {
  return `arn:aws:${service}:${region}:${account}:${rest}`;
}

/** `sg-0…` and the like: 17 hex digits that belong to `of`. */
export function ec2Id(prefix: string, of: string): string {
  return `${prefix}-0${hexOf(`${prefix} ${of}`, 16)}`;
}

/** Unique id of an IAM entity: `AROA…EXAMPLE`, 21 characters. */
export function iamId(prefix: 'AROA' | 'AIDA' | 'ANPA' | 'AIPA', of: string): string {
  return `${prefix}${lettersOf(prefix + of, 10)}EXAMPLE`;
}

/** Access key id: `ASIA…EXAMPLE` for a session, `AKIA…EXAMPLE` for a user; 20 characters. */
export function keyId(prefix: 'ASIA' | 'AKIA', of: string): string {
  return `${prefix}${lettersOf(prefix + of, 9)}EXAMPLE`;
}

/** CloudTrail's own time text, without milliseconds. */
export function iso(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The date text inside IAM, STS and RDS responses: "Aug 25, 2026, 9:12:21 AM". */
export function usDate(ms: number): string {
  const date = new Date(ms);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][date.getUTCMonth()] ?? '';
  const two = (n: number): string => String(n).padStart(2, '0');
  const hour = date.getUTCHours();
  const clock = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}, ${clock}`;
}

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
