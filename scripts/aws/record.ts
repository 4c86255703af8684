// CloudTrail's records as the endpoints handle them.

export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export interface CloudTrailRecord {
  eventID: string;
  eventTime: string;
  eventName: string;
  eventSource: string;
  awsRegion: string;
  recipientAccountId?: string;
  eventCategory?: string;
  eventType?: string;
  readOnly?: boolean;
  managementEvent?: boolean;
  userIdentity?: { [name: string]: Json };
  requestParameters?: { [name: string]: Json } | null;
  responseElements?: { [name: string]: Json } | null;
  resources?: Json[];
  [name: string]: Json | undefined;
}

export function record(value: Json | undefined): { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

export const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A parameter as text; empty when it is none. */
export const wordOf = (value: Json | undefined): string => (typeof value === 'object' || value === undefined ? '' : String(value));
