// `traillens outside`: what changed the resources that a folder's code declares by another way than their tool.
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { declaredOnce } from '../iac/workspace/declaredOnce.ts';
import { initGrammars } from '../iac/grammar.ts';
import type { Identified } from '../iac/identify.ts';
import { ManyFiles } from '../iac/workspace/manyFiles.ts';
import { workspaceFiles } from '../iac/workspace/workspaceFiles.ts';
import { outsideOf } from '../query/outside.ts';
import { EventReader } from '../query/reader.ts';
import { contentKey } from '../store/contentKey.ts';
import { emptiness, onTerminal } from './events.ts';
import { iacFiles } from './iacFiles.ts';
import { UsageError } from './run.ts';
import type { Command } from './run.ts';
import { openStore, span } from './store.ts';

export const outside: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      store: { type: 'string' },
      since: { type: 'string' },
      until: { type: 'string' },
      people: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  if (positionals.length !== 1) throw new UsageError('Say one folder of infrastructure code.');
  const folder = path.resolve(positionals[0] ?? '');
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new UsageError(`There is no folder ${folder}.`);
  const within = { ...span(values.since, values.until, terminal.now), peopleOnly: values.people === true };
  const store = openStore(values.store);
  try {
    initGrammars(path.join(terminal.dist, 'wasm'));
    const declared = await declaredIn(folder);
    const reader = new EventReader(store, contentKey);
    const found = declared.flatMap(({ address, resource, identity }) => {
      const answer = outsideOf(reader, { identity, tool: resource.tool }, within);
      const place = { file: resource.file, line: resource.nameRange.start.line + 1 };
      return answer.changes.length > 0 ? [{ address, tool: resource.tool, ...place, identity, ...answer }] : [];
    });
    found.sort((a, b) => (b.changes[0]?.time ?? 0) - (a.changes[0]?.time ?? 0));
    if (values.json) {
      const resources = found.map((one) => ({ ...one, changes: one.changes.map((row) => ({ ...row, key: reader.once(row.ref).key })) }));
      await terminal.write(`${JSON.stringify({ folder, declared: declared.length, resources, coverage: store.coverage() })}\n`);
      return 0;
    }
    for (const { address, tool, file, line, changes, more, attempts, unknown } of found) {
      const apart = [...(attempts > 0 ? [`${attempts} failed`] : []), ...(unknown > 0 ? [`${unknown} by unknown means`] : [])];
      const aside = apart.length > 0 ? `  (apart: ${apart.join(', ')})` : '';
      await terminal.write(`${onTerminal(`${address}  ${tool}  ${path.relative(folder, file)}:${line}${aside}`)}\n`);
      for (const { time, eventName, actor, origin, what } of changes) {
        const when = Number.isFinite(time) ? new Date(time).toISOString().replace('.000', '') : 'unknown time';
        const told = [when, eventName, `by ${actor.name}`, `${origin.name}: ${origin.evidence}`, what].filter((part) => part !== '');
        await terminal.write(`  ${onTerminal(told.join('  '))}\n`);
      }
      if (more) await terminal.write('  only the newest events were looked at\n');
    }
    if (declared.length === 0) terminal.say(`${folder} declares no resource that TrailLens can read.`);
    else if (found.length === 0) terminal.say(`No change outside the code of ${declared.length} declared resources. ${emptiness(store)}`);
    return 0;
  } finally {
    store.close();
  }
};

async function declaredIn(folder: string): Promise<Identified[]> {
  const files = { ...(await iacFiles(path.join(folder, 'x'))), roots: [folder] };
  const many = new ManyFiles(files);
  const all: Identified[] = [];
  for (const file of (await workspaceFiles(files)).files) all.push(...(await many.identify(file)));
  return declaredOnce(all);
}
