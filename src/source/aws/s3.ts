// Buckets: where they are, and what is in them.
import { GetBucketLocationCommand, HeadBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { S3Client, _Object } from '@aws-sdk/client-s3';
import type { Clients } from './clients.ts';
import { ask, faultOf } from './faults.ts';
import type { Doing } from './faults.ts';
import { messageOf } from './faultWords.ts';
import { AwsFailure } from './port.ts';
import type { ObjectInfo, Place } from './port.ts';
import { readSdkError } from './sdkError.ts';

/** Buckets and what they hold, of any profile. Remembers the Region of buckets that turned out to lie elsewhere than asked. */
export class Buckets {
  readonly #clients: Clients;
  readonly #regions = new Map<string, string>();
  readonly #payers = new Map<string, boolean>();

  constructor(clients: Clients) {
    this.#clients = clients;
  }

  /**
   * [S3] HeadBucket tells the Region even when it refuses, and of other accounts' buckets; GetBucketLocation is asked where it does not.
   * Rejects with `notFound` when there is no such bucket.
   */
  async region(at: Place, bucket: string, signal: AbortSignal): Promise<string> {
    return ask(await this.#clients.doing('HeadBucket', at), signal, () => this.#findRegion(at, bucket, signal));
  }

  /** Common prefixes one level below, whole: `AWSLogs/111122223333/`. */
  async folders(at: Place, bucket: string, prefix: string, signal: AbortSignal): Promise<string[]> {
    const found: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const token = ContinuationToken;
      const page = await this.call(at, bucket, 'ListObjectsV2', signal, (client) =>
        client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/', ContinuationToken: token }), {
          abortSignal: signal,
        }),
      );
      for (const { Prefix } of page.CommonPrefixes ?? []) if (Prefix) found.push(Prefix);
      ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
    return found;
  }

  /** Pages of up to 1,000 objects in the order of their keys; none is empty. */
  async *objects(at: Place, bucket: string, prefix: string, after: string | undefined, signal: AbortSignal): AsyncGenerator<ObjectInfo[]> {
    let ContinuationToken: string | undefined;
    do {
      const token = ContinuationToken;
      const page = await this.call(at, bucket, 'ListObjectsV2', signal, (client) =>
        client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: after, ContinuationToken: token }), {
          abortSignal: signal,
        }),
      );
      const objects = (page.Contents ?? []).flatMap((one) => objectInfo(one) ?? []);
      if (objects.length > 0) yield objects;
      ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }

  /** Asks where the bucket is thought to be; where S3 says that it lies elsewhere, asks there, once. */
  async call<T>(at: Place, bucket: string, call: Doing['call'], signal: AbortSignal, send: (client: S3Client) => Promise<T>): Promise<T> {
    const doing = await this.#clients.doing(call, at);
    return ask(doing, signal, async () => {
      const region = this.#regions.get(`${at.profile} ${bucket}`) ?? at.region;
      try {
        return await send(await this.#clients.s3(at.profile, region));
      } catch (error) {
        const fault = faultOf(error, doing);
        if (fault.code === 'denied' && (await this.#makesReadersPay(at, bucket, region, signal))) {
          const about = { ...doing, permission: fault.permission };
          throw new AwsFailure({ ...fault, code: 'requesterPays', message: messageOf('requesterPays', readSdkError(error), about) });
        }
        if (fault.code !== 'moved') throw error;
        const told = readSdkError(error).bucketRegion || (await this.#findRegion(at, bucket, signal).catch(() => ''));
        if (told === '' || told === region) throw error;
        this.#regions.set(`${at.profile} ${bucket}`, told);
        return send(await this.#clients.s3(at.profile, told));
      }
    });
  }

  /**
   * A bucket whose readers pay refuses as a policy would. Whether it is one, a listing of one key tells that offers to pay: it costs a
   * thousandth of a cent at most, and nothing where it is refused, too. [S3] "Downloading objects from Requester Pays buckets"
   */
  async #makesReadersPay(at: Place, bucket: string, region: string, signal: AbortSignal): Promise<boolean> {
    const key = `${at.profile} ${bucket}`;
    const known = this.#payers.get(key);
    if (known !== undefined) return known;
    const client = await this.#clients.s3(at.profile, region);
    const offer = new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1, RequestPayer: 'requester' });
    const pays = await client.send(offer, { abortSignal: signal }).then(
      ({ RequestCharged }) => RequestCharged === 'requester',
      () => false,
    );
    this.#payers.set(key, pays);
    return pays;
  }

  async #findRegion(at: Place, bucket: string, signal: AbortSignal): Promise<string> {
    const client = await this.#clients.s3(at.profile, at.region);
    try {
      const { BucketRegion } = await client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal: signal });
      if (BucketRegion) return BucketRegion;
    } catch (error) {
      const { bucketRegion, status } = readSdkError(error);
      if (bucketRegion !== '' && status !== 404) return bucketRegion;
      if (status !== 403 && status !== 301 && status !== 400) throw error;
    }
    const { LocationConstraint } = await client.send(new GetBucketLocationCommand({ Bucket: bucket }), { abortSignal: signal });
    // us-east-1 has no constraint, and eu-west-1 had the constraint EU once. [S3] GetBucketLocation
    return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint || 'us-east-1';
  }
}

function objectInfo(object: _Object): ObjectInfo | undefined {
  if (object.Key === undefined) return undefined;
  return {
    key: object.Key,
    size: object.Size ?? 0,
    modified: object.LastModified?.getTime() ?? Number.NaN,
    etag: (object.ETag ?? '').replaceAll('"', ''),
    storageClass: object.StorageClass ?? 'STANDARD',
  };
}
