// Trails and Regions of the local endpoints, asked by the real SDK.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AccountClient, paginateListRegions } from '@aws-sdk/client-account';
import {
  CloudTrailClient,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  ListTrailsCommand,
} from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { startAws, type Aws } from '../../scripts/aws/index.ts';
import { account, client, credentials, refused } from './invented.ts';

const management = '123456789012';
const health = { logging: true, delivered: Date.UTC(2026, 10, 20) };
let aws: Aws;

before(async () => {
  aws = await startAws({
    strict: true,
    accounts: [
      {
        id: account,
        management,
        enabled: ['ap-east-1'],
        keys: [{ id: credentials.accessKeyId, secret: credentials.secretAccessKey }],
        trails: [
          { name: 'everywhere', homeRegion: 'us-east-1', bucket: 'logs', multiRegion: true, insights: ['ApiCallRateInsight'], health },
          { name: 'just-here', homeRegion: 'eu-central-1', bucket: 'logs', health: { logging: false, deliveryError: 'AccessDenied' } },
        ],
      },
      {
        id: management,
        trails: [{ name: 'organization', homeRegion: 'us-east-1', bucket: 'all', multiRegion: true, organization: true, health }],
      },
    ],
  });
});
after(() => aws.close());

const trail = (region: string) => new CloudTrailClient(client(aws, { region }));
const names = async (region: string, input = {}) =>
  (await trail(region).send(new DescribeTrailsCommand(input))).trailList?.map(({ Name }) => Name);

describe('trails of the local endpoints', () => {
  it('are seen in their home Region, and as shadows elsewhere', async () => {
    assert.deepEqual(await names('us-east-1'), ['everywhere', 'organization']);
    assert.deepEqual(await names('eu-central-1'), ['everywhere', 'just-here', 'organization']);
    assert.deepEqual(await names('eu-central-1', { includeShadowTrails: false }), ['just-here']);
    assert.deepEqual(await names('us-east-1', { includeShadowTrails: false }), ['everywhere']);
    assert.deepEqual(await names('eu-central-1', { trailNameList: ['everywhere', 'just-here'] }), ['just-here']);
    assert.equal((await trail('eu-west-1').send(new ListTrailsCommand({}))).Trails?.length, 3);
  });

  it('are asked by name at home and by ARN from elsewhere', async () => {
    const status = (region: string, Name: string) => trail(region).send(new GetTrailStatusCommand({ Name }));
    assert.equal((await status('us-east-1', 'everywhere')).LatestDeliveryTime?.getTime(), health.delivered);
    assert.equal((await refused(status('eu-central-1', 'everywhere'))).code, 'TrailNotFoundException');
    assert.equal((await status('eu-central-1', `arn:aws:cloudtrail:us-east-1:${account}:trail/everywhere`)).IsLogging, true);
    assert.equal((await refused(status('us-east-1', 'organization'))).code, 'TrailNotFoundException');
    assert.equal((await status('us-east-1', `arn:aws:cloudtrail:us-east-1:${management}:trail/organization`)).IsLogging, true);
    assert.equal((await status('eu-central-1', 'just-here')).LatestDeliveryError, 'AccessDenied');
  });

  it('tell their selectors, or that Insights is off', async () => {
    const { EventSelectors } = await trail('eu-central-1').send(new GetEventSelectorsCommand({ TrailName: 'just-here' }));
    assert.equal(EventSelectors?.[0]?.ReadWriteType, 'All');
    const { InsightSelectors } = await trail('us-east-1').send(new GetInsightSelectorsCommand({ TrailName: 'everywhere' }));
    assert.deepEqual(InsightSelectors, [{ InsightType: 'ApiCallRateInsight' }]);
    const none = await refused(trail('eu-central-1').send(new GetInsightSelectorsCommand({ TrailName: 'just-here' })));
    assert.deepEqual([none.code, none.status], ['InsightNotEnabledException', 400]);
  });
});

describe('Regions of the local endpoints', () => {
  it('are listed by page and by status', async () => {
    const found: (string | undefined)[] = [];
    const input = { MaxResults: 5, RegionOptStatusContains: ['ENABLED' as const, 'ENABLED_BY_DEFAULT' as const] };
    for await (const page of paginateListRegions({ client: new AccountClient(client(aws)) }, input)) {
      found.push(...(page.Regions ?? []).map(({ RegionName }) => RegionName));
    }
    assert.equal(found.length, 18);
    const { Regions } = await new EC2Client(client(aws)).send(new DescribeRegionsCommand({}));
    assert.deepEqual(Regions?.map(({ RegionName }) => RegionName), found); // prettier-ignore
  });

  it('that are off know no keys', async () => {
    const call = (region: string) => trail(region).send(new ListTrailsCommand({}));
    assert.equal((await refused(call('me-south-1'))).code, 'UnrecognizedClientException');
    await call('ap-east-1');
  });
});
