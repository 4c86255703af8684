import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { BackendThread } from '../../src/ui/backendThread.ts';

/** Stands in for the store: answers `coverage` with its own thread id, dies on `removeSource`, never answers `collect`. */
const WORKER = `
  const { parentPort, threadId } = require('node:worker_threads');
  parentPort.on('message', ({ id, call, cancel }) => {
    if (cancel) return parentPort.postMessage({ push: { type: 'changed', generation: cancel } });
    if (call === 'coverage') parentPort.postMessage({ id, ok: true, result: threadId });
    if (call === 'activity') parentPort.postMessage({ id, ok: false, name: 'FilterError', message: 'no such field' });
    if (call === 'removeSource') setImmediate(() => { throw new Error('disk on fire'); });
  });
`;

function thread() {
  let started = 0;
  const backend = new BackendThread(() => (started++, new Worker(WORKER, { eval: true })));
  return { backend, starts: () => started };
}

test('nothing starts before the first call, and one thread serves all', async () => {
  const { backend, starts } = thread();
  assert.equal(starts(), 0);
  assert.equal(backend.started, false);
  const [a, b] = await Promise.all([backend.call('coverage', {}), backend.call('coverage', {})]);
  assert.equal(a, b);
  assert.equal(starts(), 1);
  await backend.dispose();
});

test('an error keeps its name', async () => {
  const { backend } = thread();
  await assert.rejects(backend.call('activity', { groupBy: 'time', changesOnly: true }), { name: 'FilterError', message: 'no such field' });
  await backend.dispose();
});

test('a dying thread rejects all that waits, and the next call starts a new one', { timeout: 10_000 }, async () => {
  const { backend, starts } = thread();
  const waits = assert.rejects(backend.call('collect', {}), { name: 'ThreadEnded', message: /disk on fire/ });
  const kills = assert.rejects(backend.call('removeSource', { source: 1 }), { name: 'ThreadEnded' });
  await Promise.all([waits, kills]);
  assert.equal(typeof (await backend.call('coverage', {})), 'number');
  assert.equal(starts(), 2);
  await backend.dispose();
});

test('a cancelled call ends at once and the thread is told; pushes survive a restart', { timeout: 10_000 }, async () => {
  const { backend } = thread();
  const told = new Promise((resolve) => backend.onPush(resolve));
  const abort = new AbortController();
  const call = backend.call('collect', {}, abort.signal);
  abort.abort();
  await assert.rejects(call, { name: 'AbortError' });
  assert.deepEqual(await told, { type: 'changed', generation: 1 });
  await backend.dispose();
});

test('dispose rejects what waits and what comes later', { timeout: 10_000 }, async () => {
  const { backend } = thread();
  const waits = assert.rejects(backend.call('collect', {}), { name: 'ThreadEnded' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([waits, backend.dispose()]);
  await assert.rejects(backend.call('coverage', {}), { name: 'ThreadEnded' });
});

test('a thread that cannot start rejects the call', async () => {
  const backend = new BackendThread(() => {
    throw new Error('no SQLite here');
  });
  await assert.rejects(backend.call('coverage', {}), /no SQLite here/);
  await backend.dispose();
});
