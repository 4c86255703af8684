// The words each service has for what any service may say: code, HTTP status, message.
import { type Common, Failure } from './failure.ts';

/** How a service talks: JSON 1.1, REST-JSON, the two query dialects, S3's XML, the sign-in portal. */
export type Protocol = 'json' | 'restJson' | 'query' | 'ec2' | 's3' | 'portal';

export const protocolOf: Readonly<Record<string, Protocol>> = {
  cloudtrail: 'json',
  logs: 'json',
  account: 'restJson',
  sts: 'query',
  cloudformation: 'query',
  ec2: 'ec2',
  s3: 's3',
  sso: 'portal',
};

const namespaces: Readonly<Record<string, string>> = {
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  cloudformation: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
};

/** Of answers in the query protocol. */
export const namespaceOf = (service: string): string => namespaces[service] ?? '';

type Words = readonly [code: string, status: number, message: string];

const invalid = 'The security token included in the request is invalid.';
const expired = 'The security token included in the request is expired';
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const incomplete = 'Authorization header requires existence of Credential, SignedHeaders and Signature.';
const rate = 'Rate exceeded';
const inside = 'An internal error occurred.';
const away = 'Service is unable to handle request.';

const json: Readonly<Record<Common, Words>> = {
  unknownKey: ['UnrecognizedClientException', 400, invalid],
  badSignature: ['InvalidSignatureException', 400, mismatch],
  incompleteSignature: ['IncompleteSignatureException', 400, incomplete],
  missingAuthentication: ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
  expiredToken: ['ExpiredTokenException', 400, expired],
  skew: ['InvalidSignatureException', 400, 'Signature expired'],
  throttled: ['ThrottlingException', 400, rate],
  denied: ['AccessDeniedException', 400, 'Access denied'],
  failure: ['InternalFailure', 500, inside],
  unavailable: ['ServiceUnavailableException', 503, away],
  unknownOperation: ['UnknownOperationException', 400, ''],
};

const words: Readonly<Record<Protocol, Readonly<Record<Common, Words>>>> = {
  json,
  restJson: {
    ...json,
    unknownKey: ['UnrecognizedClientException', 403, invalid],
    badSignature: ['InvalidSignatureException', 403, mismatch],
    incompleteSignature: ['IncompleteSignatureException', 403, incomplete],
    missingAuthentication: ['MissingAuthenticationTokenException', 403, 'Missing Authentication Token'],
    expiredToken: ['ExpiredTokenException', 403, expired],
    skew: ['InvalidSignatureException', 403, 'Signature expired'],
    throttled: ['TooManyRequestsException', 429, rate],
    denied: ['AccessDeniedException', 403, 'Access denied'],
    failure: ['InternalServerException', 500, inside],
    unknownOperation: ['UnknownOperationException', 404, ''],
  },
  query: {
    unknownKey: ['InvalidClientTokenId', 403, invalid],
    badSignature: ['SignatureDoesNotMatch', 403, mismatch],
    incompleteSignature: ['IncompleteSignature', 400, incomplete],
    missingAuthentication: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    expiredToken: ['ExpiredToken', 403, expired],
    skew: ['SignatureDoesNotMatch', 403, 'Signature expired'],
    throttled: ['Throttling', 400, rate],
    denied: ['AccessDenied', 403, 'Access denied'],
    failure: ['InternalFailure', 500, inside],
    unavailable: ['ServiceUnavailable', 503, away],
    unknownOperation: ['InvalidAction', 400, 'Could not find operation'],
  },
  ec2: {
    unknownKey: ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials'],
    badSignature: ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials'],
    incompleteSignature: ['AuthFailure', 401, 'AWS was not able to validate the provided access credentials'],
    missingAuthentication: ['MissingParameter', 400, 'The request must contain the parameter AWSAccessKeyId'],
    expiredToken: ['RequestExpired', 400, 'Request has expired.'],
    skew: ['RequestExpired', 400, 'Request has expired.'],
    throttled: ['RequestLimitExceeded', 503, 'Request limit exceeded.'],
    denied: ['UnauthorizedOperation', 403, 'You are not authorized to perform this operation.'],
    failure: ['InternalError', 500, 'An internal error has occurred'],
    unavailable: ['Unavailable', 503, away],
    unknownOperation: ['InvalidAction', 400, 'The action is not valid for this web service.'],
  },
  s3: {
    unknownKey: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
    badSignature: [
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    ],
    incompleteSignature: ['AuthorizationHeaderMalformed', 400, 'The authorization header is malformed.'],
    missingAuthentication: ['AccessDenied', 403, 'Access Denied'],
    expiredToken: ['ExpiredToken', 400, 'The provided token has expired.'],
    skew: ['RequestTimeTooSkewed', 403, 'The difference between the request time and the current time is too large.'],
    throttled: ['SlowDown', 503, 'Please reduce your request rate.'],
    denied: ['AccessDenied', 403, 'Access Denied'],
    failure: ['InternalError', 500, 'We encountered an internal error. Please try again.'],
    unavailable: ['ServiceUnavailable', 503, 'Please reduce your request rate.'],
    unknownOperation: ['NotImplemented', 501, 'A header you provided implies functionality that is not implemented.'],
  },
  portal: {
    ...json,
    unknownKey: ['UnauthorizedException', 401, 'Session token not found or invalid'],
    missingAuthentication: ['UnauthorizedException', 401, 'Session token not found or invalid'],
    expiredToken: ['UnauthorizedException', 401, 'Session token not found or invalid'],
    throttled: ['TooManyRequestsException', 429, rate],
    denied: ['ForbiddenException', 403, 'No access'],
    unknownOperation: ['ResourceNotFoundException', 404, 'No such operation'],
  },
};

/** The refusal in the words of a service; `message` where it says more than the usual. */
export function failure(service: string, what: Common, message?: string): Failure {
  const [code, status, usual] = words[protocolOf[service] ?? 'json'][what];
  return new Failure(code, message ?? usual, status);
}
