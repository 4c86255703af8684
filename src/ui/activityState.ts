// What was remembered of Activity's settings, read with care: another version may have written it.
import type { GroupBy } from '../protocol/backend.ts';
import type { ActivityState } from '../outline/activity.ts';
import { isReadyRange, type TimeRange } from '../outline/timeRange.ts';

/** How to group, with the words of the picker. */
export const groupings: Readonly<Record<GroupBy, string>> = {
  resource: 'What was changed',
  actor: 'Who did it',
  service: 'In which AWS service',
  session: 'With which credentials',
  time: 'Day by day',
};

/** Whatever is missing or odd is as on the first day. */
export function parseActivityState(value: unknown, firstRange: TimeRange): ActivityState {
  const { groupBy, changesOnly, range, filter } = isObject(value) ? value : {};
  return {
    groupBy: typeof groupBy === 'string' && Object.hasOwn(groupings, groupBy) ? (groupBy as GroupBy) : 'resource',
    changesOnly: changesOnly !== false,
    range: parseTimeRange(range) ?? firstRange,
    filter: typeof filter === 'string' ? filter : '',
  };
}

function parseTimeRange(value: unknown): TimeRange | undefined {
  if (isReadyRange(value)) return value;
  if (!isObject(value)) return undefined;
  const { since, until } = value;
  return typeof since === 'number' && typeof until === 'number' && since < until ? { since, until } : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
