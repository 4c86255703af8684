// Regions as accounts see them, and where each partition keeps the events of its global services.

export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov';

/** Enabled in every account of the partition; the first is where global services are recorded. */
const always: Readonly<Record<Partition, readonly string[]>> = {
  aws: [
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
    'ap-south-1',
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1', 'us-gov-east-1'],
};

/** Off until an account turns them on. */
const optIn = [
  'af-south-1',
  'ap-east-1',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
];

export type OptStatus = 'ENABLED_BY_DEFAULT' | 'ENABLED' | 'DISABLED';

/** Every Region of a partition with what it is to an account that turned `enabled` on. */
export function regionsOf(partition: Partition, enabled: readonly string[]): ReadonlyMap<string, OptStatus> {
  const all = new Map<string, OptStatus>(always[partition].map((region) => [region, 'ENABLED_BY_DEFAULT']));
  if (partition === 'aws') for (const region of optIn) all.set(region, enabled.includes(region) ? 'ENABLED' : 'DISABLED');
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** us-east-1 and its like. */
export const leader = (partition: Partition): string => always[partition][0]!;

const globalServices = new Set(
  ['iam', 'cloudfront', 'organizations', 'route53', 'signin', 'support'].map((name) => `${name}.amazonaws.com`),
);

/** Region whose Event history has the event. Regional STS endpoints record where they stand, the global one says us-east-1 itself. */
export function recordedIn(partition: Partition, eventSource: string, awsRegion: string): string {
  return globalServices.has(eventSource) ? leader(partition) : awsRegion;
}

export const domainOf = (partition: Partition): string => (partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com');
