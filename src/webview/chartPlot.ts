// How uPlot draws the chart.
import uPlot from 'uplot';
import type { ChartView } from './chart.ts';
import { marksOf, stepOf } from './chartShape.ts';
import type { Bars } from './chartShape.ts';

/** Height of the chart in pixels; chart.css says the same. */
export const plotHeight = 92;

/** The bars in uPlot's order of series. */
export function columns(bars: Bars): uPlot.AlignedData {
  return [bars.time, bars.writes, bars.changes, bars.reads];
}

/** Bars upwards for changes and attempts, downwards for reads, in the theme's colours of this moment. */
export function plotOptions(width: number, view: () => ChartView | undefined, point: (index: number | undefined) => void): uPlot.Options {
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
    height: plotHeight,
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
          ctx.setLineDash([]);
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
