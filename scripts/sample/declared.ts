// A resource that the sample's code declares: its names in AWS, its state, and the calls that make and read it.
import type { JsonObject } from '../../src/event/event.ts';
import type { Step } from './record.ts';

/** Address in the code, and where in AWS the thing stands. */
export interface Place {
  readonly address: string;
  readonly account: string;
  readonly region: string;
}

export interface Declared extends Place {
  /** `aws_s3_bucket`, `AWS::S3::Bucket`. */
  readonly terraformType: string;
  readonly cloudformationType: string;
  /** What state calls `id`: also CloudFormation's physical id, near enough. */
  readonly id: string;
  readonly arn?: string;
  readonly name?: string;
  /** Attributes for the state file, beside id, arn and name. */
  readonly attributes: JsonObject;
  /** Address of the resource this one is a part of. */
  readonly parent?: string;
  readonly create: readonly Step[];
  readonly read: readonly Step[];
}

type Rest = Omit<Declared, 'address' | 'account' | 'region' | 'terraformType' | 'cloudformationType'>;

/** Puts a resource together. `types` is Terraform's name, then CloudFormation's. */
export function declare(at: Place, types: readonly [string, string], rest: Rest): Declared {
  return { address: at.address, account: at.account, region: at.region, terraformType: types[0], cloudformationType: types[1], ...rest };
}

/** EC2's list shape: `{ items: […] }`. */
export function items(...list: readonly JsonObject[]): JsonObject {
  return { items: list };
}

/** EC2's tags on creation. */
export function tagSpecification(resourceType: string, name: string): JsonObject {
  return {
    tagSpecificationSet: items({
      resourceType,
      tags: [
        { key: 'Name', value: name },
        { key: 'ManagedBy', value: 'terraform' },
      ],
    }),
  };
}
