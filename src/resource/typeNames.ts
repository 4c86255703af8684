// Types by names that other tools write in other ways.
import { CFN_ALIASES, CFN_PARTS, TYPE_ROWS } from './typesTable.ts';

const cfnTypes = new Map(
  [...TYPE_ROWS.map(([, cfnType]) => cfnType), ...Object.keys(CFN_ALIASES), ...Object.keys(CFN_PARTS)].map((cfnType) => [
    cfnType.toLowerCase().replace(/^aws::/, ''),
    cfnType,
  ]),
);

/** CloudFormation's type of a service and a noun, written in any case (`s3`, `Bucket`); undefined where it is not one we know. */
export function cfnTypeNamed(service: string, noun: string): string | undefined {
  return cfnTypes.get(`${service}::${noun}`.toLowerCase());
}
