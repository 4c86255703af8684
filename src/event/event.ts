// Our model of what CloudTrail said. The record is kept untouched inside; every other field is a pure function of it.

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Who it really was, as far as one record tells. */
export interface Actor {
  /**
   * `root`, `user` (IAM or Identity Center), `role` (assumed role session), `federated` (SAML, OIDC, GetFederationToken),
   * `service` (an AWS service), `account` (another account, nothing more is known), `unknown`.
   */
  readonly kind: 'root' | 'user' | 'role' | 'federated' | 'service' | 'account' | 'unknown';
  /** Shortest name a person recognises: `alice`, `ci-deployer/GitHubActions-9041`, `cloudformation.amazonaws.com`. Never empty. */
  readonly name: string;
  /** `userIdentity.arn`, else the best ARN that can be told. */
  readonly arn?: string;
  /** Account of the actor, which is not always the account of the event. */
  readonly account?: string;
  /** Role name, for `role`. */
  readonly role?: string;
  /** Session name, for `role` and `federated`. */
  readonly session?: string;
  /** `sourceIdentity`, OIDC subject or Identity Center user: the person or run behind the session, when the record says so. */
  readonly behind?: string;
}

/** By what means a call came. User agents are chosen by the client: a hint, always with its evidence. */
export interface Origin {
  readonly kind:
    'terraform' | 'pulumi' | 'cloudformation' | 'cdk' | 'crossplane' | 'console' | 'cloudshell' | 'cli' | 'sdk' | 'service' | 'unknown';
  /** For people: "Terraform 1.9.5", "console", "AWS CLI", "boto3". Never empty. */
  readonly name: string;
  /** Which field says so: "userAgent contains Terraform/1.9.5". */
  readonly evidence: string;
}

/** `change`: a successful write. `attempt`: anything that failed. `read`: a successful read. `insight`: no call at all. */
export type Outcome = 'read' | 'change' | 'attempt' | 'insight';

export type EventCategory = 'Management' | 'Data' | 'NetworkActivity' | 'Insight' | 'Aggregated' | 'Unknown';

/** A CloudTrail event. Strings that the record lacks are ''. */
export interface CloudTrailEvent {
  /** `eventID`, or for a record without one `content-` and 32 hex digits of its text's hash. Two deliveries of an event share it. */
  readonly key: string;
  /** Milliseconds since 1970, or NaN when the record tells no time that can be read. */
  readonly time: number;
  readonly eventName: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  /** `recipientAccountId`, else the actor's account. */
  readonly account: string;
  readonly category: EventCategory;
  readonly eventType: string;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly outcome: Outcome;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
  readonly accessKeyId: string;
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly sharedEventID: string;
  readonly requestID: string;
  /** The record as CloudTrail wrote it, parsed. */
  readonly record: JsonObject;
}

/** An event names a resource: as what it acts on, or in passing. */
export interface Touch {
  readonly role: 'target' | 'mention';
  /** The best single name: id, then name, then ARN. */
  readonly name: string;
  /** Every form of the name in the record: name, id, ARN, URL. */
  readonly values: readonly string[];
  /** CloudFormation type where it can be told: `AWS::EC2::SecurityGroup`. */
  readonly type?: string;
  /** Where it stands: `requestParameters.groupId`. */
  readonly path: string;
}
