// Events as text for other programs: one JSON document, the original records a line each, or CSV that no spreadsheet will run.
import type { Touch } from '../event/event.ts';
import type { Match } from '../resource/identity.ts';
import type { EventRow } from '../store/port.ts';

/** An event as `--json` prints it; `record` is put in as it was logged. */
export interface ExportedEvent {
  readonly row: EventRow;
  readonly key: string;
  readonly touches: readonly Touch[];
  /** The record's text, byte for byte. */
  readonly record: string;
  readonly match?: Match;
}

const isoTime = (time: number): string | null => (Number.isNaN(time) ? null : new Date(time).toISOString());

/** One member of `events` in the `--json` document. The record keeps its own spelling of numbers and order of keys. */
export function jsonOf({ row, key, touches, record, match }: ExportedEvent): string {
  const facts = {
    id: key,
    time: isoTime(row.time),
    name: row.eventName,
    source: row.eventSource,
    account: row.account,
    region: row.awsRegion,
    actor: row.actor,
    origin: row.origin,
    outcome: row.outcome,
    resources: touches.map(({ role, name, type, values, path }) => ({ role, name, ...(type === undefined ? {} : { type }), values, path })),
    ...(match === undefined ? {} : { match }),
  };
  return `${JSON.stringify(facts).slice(0, -1)},"record":${record}}`;
}

/** The record on one line: as it was logged, unless it was logged with line breaks, which JSON allows only between its tokens. */
export const jsonLineOf = (record: string): string => (/[\r\n]/.test(record) ? record.replace(/[\r\n]+\s*/g, ' ') : record);

export const csvHeader = 'time,outcome,name,source,account,region,actor,origin,ip,error,resource,id';

/** One line of CSV. */
export function csvOf({ row, key, touches }: ExportedEvent): string {
  return [
    isoTime(row.time) ?? '',
    row.outcome,
    row.eventName,
    row.eventSource,
    row.account,
    row.awsRegion,
    row.actor.arn ?? row.actor.name,
    row.origin.name,
    row.sourceIPAddress,
    row.errorCode,
    touches[0]?.name ?? '',
    key,
  ]
    .map(csvCell)
    .join(',');
}

/**
 * A cell that spreadsheets show and never run: what begins like a formula gets an apostrophe, control characters become blanks.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(text: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
  const defused = /^\s*[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",']|^\s|\s$/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
