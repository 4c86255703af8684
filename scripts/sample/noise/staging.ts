// Staging is somebody else's workspace: Pulumi and CDK make and drop things there. Also the rarer shapes of userIdentity.
import { agents } from '../agents.ts';
import { byFederated, byRole, byUser, serviceMeans, type Caller } from '../callers.ts';
import { ciSession, means, runnerIp } from '../cast.ts';
import { items } from '../declared.ts';
import { role, trust } from '../make/iam.ts';
import { queue } from '../make/messaging.ts';
import { bucket, table } from '../make/storage.ts';
import { arn, ec2Id, iamId, production, shared, staging, stranger } from '../names.ts';
import type { Step } from '../record.ts';
import type { Telling } from '../story/beat.ts';

const scene = { account: staging, region: 'us-west-2' };

function pulumi(telling: Telling, n: number, time: number): void {
  const { journal } = telling;
  const session = ciSession(journal, { ...scene, role: 'pulumi-deploy', repository: 'acme/staging', number: 500 + n, time });
  const by = byRole(session, means.pulumi(runnerIp(500 + n)));
  const at = { address: `preview ${n}`, ...scene };
  const made = [
    queue(at, { name: `acme-staging-preview-${n}` }),
    table(at, { name: `acme-staging-preview-${n}` }),
    bucket(at, { name: `acme-staging-preview-${n}-files` }),
  ];
  for (const thing of made) journal.run([...thing.create, ...thing.read], scene, time + 30_000, by);
  journal.run([{ service: 'sqs', name: 'DeleteQueue', params: { queueUrl: made[0]?.id ?? '' } }], scene, time + 90_000, by);
}

function cdk(telling: Telling, n: number, time: number): void {
  const { journal } = telling;
  const session = ciSession(journal, { ...scene, role: 'cdk-deploy', repository: 'acme/staging-apps', number: 900 + n, time });
  const direct = byRole(session, means.cdk(runnerIp(900 + n)));
  const stack = `StagingApps${n % 3}`;
  const steps: Step[] = ['DescribeStacks', 'CreateChangeSet', 'DescribeChangeSet', 'ExecuteChangeSet', 'DescribeStackEvents'].map(
    (name) => ({ service: 'cloudformation', name, params: { stackName: stack, changeSetName: `cdk-deploy-change-set-${n}` } }),
  );
  journal.run(steps, scene, time + 20_000, direct);
  const made = role(
    { address: stack, ...scene },
    { name: `${stack}-TaskRole-${n}EXAMPLE`, trust: trust({ Service: 'ecs-tasks.amazonaws.com' }) },
  );
  journal.run(
    made.create,
    scene,
    time + 60_000,
    byRole(session, serviceMeans('cloudformation.amazonaws.com'), 'cloudformation.amazonaws.com'),
  );
}

/** A role with the name of production's, in another account. */
function namesake(telling: Telling): string[] {
  const { journal, when } = telling;
  const session = { account: staging, role: 'pulumi-deploy', session: 'namesake', since: when.ago(48, '09:00:00') };
  const made = role({ address: 'namesake', ...scene }, { name: 'acme-prod-app', trust: trust({ Service: 'ec2.amazonaws.com' }) });
  return journal.run(made.create, scene, when.ago(48, '09:01:00'), byRole(session, means.pulumi('192.0.2.33')));
}

/** Federated users, a role on its own behalf, a directory user, and one of whom nothing is told. */
function rareShapes(telling: Telling): void {
  const { journal, when } = telling;
  const sdk = means.sdk('203.0.113.18', agents.javaSdk);
  const others: readonly [Caller, string][] = [
    [byFederated(staging, 'contractor', 'broker', when.ago(64, '08:00:00'), sdk), staging],
    [byUser(staging, 'leo.intern', means.console('198.51.100.99'), { since: when.ago(64, '08:00:00'), mfa: true }), staging],
    [
      {
        ...sdk,
        identity: {
          type: 'Role',
          principalId: `${iamId('AROA', 'replication')}:job`,
          arn: arn('iam', '', shared, 'role/replication'),
          accountId: shared,
          userName: 'replication',
        },
      },
      shared,
    ],
    [{ ...sdk, identity: { type: 'Directory', principalId: 'd-1234567890:build', accountId: shared, userName: 'build' } }, shared],
    [{ ...sdk, identity: { type: 'Unknown', principalId: 'unknown', accountId: stranger } }, production],
  ];
  others.forEach(([by, account], i) => {
    const steps: Step[] = [
      { service: 'ec2', name: 'DescribeInstances', params: { filterSet: {} } },
      {
        service: 'ec2',
        name: 'CreateTags',
        params: { resourcesSet: items({ resourceId: ec2Id('vol', `rare ${i}`) }), tagSet: items({ key: 'job', value: String(i) }) },
        response: { _return: true },
      },
      { service: 'sts', name: 'GetCallerIdentity', readOnly: true },
    ];
    journal.run(steps, { account, region: 'eu-central-1' }, when.ago(64, '08:30:00') + i * 3_600_000, by);
  });
}

/** Answers the events of the namesake role, which are a decoy. */
export function otherAccounts(telling: Telling): string[] {
  const { when } = telling;
  for (let n = 0; n < 24; n++) pulumi(telling, n, when.ago(88 - n * 3, '15:10:00') + n * 137_000);
  for (let n = 0; n < 20; n++) cdk(telling, n, when.ago(86 - n * 4, '16:40:00') + n * 91_000);
  rareShapes(telling);
  return namesake(telling);
}
