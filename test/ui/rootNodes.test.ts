import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RootNodes } from '../../src/ui/rootNodes.ts';

test('a tree is told when its roots are there, and gets them at once', async () => {
  let fetched = 0;
  let told = 0;
  const roots = new RootNodes(
    async () => [++fetched],
    () => told++,
    () => true,
  );
  await roots.renew();
  assert.deepEqual([fetched, told], [1, 1]);
  assert.deepEqual(await roots.take(), [1]);
  assert.deepEqual(await roots.take(), [2], 'what was taken is old');
});

test('of several fetched at once the last one counts', async () => {
  const waiting: ((nodes: string[]) => void)[] = [];
  let told = 0;
  const roots = new RootNodes<string>(
    () => new Promise((resolve) => waiting.push(resolve)),
    () => told++,
    () => true,
  );
  const [first, second] = [roots.renew(), roots.renew()];
  waiting[1]?.(['new']);
  await second;
  waiting[0]?.(['old']);
  await first;
  assert.equal(told, 1);
  assert.deepEqual(await roots.take(), ['new']);
});

test('while newer roots are fetched, older ones are not given', async () => {
  let state = 'old';
  const roots = new RootNodes(
    async () => [state],
    () => undefined,
    () => true,
  );
  await roots.renew();
  state = 'new';
  const renewed = roots.renew();
  assert.deepEqual(await roots.take(), ['new']);
  await renewed;
  state = 'newest';
  roots.drop();
  assert.deepEqual(await roots.take(), ['newest']);
});

test('a tree that nobody sees fetches nothing until it is shown', async () => {
  let fetched = 0;
  let told = 0;
  const roots = new RootNodes(
    async () => [++fetched],
    () => told++,
    () => false,
  );
  roots.draw();
  assert.deepEqual([fetched, told], [0, 1]);
  assert.deepEqual(await roots.take(), [1]);
});
