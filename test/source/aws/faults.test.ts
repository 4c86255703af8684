import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Doing } from '../../../src/source/aws/faults.ts';
import { ask, faultOf } from '../../../src/source/aws/faults.ts';
import { AwsFailure } from '../../../src/source/aws/port.ts';
import type { AwsFaultCode } from '../../../src/source/aws/port.ts';

const doing: Doing = { call: 'LookupEvents', profile: 'prod', kind: 'sso', account: '123456789012', region: 'eu-west-1' };
const get: Doing = { ...doing, call: 'GetObject' };

/** An error as the SDK makes them. */
function sdk(name: string, message = '', status = 400, more: object = {}): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: status, requestId: 'EXAMPLE-1' },
    ...more,
  });
}
const node = (code: string): Error => Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code });
const provider = (message: string): Error => Object.assign(new Error(message), { name: 'CredentialsProviderError', tryNextLink: false });
const denies = (tail: string): Error =>
  sdk(
    'AccessDeniedException',
    `User: arn:aws:sts::123456789012:assumed-role/X/<b>evil is not authorized to perform: cloudtrail:LookupEvents ${tail}`,
  );

const cases: readonly (readonly [name: string, error: unknown, code: AwsFaultCode, message: RegExp, doing?: Doing])[] = [
  // signed out
  [
    'SSO token',
    provider("Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile."),
    'signedOut',
    /Run "aws sso login --profile prod"/,
  ],
  [
    'SSO session',
    provider(
      'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
    ),
    'signedOut',
    /aws sso login/,
  ],
  [
    'SSO never',
    provider(
      "The SSO session token associated with profile=prod was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
    ),
    'signedOut',
    /aws sso login/,
  ],
  ['SSO portal', provider('UnauthorizedException: Session token not found or invalid'), 'signedOut', /aws sso login/],
  [
    'login',
    provider('Your session has expired. Please reauthenticate.'),
    'signedOut',
    /Run "aws login --profile prod"/,
    { ...doing, kind: 'login' },
  ],
  [
    'login without a token',
    provider('Failed to load token from /home/x/y.json: Error: ENOENT'),
    'signedOut',
    /aws login/,
    { ...doing, kind: 'login' },
  ],
  [
    'behind a role',
    provider("Token is expired. To refresh this SSO session run 'aws sso login' with the corresponding profile."),
    'signedOut',
    /aws sso login/,
    { ...doing, kind: 'role' },
  ],
  [
    'expired token',
    sdk('ExpiredTokenException', 'The security token included in the request is expired'),
    'signedOut',
    /new session/,
    { ...doing, kind: 'static' },
  ],
  ['expired token of S3', sdk('ExpiredToken', 'The provided token has expired.'), 'signedOut', /signed out/],
  [
    'process expired',
    provider('Profile prod credential_process returned expired credentials.'),
    'signedOut',
    /credential_process/,
    { ...doing, kind: 'process' },
  ],
  // credentials
  [
    'none',
    provider('Could not load credentials from any providers'),
    'noCredentials',
    /gives no credentials/,
    { ...doing, kind: 'unknown' },
  ],
  [
    'process fails',
    provider('Command failed: /opt/example/creds --secret'),
    'noCredentials',
    /credential_process failed/,
    { ...doing, kind: 'process' },
  ],
  [
    'environment',
    provider('Unable to find environment variable credentials.'),
    'noCredentials',
    /AWS_ACCESS_KEY_ID/,
    { ...doing, kind: 'environment' },
  ],
  ['SSO role refused', provider('ForbiddenException: No access'), 'denied', /permission set is not assigned/],
  [
    'unknown key',
    sdk('InvalidClientTokenId', 'The security token included in the request is invalid.', 403),
    'badCredentials',
    /does not know the access key/,
  ],
  ['unknown key of JSON', sdk('UnrecognizedClientException'), 'badCredentials', /does not know/],
  [
    'wrong signature',
    sdk('SignatureDoesNotMatch', 'The request signature we calculated does not match', 403),
    'badCredentials',
    /signature/,
  ],
  [
    'good elsewhere',
    sdk('UnrecognizedClientException'),
    'regionOff',
    /eu-west-1 refuses credentials that are good elsewhere/,
    { ...doing, proven: true },
  ],
  ['EC2, good elsewhere', sdk('AuthFailure', '', 401), 'regionOff', /not enabled/, { ...doing, proven: true }],
  ['EC2', sdk('AuthFailure', '', 401), 'badCredentials', /access key/],
  ['opt in', sdk('OptInRequired', 'You are not subscribed', 401), 'regionOff', /not enabled/],
  // MFA
  ['wrong MFA', sdk('AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code.', 403), 'mfa', /not accepted/],
  [
    'no MFA',
    sdk('AccessDenied', 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.', 403),
    'mfa',
    /none was given/,
  ],
  [
    'malformed MFA',
    sdk('ValidationError', "1 validation error detected: Value 'abc' at 'tokenCode' failed to satisfy constraint"),
    'mfa',
    /mistyped/,
  ],
  // denied
  [
    'identity policy',
    denies('because no identity-based policy allows the cloudtrail:LookupEvents action'),
    'denied',
    /no policy of the user or role allows it/,
  ],
  ['explicit deny', denies('with an explicit deny in an identity-based policy'), 'denied', /denies it explicitly/],
  ['SCP', denies('with an explicit deny in a service control policy'), 'denied', /service control policy of the organization denies it/],
  [
    'SCP allows not',
    denies('because no service control policy allows the cloudtrail:LookupEvents action'),
    'denied',
    /service control policy of the organization does not allow it/,
  ],
  ['RCP', denies('with an explicit deny in a resource control policy'), 'denied', /resource control policy/],
  [
    'boundary',
    denies('because no permissions boundary allows the cloudtrail:LookupEvents action'),
    'denied',
    /permissions boundary of the user or role does not allow/,
  ],
  ['session policy', denies('because no session policy allows the cloudtrail:LookupEvents action'), 'denied', /narrower policy/],
  ['VPC endpoint', denies('because no VPC endpoint policy allows the cloudtrail:LookupEvents action'), 'denied', /VPC endpoint on the way/],
  [
    'resource policy',
    denies('with an explicit deny in a resource-based policy'),
    'denied',
    /policy of the bucket, key or other resource denies/,
  ],
  ['no reason', sdk('AccessDenied', 'Access Denied', 403), 'denied', /may not use s3:GetObject/, get],
  [
    'EC2 denied',
    sdk('UnauthorizedOperation', 'You are not authorized to perform this operation.', 403),
    'denied',
    /ec2:DescribeRegions/,
    { ...doing, call: 'DescribeRegions' },
  ],
  [
    'assume role',
    sdk('AccessDenied', 'User: x is not authorized to perform: sts:AssumeRole on resource: y', 403),
    'denied',
    /may not assume its role/,
  ],
  // S3
  [
    'kms',
    sdk('AccessDenied', 'User: x is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext', 403),
    'kmsDenied',
    /kms:Decrypt/,
    get,
  ],
  ['kms disabled', sdk('KMS.DisabledException'), 'kmsDenied', /disabled or deleted/, get],
  ['archived', sdk('InvalidObjectState', '', 403), 'archived', /Restore it/, get],
  [
    'requester pays',
    sdk('AccessDenied', 'Requester Pays buckets need x-amz-request-payer', 403),
    'requesterPays',
    /makes those who read it pay/,
    get,
  ],
  [
    'redirect',
    sdk('PermanentRedirect', '', 301, { $response: { headers: { 'x-amz-bucket-region': 'eu-north-1' } } }),
    'moved',
    /lies in eu-north-1/,
    get,
  ],
  [
    'header',
    sdk('AuthorizationHeaderMalformed', 'expecting eu-north-1', 400, { Region: 'eu-north-1' }),
    'moved',
    /lies in eu-north-1/,
    get,
  ],
  ['hostile Region', sdk('PermanentRedirect', '', 301, { Region: '<b>' }), 'moved', /in another Region/, get],
  ['no bucket', sdk('NoSuchBucket', '', 404), 'notFound', /no such bucket/, { ...get, call: 'ListObjectsV2' }],
  ['no key', sdk('NoSuchKey', '', 404), 'notFound', /not there any more/, get],
  ['no group', sdk('ResourceNotFoundException'), 'notFound', /no such log group in eu-west-1/, { ...doing, call: 'FilterLogEvents' }],
  ['no trail', sdk('TrailNotFoundException'), 'notFound', /no such trail/, { ...doing, call: 'GetTrailStatus' }],
  ['slow down', sdk('SlowDown', '', 503), 'throttled', /slow down/, get],
  // all services
  ['throttled by 400', sdk('ThrottlingException', 'Rate exceeded'), 'throttled', /quota for LookupEvents in eu-west-1/],
  ['throttled by 429', sdk('Whatever', '', 429), 'throttled', /quota/],
  ['too many sessions', sdk('LimitExceededException'), 'throttled', /StartLiveTail/, { ...doing, call: 'StartLiveTail' }],
  [
    'skew',
    sdk('InvalidSignatureException', 'Signature expired: 20261120T100000Z is now earlier than 20261120T101000Z'),
    'clockSkew',
    /clock/,
  ],
  ['skew ahead', sdk('InvalidSignatureException', 'Signature not yet current'), 'clockSkew', /clock/],
  ['skew of S3', sdk('RequestTimeTooSkewed', '', 403), 'clockSkew', /clock/, get],
  ['token', sdk('InvalidNextTokenException', 'Invalid token'), 'tokenRefused', /from the start/],
  [
    'token of logs',
    sdk('InvalidParameterException', 'The specified nextToken is invalid.'),
    'tokenRefused',
    /FilterLogEvents/,
    { ...doing, call: 'FilterLogEvents' },
  ],
  ['parameters', sdk('InvalidTimeRangeException'), 'badRequest', /InvalidTimeRangeException/],
  ['any 400', sdk('SomethingNewException'), 'badRequest', /SomethingNewException/],
  [
    'HTML',
    Object.assign(new SyntaxError('Unexpected token <\n  Deserialization error: to see the raw response'), {
      $metadata: { httpStatusCode: 200 },
    }),
    'badAnswer',
    /proxy or a sign-in page/,
  ],
  [
    'XML',
    sdk('Error', 'char "<" is not expected.:1:1\n  Deserialization error: to see the raw response', 200),
    'badAnswer',
    /could not be read/,
    get,
  ],
  [
    'HTML of a broken gateway',
    Object.assign(new SyntaxError('x\n Deserialization error'), { $metadata: { httpStatusCode: 502 } }),
    'service',
    /HTTP 502/,
  ],
  ['500', sdk('InternalFailure', '', 500), 'service', /fault on its side/],
  ['503', sdk('Unknown', '', 503), 'service', /HTTP 503/],
  ['refused', node('ECONNREFUSED'), 'network', /could not be reached/],
  ['DNS', node('ENOTFOUND'), 'network', /address could not be found/],
  ['reset', node('ECONNRESET'), 'network', /broke off/],
  ['hang up', new Error('socket hang up'), 'network', /broke off/],
  [
    'both addresses',
    Object.assign(new AggregateError([node('ECONNREFUSED'), node('ECONNREFUSED')]), { code: 'ECONNREFUSED' }),
    'network',
    /could not be reached/,
  ],
  ['certificate', node('SELF_SIGNED_CERT_IN_CHAIN'), 'network', /NODE_EXTRA_CA_CERTS/],
  ['timeout', Object.assign(new Error('configured timeout of 5000 ms'), { name: 'TimeoutError' }), 'timeout', /in time/],
  ['behind a cause', Object.assign(new Error('outer'), { cause: node('ENOTFOUND') }), 'network', /could not be reached/],
  ['loop', provider('Detected a cycle attempting to resolve credentials for profile a.'), 'config', /shared config/],
  ['nothing known', 'a text', 'badAnswer', /could not be read/],
];

describe('what an error of the SDK means', () => {
  for (const [name, error, code, message, of = doing] of cases)
    test(name, () => {
      const fault = faultOf(error, of);
      assert.equal(fault.code, code, fault.message);
      assert.match(fault.message, message);
      assert.match(fault.message, /[.]$/);
      assert.doesNotMatch(fault.message, /evil|<b>|--secret|undefined|\(\)/, 'others’ texts are not repeated');
      assert.equal(fault.profile, 'prod');
      assert.equal(fault.region, 'eu-west-1');
    });

  test('every code has a case', () => {
    const all: Record<AwsFaultCode, true> = { signedOut: true, noCredentials: true, mfa: true, badCredentials: true, denied: true, kmsDenied: true, archived: true, requesterPays: true, moved: true, notFound: true, regionOff: true, throttled: true, clockSkew: true, tokenRefused: true, badAnswer: true, badRequest: true, network: true, timeout: true, service: true, config: true }; // prettier-ignore
    assert.deepEqual([...new Set(cases.map(([, , code]) => code))].sort(), Object.keys(all).sort());
  });

  test('AWS’s code and request id are passed on, and the action', () => {
    const fault = faultOf(denies('because no identity-based policy allows it'), doing);
    assert.deepEqual([fault.awsCode, fault.requestId, fault.permission], ['AccessDeniedException', 'EXAMPLE-1', 'cloudtrail:LookupEvents']);
    assert.equal(faultOf(sdk('A B<script>'), doing).awsCode, undefined);
  });

  test('an action that we do not ask for is not named', () => {
    const message = 'User: x is not authorized to perform: iam:DeleteEverything because';
    assert.equal(faultOf(sdk('AccessDenied', message), doing).permission, 'cloudtrail:LookupEvents');
  });
});

describe('a call', () => {
  test('that was cancelled before is not made', async () => {
    let called = false;
    const reason = new Error('enough');
    await assert.rejects(
      ask(doing, AbortSignal.abort(reason), async () => (called = true)),
      (error) => error === reason,
    );
    assert.equal(called, false);
  });

  test('that is cancelled ends at once, whatever it waits for', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const asked = ask(doing, controller.signal, () => new Promise(() => undefined));
    controller.abort(reason);
    await assert.rejects(asked, (error) => error === reason);
  });

  test('that fails while it is cancelled rejects with the reason', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const asked = ask(doing, controller.signal, async () => {
      controller.abort(reason);
      throw new Error('AbortError');
    });
    await assert.rejects(asked, (error) => error === reason);
  });

  test('keeps a fault that was found already', async () => {
    const failure = new AwsFailure({ code: 'mfa', message: 'No code.' });
    const wrapped = Object.assign(new Error('x'), { cause: failure });
    await assert.rejects(
      ask(doing, new AbortController().signal, () => Promise.reject(wrapped)),
      (error) => error instanceof AwsFailure && error.fault.code === 'mfa' && error.fault.profile === 'prod',
    );
  });
});
