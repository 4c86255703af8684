// What can be read from an error of the SDK, whatever it is: nothing about its shape is taken for granted.

/** An error's parts. Texts are AWS's or the SDK's own and may repeat what others chose: they are looked at, never shown. */
export interface SdkError {
  /** `AccessDeniedException`; '' when there is none. Without the service's prefix (`com.amazon.coral.service#`). */
  readonly name: string;
  readonly message: string;
  /** Node's code of a failed connection: `ECONNREFUSED`. */
  readonly code: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly requestId: string;
  /** Region that S3 names as the bucket's, in a header or in the error's body. */
  readonly bucketRegion: string;
}

/** Reads an error; the parts that it lacks are taken from its causes. */
export function readSdkError(error: unknown): SdkError {
  const chain = causes(error);
  const first = (read: (one: Fields) => string): string => chain.map(read).find((text) => text !== '') ?? '';
  const status = chain.map((one) => numberIn(fieldsIn(one, '$metadata'), 'httpStatusCode')).find((found) => found > 0) ?? 0;
  const headerOf = (one: Fields): Fields => fieldsIn(fieldsIn(one, '$response'), 'headers');
  return {
    name: first(nameOf).replace(/^.*#/, ''),
    message: chain.map((one) => textIn(one, 'message')).join('\n'),
    code: first((one) => textIn(one, 'code') && (/^[A-Z_]+$/.exec(textIn(one, 'code'))?.[0] ?? '')),
    status: status || (chain.map((one) => numberIn(fieldsIn(one, '$response'), 'statusCode')).find((found) => found > 0) ?? 0),
    requestId: first((one) => textIn(fieldsIn(one, '$metadata'), 'requestId') || textIn(one, 'RequestId')),
    bucketRegion: first((one) => textIn(headerOf(one), 'x-amz-bucket-region') || textIn(one, 'Region') || textIn(one, 'BucketRegion')),
  };
}

/** The first of the error and its causes that the test takes. */
export function findCause<T>(error: unknown, is: (one: unknown) => one is T): T | undefined {
  return [error, ...causes(error).map((one) => one['cause'])].find(is);
}

type Fields = Readonly<Record<string, unknown>>;

/** The error and what it says caused it, outermost first; an aggregate (both addresses of a host refused) is taken by its first. */
function causes(error: unknown): Fields[] {
  const chain: Fields[] = [];
  let one: unknown = error;
  while (isFields(one) && chain.length < 6 && !chain.includes(one)) {
    chain.push(one);
    const inner: unknown = one['errors'];
    one = one['cause'] ?? (Array.isArray(inner) ? inner[0] : undefined);
  }
  return chain;
}

/** S3 and STS put AWS's code in `Code`, where no class of the SDK's stands for it. */
function nameOf(one: Fields): string {
  const name = textIn(one, 'name');
  const general = ['', 'Error', 'UnknownError', 'Unknown', 'AggregateError'].includes(name);
  return general ? textIn(one, 'Code') || (name === 'Error' ? '' : name) : name;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
function fieldsIn(object: Fields, key: string): Fields {
  const value = object[key];
  return isFields(value) ? value : {};
}
function textIn(object: Fields, key: string): string {
  const value = object[key];
  return typeof value === 'string' ? value : '';
}
function numberIn(object: Fields, key: string): number {
  const value = object[key];
  return typeof value === 'number' ? value : 0;
}
