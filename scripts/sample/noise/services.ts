// AWS services at work: runtimes take roles and decrypt, Auto Scaling replaces instances, backups come and go.
import { byRole, byService, serviceMeans, sessionKey } from '../callers.ts';
import { token } from '../cast.ts';
import { items, type Declared } from '../declared.ts';
import { keyResources } from '../make/storage.ts';
import { arn, ec2Id, hour, production, usDate } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';
import type { Burst } from './burst.ts';

/** Services that use keys for running code, and the field of the encryption context that each fills. */
const keyUsers = [
  ['secretsmanager.amazonaws.com', 'SecretARN'],
  ['dynamodb.amazonaws.com', 'aws:dynamodb:tableName'],
  ['s3.amazonaws.com', 'aws:s3:arn'],
] as const;

/** Services take roles, decrypt and open log streams for running code. */
export function runtime(key: Declared): Burst {
  return (telling, scene, time) => {
    const { journal } = telling;
    const ours = scene.account === key.account && scene.region === key.region;
    const keyArn = ours
      ? (key.arn ?? '')
      : arn('kms', scene.region, scene.account, `key/${uuidOf(`default key ${scene.account} ${scene.region}`)}`);
    for (let i = 0, n = journal.random.int(9, 18); i < n; i++) {
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
        accessKeyId: sessionKey(session),
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
        const [user, field] = journal.random.pick(keyUsers);
        const decrypt: Step = {
          service: 'kms',
          name: journal.random.pick(['Decrypt', 'GenerateDataKey']),
          readOnly: true,
          params: {
            encryptionContext: { [field]: `task-${journal.random.int(1, 9)}` },
            keyId: keyArn,
          },
          resources: keyResources(scene.account, keyArn),
        };
        journal.run([decrypt], scene, at + 500, byRole(session, serviceMeans(user), user), ours ? [key.address] : []);
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
