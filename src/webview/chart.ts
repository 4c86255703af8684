// The activity over time: changes and attempts above the line, reads below. Drag or keys zoom into a stretch.
import uPlot from 'uplot';
import type { ChartBucket } from '../protocol/backend.ts';
import { barsOf, bucketsFor, marksOf, spanOfBars, stepOf, zoomIn, zoomOut } from './chartShape.ts';
import type { Bars, Span } from './chartShape.ts';
import { h, say } from './dom.ts';
import type { Clock } from './time.ts';
import { count } from './text.ts';

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

const height = 92;

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
      options(element.clientWidth, () => view, point),
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
    const text = tell(
      bucket,
      spanOfBars(view.buckets, index ?? 0, anchor ?? index ?? 0, view.span),
      sum(view.buckets, index ?? 0, anchor ?? index ?? 0),
      view.clock,
    );
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
    if (plot) plot.setSize({ width: element.clientWidth, height });
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

function columns(bars: Bars): uPlot.AlignedData {
  return [bars.time, bars.writes, bars.changes, bars.reads];
}

function sum(buckets: readonly ChartBucket[], a: number, b: number): ChartBucket {
  return buckets.slice(Math.min(a, b), Math.max(a, b) + 1).reduce(
    (all, { from, change, attempt, read }) => ({
      from: Math.min(all.from, from),
      change: all.change + change,
      attempt: all.attempt + attempt,
      read: all.read + read,
    }),
    {
      from: Infinity,
      change: 0,
      attempt: 0,
      read: 0,
    },
  );
}

function tell(first: ChartBucket, span: Span, all: ChartBucket, clock: Clock): string {
  const kinds = [
    all.change && count(all.change, 'change'),
    all.attempt && count(all.attempt, 'attempt'),
    all.read && count(all.read, 'read'),
  ].filter(Boolean);
  const sameDay = clock.day(span.from) === clock.day(span.to - 1);
  const to = sameDay ? clock.time(span.to) : clock.brief(span.to);
  const from = first.from === span.from && sameDay ? `${clock.day(span.from)} ${clock.time(span.from)}` : clock.brief(span.from);
  return `${from} – ${to}\n${kinds.join(' · ') || 'no events'}`.replace('\n', ' · ');
}

function options(width: number, view: () => ChartView | undefined, point: (index: number | undefined) => void): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (...names: string[]) => names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find(Boolean) ?? 'gray';
  const paths = uPlot.paths.bars?.({ size: [0.8, 14], gap: 0 });
  if (!paths) throw new Error('uPlot has no bars');
  const bar = (fill: string, scale: string): uPlot.Series => ({ scale, fill, stroke: fill, width: 0, paths, points: { show: false } });
  // The line between the two directions stands at 36 % of the height.
  const up = { range: (): [number, number] => [-0.56, 1] };
  const down = { range: (): [number, number] => [-1, 1.78] };
  const dim = colour('descriptionForeground', 'foreground');
  const edge = colour('editorIndentGuide-background1', 'contrastBorder', 'panel-border');
  return {
    width,
    height,
    ms: 1,
    legend: { show: false },
    padding: [4, 12, 0, 12],
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { show: false } },
    hooks: {
      drawAxes: [
        (plot: uPlot) => {
          const { ctx, bbox } = plot;
          const y = Math.round(plot.valToPos(0, 'up', true)) + 0.5;
          ctx.strokeStyle = dim;
          ctx.lineWidth = 1;
          ctx.beginPath();
          ctx.moveTo(bbox.left, y);
          ctx.lineTo(bbox.left + bbox.width, y);
          ctx.stroke();
        },
      ],
      setCursor: [
        ({ cursor }: uPlot) =>
          point(cursor.left !== undefined && cursor.left >= 0 && typeof cursor.idx === 'number' ? cursor.idx : undefined),
      ],
    },
    scales: { x: { time: true, range: () => [view()?.span.from ?? 0, view()?.span.to ?? 1] }, up, down },
    axes: [
      {
        size: 20,
        gap: 3,
        font: `11px ${style.getPropertyValue('--vscode-font-family') || 'sans-serif'}`,
        stroke: dim,
        grid: { stroke: edge, width: 1, dash: [2, 3] },
        ticks: { show: false },
        splits: (plot) => {
          const now = view();
          if (!now) return [];
          const marks = Math.max(2, plot.bbox.width / devicePixelRatio / 110);
          // A label at the very edge would be cut.
          const edge = (now.span.to - now.span.from) * (16 / width);
          const inner = { from: now.span.from + edge, to: now.span.to - edge };
          return marksOf(inner, stepOf(now.span, marks), (at) => now.clock.offset(at));
        },
        values: (_plot, splits) => {
          const now = view();
          const step = (splits[1] ?? Infinity) - (splits[0] ?? 0);
          return splits.map((at) => now?.clock.tick(at, step) ?? '');
        },
      },
      { show: false, scale: 'up' },
      { show: false, scale: 'down' },
    ],
    series: [
      {},
      bar(colour('charts-red', 'errorForeground'), 'up'),
      bar(colour('charts-blue', 'foreground'), 'up'),
      bar(colour('charts-lines', 'descriptionForeground'), 'down'),
    ],
  };
}
