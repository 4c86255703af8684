// The activity over time: changes and attempts above the line, reads below. Drag or keys zoom into a stretch.
import uPlot from 'uplot';
import type { ChartBucket } from '../protocol/backend.ts';
import { columns, plotHeight, plotOptions } from './chartPlot.ts';
import { barsOf, bucketsFor, spanOfBars, zoomIn, zoomOut } from './chartShape.ts';
import type { Span } from './chartShape.ts';
import { tellBars } from './chartWords.ts';
import { h, say } from './dom.ts';
import type { Clock } from './time.ts';

export interface ChartActions {
  /** Show only this stretch; undefined: all. */
  readonly zoom: (span: Span | undefined) => void;
}

export interface ChartView {
  readonly buckets: readonly ChartBucket[];
  readonly span: Span;
  readonly clock: Clock;
  readonly zoomed: boolean;
}

export interface Chart {
  readonly element: HTMLElement;
  /** How many buckets fit. */
  readonly wanted: number;
  draw(view: ChartView | undefined): void;
  /** Takes the colours of the theme anew. */
  recolour(): void;
}

/** The chart; `onWidth` is called when another number of buckets would fit. */
export function createChart(actions: ChartActions, onWidth: () => void): Chart {
  const plotPlace = h('div', { class: 'plot', aria: { hidden: 'true' } });
  const readout = h('div', { class: 'readout', hidden: true });
  const spoken = h('div', { class: 'sr-only', aria: { live: 'polite' } });
  const element = h(
    'div',
    {
      class: 'chart',
      tabIndex: 0,
      role: 'group',
      title: '',
      aria: {
        label:
          'Activity over time. Left and right move between bars, with Shift they mark a stretch, Enter zooms to it, plus and minus zoom, Escape shows all.',
      },
    },
    plotPlace,
    readout,
    spoken,
  );
  let plot: uPlot | undefined;
  let view: ChartView | undefined;
  let at: number | undefined;
  let anchor: number | undefined;
  let wanted = bucketsFor(800);

  const make = () => {
    plot?.destroy();
    plot = undefined;
    if (!view || element.clientWidth === 0) return;
    plot = new uPlot(
      plotOptions(element.clientWidth, () => view, point),
      columns(barsOf(view.buckets)),
      plotPlace,
    );
    plot.hooks.setSelect = [
      ({ select }: uPlot) => {
        if (!plot || !view || select.width < 3) return;
        const span = { from: plot.posToVal(select.left, 'x'), to: plot.posToVal(select.left + select.width, 'x') };
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        actions.zoom({ from: Math.round(span.from), to: Math.round(span.to) });
      },
    ];
  };

  /** The bar under the pointer or the keys; undefined: none. */
  function point(index: number | undefined, speak = false): void {
    const bucket = index === undefined ? undefined : view?.buckets[index];
    readout.hidden = !bucket;
    if (!bucket || !view || !plot) return;
    const text = tellBars(view.buckets, index ?? 0, anchor ?? index ?? 0, view.span, view.clock);
    say(readout, text);
    if (speak) say(spoken, text);
    const left = plot.valToPos((bucket.from + spanOfBars(view.buckets, index ?? 0, index ?? 0, view.span).to) / 2, 'x');
    readout.classList.toggle('left', left > element.clientWidth / 2);
    readout.style.insetInlineStart = left > element.clientWidth / 2 ? 'auto' : `${left + 12}px`;
    readout.style.insetInlineEnd = left > element.clientWidth / 2 ? `${element.clientWidth - left + 12}px` : 'auto';
  }

  /** Shows where the keys are. */
  function mark(): void {
    if (!plot || !view || at === undefined) return;
    const span = spanOfBars(view.buckets, at, anchor ?? at, view.span);
    const left = plot.valToPos(span.from, 'x');
    plot.setSelect({ left, top: 0, width: plot.valToPos(span.to, 'x') - left, height: plot.bbox.height / devicePixelRatio }, false);
    point(at, true);
  }
  function unmark(): void {
    at = anchor = undefined;
    point(undefined);
    plot?.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  element.addEventListener('keydown', (event) => {
    if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
    const end = view.buckets.length - 1;
    const middle = (view.span.from + view.span.to) / 2;
    const here = at === undefined ? middle : (view.buckets[at]?.from ?? middle);
    const go = { ArrowLeft: (at ?? end + 1) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: end }[event.key];
    if (go !== undefined) {
      anchor = event.shiftKey ? (anchor ?? at) : undefined;
      at = Math.max(0, Math.min(end, go));
      mark();
    } else if (event.key === 'Enter' && at !== undefined) actions.zoom(spanOfBars(view.buckets, at, anchor ?? at, view.span));
    else if (event.key === '+' || event.key === '=') actions.zoom(zoomIn(view.span, here));
    else if (event.key === '-') actions.zoom(view.zoomed ? zoomOut(view.span) : undefined);
    else if (event.key === 'Escape' && (view.zoomed || at !== undefined)) {
      unmark();
      if (view.zoomed) actions.zoom(undefined);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  element.addEventListener('blur', unmark);
  element.addEventListener('dblclick', () => view?.zoomed && actions.zoom(undefined));
  element.addEventListener('pointerleave', () => at === undefined && point(undefined));
  new ResizeObserver(() => {
    if (element.clientWidth === 0) return;
    if (plot) plot.setSize({ width: element.clientWidth, height: plotHeight });
    else make();
    const fits = bucketsFor(element.clientWidth);
    if (Math.abs(fits - wanted) / wanted < 0.15) return;
    wanted = fits;
    onWidth();
  }).observe(element);

  return {
    element,
    get wanted() {
      return wanted;
    },
    draw(next) {
      if (next === view) return;
      const sameAxis = view && next && view.clock === next.clock;
      view = next;
      unmark();
      if (plot && next && sameAxis) {
        plot.setData(columns(barsOf(next.buckets)), false);
        plot.setScale('x', { min: next.span.from, max: next.span.to });
      } else make();
    },
    recolour: make,
  };
}
