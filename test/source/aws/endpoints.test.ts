// Whose endpoints are asked, and which Regions there are: the real SDK over HTTP.
import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { all, at, faultOf, never, startWorld } from './world.ts';

const world = await startWorld();
const { aws, fresh } = world;
const access = fresh();
after(() => world.close());
afterEach(() => world.reset());

describe('endpoints', () => {
  test('are those of the chosen profile, whatever AWS_PROFILE says', async () => {
    process.env['AWS_PROFILE'] = 'nowhere';
    assert.equal((await fresh().caller('prod', never)).account, '111122223333');
    process.env['AWS_PROFILE'] = 'prod';
    assert.equal((await faultOf(fresh().caller('nowhere', never))).code, 'network');
    delete process.env['AWS_PROFILE'];
  });

  test('are set for single services', async () => {
    const parts = { ...at, profile: 'parts' };
    assert.deepEqual(await access.folders(parts, 'example-logs', 'nothing/', never), []);
    assert.equal((await faultOf(access.lookupEvents(parts, all, never))).code, 'network');
  });

  test('of the environment win', async () => {
    process.env['AWS_ENDPOINT_URL'] = aws.url;
    assert.equal((await fresh().caller('nowhere', never)).account, '111122223333');
    delete process.env['AWS_ENDPOINT_URL'];
  });
});

describe('Regions', () => {
  test('enabled ones, sorted', async () => {
    const regions = await access.regions('prod', never);
    assert.ok(regions.includes('eu-west-1') && !regions.includes('ap-east-1'), String(regions));
    assert.deepEqual(regions, [...regions].sort());
  });

  test('by EC2 where the account service is not allowed, and which is missing where both are not', async () => {
    const regions = await access.regions('prod', never);
    aws.faults.push({ service: 'account', do: 'accessDenied' });
    assert.deepEqual(await access.regions('prod', never), regions);
    aws.faults.push({ service: 'ec2', do: 'accessDenied' });
    const fault = await faultOf(access.regions('prod', never));
    assert.deepEqual([fault.code, fault.permission], ['denied', 'account:ListRegions']);
    assert.match(fault.message, /ec2:DescribeRegions/);
  });
});
