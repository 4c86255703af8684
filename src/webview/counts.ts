// The line that counts what is shown, and tells the colours of the chart at the same time.
import type { Outcome } from './answerTypes.ts';
import { fill, h, icon, iconButton, link } from './dom.ts';
import type { Clock } from './time.ts';
import type { PageState } from './state.ts';
import { count } from './text.ts';

export interface CountsActions {
  readonly resetZoom: () => void;
  readonly toggleChart: () => void;
}

export interface Counts {
  readonly element: HTMLElement;
  draw(state: PageState, clock: Clock): void;
}

const kinds: readonly (readonly [Outcome, string])[] = [
  ['change', 'change'],
  ['attempt', 'failed attempt'],
  ['read', 'read'],
  ['insight', 'insight'],
];

/** "12 changes · 2 failed attempts · 301 reads", the zoomed span with its way back, and the switch of the chart. */
export function createCounts(actions: CountsActions): Counts {
  const line = h('div', { class: 'counts-text' });
  const spoken = h('div', { class: 'sr-only', role: 'status' });
  const zoom = h('div', { class: 'zoom' });
  const chartSwitch = iconButton('graph', 'Hide chart', actions.toggleChart);
  const element = h('div', { class: 'counts' }, line, zoom, chartSwitch, spoken);
  return {
    element,
    draw({ panel, folds }, clock) {
      if (!panel) return;
      const { counts, total } = panel.history;
      const shown = kinds.filter(([kind]) => counts[kind] > 0);
      const text = total === 0 ? 'No events' : shown.map(([kind, name]) => count(counts[kind], name)).join(' · ');
      if (spoken.textContent !== text) {
        spoken.textContent = text;
        fill(
          line,
          ...(total === 0
            ? [h('span', { class: 'dim' }, 'No events')]
            : shown.map(([kind, name]) => h('span', { class: `count ${kind}` }, h('i', { class: 'key' }), count(counts[kind], name)))),
        );
      }
      const label = folds.chart ? 'Show chart' : 'Hide chart';
      chartSwitch.title = label;
      chartSwitch.setAttribute('aria-label', label);
      chartSwitch.setAttribute('aria-pressed', String(!folds.chart));
      chartSwitch.hidden = total === 0;
      const { since, until } = panel;
      const span =
        since === undefined && until === undefined
          ? ''
          : `${since === undefined ? '…' : clock.brief(since)} – ${until === undefined ? '…' : clock.brief(until)}`;
      if (zoom.dataset['span'] === span) return;
      zoom.dataset['span'] = span;
      if (span === '') fill(zoom);
      else
        fill(
          zoom,
          icon('calendar'),
          h('span', { title: `${clock.full(since ?? NaN)} – ${clock.full(until ?? NaN)}` }, span),
          link(actions.resetZoom, { title: 'Show all times (double-click the chart)' }, 'Reset zoom'),
        );
    },
  };
}
