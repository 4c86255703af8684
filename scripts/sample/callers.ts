// Who calls: every shape of userIdentity that CloudTrail writes, with address and user agent.
import type { JsonObject, JsonValue, Origin } from '../../src/event/event.ts';
import { arn, iamId, iso, keyId } from './names.ts';

/** Somebody, and by what means. */
export interface Caller {
  readonly identity: JsonObject;
  readonly ip: string;
  readonly agent: string;
  /** False where no tlsDetails are written: console and AWS services. */
  readonly tls: boolean;
  readonly fromConsole?: boolean;
  readonly vpcEndpointId?: string;
  /** What the truth says of this caller. */
  readonly origin: Origin['kind'];
  /** The person behind the session, as an address at example.com, or the CI run. */
  readonly person?: string;
}

/** The way a call is made, apart from whose it is. */
export type Means = Omit<Caller, 'identity' | 'person'>;

/** A role session to be described. */
export interface RoleSession {
  readonly account: string;
  readonly role: string;
  /** Path of the role, with its slashes; '/' where absent. */
  readonly path?: string;
  readonly session: string;
  /** When the credentials were made, ms. */
  readonly since: number;
  readonly mfa?: boolean;
  readonly sourceIdentity?: string;
  readonly webId?: { readonly provider: string; readonly attributes: JsonObject };
  readonly ec2?: boolean;
  readonly person?: string;
}

/** Role ARN of a session. */
export function roleArn(of: { readonly account: string; readonly role: string; readonly path?: string }): string {
  return arn('iam', '', of.account, `role${of.path ?? '/'}${of.role}`);
}

/** Access key of a session: the same session always has the same one. */
export function sessionKey(of: RoleSession): string {
  return keyId('ASIA', `${of.account} ${of.role} ${of.session} ${of.since}`);
}

/** A call with a role's credentials. `invokedBy` is the AWS service that calls for the session. */
export function byRole(of: RoleSession, means: Means, invokedBy?: string): Caller {
  const principal = iamId('AROA', `${of.account} ${of.role}`);
  const context: Record<string, JsonValue> = {
    sessionIssuer: { type: 'Role', principalId: principal, arn: roleArn(of), accountId: of.account, userName: of.role },
  };
  if (of.webId) context['webIdFederationData'] = { federatedProvider: of.webId.provider, attributes: of.webId.attributes };
  context['attributes'] = { creationDate: iso(of.since), mfaAuthenticated: String(of.mfa ?? false) };
  if (of.sourceIdentity) context['sourceIdentity'] = of.sourceIdentity;
  if (of.ec2) context['ec2RoleDelivery'] = '2.0';
  const identity: Record<string, JsonValue> = {
    type: 'AssumedRole',
    principalId: `${principal}:${of.session}`,
    arn: arn('sts', '', of.account, `assumed-role/${of.role}/${of.session}`),
    accountId: of.account,
    accessKeyId: sessionKey(of),
    sessionContext: context,
  };
  if (invokedBy) identity['invokedBy'] = invokedBy;
  return { ...means, identity, ...(of.person ? { person: of.person } : {}) };
}

/** A call with an IAM user's own key (`AKIA…`), or from its console session when `console` is set. */
export function byUser(account: string, name: string, means: Means, console?: { readonly since: number; readonly mfa: boolean }): Caller {
  const identity: Record<string, JsonValue> = {
    type: 'IAMUser',
    principalId: iamId('AIDA', `${account} ${name}`),
    arn: arn('iam', '', account, `user/${name}`),
    accountId: account,
    accessKeyId: console ? keyId('ASIA', `${account} ${name} ${console.since}`) : keyId('AKIA', `${account} ${name}`),
    userName: name,
  };
  if (console) {
    identity['sessionContext'] = { attributes: { creationDate: iso(console.since), mfaAuthenticated: String(console.mfa) } };
  }
  return { ...means, identity, person: name };
}

/** The account's root user. */
export function byRoot(account: string, means: Means, since: number): Caller {
  const identity: JsonObject = {
    type: 'Root',
    principalId: account,
    arn: arn('iam', '', account, 'root'),
    accountId: account,
    accessKeyId: keyId('ASIA', `${account} root ${since}`),
    sessionContext: { attributes: { creationDate: iso(since), mfaAuthenticated: 'true' } },
  };
  return { ...means, identity };
}

/** An AWS service on its own behalf. */
export function byService(service: string): Caller {
  return { identity: { type: 'AWSService', invokedBy: service }, ...serviceMeans(service) };
}

/** A principal of another account, of whom nothing but the account is told. */
export function byAccount(account: string, principal: string, means: Means): Caller {
  return { ...means, identity: { type: 'AWSAccount', principalId: principal, accountId: account } };
}

/** A token of an OIDC provider, before it has a role. */
export function byWebIdentity(account: string, host: string, subject: string, means: Means): Caller {
  const provider = arn('iam', '', account, `oidc-provider/${host}`);
  const identity: JsonObject = {
    type: 'WebIdentityUser',
    principalId: `${provider}:sts.amazonaws.com:${subject}`,
    userName: subject,
    identityProvider: provider,
  };
  return { ...means, identity, person: subject };
}

/** A SAML assertion, before it has a role. */
export function bySaml(user: string, provider: string, means: Means): Caller {
  const identity: JsonObject = { type: 'SAMLUser', principalId: `${provider}:${user}`, userName: user, identityProvider: provider };
  return { ...means, identity, person: user };
}

/** A person at IAM Identity Center's portal. */
export function byIdentityCenter(account: string, user: string, userId: string, store: string, means: Means): Caller {
  const identity: JsonObject = {
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf: { userId, identityStoreArn: arn('identitystore', '', account, `identitystore/${store}`) },
    credentialId: `${userId.slice(0, 8)}-portal-session`,
  };
  return { ...means, identity, person: user };
}

/** GetFederationToken's sessions. */
export function byFederated(account: string, name: string, issuer: string, since: number, means: Means): Caller {
  const identity: JsonObject = {
    type: 'FederatedUser',
    principalId: `${account}:${name}`,
    arn: arn('sts', '', account, `federated-user/${name}`),
    accountId: account,
    accessKeyId: keyId('ASIA', `${account} ${name} ${since}`),
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: iamId('AIDA', `${account} ${issuer}`),
        arn: arn('iam', '', account, `user/${issuer}`),
        accountId: account,
        userName: issuer,
      },
      attributes: { creationDate: iso(since), mfaAuthenticated: 'false' },
    },
  };
  return { ...means, identity };
}

/** How AWS services appear: their name in place of an address. */
export function serviceMeans(service: string): Means {
  return { ip: service, agent: service, tls: false, origin: service === 'cloudformation.amazonaws.com' ? 'cloudformation' : 'service' };
}
