// sts: who a caller is, and keys for roles.
import { createHash } from 'node:crypto';
import type { Call, Handler } from './call.ts';
import { failure } from './codes.ts';
import { Failure } from './failure.ts';
import { answer } from './query.ts';
import { wordOf } from './record.ts';
import { sessionOf, type AccessKey, type Principal } from './world.ts';
import { element, type Markup } from './xml.ts';

/** The only code that a device of these accounts shows. */
const rightCode = '123456';

export const stsOperations: Readonly<Record<string, Handler>> = {
  GetCallerIdentity: (call) => {
    const { arn, userId, account } = call.principal!;
    return answer(call, [element('Arn', arn), element('UserId', userId), element('Account', account)]);
  },
  AssumeRole: (call) => {
    const { role, account, session } = roleIn(call);
    const known = call.services.world.accounts.get(account)?.roles.find(({ name }) => name === role);
    const { SerialNumber: serial, TokenCode: code } = call.input;
    if (known?.refuses) throw notAllowed(call);
    if (code !== undefined && (code !== rightCode || (known?.mfaSerial !== undefined && serial !== known.mfaSerial))) {
      throw failure('sts', 'denied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ');
    }
    if (known?.mfaSerial !== undefined && code === undefined) throw notAllowed(call);
    return answer(call, taken(call, account, role, session));
  },
  AssumeRoleWithWebIdentity: (call) => {
    const { role, account, session } = roleIn(call);
    const token = call.input['WebIdentityToken'];
    if (token === undefined || token === '') throw new Failure('InvalidIdentityToken', 'No token was given.');
    if (token === 'expired')
      throw new Failure('ExpiredTokenException', 'Token expired: current date/time must be before the expiration date/time');
    return answer(call, [
      ...taken(call, account, role, session),
      element('SubjectFromWebIdentityToken', 'subject'),
      element('Provider', 'accounts.example.com'),
      element('Audience', 'sts.amazonaws.com'),
    ]);
  },
};

/** Temporary keys are as good as registered ones, until they expire. */
export function issue(
  { services: { world, clock } }: Pick<Call, 'services'>,
  principal: Principal,
  seconds: number,
): AccessKey & { token: string; expires: number } {
  const seed = createHash('sha256').update(`${principal.arn} ${world.keys.size} ${clock.now()}`).digest();
  const letters = [...seed].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte & 31]).join('');
  const key = {
    id: `ASIA${letters.slice(0, 9)}EXAMPLE`,
    secret: `${seed.toString('base64url').slice(0, 33)}EXAMPLE`,
    token: `IQoJb3JpZ2luX2VjEXAMPLE${seed.toString('hex')}`,
    expires: clock.now() + seconds * 1000,
    principal,
  };
  world.keys.set(key.id, key);
  return key;
}

function roleIn(call: Call): { role: string; account: string; session: string } {
  const arn = wordOf(call.input['RoleArn']);
  const session = wordOf(call.input['RoleSessionName']);
  const match = /^arn:[a-z-]+:iam::(\d{12}):role\/(?:.+\/)?([\w+=,.@-]+)$/.exec(arn);
  if (!match) throw new Failure('ValidationError', `${arn} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(session)) throw new Failure('ValidationError', 'Invalid RoleSessionName');
  const [, account = '', role = ''] = match;
  if (!call.services.world.accounts.has(account)) throw notAllowed(call);
  return { role, account, session };
}

function notAllowed(call: Call): Failure {
  return failure(
    'sts',
    'denied',
    `User: ${call.principal?.arn ?? 'anonymous'} is not authorized to perform: sts:${call.operation} on resource: ${wordOf(call.input['RoleArn'])}`,
  );
}

function taken(call: Call, account: string, role: string, session: string): Markup[] {
  const { partition } = call.services.world.accounts.get(account)!;
  const seconds = Number(call.input['DurationSeconds'] ?? 3600);
  if (!(seconds >= 900 && seconds <= 43_200)) throw new Failure('ValidationError', 'DurationSeconds must be between 900 and 43200');
  const key = issue(call, sessionOf(account, partition, role, session), seconds);
  return [
    element('AssumedRoleUser', [element('Arn', key.principal.arn), element('AssumedRoleId', key.principal.userId)]),
    element('Credentials', [
      element('AccessKeyId', key.id),
      element('SecretAccessKey', key.secret),
      element('SessionToken', key.token),
      element('Expiration', `${new Date(key.expires).toISOString().slice(0, 19)}Z`),
    ]),
  ];
}
