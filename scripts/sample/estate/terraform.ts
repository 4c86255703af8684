// What the sample's Terraform declares, with the names AWS gave. Addresses are the state's.
import type { Declared, Place } from '../declared.ts';
import * as compute from '../make/compute.ts';
import * as database from '../make/database.ts';
import * as iam from '../make/iam.ts';
import * as messaging from '../make/messaging.ts';
import * as network from '../make/network.ts';
import * as storage from '../make/storage.ts';
import * as traffic from '../make/traffic.ts';
import { production, shared } from '../names.ts';

const here = (address: string, region = 'eu-central-1'): Place => ({ address, account: production, region });

const main = network.vpc(here('aws_vpc.main'), { name: 'acme-prod-main', cidr: '10.20.0.0/16' });
const publicSubnet = (zone: string, cidr: string): Declared =>
  network.subnet(here(`aws_subnet.public["${zone}"]`), { name: `acme-prod-public-${zone}`, vpc: main.id, cidr, zone });
const publicA = publicSubnet('eu-central-1a', '10.20.0.0/24');
const publicB = publicSubnet('eu-central-1b', '10.20.1.0/24');
const privateSubnet = (n: number, zone: string): Declared =>
  network.subnet(here(`aws_subnet.private[${n}]`), { name: `acme-prod-private-${n}`, vpc: main.id, cidr: `10.20.${10 + n}.0/24`, zone });
const private0 = privateSubnet(0, 'eu-central-1a');
const private1 = privateSubnet(1, 'eu-central-1b');
const gateway = network.internetGateway(here('aws_internet_gateway.main'), { name: 'acme-prod-main', vpc: main.id });
const natIp = network.elasticIp(here('aws_eip.nat'), { ip: '203.0.113.40' });
const nat = network.natGateway(here('aws_nat_gateway.main'), { subnet: publicA.id, allocation: natIp.id });
const publicRoutes = network.routeTable(here('aws_route_table.public'), { vpc: main.id, target: gateway.id });
const privateRoutes = network.routeTable(here('aws_route_table.private'), { vpc: main.id, target: nat.id });
const web = traffic.securityGroup(here('aws_security_group.web'), {
  name: 'acme-prod-web',
  description: 'HTTPS from anywhere',
  vpc: main.id,
  open: 443,
});
const databaseGroup = traffic.securityGroup(here('aws_security_group.database'), {
  name: 'acme-prod-database',
  description: 'PostgreSQL from the workers',
  vpc: main.id,
});

const exportsBucket = storage.bucket(here('aws_s3_bucket.customer_exports'), { name: 'acme-prod-customer-exports' });
const assets = storage.bucket(here('aws_s3_bucket.assets'), { name: 'acme-prod-assets' });
const dataKey = storage.kmsKey(here('aws_kms_key.data'), { description: 'Customer data at rest' });
const keyArn = dataKey.arn ?? '';

const balancer = traffic.loadBalancer(here('aws_lb.web'), {
  name: 'acme-prod-web-lb',
  groups: [web.id],
  subnets: [publicA.id, publicB.id],
  vpc: main.id,
});
const balancerTargets = traffic.targetGroup(here('aws_lb_target_group.web'), { name: 'acme-prod-web-tg', vpc: main.id, port: 8080 });

const subnetGroup = database.subnetGroup(here('aws_db_subnet_group.main'), {
  name: 'acme-prod-main',
  subnets: [private0.id, private1.id],
  vpc: main.id,
});
const parameters = database.parameterGroup(here('aws_db_parameter_group.postgres'), { name: 'acme-prod-postgres16', family: 'postgres16' });
const orders = database.dbInstance(here('aws_db_instance.orders'), {
  name: 'acme-prod-orders',
  dbClass: 'db.t4g.medium',
  subnetGroup: subnetGroup.id,
  parameterGroup: parameters.id,
  securityGroup: databaseGroup.id,
  key: keyArn,
});

const ec2Trust = iam.trust({ Service: 'ec2.amazonaws.com' });
const lambdaTrust = iam.trust({ Service: 'lambda.amazonaws.com' });
const app = iam.role(here('aws_iam_role.app'), { name: 'acme-prod-app', trust: ec2Trust });
const exportsRead = iam.policy(here('aws_iam_policy.exports_read'), {
  name: 'acme-prod-exports-read',
  document: iam.allow(['s3:GetObject', 's3:ListBucket'], [exportsBucket.arn ?? '', `${exportsBucket.arn ?? ''}/*`]),
});
/** The trust that `aws_iam_role.partner` should have. */
export const partnerTrust = iam.trust({ AWS: `arn:aws:iam::${shared}:root` });

const resizerRole = iam.role(here('aws_iam_role.image_resizer'), { name: 'acme-prod-image-resizer-role', trust: lambdaTrust });
const resizer = compute.lambda(here('aws_lambda_function.image_resizer'), {
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
  const template = compute.launchTemplate(here(`module.${module}.aws_launch_template.this`), { name, type: 't4g.small', group: group.id });
  const scaling = compute.autoScalingGroup(here(`module.${module}.aws_autoscaling_group.this`), {
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

/** Applied first: network, storage, identities, database. */
export const foundation: readonly Declared[] = [
  main,
  publicA,
  publicB,
  private0,
  private1,
  gateway,
  natIp,
  nat,
  publicRoutes,
  privateRoutes,
  network.routeTableAssociation(here('aws_route_table_association.public["eu-central-1a"]'), {
    subnet: publicA.id,
    table: publicRoutes.id,
  }),
  network.routeTableAssociation(here('aws_route_table_association.public["eu-central-1b"]'), {
    subnet: publicB.id,
    table: publicRoutes.id,
  }),
  web,
  databaseGroup,
  traffic.vpcEndpoint(here('aws_vpc_endpoint.s3'), { vpc: main.id, serviceName: 'com.amazonaws.eu-central-1.s3' }),
  dataKey,
  storage.kmsAlias(here('aws_kms_alias.data'), { name: 'alias/acme-prod-data', key: dataKey }),
  exportsBucket,
  storage.bucketVersioning(here('aws_s3_bucket_versioning.customer_exports'), exportsBucket),
  storage.publicAccessBlock(here('aws_s3_bucket_public_access_block.customer_exports'), exportsBucket),
  storage.bucketPolicy(here('aws_s3_bucket_policy.customer_exports'), exportsBucket),
  assets,
  storage.bucketEncryption(here('aws_s3_bucket_server_side_encryption_configuration.assets'), assets, keyArn),
  storage.bucketLifecycle(here('aws_s3_bucket_lifecycle_configuration.assets'), assets, 90),
  storage.bucket(here('aws_s3_bucket.replica', 'eu-west-1'), { name: 'acme-prod-assets-replica' }),
  traffic.flowLog(here('aws_flow_log.main'), { vpc: main.id, destination: assets.arn ?? '' }),
  storage.table(here('aws_dynamodb_table.sessions'), { name: 'acme-prod-sessions' }),
  app,
  exportsRead,
  iam.rolePolicy(here('aws_iam_role_policy.app_queues'), app, {
    name: 'queues',
    document: iam.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      ['invoices', 'shipments'].map((key) => `arn:aws:sqs:eu-central-1:${production}:acme-prod-${key}`),
    ),
  }),
  iam.instanceProfile(here('aws_iam_instance_profile.app'), app, { name: 'acme-prod-app-profile' }),
  iam.attachment(here('aws_iam_role_policy_attachment.app_exports'), app, exportsRead),
  iam.role(here('aws_iam_role.partner'), { name: 'acme-prod-partner', trust: partnerTrust }),
  iam.user(here('aws_iam_user.metrics'), { name: 'acme-prod-metrics' }),
  subnetGroup,
  parameters,
  orders,
  database.secret(here('aws_secretsmanager_secret.orders_api'), { name: 'acme-prod/orders/api', key: keyArn }),
  database.parameter(here('aws_ssm_parameter.orders_url'), { name: '/acme/prod/orders/url', type: 'String' }),
  database.parameter(here('aws_ssm_parameter.payment_token'), { name: '/acme/prod/payment/token', type: 'SecureString' }),
];

/** Applied a week later: what runs on the foundation. */
export const workloads: readonly Declared[] = [
  balancer,
  balancerTargets,
  traffic.listener(here('aws_lb_listener.https'), { balancer: balancer.id, targetGroup: balancerTargets.id }),
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
  compute.instance(here('module.bastion[0].aws_instance.this'), {
    name: 'acme-prod-bastion-0',
    type: 't4g.nano',
    subnet: publicA.id,
    group: bastionGroup.id,
  }),
  resizerRole,
  compute.logGroup(here('aws_cloudwatch_log_group.image_resizer'), { name: '/aws/lambda/acme-prod-image-resizer', days: 30 }),
  resizer,
  nightly,
  compute.lambdaPermission(here('aws_lambda_permission.image_resizer_nightly'), resizer, {
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

/** In the state, but older than the log: nobody's creation is on record. */
export const older: readonly Declared[] = [
  iam.oidcProvider(here('aws_iam_openid_connect_provider.github'), { host: 'token.actions.githubusercontent.com' }),
  iam.role(here('aws_iam_role.terraform_exec'), { name: 'terraform-exec', trust: '' }),
];

/** In the code and in AWS, but in no state: found by what the code says alone. */
export const unmanaged: readonly Declared[] = [
  storage.bucket(here('aws_s3_bucket.access_logs'), { name: 'acme-prod-access-logs' }),
  messaging.queue(here('aws_sqs_queue.returns'), { name: 'acme-prod-returns' }),
  iam.role(here('aws_iam_role.reporting'), { name: 'acme-prod-reporting', trust: ec2Trust }),
  traffic.securityGroup(here('aws_security_group.batch'), {
    name: 'acme-batch-20260914083011204300000001',
    description: 'Nightly batch jobs',
    vpc: main.id,
  }),
];

/** Everything the state file knows. */
export const inState: readonly Declared[] = [...foundation, ...workloads, ...older];
