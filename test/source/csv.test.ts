// The console's CSV: what a row says, and no more.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hear } from './invented.ts';

const header =
  'Event ID,AWS access key,AWS region,Error code,Event name,Event source,Event time,Read-only,Request ID,Source IP address,User name,Resources';
const row =
  'e-1,ASIAIOSFODNN7EXAMPLE,us-east-1,AccessDenied,PutBucketPolicy,s3.amazonaws.com,2026-03-01T10:00:00Z,false,r-1,192.0.2.1,alice,"[{""resourceType"":""AWS::S3::Bucket"",""resourceName"":""logs""}]"';

const first = (text: string): unknown => JSON.parse(hear(text).records[0] ?? 'null');

describe("the console's CSV download", () => {
  it("gives a record for each row, with CloudTrail's names and the row itself", () => {
    assert.deepEqual(first(`\ufeff${header}\r\n${row}\r\n`), {
      eventID: 'e-1',
      awsRegion: 'us-east-1',
      errorCode: 'AccessDenied',
      eventName: 'PutBucketPolicy',
      eventSource: 's3.amazonaws.com',
      eventTime: '2026-03-01T10:00:00Z',
      readOnly: false,
      requestID: 'r-1',
      sourceIPAddress: '192.0.2.1',
      userIdentity: { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', userName: 'alice' },
      resources: [{ resourceType: 'AWS::S3::Bucket', resourceName: 'logs' }],
      csvRow: {
        'Event ID': 'e-1',
        'AWS access key': 'ASIAIOSFODNN7EXAMPLE',
        'AWS region': 'us-east-1',
        'Error code': 'AccessDenied',
        'Event name': 'PutBucketPolicy',
        'Event source': 's3.amazonaws.com',
        'Event time': '2026-03-01T10:00:00Z',
        'Read-only': 'false',
        'Request ID': 'r-1',
        'Source IP address': '192.0.2.1',
        'User name': 'alice',
        Resources: '[{"resourceType":"AWS::S3::Bucket","resourceName":"logs"}]',
      },
    });
  });

  it('knows the columns in any order, case and number, quoted or not', () => {
    const record = first(
      '"Event name","Event Time","user_name","Event source","Resource type","Resource name"\n"CreateRole","March 1, 2026, 12:00:00 (UTC+02:00)","bob","iam.amazonaws.com","AWS::IAM::Role","arn:aws:iam::111122223333:role/x"\n',
    );
    assert.deepEqual(
      { ...(record as object), csvRow: undefined },
      {
        eventName: 'CreateRole',
        eventTime: '2026-03-01T10:00:00Z',
        eventSource: 'iam.amazonaws.com',
        userIdentity: { userName: 'bob' },
        resources: [{ type: 'AWS::IAM::Role', ARN: 'arn:aws:iam::111122223333:role/x' }],
        csvRow: undefined,
      },
    );
  });

  it('says nothing that the row does not say', () => {
    const record = first('Event ID,Event name,Event time,Error code,User name\n,CreateRole,yesterday,,\n');
    assert.deepEqual(Object.keys(record as object), ['eventName', 'eventTime', 'csvRow']);
    assert.equal((record as { eventTime: string }).eventTime, 'yesterday');
  });

  it('keeps line breaks, quotes and short rows; names rows without an event', () => {
    const heard = hear(`Event name,Event ID,Event time,User name\nA,1,t,"x\n""y"""\nB,2\n,,t,z\n`);
    assert.equal(heard.records.length, 2);
    assert.equal(JSON.parse(heard.records[0] ?? '').userIdentity.userName, 'x\n"y"');
    assert.deepEqual(
      heard.problems.map(({ code, record }) => [code, record]),
      [['badRecord', 3]],
    );
  });

  it('keeps the rows before damage, and does not take other CSV', () => {
    const heard = hear(`${header}\n${row}\n${row.replaceAll('e-1', 'e-2')}\n"${'x'.repeat(2_000_000)}`);
    assert.equal(heard.records.length, 2);
    assert.deepEqual(
      heard.problems.map(({ code }) => code),
      ['notJson'],
    );
    assert.deepEqual(
      hear('name,age,constructor\nx,1,2\n').problems.map(({ code }) => code),
      ['notJson'],
    );
  });

  it('survives hostile cells', () => {
    const deep = '['.repeat(100_000);
    const heard = hear(`Event name,Event ID,Event time,__proto__,Resources\nA,1,t,x,${deep}\n`);
    assert.equal(heard.records.length, 1);
    assert.equal(JSON.parse(heard.records[0] ?? '').csvRow.Resources, deep);
  });
});
