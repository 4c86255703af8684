// What a trail records, from its event selectors: in lines for people, and how much of the management events it is.
import type { AdvancedSelector, BasicSelector, FieldSelector, Selectors } from '../source/aws/port.ts';

/** How much of the management events a trail records. */
export interface ManagementCoverage {
  readonly reads: boolean;
  readonly writes: boolean;
  /** Services left out by every selector: `kms.amazonaws.com`. */
  readonly without: readonly string[];
  /** Only by selectors with further conditions (of event names, sources, users): some of the reads or writes. */
  readonly partly: boolean;
}

/** One line for each part of what is recorded. Names and ARNs in it are others' texts: callers escape. */
export function selectorsText({ basic, advanced }: Selectors): string[] {
  const lines = [...basic.flatMap(basicLines), ...advanced.map(advancedLine)];
  return lines.length > 0 ? lines : ['Nothing: the trail has no event selectors'];
}

/** All selectors together. */
export function managementCoverage({ basic, advanced }: Selectors): ManagementCoverage {
  const parts = [...basic.filter((one) => one.management).map(ofBasic), ...advanced.filter(isManagement).map(ofAdvanced)];
  const whole = parts.filter((part) => !part.partly);
  const [first = { without: [] }, ...others] = parts;
  return {
    reads: parts.some((part) => part.reads),
    writes: parts.some((part) => part.writes),
    without: first.without.filter((service) => others.every((other) => other.without.includes(service))),
    partly: parts.some((part) => part.partly && !whole.some((one) => one.reads >= part.reads && one.writes >= part.writes)),
  };
}

/** A service's name as its users say it; the event source itself where we know none. */
export function serviceName(source: string): string {
  return source === 'kms.amazonaws.com' ? 'KMS' : source === 'rdsdata.amazonaws.com' ? 'the RDS Data API' : source;
}

function ofBasic({ readWrite, excluded }: BasicSelector): ManagementCoverage {
  return { reads: readWrite !== 'WriteOnly', writes: readWrite !== 'ReadOnly', without: excluded, partly: false };
}

function ofAdvanced(selector: AdvancedSelector): ManagementCoverage {
  const rest = selector.fields.filter(({ field }) => field !== 'eventCategory' && field !== 'readOnly');
  const without = rest.flatMap((field) => leftOut(field) ?? []);
  const [readOnly, known] = readsAndWrites(selector);
  return {
    reads: readOnly !== 'false',
    writes: readOnly !== 'true',
    without,
    partly: !known || rest.some((field) => leftOut(field) === undefined),
  };
}

function isManagement({ fields }: AdvancedSelector): boolean {
  return equalsOf(fields, 'eventCategory')?.includes('Management') === true;
}

function basicLines({ readWrite, management, excluded, data }: BasicSelector): string[] {
  const which = { All: 'reads and writes', ReadOnly: 'reads only', WriteOnly: 'writes only' }[readWrite];
  const lines = management ? [`Management events: ${which}${without(excluded)}`] : [];
  return [...lines, ...data.map(({ type, values }) => `Data events of ${named(type, values)}, ${which}`)];
}

/** A service's bare ARN stands for all its resources; [CT] DataResource. */
function named(type: string, values: readonly string[]): string {
  const noun = nounOf(type);
  if (values.length === 0) return `no ${noun} (none is named)`;
  if (values.some((value) => /^arn:[\w-]+:(s3|lambda|dynamodb)(:::?)?$/.test(value))) return `all ${noun}`;
  return `${noun} ${type === 'AWS::S3::Object' ? 'in ' : ''}${either(values)}`;
}

/** What has no shorter words is spelled out, condition by condition. */
function advancedLine(selector: AdvancedSelector): string {
  const { name, fields } = selector;
  const [readOnly, known] = readsAndWrites(selector);
  const [category = '', ...more] = equalsOf(fields, 'eventCategory') ?? [];
  const types = equalsOf(fields, 'resources.type');
  const said = new Set(['eventCategory', ...(known ? ['readOnly'] : []), ...(types === undefined ? [] : ['resources.type'])]);
  const excluded = category === 'Management' ? fields.flatMap((field) => leftOut(field) ?? []) : [];
  const rest = fields.filter((field) => !said.has(field.field) && !(category === 'Management' && leftOut(field) !== undefined));
  const which = { both: 'reads and writes', true: 'reads only', false: 'writes only' }[readOnly];
  const head = more.length > 0 || category === '' ? anyOf(fields) : headOf(category, types);
  const parts = [...(category === 'NetworkActivity' ? [] : [`${which}${without(excluded)}`]), ...rest.map((field) => conditions(field))];
  const line = `${head}${category === 'Management' ? ': ' : parts.length > 0 ? ', ' : ''}${parts.join(', ')}`;
  return name === '' ? line : `${line} (named “${name}”)`;
}

/** Without a single category: what is said of it, if anything is. */
function anyOf(fields: readonly FieldSelector[]): string {
  const said = fields.filter(({ field }) => field === 'eventCategory').map(conditions);
  return said.length === 0 ? 'Events of any category' : `Events whose ${said.join(' and ')}`;
}

function headOf(category: string, types: readonly string[] | undefined): string {
  const of = types === undefined ? '' : ` of ${either(types.map(nounOf))}`;
  switch (category) {
    case 'Management':
      return 'Management events';
    case 'Data':
      return `Data events${of}`;
    case 'NetworkActivity':
      return `Network activity events${of}`;
    default:
      return `${category} events${of}`;
  }
}

/** `readOnly` takes only Equals; anything else about it is spelled out. */
function readsAndWrites({ fields }: AdvancedSelector): [readOnly: 'both' | 'true' | 'false', known: boolean] {
  if (!fields.some(({ field }) => field === 'readOnly')) return ['both', true];
  const values = equalsOf(fields, 'readOnly');
  if (values === undefined) return ['both', false];
  return [values.length === 1 && (values[0] === 'true' || values[0] === 'false') ? values[0] : 'both', true];
}

/** The values of a field that is held against Equals and nothing else. */
function equalsOf(fields: readonly FieldSelector[], name: string): readonly string[] | undefined {
  const [field, ...more] = fields.filter((one) => one.field === name);
  const [condition, ...others] = field?.conditions ?? [];
  return more.length === 0 && others.length === 0 && condition?.operator === 'Equals' ? condition.values : undefined;
}

/** Services that a condition leaves out and does nothing else; undefined for any other condition. */
function leftOut({ field, conditions: all }: FieldSelector): readonly string[] | undefined {
  return field === 'eventSource' && all.every(({ operator }) => operator === 'NotEquals') ? all.flatMap(({ values }) => values) : undefined;
}

const operators: ReadonlyMap<string, readonly [words: string, isNot: boolean]> = new Map([
  ['Equals', ['is', false]],
  ['StartsWith', ['starts with', false]],
  ['EndsWith', ['ends with', false]],
  ['NotEquals', ['is not', true]],
  ['NotStartsWith', ['does not start with', true]],
  ['NotEndsWith', ['does not end with', true]],
]);

/** Of the values of one operator any will do, of a Not… none may fit; several operators hold together. [CT] AdvancedFieldSelector */
function conditions({ field, conditions: all }: FieldSelector): string {
  const said = all.map(({ operator, values }) => {
    const [words, isNot] = operators.get(operator) ?? [operator, false];
    return `${words} ${isNot ? values.join(' nor ') : either(values)}`;
  });
  return `${field} ${said.length === 0 ? 'is anything' : said.join(' and ')}`;
}

function without(services: readonly string[]): string {
  return services.length === 0 ? '' : `, without ${services.map(serviceName).join(' and ')}`;
}

function either(values: readonly string[]): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;
}

const nouns = new Map([
  ['AWS::S3::Object', 'S3 objects'],
  ['AWS::S3::AccessPoint', 'S3 access points'],
  ['AWS::Lambda::Function', 'Lambda functions'],
  ['AWS::DynamoDB::Table', 'DynamoDB tables'],
  ['AWS::SQS::Queue', 'SQS queues'],
  ['AWS::SNS::Topic', 'SNS topics'],
]);

function nounOf(type: string): string {
  return nouns.get(type) ?? type;
}
