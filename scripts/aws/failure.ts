// A refusal by a service, before it has the shape of the service's protocol.

/** What was wrong, whatever the service calls it; `codes.ts` knows the service's own words. */
export type Common =
  | 'unknownKey'
  | 'badSignature'
  | 'incompleteSignature'
  | 'missingAuthentication'
  | 'expiredToken'
  | 'skew'
  | 'throttled'
  | 'denied'
  | 'failure'
  | 'unavailable'
  | 'unknownOperation';

export class Failure extends Error {
  /** The service's code as the client sees it: `InvalidTimeRangeException`. */
  readonly code: string;
  readonly status: number;
  /** More elements of S3's error documents, more fields of JSON ones. */
  readonly fields: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status = 400,
    extra: { fields?: Readonly<Record<string, string>>; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.fields = extra.fields ?? {};
    this.headers = extra.headers ?? {};
  }
}
