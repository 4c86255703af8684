// Invented records in the shapes CloudTrail writes, and what a sink heard of a decoded text.
import { decode } from '../../src/source/decode.ts';
import type { Problem } from '../../src/problem.ts';

const names = ['AuthorizeSecurityGroupIngress', 'PutBucketPolicy', 'AssumeRole', 'DeleteUser', 'CreateFunction20150331'] as const;

/** Record number `n` as an object, with nesting, lists, escapes, non-ASCII text and a policy document in a string. */
export function recordOf(n: number): Record<string, unknown> {
  return {
    eventVersion: '1.08',
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::111122223333:user/zoë-${n}`, accountId: '111122223333', userName: `zoë-${n}` },
    eventTime: `2026-03-01T10:${String(n % 60).padStart(2, '0')}:00Z`,
    eventSource: 'iam.amazonaws.com',
    eventName: names[n % names.length],
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.10',
    requestParameters: {
      policy: `{"Statement":[{"Effect":"Allow","Sid":"a\\b${n}"}]}`,
      list: [{ a: [n, -1.5e3, true] }, { b: {} }],
      empty: [],
    },
    responseElements: null,
    resources: [{ ARN: `arn:aws:s3:::logs-${n}`, accountId: '111122223333', type: 'AWS::S3::Bucket' }],
    eventID: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    readOnly: false,
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
  };
}

/** The texts of records 0 to `count`-1. */
export function recordTexts(count: number, change = (record: Record<string, unknown>): object => record, indent = 0): string[] {
  return Array.from({ length: count }, (_, n) => JSON.stringify(change(recordOf(n)), null, indent));
}

/** The same keys in the order of the alphabet, as other tools write them. */
export function sorted(record: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export interface Heard {
  readonly records: string[];
  readonly numbers: number[];
  readonly problems: Problem[];
}

/** Decodes and keeps all that the sink is told. */
export function hear(bytes: Buffer | string): Heard {
  const heard: Heard = { records: [], numbers: [], problems: [] };
  decode(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, '/logs/file.json', {
    record: (from, start, end, number) => {
      heard.records.push(from.toString('utf8', start, end));
      heard.numbers.push(number);
    },
    problem: (problem) => heard.problems.push(problem),
  });
  return heard;
}
