// Terraform's functions and operators that names are built with, over values of which parts may be unknown.
import { UNKNOWN, isKnown } from '../pattern.ts';

/** Numbers and booleans are text; UNKNOWN stands for, or within, text that is not known. */
export type Value = string | null | readonly Value[] | ReadonlyMap<string, Value>;

/** The value of a call; UNKNOWN for functions and arguments that are not known. */
export function callFunction(name: string, given: readonly Value[]): Value {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  return known?.(given) ?? UNKNOWN;
}

/** The value of `!a`, `-a`, `a == b`, `a && b`, `a + b`. */
export function operate(operator: string, operands: readonly Value[]): Value {
  const [left, right] = operands;
  if (operator === '!') return left === 'true' ? 'false' : left === 'false' ? 'true' : UNKNOWN;
  if (operator === '-' && operands.length === 1) return arithmetic('0', left, (a, b) => a - b);
  switch (operator) {
    case '==':
    case '!=': {
      if (!isPlain(left) || !isPlain(right)) return UNKNOWN;
      return String((left === right) === (operator === '=='));
    }
    case '&&':
      return left === 'false' || right === 'false' ? 'false' : left === 'true' && right === 'true' ? 'true' : UNKNOWN;
    case '||':
      return left === 'true' || right === 'true' ? 'true' : left === 'false' && right === 'false' ? 'false' : UNKNOWN;
    case '>':
      return compare(left, right, (a, b) => a > b);
    case '<':
      return compare(left, right, (a, b) => a < b);
    case '>=':
      return compare(left, right, (a, b) => a >= b);
    case '<=':
      return compare(left, right, (a, b) => a <= b);
    case '+':
      return arithmetic(left, right, (a, b) => a + b);
    case '-':
      return arithmetic(left, right, (a, b) => a - b);
    case '*':
      return arithmetic(left, right, (a, b) => a * b);
    default:
      return UNKNOWN;
  }
}

const FUNCTIONS: Readonly<Record<string, (given: readonly Value[]) => Value | undefined>> = {
  join: ([separator, ...lists]) => {
    const items = lists.flatMap((list) => (Array.isArray(list) ? (list as readonly Value[]) : [UNKNOWN]));
    return text(separator, (between) => items.map((item) => (typeof item === 'string' ? item : UNKNOWN)).join(between));
  },
  format: ([pattern, ...values]) => text(pattern, (template) => format(template, values)),
  lower: ([value]) => text(value, (given) => given.toLowerCase()),
  upper: ([value]) => text(value, (given) => given.toUpperCase()),
  title: ([value]) => text(value, (given) => given.replace(/\b\w/g, (letter) => letter.toUpperCase())),
  trimspace: ([value]) => text(value, (given) => given.trim()),
  trimprefix: ([value, prefix]) =>
    text(value, (given) => text(prefix, (start) => (isKnown(start) && given.startsWith(start) ? given.slice(start.length) : given))),
  trimsuffix: ([value, suffix]) =>
    text(value, (given) =>
      text(suffix, (end) => (isKnown(end) && given.endsWith(end) ? given.slice(0, given.length - end.length) : given)),
    ),
  replace: ([value, search, to]) => replace(value, search, to),
  substr: ([value, offset, length]) => (typeof value === 'string' ? substr(value, Number(offset), Number(length)) : undefined),
  split: ([separator, value]) =>
    typeof separator === 'string' && typeof value === 'string' && isKnown(value) ? value.split(separator) : undefined,
  tostring: ([value]) => value,
  tonumber: ([value]) => value,
  toset: ([value]) => (Array.isArray(value) ? [...new Set(value as readonly Value[])] : value),
  tolist: ([value]) => value,
  tomap: ([value]) => value,
  concat: (lists) => (lists.every((list) => Array.isArray(list)) ? lists.flat() : undefined),
  merge: (maps) =>
    maps.every((map) => map instanceof Map) ? new Map(maps.flatMap((map) => [...(map as ReadonlyMap<string, Value>)])) : undefined,
  keys: ([value]) => (value instanceof Map ? [...value.keys()].sort() : undefined),
  values: ([value]) => (value instanceof Map ? [...(value as ReadonlyMap<string, Value>).values()] : undefined),
  length: ([value]) =>
    Array.isArray(value)
      ? String(value.length)
      : value instanceof Map
        ? String(value.size)
        : typeof value === 'string' && isKnown(value)
          ? String(value.length)
          : undefined,
  element: ([list, index]) =>
    Array.isArray(list) && list.length > 0 ? (list as readonly Value[])[Number(index) % list.length] : undefined,
  lookup: ([map, key, fallback]) =>
    map instanceof Map && typeof key === 'string' && isKnown(key) ? ((map.get(key) as Value | undefined) ?? fallback) : undefined,
  coalesce: (given) => {
    const chosen = given.find((value) => value !== null && value !== '');
    return typeof chosen === 'string' ? chosen : undefined;
  },
  // The first argument decides unless it is not known at all.
  try: (given) => given.find((value) => value !== UNKNOWN),
  one: ([value]) => (Array.isArray(value) && value.length === 1 ? (value as readonly Value[])[0] : undefined),
};

function text(value: Value | undefined, to: (given: string) => Value): Value {
  return typeof value === 'string' ? to(value) : UNKNOWN;
}

function isPlain(value: Value | undefined): value is string | null {
  return value === null || (typeof value === 'string' && isKnown(value));
}

function arithmetic(left: Value | undefined, right: Value | undefined, compute: (a: number, b: number) => number): Value {
  if (typeof left !== 'string' || typeof right !== 'string') return UNKNOWN;
  const result = compute(Number(left), Number(right));
  return Number.isFinite(result) ? String(result) : UNKNOWN;
}

function compare(left: Value | undefined, right: Value | undefined, holds: (a: number, b: number) => boolean): Value {
  if (typeof left !== 'string' || typeof right !== 'string') return UNKNOWN;
  const [a, b] = [Number(left), Number(right)];
  return Number.isNaN(a) || Number.isNaN(b) ? UNKNOWN : String(holds(a, b));
}

/** `%s`, `%d`, `%v`, `%q` and padded numbers; any other verb is unknown text. */
function format(template: string, values: readonly Value[]): string {
  let next = 0;
  return template.replace(
    /%(%|([-+# 0]*)(\d*)(?:\.\d+)?([a-zA-Z]))/g,
    (_, verb: string, flags: string | undefined, width: string | undefined, letter: string | undefined) => {
      if (verb === '%') return '%';
      const value = values[next++];
      if (typeof value !== 'string' || !letter || !'sdvq'.includes(letter)) return UNKNOWN;
      if (letter === 'q') return `"${value}"`;
      if (!width || Number(width) > 100) return width ? UNKNOWN : value;
      if (!isKnown(value)) return UNKNOWN;
      return flags?.includes('-') ? value.padEnd(Number(width)) : value.padStart(Number(width), flags?.includes('0') ? '0' : ' ');
    },
  );
}

/** Between known and unknown text a longer search might match across the border: then nothing is told. */
function replace(value: Value | undefined, search: Value | undefined, to: Value | undefined): Value {
  if (typeof value !== 'string' || typeof search !== 'string' || typeof to !== 'string' || !isKnown(search) || search === '')
    return UNKNOWN;
  // Terraform takes a search in slashes as a regular expression of Go's kind; running foreign expressions is not worth a name.
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) return UNKNOWN;
  return isKnown(value) || search.length === 1 ? value.replaceAll(search, () => to) : UNKNOWN;
}

function substr(value: string, offset: number, length: number): string {
  if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0) return UNKNOWN;
  const end = length < 0 ? value.length : offset + length;
  const before = value.slice(0, end);
  return isKnown(before) ? before.slice(offset) : offset === 0 ? before.slice(0, before.indexOf(UNKNOWN)) + UNKNOWN : UNKNOWN;
}
