// Our filter language over a log group: what a JSON pattern can say is asked of the service, and the whole filter is held to what comes.
import type { JsonObject } from '../event/event.ts';
import { matchesFilter, parseFilter } from '../event/filter.ts';
import { eventOf } from '../event/record.ts';
import { logPatternOf } from './aws/logPattern.ts';

/** The filter made ready; '' lets everything through. `now` is what `since:7d` counts back from. Throws FilterError. */
export function logFilter(text: string, now: number): { pattern: string; unsaid: readonly string[]; passes(record: string): boolean } {
  const filter = parseFilter(text, now);
  const { pattern, unsaid } = logPatternOf(filter);
  const isOpen = text.trim() === '';
  return { pattern, unsaid, passes: (record) => isOpen || passes(record) };

  function passes(record: string): boolean {
    const parsed = objectIn(record);
    return (
      parsed === undefined ||
      matchesFilter(
        filter,
        eventOf(parsed, () => ''),
      )
    );
  }
}

/** What is no record is let through: the store notes it as a problem. */
function objectIn(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
