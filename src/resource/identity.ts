// Who a resource is: every name it may go by, each with its evidence.

/** What sort of name a value is. A `pattern` has `*` for the parts that are not known. */
export type ValueKind = 'arn' | 'id' | 'name' | 'url' | 'pattern';

/** How we came to know a value. */
export interface Evidence {
  readonly how: 'state' | 'stack' | 'export' | 'cdk.out' | 'literal' | 'default' | 'learned' | 'asked';
  /** In words, for people: "id from state serial 41", "literal bucket = …". */
  readonly text: string;
  readonly file?: string;
  /** Line in `file`, from 1. */
  readonly line?: number;
  /** When it was read, for what is held since: stacks and remote states. ms since 1970. */
  readonly readAt?: number;
}

/** One name of a resource. */
export interface IdentityValue {
  readonly value: string;
  readonly kind: ValueKind;
  readonly via: Evidence;
}

/** What was not read that would tell more, and where it would be read. */
export interface Lack {
  /** `deployment`: what was read does not have the resource. */
  readonly of: 'state' | 'remoteState' | 'stack' | 'cdkOut' | 'cdktfOut' | 'export' | 'package' | 'deployment';
  /** The file that declares the resource. */
  readonly file: string;
  /** The folder its tool is run in: Terraform's root module, the app, project or service. */
  readonly root?: string;
  /** The stack that would tell, where its name is known. */
  readonly stack?: { readonly name: string; readonly account?: string; readonly region?: string };
}

/** The set of values a resource may be named by in CloudTrail's records. */
export interface ResourceIdentity {
  /** `module.x.aws_s3_bucket.b[0]`, a stack's logical id, or the value that was asked for. */
  readonly address: string;
  /** The type as the code writes it: `aws_s3_bucket`, `AWS::S3::Bucket`. */
  readonly iacType?: string;
  /** CloudFormation's name of the type, where known. */
  readonly resourceType?: string;
  /** `s3.amazonaws.com`: the service whose records name the resource as their own. */
  readonly eventSource?: string;
  readonly account?: string;
  /** Region in which the resource's events are recorded; absent for global services and where unknown. */
  readonly region?: string;
  readonly values: readonly IdentityValue[];
  /** The resource this one is a part of: the bucket of an `aws_s3_bucket_versioning`. */
  readonly parent?: ResourceIdentity;
  /** Why the values are fewer than one would wish, with the step that mends it. */
  readonly missing?: string;
  /** The same, for what mends it. */
  readonly lack?: Lack;
}

/** How sure a match is: see `match.ts` for the rules. */
export type Confidence = 'exact' | 'strong' | 'probable' | 'possible';

/** Why an event belongs to a resource. */
export interface Match {
  readonly confidence: Confidence;
  /** In words: "requestParameters.groupId is sg-0123; id from state serial 41". */
  readonly reason: string;
  /** The resource is only named in passing: it was the actor, or stands in a policy document, an error's text or a tag. */
  readonly mention?: boolean;
}
