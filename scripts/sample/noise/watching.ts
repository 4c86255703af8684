// Everybody who only looks: monitoring, Config, security audits, people in the console.
import { agents } from '../agents.ts';
import { byAccount, byRole, serviceMeans, sessionKey, type Caller } from '../callers.ts';
import { means, people, ssoSession, token } from '../cast.ts';
import { arn, hour, iamId, usDate, vendor } from '../names.ts';
import type { Step } from '../record.ts';
import type { Telling } from '../story/beat.ts';
import type { Burst, Standing } from './burst.ts';
import { lookAround } from './looking.ts';

/** How many calls a burst has. */
const size = (telling: Telling): number => telling.journal.random.int(9, 18);

function some(telling: Telling, n: number): Step[] {
  return Array.from({ length: n }, () => telling.journal.random.pick(lookAround));
}

/** The monitoring vendor's role: assumed from its own account, then reads. */
export const monitoring: Burst = (telling, scene, time) => {
  const { journal } = telling;
  const session = { account: scene.account, role: 'observability-reader', session: 'observability', since: time };
  const agent = means.sdk('203.0.113.9', agents.goSdk);
  const assume: Step = {
    service: 'sts',
    name: 'AssumeRole',
    params: {
      roleArn: arn('iam', '', scene.account, 'role/observability-reader'),
      roleSessionName: 'observability',
      externalId: 'acme-7f3',
    },
    response: {
      credentials: {
        accessKeyId: sessionKey(session),
        sessionToken: token,
        expiration: usDate(time + hour),
      },
    },
    resources: [{ accountId: scene.account, type: 'AWS::IAM::Role', ARN: arn('iam', '', scene.account, 'role/observability-reader') }],
  };
  journal.run([assume], scene, time, byAccount(vendor, iamId('AIDA', 'vendor'), agent));
  journal.run(some(telling, size(telling)), scene, time + 900, byRole(session, agent), [], 4000);
};

/** AWS Config looks at what stands there; in production also at what the code declares. */
export function config(standing: Standing): Burst {
  return (telling, scene, time) => {
    const { journal } = telling;
    const session = {
      account: scene.account,
      role: 'AWSServiceRoleForConfig',
      path: '/aws-service-role/config.amazonaws.com/',
      session: 'ConfigResourceCompositionSession',
      since: time,
    };
    const by = byRole(session, serviceMeans('config.amazonaws.com'), 'config.amazonaws.com');
    const near = standing(time).filter((resource) => resource.account === scene.account && resource.region === scene.region);
    journal.run(some(telling, 6), scene, time, by, [], 3000);
    for (let i = 0; near.length > 0 && i < 4; i++) {
      const resource = journal.random.pick(near);
      journal.run(
        resource.read,
        resource,
        time + 20_000 + i * 2000,
        by,
        resource.parent ? [resource.address, resource.parent] : [resource.address],
        900,
      );
    }
  };
}

/** Somebody clicks through the console, or types. */
export const browsing: Burst = (telling, scene, time) => {
  const { journal } = telling;
  const who = journal.random.pick(Object.values(people));
  const session = ssoSession(who, journal.random.pick(['ViewOnly', 'Developer', 'AdministratorAccess']), scene.account, time - 600_000);
  const by: Caller = journal.random.chance(0.6)
    ? byRole(session, means.console(who.ip, agents.chrome))
    : byRole(session, means.cli(who.ip, 'ec2.describe-instances'));
  journal.run(some(telling, size(telling)), scene, time, by, [], 8000);
};

/** Security audit from the shared account. */
export const auditing: Burst = (telling, scene, time) => {
  const { journal } = telling;
  const session = { account: scene.account, role: 'security-audit', session: 'nightly-audit', since: time };
  const steps: Step[] = [
    'ListUsers',
    'ListRoles',
    'ListPolicies',
    'GetAccountSummary',
    'GetCredentialReport',
    'ListVirtualMFADevices',
    'GetAccountPasswordPolicy',
    'ListSAMLProviders',
    'GetAccountAuthorizationDetails',
  ].map((name) => ({ service: 'iam', name }));
  journal.run(steps, { ...scene, region: 'us-east-1' }, time, byRole(session, means.sdk('203.0.113.30', agents.javaSdk)), [], 9000);
};
