// The filter language: what people type into a filter box and what `traillens events` takes.

/** Fields a term may name. `text` is a term without a field. */
export type FilterField =
  | 'name'
  | 'service'
  | 'account'
  | 'region'
  | 'actor'
  | 'session'
  | 'ip'
  | 'key'
  | 'origin'
  | 'error'
  | 'category'
  | 'is'
  | 'resource'
  | 'text';

/** One condition: the field has (or, with `not`, has not) one of these values. */
export interface FilterTerm {
  readonly field: FilterField;
  readonly not: boolean;
  /** Lower case for every field but `key` and `resource`; `*` stands for any run of characters. */
  readonly any: readonly string[];
}

/** All terms hold together. */
export interface Filter {
  readonly terms: readonly FilterTerm[];
  /** From `since:` and `until:`, ms since 1970. */
  readonly since?: number;
  readonly until?: number;
}

export { FilterError } from './filterError.ts';
export { formatFilter } from './filterFormat.ts';
export { matchesFilter, matchesTerm } from './filterMatch.ts';
export type { FilterRow } from './filterMatch.ts';
export { parseFilter } from './filterParse.ts';
