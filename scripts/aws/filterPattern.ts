// Filter patterns of CloudWatch Logs: JSON ones, `{ ($.eventName = "Delete*") && $.userIdentity.type != "AWSService" }`, and plain words.
import { record as asRecord, type Json } from './record.ts';

export type Matches = (message: string) => boolean;

/** Undefined when the pattern cannot be read. */
export function filterPattern(pattern: string): Matches | undefined {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (!text.startsWith('{')) return words(text);
  if (!text.endsWith('}')) return undefined;
  const tokens = scan(text.slice(1, -1));
  const parser = tokens && new Parser(tokens);
  const test = parser?.or();
  if (!test || !parser?.done()) return undefined;
  return (message) => {
    try {
      return test(JSON.parse(message) as Json);
    } catch {
      return false; // not JSON: matches no JSON pattern
    }
  };
}

/** All of them, in any order; quoted ones may hold spaces, `-` in front excludes, `?` in front: any of these. */
function words(text: string): Matches {
  const terms = text.match(/[?-]?"(?:\\.|[^"\\])*"|\S+/g) ?? [];
  const bare = (term: string): string =>
    term
      .replace(/^[?-]?"?/, '')
      .replace(/"$/, '')
      .replaceAll('\\"', '"');
  const out = terms.filter((term) => term.startsWith('-')).map(bare);
  const any = terms.filter((term) => term.startsWith('?')).map(bare);
  const all = terms.filter((term) => !/^[?-]/.test(term)).map(bare);
  return (message) =>
    !out.some((term) => message.includes(term)) &&
    all.every((term) => message.includes(term)) &&
    (any.length === 0 || all.length > 0 || any.some((term) => message.includes(term)));
}

type Test = (value: Json) => boolean;

function scan(text: string): string[] | undefined {
  const tokens: string[] = [];
  const token = /\s*(&&|\|\||!=|<=|>=|[()=<>]|"(?:\\.|[^"\\])*"|%[^%]*%|[^\s()=<>!&|"]+)/y;
  let at = 0;
  while (text.slice(at).trim() !== '') {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) return undefined;
    tokens.push(match[1]!);
    at = token.lastIndex;
  }
  return tokens;
}

class Parser {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  done(): boolean {
    return this.at === this.tokens.length;
  }

  or(): Test | undefined {
    return this.joined('||', () => this.joined('&&', () => this.one()));
  }

  private joined(operator: '||' | '&&', part: () => Test | undefined): Test | undefined {
    const parts = [part()];
    while (this.take(operator)) parts.push(part());
    if (parts.some((test) => test === undefined)) return undefined;
    const tests = parts as Test[];
    if (tests.length === 1) return tests[0];
    return operator === '||' ? (value) => tests.some((test) => test(value)) : (value) => tests.every((test) => test(value));
  }

  private one(): Test | undefined {
    if (this.take('(')) {
      const inner = this.or();
      return this.take(')') ? inner : undefined;
    }
    const selector = this.next();
    if (!selector?.startsWith('$.')) return undefined;
    const path = selector
      .slice(2)
      .split(/[.[\]]+/)
      .filter((step) => step !== '');
    const operator = this.next()?.toUpperCase();
    if (operator === 'NOT') return this.take('EXISTS') ? (value) => at(value, path) === undefined : undefined;
    if (operator === 'EXISTS') return (value) => at(value, path) !== undefined;
    const operand = this.next();
    if (operator === undefined || operand === undefined) return undefined;
    if (operator === 'IS') return this.is(operand, path);
    return compare(path, operator, operand);
  }

  private is(what: string, path: readonly string[]): Test | undefined {
    const wanted = new Map<string, Json>([
      ['NULL', null],
      ['TRUE', true],
      ['FALSE', false],
    ]).get(what.toUpperCase());
    return wanted === undefined ? undefined : (value) => at(value, path) === wanted;
  }

  private next(): string | undefined {
    return this.tokens[this.at++];
  }

  private take(token: string): boolean {
    const found = this.tokens[this.at]?.toUpperCase() === token;
    if (found) this.at++;
    return found;
  }
}

function at(value: Json, path: readonly string[]): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) here = Array.isArray(here) ? here[Number(step)] : asRecord(here)[step];
  return here;
}

function expressionTest(expression: string): (value: string) => boolean {
  const regex = new RegExp(expression);
  return (value) => regex.test(value);
}

const numberTest =
  (number: number) =>
  (value: string): boolean =>
    Number(value) === number;

/** A field that is not there matches neither `=` nor `!=`. */
function compare(path: readonly string[], operator: string, operand: string): Test | undefined {
  const quoted = /^"(.*)"$/s.exec(operand);
  const text = quoted ? quoted[1]!.replaceAll(/\\(.)/g, '$1') : operand;
  const number = quoted ? NaN : Number(operand);
  // CloudWatch Logs' own expressions are a part of JavaScript's.
  const expression = /^%(.+)%$/s.exec(operand)?.[1];
  const like = expression !== undefined ? expressionTest(expression) : Number.isNaN(number) ? wildcard(text) : numberTest(number);
  const spelled = (value: Json | undefined): string | undefined =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  const order = (holds: (a: number, b: number) => boolean): Test | undefined =>
    Number.isNaN(number) ? undefined : (value) => typeof at(value, path) === 'number' && holds(at(value, path) as number, number);
  switch (operator) {
    case '=':
      return (value) => {
        const found = spelled(at(value, path));
        return found !== undefined && like(found);
      };
    case '!=':
      return (value) => {
        const found = spelled(at(value, path));
        return found !== undefined && !like(found);
      };
    case '<':
      return order((a, b) => a < b);
    case '>':
      return order((a, b) => a > b);
    case '<=':
      return order((a, b) => a <= b);
    case '>=':
      return order((a, b) => a >= b);
    default:
      return undefined;
  }
}

function wildcard(pattern: string): (value: string) => boolean {
  if (!pattern.includes('*')) return (value) => value === pattern;
  const expression = new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  );
  return (value) => expression.test(value);
}
