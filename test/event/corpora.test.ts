// Every record of the published collections, where they lie beside the project: nothing may throw, and what is told must be plausible.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { CloudTrailEvent, JsonObject } from '../../src/event/event.ts';
import { eventOf, isCloudTrailRecord, isReadName } from '../../src/event/record.ts';
import { notesOf, summaryOf, whatOf } from '../../src/event/summary.ts';
import { touchesOf } from '../../src/event/touched.ts';

const shared = process.env['TRAILLENS_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
const folder = path.join(shared, 'data/records');
const options = { skip: existsSync(folder) ? false : `no published records at ${folder}` };

function* records(): Generator<JsonObject> {
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.json')) continue;
    const file: unknown = JSON.parse(readFileSync(path.join(folder, entry), 'utf8'));
    const held = typeof file === 'object' && file !== null && 'Records' in file ? file.Records : file;
    for (const one of Array.isArray(held) ? (held as unknown[]) : [held]) if (isCloudTrailRecord(one)) yield one;
  }
}

test('published records', options, async (t) => {
  const events: CloudTrailEvent[] = [];
  for (const record of records()) events.push(eventOf(record, () => 'content-0'));
  const share = (holds: (event: CloudTrailEvent) => boolean): number => events.filter(holds).length / events.length;

  await t.test('all are events with a name for the actor and the means', () => {
    assert.ok(events.length > 3000, String(events.length));
    for (const event of events) assert.ok(event.actor.name !== '' && event.origin.name !== '' && event.origin.evidence !== '');
    assert.ok(share((event) => Number.isNaN(event.time)) < 0.01);
    assert.ok(share((event) => event.actor.kind === 'unknown') < 0.03);
  });
  await t.test('means are told for most', () => {
    assert.ok(share((event) => event.origin.kind === 'terraform') > 0.4);
    assert.ok(share((event) => event.origin.kind === 'console') > 0.1);
    assert.ok(share((event) => event.origin.kind === 'unknown') < 0.15);
  });
  await t.test('names tell reads as the records do', () => {
    const stated = events.filter((event) => event.eventType === 'AwsApiCall' && typeof event.record['readOnly'] === 'boolean');
    const agreed = stated.filter((event) => event.record['readOnly'] === isReadName(event.eventName));
    assert.ok(agreed.length / stated.length > 0.98);
  });
  await t.test('most changes have a primary target, and all can be told in words', () => {
    const changes = events.filter((event) => event.outcome === 'change');
    const targeted = changes.filter((event) => touchesOf(event)[0]?.role === 'target');
    assert.ok(targeted.length / changes.length > 0.8, `${targeted.length} of ${changes.length}`);
    for (const event of events) {
      assert.ok(whatOf(event).length <= 120);
      assert.ok(summaryOf(event).length > 0);
      notesOf(event);
      for (const touch of touchesOf(event)) assert.ok(touch.name !== '' && touch.values.length > 0);
    }
  });
});
