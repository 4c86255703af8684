import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LocalBackend } from '../../src/backend.ts';
import { keyOf, storeOf } from './records.ts';
import { BUCKET, BUCKET_DECOY, GROUP, askedBy, bucketStory, groupStory } from './stories.ts';
import type { Collector } from '../../src/collect/port.ts';
import type { BackendPush } from '../../src/protocol/backend.ts';

const story = [...bucketStory, ...groupStory];
const result = { files: 1, events: 2, duplicates: 0, problems: 0, seconds: 1, cancelled: false };
const idle: Collector = { addSources: async () => [], removeSource: async () => {}, collect: async () => result };

function backendOf(collector: Collector = idle): { backend: LocalBackend; store: ReturnType<typeof storeOf> } {
  const store = storeOf(story);
  return { backend: new LocalBackend(store, collector, () => Date.UTC(2024, 3, 1)), store };
}

test('a history is opened, paged, charted and closed', async () => {
  const { backend } = backendOf();
  const answer = await backend.call('history', { identity: askedBy(BUCKET) });
  const page = await backend.call('historyRows', { handle: answer.handle, offset: 1, count: 2 });
  assert.deepEqual(
    page.map(({ eventName }) => eventName),
    ['DeleteBucket', 'ListObjects'],
  );
  assert.ok(page.every(({ match }) => match.reason !== ''));
  const bars = await backend.call('historyChart', { handle: answer.handle, from: answer.first, to: answer.last, buckets: 5 });
  assert.equal(
    bars.reduce((sum, { change, attempt, read }) => sum + change + attempt + read, 0),
    answer.total,
  );
  await backend.call('closeHistory', { handle: answer.handle });
  await assert.rejects(backend.call('historyRows', { handle: answer.handle, offset: 0, count: 1 }), /no longer open/);
  assert.equal(structuredClone(answer).total, answer.total);
});

test('the last eight histories stay open', async () => {
  const { backend } = backendOf();
  const handles: number[] = [];
  for (let i = 0; i < 9; i++) handles.push((await backend.call('history', { identity: askedBy(BUCKET) })).handle);
  await assert.rejects(backend.call('historyRows', { handle: handles[0]!, offset: 0, count: 1 }));
  for (const handle of handles.slice(1)) assert.equal((await backend.call('historyRows', { handle, offset: 0, count: 1 })).length, 1);
});

test('an open history sees new events', async () => {
  const { backend, store } = backendOf();
  const { handle, total } = await backend.call('history', { identity: askedBy(BUCKET) });
  store.add(
    JSON.stringify({
      eventID: 'late',
      eventTime: '2024-03-20T00:00:00Z',
      eventName: 'CreateBucket',
      eventSource: 's3.amazonaws.com',
      requestParameters: { bucketName: BUCKET },
      recipientAccountId: '111122223333',
    }),
  );
  const rows = await backend.call('historyRows', { handle, offset: 0, count: 100 });
  assert.deepEqual([rows.length, rows[0]?.eventName], [total + 1, 'CreateBucket']);
});

test('an event in full: by key, with its record, and folded against the resource of the history', async () => {
  const { backend, store } = backendOf();
  const { handle } = await backend.call('history', { identity: askedBy(BUCKET) });
  const detail = await backend.call('event', { key: keyOf(5), handle });
  assert.equal(detail?.row.eventName, 'DeleteBucketPublicAccessBlock');
  assert.equal(detail?.record, store.raw(4).toString());
  assert.deepEqual(
    detail?.changes.map(({ path, before, after }) => [path, before, after]),
    [
      ['publicAccessBlock.BlockPublicAcls', 'true', undefined],
      ['publicAccessBlock.BlockPublicPolicy', 'true', undefined],
    ],
  );
  assert.equal(detail?.changes[0]?.beforeBy?.eventName, 'PutBucketPublicAccessBlock');
  assert.equal(detail?.previousKey, keyOf(2));
  assert.ok(detail?.touches.some(({ role }) => role === 'target'));
});

test('an event without a history is folded against what it acts on', async () => {
  const { backend } = backendOf();
  const revoke = await backend.call('event', { key: keyOf(bucketStory.length + 9) });
  assert.deepEqual(
    revoke?.changes.map(({ path, before, after }) => [path, before, after]),
    [['ingress', '"tcp 22 from 0.0.0.0/0"', undefined]],
  );
  assert.equal(revoke?.changes[0]?.beforeBy?.actor.name, 'alice');
  assert.equal(revoke?.previousKey, keyOf(bucketStory.length + 6));
  const read = await backend.call('event', { key: keyOf(8) });
  assert.deepEqual(read?.changes, []);
  assert.equal(await backend.call('event', { key: 'nothing' }), undefined);
  assert.equal(await backend.call('event', {}), undefined);
});

test("an event that only mentions the history's resource is folded against its own", async () => {
  const { backend } = backendOf();
  const { handle } = await backend.call('history', { identity: askedBy(BUCKET) });
  const detail = await backend.call('event', { key: keyOf(7), handle });
  assert.deepEqual(
    detail?.changes.map(({ path }) => path),
    ['policies.read'],
  );
});

test('blame answers in the order of the questions', async () => {
  const { backend } = backendOf();
  const answers = await backend.call('blame', {
    questions: [{ identity: askedBy(GROUP, 'id') }, { identity: askedBy('nothing-of-the-kind') }, { identity: askedBy(BUCKET_DECOY) }],
  });
  assert.deepEqual(
    answers.map(({ last }) => last?.eventName),
    ['RevokeSecurityGroupIngress', undefined, 'CreateBucket'],
  );
});

test('faults keep their name', async () => {
  const { backend } = backendOf();
  await assert.rejects(backend.call('history', { identity: askedBy(BUCKET), filter: 'nosuch:x' }), { name: 'FilterError' });
  await assert.rejects(backend.call('activity', { groupBy: 'actor', changesOnly: true, filter: '"open' }), { name: 'FilterError' });
  const aborted = AbortSignal.abort();
  await assert.rejects(backend.call('coverage', {}, aborted), { name: 'AbortError' });
});

test('while collecting goes on, what came in is news: soon at first, then ever rarer', async () => {
  let now = 0;
  const progress = { source: 1, filesDone: 1, filesTotal: 2, bytesDone: 1, bytesTotal: 2, events: 1, eventsPerSecond: 1 };
  const collector: Collector = {
    ...idle,
    collect: async (_source, { onProgress }) => {
      for (; now < 60_000; now += 250) onProgress(progress);
      return result;
    },
  };
  const backend = new LocalBackend(storeOf(story), collector, () => now);
  const news: number[] = [];
  backend.onPush((push) => void (push.type === 'changed' && news.push(now)));
  await backend.call('collect', {});
  assert.equal(news[0], 1000);
  assert.ok(news.length < 10, `${news.length} times`);
  assert.equal(news.at(-1), 60_000);
});

test('collecting tells its progress and its end, and can be cancelled', async () => {
  const progress = { source: 1, filesDone: 1, filesTotal: 2, bytesDone: 1, bytesTotal: 2, events: 1, eventsPerSecond: 1 };
  const { backend } = backendOf({
    ...idle,
    collect: (_source, { signal, onProgress }) =>
      new Promise((resolve) => {
        onProgress(progress);
        signal.addEventListener('abort', () => resolve({ ...result, cancelled: true }));
      }),
  });
  const pushes: BackendPush[] = [];
  backend.onPush((push) => pushes.push(push));
  const running = backend.call('collect', {});
  await backend.call('cancelCollect', {});
  assert.equal((await running).cancelled, true);
  assert.deepEqual(pushes[0], { type: 'progress', progress });
  assert.equal(pushes.at(-1)?.type, 'changed');
});
