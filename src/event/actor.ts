// Who called, from `userIdentity`: every type CloudTrail writes, and what can be told when it writes none.
import type { Actor, JsonObject } from './event.ts';
import { booleanField, isTelling, objectField, textField } from './fields.ts';
import { isMasked } from './secrets.ts';

/** Fields of the record beside `userIdentity` that `actorOf` reads. */
export interface ActorFields {
  readonly eventType: string;
  readonly eventSource: string;
  /** `additionalEventData.UserName`, read only for events of `signin.amazonaws.com`: Identity Center's user name. */
  readonly signInName: string;
}

/**
 * The actor a record's `userIdentity` tells of. Reads all of `userIdentity` but `accessKeyId` and the times in it; of the rest of the record
 * only `extra`. The name is never empty.
 */
export function actorOf(userIdentity: JsonObject | undefined, extra: ActorFields): Actor {
  const say = (name: string): string => told(textField(userIdentity, name));
  const arn = say('arn');
  const account = say('accountId') || accountOf(arn);
  const base = { ...(arn === '' ? {} : { arn }), ...(account === '' ? {} : { account }) };
  switch (typeOf(userIdentity, arn, extra)) {
    case 'root':
      return { kind: 'root', name: 'root', ...base, ...(arn === '' && account !== '' ? { arn: `arn:aws:iam::${account}:root` } : {}) };
    case 'iamuser':
      return {
        kind: 'user',
        name: say('userName') || tail(arn) || say('principalId') || hidden(userIdentity),
        ...base,
        ...behind(userIdentity),
      };
    case 'assumedrole':
    case 'role':
      return role(userIdentity, arn, base);
    case 'federateduser':
    case 'samluser':
    case 'webidentityuser':
    case 'directory':
      return federated(userIdentity, arn, base);
    case 'identitycenteruser': {
      const person = told(textField(objectField(userIdentity, 'onBehalfOf'), 'userId'));
      const name = say('userName') || told(extra.signInName) || person || say('principalId') || 'unknown Identity Center user';
      return { kind: 'user', name, ...base, ...(person === '' ? {} : { behind: person }) };
    }
    case 'awsaccount':
      return otherAccount(say('principalId'), arn, account, base);
    case 'awsservice':
      return { kind: 'service', name: serviceName(say('invokedBy')) || extra.eventSource || say('principalId') || 'AWS service', ...base };
    case 'unknown': {
      const name = say('userName') || told(extra.signInName) || tail(arn) || say('principalId') || account || hidden(userIdentity);
      return { kind: say('userName') === '' ? 'unknown' : 'user', name, ...base, ...behind(userIdentity) };
    }
  }
}

type IdentityType =
  | 'root'
  | 'iamuser'
  | 'assumedrole'
  | 'role'
  | 'federateduser'
  | 'samluser'
  | 'webidentityuser'
  | 'directory'
  | 'identitycenteruser'
  | 'awsaccount'
  | 'awsservice'
  | 'unknown';

const types = new Set<string>([
  'root',
  'iamuser',
  'assumedrole',
  'role',
  'federateduser',
  'samluser',
  'webidentityuser',
  'directory',
  'identitycenteruser',
  'awsaccount',
  'awsservice',
]);
const isType = (text: string): text is IdentityType => types.has(text);

/** The stated type, else what the ARN's form, `invokedBy` and the event's type tell. */
function typeOf(userIdentity: JsonObject | undefined, arn: string, extra: ActorFields): IdentityType {
  const stated = textField(userIdentity, 'type').toLowerCase();
  if (booleanField(objectField(userIdentity, 'sessionContext'), 'assumedRoot') === true) return 'root';
  if (isType(stated)) return stated;
  const resource = arn.split(':').slice(5).join(':');
  if (resource === 'root') return 'root';
  if (resource.startsWith('user/')) return 'iamuser';
  if (resource.startsWith('assumed-role/')) return 'assumedrole';
  if (resource.startsWith('role/')) return 'role';
  if (resource.startsWith('federated-user/')) return 'federateduser';
  if (told(textField(userIdentity, 'userName')) !== '' || told(extra.signInName) !== '') return 'unknown';
  if (told(textField(userIdentity, 'invokedBy')) !== '' || /^Aws(ServiceEvent|CloudTrailInsight|AggregatedEvent)$/i.test(extra.eventType))
    return 'awsservice';
  const hasAccount = told(textField(userIdentity, 'accountId')) !== '';
  return hasAccount && stated === '' ? 'awsaccount' : 'unknown';
}

type Base = Pick<Actor, 'arn' | 'account'>;

function role(userIdentity: JsonObject | undefined, arn: string, base: Base): Actor {
  const issuer = objectField(objectField(userIdentity, 'sessionContext'), 'sessionIssuer');
  const [, inArn = '', ...session] = (arn.split(':').slice(5).join(':') || '').split('/');
  const isSession = arn.includes(':assumed-role/');
  const name = told(textField(issuer, 'userName')) || (isSession ? inArn : tail(arn)) || told(textField(userIdentity, 'userName'));
  const sessionName = (isSession ? session.join('/') : '') || afterColon(told(textField(userIdentity, 'principalId')));
  const issuerArn = told(textField(issuer, 'arn'));
  const shown = [shortRole(name), sessionName].filter((part) => part !== '').join('/');
  return {
    kind: 'role',
    name: shown || told(textField(userIdentity, 'principalId')) || tail(arn) || 'unknown role',
    ...(base.arn === undefined && issuerArn !== '' ? { arn: issuerArn } : {}),
    ...base,
    ...(name === '' ? {} : { role: name }),
    ...(sessionName === '' ? {} : { session: sessionName }),
    ...behind(userIdentity, name.startsWith('AWSReservedSSO_') ? sessionName : ''),
  };
}

/** Identity Center's roles hold the permission set's name between a prefix and a random end. */
function shortRole(name: string): string {
  return /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1] ?? name;
}

/** SAML, OIDC and GetFederationToken: the subject is the name; who issued the session stands behind it. */
function federated(userIdentity: JsonObject | undefined, arn: string, base: Base): Actor {
  const principal = told(textField(userIdentity, 'principalId'));
  const name = told(textField(userIdentity, 'userName')) || tail(arn) || afterColon(principal) || principal || 'unknown federated user';
  const issuer = objectField(objectField(userIdentity, 'sessionContext'), 'sessionIssuer');
  return {
    kind: 'federated',
    name,
    ...base,
    session: name,
    ...behind(userIdentity, told(textField(issuer, 'userName')) || told(textField(issuer, 'arn'))),
  };
}

/** Of a caller of another account little is told: its account, perhaps its session's name. */
function otherAccount(principal: string, arn: string, account: string, base: Base): Actor {
  const session = afterColon(principal);
  const name = tail(arn) || (session === '' ? '' : `${account}/${session}`) || account || principal || 'unknown account';
  return { kind: 'account', name, ...base, ...(session === '' ? {} : { session }) };
}

/** The person or run behind a session, best source first. */
function behind(userIdentity: JsonObject | undefined, otherwise = ''): Pick<Actor, 'behind'> {
  const context = objectField(userIdentity, 'sessionContext');
  const web = objectField(context, 'webIdFederationData');
  const claims = objectField(web, 'attributes');
  const subject = Object.keys(claims ?? {}).find((key) => /(^|:)sub$/.test(key));
  const name =
    told(textField(context, 'sourceIdentity')) ||
    (subject === undefined ? '' : told(textField(claims, subject))) ||
    otherwise ||
    told(textField(objectField(userIdentity, 'onBehalfOf'), 'userId'));
  return name === '' ? {} : { behind: name };
}

/** A text that says something: neither hidden by AWS nor a placeholder of samples. */
function told(text: string): string {
  return isTelling(text) && !isMasked(text) ? text : '';
}

/** "AWS Internal" names no service. */
function serviceName(invokedBy: string): string {
  return /^aws internal/i.test(invokedBy) ? '' : invokedBy;
}

function hidden(userIdentity: JsonObject | undefined): string {
  return isMasked(textField(userIdentity, 'userName')) ? 'name hidden by AWS' : 'unknown';
}

function accountOf(arn: string): string {
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1] ?? '';
}

function tail(arn: string): string {
  return arn.includes('/') ? arn.slice(arn.lastIndexOf('/') + 1) : '';
}

/** `AROA…:session` → `session`; of an OIDC principal the subject, which may hold colons itself. */
function afterColon(principal: string): string {
  const at = principal.indexOf(':');
  return at < 0 ? '' : principal.slice(at + 1);
}
