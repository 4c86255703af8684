// CloudWatch Logs of the local endpoints, asked by the real SDK: filters, pages and live tails.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  StartLiveTailCommand,
  type FilterLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { filterPattern } from '../../scripts/aws/filterPattern.ts';
import type { Aws } from '../../scripts/aws/index.ts';
import { account, client, invented, minute, refused, region, start } from './invented.ts';

const name = 'trail';
const arn = `arn:aws:logs:${region}:${account}:log-group:${name}`;
const now = Date.now();
let aws: Aws;
let logs: CloudWatchLogsClient;

before(async () => {
  aws = await start(
    {
      logGroups: [{ name, region }],
      trails: [
        { name: 'everywhere', homeRegion: region, bucket: 'none', multiRegion: true, logGroupArn: `${arn}:*`, health: { logging: true } },
      ],
    },
    { logScan: 40, liveTail: { intervalMs: 20, perUpdate: 50 } },
  );
  const kept = Array.from({ length: 100 }, (_, n) => ({
    timestamp: now - (100 - n) * minute,
    stream: `${account}_CloudTrail_${region}`,
    message: JSON.stringify(invented(n, now - (105 - n) * minute)),
  }));
  aws.logGroup(account, name).add(kept);
  logs = new CloudWatchLogsClient(client(aws, { disableHostPrefix: true }));
});
after(() => aws.close());

const filter = (input: Partial<FilterLogEventsCommandInput>) => logs.send(new FilterLogEventsCommand({ logGroupName: name, ...input }));

async function pages(input: Partial<FilterLogEventsCommandInput>): Promise<string[][]> {
  const found: string[][] = [];
  let nextToken: string | undefined;
  do {
    const page = await filter({ ...input, ...(nextToken ? { nextToken } : {}) });
    found.push((page.events ?? []).map(({ message }) => (JSON.parse(message!) as { eventID: string }).eventID));
    ({ nextToken } = page);
  } while (nextToken);
  return found;
}

describe('log groups of the local endpoints', () => {
  it('are found by name and by ARN', async () => {
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: 'tr' }));
    assert.deepEqual(logGroups?.map((group) => [group.logGroupName, group.arn, group.logGroupArn]), [[name, `${arn}:*`, arn]]); // prettier-ignore
    assert.equal((await filter({ logGroupName: undefined, logGroupIdentifier: arn, limit: 1 })).events?.length, 1);
    assert.equal((await refused(filter({ logGroupName: 'nothing' }))).code, 'ResourceNotFoundException');
  });

  it('give their events oldest first, on pages that may be empty and go on', async () => {
    const all = (await pages({})).flat();
    assert.deepEqual(all, Array.from({ length: 100 }, (_, n) => `event-${n}`)); // prettier-ignore
    assert.deepEqual(await pages({ filterPattern: '{ $.eventID = "event-90" }' }), [[], [], ['event-90']]);
    assert.deepEqual((await pages({ startTime: now - 10 * minute, endTime: now - 8 * minute, limit: 3 }))[0], ['event-90', 'event-91', 'event-92']); // prettier-ignore
    const { nextToken } = await filter({ limit: 2 });
    assert.equal((await refused(filter({ limit: 2, startTime: 1, nextToken }))).code, 'InvalidParameterException');
  });

  it('refuse a pattern that cannot be read', async () => {
    assert.equal((await refused(filter({ filterPattern: '{ $.a = }' }))).code, 'InvalidParameterException');
  });
});

describe('a filter pattern', () => {
  const message = JSON.stringify({ a: 'DeleteBucket', n: 3, deep: { list: [{ x: null }] }, yes: true });
  const cases: readonly (readonly [pattern: string, holds: boolean])[] = [
    ['{ $.a = "DeleteBucket" }', true],
    ['{ $.a = DeleteBucket }', true],
    ['{ $.a = "Delete*" }', true],
    ['{ $.a = "delete*" }', false],
    ['{ $.a != "Delete*" }', false],
    ['{ $.none != "x" }', false],
    ['{ $.none NOT EXISTS }', true],
    ['{ $.deep.list[0].x IS NULL }', true],
    ['{ $.yes IS TRUE }', true],
    ['{ $.n > 2 && $.n <= 3 }', true],
    ['{ ($.a = "x") || ($.n = 3 && $.a = "*Bucket") }', true],
    ['{ ($.a = "x" || $.n = 3) && $.a = "y" }', false],
    ['DeleteBucket', true],
    ['"DeleteBucket" -yes', false],
    ['?x ?DeleteBucket', true],
  ];
  for (const [pattern, holds] of cases) {
    it(`${pattern} ${holds ? 'holds' : 'does not hold'}`, () => assert.equal(filterPattern(pattern)?.(message), holds));
  }
});

describe('a live tail', () => {
  const tail = (more: object = {}) => logs.send(new StartLiveTailCommand({ logGroupIdentifiers: [arn], ...more }));

  it('begins, and tells what was delivered and fits the pattern', async () => {
    const { responseStream } = await tail({ logEventFilterPattern: '{ $.eventName = "CreateBucket" }' });
    const told: string[] = [];
    for await (const { sessionStart, sessionUpdate } of responseStream!) {
      if (sessionStart) {
        assert.equal(sessionStart.logEventFilterPattern, '{ $.eventName = "CreateBucket" }');
        for (let n = 200; n < 204; n++) aws.emit(account, region, invented(n, now));
      }
      for (const { message } of sessionUpdate?.sessionResults ?? []) told.push((JSON.parse(message!) as { eventID: string }).eventID);
      assert.notEqual(sessionUpdate?.sessionMetadata?.sampled, true);
      if (told.length === 2) break;
    }
    assert.deepEqual(told, ['event-201', 'event-203']);
  });

  it('samples when too much arrives', async () => {
    const { responseStream } = await tail();
    for await (const { sessionStart, sessionUpdate } of responseStream!) {
      if (sessionStart) for (let n = 300; n < 500; n++) aws.emit(account, region, invented(n, now));
      if (!sessionUpdate?.sessionResults?.length) continue;
      assert.equal(sessionUpdate.sessionMetadata?.sampled, true);
      assert.equal(sessionUpdate.sessionResults.length, 50);
      break;
    }
  });

  it('ends after its time with an exception in the stream', async () => {
    const { responseStream } = await tail();
    const end = await refused(
      (async () => {
        for await (const { sessionUpdate } of responseStream!) if (sessionUpdate) aws.clock.advance(60 * minute);
      })(),
    );
    assert.equal(end.code, 'SessionTimeoutException');
    aws.clock.advance(Date.now() - aws.clock.now());
  });

  it('wants ARNs without :*', async () => {
    assert.equal((await refused(tail({ logGroupIdentifiers: [`${arn}:*`] }))).code, 'InvalidParameterException');
    assert.equal((await refused(tail({ logGroupIdentifiers: [`${arn}x`] }))).code, 'ResourceNotFoundException');
  });
});
