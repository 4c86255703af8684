// What each call needs: one table for the fault texts, for docs/iam-policy.json (a test compares them) and for docs/aws.md.

/** The calls made, by their names in AWS's API, with the IAM action that allows each. Service authorization reference. */
export const permissions = {
  GetCallerIdentity: 'sts:GetCallerIdentity', // needs none: it is answered even where a policy denies it
  AssumeRole: 'sts:AssumeRole',
  ListRegions: 'account:ListRegions',
  DescribeRegions: 'ec2:DescribeRegions',
  LookupEvents: 'cloudtrail:LookupEvents',
  DescribeTrails: 'cloudtrail:DescribeTrails',
  GetTrailStatus: 'cloudtrail:GetTrailStatus',
  GetEventSelectors: 'cloudtrail:GetEventSelectors',
  GetInsightSelectors: 'cloudtrail:GetInsightSelectors',
  HeadBucket: 's3:ListBucket',
  GetBucketLocation: 's3:GetBucketLocation',
  ListObjectsV2: 's3:ListBucket',
  GetObject: 's3:GetObject',
  DescribeStacks: 'cloudformation:DescribeStacks',
  ListStacks: 'cloudformation:ListStacks',
  ListStackResources: 'cloudformation:ListStackResources',
  DescribeStackResourceDrifts: 'cloudformation:DescribeStackResourceDrifts',
  FilterLogEvents: 'logs:FilterLogEvents',
  StartLiveTail: 'logs:StartLiveTail',
} as const;

/** A call by its name in AWS's API. */
export type AwsCall = keyof typeof permissions;

/** Reading an object that is encrypted with a KMS key takes this too; the service asks for it in the caller's name. */
export const decryptPermission = 'kms:Decrypt';

/** Whether a text is one of the actions above: what AWS's own messages may name without being believed blindly. */
export function isKnownPermission(action: string): boolean {
  return action === decryptPermission || Object.values<string>(permissions).includes(action);
}
