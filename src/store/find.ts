// Answers a question within one segment: which rows, and how many per value of a column.
import { matchesTerm } from '../event/filter.ts';
import { actorNames, candidatesOf } from '../event/filterMatch.ts';
import type { Actor, Origin } from '../event/event.ts';
import type { FilterTerm } from '../event/filter.ts';
import type { CountBy, Find } from './port.ts';
import { RowReader, columnOf, countedAs } from './rows.ts';
import type { Segment } from './segment.ts';
import { OUTCOMES } from './format.ts';
import { union } from './segment.ts';

/** Rows that the question finds, ascending. */
export function candidatesIn(segment: Segment, question: Find): Int32Array {
  const { since, until } = span(question);
  const { info } = segment;
  // Written so that segments without any time (NaN) are passed over when a span is asked for.
  if (since !== undefined && !(info.last >= since)) return NONE;
  if (until !== undefined && !(info.first < until)) return NONE;

  let rows = question.values === undefined ? undefined : union(question.values.map((value) => segment.rowsWith(value)));
  if (rows?.length === 0) return NONE;
  const tests = testsOf(segment, question);
  if (tests === undefined) return NONE;
  for (const only of tests.rows) rows = rows === undefined ? only : intersection(rows, only);

  // Rows without a time come first, and lie in no span.
  const isTimed = since !== undefined || until !== undefined;
  const from = isTimed ? lowerBound(segment.times(), since ?? -Infinity) : 0;
  const to = until === undefined ? info.rows : lowerBound(segment.times(), until);
  if (rows === undefined && tests.keep.length === 0) return Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  const out = new Int32Array(rows === undefined ? Math.max(0, to - from) : rows.length);
  let count = 0;
  const consider = (row: number): void => {
    for (const keep of tests.keep) if (!keep(row)) return;
    out[count++] = row;
  };
  if (rows === undefined) for (let row = from; row < to; row++) consider(row);
  else for (const row of rows) if (row >= from && row < to) consider(row);
  return out.subarray(0, count);
}

/** Adds the number of found rows per value of the column. */
export function countIn(segment: Segment, column: CountBy, question: Find, counts: Map<string, number>): void {
  const rows = candidatesIn(segment, question);
  if (rows.length === 0) return;
  const { ids, label } = columnOf(segment, column);
  const perId = new Map<number, number>();
  for (const row of rows) {
    const id = ids(row);
    perId.set(id, (perId.get(id) ?? 0) + 1);
  }
  for (const [id, n] of perId) {
    const value = countedAs(column, label(id));
    counts.set(value, (counts.get(value) ?? 0) + n);
  }
}

const NONE = new Int32Array(0);

function span({ since, until, filter }: Find): { since: number | undefined; until: number | undefined } {
  const later = [since, filter?.since].filter((t) => t !== undefined);
  const earlier = [until, filter?.until].filter((t) => t !== undefined);
  return { since: later.length > 0 ? Math.max(...later) : undefined, until: earlier.length > 0 ? Math.min(...earlier) : undefined };
}

interface Tests {
  /** Each row must pass all of these … */
  readonly keep: ((row: number) => boolean)[];
  /** … and be in all of these, sorted. */
  readonly rows: Int32Array[];
}

/** The conditions beside values and times; undefined when no row can meet them. */
function testsOf(segment: Segment, { outcomes, filter }: Find): Tests | undefined {
  const tests: Tests = { keep: [], rows: [] };
  if (outcomes !== undefined) {
    const flags = segment.flags();
    const allowed = OUTCOMES.map((outcome) => outcomes.includes(outcome));
    tests.keep.push((row) => allowed[(flags[row] as number) & 3] === true);
  }
  for (const term of filter?.terms ?? []) {
    if (term.field === 'resource' || term.field === 'text') {
      const rows = term.field === 'resource' ? union(term.any.map((value) => segment.rowsWith(value))) : rowsOfText(segment, term);
      if (!term.not) {
        if (rows.length === 0) return undefined;
        tests.rows.push(rows);
        continue;
      }
      const held = new Set(rows);
      tests.keep.push((row) => !held.has(row));
      continue;
    }
    tests.keep.push(columnTest(segment, { ...term, field: term.field }));
  }
  return tests;
}

/** The term as a test of a row, worked out once per value of the dictionary. */
function columnTest(segment: Segment, term: ColumnTerm): (row: number) => boolean {
  if (term.field === 'is' || term.field === 'session') {
    // Needs several columns at once: worked out once per combination.
    const reader = new RowReader(segment);
    const known = new Map<string, boolean>();
    return (row) => {
      const key = reader.combination(row);
      let passes = known.get(key);
      if (passes === undefined) known.set(key, (passes = matchesTerm(term, candidatesOf(term.field, reader.row(row, 0)))));
      return passes;
    };
  }
  const reader = new RowReader(segment);
  const { ids, size } = columnOf(segment, COLUMN[term.field]);
  const passes = new Uint8Array(size); // 0: not known yet, 1: no, 2: yes
  return (row) => {
    const id = ids(row);
    if (passes[id] === 0) passes[id] = matchesTerm(term, candidatesOf(term.field, reader.row(row, 0))) ? 2 : 1;
    return passes[id] === 2;
  };
}

type ColumnTerm = FilterTerm & { readonly field: Exclude<FilterTerm['field'], 'resource' | 'text'> };

const COLUMN: Record<Exclude<ColumnTerm['field'], 'is' | 'session'>, CountBy | 'actorId'> = {
  name: 'eventName',
  service: 'eventSource',
  account: 'account',
  region: 'awsRegion',
  actor: 'actorId',
  ip: 'sourceIPAddress',
  key: 'session',
  origin: 'origin',
  error: 'errorCode',
  category: 'category',
};

/** Rows of which a column or a leaf contains one of the texts. */
function rowsOfText(segment: Segment, term: FilterTerm): Int32Array {
  const lists = term.any.map((text) => segment.rowsContaining(text));
  const positive = { ...term, not: false };
  for (const [column, textsOf] of TEXT_COLUMNS) {
    const { ids, size, label } = columnOf(segment, column);
    const passes = Uint8Array.from({ length: size }, (_, id) => (matchesTerm(positive, textsOf(label(id))) ? 1 : 0));
    if (!passes.includes(1)) continue;
    const rows: number[] = [];
    for (let row = 0; row < segment.info.rows; row++) if (passes[ids(row)] === 1) rows.push(row);
    lists.push(Int32Array.from(rows));
  }
  return union(lists);
}

/** Columns that a word without a field looks into, and what of their dictionaries' texts. The objects were written by the store. */
const TEXT_COLUMNS: readonly (readonly [CountBy | 'actorId', (text: string) => readonly string[]])[] = [
  ...(['eventName', 'eventSource', 'account', 'awsRegion', 'sourceIPAddress', 'errorCode'] as const).map(
    (column) => [column, (text: string) => [text]] as const,
  ),
  ['actorId', (text) => actorNames(JSON.parse(text) as Actor)],
  ['origin', (text) => [(JSON.parse(text) as Origin).name]],
];

function lowerBound(times: Float64Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}

function intersection(a: Int32Array, b: Int32Array): Int32Array {
  const out = new Int32Array(Math.min(a.length, b.length));
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) out[count++] = x;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return out.subarray(0, count);
}
