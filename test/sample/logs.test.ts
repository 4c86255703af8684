// The sample's logs look and arrive as CloudTrail's do, and hold what the truth says.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/event/event.ts';
import { end, filesBelow, logFiles, readTruth, recordsOf, someSample, workspaceSources } from './made.ts';

const out = someSample();
const truth = readTruth(out);
const logs = path.join(out, 'logs');
const records = new Map(logFiles(out, truth).map((file) => [file, recordsOf(path.join(logs, file))]));
const all = [...records.values()].flat();
const unique = new Map(all.map((record) => [record['eventID'] as string, record]));
const minute = 60_000;

/** Delivery time in a file's name. */
function stampOf(file: string): number {
  const [, y, mo, d, h, mi] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_/.exec(file) ?? [];
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:00Z`);
}

const timeOf = (record: JsonObject): number => Date.parse(record['eventTime'] as string);

test('there is enough to look at, in files of the usual size', () => {
  assert.ok(unique.size >= 20_000, `${unique.size} events`);
  assert.ok(records.size <= 2500, `${records.size} files`);
  for (const [file, list] of records) {
    const isUsual = file.includes('/CloudTrail/');
    assert.ok(list.length <= 60 && list.length >= (isUsual ? 8 : 2), `${file} has ${list.length} records`);
  }
});

test('every path is the trail’s layout, and its date the delivery’s', () => {
  const layout =
    /^AWSLogs\/(?:o-exampleorg\/)?(\d{12})\/(CloudTrail(?:-Insight|-NetworkActivity)?)\/([a-z0-9-]+)\/(\d{4})\/(\d\d)\/(\d\d)\/\1_\2_\3_\4\5\6T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;
  for (const [file, list] of records) {
    const parts = layout.exec(file);
    assert.ok(parts, file);
    assert.equal(file.includes('o-exampleorg'), parts[1] === '123456789012', file);
    for (const record of list) {
      assert.equal(record['recipientAccountId'], parts[1], file);
      assert.equal(record['awsRegion'], parts[3], file);
    }
  }
});

test('counted anew, the totals are the truth’s', () => {
  const tally = (of: (record: JsonObject) => unknown): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const record of unique.values()) {
      const key = of(record);
      const name = typeof key === 'string' ? key : '';
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  };
  assert.equal(all.length, truth.totals.records);
  assert.equal(unique.size, truth.totals.unique);
  assert.equal(all.length - unique.size, truth.totals.duplicates);
  assert.equal(records.size, truth.totals.files.logs);
  assert.deepEqual(
    tally((record) => record['recipientAccountId']),
    truth.counts.account,
  );
  assert.deepEqual(
    tally((record) => record['awsRegion']),
    truth.counts.region,
  );
  assert.deepEqual(
    tally((record) => record['eventSource']),
    truth.counts.eventSource,
  );
  assert.deepEqual(
    tally((record) => record['eventName']),
    truth.counts.eventName,
  );
  assert.deepEqual(
    tally((record) => record['eventCategory']),
    truth.counts.category,
  );
  assert.deepEqual(
    tally((record) => (record['userIdentity'] as JsonObject | undefined)?.['arn']),
    truth.counts.actorArn,
  );
});

test('about two in a hundred events come twice, the same and in different files', () => {
  const share = truth.totals.duplicates / truth.totals.unique;
  assert.ok(share > 0.015 && share < 0.025, String(share));
  for (const [file, list] of records) assert.equal(new Set(list.map((record) => record['eventID'])).size, list.length, file);
  for (const record of all) assert.deepEqual(record, unique.get(record['eventID'] as string));
});

test('each event is first delivered 5 to 15 minutes after it happened, within 90 days', () => {
  const first = new Map<string, number>();
  for (const [file, list] of records) {
    for (const record of list) {
      const id = record['eventID'] as string;
      first.set(id, Math.min(first.get(id) ?? Infinity, stampOf(file)));
    }
  }
  for (const [id, record] of unique) {
    const time = timeOf(record);
    const late = ((first.get(id) ?? NaN) - time) / minute;
    // An Insight and its end, and calls through an endpoint, wait for each other.
    const limit = record['eventCategory'] === 'Insight' || record['eventCategory'] === 'NetworkActivity' ? 30 : 15;
    assert.ok(late >= 5 && late <= limit, `${id}: ${late} minutes`);
    assert.ok(time >= end - 90 * 24 * 60 * minute && time < end, `${id}: ${record['eventTime'] as string}`);
  }
});

test('the two spoilt files are spoilt as planned, and nothing else is', () => {
  const [broken, truncated] = [
    truth.totals.problems.find(({ code }) => code === 'badRecord'),
    truth.totals.problems.find(({ code }) => code === 'truncated'),
  ];
  assert.ok(broken?.record && truncated);
  assert.throws(() => gunzipSync(fs.readFileSync(path.join(logs, truncated.path))), /unexpected end of file/);
  const text = gunzipSync(fs.readFileSync(path.join(logs, broken.path))).toString();
  const part = text.slice('{"Records":['.length, -2).split(/,(?=\{"eventVersion":)/)[broken.record - 1] ?? '';
  assert.throws(() => JSON.parse(part) as unknown);
  for (const file of records.keys())
    if (file !== broken.path)
      assert.doesNotThrow(() => JSON.parse(gunzipSync(fs.readFileSync(path.join(logs, file))).toString()) as unknown, file);
});

test('digests name real files and their hashes, each the one before it', () => {
  assert.equal(truth.totals.digests.length, 3);
  let before: unknown = null;
  for (const file of truth.totals.digests) {
    const digest = JSON.parse(gunzipSync(fs.readFileSync(path.join(logs, file))).toString()) as JsonObject & { logFiles: JsonObject[] };
    assert.equal(digest['digestS3Object'], file);
    assert.equal(digest['previousDigestS3Object'], before);
    for (const log of digest.logFiles) {
      const hash = createHash('sha256')
        .update(gunzipSync(fs.readFileSync(path.join(logs, log['s3Object'] as string))))
        .digest('hex');
      assert.equal(log['hashValue'], hash);
    }
    before = file;
  }
});

test('every shape of userIdentity occurs', () => {
  const types = new Set([...unique.values()].map((record) => (record['userIdentity'] as JsonObject | undefined)?.['type']));
  const known = [
    'Root',
    'IAMUser',
    'AssumedRole',
    'Role',
    'FederatedUser',
    'Directory',
    'AWSAccount',
    'AWSService',
    'IdentityCenterUser',
    'Unknown',
    'SAMLUser',
    'WebIdentityUser',
  ];
  for (const type of known) assert.ok(types.has(type), type);
});

test('nothing looks like anybody’s own: accounts are invented, keys end in EXAMPLE, addresses are documentation’s', () => {
  const text = `${[...unique.values()].map((record) => JSON.stringify(record)).join('\n')}\n${filesBelow(workspaceSources)
    .map((file) => fs.readFileSync(path.join(workspaceSources, file), 'utf8'))
    .join('\n')}`;
  for (const [key] of text.matchAll(/\b(?:AKIA|ASIA|AROA|AIDA|ANPA|AIPA)[A-Z0-9]{8,}/g)) assert.match(key, /EXAMPLE$/);
  const accounts = new Set(
    [...text.matchAll(/"(?:accountId|recipientAccountId|ownerId|groupOwnerId)":"(\d+)"|\barn:aws:[a-z0-9-]*:[a-z0-9-]*:(\d+):/g)].map(
      (hit) => hit[1] ?? hit[2],
    ),
  );
  assert.deepEqual([...accounts].sort(), ['111122223333', '123456789012', '444455556666', '777788889999', '999988887777']);
  for (const [ip] of text.matchAll(/(?<=sourceIPAddress":")[\d.]+(?=")/g))
    assert.match(ip, /^(192\.0\.2|198\.51\.100|203\.0\.113|10\.20\.\d+)\.\d+$/);
  for (const [, host] of text.matchAll(/[a-z.]+@([a-z.]+)/g)) assert.equal(host, 'example.com');
});
