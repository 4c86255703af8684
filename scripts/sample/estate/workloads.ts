// What runs on the foundation: load balancer, modules, functions.tf.
import type { Declared } from '../declared.ts';
import * as balancers from '../make/balancers.ts';
import * as functions from '../make/functions.ts';
import * as iam from '../make/iam.ts';
import * as instances from '../make/instances.ts';
import * as messaging from '../make/messaging.ts';
import * as traffic from '../make/traffic.ts';
import { here } from './here.ts';
import { databaseGroup, main, private0, private1, publicA, publicB, web } from './network.ts';
import { assets } from './storage.ts';

const balancer = balancers.loadBalancer(here('aws_lb.web'), {
  name: 'acme-prod-web-lb',
  groups: [web.id],
  subnets: [publicA.id, publicB.id],
  vpc: main.id,
});
const balancerTargets = balancers.targetGroup(here('aws_lb_target_group.web'), { name: 'acme-prod-web-tg', vpc: main.id, port: 8080 });

const resizerRole = iam.role(here('aws_iam_role.image_resizer'), {
  name: 'acme-prod-image-resizer-role',
  trust: iam.trust({ Service: 'lambda.amazonaws.com' }),
});
const resizer = functions.lambda(here('aws_lambda_function.image_resizer'), {
  name: 'acme-prod-image-resizer',
  role: resizerRole.arn ?? '',
  memory: 512,
  code: { s3Bucket: assets.id, s3Key: 'functions/image-resizer.zip' },
});
const nightly = messaging.rule(here('aws_cloudwatch_event_rule.nightly'), { name: 'acme-prod-nightly', schedule: 'cron(15 1 * * ? *)' });
const alerts = messaging.topic(here('aws_sns_topic.alerts'), { name: 'acme-prod-alerts' });

function service(module: string, name: string, size: number): Declared[] {
  const group = traffic.securityGroup(here(`module.${module}.aws_security_group.this`), {
    name: `${name}-instances`,
    description: `Instances of ${name}`,
    vpc: main.id,
  });
  const template = instances.launchTemplate(here(`module.${module}.aws_launch_template.this`), {
    name,
    type: 't4g.small',
    group: group.id,
  });
  const scaling = instances.autoScalingGroup(here(`module.${module}.aws_autoscaling_group.this`), {
    name: `${name}-group`,
    template: template.id,
    subnets: [private0.id, private1.id],
    size,
  });
  return [group, template, scaling];
}

function workQueue(key: string, retention: number): Declared[] {
  const dead = messaging.queue(here(`module.queue["${key}"].aws_sqs_queue.dead_letter`), { name: `acme-prod-${key}-dead-letter` });
  const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn ?? '', maxReceiveCount: 5 });
  const work = messaging.queue(here(`module.queue["${key}"].aws_sqs_queue.this`), {
    name: `acme-prod-${key}`,
    attributes: { MessageRetentionPeriod: String(retention), RedrivePolicy: redrive },
  });
  return [dead, work];
}

const blue = service('worker_blue', 'acme-prod-worker-blue', 2);
const bastionGroup = traffic.securityGroup(here('module.bastion[0].aws_security_group.this'), {
  name: 'acme-prod-bastion-0-ssh',
  description: 'SSH from the office',
  vpc: main.id,
});

/** Applied a week later: what runs on the foundation. */
export const workloads: readonly Declared[] = [
  balancer,
  balancerTargets,
  balancers.listener(here('aws_lb_listener.https'), { balancer: balancer.id, targetGroup: balancerTargets.id }),
  ...blue,
  ...service('worker_green', 'acme-prod-worker-green', 1),
  traffic.ingressRule(here('aws_vpc_security_group_ingress_rule.database_workers'), {
    group: databaseGroup.id,
    port: 5432,
    from: blue[0]?.id ?? '',
  }),
  ...workQueue('invoices', 345600),
  ...workQueue('shipments', 86400),
  bastionGroup,
  instances.instance(here('module.bastion[0].aws_instance.this'), {
    name: 'acme-prod-bastion-0',
    type: 't4g.nano',
    subnet: publicA.id,
    group: bastionGroup.id,
  }),
  resizerRole,
  functions.logGroup(here('aws_cloudwatch_log_group.image_resizer'), { name: '/aws/lambda/acme-prod-image-resizer', days: 30 }),
  resizer,
  nightly,
  functions.lambdaPermission(here('aws_lambda_permission.image_resizer_nightly'), resizer, {
    statement: 'AllowNightlyRule',
    principal: 'events.amazonaws.com',
    source: nightly.arn ?? '',
  }),
  messaging.target(here('aws_cloudwatch_event_target.nightly'), nightly, { id: 'image-resizer', arn: resizer.arn ?? '' }),
  messaging.queue(here('aws_sqs_queue.jobs'), { name: 'acme-prod-jobs', attributes: { VisibilityTimeout: '120' } }),
  alerts,
  messaging.subscription(here('aws_sns_topic_subscription.alerts_mail'), alerts, { endpoint: 'on-call@example.com' }),
  messaging.alarm(here('aws_cloudwatch_metric_alarm.jobs_waiting'), {
    name: 'acme-prod-jobs-waiting',
    metric: 'ApproximateNumberOfMessagesVisible',
    namespace: 'AWS/SQS',
    threshold: 500,
    dimensions: [{ name: 'QueueName', value: 'acme-prod-jobs' }],
    action: alerts.id,
  }),
];
