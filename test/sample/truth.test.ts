// The truth is true: each resource's events name it, each beat's answer is in the logs, and no decoy is in any answer.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import type { JsonObject } from '../../src/event/event.ts';
import { logFiles, readTruth, recordsOf, someSample, workspaceSources } from './made.ts';

const out = someSample();
const truth = readTruth(out);
const records = new Map<string, JsonObject>();
for (const file of logFiles(out, truth))
  for (const record of recordsOf(path.join(out, 'logs', file))) records.set(record['eventID'] as string, record);
const textOf = new Map([...records].map(([id, record]) => [id, JSON.stringify(record)]));
const the = (address: string) => truth.resources.find((resource) => resource.address === address);
const recordOf = (id: string): JsonObject => records.get(id) ?? assert.fail(`no event ${id}`);

test('the workspace declares enough', () => {
  const blocks = new Set(truth.resources.filter(({ tool }) => tool === 'terraform').map(({ file, line }) => `${file}:${line}`));
  assert.ok(blocks.size >= 40, `${blocks.size} blocks of Terraform`);
  assert.ok(truth.resources.filter(({ tool }) => tool === 'cloudformation').length >= 15);
  assert.ok(truth.resources.filter(({ tool, inState }) => tool === 'terraform' && !inState).length >= 3);
});

test('each resource stands at the line that is told', () => {
  for (const { address, file, line, tool } of truth.resources) {
    const text = fs.readFileSync(path.join(workspaceSources, file), 'utf8').split('\n')[line - 1] ?? '';
    const name = /(\w+)(?:\[[^\]]*\])?$/.exec(address)?.[1] ?? '';
    assert.match(text, tool === 'terraform' ? new RegExp(`^resource "aws_\\w+" "${name}" \\{$`) : new RegExp(`^ +"?${name}"?:`), address);
  }
});

test('each declared resource is changed by somebody, or is older than the log and read', () => {
  for (const { address, changes, reads } of truth.resources) assert.ok(changes.length + reads.length > 0, address);
});

test('events of a resource name it, or a thing of which it is a part, and have the outcome that is told', () => {
  const find = (address: string): string[] => {
    const resource = the(address);
    const own = (resource?.identifiers ?? []).map(({ value }) => JSON.stringify(value).slice(1, -1));
    return resource?.parent ? [...own, ...find(resource.parent)] : own;
  };
  for (const { address, changes, attempts, reads } of truth.resources) {
    const names = find(address);
    for (const id of [...changes, ...attempts, ...reads]) {
      const text = textOf.get(id) ?? assert.fail(`no event ${id}`);
      const related = names.some((name) => text.includes(name)) || /Target|AttachRole|RouteTable|NatGateway|DescribeAddresses/.test(text);
      assert.ok(related, `${address}: ${text.slice(0, 2000)}`);
    }
    for (const id of changes) assert.ok(recordOf(id)['readOnly'] === false && !('errorMessage' in recordOf(id)), id);
    for (const id of attempts) assert.ok('errorCode' in recordOf(id), id);
    for (const id of reads) assert.equal(recordOf(id)['readOnly'], true, id);
  }
});

test('lists are in time order and share no event', () => {
  for (const { address, changes, attempts, reads, data, mentions } of truth.resources) {
    for (const list of [changes, attempts, reads, data, mentions]) {
      const times = list.map((id) => recordOf(id)['eventTime'] as string);
      assert.deepEqual(times, times.toSorted(), address);
    }
    const all = [...changes, ...attempts, ...reads, ...data, ...mentions];
    assert.equal(new Set(all).size, all.length, address);
  }
});

test('the answer of each beat is in the logs, by the actor that is told, and no decoy is an event of the resource', () => {
  assert.ok(truth.beats.length >= 15);
  for (const beat of truth.beats) {
    assert.ok(beat.answer.events.length > 0, beat.name);
    const arns = beat.answer.events.map((id) => (recordOf(id)['userIdentity'] as JsonObject)['arn']);
    // Of a chain of roles the last session is told, which its own events name.
    const named = arns.includes(beat.answer.actor) || beat.answer.events.some((id) => textOf.get(id)?.includes(beat.answer.actor));
    assert.ok(named, beat.name);
    const resource = the(beat.about);
    const own = new Set([
      ...(resource?.changes ?? []),
      ...(resource?.attempts ?? []),
      ...(resource?.reads ?? []),
      ...(resource?.mentions ?? []),
    ]);
    for (const decoy of beat.decoys) {
      assert.ok(decoy.events.length > 0, decoy.name);
      for (const id of decoy.events) assert.ok(!own.has(id) && !beat.answer.events.includes(id), `${beat.name}: ${decoy.name}`);
    }
  }
});

test('the deleted bucket: versioning off, policy off, then gone, and never changed again', () => {
  const bucket = the('aws_s3_bucket.customer_exports');
  const names = bucket?.changes.map((id) => recordOf(id)['eventName']);
  assert.deepEqual(names?.slice(-3), ['PutBucketVersioning', 'DeleteBucketPolicy', 'DeleteBucket']);
  assert.equal(bucket?.lastChange?.person, 'omar@example.com');
  const gone = bucket.lastChange.time;
  for (const id of [...bucket.reads, ...bucket.data]) {
    const record = recordOf(id);
    assert.ok((record['eventTime'] as string) < gone || record['errorCode'] === 'NoSuchBucket', id);
  }
});

test('omar’s key leads back through both accounts to the person', () => {
  const chain = truth.beats.find(({ name }) => name === 'the person behind ops-admin');
  const last = recordOf(truth.beats.find(({ name }) => name === 'bucket deleted')?.answer.events.at(-1) ?? '');
  let key = (last['userIdentity'] as JsonObject)['accessKeyId'];
  const steps: unknown[] = [];
  for (let hop = 0; hop < 5 && key; hop++) {
    const from = (chain?.answer.events ?? []).map(recordOf).find((record) => {
      const credentials = (record['responseElements'] as JsonObject | null)?.['credentials'] as JsonObject | undefined;
      return credentials?.['accessKeyId'] === key;
    });
    if (!from) break;
    steps.push(from['eventName']);
    key = (from['userIdentity'] as JsonObject)['accessKeyId'];
  }
  assert.deepEqual(steps, ['AssumeRole', 'AssumeRoleWithSAML']);
});
