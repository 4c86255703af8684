// `traillens identify`: who the resource at a line of code is, with the evidence for every name.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { initGrammars } from '../iac/grammar.ts';
import { identify } from '../iac/identify.ts';
import { evidenceText } from '../resource/evidence.ts';
import { iacFiles } from './iacFiles.ts';
import { UsageError } from './run.ts';
import type { Command } from './run.ts';

export const identifyCommand: Command = async (args, terminal) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } });
  const [, name, line] = /^(.+):([1-9]\d*)$/.exec(positionals.length === 1 ? (positionals[0] ?? '') : '') ?? [];
  if (name === undefined || line === undefined) throw new UsageError('Say a place in code: <file>:<line>, lines from 1.');
  const file = path.resolve(name);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new UsageError(`There is no file ${file} that can be read.`);
  initGrammars(path.join(terminal.dist, 'wasm'));
  const found = await identify(file, Number(line) - 1, await iacFiles(file));
  if (values.json) {
    await terminal.write(`${JSON.stringify(found.map(({ address, identity }) => ({ ...identity, address })))}\n`);
  } else {
    for (const { address, identity } of found) {
      const lines = identity.values.map((v) => `  ${v.kind} ${v.value}  (${evidenceText(v.via)})`);
      if (identity.parent !== undefined)
        lines.push(...identity.parent.values.map((v) => `  of ${v.kind} ${v.value}  (${evidenceText(v.via)})`));
      if (identity.missing !== undefined) lines.push(`  ${identity.missing}`);
      await terminal.write(`${address}  ${identity.iacType ?? ''}\n${lines.map((l) => `${l}\n`).join('')}`);
    }
  }
  if (found.length === 0) terminal.say(`No resource is declared at line ${line} of ${file}: choose a line within a resource's block.`);
  return 0;
};
