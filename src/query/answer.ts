// A history as it is answered: sums, span, what became of the resource, and what the answer rests on.
import { lastKnownOf } from './changes.ts';
import { coverageText } from './coverage.ts';
import { historyOf, historyRows } from './history.ts';
import { lifeIn } from './life.ts';
import { placesText } from './placesText.ts';
import { parseFilter } from '../event/filter.ts';
import type { History } from './history.ts';
import type { EventReader, ReadEvent } from './reader.ts';
import type { PlaceCoverage } from '../protocol/aws.ts';
import type { HistoryAnswer, HistoryQuestion, HistoryRow } from '../protocol/backend.ts';

/** Asks the question. `now` is what the filter's `7d` counts back from. Throws FilterError. */
export function ask(reader: EventReader, question: HistoryQuestion, now: number): History {
  const { filter, since, until, changesOnly, possible } = question;
  return historyOf(reader, question.identity, {
    ...(filter === undefined || filter.trim() === '' ? {} : { filter: parseFilter(filter, now) }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(changesOnly === undefined ? {} : { changesOnly }),
    ...(possible === undefined ? {} : { possible }),
  });
}

/** The answer to the question, from the history it found. */
export function answerOf(
  reader: EventReader,
  question: HistoryQuestion,
  history: History,
  handle: number,
  places: readonly PlaceCoverage[] = [],
  now = NaN,
): HistoryAnswer {
  const { identity, found, possibleLeftOut, recent, own, type } = history;
  const [read, change, attempt] = [history.count('read'), history.count('change'), history.count('attempt')];
  const { born, gone } = lifeIn(recent, { own, type });
  const created = rowOf(reader, history, born);
  const deleted = rowOf(reader, history, gone);
  const lastKnown = lastKnownOf(history);
  const coverage = reader.coverage();
  return {
    handle,
    identity,
    total: found.total,
    counts: { read, change, attempt, insight: found.total - read - change - attempt },
    possibleLeftOut,
    first: found.times.findLast((time) => !Number.isNaN(time)) ?? NaN,
    last: found.times.find((time) => !Number.isNaN(time)) ?? NaN,
    ...(deleted === undefined ? {} : { deleted }),
    ...(created === undefined ? {} : { created }),
    ...(lastKnown === undefined ? {} : { lastKnown }),
    coverage,
    coverageText: coverageText({ ...question, identity }, coverage, { total: found.total, possibleLeftOut }, placesText(places, now)),
  };
}

function rowOf(reader: EventReader, { identity }: History, event: ReadEvent | undefined): HistoryRow | undefined {
  return event === undefined ? undefined : historyRows(reader, identity, [event.row.ref])[0];
}
