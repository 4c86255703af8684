// Composition root of dist/aws.js: the only bundle with AWS's SDK in it, loaded by the store's thread when AWS is asked for the first time.
import { awsAccess } from './source/aws/access.ts';
import type { AwsAccess, AwsOutside } from './source/aws/port.ts';

/** Access to AWS with the profiles of this computer. Asks nothing until one of its methods is called. */
export function makeAwsAccess(outside: AwsOutside): AwsAccess {
  return awsAccess(outside);
}
