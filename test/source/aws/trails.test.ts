// Trails by the real SDK over HTTP.
import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { at, never, now, startWorld } from './world.ts';

const world = await startWorld();
const { aws, fresh } = world;
const access = fresh();
after(() => world.close());
afterEach(() => world.reset());

describe('trails', () => {
  test('shadow trails too, with all that is told', async () => {
    const trails = await access.trails(at, never);
    assert.deepEqual(trails.map(({ name }) => name).sort(), ['audit', 'small']);
    assert.deepEqual(
      trails.find(({ name }) => name === 'audit'),
      {
        name: 'audit',
        arn: 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/audit',
        homeRegion: 'eu-central-1',
        account: '111122223333',
        bucket: 'example-logs',
        prefix: 'all',
        logGroupArn: 'arn:aws:logs:eu-central-1:111122223333:log-group:audit:*',
        isMultiRegion: true,
        isOrganization: false,
        hasGlobalServiceEvents: true,
        validatesLogFiles: true,
        hasCustomSelectors: true,
        hasInsightSelectors: false,
      },
    );
  });

  test('status and selectors, asked in the home Region', async () => {
    const audit = (await access.trails(at, never)).find(({ name }) => name === 'audit');
    assert.ok(audit);
    aws.calls.length = 0;
    const facts = await access.trailFacts(at, audit, never);
    assert.deepEqual([...new Set(aws.calls.map(({ region }) => region))], ['eu-central-1']);
    assert.deepEqual(facts.faults, []);
    assert.deepEqual(facts.status, {
      isLogging: true,
      delivered: now - 240_000,
      startedLogging: now - 86_400_000,
      logsError: 'AccessDenied',
    });
    assert.deepEqual(facts.selectors, {
      basic: [],
      advanced: [
        {
          name: 'writes',
          fields: [
            { field: 'eventCategory', conditions: [{ operator: 'Equals', values: ['Management'] }] },
            { field: 'eventSource', conditions: [{ operator: 'NotEquals', values: ['kms.amazonaws.com'] }] },
          ],
        },
      ],
    });
    assert.deepEqual(facts.insights, []);
  });

  test('what is denied is told, the rest is there', async () => {
    const small = (await access.trails(at, never)).find(({ name }) => name === 'small');
    assert.ok(small);
    aws.faults.push({ operation: 'GetTrailStatus', do: 'accessDenied' });
    const facts = await access.trailFacts(at, small, never);
    assert.deepEqual([facts.status, facts.insights], [undefined, ['ApiCallRateInsight']]);
    assert.deepEqual(facts.selectors?.basic, [{ readWrite: 'All', management: true, excluded: [], data: [] }]);
    assert.deepEqual(
      facts.faults.map(({ code, permission }) => [code, permission]),
      [['denied', 'cloudtrail:GetTrailStatus']],
    );
  });

  test('a trail that is gone', async () => {
    const [trail] = await access.trails(at, never);
    assert.ok(trail);
    const facts = await access.trailFacts(
      at,
      { ...trail, homeRegion: 'eu-west-1', arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/gone' },
      never,
    );
    assert.deepEqual(
      facts.faults.map(({ code }) => code),
      ['notFound', 'notFound', 'notFound'],
    );
  });

  test('short troubles are passed over', async () => {
    aws.faults.push({ operation: 'DescribeTrails', do: 'throttle', count: 2 });
    assert.equal((await access.trails(at, never)).length, 2);
  });
});
