// What was wrong at AWS, gathered: one line for the same trouble in many Regions.
import type { AwsFault, AwsFaultCode } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { count } from './words.ts';

/** Each code in a few words. */
const WORDS: Readonly<Record<AwsFaultCode, string>> = {
  signedOut: 'sign-in expired',
  noCredentials: 'no credentials',
  mfa: 'no valid MFA code',
  badCredentials: 'credentials refused',
  denied: 'access denied',
  kmsDenied: 'key may not be used',
  archived: 'in Glacier storage',
  requesterPays: 'requester pays',
  moved: 'in another Region',
  notFound: 'not found',
  regionOff: 'Region not enabled',
  throttled: 'throttled',
  clockSkew: 'this computer’s clock is off',
  tokenRefused: 'answer broke off',
  badAnswer: 'unreadable answer',
  badRequest: 'question refused',
  network: 'no connection',
  timeout: 'no answer in time',
  service: 'AWS failed',
  config: 'AWS config unreadable',
};

/** `access denied`. */
export function faultWords({ code }: Pick<AwsFault, 'code'>): string {
  return WORDS[code];
}

/** The same trouble, wherever it was met. */
export interface FaultGroup {
  readonly fault: AwsFault;
  /** Sorted; empty when it is of no Region. */
  readonly regions: readonly string[];
  readonly faults: readonly AwsFault[];
}

/** Alike faults together; in the order in which the first of each came. */
export function groupFaults(faults: readonly AwsFault[]): FaultGroup[] {
  const groups = new Map<string, AwsFault[]>();
  for (const fault of faults) {
    const key = JSON.stringify([fault.code, fault.permission ?? '', fault.profile ?? '', fault.region === undefined]);
    groups.set(key, [...(groups.get(key) ?? []), fault]);
  }
  return [...groups.values()].flatMap((same) => {
    const [fault] = same;
    if (!fault) return [];
    const regions = [...new Set(same.flatMap(({ region }) => region ?? []))].sort();
    return [{ fault, regions, faults: same }];
  });
}

/** Whether AWS answered, and said no. */
export function isRefusal({ code }: Pick<AwsFault, 'code'>): boolean {
  return code === 'denied' || code === 'regionOff';
}

/** `2 Regions refused: eu-south-1, us-east-1.` */
export function refusedText(faults: readonly AwsFault[]): string {
  const regions = [...new Set(faults.flatMap(({ region }) => region ?? []))].sort();
  const [first] = faults;
  if (regions.length === 0) return first ? visible(first.message, 400) : '';
  const named = regions.slice(0, 3).map((region) => visible(region, 40));
  const refused = faults.every(isRefusal);
  const rest = regions.length > named.length ? ' …' : '';
  return `${count(regions.length, 'Region')} ${refused ? 'refused' : 'did not answer'}: ${named.join(', ')}${rest}.`;
}

/** `access denied in 2 Regions`, `eu-south-1: access denied`. */
export function faultGroupLabel({ fault, regions }: FaultGroup): string {
  const words = faultWords(fault);
  const [only] = regions;
  if (regions.length === 1 && only !== undefined) return `${visible(only, 40)}: ${words}`;
  return regions.length === 0 ? words.charAt(0).toUpperCase() + words.slice(1) : `${count(regions.length, 'Region')}: ${words}`;
}
