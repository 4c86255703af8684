// Which operation a request asks for, and its parameters, in each protocol.
import type { Incoming } from './call.ts';
import { protocolOf } from './codes.ts';
import { Failure } from './failure.ts';
import type { Json } from './record.ts';
import { addressed, s3Operation } from './s3Address.ts';

export interface Asked {
  readonly service: string;
  readonly operation: string;
  readonly input: { readonly [name: string]: Json };
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
}

/** `service` is undefined when the request is not signed; then it shows in other ways. */
export function askedFor(request: Incoming, service: string | undefined): Asked {
  const name = service ?? unsignedService(request);
  switch (protocolOf[name]) {
    case 'json':
      return { service: name, operation: target(request), input: parsed(request) };
    case 'restJson':
      return { service: name, operation: request.path === '/listRegions' ? 'ListRegions' : request.path, input: parsed(request) };
    case 'query':
    case 'ec2': {
      const form = Object.fromEntries(new URLSearchParams(request.body.toString()));
      return { service: name, operation: form['Action'] ?? '', input: form };
    }
    case 'portal':
      return { service: name, operation: portal[request.path] ?? request.path, input: Object.fromEntries(request.query) };
    default: {
      const { bucket, key } = addressed(request);
      return { service: name, operation: s3Operation(request, bucket, key), input: Object.fromEntries(request.query), bucket, key };
    }
  }
}

const portal: Readonly<Record<string, string>> = { '/federation/credentials': 'GetRoleCredentials' };

/** botocore puts the Java package before the service's name, the JavaScript SDK does not. */
const target = ({ headers }: Incoming): string => headers['x-amz-target']?.split('.').at(-1) ?? '';

function unsignedService({ path, headers, body }: Incoming): string {
  const targeted = headers['x-amz-target'] ?? '';
  if (targeted.includes('CloudTrail_')) return 'cloudtrail';
  if (targeted.startsWith('Logs_')) return 'logs';
  if (path in portal) return 'sso';
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return unsignedForm(body.toString());
  return 's3';
}

function unsignedForm(form: string): string {
  if (form.includes('Version=2010-05-15')) return 'cloudformation';
  return /(^|&)Action=Describe/.test(form) ? 'ec2' : 'sts';
}

function parsed({ body }: Incoming): { readonly [name: string]: Json } {
  if (body.length === 0) return {};
  try {
    const value = JSON.parse(body.toString()) as Json;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // said below
  }
  throw new Failure('SerializationException', 'The request body is not a JSON object.');
}
