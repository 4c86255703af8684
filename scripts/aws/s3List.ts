// ListObjectsV2, and its elder ListObjects.
import type { Bucket } from './bucket.ts';
import type { Call } from './call.ts';
import { Failure } from './failure.ts';
import { namespace } from './s3Address.ts';
import { s3Xml, type Reply } from './reply.ts';
import { positionIn, tokenFor } from './tokens.ts';
import { element, xml } from './xml.ts';

export function listObjects(call: Call, bucket: Bucket): Reply {
  const { query } = call.request;
  const second = call.operation === 'ListObjectsV2';
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const limit = Number(query.get('max-keys') ?? 1000);
  if (!Number.isInteger(limit) || limit < 0) {
    throw new Failure('InvalidArgument', 'Provided max-keys not an integer or within integer range', 400, {
      fields: { ArgumentName: 'max-keys', ArgumentValue: query.get('max-keys') ?? '' },
    });
  }
  const start = query.get(second ? 'start-after' : 'marker') ?? '';
  const token = query.get('continuation-token');
  const now = call.services.clock.now();
  const bound = [bucket.setup.name, prefix, delimiter];
  const after = token === null ? start : positionIn<string>(token, bound, now, Infinity);
  if (after === undefined)
    throw new Failure('InvalidArgument', 'The continuation token provided is incorrect', 400, {
      fields: { ArgumentName: 'continuation-token' },
    });
  const page = bucket.list(prefix, delimiter, after, Math.min(limit, 1000));
  const url = query.get('encoding-type') === 'url';
  const coded = (text: string): string => (url ? encodeURIComponent(text).replaceAll('%2F', '/') : text);
  return s3Xml(
    xml('ListBucketResult', namespace, [
      element('Name', bucket.setup.name),
      element('Prefix', coded(prefix)),
      ...(delimiter === '' ? [] : [element('Delimiter', coded(delimiter))]),
      ...(second && token !== null ? [element('ContinuationToken', token)] : []),
      ...(second && start !== '' ? [element('StartAfter', coded(start))] : []),
      ...(second ? [element('KeyCount', String(page.objects.length + page.prefixes.length))] : [element('Marker', coded(start))]),
      element('MaxKeys', String(limit)),
      ...(url ? [element('EncodingType', 'url')] : []),
      element('IsTruncated', String(page.rest !== undefined)),
      ...(page.rest === undefined
        ? []
        : second
          ? [element('NextContinuationToken', tokenFor({ position: page.rest, parameters: bound, at: now }))]
          : [element('NextMarker', coded(page.rest))]),
      ...page.objects.map(({ key, modified, etag, size, storageClass }) =>
        element('Contents', [
          element('Key', coded(key)),
          element('LastModified', new Date(Math.floor(modified / 1000) * 1000).toISOString()),
          element('ETag', etag),
          element('Size', String(size)),
          element('StorageClass', storageClass),
        ]),
      ),
      ...page.prefixes.map((one) => element('CommonPrefixes', [element('Prefix', coded(one))])),
    ]),
  );
}
