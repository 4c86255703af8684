// The commands of `traillens`, their arguments and exit statuses: 0 done, 1 done with problems in the data, 2 wrong use, 3 failed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FilterError } from '../event/filter.ts';
import { provideKnowledge } from '../resource/knowledge.ts';
import { blame } from './blame.ts';
import { events } from './events.ts';
import { history } from './history.ts';
import { identifyCommand } from './identify.ts';
import { importLogs } from './import.ts';
import { outside } from './outside.ts';

/** What a command may touch of the world. */
export interface Terminal {
  /** Standard output; resolves when the reader has taken it. */
  write(text: string): Promise<void>;
  /** A line on standard error. */
  say(line: string): void;
  /** Folder of the bundles: the reading thread's script, the parsers' wasm and what is known of types. */
  readonly dist: string;
  /** ms since 1970. */
  readonly now: number;
}

/** A command gets its own arguments and gives the exit status. */
export type Command = (args: string[], terminal: Terminal) => Promise<number>;

/** Wrong use: the message says what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const usage = `usage:
  traillens import <path...>            --store DIR
  traillens history <value | arn>       --store DIR [--since T] [--until T] [--changes] [--possible] [--json | --jsonl]
  traillens events [filter]             --store DIR [--limit N] [--json | --jsonl | --csv]
  traillens identify <file>:<line>      [--json]
  traillens blame <iac file>            --store DIR [--json]
  traillens outside <iac folder>        --store DIR [--since T] [--until T] [--people] [--json]

Times are ISO dates (2026-07-14, 2026-07-14T10:22:31Z) or ages (7d, 24h, 90m). Exit status: 0 done, 1 done with problems in the data
(listed on standard error), 2 wrong use, 3 failed.`;

const commands: Readonly<Record<string, Command>> = { import: importLogs, history, events, identify: identifyCommand, blame, outside };

/** Runs one command line. */
export async function run(args: string[], terminal: Terminal): Promise<number> {
  provideKnowledge(() => gunzipSync(readFileSync(path.join(terminal.dist, 'knowledge.gz'))).toString());
  const [name = '', ...rest] = args;
  if (['', 'help', '--help', '-h'].includes(name)) {
    await terminal.write(`${usage}\n`);
    return name === '' ? 2 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (command === undefined) throw new UsageError(`There is no command ${JSON.stringify(name)}.`);
    return await command(rest, terminal);
  } catch (error) {
    // node:util's parseArgs marks wrong options by its codes.
    const isParse = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
    if (!(isParse || error instanceof UsageError || error instanceof FilterError)) throw error;
    terminal.say(`traillens: ${error.message}\n${usage}`);
    return 2;
  }
}
