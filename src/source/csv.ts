// The console's CSV download of Event history. It holds no records, only columns; from them a record is made that says no more than the row.
import { parse } from 'csv-parse/sync';
import { JsonCursor } from '../event/jsonText.ts';
import type { Findings } from './findings.ts';

/** Where a column's cell goes in the record. Columns that are not here are only in `csvRow`. Names are compared without case, spaces, hyphens. */
const fields: ReadonlyMap<string, readonly [string, string?]> = new Map([
  ['eventid', ['eventID']],
  ['eventtime', ['eventTime']],
  ['eventname', ['eventName']],
  ['eventsource', ['eventSource']],
  ['eventtype', ['eventType']],
  ['eventcategory', ['eventCategory']],
  ['awsregion', ['awsRegion']],
  ['errorcode', ['errorCode']],
  ['errormessage', ['errorMessage']],
  ['requestid', ['requestID']],
  ['readonly', ['readOnly']],
  ['sourceipaddress', ['sourceIPAddress']],
  ['useragent', ['userAgent']],
  ['recipientaccountid', ['recipientAccountId']],
  ['accountid', ['recipientAccountId']],
  ['username', ['userIdentity', 'userName']],
  ['awsaccesskey', ['userIdentity', 'accessKeyId']],
  ['accesskeyid', ['userIdentity', 'accessKeyId']],
]);

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');

/** Whether the text's first line names at least three of the console's columns, an event's name or id among them. */
export function looksLikeCsv(text: Buffer): boolean {
  const first = text[0];
  if (first === 0x7b || first === 0x5b) return false;
  const lineEnd = text.indexOf(0x0a);
  const line = text.toString('utf8', 0, Math.min(lineEnd < 0 ? text.length : lineEnd, 4096));
  if (!line.includes(',') || line.includes('{')) return false;
  const columns = line.split(',').map(plain);
  return columns.filter((column) => fields.has(column)).length >= 3 && (columns.includes('eventname') || columns.includes('eventid'));
}

/**
 * Passes on a record for each row. It has CloudTrail's names for the columns that CloudTrail's records have, and the whole row, by the names of its
 * columns, under `csvRow`, which tells that CloudTrail did not write this record.
 */
export function readCsv(text: Buffer, found: Findings): void {
  let header: string[] | undefined;
  const onRow = (row: string[], context: { bytes: number }): null => {
    if (header === undefined) header = row;
    else {
      const record = recordOf(header, row);
      if (record === undefined) found.stranger(context.bytes);
      else {
        const bytes = Buffer.from(JSON.stringify(record));
        found.record(bytes, 0, bytes.length);
      }
    }
    return null;
  };
  try {
    parse(text, { relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 1 << 20, on_record: onRow });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('CSV_')) throw error;
    found.whole('notJson', 'The CSV is damaged: the rows after the damage were not read. Download it again.');
  }
}

/** Undefined when the row tells neither the event's name nor its id. */
function recordOf(header: readonly string[], row: readonly string[]): object | undefined {
  const record: Record<string, unknown> = {};
  const identity: Record<string, string> = {};
  const cells = new Map<string, string>();
  header.forEach((name, index) => {
    const cell = row[index] ?? '';
    cells.set(cells.has(name) ? `${name} (${index + 1})` : name, cell);
    const target = fields.get(plain(name));
    if (target === undefined || cell === '') return;
    const [field, inner] = target;
    if (inner !== undefined) identity[inner] = cell;
    else record[field] = field === 'readOnly' ? readOnlyOf(cell) : field === 'eventTime' ? timeOf(cell) : cell;
  });
  if (record['eventName'] === undefined && record['eventID'] === undefined) return undefined;
  if (Object.keys(identity).length > 0) record['userIdentity'] = identity;
  const resources = resourcesOf(cells);
  if (resources !== undefined) record['resources'] = resources;
  record['csvRow'] = Object.fromEntries(cells);
  return record;
}

const readOnlyOf = (cell: string): boolean | string => (/^true$/i.test(cell) ? true : /^false$/i.test(cell) ? false : cell);

/** CloudTrail's form of a time that tells its zone, as the console shows it ("July 10, 2023, 12:11:15 (UTC+02:00)"); any other text stays. */
function timeOf(cell: string): string {
  const shown = /^([A-Z][a-z]+ \d{1,2}, \d{4}),? (?:at )?(\d{2}:\d{2}:\d{2}) \(UTC([+-]\d{2}:\d{2})?\)$/.exec(cell);
  if (shown === null) return cell;
  const time = Date.parse(`${shown[1]} ${shown[2]} GMT${shown[3] ?? '+00:00'}`);
  return Number.isNaN(time) ? cell : new Date(time).toISOString().replace('.000Z', 'Z');
}

/** `Resources` as JSON, or `Resource type` and `Resource name`; undefined when the row names none. */
function resourcesOf(cells: ReadonlyMap<string, string>): unknown {
  const byColumn = new Map([...cells].map(([name, cell]) => [plain(name), cell]));
  const listed = byColumn.get('resources');
  if (listed?.startsWith('[')) {
    // Walked first, since a cell that nests without end would not survive being written again. The cell itself is in csvRow in any case.
    const cell = Buffer.from(listed);
    return new JsonCursor().skipValue(cell, 0, cell.length) === cell.length ? JSON.parse(listed) : undefined;
  }
  const type = byColumn.get('resourcetype') ?? '';
  const name = byColumn.get('resourcename') ?? '';
  if (type === '' && name === '') return undefined;
  return [{ ...(type === '' ? {} : { type }), ...(name === '' ? {} : name.startsWith('arn:') ? { ARN: name } : { resourceName: name }) }];
}
