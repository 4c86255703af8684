// One line of the list. Its elements are made once and filled again and again while the list scrolls.
import type { HistoryRow } from '../protocol/backend.ts';
import { h, icon, say, visibleLines } from './dom.ts';
import type { Moment } from './moment.ts';
import { fullTime } from './moment.ts';
import { actors, confidences, outcomes, turns } from './signs.ts';
import { clip } from './text.ts';

/** What a line shows. */
export interface RowView {
  readonly index: number;
  readonly total: number;
  /** Undefined while the row has not come. */
  readonly row: HistoryRow | undefined;
  readonly selected: boolean;
  /** First of its day, as far as is known, or topmost on the screen: it carries the date. */
  readonly dated: boolean;
  /** A line above parts it from the day before. */
  readonly dayBreak: boolean;
  /** The event that began or ended the resource. */
  readonly turn: 'created' | 'deleted' | undefined;
}

/** A line of the list that can be filled with another event. */
export interface RowElement {
  readonly element: HTMLElement;
  fill(view: RowView, moment: Moment): void;
}

/** No cell needs more: the rest is in the detail. */
const longest = 160;

/** A line; `id` names it for aria-activedescendant. */
export function createRow(id: string): RowElement {
  const dayLong = h('span', { class: 'long' });
  const dayShort = h('span', { class: 'short' });
  const day = h('span', { class: 'cell day' }, dayLong, dayShort);
  const time = h('span', { class: 'cell time' });
  const outcome = icon('blank', { class: 'outcome' });
  const name = h('span', { class: 'cell name' });
  const what = h('span', { class: 'cell what' });
  const actorIcon = icon('blank');
  const actor = h('span', { class: 'text' });
  const actorCell = h('span', { class: 'cell actor' }, actorIcon, actor);
  const origin = h('span', { class: 'cell origin' });
  const ip = h('span', { class: 'cell ip' });
  const place = h('span', { class: 'cell place' });
  const match = icon('blank', { class: 'match' });
  const element = h('div', { class: 'row', id, role: 'option' }, day, time, outcome, name, what, actorCell, origin, ip, place, match);
  let shown: HistoryRow | undefined;
  let stamp = '';

  const put = (cell: HTMLElement, text: string, title = text) => {
    say(cell, clip(text, longest));
    cell.title = visibleLines(clip(title, 2000));
  };
  const fillCells = (row: HistoryRow, moment: Moment, turn: RowView['turn']) => {
    const { clock, now } = moment;
    put(time, Number.isNaN(row.time) ? '–' : clock.time(row.time), fullTime(row.time, moment));
    say(dayLong, clock.dayLabel(row.time, now));
    say(dayShort, clock.dayShort(row.time, now));
    day.title = clock.dayLabel(row.time, now);
    const failed = row.outcome === 'attempt';
    const sign = turn ? turns[turn] : outcomes[row.outcome];
    outcome.className = `codicon codicon-${sign.icon} outcome ${turn ?? row.outcome}`;
    outcome.title = visibleLines(failed && row.errorCode ? `Failed: ${clip(row.errorCode, longest)}` : sign.text);
    put(name, row.eventName || '(no name)', `${row.eventName} · ${row.eventSource}`);
    put(what, failed && row.errorCode ? [row.errorCode, row.what].filter(Boolean).join(' · ') : row.what);
    what.classList.toggle('failed', failed);
    put(actor, row.actor.name);
    actorIcon.className = `codicon codicon-${actors[row.actor.kind].icon} kind ${row.actor.kind}`;
    const behind = row.actor.behind ? `\nbehind it: ${row.actor.behind}` : '';
    actorCell.title = visibleLines(
      clip(`${actors[row.actor.kind].text}: ${row.actor.name}${row.actor.arn ? `\n${row.actor.arn}` : ''}${behind}`, 2000),
    );
    put(origin, row.origin.name, `${row.origin.name}\n${row.origin.evidence}`);
    put(ip, row.sourceIPAddress);
    put(place, [row.account, row.awsRegion].filter(Boolean).join(' '));
    match.className = `codicon codicon-${confidences[row.match.confidence].icon} match ${row.match.confidence}`;
    match.title = visibleLines(`${confidences[row.match.confidence].text}: ${clip(row.match.reason, 1000)}`);
    // One sentence instead of ten cells for those who listen.
    element.setAttribute('aria-label', visibleLines(sentence(row, moment)));
  };

  return {
    element,
    fill(view, moment) {
      const { row } = view;
      const next = `${moment.clock.zone} ${Math.floor(moment.now / 30_000)} ${view.turn ?? ''}`;
      if (row && (row !== shown || next !== stamp)) fillCells(row, moment, view.turn);
      if (!row && (shown || !stamp)) element.setAttribute('aria-label', 'Loading');
      shown = row;
      stamp = next;
      element.className = `row${row ? ` is-${row.outcome}` : ' skeleton'}${view.selected ? ' selected' : ''}${view.dated ? ' dated' : ''}${view.dayBreak ? ' day-break' : ''}${view.index % 2 ? ' odd' : ''}`;
      element.dataset['index'] = String(view.index);
      element.setAttribute('aria-selected', String(view.selected));
      element.setAttribute('aria-posinset', String(view.index + 1));
      element.setAttribute('aria-setsize', String(view.total));
    },
  };
}

function sentence(row: HistoryRow, { clock, now }: Moment): string {
  const day = clock.dayLabel(row.time, now);
  const when = Number.isNaN(row.time) ? day : `${day} ${clock.time(row.time)}`;
  const what = [outcomes[row.outcome].text, row.eventName, clip(row.what, longest), row.errorCode].filter(Boolean).join(' ');
  return `${when}, ${what}, by ${clip(row.actor.name, longest)}, ${clip(row.origin.name, longest)}, ${confidences[row.match.confidence].text}`;
}
