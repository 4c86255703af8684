// From what went wrong to what a user does about it: AWS's codes, and the words that the SDK's credential providers use.
import type { AwsFaultCode } from './port.ts';
import { readSdkError } from './sdkError.ts';
import type { SdkError } from './sdkError.ts';

/** Codes that mean one thing wherever they come from. Common errors of the services' API references; [S3] error responses. */
const codes: ReadonlyMap<string, AwsFaultCode> = new Map<string, AwsFaultCode>([
  ...each('signedOut', 'ExpiredToken ExpiredTokenException TokenRefreshRequired UnauthorizedException InvalidGrantException'),
  ...each('badCredentials', 'InvalidClientTokenId UnrecognizedClientException UnrecognizedClient InvalidAccessKeyId InvalidToken'),
  ...each('badCredentials', 'SignatureDoesNotMatch InvalidSignatureException IncompleteSignature MissingAuthenticationToken'),
  ...each('denied', 'AccessDenied AccessDeniedException UnauthorizedOperation NotAuthorized AllAccessDisabled AccountProblem Forbidden'),
  ...each('denied', 'InsufficientDependencyServiceAccessPermissionException NoManagementAccountSLRExistsException'),
  ...each('throttled', 'Throttling ThrottlingException ThrottledException RequestThrottled RequestThrottledException SlowDown'),
  ...each('throttled', 'TooManyRequestsException RequestLimitExceeded BandwidthLimitExceeded EC2ThrottledException LimitExceededException'),
  ...each('throttled', 'ProvisionedThroughputExceededException'),
  ...each('notFound', 'NoSuchBucket NoSuchKey NotFound ResourceNotFoundException TrailNotFoundException NoSuchUpload'),
  ...each('regionOff', 'OptInRequired AuthFailure RegionDisabledException'),
  ...each('archived', 'InvalidObjectState'),
  ...each('kmsDenied', 'KMS.DisabledException KMS.NotFoundException KMS.KMSInvalidStateException'),
  ...each('moved', 'PermanentRedirect TemporaryRedirect AuthorizationHeaderMalformed IllegalLocationConstraintException'),
  ...each('clockSkew', 'RequestTimeTooSkewed RequestExpired RequestInTheFuture'),
  ...each('tokenRefused', 'InvalidNextTokenException InvalidNextToken InvalidPaginationToken'),
  ...each('timeout', 'TimeoutError RequestTimeout RequestTimeoutException'),
  ...each('service', 'InternalFailure InternalError InternalServerError InternalServerException ServiceUnavailable'),
  ...each('service', 'ServiceUnavailableException InternalErrorException SessionStreamingException'),
  ...each('badRequest', 'ValidationError ValidationException InvalidParameterException InvalidParameterCombinationException'),
  ...each('badRequest', 'InvalidLookupAttributesException InvalidTimeRangeException InvalidMaxResultsException InvalidOperationException'),
  ...each(
    'badRequest',
    'InvalidEventCategoryException InvalidTrailNameException CloudTrailARNInvalidException UnsupportedOperationException',
  ),
  ...each('badRequest', 'OperationNotPermittedException InvalidArgument InvalidBucketName InvalidRequest MalformedPolicyDocument'),
]);

const offline = new Set('ECONNREFUSED ECONNRESET ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ENETDOWN EPIPE ECONNABORTED'.split(' '));

/**
 * What the error means. AWS's words are looked at where its codes say too little: the same AccessDenied stands for a policy, a key, an MFA
 * code and a requester-pays bucket, and the SDK's providers give no codes at all.
 */
export function codeOf(error: unknown): AwsFaultCode {
  const { name, message, code, status } = readSdkError(error);
  if (/MultiFactorAuthentication failed|tokenCode/i.test(message)) return 'mfa';
  if (/multi-factor authentication/i.test(message) && name === 'CredentialsProviderError') return 'mfa';
  if (/Signature (not yet current|expired)|clock skew|Request has expired/i.test(message)) return 'clockSkew';
  if (/nextToken is (invalid|expired|not valid)|invalid nextToken/i.test(message)) return 'tokenRefused';
  if (isSignedOut({ name, message })) return 'signedOut';
  // The SDK calls a connection that broke off a TimeoutError, and one that did so within an answer a fault of reading it.
  if (offline.has(code) || isTls(code)) return 'network';
  // CloudFormation has one code for a stack that is not there and for what it cannot read.
  if (name === 'ValidationError' && /\bdoes not exist\b/.test(message)) return 'notFound';
  const known = codes.get(name);
  if (known === 'denied') return deniedBy(message);
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError') return ofProvider(message, code, status);
  if (known !== undefined) return known;
  if (/Truncated event message|socket hang up|network socket disconnected|\baborted\b/i.test(message)) return 'network';
  if (name === 'SyntaxError' || /Deserialization error|Checksum mismatch|message checksum|Unrecognizable event type/i.test(message))
    return status >= 500 ? 'service' : 'badAnswer';
  if (code === 'ETIMEDOUT' || code === 'ESOCKETTIMEDOUT') return 'timeout';
  // Files are read for credentials alone: a web identity's token.
  if (/Could not load credentials|Credential is missing/i.test(message) || /^(ENOENT|EACCES|EPERM|EISDIR)$/.test(code))
    return 'noCredentials';
  if (/is not a valid hostname|Invalid Configuration|Region is missing|Invalid URL/i.test(message)) return 'config';
  return byStatus(status);
}

/** Whether a connection failed because no certificate could be trusted: a proxy that looks into traffic, most often. */
export function isTls(code: string): boolean {
  return /^(CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|ERR_TLS_|ERR_SSL_|EPROTO)/.test(code);
}

/** SSO, `aws login` and expired keys of a session. The providers' texts: credential-provider-sso, -login, token-providers. */
function isSignedOut({ name, message }: Pick<SdkError, 'name' | 'message'>): boolean {
  if (codes.get(name) === 'signedOut') return true;
  return (
    /Token is expired|SSO session (token )?associated with (this )?profile|'aws sso login'|aws sso login with/i.test(message) ||
    /re-?authenticate|Session token not found or invalid|UnauthorizedException|session has expired|credential_process returned expired/i.test(
      message,
    ) ||
    /Failed to load (a )?token (from|for session)|Token validation failed/i.test(message)
  );
}

function deniedBy(message: string): AwsFaultCode {
  if (/\bkms:|KMS key|AWS KMS/i.test(message)) return 'kmsDenied';
  if (/requester.?pays|x-amz-request-payer/i.test(message)) return 'requesterPays';
  return 'denied';
}

/** A provider gave nothing. Where a service refused, its code stands in the text; where the way there failed, Node's. */
function ofProvider(message: string, code: string, status: number): AwsFaultCode {
  if (/ForbiddenException|AccessDenied/.test(message)) return 'denied';
  if (/TooManyRequestsException|Throttling/.test(message)) return 'throttled';
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN/.test(`${message} ${code}`)) return 'network';
  if (/cycle|Unsupported credential source|invalid SSO credentials|conflicts? with|could not be found in shared/i.test(message))
    return 'config';
  return status >= 500 ? 'service' : 'noCredentials';
}

function byStatus(status: number): AwsFaultCode {
  if (status === 0) return 'badAnswer';
  if (status === 301 || status === 307) return 'moved';
  if (status === 403) return 'denied';
  if (status === 404) return 'notFound';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'service';
  return status >= 400 ? 'badRequest' : 'badAnswer';
}

function each(code: AwsFaultCode, names: string): [string, AwsFaultCode][] {
  return names.split(' ').map((name) => [name, code]);
}
