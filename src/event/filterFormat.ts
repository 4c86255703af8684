// Filter → text that parses to the same filter.
import type { Filter, FilterTerm } from './filter.ts';

/** Writes a filter in the language `parseFilter` reads; bounds as UTC times. */
export function formatFilter(filter: Filter): string {
  return [
    ...filter.terms.map(formatTerm),
    ...(filter.since === undefined ? [] : [`since:${new Date(filter.since).toISOString()}`]),
    ...(filter.until === undefined ? [] : [`until:${new Date(filter.until).toISOString()}`]),
  ].join(' ');
}

function formatTerm({ field, not, any }: FilterTerm): string {
  return `${not ? '-' : ''}${field}:${any.map(quoted).join(',')}`;
}

function quoted(value: string): string {
  return /^[^\s",\\]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
