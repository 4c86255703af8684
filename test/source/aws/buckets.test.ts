// S3 by the real SDK over HTTP: listing, downloading, and what can go wrong with either.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { makeAwsAccess } from '../../../src/aws.ts';
import { AwsFailure } from '../../../src/source/aws/port.ts';
import type { AwsFault, ObjectInfo, Place } from '../../../src/source/aws/port.ts';
import { startAws } from '../../../scripts/aws/index.ts';
import type { Aws } from '../../../scripts/aws/index.ts';
import { makeHome } from './home.ts';

const home = makeHome();
const at: Place = { profile: 'prod', account: '111122223333', partition: 'aws', region: 'eu-west-1' };
const never = new AbortController().signal;
const access = makeAwsAccess({ askMfa: async () => undefined });
const prefix = 'AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/20/';
const key = `${prefix}111122223333_CloudTrail_eu-west-1_20261120T1000Z_0000000000000000.json.gz`;
const body = Buffer.alloc(300_000, 'EXAMPLE');
let aws: Aws;

before(async () => {
  const account = '111122223333';
  aws = await startAws({
    strict: true,
    quotas: false,
    accounts: [
      {
        id: account,
        keys: [{ id: 'AKIAIOSFODNN7EXAMPLE', secret: 'secretEXAMPLE' }],
        buckets: [
          { name: 'example-logs', region: 'eu-west-1' },
          { name: 'example-north', region: 'eu-north-1' },
          { name: 'example-first', region: 'us-east-1' },
          { name: 'example-kms', region: 'eu-west-1', denies: (_, action) => (action === 's3:GetObject' ? 'kms' : undefined) },
          { name: 'example-closed', region: 'eu-west-1', denies: () => 'policy' },
        ],
      },
      { id: '123456789012', buckets: [{ name: 'example-foreign', region: 'eu-west-1' }] },
    ],
  });
  home.write(
    `[profile prod]\nregion = eu-west-1\nendpoint_url = ${aws.url}\n`,
    '[prod]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = secretEXAMPLE\n',
  );
  const logs = aws.bucket('example-logs');
  logs.put(key, body, { modified: 1_760_000_000_000 });
  for (let n = 0; n < 1205; n++) logs.put(`many/${String(n).padStart(5, '0')}`, 'x');
  logs.put('AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/20/a.json.gz', 'x');
  logs.put('cold', 'x', { storageClass: 'DEEP_ARCHIVE' });
  logs.put('odd/<a>&"b" ü+%20.json', 'x');
  aws.bucket('example-north').put(key, body);
  aws.bucket('example-kms').put(key, body);
});
after(async () => {
  await aws.close();
  home.remove();
});
afterEach(() => {
  aws.faults.length = 0;
  aws.calls.length = 0;
});

async function faultOf(work: Promise<unknown>): Promise<AwsFault> {
  const error: unknown = await work.then(
    () => assert.fail('did not fail'),
    (one: unknown) => one,
  );
  assert.ok(error instanceof AwsFailure, String(error));
  return error.fault;
}
const collect = async (pages: AsyncIterable<ObjectInfo[]>): Promise<ObjectInfo[][]> => {
  const all: ObjectInfo[][] = [];
  for await (const page of pages) all.push(page);
  return all;
};
const file = path.join(home.folder, 'file.json.gz');
const left = (): string[] => fs.readdirSync(home.folder).filter((name) => name.startsWith('file'));

describe('where a bucket is', () => {
  for (const [bucket, region] of [
    ['example-logs', 'eu-west-1'],
    ['example-north', 'eu-north-1'],
    ['example-first', 'us-east-1'],
  ] as const)
    test(`${bucket}: ${region}`, async () => assert.equal(await access.bucketRegion(at, bucket, never), region));

  test('is told where HeadBucket tells nothing', async () => {
    aws.faults.push({ operation: 'HeadBucket', do: 'accessDenied' });
    assert.equal(await access.bucketRegion(at, 'example-logs', never), 'eu-west-1');
  });

  test('there is none', async () => {
    const fault = await faultOf(access.bucketRegion(at, 'example-gone', never));
    assert.deepEqual([fault.code, fault.permission], ['notFound', 's3:ListBucket']);
    assert.match(fault.message, /no such bucket/);
  });
});

describe('listing', () => {
  test('one level of folders', async () => {
    assert.deepEqual(await access.folders(at, 'example-logs', 'AWSLogs/111122223333/CloudTrail/', never), [
      'AWSLogs/111122223333/CloudTrail/eu-west-1/',
      'AWSLogs/111122223333/CloudTrail/us-east-1/',
    ]);
    assert.deepEqual(await access.folders(at, 'example-logs', '', never), ['AWSLogs/', 'many/', 'odd/']);
    assert.ok(aws.calls.length <= 3, 'never the whole bucket');
  });

  test('objects a page at a time, after a key', async () => {
    const pages = await collect(access.objects(at, 'example-logs', 'many/', undefined, never));
    assert.deepEqual(
      pages.map((page) => page.length),
      [1000, 205],
    );
    const rest = await collect(access.objects(at, 'example-logs', 'many/', 'many/01200', never));
    assert.deepEqual(
      rest.flat().map((one) => one.key),
      ['many/01201', 'many/01202', 'many/01203', 'many/01204'],
    );
    assert.deepEqual(await collect(access.objects(at, 'example-logs', 'none/', undefined, never)), []);
  });

  test('what is told of an object', async () => {
    const [[object] = []] = await collect(access.objects(at, 'example-logs', prefix, undefined, never));
    assert.ok(object);
    const { etag, ...rest } = object;
    assert.match(etag, /^[0-9a-f]{32}$/);
    assert.deepEqual(rest, { key, size: body.length, modified: 1_760_000_000_000, storageClass: 'STANDARD' });
    const [[cold] = []] = await collect(access.objects(at, 'example-logs', 'cold', undefined, never));
    assert.equal(cold?.storageClass, 'DEEP_ARCHIVE');
  });

  test('odd keys come as they are', async () => {
    const [[object] = []] = await collect(access.objects(at, 'example-logs', 'odd/', undefined, never));
    assert.equal(object?.key, 'odd/<a>&"b" ü+%20.json');
    assert.equal(await access.download(at, 'example-logs', object.key, file, never), 1);
    fs.rmSync(file);
  });

  test('of a bucket in another Region is asked there, and from then on', async () => {
    assert.deepEqual(await access.folders(at, 'example-north', '', never), ['AWSLogs/']);
    assert.deepEqual(
      aws.calls.map(({ region, status }) => `${region} ${status}`),
      ['eu-west-1 301', 'eu-north-1 200'],
    );
    aws.calls.length = 0;
    await access.download(at, 'example-north', key, file, never);
    assert.deepEqual(
      aws.calls.map(({ region }) => region),
      ['eu-north-1'],
    );
    fs.rmSync(file);
  });

  for (const [bucket, code, message] of [
    ['example-gone', 'notFound', /no such bucket/],
    ['example-closed', 'denied', /may not use s3:ListBucket/],
    ['example-foreign', 'denied', /policy of the bucket, key or other resource/],
  ] as const)
    test(`${bucket}: ${code}`, async () => {
      const fault = await faultOf(collect(access.objects(at, bucket, '', undefined, never)));
      assert.equal(fault.code, code, fault.message);
      assert.match(fault.message, message);
    });

  test('slowed down more often than is passed over', async () => {
    aws.faults.push({ operation: 'ListObjectsV2', do: 'throttle', count: 2 });
    assert.equal((await access.folders(at, 'example-logs', '', never)).length, 3);
  });

  test('half an answer is no answer', async () => {
    aws.faults.push({ operation: 'ListObjectsV2', do: 'malformed' });
    assert.equal((await faultOf(access.folders(at, 'example-logs', '', never))).code, 'badAnswer');
  });

  test('can be cancelled between pages', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const run = async (): Promise<void> => {
      for await (const page of access.objects(at, 'example-logs', 'many/', undefined, controller.signal)) {
        assert.equal(page.length, 1000);
        controller.abort(reason);
      }
    };
    await assert.rejects(run, (error) => error === reason);
  });
});

describe('downloading', () => {
  afterEach(() => fs.rmSync(file, { force: true }));

  test('byte for byte, packed as it is', async () => {
    assert.equal(await access.download(at, 'example-logs', key, file, never), body.length);
    assert.ok(fs.readFileSync(file).equals(body));
    assert.deepEqual(left(), ['file.json.gz']);
  });

  test('what breaks off is begun again', async () => {
    aws.faults.push({ operation: 'GetObject', do: 'reset', midBody: true, count: 2 });
    assert.equal(await access.download(at, 'example-logs', key, file, never), body.length);
    assert.ok(fs.readFileSync(file).equals(body));
  });

  for (const [name, fault, code] of [
    ['always broken off', { do: 'reset', midBody: true }, 'network'],
    ['refused', { do: 'accessDenied' }, 'denied'],
    ['an expired token', { do: 'expiredToken' }, 'signedOut'],
  ] as const)
    test(`${name}: nothing is left behind`, async () => {
      aws.faults.push({ operation: 'GetObject', ...fault });
      assert.equal((await faultOf(access.download(at, 'example-logs', key, file, never))).code, code);
      assert.deepEqual(left(), []);
    });

  for (const [bucket, name, code, message] of [
    ['example-logs', 'gone', 'notFound', /not there any more/],
    ['example-logs', 'cold', 'archived', /Restore it/],
    ['example-kms', key, 'kmsDenied', /kms:Decrypt/],
    ['example-closed', key, 'denied', /s3:GetObject/],
  ] as const)
    test(`${bucket}: ${code}`, async () => {
      const fault = await faultOf(access.download(at, bucket, name, file, never));
      assert.equal(fault.code, code, fault.message);
      assert.match(fault.message, message);
      assert.deepEqual(left(), []);
    });

  test('a disk’s fault is no fault of AWS', async () => {
    const nowhere = path.join(home.folder, 'nowhere', 'file');
    await assert.rejects(
      access.download(at, 'example-logs', key, nowhere, never),
      (error) => !(error instanceof AwsFailure) && /ENOENT/.test(String(error)),
    );
  });

  test('can be cancelled', async () => {
    aws.faults.push({ operation: 'GetObject', do: 'timeout' });
    const controller = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason), 30);
    await assert.rejects(access.download(at, 'example-logs', key, file, controller.signal), (error) => error === reason);
    assert.deepEqual(left(), []);
  });
});
