// What leaves for other programs: the record untouched, and nothing that a spreadsheet would run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvCell, csvHeader, csvOf, jsonLineOf, jsonOf } from '../../src/query/export.ts';
import type { ExportedEvent } from '../../src/query/export.ts';

const event: ExportedEvent = {
  row: {
    ref: 1,
    time: Date.UTC(2026, 6, 14, 10, 22, 31),
    eventName: 'DeleteBucket',
    eventSource: 's3.amazonaws.com',
    account: '111122223333',
    awsRegion: 'eu-west-1',
    actor: { kind: 'user', name: '=cmd()', arn: '=cmd()' },
    origin: { kind: 'cli', name: 'AWS CLI', evidence: 'userAgent contains aws-cli' },
    outcome: 'change',
    category: 'Management',
    sourceIPAddress: '192.0.2.1',
    accessKeyId: '',
    errorCode: '',
  },
  key: 'e-1',
  touches: [{ role: 'target', name: 'exports', values: ['exports'], path: 'requestParameters.bucketName' }],
  record: '{"n":12345678901234567890,"b":1,"a":2}',
};

test('the JSON holds the record as it was logged, numbers and order of keys too', () => {
  const text = jsonOf({ ...event, match: { confidence: 'exact', reason: 'because' } });
  assert.ok(text.endsWith(`"record":${event.record}}`));
  const parsed = JSON.parse(text) as Record<string, unknown>;
  assert.deepEqual([parsed['id'], parsed['time'], parsed['name']], ['e-1', '2026-07-14T10:22:31.000Z', 'DeleteBucket']);
  assert.deepEqual(parsed['match'], { confidence: 'exact', reason: 'because' });
});

test('a record on one line is the one that was logged', () => {
  assert.equal(jsonLineOf(event.record), event.record);
  assert.deepEqual(JSON.parse(jsonLineOf('{\r\n  "a": "x\\ny"\n}')), { a: 'x\ny' });
  assert.ok(!jsonLineOf('{\r\n  "a": 1\n}').includes('\n'));
});

test('cells that begin like formulas are defused, and cells stay one cell', () => {
  for (const evil of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1']) assert.match(csvCell(evil), /^"?\s*'/, evil);
  assert.equal(csvCell('a,b'), '"a,b"');
  assert.equal(csvCell('say "x"'), '"say ""x"""');
  assert.ok(!csvCell('a\nb\r\nc').includes('\n'));
  assert.equal(csvCell('plain'), 'plain');
  assert.equal(csvOf(event).split(',').length, csvHeader.split(',').length);
});
