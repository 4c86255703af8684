// `traillens history`: the events of a resource, by any name it goes by.
import { parseArgs } from 'node:util';
import { EventReader } from '../query/reader.ts';
import { historyOf, historyRows } from '../query/history.ts';
import { askable, asked } from '../resource/asked.ts';
import type { Match } from '../resource/identity.ts';
import { contentKey } from '../store/contentKey.ts';
import { emptiness, printEvents } from './events.ts';
import { UsageError } from './run.ts';
import type { Command } from './run.ts';
import { openStore, span } from './store.ts';

export const history: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      store: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      changes: { type: 'boolean' },
      possible: { type: 'boolean' },
      json: { type: 'boolean' },
      jsonl: { type: 'boolean' },
    },
  });
  const value = positionals.length === 1 ? askable(positionals[0] ?? '') : undefined;
  if (value === undefined) throw new UsageError('Say one resource: its ARN, id or name.');
  const within = span(values.since, values.until, terminal.now);
  const store = openStore(values.store);
  try {
    const reader = new EventReader(store, contentKey);
    const found = historyOf(reader, asked(value), { ...within, changesOnly: values.changes === true, possible: values.possible === true });
    // Rows are matched a portion at a time, as they are printed.
    let rows: { from: number; matches: Match[] } = { from: 0, matches: [] };
    const matchOf = (index: number): Match | undefined => {
      if (index >= rows.from + rows.matches.length) {
        const refs = found.found.refs.subarray(index, index + 100);
        rows = { from: index, matches: historyRows(reader, found.identity, refs).map((row) => row.match) };
      }
      return rows.matches[index - rows.from];
    };
    const format = values.json ? 'json' : values.jsonl ? 'jsonl' : 'text';
    await printEvents(store, found.found.refs, format, terminal, format === 'jsonl' ? undefined : matchOf);
    if (found.found.total === 0) terminal.say(emptiness(store));
    if (found.possibleLeftOut > 0) {
      terminal.say(
        `${found.possibleLeftOut} more events only possibly belong to it (same name elsewhere, or its parent's); --possible shows them.`,
      );
    }
    return 0;
  } finally {
    store.close();
  }
};
