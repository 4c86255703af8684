// A new event, on all the ways that an account's events go.
import { gzipSync } from 'node:zlib';
import type { Services } from './call.ts';
import { belongsToHistory, entryOf, type IndexedAs } from './entry.ts';
import { objectKey } from './layout.ts';
import type { Aws } from './options.ts';
import { recordedIn } from './regions.ts';
import { arnOf } from './trails.ts';

export function emitter({ world, clock, history }: Services, indexedAs: IndexedAs | undefined): Aws['emit'] {
  return (account, awsRegion, record, more = {}) => {
    const delay = more.delayMs ?? history.delayMs;
    const arrives = clock.now() + delay;
    const { partition = 'aws' as const, management } = world.accounts.get(account) ?? {};
    const region = recordedIn(partition, record.eventSource, awsRegion);
    const text = JSON.stringify(record);
    if (belongsToHistory(record)) history.add(account, region, [{ ...entryOf(record, text, indexedAs), visibleAt: arrives }]);
    for (const trail of world.trails) {
      const delivers = trail.account === account || (trail.organization === true && trail.account === management);
      const covers = trail.multiRegion === true || trail.homeRegion === region;
      if (!delivers || !covers || !trail.health.logging || trail.health.deliveryError !== undefined) continue;
      const where = {
        account,
        region,
        time: arrives,
        prefix: trail.prefix,
        organization: trail.organization === true ? 'o-exampleorg' : undefined,
      };
      world.buckets
        .get(trail.bucket)
        ?.put(objectKey({ ...where, of: record.eventID, category: record.eventCategory }), gzipSync(`{"Records":[${text}]}`), {
          modified: arrives,
        });
      const group = world.logGroups.find((one) => `${one.arn}:*` === trail.logGroupArn);
      group?.add([{ timestamp: arrives, stream: `${account}_CloudTrail_${region}`, message: text }]);
      if (!group && trail.logGroupArn !== undefined) throw new Error(`${arnOf(trail)} has no log group ${trail.logGroupArn}.`);
    }
  };
}
