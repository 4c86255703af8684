// What an event says in words, as elements of the detail pane.
import type { AttributeChange, EventDetail } from '../protocol/backend.ts';
import { h, icon } from './dom.ts';
import type { Child } from './dom.ts';
import { indented } from './json.ts';
import type { Moment } from './moment.ts';
import { fullTime } from './moment.ts';
import { outcomes } from './signs.ts';
import { clip } from './text.ts';
import { relative } from './time.ts';

/** Icon, name and age of the event. */
export function title({ row }: EventDetail, moment: Moment): Child[] {
  const { icon: sign, text } = outcomes[row.outcome];
  return [
    icon(sign, { class: `outcome ${row.outcome}`, aria: { label: text }, title: text }),
    h('h2', { title: `${row.eventName} · ${row.eventSource}` }, clip(row.eventName || '(no name)', 200)),
    h('span', { class: 'when', title: fullTime(row.time, moment) }, relative(row.time, moment.now)),
  ];
}

/** Who, what, target, where, outcome. */
export function summary({ summary: lines }: EventDetail): HTMLElement {
  const list = h('dl', { class: 'summary' });
  for (const { label, value, hint } of lines)
    list.append(
      h('dt', {}, label),
      h(
        'dd',
        {},
        h('span', { class: 'value' }, clip(value, 4000)),
        hint !== undefined && hint !== '' && h('span', { class: 'hint' }, clip(hint, 2000)),
      ),
    );
  return list;
}

/** What the event changed, before and after; undefined when it changed nothing. */
export function changes({ changes: list }: EventDetail, moment: Moment): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  const head = h('tr', {}, h('th', {}, 'Before'), h('th', {}, 'After'));
  const bodies = list.map((change) => changeRows(change, moment));
  const table = h('table', { class: 'changes', aria: { label: 'Changed attributes' } }, h('thead', {}, head), ...bodies);
  return h('section', {}, h('h3', {}, 'What it changed'), table);
}

/** The attribute on a line of its own, so that its values have the width of the pane. */
function changeRows({ path, before, after, beforeBy }: AttributeChange, { clock }: Moment): HTMLElement {
  const name = h('th', { class: 'path', title: path }, clip(path, 500));
  name.colSpan = 2;
  name.scope = 'rowgroup';
  const set = beforeBy && `set by ${clip(beforeBy.actor.name, 100)}, ${clock.brief(beforeBy.time)}`;
  const known = before === undefined ? h('span', { class: 'dim' }, 'not known') : code(before);
  const was = h('td', { class: 'before' }, known, set !== undefined && h('span', { class: 'hint' }, set));
  const is = h('td', { class: 'after' }, after === undefined ? h('span', { class: 'removed' }, 'removed') : code(after));
  return h('tbody', {}, h('tr', {}, name), h('tr', {}, was, is));
}

/** What AWS masked or left out; undefined when nothing. */
export function notes({ notes: list }: EventDetail): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  return h('div', { class: 'notes' }, ...list.map((note) => h('p', { class: 'note' }, icon('info'), h('span', {}, clip(note, 2000)))));
}

/** A JSON value on as many lines as it needs; our own line breaks, so each line is made visible by itself. */
function code(value: string): HTMLElement {
  const lines = indented(clip(value, 2000)).split('\n');
  return h('code', {}, ...lines.flatMap((line, i) => (i === 0 ? [line] : [document.createTextNode('\n'), line])));
}
