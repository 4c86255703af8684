// s3: buckets and objects, read and (for tests that copy something in) written. s3rver does not do it: it seals continuation tokens with DES,
// which OpenSSL 3 no longer has, so no listing goes beyond its first page.
import type { Bucket, BucketAction, StoredObject } from './bucket.ts';
import type { Call, Handler } from './call.ts';
import { failure } from './codes.ts';
import { Failure } from './failure.ts';
import { denial } from './faults.ts';
import { addressed, namespace } from './s3Address.ts';
import { listObjects } from './s3List.ts';
import { s3Xml, type Reply } from './reply.ts';
import { element, xml } from './xml.ts';

export const s3Operations: Readonly<Record<string, Handler>> = {
  ListBuckets: (call) => {
    if (!call.principal) throw failure('s3', 'missingAuthentication');
    const own = [...call.services.world.buckets.values()].filter(({ setup }) => setup.account === call.account);
    return s3Xml(
      xml('ListAllMyBucketsResult', namespace, [
        element('Owner', [element('ID', call.account)]),
        element(
          'Buckets',
          own.map(({ setup }) =>
            element('Bucket', [
              element('Name', setup.name),
              element('CreationDate', '2026-01-01T00:00:00.000Z'),
              element('BucketRegion', setup.region),
            ]),
          ),
        ),
      ]),
    );
  },
  HeadBucket: (call) => {
    const { setup } = bucketOf(call, 's3:ListBucket');
    return { status: 200, headers: { 'x-amz-bucket-region': setup.region }, body: '' };
  },
  GetBucketLocation: (call) => {
    const { region } = bucketOf(call, 's3:GetBucketLocation').setup;
    return s3Xml(
      region === 'us-east-1'
        ? xml('LocationConstraint', namespace, [])
        : `<LocationConstraint xmlns="${namespace.xmlns}">${region}</LocationConstraint>`,
    );
  },
  ListObjectsV2: (call) => charged(call, listObjects(call, bucketOf(call, 's3:ListBucket'))),
  ListObjects: (call) => charged(call, listObjects(call, bucketOf(call, 's3:ListBucket'))),
  HeadObject: (call) => object(call),
  GetObject: (call) => charged(call, object(call)),
  PutObject: (call) => {
    const bucket = bucketOf(call, 's3:PutObject');
    const { key = '' } = addressed(call.request);
    const metadata = Object.entries(call.request.headers).filter(([name]) => name.startsWith('x-amz-meta-'));
    bucket.put(key, sent(call), { metadata: Object.fromEntries(metadata.map(([name, value]) => [name.slice(11), value])) });
    return { status: 200, headers: { etag: bucket.get(key)?.etag ?? '' }, body: '' };
  },
};

/** Who offered to pay is told that it was charged. */
function charged(call: Call, reply: Reply): Reply {
  const { setup } = call.services.world.buckets.get(addressed(call.request).bucket ?? '') ?? {};
  const pays = setup?.requesterPays === true && setup.account !== call.account;
  return pays ? { ...reply, headers: { ...reply.headers, 'x-amz-request-charged': 'requester' } } : reply;
}

/** The bucket, when it is there, here, and may be used so. */
function bucketOf(call: Call, action: BucketAction): Bucket {
  const { bucket: name = '', key } = addressed(call.request);
  const bucket = call.services.world.buckets.get(name);
  if (!bucket) throw new Failure('NoSuchBucket', 'The specified bucket does not exist', 404, { fields: { BucketName: name } });
  const { setup } = bucket;
  const anyRegion = action === 's3:GetBucketLocation' && call.region === 'us-east-1';
  if (setup.region !== call.region && !anyRegion) {
    throw new Failure(
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
      301,
      {
        headers: { 'x-amz-bucket-region': setup.region },
        fields: { Bucket: name, Endpoint: `${name}.s3.${setup.region}.amazonaws.com` },
      },
    );
  }
  if (!call.principal) throw failure('s3', 'missingAuthentication');
  const denied = setup.denies?.(call.principal, action, key);
  const target = { ...call, accessKeyId: undefined, bucket: name, key };
  if (denied === 'kms') throw failure('s3', 'denied', denial({ by: 'kms' }, target, call.principal));
  if (denied) throw failure('s3', 'denied', denial({ by: 'resourceDeny' }, target, call.principal));
  if (setup.account !== call.account && !setup.readers?.includes(call.account)) {
    throw failure('s3', 'denied', denial({ by: 'resource' }, target, call.principal));
  }
  if (setup.requesterPays && setup.account !== call.account && call.request.headers['x-amz-request-payer'] !== 'requester') {
    throw failure('s3', 'denied');
  }
  return bucket;
}

const archived = new Set(['GLACIER', 'DEEP_ARCHIVE']);

function object(call: Call): Reply {
  const bucket = bucketOf(call, 's3:GetObject');
  const { key = '' } = addressed(call.request);
  const found = bucket.get(key);
  if (!found) throw new Failure('NoSuchKey', 'The specified key does not exist.', 404, { fields: { Key: key } });
  const headers = {
    'content-type': key.endsWith('.json.gz') ? 'application/json' : 'binary/octet-stream',
    ...(key.endsWith('.json.gz') ? { 'content-encoding': 'gzip' } : {}),
    etag: found.etag,
    'last-modified': new Date(found.modified).toUTCString(),
    'accept-ranges': 'bytes',
    ...(found.storageClass === 'STANDARD' ? {} : { 'x-amz-storage-class': found.storageClass }),
    ...Object.fromEntries(Object.entries(found.metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
  if (call.operation === 'HeadObject') return { status: 200, headers: { ...headers, 'content-length': String(found.size) }, body: '' };
  if (archived.has(found.storageClass)) {
    throw new Failure('InvalidObjectState', "The operation is not valid for the object's storage class", 403, {
      fields: { StorageClass: found.storageClass },
    });
  }
  const range = call.request.headers['range'];
  return range === undefined ? { status: 200, headers, body: found.body } : part(found, range, headers);
}

function part(found: StoredObject, range: string, headers: Readonly<Record<string, string>>): Reply {
  const [, from = '', until = ''] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  const first = from === '' ? Math.max(0, found.size - Number(until)) : Number(from);
  const last = from === '' || until === '' ? found.size - 1 : Math.min(Number(until), found.size - 1);
  if ((from === '' && until === '') || first > last) {
    throw new Failure('InvalidRange', 'The requested range is not satisfiable', 416, {
      fields: { RangeRequested: range, ActualObjectSize: String(found.size) },
    });
  }
  const body = found.body.subarray(first, last + 1);
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${first}-${last}/${found.size}` }, body };
}

/** The body as it is, or out of the chunks that some clients sign one by one. */
function sent({ request: { headers, body } }: Call): Buffer {
  if (!headers['x-amz-content-sha256']?.startsWith('STREAMING-')) return body;
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const end = body.indexOf('\r\n', at);
    const size = parseInt(body.toString('latin1', at, end), 16);
    if (!(size > 0)) break;
    chunks.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}
