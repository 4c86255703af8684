// One event in full: what it says in words, what it changed, where to go from here, and its record.
import type { AttributeChange, EventDetail } from '../protocol/backend.ts';
import type { Pivot } from '../protocol/panel.ts';
import { fill, h, icon, iconButton, link } from './dom.ts';
import type { Child } from './dom.ts';
import { button } from './empty.ts';
import { member, parseJson, valueText } from './json.ts';
import { createJsonView } from './jsonView.ts';
import { isFindKey } from './keys.ts';
import type { Moment } from './moment.ts';
import { fullTime } from './moment.ts';
import { outcomes } from './signs.ts';
import type { Detail } from './state.ts';
import { clip } from './text.ts';
import { relative } from './time.ts';

export interface DetailActions {
  readonly copy: (text: string) => void;
  readonly openInEditor: (key: string) => void;
  readonly compare: (key: string) => void;
  readonly pivot: (key: string, pivot: Pivot, value?: string) => void;
  /** Back to the list, which keeps the event selected. */
  readonly leave: () => void;
  readonly close: () => void;
  readonly retry: () => void;
}

export interface DetailView {
  readonly element: HTMLElement;
  draw(detail: Detail, moment: Moment): void;
  focus(): void;
}

/** The detail pane. */
export function createDetail(actions: DetailActions): DetailView {
  const head = h('div', { class: 'detail-head' });
  const body = h('div', { class: 'detail-body' });
  const json = createJsonView(actions.copy);
  const scroll = h('div', { class: 'detail-scroll', tabIndex: -1 }, body, json.element);
  const element = h('section', { class: 'detail', tabIndex: -1, aria: { label: 'Event' } }, head, scroll);
  let drawn: unknown;
  let key = '';

  element.addEventListener('keydown', (event) => {
    const typing = event.composedPath().some((target) => target instanceof HTMLInputElement);
    if (event.key === 'Escape') actions.leave();
    else if (isFindKey(event) && event.key !== '/') json.find();
    else if (event.key === 'c' && key && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) actions.copy(key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    focus: () => element.focus(),
    draw(detail, moment) {
      const stamp = detail.is === 'shown' ? [detail.detail, moment.clock.zone, Math.floor(moment.now / 60_000)] : [detail];
      if (Array.isArray(drawn) && drawn.length === stamp.length && stamp.every((part, i) => part === (drawn as unknown[])[i])) return;
      const other = !Array.isArray(drawn) || drawn[0] !== stamp[0];
      drawn = stamp;
      const close = iconButton('close', 'Close (Escape)', actions.close);
      json.element.hidden = detail.is !== 'shown';
      key = detail.is === 'shown' ? detail.detail.key : '';
      switch (detail.is) {
        case 'none':
          fill(head);
          fill(body);
          return;
        case 'loading':
          // The event before stays readable for the moment it takes; `busy` dims it.
          element.setAttribute('aria-busy', 'true');
          fill(head, h('h2', { class: 'dim' }, 'Loading…'), close);
          fill(body);
          return;
        case 'gone':
          element.removeAttribute('aria-busy');
          fill(head, h('h2', {}, 'No longer held'), close);
          fill(body, h('p', { class: 'note' }, icon('info'), 'This event is no longer held: its source was removed or read anew.'));
          return;
        case 'failed':
          element.removeAttribute('aria-busy');
          fill(head, h('h2', {}, 'The event could not be read'), close);
          fill(
            body,
            h('p', { class: 'note error' }, icon('error'), detail.message),
            h('div', { class: 'buttons' }, button('Try Again', 'refresh', actions.retry, true)),
          );
          return;
        case 'shown':
          element.removeAttribute('aria-busy');
          fill(
            head,
            ...title(detail.detail, moment),
            iconButton('copy', 'Copy event id (c)', () => actions.copy(detail.detail.key)),
            close,
          );
          fill(
            body,
            buttons(detail.detail, actions),
            summary(detail.detail),
            changes(detail.detail, moment),
            notes(detail.detail),
            pivots(detail.detail, actions),
          );
          json.show(detail.detail.record);
          if (other) scroll.scrollTop = 0;
      }
    },
  };
}

function title({ row }: EventDetail, moment: Moment): Child[] {
  const { icon: sign, text } = outcomes[row.outcome];
  return [
    icon(sign, { class: `outcome ${row.outcome}`, aria: { label: text }, title: text }),
    h('h2', { title: `${row.eventName} · ${row.eventSource}` }, clip(row.eventName || '(no name)', 200)),
    h('span', { class: 'when', title: fullTime(row.time, moment) }, relative(row.time, moment.now)),
  ];
}

function buttons(detail: EventDetail, actions: DetailActions): HTMLElement {
  const { row, key, previousKey } = detail;
  const compare = button('Compare with Previous Change', 'diff', () => actions.compare(key), true);
  const reason =
    previousKey !== undefined
      ? 'The previous change of the same attributes, side by side'
      : row.outcome === 'change'
        ? 'No earlier change of the same attributes is held'
        : row.outcome === 'attempt'
          ? 'A failed attempt changed nothing'
          : 'This event changed nothing';
  if (previousKey === undefined) compare.setAttribute('disabled', '');
  // A disabled button shows no tooltip of its own.
  return h(
    'div',
    { class: 'buttons' },
    button('Open in Editor', 'go-to-file', () => actions.openInEditor(key), true),
    h('span', { title: reason, class: 'wrap' }, compare, previousKey === undefined && h('span', { class: 'reason' }, reason)),
  );
}

function summary({ summary: lines }: EventDetail): HTMLElement {
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

function changes({ changes: list }: EventDetail, moment: Moment): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  const head = h('tr', {}, h('th', {}, 'Attribute'), h('th', {}, 'Before'), h('th', {}, 'After'));
  const table = h(
    'table',
    { class: 'changes', aria: { label: 'Changed attributes' } },
    h('thead', {}, head),
    h('tbody', {}, ...list.map((change) => changeRow(change, moment))),
  );
  return h('section', {}, h('h3', {}, 'What it changed'), table);
}

function changeRow({ path, before, after, beforeBy }: AttributeChange, { clock }: Moment): HTMLElement {
  const set = beforeBy && `set by ${clip(beforeBy.actor.name, 100)}, ${clock.brief(beforeBy.time)}`;
  return h(
    'tr',
    {},
    h('td', { class: 'path', title: path }, clip(path, 500)),
    h(
      'td',
      { class: 'before' },
      before === undefined ? h('span', { class: 'dim' }, 'not known') : h('code', {}, clip(before, 2000)),
      set !== undefined && h('span', { class: 'hint' }, set),
    ),
    h('td', { class: 'after' }, after === undefined ? h('span', { class: 'removed' }, 'removed') : h('code', {}, clip(after, 2000))),
  );
}

function notes({ notes: list }: EventDetail): HTMLElement | undefined {
  if (list.length === 0) return undefined;
  return h('div', { class: 'notes' }, ...list.map((note) => h('p', { class: 'note' }, icon('info'), h('span', {}, clip(note, 2000)))));
}

function pivots({ row, key, touches, record }: EventDetail, actions: DetailActions): HTMLElement {
  const request = member(parseJson(record), 'requestID');
  const requestId = request?.kind === 'string' ? valueText(record, request) : '';
  const offers: readonly (readonly [Pivot, string, string, string])[] = [
    ['actor', 'Actor', row.actor.name, 'account'],
    ['session', 'Session', row.actor.session ?? '', 'terminal'],
    ['accessKey', 'Access key', row.accessKeyId, 'key'],
    ['ip', 'Address', row.sourceIPAddress, 'globe'],
    ['request', 'Request', requestId, 'link'],
  ];
  const same = offers
    .filter(([, , value]) => value !== '')
    .map(([pivot, label, value, sign]) =>
      offer(`All events with the same ${label.toLowerCase()}`, label, value, sign, () => actions.pivot(key, pivot)),
    );
  // The same resource is often named in several forms; one way there is enough.
  const names = new Map(touches.map((touch) => [touch.name, touch]));
  const shownTouches = [...names.values()].slice(0, 30);
  const resources = shownTouches.map((touch) =>
    offer(
      `Show History of this resource\n${touch.path}${touch.role === 'mention' ? '\nmentioned in passing' : ''}`,
      touch.type ?? 'Resource',
      touch.name,
      touch.role === 'target' ? 'target' : 'references',
      () => actions.pivot(key, 'resource', touch.name),
    ),
  );
  return h(
    'div',
    { class: 'pivots' },
    h('h3', {}, 'Show all by the same'),
    h('div', { class: 'offers' }, ...same),
    resources.length > 0 && h('h3', {}, 'Resources it names'),
    resources.length > 0 && h('div', { class: 'offers' }, ...resources),
  );
}

function offer(title: string, label: string, value: string, sign: string, onClick: () => void): HTMLElement {
  return link(
    onClick,
    { class: 'offer', title: `${title}\n${clip(value, 1000)}` },
    icon(sign),
    h('span', { class: 'label' }, label),
    h('span', { class: 'text' }, clip(value, 200)),
  );
}
