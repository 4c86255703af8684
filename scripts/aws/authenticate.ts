// Who is calling: key, token, age and signature of a request, refused in each service's own words.
import type { Incoming } from './call.ts';
import type { Clock } from './clock.ts';
import { failure } from './codes.ts';
import { Failure } from './failure.ts';
import { bodyIsWhole, isSignedBy, type Scope } from './signature.ts';
import type { Principal, World } from './world.ts';

export interface Gate {
  /** Only registered keys with a right signature; else any credentials are taken for `anybody`. */
  readonly strict: boolean;
  /** How far a client's clock may be off. */
  readonly skewMs: number;
  readonly anybody: Principal | undefined;
}

const minute = 60_000;

export async function authenticate(request: Incoming, scope: Scope, world: World, clock: Clock, gate: Gate): Promise<Principal> {
  const { service } = scope;
  const key = world.keys.get(scope.keyId);
  const token = request.headers['x-amz-security-token'];
  if (!gate.strict) {
    if (key?.expires !== undefined && key.expires <= clock.now()) throw failure(service, 'expiredToken');
    const principal = key?.principal ?? gate.anybody;
    if (!principal) throw failure(service, 'unknownKey');
    return principal;
  }
  if (!key) throw failure(service, 'unknownKey');
  const signedAt = amzDate(request.headers['x-amz-date']);
  if (signedAt === undefined)
    throw failure(service, 'incompleteSignature', "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  checkAge(service, signedAt, clock.now(), gate.skewMs);
  if (token !== key.token) throw wrongToken(service, token);
  if (key.expires !== undefined && key.expires <= clock.now()) throw failure(service, 'expiredToken');
  if (!(await isSignedBy(key, scope, request, signedAt))) throw failure(service, 'badSignature');
  if (!bodyIsWhole(request)) {
    throw service === 's3'
      ? new Failure('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' header does not match what was computed.")
      : failure(service, 'badSignature');
  }
  return key.principal;
}

/** A temporary key without its token, or with that of another, is as good as unknown. */
function wrongToken(service: string, token: string | undefined): Failure {
  if (service === 's3' && token !== undefined)
    return new Failure('InvalidToken', 'The provided token is malformed or otherwise invalid.', 400);
  return failure(service, 'unknownKey');
}

function checkAge(service: string, signedAt: number, now: number, skewMs: number): void {
  const allowed = service === 's3' ? Math.max(skewMs, 15 * minute) : skewMs;
  if (Math.abs(signedAt - now) <= allowed) return;
  throw skewed(service, signedAt, now, allowed);
}

export function skewed(service: string, signedAt: number, now: number, allowed = 5 * minute): Failure {
  const minutes = `${Math.round(allowed / minute)} min.`;
  if (service === 's3' || service === 'ec2') return failure(service, 'skew');
  return failure(
    service,
    'skew',
    signedAt < now
      ? `Signature expired: ${stamp(signedAt)} is now earlier than ${stamp(now - allowed)} (${stamp(now)} - ${minutes})`
      : `Signature not yet current: ${stamp(signedAt)} is still later than ${stamp(now + allowed)} (${stamp(now)} + ${minutes})`,
  );
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

function amzDate(text: string | undefined): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (!match) return undefined;
  const [, year, month, day, hour, minutes, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minutes}:${second}Z`);
}
