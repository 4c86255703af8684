// Reads that name nothing in particular: what monitoring, Config and consoles ask all day.
import { items } from '../declared.ts';
import type { Step } from '../record.ts';

const of = (service: string, ...names: readonly string[]): Step[] => names.map((name) => ({ service, name }));
const ec2 = (...names: readonly string[]): Step[] =>
  names.map((name) => ({ service: 'ec2', name, params: { filterSet: {}, maxResults: 1000 } }));

export const lookAround: readonly Step[] = [
  ...ec2(
    'DescribeInstances',
    'DescribeVolumes',
    'DescribeSecurityGroups',
    'DescribeSubnets',
    'DescribeVpcs',
    'DescribeAddresses',
    'DescribeNetworkInterfaces',
    'DescribeSnapshots',
  ),
  {
    service: 'ec2',
    name: 'DescribeInstanceStatus',
    params: {
      instancesSet: {},
      filterSet: items({ name: 'instance-state-name', valueSet: items({ value: 'running' }) }),
      includeAllInstances: false,
    },
  },
  { service: 'ec2', name: 'DescribeRegions', params: { regionSet: {}, allRegions: false } },
  ...of('rds', 'DescribeDBInstances', 'DescribeDBClusters', 'DescribePendingMaintenanceActions', 'DescribeEvents'),
  ...of('lambda', 'ListFunctions20150331', 'GetAccountSettings20160819'),
  ...of('elasticloadbalancing', 'DescribeLoadBalancers', 'DescribeTargetGroups'),
  ...of('autoscaling', 'DescribeAutoScalingGroups', 'DescribeScalingActivities'),
  ...of('monitoring', 'DescribeAlarms', 'ListMetrics'),
  ...of('logs', 'DescribeLogGroups', 'DescribeMetricFilters'),
  ...of('dynamodb', 'ListTables'),
  ...of('sqs', 'ListQueues'),
  ...of('sns', 'ListTopics', 'ListSubscriptions'),
  ...of('kms', 'ListKeys', 'ListAliases'),
  ...of('s3', 'ListBuckets'),
  ...of('ecs', 'ListClusters'),
  ...of('eks', 'ListClusters'),
  ...of('secretsmanager', 'ListSecrets'),
  ...of('ssm', 'DescribeParameters', 'DescribeInstanceInformation'),
  ...of('cloudformation', 'ListStacks', 'DescribeStacks'),
  ...of('cloudtrail', 'DescribeTrails', 'LookupEvents'),
  ...of('tagging', 'GetResources'),
];
