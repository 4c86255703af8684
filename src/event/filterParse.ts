// Text → filter. Whatever cannot be read throws a FilterError that says where and what to do.
import { FilterError } from './filterError.ts';
import type { Filter, FilterField, FilterTerm } from './filter.ts';
import { momentOf } from './filterTime.ts';
import { caseKept, fieldNames, isWords } from './filterWords.ts';
import { outsideTerm, outsideWords } from './ownOrigin.ts';

const MAX_LENGTH = 10_000;

/** Reads a filter. `now` (ms since 1970) is what `7d` counts back from. Throws FilterError, and nothing else. */
export function parseFilter(text: string, now: number): Filter {
  if (text.length > MAX_LENGTH) throw new FilterError('The filter is longer than 10,000 characters. Leave some terms out.', MAX_LENGTH);
  const terms: FilterTerm[] = [];
  const bounds: { since?: number; until?: number } = {};
  for (const token of tokensOf(text)) {
    const field = token.field;
    if (field === 'outside') {
      terms.push(originsOf(token));
      continue;
    }
    if (field !== 'since' && field !== 'until') {
      terms.push({ field, not: token.not, any: valuesOf(token, field) });
      continue;
    }
    if (token.not)
      throw new FilterError(`${field}: cannot be negated. Use ${field === 'since' ? 'until' : 'since'}: instead.`, token.column);
    if (bounds[field] !== undefined) throw new FilterError(`${field}: stands twice. Keep one of them.`, token.column);
    bounds[field] = boundOf(token, field, now);
  }
  return { terms, ...bounds };
}

/** What is no field of an event. */
type Special = 'since' | 'until' | 'outside';

interface Token {
  readonly not: boolean;
  readonly field: FilterField | Special;
  /** Alternatives with quotes taken off. */
  readonly values: readonly string[];
  /** Where the term begins, from 1. */
  readonly column: number;
}

function valuesOf({ values, column }: Token, field: FilterField): string[] {
  return values.map((value) => {
    if (value === '')
      throw new FilterError(`${field}: needs a value. Write ${field}:something, or "${field}:" in quotes to search for the text.`, column);
    if (field === 'is') {
      const word = isWords.get(value.toLowerCase());
      if (word === undefined)
        throw new FilterError(`"is:" knows no such word. Use one of ${[...new Set(isWords.values())].join(', ')}.`, column);
      return word;
    }
    return caseKept.has(field) ? value : value.toLowerCase();
  });
}

/** `outside:terraform`: every means but that tool's own; what nobody can tell is not said to be outside. */
function originsOf({ not, values, column }: Token): FilterTerm {
  const term = outsideTerm(values, not);
  if (term === undefined)
    throw new FilterError(`"outside:" needs the tool that declares the resource. Use one of ${outsideWords.join(', ')}.`, column);
  return term;
}

function boundOf({ values, column }: Token, field: 'since' | 'until', now: number): number {
  const [value, ...more] = values;
  const moment = value === undefined || more.length > 0 ? undefined : momentOf(value.toLowerCase(), now, field === 'until');
  if (moment === undefined) {
    throw new FilterError(
      `${field}: needs a time. Use a date (2026-07-14), a time (2026-07-14T10:22Z) or a span back from now (90m, 24h, 7d).`,
      column,
    );
  }
  return moment;
}

/** Terms as they stand: split at white space and commas outside quotes. */
function* tokensOf(text: string): Generator<Token> {
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      at++;
      continue;
    }
    const column = at + 1;
    const not = text[at] === '-' && at + 1 < text.length && !/\s/.test(text[at + 1] ?? '');
    if (not) at++;
    const head = /^([A-Za-z]+):/.exec(text.slice(at, at + 40));
    const field = fieldBefore(head?.[1], text.slice(at), column);
    if (field !== undefined) at += head?.[0].length ?? 0;
    const values: string[] = [];
    for (;;) {
      const [value, end] = valueAt(text, at, field !== undefined);
      values.push(value);
      at = end;
      if (field === undefined || text[at] !== ',') break;
      at++;
    }
    yield { not, field: field ?? 'text', values, column };
  }
}

/** The field a term names, or undefined for bare text. ARNs and URLs are text although they hold colons. */
function fieldBefore(word: string | undefined, rest: string, column: number): FilterField | Special | undefined {
  if (word === undefined || /^(arn:aws|https?:\/\/)/i.test(rest)) return undefined;
  const field = fieldNames.get(word.toLowerCase());
  if (field !== undefined) return field;
  const known = [
    'name',
    'service',
    'actor',
    'account',
    'region',
    'ip',
    'key',
    'origin',
    'outside',
    'error',
    'is',
    'resource',
    'since',
    'until',
  ].join(', ');
  throw new FilterError(`There is no field "${word}". Use one of ${known}, or put the term in quotes to search for the text.`, column);
}

/** One value from `at`: to the next white space (or comma, within a field) outside quotes. Quotes may hold \" and \\. */
function valueAt(text: string, from: number, splits: boolean): [value: string, end: number] {
  let value = '';
  let at = from;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (/\s/.test(char) || (splits && char === ',')) break;
    if (char !== '"') {
      value += char;
      at++;
      continue;
    }
    const open = at++;
    while (at < text.length && text[at] !== '"') {
      if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at++;
      value += text[at++] ?? '';
    }
    if (at >= text.length) throw new FilterError('A quote is not closed. Add a " at the end of the value.', open + 1);
    at++;
  }
  return [value, at];
}
