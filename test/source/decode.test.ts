// Whatever envelope records come in, each comes out byte for byte, and what is no record is named.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hear, recordOf, recordTexts, sorted } from './invented.ts';

const texts = recordTexts(3);
const [one = '', two = ''] = texts;
const spaced = recordTexts(3, (record) => record, 4);
const bridge = (record: string): string =>
  `{"version":"0","id":"1","detail-type":"AWS API Call via CloudTrail","source":"aws.iam","account":"111122223333","detail":${record}}`;
const lookup = {
  Events: texts.map((text, n) => ({
    EventId: String(n),
    EventName: 'x',
    EventSource: 'iam.amazonaws.com',
    ReadOnly: 'false',
    Resources: [],
    CloudTrailEvent: text,
  })),
};
const filterLogEvents = {
  events: texts.map((message, n) => ({ logStreamName: 's', timestamp: n, message, eventId: String(n) })),
  searchedLogStreams: [],
};
const subscription = {
  messageType: 'DATA_MESSAGE',
  owner: '111122223333',
  logEvents: texts.map((message, n) => ({ id: String(n), timestamp: n, message })),
};

const envelopes: Record<string, [text: string, records: string[]]> = {
  'a log file': [`{"Records":[${texts.join(',')}]}`, texts],
  'a log file with other keys around': [`{"a":{"Records":[1]},"Records":[${texts.join(',')}],"z":[{"b":1}]}`, texts],
  'lower-case records': [`{ "records" : [ ${texts.join(' , ')} ] }\n`, texts],
  'a pretty-printed log file': [`{\n  "Records": [\n${spaced.join(',\r\n\t')}\n]}\n`, spaced],
  'records in the order of the alphabet': [`{"Records":[${recordTexts(3, sorted).join(',')}]}`, recordTexts(3, sorted)],
  'a list under an unknown key': [`{"hits":[${texts.join(',')}]}`, texts],
  'lists within the list': [`{"Records":[[${one}],[${two}]]}`, [one, two]],
  'a bare list': [`[${texts.join(',\n')}]`, texts],
  'one record': [spaced[0] ?? '', spaced.slice(0, 1)],
  'JSON lines': [texts.join('\n'), texts],
  'JSON lines with CRLF and empty lines': [`${texts.join('\r\n\r\n')}\r\n`, texts],
  'a log file per line': [`{"Records":[${one}]}\n{"Records":[${two}]}\n`, [one, two]],
  'log files one after another': [`{"Records":[${one}]}{"Records":[${two}]}`, [one, two]],
  'lines of a CloudWatch Logs export': [texts.map((text) => `2026-03-01T10:00:00.000Z ${text}`).join('\n'), texts],
  'lines of `aws logs tail`': [
    texts.map((text) => `2026-03-01T10:00:00+00:00 111122223333_CloudTrail_us-east-1 ${text}`).join('\n'),
    texts,
  ],
  'a LookupEvents answer': [JSON.stringify(lookup, null, 4), texts],
  'strings of records': [JSON.stringify(texts), texts],
  'a FilterLogEvents answer': [JSON.stringify(filterLogEvents), texts],
  'a subscription filter': [JSON.stringify(subscription) + JSON.stringify(subscription), [...texts, ...texts]],
  'lines with a message': [texts.map((message) => JSON.stringify({ '@timestamp': 1, message })).join('\n'), texts],
  'an EventBridge event': [bridge(spaced[0] ?? ''), spaced.slice(0, 1)],
  'a list of EventBridge events': [`[${texts.map(bridge).join(',')}]`, texts],
  'lines of EventBridge events': [texts.map(bridge).join('\n'), texts],
  'a UTF-8 byte order mark': [`\ufeff{"Records":[${one}]}`, [one]],
  'no record at all': ['{"Records":[]}', []],
};

describe('decode', () => {
  for (const [name, [text, records]] of Object.entries(envelopes)) {
    it(`reads ${name}`, () => {
      const heard = hear(text);
      assert.deepEqual(heard.problems, []);
      assert.deepEqual(heard.records, records);
      assert.deepEqual(
        heard.numbers,
        records.map((_, index) => index + 1),
      );
    });
  }

  it('gives the slice itself, not a copy', () => {
    const bytes = Buffer.from(`{"Records":[${one}]}`);
    assert.equal(hear(bytes).records[0], one);
    const invalidUtf8 = Buffer.concat([
      Buffer.from(`{"Records":[{"eventName":"`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('","eventTime":1}]}'),
    ]);
    assert.equal(hear(invalidUtf8).records.length, 1);
  });

  for (const order of ['utf-16le', 'utf-16be'] as const) {
    it(`reads ${order}`, () => {
      const bytes = Buffer.from(`\ufeff{"Records":[${texts.join(',')}]}`, 'utf16le');
      assert.deepEqual(hear(order === 'utf-16le' ? bytes : bytes.swap16()).records, texts);
    });
  }

  it('takes wrong-case keys for what they are', () => {
    const text = '{"EventVersion":"1.0","EventName":"x","EventTime":"2014-03-06T21:22:54Z","EventID":"1"}';
    assert.deepEqual(hear(text).records, [text]);
  });

  it('keeps a record that holds records, whole', () => {
    const text = JSON.stringify({ ...recordOf(1), requestParameters: { Records: [recordOf(2)], message: one, detail: recordOf(3) } });
    assert.deepEqual(hear(`{"Records":[${text}]}`).records, [text]);
  });

  it('names what is no record, and goes on', () => {
    const heard = hear(`{"Records":[${one},{"a":1},7,"x",null,${two}]}`);
    assert.deepEqual(heard.records, [one, two]);
    assert.deepEqual(heard.numbers, [1, 6]);
    assert.deepEqual(
      heard.problems.map(({ code, record, offset }) => [code, record, offset]),
      [1, 2, 3, 4].map((n) => ['badRecord', n + 1, heard.problems[n - 1]?.offset]),
    );
    assert.equal(heard.problems[0]?.offset, Buffer.byteLength(`{"Records":[${one},`));
  });

  const oneProblem: Record<string, [text: string, code: string]> = {
    'a package.json': ['{"name":"x","scripts":{},"events":[{"a":1},{"b":2}]}', 'notCloudTrail'],
    'a list of other things': ['[{"a":1},{"a":2}]', 'notCloudTrail'],
    'a notification of S3': [
      '{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventTime":"t","eventName":"ObjectCreated:Put","userIdentity":{}}]}',
      'notCloudTrail',
    ],
    'a notification of SES': ['{"Records":[{"eventVersion":"1.0","ses":{},"eventSource":"aws:ses","eventName":"x"}]}', 'notCloudTrail'],
    'a digest file': [
      '{"awsAccountId":"111122223333","digestStartTime":"t","digestEndTime":"t","digestS3Bucket":"b","logFiles":[{"s3Bucket":"b"}]}',
      'digest',
    ],
    'plain text': ['Hello\nworld\n', 'notJson'],
    'plain text with braces': ['function f() { return {"a": 1}; }\n'.repeat(50), 'notJson'],
    nothing: ['', 'notJson'],
    'white space': [' \n\n', 'notJson'],
    'broken JSON': ['{"name": "x", }', 'notJson'],
    'a broken record': [`${one.slice(0, -1)},}`, 'badRecord'],
    bytes: ['\u0000\u0001\u0002', 'notJson'],
  };
  for (const [name, [text, code]] of Object.entries(oneProblem)) {
    it(`gives one problem for ${name}: ${code}`, () => {
      const heard = hear(text);
      assert.deepEqual(heard.records, []);
      assert.deepEqual(
        heard.problems.map((problem) => problem.code),
        [code],
      );
    });
  }

  it('never repeats log content in a problem', () => {
    const heard = hear(`{"Records":[{"SECRET":SECRET},${one},{"SECRET":"SECRET"}]} SECRET`);
    assert.equal(heard.problems.length, 2);
    assert.doesNotMatch(JSON.stringify(heard.problems), /SECRET/);
  });

  it('lists a thousand problems of a file and counts the rest', () => {
    const heard = hear(`{"Records":[${one},${'{"a":1},'.repeat(5000)}${two}]}`);
    assert.equal(heard.records.length, 2);
    assert.equal(heard.problems.length, 1001);
    assert.match(heard.problems.at(-1)?.message ?? '', /^4000 more/);
  });
});
