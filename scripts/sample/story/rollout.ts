// Terraform, by CI: the first applies, small changes every week, a plan every other night.
import { byRole, type Caller } from '../callers.ts';
import { ciSession, means, runnerIp, terraformRun, type Run } from '../cast.ts';
import type { Declared } from '../declared.ts';
import { foundation, inState } from '../estate/terraform.ts';
import { workloads } from '../estate/workloads.ts';
import { updateCode } from '../make/functions.ts';
import { modifyParameters } from '../make/database.ts';
import { putLifecycle } from '../make/storage.ts';
import { minute, production } from '../names.ts';
import type { Step } from '../record.ts';
import type { Telling } from './beat.ts';

const scene = { account: production, region: 'eu-central-1' };
const run = (number: number, time: number, role = 'terraform-exec'): Run => ({ ...scene, role, repository: 'acme/infra', number, time });
const whoAmI: Step = { service: 'sts', name: 'GetCallerIdentity', readOnly: true };

/** One `terraform apply` in CI: comes in, then creates. */
function apply(telling: Telling, number: number, time: number, made: readonly Declared[]): void {
  const { journal } = telling;
  const by = terraformRun(journal, run(number, time));
  journal.run([whoAmI], scene, time + 20_000, by);
  let at = time + minute;
  for (const resource of made) {
    journal.run(resource.create, resource, at, by, withParent(resource));
    at += journal.random.int(1500, 4000);
  }
}

/** A part's events are also its whole's. */
export function withParent(resource: Declared): string[] {
  return resource.parent ? [resource.address, resource.parent] : [resource.address];
}

/** One small change, by CI. Answers the event id. */
export function applyOne(telling: Telling, number: number, time: number, address: string, steps: readonly Step[]): string[] {
  const by = terraformRun(telling.journal, run(number, time));
  const resource = telling.the(address);
  telling.journal.run([whoAmI, ...resource.read.slice(0, 1)], resource, time + 20_000, by);
  return telling.journal.run(steps, resource, time + minute, by, withParent(resource));
}

function tagQueue(url: string, team: string): Step {
  return { service: 'sqs', name: 'TagQueue', params: { queueUrl: url, tags: { Team: team } } };
}

function tagEc2(id: string, key: string, value: string): Step {
  return {
    service: 'ec2',
    name: 'CreateTags',
    params: { resourcesSet: { items: [{ resourceId: id }] }, tagSet: { items: [{ key, value }] } },
    response: { _return: true },
  };
}

function smallChanges(telling: Telling): void {
  const { when, the } = telling;
  const resizer = the('aws_lambda_function.image_resizer');
  const release = (n: number): Step[] => [updateCode(resizer.id, resizer.arn ?? '', `functions/image-resizer-${n}.zip`)];
  const resize = (name: string, size: number): Step => ({
    service: 'autoscaling',
    name: 'UpdateAutoScalingGroup',
    params: { autoScalingGroupName: name, minSize: size, maxSize: size * 4 },
  });
  applyOne(telling, 9041, when.ago(73, '09:30:00'), resizer.address, release(2));
  applyOne(telling, 9077, when.ago(66, '13:05:00'), 'aws_sqs_queue.jobs', [tagQueue(the('aws_sqs_queue.jobs').id, 'fulfilment')]);
  applyOne(telling, 9102, when.ago(59, '08:40:00'), 'aws_s3_bucket_lifecycle_configuration.assets', [putLifecycle('acme-prod-assets', 30)]);
  applyOne(telling, 9140, when.ago(52, '14:20:00'), 'aws_db_parameter_group.postgres', [
    modifyParameters('acme-prod-postgres16', 'log_min_duration_statement', '500'),
  ]);
  applyOne(telling, 9188, when.ago(45, '10:10:00'), resizer.address, release(3));
  applyOne(telling, 9233, when.ago(38, '09:15:00'), 'module.worker_blue.aws_autoscaling_group.this', [
    resize('acme-prod-worker-blue-group', 2),
  ]);
  applyOne(telling, 9260, when.ago(31, '11:45:00'), 'aws_vpc.main', [tagEc2(the('aws_vpc.main').id, 'CostCentre', '4711')]);
  applyOne(telling, 9301, when.ago(22, '12:30:00'), resizer.address, release(4));
}

/** A plan reads what the state knows. After a resource is gone, its reads fail. */
function plan(telling: Telling, time: number, by: Caller, gone: ReadonlyMap<string, number>): void {
  const { journal } = telling;
  let at = time + 30_000;
  for (const resource of inState) {
    if (journal.random.chance(0.2)) continue;
    const lost = gone.get(resource.parent ?? resource.address);
    if (lost !== undefined && lost < time) {
      const error = { code: 'NoSuchBucket', message: 'The specified bucket does not exist' };
      journal.run(
        resource.read.slice(0, 1).map((step) => ({ ...step, error })),
        resource,
        at,
        by,
        withParent(resource),
      );
    } else {
      journal.run(resource.read, resource, at, by, withParent(resource), 600);
    }
    at += journal.random.int(150, 500);
  }
}

/** Everything that Terraform did as planned. `gone` tells when a resource ceased to be, by address. */
export function rollout(telling: Telling, gone: ReadonlyMap<string, number>): void {
  const { journal, when } = telling;
  apply(telling, 8970, when.ago(87, '09:12:00'), foundation);
  apply(telling, 9004, when.ago(80, '10:02:00'), workloads);
  smallChanges(telling);
  for (let night = 79; night >= 1; night -= 2) {
    const number = 20_000 - night;
    const time = when.ago(night, '02:30:00') + journal.random.int(0, 15) * minute;
    const session = ciSession(journal, run(number, time, 'terraform-plan'));
    plan(telling, time, byRole(session, means.terraform(runnerIp(number))), gone);
  }
}
