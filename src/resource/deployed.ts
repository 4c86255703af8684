// What was deployed, as AWS or a tool's state tells: names alone. Whatever else a state holds, secrets above all, is in none of these types.
import type { ValueKind } from './identity.ts';

/** One resource of a stack, by the name in its template and the name in AWS. */
export interface DeployedResource {
  readonly logicalId: string;
  /** What `Ref` gives: a name, an id, an ARN or a URL, as the type has it. */
  readonly physicalId: string;
  /** `AWS::S3::Bucket` */
  readonly type: string;
  /** `CREATE_COMPLETE`, `DELETE_COMPLETE` … */
  readonly status: string;
}

/** A stack with what it made. */
export interface DeployedStack {
  /** Its ARN. */
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** `UPDATE_COMPLETE` …; empty where only its resources could be read. */
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Id of the stack that a nested one belongs to. */
  readonly parent?: string;
  readonly resources: readonly DeployedResource[];
  /** ms since 1970. */
  readonly readAt: number;
}

/** One instance as Terraform's state has it. */
export interface StateInstance {
  /** `module.a["x"].aws_s3_bucket.logs[0]` */
  readonly address: string;
  /** Path of its module without instance keys: `module.a.module.b`, `''` at the root. */
  readonly modulePath: string;
  /** Path of its module as it is: `module.a["x"].module.b`. */
  readonly moduleAddress: string;
  readonly type: string;
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly kind: ValueKind; readonly attribute: string }[];
  readonly account?: string;
  readonly region?: string;
  /** The address the state has it by, where a `moved` block gives it another one. */
  readonly heldAs?: string;
  /** What names the resource it is a part of. */
  readonly parentValue?: string;
}

/** A state that was read. */
export interface State {
  /** Path of its file, `s3://bucket/key`, or the command that gave it. */
  readonly file: string;
  readonly serial: number;
  /** Terraform's workspace, when it is not the default one. */
  readonly workspace?: string;
  readonly instances: readonly StateInstance[];
  /** ms since 1970, where it was read once and is held; absent for files of the workspace, which are read whenever they change. */
  readonly readAt?: number;
}
