// Which partition a Region is in, and where a profile's first call goes before anything is known of it.
import type { Section } from './sharedConfig.ts';

/** A Region that is on in every account of its partition. `aws-eusc` is the European Sovereign Cloud. Endpoint rules of the SDK. */
const leaders = new Map([
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-eusc', 'eusc-de-east-1'],
  ['aws-iso', 'us-iso-east-1'],
  ['aws-iso-b', 'us-isob-east-1'],
  ['aws-iso-e', 'eu-isoe-west-1'],
  ['aws-iso-f', 'us-isof-south-1'],
]);

/** The partition a Region's name belongs to; `aws` for all that look like no other's. */
export function partitionOfRegion(region: string): string {
  const known = /^(cn-|us-gov-|eusc-|us-iso-|us-isob-|eu-isoe-|us-isof-)/.exec(region)?.[1];
  switch (known) {
    case 'cn-':
      return 'aws-cn';
    case 'us-gov-':
      return 'aws-us-gov';
    case 'eusc-':
      return 'aws-eusc';
    case 'us-iso-':
      return 'aws-iso';
    case 'us-isob-':
      return 'aws-iso-b';
    case 'eu-isoe-':
      return 'aws-iso-e';
    case 'us-isof-':
      return 'aws-iso-f';
    default:
      return 'aws';
  }
}

/** The partition an ARN stands in; undefined when the text is no ARN. */
export function partitionOfArn(arn: string): string | undefined {
  return /^arn:(aws[a-z-]*):/.exec(arn)?.[1];
}

/** The account an ARN belongs to; undefined when it tells none. */
export function accountOfArn(arn: string): string | undefined {
  return /^arn:aws[a-z-]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

/**
 * The Region for a profile's own questions (who am I, which Regions are on): its `region`, else AWS_REGION, else the leader of the partition
 * that its role's or login's ARN tells, else us-east-1. Credentials of one partition are refused in another.
 */
export function homeRegion(section: Section, env: NodeJS.ProcessEnv = process.env): string {
  if (section['region']) return section['region'];
  const partition = partitionOfArn(section['role_arn'] ?? '') ?? partitionOfArn(section['login_session'] ?? '');
  const ofEnvironment = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  if (ofEnvironment && (partition === undefined || partitionOfRegion(ofEnvironment) === partition)) return ofEnvironment;
  return leaders.get(partition ?? 'aws') ?? 'us-east-1';
}
