// The people and machines of the story, and how they come in.
import { agents } from './agents.ts';
import { byRole, byWebIdentity, roleArn, sessionKey, type Caller, type Means, type RoleSession } from './callers.ts';
import type { Journal } from './journal.ts';
import { hour, iamId, usDate } from './names.ts';
import { hexOf } from './random.ts';

/** Stands in for every session token. */
export const token = 'IQoJb3JpZ2luX2VjEXAMPLETOKEN==';

export const people = {
  /** Platform engineer; on call the night the port was opened. */
  dana: { mail: 'dana@example.com', ip: '198.51.100.23' },
  /** Head of operations; deleted the bucket. */
  omar: { mail: 'omar@example.com', ip: '203.0.113.77' },
  /** Developer of the image resizer. */
  priya: { mail: 'priya@example.com', ip: '198.51.100.61' },
  /** Database administrator. */
  kim: { mail: 'kim@example.com', ip: '198.51.100.88' },
  /** Security. */
  marta: { mail: 'marta@example.com', ip: '192.0.2.140' },
} as const;

export type Person = (typeof people)[keyof typeof people];

/** Ways of calling. */
export const means = {
  console: (ip: string, agent: string = agents.firefox): Means => ({ ip, agent, tls: false, fromConsole: true, origin: 'console' }),
  cli: (ip: string, command: string): Means => ({ ip, agent: agents.cli(command), tls: true, origin: 'cli' }),
  cloudShell: (ip: string, command: string): Means => ({ ip, agent: agents.cloudShell(command), tls: true, origin: 'cloudshell' }),
  terraform: (ip: string): Means => ({ ip, agent: agents.terraform, tls: true, origin: 'terraform' }),
  pulumi: (ip: string): Means => ({ ip, agent: agents.pulumi, tls: true, origin: 'pulumi' }),
  cdk: (ip: string): Means => ({ ip, agent: agents.cdk, tls: true, origin: 'cdk' }),
  sdk: (ip: string, agent: string): Means => ({ ip, agent, tls: true, origin: 'sdk' }),
} as const;

/** A session that IAM Identity Center gave: role `AWSReservedSSO_<set>_<16 hex>`, session name the person's address. */
export function ssoSession(person: Person, permissionSet: string, account: string, since: number): RoleSession {
  return {
    account,
    role: `AWSReservedSSO_${permissionSet}_${hexOf(`${account} ${permissionSet}`, 16)}`,
    path: '/aws-reserved/sso.amazonaws.com/eu-central-1/',
    session: person.mail,
    since,
    mfa: false,
    person: person.mail,
  };
}

/** A run of a CI job. */
export interface Run {
  readonly account: string;
  readonly region: string;
  readonly role: string;
  readonly repository: string;
  readonly number: number;
  readonly time: number;
}

/** A CI job comes in by its OIDC token; writes that down and answers the session. */
export function ciSession(journal: Journal, run: Run): RoleSession {
  const subject = `repo:${run.repository}:ref:refs/heads/main`;
  const host = 'token.actions.githubusercontent.com';
  const provider = `arn:aws:iam::${run.account}:oidc-provider/${host}`;
  const session: RoleSession = {
    account: run.account,
    role: run.role,
    session: `GitHubActions-${run.number}`,
    since: run.time,
    webId: { provider, attributes: {} },
    person: subject,
  };
  const role = roleArn(session);
  journal.add(
    {
      time: run.time,
      account: run.account,
      region: run.region,
      service: 'sts',
      name: 'AssumeRoleWithWebIdentity',
      params: { roleArn: role, roleSessionName: session.session, durationSeconds: 3600 },
      response: {
        credentials: { accessKeyId: sessionKey(session), sessionToken: token, expiration: usDate(run.time + hour) },
        subjectFromWebIdentityToken: subject,
        assumedRoleUser: {
          assumedRoleId: `${iamId('AROA', `${run.account} ${run.role}`)}:${session.session}`,
          arn: `arn:aws:sts::${run.account}:assumed-role/${run.role}/${session.session}`,
        },
        provider,
        audience: 'sts.amazonaws.com',
      },
      resources: [{ accountId: run.account, type: 'AWS::IAM::Role', ARN: role }],
    },
    byWebIdentity(run.account, host, subject, means.sdk(runnerIp(run.number), agents.actions)),
  );
  return session;
}

/** Runners come and go: each run has another address. */
export function runnerIp(number: number): string {
  return `192.0.2.${1 + (number % 120)}`;
}

/** Terraform in a CI run. */
export function terraformRun(journal: Journal, run: Run): Caller {
  return byRole(ciSession(journal, run), means.terraform(runnerIp(run.number)));
}
