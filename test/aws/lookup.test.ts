// LookupEvents of the local endpoints, asked by the real SDK.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { CloudTrailClient, LookupEventsCommand, type Event, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import type { Aws, AwsOptions, CloudTrailRecord } from '../../scripts/aws/index.ts';
import { account, client, day, invented, minute, refused, region, start } from './invented.ts';

let aws: Aws;
const now = Date.now();
const records = (count: number): CloudTrailRecord[] => Array.from({ length: count }, (_, n) => invented(n, now - n * minute));

async function begin(all: readonly CloudTrailRecord[], options: Partial<AwsOptions> = {}) {
  aws = await start({ records: all }, options);
  const trail = new CloudTrailClient(client(aws));
  return (input: LookupEventsCommandInput = {}) => trail.send(new LookupEventsCommand(input));
}

async function all(lookup: Awaited<ReturnType<typeof begin>>, input: LookupEventsCommandInput = {}): Promise<Event[]> {
  const events: Event[] = [];
  let NextToken: string | undefined;
  do {
    const page = await lookup({ ...input, ...(NextToken ? { NextToken } : {}) });
    events.push(...(page.Events ?? []));
    ({ NextToken } = page);
  } while (NextToken);
  return events;
}

const ids = (events: readonly Event[] | undefined) => (events ?? []).map(({ EventId }) => EventId);

afterEach(() => aws.close());

describe('LookupEvents of the local endpoints', () => {
  it('gives every event once, newest first, 50 to a page', async () => {
    const truth = records(120);
    const lookup = await begin(truth);
    assert.equal((await lookup()).Events?.length, 50);
    const events = await all(lookup);
    assert.deepEqual(ids(events), truth.map(({ eventID }) => eventID)); // prettier-ignore
    assert.deepEqual(events[7]?.CloudTrailEvent, JSON.stringify(truth[7]));
    const { ReadOnly, Username, AccessKeyId, Resources } = events[7] ?? {};
    assert.deepEqual(
      { ReadOnly, Username, AccessKeyId, Resources },
      {
        ReadOnly: 'false',
        Username: 'dana',
        AccessKeyId: 'AKIADANAEXAMPLE',
        Resources: [{ ResourceType: 'AWS::S3::Bucket', ResourceName: 'bucket-7' }],
      },
    );
  });

  it('keeps its pages while events arrive', async () => {
    const lookup = await begin(records(60));
    const first = await lookup();
    aws.emit(account, region, invented(1000, now));
    const second = await lookup({ NextToken: first.NextToken });
    assert.deepEqual([...ids(first.Events), ...ids(second.Events)], ids(await all(lookup)).filter((id) => id !== 'event-1000')); // prettier-ignore
  });

  it('uses the first attribute only, exactly as it is spelled', async () => {
    const lookup = await begin(records(10));
    const name = { AttributeKey: 'EventName', AttributeValue: 'CreateBucket' } as const;
    const resource = { AttributeKey: 'ResourceName', AttributeValue: 'bucket-4' } as const;
    assert.deepEqual(ids((await lookup({ LookupAttributes: [resource] })).Events), ['event-4']);
    assert.equal((await lookup({ LookupAttributes: [name, resource] })).Events?.length, 5);
    assert.equal((await lookup({ LookupAttributes: [{ ...name, AttributeValue: 'createBucket' }] })).Events?.length, 0);
    assert.equal((await lookup({ LookupAttributes: [{ ...name, AttributeValue: 'Create*' }] })).Events?.length, 0);
  });

  it('lets a test choose what is indexed', async () => {
    const lookup = await begin(records(2), {
      indexedAs: ({ eventID }) => [{ ResourceType: 'AWS::S3::Bucket', ResourceName: `arn:aws:s3:::${eventID}` }],
    });
    const attribute = { AttributeKey: 'ResourceName', AttributeValue: 'arn:aws:s3:::event-1' } as const;
    assert.deepEqual(ids((await lookup({ LookupAttributes: [attribute] })).Events), ['event-1']);
  });

  it('throttles the third request at once with status 400, per account and Region', async () => {
    const lookup = await begin(records(1), { quotas: {} });
    aws.clock.freeze();
    await lookup();
    await lookup();
    assert.deepEqual(await refused(lookup()), { code: 'ThrottlingException', status: 400, message: 'Rate exceeded' });
    await new CloudTrailClient(client(aws, { region: 'us-east-1' })).send(new LookupEventsCommand({}));
    aws.clock.advance(500);
    await lookup();
    assert.equal((await refused(lookup())).code, 'ThrottlingException');
  });

  it('binds a token to the parameters it was given for, and lets it grow old', async () => {
    const lookup = await begin(records(9), { tokenTtlMs: minute });
    const input = { MaxResults: 3, StartTime: new Date(now - day), EndTime: new Date(now) };
    const { NextToken } = await lookup(input);
    assert.equal((await refused(lookup({ ...input, EndTime: new Date(now - 1000), NextToken }))).code, 'InvalidNextTokenException');
    assert.equal((await refused(lookup({ MaxResults: 3, NextToken }))).code, 'InvalidNextTokenException');
    assert.equal((await refused(lookup({ ...input, NextToken: 'invented' }))).code, 'InvalidNextTokenException');
    await lookup({ ...input, NextToken });
    aws.clock.advance(2 * minute);
    assert.equal((await refused(lookup({ ...input, NextToken }))).code, 'InvalidNextTokenException');
  });

  it('refuses what the service refuses', async () => {
    const lookup = await begin([]);
    assert.equal((await refused(lookup({ StartTime: new Date(now), EndTime: new Date(now - 1000) }))).code, 'InvalidTimeRangeException');
    assert.equal((await refused(lookup({ MaxResults: 51 }))).code, 'InvalidMaxResultsException');
    const bad = { LookupAttributes: [{ AttributeKey: 'Nonsense' as 'EventId', AttributeValue: 'x' }] };
    assert.equal((await refused(lookup(bad))).code, 'InvalidLookupAttributesException');
  });

  it('knows 90 days, no data events, and keeps Insights events apart', async () => {
    const insightDetails = { eventSource: 'ec2.amazonaws.com', eventName: 'RunInstances', state: 'Start' };
    const lookup = await begin([
      invented(1, now - 89 * day),
      invented(2, now - 91 * day),
      invented(3, now, { eventCategory: 'Data', managementEvent: false }),
      invented(4, now, { eventCategory: 'Insight', insightDetails }),
    ]);
    assert.deepEqual(ids(await all(lookup, { StartTime: new Date(now - 200 * day) })), ['event-1']);
    assert.deepEqual(ids(await all(lookup, { EventCategory: 'insight' })), ['event-4']);
  });

  it('records global services in us-east-1', async () => {
    const lookup = await begin([invented(1, now, { eventSource: 'iam.amazonaws.com', eventName: 'CreateRole' }), invented(2, now)]);
    assert.deepEqual(ids((await lookup()).Events), ['event-2']);
    const leader = new CloudTrailClient(client(aws, { region: 'us-east-1' }));
    assert.deepEqual(ids((await leader.send(new LookupEventsCommand({}))).Events), ['event-1']);
  });

  it('finds an event when its delay is over', async () => {
    const lookup = await begin([], { delayMs: 5 * minute });
    aws.emit(account, region, invented(1, now));
    assert.deepEqual((await lookup()).Events, []);
    aws.clock.advance(4 * minute);
    assert.deepEqual((await lookup()).Events, []);
    aws.clock.advance(2 * minute);
    assert.deepEqual(ids((await lookup()).Events), ['event-1']);
  });

  it('may give short and empty pages that go on', async () => {
    const lookup = await begin(records(30), { lookupScan: 10 });
    const input = { LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: 'event-25' } as const] };
    const first = await lookup(input);
    assert.deepEqual(first.Events, []);
    assert.ok(first.NextToken);
    assert.deepEqual(ids(await all(lookup, input)), ['event-25']);
  });
});
