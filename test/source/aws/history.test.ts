// Event history by the real SDK over HTTP, and every fault that can be provoked there.
import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import type { AwsFaultCode } from '../../../src/source/aws/port.ts';
import type { Fault } from '../../../scripts/aws/index.ts';
import { all, at, faultOf, never, now, record, startWorld } from './world.ts';

const world = await startWorld();
const { aws, fresh } = world;
const access = fresh();
after(() => world.close());
afterEach(() => world.reset());

describe('Event history', () => {
  test('pages, newest first, as text', async () => {
    const first = await access.lookupEvents(at, all, never);
    assert.equal(first.events.length, 50);
    const [event] = first.events;
    assert.ok(event);
    const { record: text, ...rest } = event;
    assert.deepEqual(JSON.parse(text), record(0));
    assert.deepEqual(rest, {
      eventId: record(0).eventID,
      eventTime: Date.parse(record(0).eventTime),
      eventName: 'DeleteBucket',
      eventSource: 's3.amazonaws.com',
      readOnly: false,
      resources: [{ type: 'AWS::S3::Bucket', name: 'example-data' }],
    });
    const second = await access.lookupEvents(at, { ...all, ...(first.token === undefined ? {} : { token: first.token }) }, never);
    assert.deepEqual([second.events.length, second.token], [20, undefined]);
  });

  test('by one attribute, and Insights apart', async () => {
    const attribute = { key: 'EventName', value: 'ListBuckets' } as const;
    const { events } = await access.lookupEvents(at, { ...all, attribute }, never);
    assert.ok(events.length === 35 && events.every(({ eventName, readOnly }) => eventName === 'ListBuckets' && readOnly));
    assert.deepEqual(await access.lookupEvents(at, { ...all, insight: true }, never), { events: [] });
  });

  test('is asked once and not again, whatever happens', async () => {
    for (const fault of ['throttle', '500', 'reset'] as const) {
      aws.calls.length = 0;
      aws.faults.splice(0, Infinity, { operation: 'LookupEvents', do: fault });
      await faultOf(access.lookupEvents(at, all, never));
      assert.equal(aws.calls.length, 1, fault);
    }
  });

  test('but for a clock that is off', async () => {
    aws.clock.advance(-3_600_000);
    const one = fresh();
    assert.equal((await one.lookupEvents(at, { since: now - 86_400_000, until: now }, never)).events.length, 50);
    aws.clock.advance(3_600_000);
  });

  for (const [what, expected, message] of [
    [{ do: 'throttle' }, 'throttled', /quota for LookupEvents in eu-west-1/],
    [{ do: '500' }, 'service', /HTTP 500/],
    [{ do: '503' }, 'service', /HTTP 503/],
    [{ do: 'reset' }, 'network', /broke off/],
    [{ do: 'reset', midBody: true }, 'network', /broke off/],
    [{ do: 'malformed' }, 'badAnswer', /could not be read/],
    [{ do: 'expiredToken' }, 'signedOut', /signed out/],
    [{ do: 'accessDenied' }, 'denied', /no policy of the user or role allows it/],
    [{ do: 'accessDenied', by: 'scp' }, 'denied', /service control policy/],
    [{ do: 'invalidNextToken' }, 'tokenRefused', /from the start/],
    [{ do: 'clockSkew' }, 'clockSkew', /clock/],
  ] as const satisfies readonly (readonly [Fault, AwsFaultCode, RegExp])[])
    test(`a fault: ${Object.values(what).join(' ')}`, async () => {
      aws.faults.push({ operation: 'LookupEvents', ...what });
      const fault = await faultOf(access.lookupEvents(at, all, never));
      assert.equal(fault.code, expected, fault.message);
      assert.match(fault.message, message);
      assert.deepEqual([fault.permission, fault.region, fault.account], ['cloudtrail:LookupEvents', 'eu-west-1', '111122223333']);
    });

  test('of a Region that is off, once the credentials were good elsewhere', async () => {
    await access.caller('prod', never);
    const fault = await faultOf(access.lookupEvents({ ...at, region: 'ap-east-1' }, all, never));
    assert.equal(fault.code, 'regionOff');
    assert.match(fault.message, /ap-east-1 refuses/);
  });

  test('a token goes with its question', async () => {
    const { token } = await access.lookupEvents(at, all, never);
    assert.ok(token);
    assert.equal((await faultOf(access.lookupEvents(at, { ...all, until: now - 5000, token }, never))).code, 'tokenRefused');
  });

  test('a call that hangs can be cancelled', async () => {
    aws.faults.push({ operation: 'LookupEvents', do: 'timeout' });
    const reason = new Error('enough');
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 30);
    await assert.rejects(access.lookupEvents(at, all, controller.signal), (error) => error === reason);
  });
});
