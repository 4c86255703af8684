// One event in full: what it says in words, what it changed, where to go from here, and its record.
import { fill, h, icon, iconButton } from './dom.ts';
import { button } from './button.ts';
import { buttons, pivots } from './eventActions.ts';
import type { EventActions } from './eventActions.ts';
import { changes, notes, summary, title } from './eventWords.ts';
import { createJsonView } from './jsonView.ts';
import { isFindKey } from './keys.ts';
import type { Moment } from './moment.ts';
import type { Detail } from './state.ts';

export interface DetailActions extends EventActions {
  readonly copy: (text: string) => void;
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
