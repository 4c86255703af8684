// From our filter language to a JSON pattern of CloudWatch Logs, so that the service leaves out what nobody asked for.
// CloudWatch Logs user guide, "Filter pattern syntax": strings are compared with their case, `*` stands at either end of one, regular
// expressions stand between `%` and know neither groups nor flags; two of them at most, 1,024 characters in all.
import { formatFilter } from '../../event/filter.ts';
import type { Filter, FilterTerm } from '../../event/filter.ts';

/** A pattern that lets through at least what the filter would; the filter is still to be held to what comes. */
export interface LogPattern {
  /** `{ … }`, or '' when nothing of the filter can be said. */
  readonly pattern: string;
  /** Terms that it cannot say, or not in full, as they are written in the filter language. */
  readonly unsaid: readonly string[];
}

const MOST_CHARACTERS = 1024;
const MOST_REGEXES = 2;

/**
 * The pattern for a filter. Its times are left out: they go with the question, and the service's own are times of delivery. An event may lack
 * a field and tell it elsewhere (Insights): such events are let through.
 */
export function logPatternOf(filter: Filter): LogPattern {
  const clauses: string[] = [];
  const unsaid: string[] = [];
  let regexes = 0;
  let length = '{  }'.length;
  for (const term of filter.terms) {
    if (isAnything(term)) continue;
    const clause = term.not ? exclusion(term) : inclusion(term);
    const fits = length + clause.text.length + ' && '.length <= MOST_CHARACTERS && regexes + clause.regexes <= MOST_REGEXES;
    if (clause.text !== '' && fits) {
      clauses.push(clause.text);
      regexes += clause.regexes;
      length += clause.text.length + ' && '.length;
      if (clause.isWhole) continue;
    }
    unsaid.push(formatFilter({ terms: [term] }));
  }
  return { pattern: clauses.length === 0 ? '' : `{ ${clauses.join(' && ')} }`, unsaid };
}

/** `region:*` holds for all events, those without a Region too; `error:*` is another matter. */
function isAnything({ field, not, any }: FilterTerm): boolean {
  return !not && ['account', 'region', 'service', 'key', 'ip', 'name'].includes(field) && any.some((value) => /^\*+$/.test(value));
}

interface Clause {
  /** '' when the term cannot be said. */
  readonly text: string;
  readonly regexes: number;
  /** Lets through nothing that the term would not. */
  readonly isWhole: boolean;
}
const unsayable: Clause = { text: '', regexes: 0, isWhole: false };

function inclusion({ field, any }: FilterTerm): Clause {
  switch (field) {
    case 'account':
      return strings('$.recipientAccountId', any, true);
    case 'region': // AWS writes Regions and event sources in small letters, as the filter does
      return strings('$.awsRegion', any, false);
    case 'service':
      return strings('$.eventSource', any.flatMap(sources), true);
    case 'key':
      return strings('$.userIdentity.accessKeyId', any, false);
    case 'ip': // "AWS Internal" has capital letters, which the filter no longer knows
      return any.every((value) => /^[\d.:*/]*$/.test(value))
        ? strings('$.sourceIPAddress', any, false)
        : regex('$.sourceIPAddress', any, true);
    case 'name': {
      const clause = regex('$.eventName', any, true);
      return { ...clause, text: or([clause.text, '($.eventName NOT EXISTS)']) };
    }
    case 'error':
      if (any.some((value) => /^\*+$/.test(value))) return { text: '($.errorCode = "*")', regexes: 0, isWhole: true };
      return { ...regex('$.errorCode', any, false), isWhole: false }; // also without `Client.` in front, `Exception` behind
    case 'is':
      return isClause(any);
    default: // an actor, an origin, a resource, a text: told by many fields, or by any
      return unsayable;
  }
}

/** Only what certainly fits the term may be kept out: whole values in fields that tell the thing alone, in letters that AWS writes. */
function exclusion({ field, any }: FilterTerm): Clause {
  const selector = { account: '$.recipientAccountId', region: '$.awsRegion', service: '$.eventSource', key: '$.userIdentity.accessKeyId' };
  if (field !== 'account' && field !== 'region' && field !== 'service' && field !== 'key') return unsayable;
  const values = field === 'service' ? any.flatMap(sources) : any;
  if (values.some((value) => value.includes('*') || !isPlain(value))) return unsayable;
  // What `!=` makes of a field that is missing is not documented.
  const each = values.map((value) => or([`(${selector[field]} != ${quoted(value)})`, `(${selector[field]} NOT EXISTS)`]));
  return { text: each.join(' && '), regexes: 0, isWhole: true };
}

/** One of the values; with `*` within, what stands before it. */
function strings(selector: string, values: readonly string[], orMissing: boolean): Clause {
  if (!values.every(isPlain)) return unsayable;
  const cut = values.map((value) => value.replace(/\*+/g, '*').replace(/^(.+?)\*.+$/s, '$1*'));
  const each = cut.map((value) => `(${selector} = ${quoted(value)})`);
  const isWhole = cut.every((value, index) => value === values[index]);
  return { text: or([...each, ...(orMissing ? [`(${selector} NOT EXISTS)`] : [])]), regexes: 0, isWhole };
}

/** One of the values whatever their case: the filter holds them in small letters. Marks stand as any character, others as any text. */
function regex(selector: string, values: readonly string[], isAnchored: boolean): Clause {
  let isWhole = true;
  const each = values.map((value) => {
    const body = Array.from(value.replace(/\*+/g, '*'), (char) => {
      if (/[a-z]/i.test(char)) return `[${char.toUpperCase()}${char.toLowerCase()}]`;
      if (/\d/.test(char)) return char;
      if (char === '*') return '.*';
      isWhole = false;
      return /[\x20-\x7e]/.test(char) ? '.' : '.*';
    }).join('');
    return isAnchored ? `^${body}$` : body;
  });
  return { text: `(${selector} = %${each.join('|')}%)`, regexes: 1, isWhole };
}

/** With and without `.amazonaws.com`: the filter takes both for the same. */
function sources(value: string): string[] {
  const bare = value.replace(/\.amazonaws\.com$/, '');
  return bare.endsWith('*') ? [bare] : [`${bare}.amazonaws.com`, bare];
}

const words: Readonly<Record<string, string>> = {
  change: '($.readOnly IS FALSE) || ($.readOnly = "false") || ($.readOnly NOT EXISTS)',
  read: '($.readOnly IS TRUE) || ($.readOnly = "true") || ($.readOnly NOT EXISTS)',
  root: '($.userIdentity.type = "Root") || ($.userIdentity.arn = "*:root") || ($.userIdentity.sessionContext.assumedRoot IS TRUE) || ($.userIdentity.sessionContext.assumedRoot = "true")',
};

/** The others need more than one field can tell. */
function isClause(any: readonly string[]): Clause {
  if (any.length === 1 && any[0] === 'denied')
    return { ...regex('$.errorCode', ['denied', 'unauthorized', 'forbidden'], false), isWhole: true };
  const each = any.map((word) => words[word]);
  return each.includes(undefined) ? unsayable : { text: or(each.map((one) => `(${one ?? ''})`)), regexes: 0, isWhole: false };
}

function or(clauses: readonly string[]): string {
  return clauses.length === 1 ? clauses.join('') : `(${clauses.join(' || ')})`;
}

/** Control characters have no escapes in patterns. */
function isPlain(value: string): boolean {
  return !/\p{Cc}/u.test(value);
}

function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}
