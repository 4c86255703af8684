// What the page knows after what has happened.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSaved } from '../../src/webview/saved.ts';
import { selectionOf } from '../../src/webview/selection.ts';
import { begin, noAsk, reduce } from '../../src/webview/state.ts';
import type { Action, PageState } from '../../src/webview/state.ts';
import { panel, row } from './invented.ts';

const after = (...actions: readonly Action[]): PageState => actions.reduce(reduce, begin(parseSaved(undefined)));
const answered = { type: 'answered', panel: panel(1, 10) } as const;
const chosen = { type: 'selected', selected: selectionOf(3, row(3)) } as const;

test('the first answer ends the waiting and tells the conditions', () => {
  const state = after({ type: 'answered', panel: panel(1, 10, { filter: 'actor:alice', since: 5 }) });
  assert.equal(state.asking, false);
  assert.deepEqual(state.ask, { filter: 'actor:alice', changesOnly: false, possible: false, since: 5 });
});

test('a failed question keeps what is shown and says why', () => {
  const state = after(answered, { type: 'asking', ask: noAsk }, { type: 'failed', message: 'locked', silent: false });
  assert.equal(state.panel?.history.handle, 1);
  assert.deepEqual(state.fault, { message: 'locked', silent: false });
  assert.equal(reduce(state, { type: 'asking', ask: noAsk }).fault, undefined);
});

test('new events keep the selection by what it is, not by its ref', () => {
  const state = after(answered, chosen, { type: 'opened' }, { type: 'pushed', panel: panel(2, 12) });
  assert.equal(state.selected?.index, 3);
  assert.equal(state.selected?.ref, undefined);
  assert.notEqual(state.selected?.mark, undefined);
  assert.equal(state.open, true);
});

test('another question looks for the selected event from the top of its answer', () => {
  const state = after(answered, chosen, { type: 'asking', ask: { ...noAsk, changesOnly: true } }, { type: 'answered', panel: panel(2, 4) });
  assert.equal(state.selected?.index, 0);
});

test('an answer without events has no selection and closes the event', () => {
  const state = after(answered, chosen, { type: 'opened' }, { type: 'answered', panel: panel(2, 0) });
  assert.equal(state.selected, undefined);
  assert.equal(state.open, false);
});

test('the same list again, as after a change of zone, changes no selection', () => {
  const state = after(answered, chosen, { type: 'pushed', panel: panel(1, 10, { timeZone: 'local' }) });
  assert.equal(state.selected?.ref, 3);
  assert.equal(state.panel?.timeZone, 'local');
});

test('a push during a question does not undo what the user has just asked', () => {
  const ask = { ...noAsk, filter: 'is:change' };
  const state = after(answered, { type: 'asking', ask }, { type: 'pushed', panel: panel(2, 11) });
  assert.equal(state.asking, true);
  assert.equal(state.ask, ask);
});

test('a push does not replace a filter that could not be read', () => {
  const wrong = panel(1, 10, { filter: 'colour:red', filterError: 'no such field' });
  const state = after({ type: 'answered', panel: wrong }, { type: 'pushed', panel: panel(2, 11, { filterError: 'no such field' }) });
  assert.equal(state.ask.filter, 'colour:red');
});

test('an event that comes after its pane was closed is not shown', () => {
  const state = after(answered, chosen, { type: 'opened' }, { type: 'closed' }, { type: 'detail', detail: { is: 'gone' } });
  assert.deepEqual(state.detail, { is: 'none' });
});

test('the split keeps both panes usable', () => {
  assert.equal(after({ type: 'split', split: 0.99 }).split, 0.8);
  assert.equal(after({ type: 'split', split: -1 }).split, 0.2);
});

test('busy comes and goes', () => {
  const busy = after({ type: 'busy', text: 'Reading' });
  assert.equal(busy.busy, 'Reading');
  assert.equal('busy' in reduce(busy, { type: 'busy' }), false);
});
