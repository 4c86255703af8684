// What the two stacks declare. Names that CloudFormation makes up have the stack's name, the logical id and 12 letters.
import type { Declared, Place } from '../declared.ts';
import * as database from '../make/database.ts';
import * as functions from '../make/functions.ts';
import * as iam from '../make/iam.ts';
import * as messaging from '../make/messaging.ts';
import * as storage from '../make/storage.ts';
import { arn, production, shared } from '../names.ts';
import { lettersOf, uuidOf } from '../random.ts';

const shopPlace = (address: string): Place => ({ address, account: production, region: 'eu-central-1' });
const auditPlace = (address: string): Place => ({ address, account: shared, region: 'us-east-1' });
const generated = (stack: string, logicalId: string): string => `${stack}-${logicalId}-${lettersOf(`${stack} ${logicalId}`, 12)}`;

/** A stack, its account, and its resources in the order CloudFormation makes them. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly file: string;
  readonly resources: readonly Declared[];
}

function shopResources(): Declared[] {
  const table = storage.table(shopPlace('OrdersTable'), { name: 'shop-orders' });
  const dead = messaging.queue(shopPlace('OrdersDeadLetterQueue'), { name: 'shop-api-orders-dead-letter' });
  const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn ?? '', maxReceiveCount: 5 });
  const orders = messaging.queue(shopPlace('OrdersQueue'), { name: 'shop-api-orders', attributes: { RedrivePolicy: redrive } });
  const events = messaging.topic(shopPlace('OrderEvents'), { name: 'shop-order-events' });
  const uploads = storage.bucket(shopPlace('UploadBucket'), { name: `shop-uploads-${production}` });
  const role = iam.role(shopPlace('ApiRole'), {
    name: generated('shop-api', 'ApiRole'),
    trust: iam.trust({ Service: 'lambda.amazonaws.com' }),
  });
  const handler = functions.lambda(shopPlace('ApiFunction'), {
    name: 'shop-api-handler',
    role: role.arn ?? '',
    memory: 1024,
    code: { s3Bucket: 'acme-prod-assets', s3Key: 'functions/shop-api.zip' },
  });
  const schedule = generated('shop-api', 'CleanupSchedule');
  return [
    table,
    dead,
    orders,
    events,
    uploads,
    storage.bucketPolicy(shopPlace('UploadBucketPolicy'), uploads),
    role,
    database.secret(shopPlace('ApiSecret'), { name: 'shop-api/session-key' }),
    database.parameter(shopPlace('ApiSetting'), { name: '/shop/prod/page-size', type: 'String' }),
    handler,
    functions.logGroup(shopPlace('ApiLogs'), { name: '/aws/lambda/shop-api-handler', days: 30 }),
    messaging.httpApi(shopPlace('HttpApi'), { name: 'shop-api', target: handler.arn ?? '' }),
    functions.lambdaPermission(shopPlace('ApiInvoke'), handler, {
      statement: generated('shop-api', 'ApiInvoke'),
      principal: 'apigateway.amazonaws.com',
    }),
    messaging.alarm(shopPlace('ApiErrors'), {
      name: 'shop-api-errors',
      metric: 'Errors',
      namespace: 'AWS/Lambda',
      threshold: 5,
      dimensions: [{ name: 'FunctionName', value: handler.id }],
      action: events.id,
    }),
    messaging.rule(shopPlace('CleanupSchedule'), { name: schedule, schedule: 'rate(1 day)' }),
  ];
}

function auditResources(): Declared[] {
  const key = storage.kmsKey(auditPlace('AuditKey'), { description: 'CloudTrail log files' });
  const bucket = storage.bucket(auditPlace('AuditBucket'), { name: 'acme-audit-logs' });
  return [
    key,
    bucket,
    storage.bucketPolicy(auditPlace('AuditBucketPolicy'), bucket),
    messaging.trail(auditPlace('AuditTrail'), { name: 'org-audit-trail', bucket: bucket.id, key: key.arn ?? '' }),
    messaging.topic(auditPlace('AuditTopic'), { name: 'org-audit-findings' }),
    iam.role(auditPlace('AuditReader'), { name: 'org-audit-reader', trust: iam.trust({ AWS: `arn:aws:iam::${shared}:root` }) }),
  ];
}

const stackId = (account: string, region: string, name: string): string =>
  arn('cloudformation', region, account, `stack/${name}/${uuidOf(`stack ${name}`)}`);

export const shopApi: Stack = {
  name: 'shop-api',
  id: stackId(production, 'eu-central-1', 'shop-api'),
  account: production,
  region: 'eu-central-1',
  file: 'cloudformation/shop-api.yaml',
  resources: shopResources(),
};

export const audit: Stack = {
  name: 'audit',
  id: stackId(shared, 'us-east-1', 'audit'),
  account: shared,
  region: 'us-east-1',
  file: 'cloudformation/audit.json',
  resources: auditResources(),
};
