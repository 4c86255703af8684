// Drift: where AWS differs from what was declared, as the tools' own reports tell it. Values marked sensitive are never kept.
import type { ResourceIdentity } from '../resource/identity.ts';
import type { DeclaredResource } from './declared.ts';
import { isObject, list } from './fields.ts';

/** One attribute that differs. Values are JSON texts; hostile, and long ones are cut. */
export interface DriftedAttribute {
  /** `environment.variables.MAX_WIDTH`; `''` when the resource itself is gone. */
  readonly path: string;
  /** What the code or the last known state says; absent when it says nothing. */
  readonly expected?: string;
  /** What AWS has now; absent when it has nothing. */
  readonly actual?: string;
  /** The report marks the values as sensitive, or their name says that they open doors. */
  readonly hidden?: true;
}

/** One resource that differs. */
export interface DriftedResource {
  readonly address: string;
  readonly iacType: string;
  readonly tool: DeclaredResource['tool'];
  readonly identity: ResourceIdentity;
  /** Never empty. */
  readonly attributes: readonly DriftedAttribute[];
  /** The difference may come from the code: the plan does not say that AWS changed. */
  readonly planned?: true;
}

/** A report that was read. */
export interface Drift {
  readonly kind: 'plan' | 'stack';
  readonly resources: readonly DriftedResource[];
  /** Resources the report says are as declared, where it tells. */
  readonly inSync: number;
  /** What a reader should know of the report, in words. */
  readonly notes: readonly string[];
}

/** A path of this name stands for the whole resource. */
export const GONE = '';

const LONGEST = 20_000;
/** No real resource differs in more; a hostile report must not make the view slow. */
const MOST = 500;
const DEEPEST = 32;

/** A member whose value opens doors, whatever the report marks; names, ids and ARNs of such things do not. */
const SECRET = /(password|passwd|passphrase|secret|token|private_?key|user_?data|api_?key|credential)(s|_base64|_string|_value)?$/i;

/** Marks as the plan has them: `true` for all below, or an object or list of the same shape. */
export type Marks = unknown;

/** What differs between two values, as deep as it can be told. */
export function differences(expected: unknown, actual: unknown, marks: readonly Marks[]): DriftedAttribute[] {
  const found: DriftedAttribute[] = [];
  compare({ path: '', expected, actual, marks, depth: 0 }, found);
  return found.slice(0, MOST);
}

/** An attribute with its values, unless they are to be hidden. */
export function attribute(path: string, expected: unknown, actual: unknown, hidden: boolean): DriftedAttribute {
  if (hidden || (isSecret(path) && ![expected, actual].some((value) => typeof value === 'boolean'))) return { path, hidden: true };
  return { path, ...valueOf('expected', expected), ...valueOf('actual', actual) };
}

interface Pair {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly marks: readonly Marks[];
  readonly depth: number;
}

function compare({ path, expected, actual, marks, depth }: Pair, into: DriftedAttribute[]): void {
  if (into.length >= MOST || isSame(expected, actual)) return;
  if (depth < DEEPEST && !marks.includes(true)) {
    const [one, other] = [objectIn(expected), objectIn(actual)];
    if (one && other) {
      for (const key of new Set([...Object.keys(one.members), ...Object.keys(other.members)])) {
        compare(
          {
            path: path === '' ? key : `${path}.${key}`,
            expected: one.members[key],
            actual: other.members[key],
            marks: marks.map((mark) => below(one.isBlock || other.isBlock ? below(mark, 0) : mark, key)),
            depth: depth + 1,
          },
          into,
        );
      }
      return;
    }
  }
  if (path === '') return;
  const [left, right] = Array.isArray(expected) && Array.isArray(actual) ? onlyIn(expected, actual) : [expected, actual];
  into.push(attribute(path, left, right, marks.some(isMarked)));
}

/** An object, or the one object of a block that stands once: `[{…}]`. */
function objectIn(value: unknown): { readonly members: Readonly<Record<string, unknown>>; readonly isBlock: boolean } | undefined {
  if (isObject(value)) return { members: value, isBlock: false };
  const [only, ...others] = list(value);
  return isObject(only) && others.length === 0 ? { members: only, isBlock: true } : undefined;
}

/** Of two lists, which may be sets, what stands in one only. The whole lists where only their order differs. */
function onlyIn(expected: readonly unknown[], actual: readonly unknown[]): [unknown, unknown] {
  const [there, here] = [new Set(expected.map(canonical)), new Set(actual.map(canonical))];
  const gone = expected.filter((one) => !here.has(canonical(one)));
  const came = actual.filter((one) => !there.has(canonical(one)));
  return gone.length === 0 && came.length === 0 ? [expected, actual] : [gone, came];
}

function below(mark: Marks, key: string | number): Marks {
  if (mark === true) return true;
  if (Array.isArray(mark)) return typeof key === 'number' ? (mark as readonly unknown[])[key] : undefined;
  return isObject(mark) ? mark[key] : undefined;
}

/** Whether anything below is marked: what is shown whole is hidden whole. */
function isMarked(mark: Marks): boolean {
  if (mark === true) return true;
  return Array.isArray(mark) ? mark.some(isMarked) : isObject(mark) && Object.values(mark).some(isMarked);
}

/** What stands in place of a secret within a larger value. */
const HIDDEN = '(hidden)';

/** Without what opens doors: members of such names, and `{name: DB_PASSWORD, value: …}`. */
function masked(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((one) => masked(one, depth + 1));
  if (!isObject(value)) {
    const document = typeof value === 'string' && /^\s*[[{]/.test(value) ? parsed(value) : undefined;
    return document === undefined ? value : masked(document, depth + 1);
  }
  const name = [value.name, value.Name, value.key, value.Key].find((one) => typeof one === 'string');
  const isNamedSecret = typeof name === 'string' && SECRET.test(name);
  const hides = (key: string, one: unknown): boolean =>
    typeof one === 'string' && (SECRET.test(key) || (isNamedSecret && /^value$/i.test(key)));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hides(key, one) ? HIDDEN : masked(one, depth + 1)]));
}

function isSecret(path: string): boolean {
  return path.split('.').some((step) => SECRET.test(step.replace(/\[\d+\]$/, '')));
}

function valueOf<K extends 'expected' | 'actual'>(name: K, value: unknown): Partial<Record<K, string>> {
  if (isNothing(value)) return {};
  return { [name]: canonical(masked(value)).slice(0, LONGEST) } as Partial<Record<K, string>>;
}

/** Tools write what is not set in either way. */
function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0) || (isObject(value) && Object.keys(value).length === 0); // prettier-ignore
}

function isSame(one: unknown, other: unknown): boolean {
  return (isNothing(one) && isNothing(other)) || canonical(one) === canonical(other);
}

/** JSON text with members in order, documents within texts taken apart: two ways to write a policy are one policy. */
function canonical(value: unknown, depth = 0): string {
  if (depth > DEEPEST) return '"…"';
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(',')}]`;
  if (isObject(value)) {
    const members = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key], depth + 1)}`); // prettier-ignore
    return `{${members.join(',')}}`;
  }
  const document = typeof value === 'string' && /^\s*[[{]/.test(value) ? parsed(value) : undefined;
  if (document !== undefined) return canonical(document, depth + 1);
  return JSON.stringify(value) ?? 'null';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
