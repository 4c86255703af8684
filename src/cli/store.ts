// Opens the store that `--store` names.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseFilter } from '../event/filter.ts';
import { SegmentStore } from '../store/segmentStore.ts';
import { UsageError } from './run.ts';

/** The folder given with `--store`. */
export function storeFolder(folder: string | undefined): string {
  if (folder === undefined) throw new UsageError('Say where the store is: --store DIR.');
  return path.resolve(folder);
}

/** Opens an existing store for questions. */
export function openStore(folder: string | undefined): SegmentStore {
  const place = storeFolder(folder);
  if (!existsSync(path.join(place, 'events.db'))) {
    throw new UsageError(`There is no store in ${place}. Make one: traillens import <path...> --store ${place}`);
  }
  return new SegmentStore(place);
}

/** `--since` and `--until`: ms since 1970, read as the filter language reads its own. */
export function span(since: string | undefined, until: string | undefined, now: number): { since?: number; until?: number } {
  const words = [since === undefined ? '' : `since:${since}`, until === undefined ? '' : `until:${until}`].join(' ').trim();
  const filter = parseFilter(words, now);
  return { ...(filter.since === undefined ? {} : { since: filter.since }), ...(filter.until === undefined ? {} : { until: filter.until }) };
}

/** `--limit`: a whole number above 0. */
export function limitOf(text: string | undefined): number {
  if (text === undefined) return Infinity;
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--limit takes a whole number above 0, not ${JSON.stringify(text)}.`);
  return Number(text);
}
