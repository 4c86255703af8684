// A call, and the record CloudTrail writes of it: same fields, same order.
import type { JsonObject, JsonValue } from '../../src/event/event.ts';
import type { Caller } from './callers.ts';
import { globalServices, iso } from './names.ts';
import type { Random } from './random.ts';

/** One API call, without who and when. */
export interface Step {
  /** `ec2`, for `ec2.amazonaws.com`. */
  readonly service: string;
  readonly name: string;
  readonly params?: JsonObject | null;
  readonly response?: JsonObject | null;
  readonly error?: { readonly code: string; readonly message: string };
  /** Told by the verb where absent. */
  readonly readOnly?: boolean;
  /** Only some services fill it: s3, kms, sts, ssm. */
  readonly resources?: readonly JsonObject[];
  readonly additional?: JsonObject;
  readonly serviceEventDetails?: JsonObject;
  /** Host header; `service.region.amazonaws.com` where absent. */
  readonly host?: string;
  readonly eventType?: string;
  /** A data event: management is false. */
  readonly data?: boolean;
  readonly sharedEventID?: string;
  /** Region of the call where it is not the resource's own. */
  readonly region?: string;
  /** Bucket of an S3 call: gives host, resources and the fields S3 always adds. */
  readonly bucket?: string;
}

export interface Call extends Step {
  readonly time: number;
  readonly account: string;
  readonly region: string;
}

const reads =
  /^(Get(?!SigninToken)|List|Describe|Head|Lookup|Batch(Get|Describe)|Select|Search|Assume|Decrypt$|GenerateDataKey|Query|Scan|Filter|Encrypt)/;

/** Whether CloudTrail marks the call readOnly, by its verb. */
export function isRead(step: Step): boolean {
  return step.readOnly ?? reads.test(step.name);
}

/** The Region whose folder gets the event: us-east-1 for IAM and the like. */
export function recordedIn(step: Step, region: string): string {
  return globalServices.has(step.service) ? 'us-east-1' : (step.region ?? region);
}

/** The record of a call. `eventID` is the caller's to choose. */
export function record(call: Call, by: Caller, eventID: string, random: Random): JsonObject {
  const s3 = call.service === 's3';
  const signIn = call.service === 'signin';
  const region = recordedIn(call, call.region);
  const host = call.host ?? (call.bucket ? `${call.bucket}.s3.${region}.amazonaws.com` : hostOf(call.service, region));
  const out: Record<string, JsonValue> = {
    eventVersion: '1.11',
    userIdentity: by.identity,
    eventTime: iso(call.time),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: by.ip,
    userAgent: s3 && by.tls ? `[${by.agent}]` : by.agent,
  };
  if (call.error) {
    if (call.error.code) out['errorCode'] = call.error.code;
    if (call.error.message) out['errorMessage'] = call.error.message;
  }
  out['requestParameters'] = call.bucket ? { bucketName: call.bucket, Host: host, ...call.params } : (call.params ?? null);
  const requestID = s3 ? random.text(16, '0123456789ABCDEFGHJKMNPQRSTVWXYZ') : random.uuid();
  const response = call.error && !signIn ? null : (call.response ?? null);
  out['responseElements'] = call.service === 'ec2' && response ? { requestId: requestID, ...response } : response;
  const additional = s3 ? { ...s3Extras(random), ...call.additional } : call.additional;
  if (additional) out['additionalEventData'] = additional;
  if (!signIn) out['requestID'] = requestID;
  out['eventID'] = eventID;
  out['readOnly'] = isRead(call);
  const resources =
    call.resources ?? (call.bucket && call.name !== 'CreateBucket' ? [bucketResource(call.bucket, call.account)] : undefined);
  if (resources) out['resources'] = resources;
  out['eventType'] = call.eventType ?? 'AwsApiCall';
  out['managementEvent'] = !call.data;
  out['recipientAccountId'] = call.account;
  if (call.sharedEventID) out['sharedEventID'] = call.sharedEventID;
  if (call.serviceEventDetails) out['serviceEventDetails'] = call.serviceEventDetails;
  if (by.vpcEndpointId) {
    out['vpcEndpointId'] = by.vpcEndpointId;
    out['vpcEndpointAccountId'] = call.account;
  }
  out['eventCategory'] = call.data ? 'Data' : 'Management';
  if (by.tls) out['tlsDetails'] = { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host };
  if (by.fromConsole) out['sessionCredentialFromConsole'] = 'true';
  return out;
}

function hostOf(service: string, region: string): string {
  if (service === 'iam' || service === 'organizations') return `${service}.amazonaws.com`;
  if (service === 'signin') return `${region}.signin.aws.amazon.com`;
  if (service === 's3') return `s3.${region}.amazonaws.com`;
  return `${service}.${region}.amazonaws.com`;
}

function bucketResource(bucket: string, account: string): JsonObject {
  return { accountId: account, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` };
}

function s3Extras(random: Random): JsonObject {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: 0,
    AuthenticationMethod: 'AuthHeader',
    'x-amz-id-2': `${random.text(42, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')}EXAMPLE=`,
    bytesTransferredOut: 0,
  };
}
