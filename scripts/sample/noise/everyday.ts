// The hum of every day: monitoring, Config, runtimes, Auto Scaling, backups, people looking around. Each call is a burst of a few minutes.
import { agents } from '../agents.ts';
import { byAccount, byRole, byService, serviceMeans, type Caller } from '../callers.ts';
import { means, people, ssoSession, token } from '../cast.ts';
import type { Declared } from '../declared.ts';
import { items } from '../declared.ts';
import type { Scene } from '../journal.ts';
import { keyResources } from '../make/storage.ts';
import { arn, ec2Id, hour, iamId, production, shared, staging, usDate, vendor } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';
import type { Telling } from '../story/beat.ts';
import { lookAround } from './looking.ts';

/** Writes one burst at a scene. */
export type Burst = (telling: Telling, scene: Scene, time: number) => void;

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
        accessKeyId: String(byRole(session, agent).identity['accessKeyId']),
        sessionToken: token,
        expiration: usDate(time + hour),
      },
    },
    resources: [{ accountId: scene.account, type: 'AWS::IAM::Role', ARN: arn('iam', '', scene.account, 'role/observability-reader') }],
  };
  journal.run([assume], scene, time, byAccount(vendor, iamId('AIDA', 'vendor'), agent));
  journal.run(some(telling, size(telling)), scene, time + 900, byRole(session, agent), [], 4000);
};

/** The declared resources that exist at a time. */
export type Standing = (time: number) => readonly Declared[];

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

/** Services take roles, decrypt and open log streams for running code. */
export function runtime(key: Declared): Burst {
  return (telling, scene, time) => {
    const { journal } = telling;
    const ours = scene.account === key.account && scene.region === key.region;
    const keyArn = ours
      ? (key.arn ?? '')
      : arn('kms', scene.region, scene.account, `key/${uuidOf(`default key ${scene.account} ${scene.region}`)}`);
    for (let i = 0, n = size(telling); i < n; i++) {
      const service = journal.random.pick(['lambda.amazonaws.com', 'ecs-tasks.amazonaws.com', 'ec2.amazonaws.com']);
      const at = time + i * 9000;
      const session = {
        account: scene.account,
        role: `${service.split('.')[0] ?? ''}-runtime`,
        session: `run-${journal.random.hex(8)}`,
        since: at,
      };
      const roleName = arn('iam', '', scene.account, `role/${session.role}`);
      const credentials = {
        accessKeyId: String(byRole(session, serviceMeans(service)).identity['accessKeyId']),
        sessionToken: token,
        expiration: usDate(at + 6 * hour),
      };
      const steps: Step[] = [
        {
          service: 'sts',
          name: 'AssumeRole',
          params: { roleArn: roleName, roleSessionName: session.session },
          response: { credentials },
          resources: [{ accountId: scene.account, type: 'AWS::IAM::Role', ARN: roleName }],
        },
      ];
      journal.run(steps, scene, at, byService(service));
      if (journal.random.chance(0.5)) {
        const decrypt: Step = {
          service: 'kms',
          name: journal.random.pick(['Decrypt', 'GenerateDataKey']),
          readOnly: true,
          params: {
            encryptionContext: {
              'aws:lambda:FunctionArn': arn('lambda', scene.region, scene.account, `function:task-${journal.random.int(1, 9)}`),
            },
            keyId: keyArn,
          },
          resources: keyResources(scene.account, keyArn),
        };
        journal.run([decrypt], scene, at + 500, byRole(session, serviceMeans('AWS Internal'), 'AWS Internal'), ours ? [key.address] : []);
      }
    }
  };
}

/** Auto Scaling replaces instances of a group. */
export const scaling: Burst = (telling, scene, time) => {
  const { journal, the } = telling;
  const session = {
    account: scene.account,
    role: 'AWSServiceRoleForAutoScaling',
    path: '/aws-service-role/autoscaling.amazonaws.com/',
    session: 'AutoScaling',
    since: time,
  };
  const by = byRole(session, serviceMeans('autoscaling.amazonaws.com'), 'autoscaling.amazonaws.com');
  const ours = scene.account === production && scene.region === 'eu-central-1';
  const template = ours ? the('module.worker_blue.aws_launch_template.this').id : ec2Id('lt', `${scene.account} ${scene.region}`);
  const group = ours ? 'acme-prod-worker-blue-group' : 'workers';
  for (let i = 0, n = journal.random.int(2, 4); i < n; i++) {
    const fresh = ec2Id('i', `${time} ${i}`);
    const old = ec2Id('i', `${time} ${i} old`);
    const steps: Step[] = [
      {
        service: 'ec2',
        name: 'DescribeInstanceStatus',
        params: { instancesSet: items({ instanceId: old }), filterSet: {}, includeAllInstances: false },
      },
      {
        service: 'ec2',
        name: 'RunInstances',
        params: {
          instancesSet: items({ minCount: 1, maxCount: 1 }),
          launchTemplate: { launchTemplateId: template, version: '1' },
          tagSpecificationSet: items({ resourceType: 'instance', tags: [{ key: 'aws:autoscaling:groupName', value: group }] }),
        },
        response: {
          reservationId: ec2Id('r', fresh),
          instancesSet: items({ instanceId: fresh, instanceState: { code: 0, name: 'pending' }, instanceType: 't4g.small' }),
        },
      },
      {
        service: 'ec2',
        name: 'TerminateInstances',
        params: { instancesSet: items({ instanceId: old }) },
        response: {
          instancesSet: items({
            instanceId: old,
            currentState: { code: 32, name: 'shutting-down' },
            previousState: { code: 16, name: 'running' },
          }),
        },
      },
    ];
    journal.run(steps, scene, time + i * 40_000, by, [], 9000);
  }
};

/** Backups make and drop snapshots. */
export const backup: Burst = (telling, scene, time) => {
  const { journal } = telling;
  const session = {
    account: scene.account,
    role: 'AWSBackupDefaultServiceRole',
    path: '/service-role/',
    session: 'AWSBackup-AWSBackupDefaultServiceRole',
    since: time,
  };
  const by = byRole(session, serviceMeans('backup.amazonaws.com'), 'backup.amazonaws.com');
  for (let i = 0; i < 4; i++) {
    const volume = ec2Id('vol', `${scene.account} ${scene.region} ${i}`);
    const fresh = ec2Id('snap', `${time} ${i}`);
    const steps: Step[] = [
      { service: 'ec2', name: 'DescribeVolumes', params: { volumeSet: items({ volumeId: volume }), filterSet: {} } },
      {
        service: 'ec2',
        name: 'CreateSnapshot',
        params: { volumeId: volume, description: 'nightly' },
        response: { snapshotId: fresh, volumeId: volume, status: 'pending', ownerId: scene.account },
      },
      { service: 'ec2', name: 'DeleteSnapshot', params: { snapshotId: ec2Id('snap', `${time} ${i} old`) }, response: { _return: true } },
    ];
    journal.run(steps, scene, time + i * 30_000, by, [], 8000);
  }
};

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

/** Accounts and Regions where things run, with how busy they are. */
export const scenes: readonly (Scene & { readonly busy: number })[] = [
  { account: production, region: 'eu-central-1', busy: 6 },
  { account: production, region: 'us-east-1', busy: 2 },
  { account: production, region: 'eu-west-1', busy: 1.5 },
  { account: production, region: 'us-west-2', busy: 0.7 },
  { account: staging, region: 'us-west-2', busy: 3 },
  { account: staging, region: 'eu-central-1', busy: 0.8 },
  { account: staging, region: 'us-east-1', busy: 0.8 },
  { account: shared, region: 'us-east-1', busy: 1.2 },
  { account: shared, region: 'eu-central-1', busy: 0.6 },
  { account: shared, region: 'eu-west-1', busy: 0.4 },
];
