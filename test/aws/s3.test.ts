// S3 of the local endpoints, asked by the real SDK.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  type ListObjectsV2CommandInput,
} from '@aws-sdk/client-s3';
import type { Aws } from '../../scripts/aws/index.ts';
import { account, client, other, refused, start } from './invented.ts';

const root = `trails/AWSLogs/${account}/CloudTrail`;
let aws: Aws;
let s3: S3Client;

before(async () => {
  aws = await start({
    buckets: [
      { name: 'logs', region: 'eu-central-1' },
      { name: 'closed', region: 'eu-central-1', denies: () => 'policy' },
      { name: 'sealed', region: 'eu-central-1', denies: (_caller, action) => (action === 's3:GetObject' ? 'kms' : undefined) },
    ],
  });
  const { Bucket } = await import('../../scripts/aws/bucket.ts');
  const foreign = { account: other, region: 'eu-central-1' };
  aws.world.buckets.set('foreign', new Bucket({ ...foreign, name: 'foreign' }, aws.clock));
  aws.world.buckets.set('paid', new Bucket({ ...foreign, name: 'paid', readers: [account], requesterPays: true }, aws.clock));
  const logs = aws.bucket('logs');
  for (let n = 0; n < 1500; n++) {
    logs.put(`${root}/${n % 2 ? 'us-east-1' : 'eu-west-1'}/2026/11/${String((n % 20) + 1).padStart(2, '0')}/${n}.json.gz`, 'x');
  }
  logs.put('readable.json.gz', gzipSync('{"Records":[]}'), { modified: Date.UTC(2026, 10, 20) });
  logs.put('cold.json.gz', 'x', { storageClass: 'GLACIER' });
  logs.put('later.json.gz', 'x', { modified: Date.now() + 86_400_000 });
  logs.put('a b/ä+&<.txt', 'odd');
  aws.bucket('sealed').put('k', 'x');
  aws.bucket('paid').put('k', 'x');
  s3 = new S3Client(client(aws));
});
after(() => aws.close());

const list = (input: Partial<ListObjectsV2CommandInput>) => s3.send(new ListObjectsV2Command({ Bucket: 'logs', ...input }));
const get = (Bucket: string, Key: string, more: object = {}) => s3.send(new GetObjectCommand({ Bucket, Key, ...more }));

describe('S3 of the local endpoints', () => {
  it('lists a thousand keys to a page, in their order', async () => {
    const first = await list({ Prefix: `${root}/` });
    assert.equal(first.Contents?.length, 1000);
    const second = await list({ Prefix: `${root}/`, ContinuationToken: first.NextContinuationToken });
    const keys = [...(first.Contents ?? []), ...(second.Contents ?? [])].map(({ Key }) => Key);
    assert.equal(new Set(keys).size, 1500);
    assert.deepEqual(keys, keys.toSorted());
    assert.equal(second.IsTruncated, false);
  });

  it('gives common prefixes, also page by page', async () => {
    const prefixes = async (Prefix: string) =>
      (await list({ Prefix, Delimiter: '/' })).CommonPrefixes?.map((one) => one.Prefix?.slice(Prefix.length));
    assert.deepEqual(await prefixes(`${root}/`), ['eu-west-1/', 'us-east-1/']);
    assert.equal((await prefixes(`${root}/us-east-1/2026/11/`))?.length, 10);
    const top = await list({ Delimiter: '/', MaxKeys: 2 });
    const rest = await list({ Delimiter: '/', ContinuationToken: top.NextContinuationToken });
    assert.deepEqual(
      [top, rest].map((page) => [...(page.CommonPrefixes ?? []).map((one) => one.Prefix), ...(page.Contents ?? []).map(({ Key }) => Key)]),
      [
        // prettier-ignore
        ['a b/', 'cold.json.gz'],
        ['trails/', 'readable.json.gz'],
      ],
    );
  });

  it('starts after a key, and shows nothing that is not delivered yet', async () => {
    const { Contents } = await list({ StartAfter: 'cold.json.gz', MaxKeys: 1 });
    assert.deepEqual(Contents?.map(({ Key, LastModified }) => [Key, LastModified?.getTime()]), [['readable.json.gz', Date.UTC(2026, 10, 20)]]); // prettier-ignore
  });

  it('gives objects, whole and in part, under odd names too', async () => {
    const bytes = await (await get('logs', 'readable.json.gz')).Body!.transformToByteArray();
    assert.equal(gunzipSync(bytes).toString(), '{"Records":[]}');
    const part = await get('logs', 'a b/ä+&<.txt', { Range: 'bytes=1-' });
    assert.deepEqual([await part.Body!.transformToString(), part.ContentRange], ['dd', 'bytes 1-2/3']);
    assert.equal((await refused(get('logs', 'a b/ä+&<.txt', { Range: 'bytes=9-' }))).status, 416);
    assert.equal((await s3.send(new HeadObjectCommand({ Bucket: 'logs', Key: 'cold.json.gz' }))).StorageClass, 'GLACIER');
  });

  it('takes what is put, signed in one piece or in chunks', async () => {
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'put', Body: 'whole', Metadata: { signature: 'abc' } }));
    const { Body, Metadata } = await get('logs', 'put');
    assert.deepEqual([await Body!.transformToString(), Metadata], ['whole', { signature: 'abc' }]);
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'put', Body: Readable.from(['in ', 'chunks']), ContentLength: 9 }));
    assert.equal(await (await get('logs', 'put')).Body!.transformToString(), 'in chunks');
    aws.bucket('logs').delete('put');
  });

  it('knows where a bucket is, and sends who asks elsewhere there', async () => {
    const elsewhere = new S3Client(client(aws, { region: 'us-east-1' }));
    const moved = await elsewhere.send(new HeadBucketCommand({ Bucket: 'logs' })).catch((fault: unknown) => fault);
    assert.ok(moved instanceof S3ServiceException);
    assert.equal(moved.$response?.headers['x-amz-bucket-region'], 'eu-central-1');
    assert.equal((await elsewhere.send(new GetBucketLocationCommand({ Bucket: 'logs' }))).LocationConstraint, 'eu-central-1');
    const refusedThere = await refused(elsewhere.send(new ListObjectsV2Command({ Bucket: 'logs' })));
    assert.deepEqual([refusedThere.code, refusedThere.status], ['PermanentRedirect', 301]);
  });

  it('refuses in its own words', async () => {
    const said = async (call: Promise<unknown>) => {
      const { code, status } = await refused(call);
      return `${status} ${code}`;
    };
    assert.equal(await said(get('nowhere', 'k')), '404 NoSuchBucket');
    assert.equal(await said(get('logs', 'nothing')), '404 NoSuchKey');
    assert.equal(await said(get('logs', 'later.json.gz')), '404 NoSuchKey');
    assert.equal(await said(get('logs', 'cold.json.gz')), '403 InvalidObjectState');
    assert.equal(await said(list({ Bucket: 'closed' })), '403 AccessDenied');
    assert.equal(await said(list({ Bucket: 'foreign' })), '403 AccessDenied');
    assert.equal(await said(get('paid', 'k')), '403 AccessDenied');
    assert.equal((await get('paid', 'k', { RequestPayer: 'requester' })).ContentLength, 1);
    assert.match(
      (await refused(get('sealed', 'k'))).message,
      /^User: arn:aws:iam::111122223333:user\/dana is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action$/,
    );
  });
});
