import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { connect, serve, type Port } from '../../src/protocol/channel.ts';

interface Sums {
  add: { params: { a: number; b: number }; result: number };
  never: { params: Record<string, never>; result: void };
  fail: { params: { name: string }; result: void };
  unsendable: { params: Record<string, never>; result: unknown };
}

function pipe() {
  const { port1, port2 } = new MessageChannel();
  const end = (port: typeof port1): Port => ({ post: (m) => port.postMessage(m), listen: (receive) => port.on('message', receive) });
  const aborted: boolean[] = [];
  const server = serve<Sums, string>(end(port1), {
    add: ({ a, b }) => a + b,
    never: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => (aborted.push(true), resolve()))),
    fail: ({ name }) => {
      const error = new Error('the filter is open-ended');
      error.name = name;
      throw error;
    },
    unsendable: () => () => 1,
  });
  return { server, client: connect<Sums, string>(end(port2)), raw: port2, aborted, close: () => port1.close() };
}

test('an answer finds its call, also when answers overtake each other', async () => {
  const { client, close } = pipe();
  const sums = await Promise.all([1, 2, 3].map((n) => client.call('add', { a: n, b: 10 })));
  assert.deepEqual(sums, [11, 12, 13]);
  close();
});

test('an error keeps its name and message', async () => {
  const { client, close } = pipe();
  await assert.rejects(client.call('fail', { name: 'FilterError' }), { name: 'FilterError', message: 'the filter is open-ended' });
  close();
});

test('a result that cannot be sent ends the call with an error', async () => {
  const { client, close } = pipe();
  await assert.rejects(client.call('unsendable', {}), { name: 'DataCloneError' });
  close();
});

test('a cancelled call ends at once, and the server hears of it', async () => {
  const { client, aborted, close } = pipe();
  const abort = new AbortController();
  const call = client.call('never', {}, abort.signal);
  abort.abort();
  await assert.rejects(call, { name: 'AbortError' });
  await client.call('add', { a: 1, b: 1 });
  assert.deepEqual(aborted, [true]);
  await assert.rejects(client.call('add', { a: 1, b: 1 }, abort.signal), { name: 'AbortError' });
  close();
});

test('closing rejects what waits and what comes later', async () => {
  const { client, close } = pipe();
  const call = client.call('never', {});
  client.close(new Error('the thread ended'));
  await assert.rejects(call, /the thread ended/);
  await assert.rejects(client.call('add', { a: 1, b: 1 }), /the thread ended/);
  close();
});

test('pushes reach listeners until they are disposed', async () => {
  const { client, server, close } = pipe();
  const heard: string[] = [];
  const listener = client.onPush((push) => heard.push(push));
  server.push('one');
  await client.call('add', { a: 1, b: 1 });
  listener.dispose();
  server.push('two');
  await client.call('add', { a: 1, b: 1 });
  assert.deepEqual(heard, ['one']);
  close();
});

test('hostile messages do no harm', async () => {
  const { client, raw, close } = pipe();
  for (const message of [
    null,
    1,
    'x',
    [],
    {},
    { id: '1', call: 'add' },
    { id: 1e9, call: 'constructor' },
    { id: 1e9, call: '__proto__' },
    { cancel: 77 },
  ]) {
    raw.postMessage(message);
  }
  assert.equal(await client.call('add', { a: 2, b: 2 }), 4);
  close();
});
