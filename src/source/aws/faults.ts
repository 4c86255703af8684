// From any error to a fault that a user understands. What AWS writes in messages may repeat what others chose (session names, object keys):
// only its codes are passed on, and what is recognised in its words is said in ours.
import { codeOf } from './faultCodes.ts';
import { messageOf } from './faultWords.ts';
import type { Doing } from './faultWords.ts';
import { decryptPermission, isKnownPermission, permissions } from './permissions.ts';
import { AwsFailure } from './port.ts';
import type { AwsFault, AwsFaultCode } from './port.ts';
import { findCause, readSdkError } from './sdkError.ts';

export type { Doing } from './faultWords.ts';

/** The fault that an error means, of whatever kind the error is. */
export function faultOf(error: unknown, doing: Doing): AwsFault {
  const known = findCause(error, (one): one is AwsFailure => one instanceof AwsFailure);
  const place = { ...tell('profile', doing.profile), ...tell('account', doing.account), ...tell('region', doing.region) };
  if (known !== undefined) return { ...place, ...known.fault };
  const read = readSdkError(error);
  const code = inRegion(codeOf(error), read.name, doing);
  const permission = permissionOf(code, doing, read.message);
  return {
    code,
    message: messageOf(code, read, { ...doing, permission }),
    ...(permission === undefined ? {} : { permission }),
    ...place,
    ...tell('awsCode', ofTheSdk.has(read.name) ? undefined : clean(read.name)),
    ...tell('requestId', clean(read.requestId)),
  };
}

/**
 * Runs one call. Rejects with the signal's reason once that is aborted, at once and whatever the call still does (it may wait for a person
 * with an MFA device); else with an `AwsFailure`.
 */
export async function ask<T>(doing: Doing, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  try {
    return await untilAborted(call(), signal);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, doing);
  }
}

/** The error as an `AwsFailure`, itself when it is one. */
export function failureOf(error: unknown, doing: Doing): AwsFailure {
  return new AwsFailure(faultOf(error, doing));
}

async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * A Region that is off does not know the account's keys, and says of them what it would say of wrong ones: `UnrecognizedClientException`, in
 * EC2 `AuthFailure`. Only keys that were good elsewhere tell the two apart. Account management guide, "enable or disable Regions".
 */
function inRegion(code: AwsFaultCode, name: string, { proven }: Doing): AwsFaultCode {
  if (code === 'regionOff' && name === 'AuthFailure' && proven !== true) return 'badCredentials';
  const unknownKey = ['UnrecognizedClientException', 'UnrecognizedClient', 'InvalidClientTokenId', 'InvalidToken'].includes(name);
  return code === 'badCredentials' && unknownKey && proven === true ? 'regionOff' : code;
}

/** The action that was refused: the one AWS names if we know it (assuming a role, decrypting), else the call's own. */
function permissionOf(code: AwsFaultCode, doing: Doing, message: string): string | undefined {
  if (code === 'kmsDenied') return decryptPermission;
  if (code !== 'denied') return permissions[doing.call];
  const named = /not authorized to perform: ([a-z0-9-]{2,40}:[A-Za-z]{2,60})\b/.exec(message)?.[1];
  return named !== undefined && isKnownPermission(named) ? named : permissions[doing.call];
}

/** Names that the SDK and Node give to errors; AWS has no such codes. */
const ofTheSdk = new Set([
  'CredentialsProviderError',
  'TokenProviderError',
  'TimeoutError',
  'SyntaxError',
  'TypeError',
  'RangeError',
  'AbortError',
]);

/** A code or an id as AWS writes them; nothing that is anything else. */
function clean(text: string): string | undefined {
  return /^[\w.:/+=-]{1,120}$/.test(text) ? text : undefined;
}

function tell<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  if (value !== undefined && value !== '') found[key] = value;
  return found;
}
