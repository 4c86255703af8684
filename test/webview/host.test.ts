// Every call to the extension has an end, also when the extension has none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Port } from '../../src/protocol/channel.ts';
import { connectHost, HostSilent } from '../../src/webview/host.ts';

function wire() {
  const posted: unknown[] = [];
  let hear: (message: unknown) => void = () => undefined;
  const port: Port = { post: (message) => posted.push(message), listen: (receive) => (hear = receive) };
  return { posted, port, hear: (message: unknown) => hear(message) };
}

test('an answer ends its own call, an error too', async () => {
  const { port, posted, hear } = wire();
  const host = connectHost(port);
  const rows = host.call('rows', { handle: 1, offset: 0, count: 1 });
  const event = host.call('event', { ref: 1 });
  const [first, second] = posted as { id: number }[];
  hear({ id: second?.id, ok: false, name: 'Error', message: 'locked' });
  hear({ id: first?.id, ok: true, result: [] });
  await assert.rejects(event, /locked/);
  assert.deepEqual(await rows, []);
});

test('a host that says nothing is told of as silent', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const ready = connectHost(wire().port).call('ready', {});
  mock.timers.tick(60_000);
  await assert.rejects(ready, HostSilent);
});

test('a host that is busy and says so is waited for', async ({ mock }) => {
  mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { port, posted, hear } = wire();
  const host = connectHost(port, 30_000);
  const pushes: unknown[] = [];
  host.onPush((push) => pushes.push(push));
  const ready = host.call('ready', {});
  for (let i = 0; i < 6; i++) {
    mock.timers.tick(20_000);
    hear({ push: { type: 'busy', text: 'Reading' } });
  }
  hear({ id: (posted[0] as { id: number }).id, ok: true, result: 'state' });
  assert.equal(await ready, 'state');
  assert.equal(pushes.length, 6);
});

test('messages that are not ours change nothing', () => {
  const { port, hear } = wire();
  connectHost(port);
  for (const message of [undefined, null, 3, 'x', {}, { id: 99, ok: true }]) hear(message);
});
