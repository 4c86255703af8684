// What the rest of the program knows of AWS: plain questions and plain answers. The SDK stands behind it, and nowhere else.
// Facts of the services are cited where they are used: [CT] CloudTrail API reference, [UG] CloudTrail user guide, [CWL] CloudWatch Logs
// API reference, [S3] S3 API reference, [CFN] CloudFormation API reference.

/** How a profile of the shared config gets its credentials. */
export type ProfileKind =
  | 'static' // aws_access_key_id in config or credentials
  | 'sso' // sso_session or sso_start_url
  | 'login' // `aws login`
  | 'role' // role_arn with source_profile or credential_source
  | 'process' // credential_process
  | 'webIdentity' // web_identity_token_file
  | 'environment' // AWS_ACCESS_KEY_ID of the editor's own environment
  | 'instance' // container or instance role of this machine
  | 'unknown';

/** A profile of the shared config, read without asking AWS anything. Never holds a secret. */
export interface ProfileInfo {
  /** `default`, `prod`; `(environment)` and `(instance)` for what needs no profile. */
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region?: string;
  /** As far as the config tells it: from `role_arn`, `sso_account_id`. */
  readonly account?: string;
  /** Role or permission set, as far as the config tells it. */
  readonly role?: string;
  readonly mfaSerial?: string;
  readonly sourceProfile?: string;
  /** Name of the sso-session, for the sign-in command. */
  readonly ssoSession?: string;
  /** Why the profile cannot work, where the config alone tells so: its source profile is missing. */
  readonly problem?: string;
}

/** Who the credentials belong to: sts:GetCallerIdentity. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly userId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`. */
  readonly partition: string;
}

/** Where a call goes. */
export interface Place {
  readonly profile: string;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

/** Closed list of what can be wrong with a call to AWS, by what a user does about it. */
export type AwsFaultCode =
  | 'signedOut' // expired or missing SSO / login session, expired token: sign in again
  | 'noCredentials' // the profile gives none
  | 'mfa' // an MFA code was wrong, or none was given
  | 'badCredentials' // InvalidClientTokenId, SignatureDoesNotMatch, UnrecognizedClientException
  | 'denied' // AccessDenied by a policy; `permission` names the action
  | 'kmsDenied' // the object is encrypted with a key that may not be used
  | 'archived' // a Glacier-class object: restore first
  | 'requesterPays'
  | 'moved' // the bucket lives in another Region (told in `message`)
  | 'notFound' // no such bucket, object, log group, trail
  | 'regionOff' // the Region is not enabled for the account
  | 'throttled' // HTTP 400 ThrottlingException and its like: wait
  | 'clockSkew' // this machine's clock is off
  | 'tokenRefused' // NextToken is expired or belongs to other parameters
  | 'badAnswer' // the answer could not be read
  | 'badRequest' // the service refuses the parameters
  | 'network' // no connection, broken off, DNS
  | 'timeout'
  | 'service' // 5xx
  | 'config'; // the shared config cannot be read

/** What was wrong, said so that a user knows what to do. */
export interface AwsFault {
  readonly code: AwsFaultCode;
  /** What happened, why, and what to do, in one to three sentences. Plain text. */
  readonly message: string;
  /** IAM action that was tried: `cloudtrail:LookupEvents`. */
  readonly permission?: string;
  readonly profile?: string;
  readonly account?: string;
  readonly region?: string;
  /** AWS's own code, `AccessDeniedException`, and request id. */
  readonly awsCode?: string;
  readonly requestId?: string;
}

/** Every method of `AwsAccess` rejects with this (or with the signal's reason), never with an error of the SDK. */
export class AwsFailure extends Error {
  override readonly name = 'AwsFailure';
  readonly fault: AwsFault;
  constructor(fault: AwsFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** [CT] LookupAttribute: a request takes one; a second is silently ignored. */
export type LookupKey = 'EventId' | 'EventName' | 'ReadOnly' | 'Username' | 'ResourceType' | 'ResourceName' | 'EventSource' | 'AccessKeyId';

/** [CT] LookupEvents. Times in ms since 1970, both inclusive; frozen by the caller before paging: a token is bound to all of these. */
export interface LookupQuery {
  readonly attribute?: { readonly key: LookupKey; readonly value: string };
  readonly since: number;
  readonly until: number;
  /** Insights events instead of management events. */
  readonly insight?: boolean;
  readonly token?: string;
}

/** A record as it came, with what only LookupEvents tells of it. */
export interface LookedUp {
  /** `CloudTrailEvent`: the record's text. */
  readonly record: string;
  readonly eventId: string;
  /** ms since 1970; NaN when missing. */
  readonly eventTime: number;
  readonly eventName: string;
  readonly eventSource: string;
  readonly readOnly: boolean;
  /** Computed by CloudTrail for the index; not the record's own `resources`. */
  readonly resources: readonly { readonly type: string; readonly name: string }[];
}

/** One page, at most 50 events, newest first. */
export interface LookupPage {
  readonly events: readonly LookedUp[];
  /** Absent on the last page. */
  readonly token?: string;
}

/** [CT] Trail, as DescribeTrails gives it; shadow trails included. */
export interface TrailInfo {
  readonly name: string;
  readonly arn: string;
  readonly homeRegion: string;
  readonly account: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly snsTopicArn?: string;
  readonly logGroupArn?: string;
  readonly logRoleArn?: string;
  readonly kmsKeyId?: string;
  readonly isMultiRegion: boolean;
  readonly isOrganization: boolean;
  readonly hasGlobalServiceEvents: boolean;
  readonly validatesLogFiles: boolean;
  readonly hasCustomSelectors: boolean;
  readonly hasInsightSelectors: boolean;
}

/** [CT] GetTrailStatus. Times in ms since 1970. */
export interface TrailStatus {
  readonly isLogging: boolean;
  readonly delivered?: number;
  readonly deliveryError?: string;
  readonly notified?: number;
  readonly notificationError?: string;
  readonly digestDelivered?: number;
  readonly digestError?: string;
  readonly logsDelivered?: number;
  readonly logsError?: string;
  readonly startedLogging?: number;
  readonly stoppedLogging?: number;
}

/** [CT] GetEventSelectors: basic or advanced ones, never both. */
export interface Selectors {
  readonly basic: readonly BasicSelector[];
  readonly advanced: readonly AdvancedSelector[];
}
export interface BasicSelector {
  readonly readWrite: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly management: boolean;
  /** Services whose management events are left out: `kms.amazonaws.com`. */
  readonly excluded: readonly string[];
  readonly data: readonly { readonly type: string; readonly values: readonly string[] }[];
}
export interface AdvancedSelector {
  readonly name: string;
  readonly fields: readonly FieldSelector[];
}
export interface FieldSelector {
  /** `eventCategory`, `readOnly`, `resources.type` … */
  readonly field: string;
  /** Operators in the API's spelling (`Equals`, `NotStartsWith` …) with their values. */
  readonly conditions: readonly { readonly operator: string; readonly values: readonly string[] }[];
}

/** Everything about one trail. What could not be read stands in `faults` instead. */
export interface TrailFacts {
  readonly trail: TrailInfo;
  readonly status?: TrailStatus;
  readonly selectors?: Selectors;
  /** `ApiCallRateInsight`, `ApiErrorRateInsight`. */
  readonly insights?: readonly string[];
  readonly faults: readonly AwsFault[];
}

/** An object in a bucket. */
export interface ObjectInfo {
  readonly key: string;
  readonly size: number;
  /** ms since 1970. */
  readonly modified: number;
  readonly etag: string;
  readonly storageClass: string;
}

/** A stack of CloudFormation. Times in ms since 1970. */
export interface StackInfo {
  /** Its ARN, with the id that tells it from earlier ones of the name. */
  readonly id: string;
  readonly name: string;
  /** `UPDATE_COMPLETE` … */
  readonly status: string;
  /** Empty, too, where tags may not be read. */
  readonly tags: Readonly<Record<string, string>>;
  /** When it was last updated, else made. */
  readonly updated?: number;
  /** Id of the stack that a nested one belongs to. */
  readonly parent?: string;
  /** When drift was last looked for. */
  readonly driftChecked?: number;
}

/** What a stack made, by the name in its template and the name in AWS. */
export interface StackResourceInfo {
  readonly logicalId: string;
  /** What `Ref` gives: a name, an id, an ARN or a URL, as the type has it. */
  readonly physicalId: string;
  /** `AWS::S3::Bucket` */
  readonly type: string;
  /** `CREATE_COMPLETE`, `DELETE_COMPLETE` … */
  readonly status: string;
}

/** One page of [CWL] FilterLogEvents. */
export interface LogQuery {
  /** Name or ARN. */
  readonly group: string;
  /** A JSON pattern, `{ $.eventName = "DeleteBucket" }`. */
  readonly pattern?: string;
  readonly since: number;
  readonly until: number;
  readonly token?: string;
}
export interface LogPage {
  /** `message` is the record's text; `timestamp` is when it was delivered, ms since 1970. */
  readonly events: readonly { readonly id: string; readonly message: string; readonly timestamp: number; readonly stream: string }[];
  readonly token?: string;
}

/** What a live tail says: once a second at most, 500 events at most, then sampled. [CWL] StartLiveTail */
export interface TailUpdate {
  readonly events: readonly { readonly message: string; readonly timestamp: number }[];
  readonly sampled: boolean;
}

/** The calls, each a single request (or, for the `AsyncIterable`s, a run of them). All times in ms since 1970. */
export interface AwsAccess {
  /** Profiles of the shared config and credentials files, `(environment)` and `(instance)` where they apply. Asks AWS nothing. */
  profiles(): Promise<ProfileInfo[]>;
  /** Who the profile is. Asks for an MFA code by the `askMfa` that the access was made with. */
  caller(profile: string, signal: AbortSignal): Promise<Caller>;
  /** Regions enabled for the account, sorted: account:ListRegions, else ec2:DescribeRegions. */
  regions(profile: string, signal: AbortSignal): Promise<string[]>;
  /** One LookupEvents request, not retried: the caller paces and retries. */
  lookupEvents(at: Place, query: LookupQuery, signal: AbortSignal): Promise<LookupPage>;
  /** Trails seen in this Region, shadow trails too. */
  trails(at: Place, signal: AbortSignal): Promise<TrailInfo[]>;
  /** Status, event and Insights selectors of one trail, asked by ARN in its home Region. Denied parts become `faults`. */
  trailFacts(at: Place, trail: TrailInfo, signal: AbortSignal): Promise<TrailFacts>;
  /** Region of a bucket. */
  bucketRegion(at: Place, bucket: string, signal: AbortSignal): Promise<string>;
  /** Common prefixes one level below `prefix` (which ends with `/` or is empty): never the whole bucket. */
  folders(at: Place, bucket: string, prefix: string, signal: AbortSignal): Promise<string[]>;
  /** Objects with the prefix in the order of their keys, after `after`, a page (up to 1,000) at a time. */
  objects(at: Place, bucket: string, prefix: string, after: string | undefined, signal: AbortSignal): AsyncIterable<ObjectInfo[]>;
  /** Writes the object to a file (whole or not at all: by way of a temporary name). Resolves to its bytes. */
  download(at: Place, bucket: string, key: string, file: string, signal: AbortSignal): Promise<number>;
  /** The object's text, when it is not larger than `limit` bytes; rejects with `notFound`, `archived` … */
  text(at: Place, bucket: string, key: string, limit: number, signal: AbortSignal): Promise<{ text: string; modified?: number }>;
  /** All stacks of the Region that are not deleted. */
  stacks(at: Place, signal: AbortSignal): Promise<StackInfo[]>;
  /** One stack, by name or id; undefined when the Region has none such. */
  stack(at: Place, stack: string, signal: AbortSignal): Promise<StackInfo | undefined>;
  /** What a stack made; undefined when there is no such stack. */
  stackResources(at: Place, stack: string, signal: AbortSignal): Promise<StackResourceInfo[] | undefined>;
  /** What the last drift detection of a stack found, as the API's own JSON. */
  stackDrifts(at: Place, stack: string, signal: AbortSignal): Promise<readonly object[]>;
  logEvents(at: Place, query: LogQuery, signal: AbortSignal): Promise<LogPage>;
  /** Ends when the service ends it (3 hours) or the signal fires. `groupArn` without the trailing `:*`. */
  liveTail(at: Place, groupArn: string, pattern: string | undefined, signal: AbortSignal): AsyncIterable<TailUpdate>;
  /** Forgets clients and credentials of a profile: after a sign-in. */
  forget(profile: string): void;
}

/** What the access asks of the outside. */
export interface AwsOutside {
  /** Asks a person for the code of an MFA device; undefined when none is given. */
  readonly askMfa: (profile: string, serial: string) => Promise<string | undefined>;
  /** ms of silence after which a call is given up; half a minute when absent. */
  readonly patience?: number;
}
