// `traillens events`: the events that a filter finds, newest first.
import { parseArgs } from 'node:util';
import { eventOf } from '../event/record.ts';
import type { JsonObject } from '../event/event.ts';
import { parseFilter } from '../event/filter.ts';
import { touchesOf } from '../event/touched.ts';
import { csvHeader, csvOf, jsonLineOf, jsonOf } from '../query/export.ts';
import type { ExportedEvent } from '../query/export.ts';
import type { EventRef, EventStore } from '../store/port.ts';
import { contentKey } from '../store/contentKey.ts';
import type { Match } from '../resource/identity.ts';
import type { Command, Terminal } from './run.ts';
import { limitOf, openStore } from './store.ts';

export type Format = 'json' | 'jsonl' | 'csv' | 'text';

/** Events are read and printed in portions of so many, so that a million take no memory. */
const PORTION = 500;

export const events: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      store: { type: 'string' },
      limit: { type: 'string' },
      json: { type: 'boolean' },
      jsonl: { type: 'boolean' },
      csv: { type: 'boolean' },
    },
  });
  const filter = parseFilter(positionals.join(' '), terminal.now);
  const limit = limitOf(values.limit);
  const store = openStore(values.store);
  try {
    const found = store.find({ filter, ...(limit === Infinity ? {} : { limit }) });
    const format = values.json ? 'json' : values.jsonl ? 'jsonl' : values.csv ? 'csv' : 'text';
    await printEvents(store, found.refs, format, terminal);
    if (found.refs.length < found.total) terminal.say(`The newest ${found.refs.length} of ${found.total} events; --limit N shows more.`);
    if (found.total === 0) terminal.say(emptiness(store));
    return 0;
  } finally {
    store.close();
  }
};

/** Never "nothing" alone: what was looked at. */
export function emptiness(store: EventStore): string {
  const { events: held, sources, first, last } = store.coverage();
  const day = (time: number): string => (Number.isNaN(time) ? 'no known time' : new Date(time).toISOString().slice(0, 10));
  return `None of the ${held} events held (${sources.length} sources, ${day(first)} to ${day(last)}) was found by this question.`;
}

/** Prints events in the given order. `matchOf` adds why an event is there. */
export async function printEvents(
  store: EventStore,
  refs: ArrayLike<EventRef>,
  format: Format,
  terminal: Terminal,
  matchOf?: (index: number) => Match | undefined,
): Promise<void> {
  if (format === 'json') await terminal.write('{"events":[');
  if (format === 'csv') await terminal.write(`${csvHeader}\n`);
  for (let at = 0; at < refs.length; at += PORTION) {
    const portion = Array.from({ length: Math.min(PORTION, refs.length - at) }, (_, i) => refs[at + i] as EventRef);
    const rows = store.rows(portion);
    const texts = rows.map((row, i) => {
      const raw = store.raw(row.ref);
      const record = raw.toString('utf8');
      if (format === 'jsonl') return jsonLineOf(record);
      const parsed: unknown = JSON.parse(record);
      const event = eventOf(parsed as JsonObject, () => contentKey(raw)); // the store holds JSON objects only
      const match = matchOf?.(at + i);
      const exported: ExportedEvent = { row, key: event.key, touches: touchesOf(event), record, ...(match === undefined ? {} : { match }) };
      if (format === 'json') return `${at + i === 0 ? '' : ','}\n${jsonOf(exported)}`;
      return format === 'csv' ? csvOf(exported) : textOf(exported);
    });
    await terminal.write(format === 'json' ? texts.join('') : texts.map((text) => `${text}\n`).join(''));
  }
  if (format === 'json') await terminal.write(`\n],"coverage":${JSON.stringify(store.coverage())}}\n`);
}

/** One line for people; control characters of the record cannot reach the terminal. */
function textOf({ row, touches, match }: ExportedEvent): string {
  const time = Number.isNaN(row.time) ? 'time unknown        ' : new Date(row.time).toISOString().replace('.000', '');
  const outcome = row.outcome === 'attempt' ? `failed: ${row.errorCode || 'no code'}` : row.outcome;
  const facts = [
    row.eventName,
    touches[0]?.name ?? '',
    row.actor.name,
    row.origin.name,
    row.sourceIPAddress,
    row.awsRegion,
    row.account,
    outcome,
  ];
  const why = match === undefined ? [] : [`${match.confidence}: ${match.reason}`];
  return onTerminal([time, ...facts.filter((fact) => fact !== ''), ...why].join('  '));
}

/** Text of the record without what would steer a terminal. */
export function onTerminal(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
