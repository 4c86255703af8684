// Something happens in the sandbox every now and then: what happened there before, once more.
import { randomUUID } from 'node:crypto';
import type { Aws, CloudTrailRecord } from '../index.ts';
import { sandbox } from './names.ts';
import { moved } from './twin.ts';

/** Emits an event every so often until the returned function is called. */
export function live(aws: Aws, records: readonly CloudTrailRecord[], everyMs: number): () => void {
  const models = records.filter((one) => one.eventCategory === 'Management' && typeof one.eventName === 'string');
  const writes = models.filter((one) => one.readOnly === false);
  let count = 0;
  const timer = setInterval(() => {
    const from = ++count % 3 === 0 ? models : writes;
    const model = from[(count * 7919) % from.length];
    if (model) aws.emit(sandbox, model.awsRegion, again(model, aws.clock.now()));
  }, everyMs);
  return () => clearInterval(timer);
}

/** The same call now, with all times in it as far from each other as they were. */
export function again(model: CloudTrailRecord, now: number): CloudTrailRecord {
  const shift = Math.floor(now / 1000) * 1000 - Date.parse(model.eventTime);
  return { ...(JSON.parse(moved(shift)(JSON.stringify(model))) as CloudTrailRecord), eventID: randomUUID(), requestID: randomUUID() };
}
