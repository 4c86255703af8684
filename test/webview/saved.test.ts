// What outlives a hidden page comes back; anything else in its place is a fresh start.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSaved, save } from '../../src/webview/saved.ts';
import { resolve, selectionOf } from '../../src/webview/selection.ts';
import { begin, reduce } from '../../src/webview/state.ts';
import { panel, row } from './invented.ts';

test('a view comes back as it was', () => {
  let state = reduce(begin(parseSaved(undefined)), { type: 'answered', panel: panel(1, 900, { filter: 'ip:192.0.2.1' }) });
  state = reduce(state, { type: 'selected', selected: selectionOf(700, row(700)) });
  state = reduce(reduce(state, { type: 'opened' }), { type: 'folded', fold: 'evidence' });
  const kept: unknown = JSON.parse(JSON.stringify(save(state, 690.5)));
  const view = parseSaved(kept);
  assert.equal(view.scroll, 690.5);
  assert.equal(view.open, true);
  assert.equal(view.folds.evidence, true);
  const restored = begin(view).selected;
  assert.ok(restored);
  assert.equal(restored.ref, undefined);
  assert.deepEqual(
    resolve(restored, (index) => row(index, { ref: index + 5000, time: row(index).time }), []),
    selectionOf(700, row(700, { ref: 5700 })),
  );
});

test('the question is kept for a restart of the editor', () => {
  const state = reduce(begin(parseSaved(undefined)), { type: 'answered', panel: panel(1, 9, { filter: 'is:change', changesOnly: true }) });
  const { question } = save(state, 0);
  assert.equal(question?.filter, 'is:change');
  assert.equal(question?.changesOnly, true);
  assert.equal(question?.identity.address, panel(1, 9).history.identity.address);
});

test('whatever was kept, a view comes out', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (all, view) => {
      for (const value of [all, { view }, { view: { selected: view, split: view, scroll: view, folds: view, open: true } }]) {
        const { split, scroll } = parseSaved(value);
        assert.ok(split >= 0.2 && split <= 0.8 && scroll >= 0);
      }
    }),
  );
});

test('a selection whose event is gone is dropped, one whose row has not come waits', () => {
  const { mark } = selectionOf(3, row(3));
  assert.ok(mark);
  const waiting = { index: 3, mark };
  assert.equal(
    resolve(waiting, () => undefined, []),
    waiting,
  );
  assert.equal(
    resolve(waiting, () => row(8), []),
    undefined,
  );
  assert.equal(resolve(waiting, () => row(8), [[9, row(3)]])?.index, 9);
});
