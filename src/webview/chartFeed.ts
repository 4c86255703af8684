// Fetches the buckets of the chart when the history, the span or the width has changed.
import type { ChartBucket } from '../protocol/backend.ts';
import type { PanelCalls, PanelState } from '../protocol/panel.ts';
import type { ChartView } from './chart.ts';
import { spanOf } from './chartShape.ts';
import type { Clock } from './time.ts';

export interface ChartFeed {
  /** What can be drawn now; asks for what cannot, and calls back when it has come. */
  view(panel: PanelState, wanted: number, clock: Clock): ChartView | undefined;
}

/** The feed; a chart that cannot be had leaves its place empty, the list says what is wrong. */
export function createChartFeed(
  fetch: (params: PanelCalls['chart']['params']) => Promise<readonly ChartBucket[]>,
  onChange: () => void,
): ChartFeed {
  let asked = '';
  let made: ChartView | undefined;
  return {
    view(panel, wanted, clock) {
      const { handle, first, last } = panel.history;
      const span = spanOf(first, last, panel.since, panel.until);
      if (!span) return undefined;
      const question = [handle, span.from, span.to, wanted].join();
      if (question !== asked) {
        asked = question;
        const zoomed = panel.since !== undefined || panel.until !== undefined;
        fetch({ handle, from: span.from, to: span.to, buckets: wanted }).then(
          (buckets) => {
            if (question !== asked) return;
            made = { buckets, span, clock, zoomed };
            onChange();
          },
          () => {
            if (question === asked) asked = ''; // the next draw tries again
          },
        );
      }
      if (made && made.clock !== clock) made = { ...made, clock };
      return made;
    },
  };
}
