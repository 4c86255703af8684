// `traillens blame`: per resource that a file declares, its last change, by whom and by what means.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { initGrammars } from '../iac/grammar.ts';
import { identifyAll } from '../iac/identify.ts';
import { blameOf } from '../query/blame.ts';
import { historyOf } from '../query/history.ts';
import type { Wanted } from '../query/history.ts';
import { EventReader } from '../query/reader.ts';
import { contentKey } from '../store/contentKey.ts';
import { iacFiles } from './iacFiles.ts';
import { UsageError } from './run.ts';
import type { Command } from './run.ts';
import { openStore } from './store.ts';

export const blame: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { store: { type: 'string' }, json: { type: 'boolean' } },
  });
  if (positionals.length !== 1) throw new UsageError('Say one file of infrastructure code.');
  const file = path.resolve(positionals[0] ?? '');
  if ((await readFile(file).catch(() => undefined)) === undefined) throw new UsageError(`There is no file ${file} that can be read.`);
  const store = openStore(values.store);
  try {
    initGrammars(path.join(terminal.dist, 'wasm'));
    const files = await iacFiles(file);
    const reader = new EventReader(store, contentKey);
    const answers = [];
    for (const { address, resource, identity } of await identifyAll(file, files)) {
      const { events, possible, last } = blameOf(reader, identity);
      const keysOf = (wanted: Wanted): string[] =>
        Array.from(historyOf(reader, identity, { ...wanted, changesOnly: true }).found.refs, (ref) => reader.once(ref).key);
      const eventIds = keysOf({});
      const sure = new Set(eventIds);
      const possibleIds = keysOf({ possible: true }).filter((key) => !sure.has(key));
      const line = resource.nameRange.start.line + 1;
      answers.push({ address, type: resource.iacType, line, identity, events, possible, last, eventIds, possibleIds });
    }
    if (values.json) await terminal.write(`${JSON.stringify({ file, resources: answers, coverage: store.coverage() })}\n`);
    else {
      for (const { address, line, identity, last } of answers) {
        const told =
          last === undefined
            ? (identity.missing ?? 'no change in what is held')
            : `${new Date(last.time).toISOString().replace('.000', '')}  ${last.eventName}  by ${last.actor.name}  ${last.origin.name}  (${last.match.confidence})`;
        await terminal.write(`${line}: ${address}  ${told}\n`);
      }
    }
    if (answers.length === 0) terminal.say(`${file} declares no resource that TrailLens can read.`);
    return 0;
  } finally {
    store.close();
  }
};
