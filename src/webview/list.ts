// The list of events: as long as it may be, only the lines on the screen exist.
//
// The lines live in a layer that sticks to the top of the scroller and is as high as it. The browser may scroll before our code
// has run, but it cannot move the layer out of sight: a frame without lines does not exist, at worst one shows the lines of the
// frame before.
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { HistoryRow } from '../protocol/backend.ts';
import { h } from './dom.ts';
import { isFindKey, listCommand } from './keys.ts';
import type { Moment } from './moment.ts';
import { createRow } from './row.ts';
import type { RowElement } from './row.ts';
import type { RowPages } from './rowPages.ts';
import type { Selection } from './selection.ts';
import { markOf } from './selection.ts';

/** Height of a line in pixels, as in the editor's own lists; main.css says the same. */
export const rowHeight = 22;

export interface ListActions {
  /** The user went to a line. */
  readonly select: (index: number) => void;
  /** The user wants to see the selected event. */
  readonly open: () => void;
  readonly close: () => void;
  readonly copy: () => void;
  /** The user wants it in an editor of its own. */
  readonly openInEditor: () => void;
  /** These lines are on the screen. */
  readonly visible: (first: number, last: number, direction: 'up' | 'down') => void;
  readonly scrolled: () => void;
}

export interface ListView {
  readonly moment: Moment;
  readonly selected: Selection | undefined;
  /** Accounts or Regions differ, so that each line says its own. */
  readonly mixed: boolean;
  /** `ref`s of the events that began and ended the resource. */
  readonly created: number | undefined;
  readonly deleted: number | undefined;
  readonly stale: boolean;
}

export interface EventList {
  readonly element: HTMLElement;
  draw(view: ListView): void;
  focus(): void;
  /** Index of the first visible line, with its fraction. */
  readonly top: number;
  scrollTo(top: number): void;
  reveal(index: number): void;
}

/** The list over these pages. */
export function createList(pages: RowPages<HistoryRow>, actions: ListActions): EventList {
  const layer = h('div', { class: 'layer' });
  const sizer = h('div', { class: 'sizer' }, layer);
  const scroller = h('div', { class: 'scroller', tabIndex: 0, role: 'listbox', aria: { label: 'Events, newest first' } }, sizer);
  const zone = h('span', { class: 'cell time' }, 'Time');
  const head = h(
    'div',
    { class: 'list-head', aria: { hidden: 'true' } },
    h('span', { class: 'cell day' }, 'Date'),
    zone,
    h('span'),
    h('span', { class: 'cell name' }, 'Event'),
    h('span', { class: 'cell what' }, 'What'),
    h('span', { class: 'cell actor' }, 'Who'),
    h('span', { class: 'cell origin' }, 'By means of'),
    h('span', { class: 'cell ip' }, 'From'),
    h('span', { class: 'cell place' }, 'Account, Region'),
    h('span'),
  );
  const element = h('div', { class: 'list' }, head, scroller);
  const pool: RowElement[] = [];
  let view: ListView | undefined;
  let count = 0;
  let lastOffset = 0;

  const virtualizer = new Virtualizer<HTMLElement, HTMLElement>(options());
  function options() {
    return {
      count: pages.total,
      getScrollElement: () => scroller,
      estimateSize: () => rowHeight,
      overscan: 0,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: () => paint(),
    };
  }

  /** Fills the lines on the screen from what has come. Costs a few hundred text nodes at most. */
  function paint(): void {
    if (!view) return;
    const { moment, selected, created, deleted } = view;
    const offset = scroller.scrollTop;
    const height = scroller.clientHeight;
    const first = Math.max(0, Math.floor(offset / rowHeight));
    const last = Math.min(pages.total, Math.ceil((offset + height) / rowHeight)) - 1;
    const need = Math.ceil(height / rowHeight) + 1;
    while (pool.length < need) {
      const row = createRow(`row-${pool.length}`);
      pool.push(row);
      layer.append(row.element);
    }
    let active = '';
    for (let k = 0; k < pool.length; k++) {
      // A line keeps its element while it stays on the screen.
      const index = first + ((((k - first) % pool.length) + pool.length) % pool.length);
      const line = pool[k];
      if (!line) continue;
      const { element: place } = line;
      place.hidden = index > last;
      if (index > last) continue;
      const row = pages.get(index);
      const before = pages.get(index - 1);
      const dayBreak =
        index > 0 && row !== undefined && before !== undefined && moment.clock.day(row.time) !== moment.clock.day(before.time);
      const isSelected = selected?.index === index && (!row || selected.mark === undefined || selected.mark === markOf(row));
      const turn = row && (row.ref === deleted ? 'deleted' : row.ref === created ? 'created' : undefined);
      line.fill(
        {
          index,
          total: pages.total,
          row,
          selected: isSelected,
          dated: dayBreak || index === first,
          dayBreak: dayBreak && index !== first,
          turn,
        },
        moment,
      );
      place.style.transform = `translateY(${index * rowHeight - offset}px)`;
      if (isSelected) active = place.id;
    }
    if (active) scroller.setAttribute('aria-activedescendant', active);
    else scroller.removeAttribute('aria-activedescendant');
    if (last >= first) actions.visible(first, last, offset < lastOffset ? 'up' : 'down');
    lastOffset = offset;
  }

  virtualizer._didMount();
  virtualizer._willUpdate();
  scroller.addEventListener('scroll', () => {
    paint();
    actions.scrolled();
  });
  new ResizeObserver(() => {
    layer.style.height = `${scroller.clientHeight}px`;
    head.style.setProperty('--scrollbar', `${scroller.offsetWidth - scroller.clientWidth}px`);
    paint();
  }).observe(scroller);

  layer.addEventListener('click', (event) => {
    const index = indexOf(event);
    if (index === undefined) return;
    actions.select(index);
    actions.open();
  });
  layer.addEventListener('dblclick', (event) => indexOf(event) !== undefined && actions.openInEditor());
  scroller.addEventListener('keydown', (event) => {
    if (isFindKey(event)) return;
    const command = listCommand(event, view?.selected?.index, pages.total, Math.floor(scroller.clientHeight / rowHeight));
    if (!command) return;
    event.preventDefault();
    if (command === 'open') actions.open();
    else if (command === 'close') actions.close();
    else if (command === 'copy') actions.copy();
    else actions.select(command.go);
  });

  return {
    element,
    draw(next) {
      view = next;
      if (count !== pages.total) {
        count = pages.total;
        sizer.style.height = `${count * rowHeight}px`;
        virtualizer.setOptions(options());
        virtualizer._willUpdate();
      }
      element.classList.toggle('mixed', next.mixed);
      element.classList.toggle('stale', next.stale);
      zone.textContent = next.moment.clock.zone === 'UTC' ? 'Time UTC' : 'Time';
      layer.style.height = `${scroller.clientHeight}px`;
      paint();
    },
    focus: () => scroller.focus(),
    get top() {
      return scroller.scrollTop / rowHeight;
    },
    scrollTo(top) {
      scroller.scrollTop = top * rowHeight;
      paint();
    },
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}

function indexOf(event: Event): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : undefined;
  return row?.dataset['index'] === undefined ? undefined : Number(row.dataset['index']);
}
