// Which codicon stands for a group: by the resource's service, the actor's kind, or the grouping itself.
import type { ActivityGroup, GroupBy } from '../protocol/backend.ts';
import type { Tone } from './nodeText.ts';

/** By the service part of a CloudFormation type, in lower case; a whole type where the service is too broad. */
const RESOURCE: Readonly<Record<string, string>> = {
  'ec2::securitygroup': 'shield',
  'ec2::instance': 'vm',
  'ec2::volume': 'save',
  apigateway: 'plug',
  apigatewayv2: 'plug',
  autoscaling: 'vm',
  cloudformation: 'layers',
  cloudfront: 'globe',
  cloudtrail: 'history',
  cloudwatch: 'graph',
  dynamodb: 'database',
  ec2: 'type-hierarchy-sub',
  ecr: 'package',
  ecs: 'server-process',
  eks: 'server-process',
  events: 'zap',
  iam: 'key',
  kms: 'lock',
  lambda: 'symbol-method',
  logs: 'output',
  organizations: 'organization',
  rds: 'database',
  route53: 'globe',
  s3: 'archive',
  secretsmanager: 'lock',
  sns: 'mail',
  sqs: 'mail',
  ssm: 'settings-gear',
  stepfunctions: 'git-merge',
  sts: 'key',
};

const ACTOR: Readonly<Record<string, string>> = {
  root: 'warning',
  user: 'person',
  role: 'account',
  federated: 'link-external',
  service: 'gear',
  account: 'organization',
};

const GROUPING: Readonly<Record<GroupBy, string>> = {
  resource: 'symbol-misc',
  actor: 'question',
  service: 'cloud',
  session: 'key',
  time: 'calendar',
};

/** Icon and colour of a group. */
export function groupIcon(group: ActivityGroup, groupBy: GroupBy): { icon: string; tone?: Tone } {
  if (group.deleted) return { icon: 'trash', tone: 'delete' };
  const tone: { tone?: Tone } = group.attempts > 0 && group.attempts === group.events ? { tone: 'attempt' } : {};
  return { icon: iconName(group.type ?? '', groupBy), ...tone };
}

/** The icon of a resource, by CloudFormation's name of its type; `''` when that is not known. */
export function resourceIcon(type: string): string {
  return iconName(type, 'resource');
}

function iconName(type: string, groupBy: GroupBy): string {
  if (groupBy === 'actor') return lookUp(ACTOR, type) ?? GROUPING.actor;
  if (groupBy !== 'resource') return GROUPING[groupBy];
  const [, service = '', kind = ''] = type.toLowerCase().split('::');
  return lookUp(RESOURCE, `${service}::${kind}`) ?? lookUp(RESOURCE, service) ?? GROUPING.resource;
}

function lookUp(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
