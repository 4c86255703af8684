// Keys in the layout of a trail's bucket tell account, Region, day and class without a read.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseKey } from '../../src/source/s3Layout.ts';

const name = '111122223333_CloudTrail_us-east-1_20260301T1005Z_Ab12Cd34Ef56Gh78.json.gz';
const usual = { account: '111122223333', region: 'us-east-1', date: '2026-03-01', deliveredAt: Date.UTC(2026, 2, 1, 10, 5) };

describe('parseKey', () => {
  it('reads a key of a trail', () => {
    assert.deepEqual(parseKey(`AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/${name}`), {
      ...usual,
      prefix: '',
      kind: 'CloudTrail',
    });
  });

  it('reads a key of an organization, below a prefix', () => {
    assert.deepEqual(parseKey(`logs/all/AWSLogs/o-abcde12345/111122223333/CloudTrail/us-east-1/2026/03/01/${name}`), {
      ...usual,
      prefix: 'logs/all',
      orgId: 'o-abcde12345',
      kind: 'CloudTrail',
    });
  });

  for (const kind of ['CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail-Aggregated'] as const) {
    it(`tells ${kind}`, () => assert.equal(parseKey(`AWSLogs/111122223333/${kind}/us-gov-west-1/2026/03/01/x.json.gz`)?.kind, kind));
  }

  it('tells a digest, and when it was delivered to the second', () => {
    const digest = '111122223333_CloudTrail-Digest_eu-west-1_main_us-east-1_20260301T100530Z.json.gz';
    const layout = parseKey(`AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2026/03/01/${digest}`);
    assert.deepEqual(
      [layout?.kind, layout?.region, layout?.deliveredAt],
      ['CloudTrail-Digest', 'eu-west-1', Date.UTC(2026, 2, 1, 10, 5, 30)],
    );
  });

  it('reads the path of a copy on disk, also on Windows', () => {
    assert.equal(parseKey(`/home/me/AWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/${name}`)?.prefix, '/home/me');
    assert.equal(parseKey(`C:\\logs\\AWSLogs\\111122223333\\CloudTrail\\us-east-1\\2026\\03\\01\\${name}`)?.prefix, 'C:/logs');
  });

  for (const other of [
    '',
    name,
    `AWSLogs/1111/CloudTrail/us-east-1/2026/03/01/${name}`,
    `AWSLogs/111122223333/Config/us-east-1/2026/03/01/x.json.gz`,
    `AWSLogs/111122223333/CloudTrail-Other/us-east-1/2026/03/01/x`,
    `xAWSLogs/111122223333/CloudTrail/us-east-1/2026/03/01/x`,
  ]) {
    it(`says nothing of ${JSON.stringify(other)}`, () => assert.equal(parseKey(other), undefined));
  }
});
