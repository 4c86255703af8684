// A small reading of CloudWatch Logs' JSON patterns, as its user guide describes them. What it does not say is taken against us:
// a missing field fits neither `=` nor `!=`.
type Json = unknown;

/** Whether a record passes the pattern; '' lets everything through. Throws at anything that is no pattern. */
export function passes(pattern: string, record: Json): boolean {
  if (pattern === '') return true;
  if (pattern.length > 1024) throw new Error('longer than 1,024 characters');
  const inner = /^\{ (.*) \}$/s.exec(pattern)?.[1];
  if (inner === undefined) throw new Error(`no pattern: ${pattern}`);
  const reader = { text: inner, at: 0, regexes: 0 };
  const test = or(reader);
  if (reader.at !== inner.length) throw new Error(`goes on: ${inner.slice(reader.at)}`);
  return test(record);
}

interface Reader {
  readonly text: string;
  at: number;
  regexes: number;
}
type Test = (record: Json) => boolean;

function or(reader: Reader): Test {
  const parts = [and(reader)];
  while (takes(reader, ' || ')) parts.push(and(reader));
  return (record) => parts.some((part) => part(record));
}

function and(reader: Reader): Test {
  const parts = [one(reader)];
  while (takes(reader, ' && ')) parts.push(one(reader));
  return (record) => parts.every((part) => part(record));
}

function one(reader: Reader): Test {
  if (takes(reader, '(')) {
    const inner = or(reader);
    if (!takes(reader, ')')) throw new Error(`not closed at ${reader.at}`);
    return inner;
  }
  const path = match(reader, /\$((?:\.\w+)+)/y)[1]!
    .slice(1)
    .split('.');
  if (takes(reader, ' NOT EXISTS')) return (record) => valueAt(record, path) === undefined;
  if (takes(reader, ' IS TRUE')) return (record) => valueAt(record, path) === true;
  if (takes(reader, ' IS FALSE')) return (record) => valueAt(record, path) === false;
  const isNot = match(reader, / (!?=) /y)[1] === '!=';
  const holds = value(reader);
  return (record) => {
    const found = valueAt(record, path);
    return typeof found === 'string' && holds(found) !== isNot;
  };
}

function value(reader: Reader): (text: string) => boolean {
  if (reader.text[reader.at] === '%') {
    if (++reader.regexes > 2) throw new Error('more than two regular expressions');
    const body = match(reader, /%([^%]*)%/y)[1]!;
    if (/[()]|\\[^.]/.test(body)) throw new Error(`not in CloudWatch Logs' regular expressions: ${body}`);
    const expression = new RegExp(body, 's');
    return (text) => expression.test(text);
  }
  const parts: string[] = [];
  let part = '';
  match(reader, /"/y);
  for (let char = reader.text[reader.at++]; char !== '"'; char = reader.text[reader.at++]) {
    if (char === undefined) throw new Error('a string is not closed');
    if (char === '*') {
      parts.push(part);
      part = '';
    } else part += char === '\\' ? reader.text[reader.at++] : char;
  }
  parts.push(part);
  if (parts.slice(1, -1).length > 1 || (parts.length === 2 && parts.every((text) => text !== ''))) throw new Error('* within a string');
  const glob = new RegExp(`^${parts.map((text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('.*')}$`, 's');
  return (text) => glob.test(text);
}

function takes(reader: Reader, word: string): boolean {
  const is = reader.text.startsWith(word, reader.at);
  if (is) reader.at += word.length;
  return is;
}

function match(reader: Reader, expression: RegExp): RegExpExecArray {
  expression.lastIndex = reader.at;
  const found = expression.exec(reader.text);
  if (found === null) throw new Error(`unexpected: ${reader.text.slice(reader.at)}`);
  reader.at += found[0].length;
  return found;
}

function valueAt(record: Json, path: readonly string[]): Json {
  return path.reduce<Json>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, Json>)[key] : undefined),
    record,
  );
}
