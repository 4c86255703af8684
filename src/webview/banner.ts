// First of all, for a resource that is gone: who deleted it, when, by what means, and what it was last known to be.
import type { AttributeBlame, HistoryRow } from '../protocol/backend.ts';
import { fill, h, icon, link } from './dom.ts';
import type { Moment } from './moment.ts';
import { fullTime } from './moment.ts';
import { actors } from './signs.ts';
import type { PageState } from './state.ts';
import { clip, count } from './text.ts';
import { relative } from './time.ts';

export interface BannerActions {
  readonly toggleLastKnown: () => void;
  /** Show this event in the detail pane. */
  readonly show: (ref: number) => void;
}

export interface Banner {
  readonly element: HTMLElement;
  draw(state: PageState, moment: Moment): void;
}

/** The banner; hidden while the resource lives. */
export function createBanner(actions: BannerActions): Banner {
  const element = h('section', { class: 'banner', aria: { label: 'Deleted resource' }, hidden: true });
  let drawn = '';
  return {
    element,
    draw({ panel, folds }, moment) {
      const { deleted, lastKnown } = panel?.history ?? {};
      element.hidden = !deleted;
      const key = [panel?.history.handle, folds.lastKnown, moment.clock.zone, Math.floor(moment.now / 60_000)].join();
      if (!deleted || key === drawn) return;
      drawn = key;
      const had = element.contains(document.activeElement);
      const attributes = lastKnown?.attributes ?? [];
      const toggle =
        lastKnown &&
        link(
          actions.toggleLastKnown,
          { class: 'fold', aria: { expanded: String(folds.lastKnown) } },
          icon(folds.lastKnown ? 'chevron-down' : 'chevron-right'),
          `Last known state, ${count(attributes.length, 'attribute')}`,
        );
      fill(
        element,
        h('div', { class: 'line' }, icon('trash', { class: 'big' }), h('div', {}, sentence(deleted, moment, actions), toggle)),
        lastKnown && folds.lastKnown && h('div', { class: 'last-known' }, table(attributes, moment, actions)),
      );
      if (had) toggle?.focus();
    },
  };
}

function sentence(row: HistoryRow, moment: Moment, actions: BannerActions): HTMLElement {
  return h(
    'p',
    {},
    h('strong', {}, 'Deleted '),
    h('span', { title: fullTime(row.time, moment) }, `${relative(row.time, moment.now)}, ${moment.clock.full(row.time)},`),
    ' by ',
    h('strong', { title: `${actors[row.actor.kind].text}\n${row.actor.arn ?? ''}` }, clip(row.actor.name, 200)),
    row.actor.behind !== undefined && h('span', {}, ` (behind it: ${clip(row.actor.behind, 200)})`),
    ' by means of ',
    h('span', { title: row.origin.evidence }, clip(row.origin.name, 100)),
    row.sourceIPAddress !== '' && h('span', {}, ` from ${clip(row.sourceIPAddress, 100)}`),
    ': ',
    link(() => actions.show(row.ref), { title: 'Show this event' }, clip(row.eventName, 100)),
    '.',
  );
}

function table(attributes: readonly AttributeBlame[], moment: Moment, actions: BannerActions): HTMLElement {
  const rows = attributes.map(({ path, value, by }) =>
    h(
      'tr',
      {},
      h('td', { class: 'path', title: path }, clip(path, 300)),
      h('td', { class: 'value' }, h('code', { title: clip(value, 2000) }, clip(value, 600))),
      h(
        'td',
        { class: 'by', title: `${by.actor.arn ?? by.actor.name}\n${by.origin.name}\n${fullTime(by.time, moment)}` },
        link(() => actions.show(by.ref), {}, `${clip(by.actor.name, 80)}, ${moment.clock.brief(by.time)}`),
      ),
    ),
  );
  const head = h('tr', {}, h('th', {}, 'Attribute'), h('th', {}, 'Last set to'), h('th', {}, 'By'));
  return h('table', { aria: { label: 'Last known state' } }, h('thead', {}, head), h('tbody', {}, ...rows));
}
