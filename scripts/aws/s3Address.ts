// Which bucket and object a request to S3 means, and what it wants of it.
import type { Incoming } from './call.ts';

export interface Address {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/** In the path, or in the host: `bucket.localhost:4599`. */
export function addressed({ path, headers }: Incoming): Address {
  const host = (headers['host'] ?? '').replace(/:\d+$/, '');
  const virtual = host.endsWith('.localhost') ? host.slice(0, -'.localhost'.length) : undefined;
  const rest = virtual === undefined ? path.slice(1) : `${virtual}${path}`;
  const slash = rest.indexOf('/');
  const bucket = slash < 0 ? rest : rest.slice(0, slash);
  const key = slash < 0 ? '' : rest.slice(slash + 1);
  return { bucket: bucket === '' ? undefined : bucket, key: key === '' ? undefined : decodeURIComponent(key) };
}

export function s3Operation({ method, query }: Incoming, bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return method === 'GET' ? 'ListBuckets' : 'Unknown';
  if (key !== undefined) return { GET: 'GetObject', HEAD: 'HeadObject', PUT: 'PutObject' }[method] ?? 'Unknown';
  if (method === 'HEAD') return 'HeadBucket';
  if (method !== 'GET') return 'Unknown';
  if (query.has('location')) return 'GetBucketLocation';
  return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
}

export const namespace = { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' };
