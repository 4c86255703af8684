// Whatever goes wrong on the way: nothing is lost, nothing is doubled, and no span claims what is not held.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CloudTrailRecord } from '../../scripts/aws/index.ts';
import type { AwsOptions, Fault } from '../../scripts/aws/index.ts';
import { asked } from '../../src/resource/asked.ts';
import { account, connected, rigOf, signal } from './rig.ts';
import type { Rig } from './rig.ts';
import { manyRecords } from './records.ts';

const A = '111122223333';
const REGIONS = ['us-east-1', 'eu-west-1'];
const DAY = 86_400_000;

const deeds: readonly Fault['do'][] = [
  'throttle',
  '500',
  '503',
  'reset',
  'malformed',
  'expiredToken',
  'accessDenied',
  'invalidNextToken',
  'clockSkew',
];

const faults: fc.Arbitrary<Fault> = fc.record({
  operation: fc.constant('LookupEvents'),
  region: fc.constantFrom(...REGIONS),
  nth: fc.integer({ min: 1, max: 8 }),
  do: fc.constantFrom(...deeds),
  midBody: fc.boolean(),
});

type Step =
  | { readonly kind: 'fill'; readonly days: number; readonly maxCalls: number | undefined; readonly cancelAfter: number | undefined }
  | { readonly kind: 'lookUp'; readonly number: number }
  | { readonly kind: 'restart' };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('fill' as const),
    days: fc.integer({ min: 1, max: 80 }),
    maxCalls: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    cancelAfter: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined, freq: 2 }),
  }),
  fc.record({ kind: fc.constant('lookUp' as const), number: fc.integer({ min: 0, max: 100 }) }),
  fc.constant({ kind: 'restart' as const }),
);

/** The index has instances by their ids. */
const indexedAs: NonNullable<AwsOptions['indexedAs']> = ({ requestParameters }) => {
  const [, name = ''] = /"resourceId":"([^"]+)"/.exec(JSON.stringify(requestParameters)) ?? [];
  return [{ ResourceType: 'AWS::EC2::Instance', ResourceName: name }];
};

/** Every event of every span that is said to be held, is held; and each event once. */
function check(rig: Rig, truth: readonly CloudTrailRecord[]): void {
  const held = new Set(truth.filter(({ eventID }) => rig.store.refOf(eventID) !== undefined).map(({ eventID }) => eventID));
  assert.equal(rig.store.events, held.size, 'nothing doubled, nothing that was never there');
  for (const span of rig.store.spans.list()) {
    if (span.kind !== 'management') continue;
    const within = truth.filter((event) => {
      const time = Date.parse(event.eventTime);
      if (event.awsRegion !== span.region || time < span.since || time >= span.until) return false;
      if (span.query === '') return true;
      const [key, value = ''] = span.query.split('=');
      return key === 'EventName' ? event.eventName === value : JSON.stringify(event.requestParameters).includes(`"${value}"`);
    });
    const lost = within.filter(({ eventID }) => !held.has(eventID));
    assert.deepEqual(
      lost.map(({ eventTime }) => eventTime),
      [],
      `the span ${JSON.stringify(span)} claims what is not held`,
    );
  }
}

test('held events are the events of the covered spans, after any faults, cancels and restarts', async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(faults, { maxLength: 6 }),
      fc.array(steps, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 260 }),
      async (rules, plan, count) => {
        runs++;
        const now = Date.now();
        const truth = REGIONS.flatMap((region) => manyRecords(A, region, count, now - 70 * DAY, now - 3_600_000));
        let rig = await rigOf({ aws: { accounts: [account(A, { records: truth })], faults: rules, indexedAs } });
        await connected(rig, [A], REGIONS);
        for (const step of plan) {
          if (step.kind === 'restart') {
            rig = rig.again();
            await connected(rig, [A], REGIONS);
          } else if (step.kind === 'lookUp') {
            const name = `i-0${step.number.toString(16).padStart(16, '0')}`;
            await rig.desk.handlers.lookUp({ identity: asked(name) }, signal());
          } else {
            const abort = new AbortController();
            if (step.cancelAfter !== undefined) setTimeout(() => abort.abort(), step.cancelAfter);
            const { days, maxCalls } = step;
            await rig.desk.handlers.fill({ since: now - days * DAY, ...(maxCalls === undefined ? {} : { maxCalls }) }, abort.signal);
          }
          check(rig, truth);
          if (rig.desk.connections.list.some(({ state }) => state !== 'ready'))
            await rig.desk.handlers.reconnect({ profile: `p${A}` }, signal());
        }
        rig.aws.faults.length = 0;
        await rig.desk.handlers.fill({ since: now - 80 * DAY, fresh: true }, signal());
        check(rig, truth);
        assert.equal(rig.store.events, truth.length, 'in the end all of it is held');
        await rig.aws.close();
      },
    ),
    { numRuns: Number(process.env['TRAILLENS_FUZZ_RUNS'] ?? 25) },
  );
  assert.ok(runs > 0);
});
