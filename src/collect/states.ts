// Terraform states that do not lie in the workspace: objects in S3, and what `terraform state pull` gives. Their text is turned into names at
// once and dropped: it holds secrets.
import { spawn } from 'node:child_process';
import type { AwsFault, StateAnswer, StatePull, StateQuestion } from '../protocol/aws.ts';
import type { State } from '../resource/deployed.ts';
import type { AwsAccess, Place } from '../source/aws/port.ts';
import { faultIn } from './connections.ts';
import type { Connections } from './connections.ts';
import { faultOf } from './persist.ts';

/** From a state's text to the names in it; a string says why there are none. `from`: where it lies. */
export type StateParser = (text: string, from: string, workspace?: string) => State | string;

export interface StatesParts {
  readonly access: () => Promise<AwsAccess>;
  readonly connections: Connections;
  readonly stateOf: StateParser;
  readonly now: () => number;
}

/** Larger states are not read, in bytes. */
const LARGEST = 200_000_000;
/** Workspaces read, at most. */
const MOST_WORKSPACES = 20;
/** Terraform may have to ask a slow backend, in ms. */
const PATIENCE = 120_000;

/**
 * The states of all workspaces that a backend has in its bucket. Asks with the wanted connection first, then with each other one until the
 * bucket answers: which account a bucket is of, its name does not tell.
 */
export async function readStates(parts: StatesParts, question: StateQuestion, signal: AbortSignal): Promise<StateAnswer> {
  const access = await parts.access();
  const faults: AwsFault[] = [];
  for (const place of placesOf(parts.connections, question)) {
    try {
      const found = await readBucket(parts, access, place, question, faults, signal);
      if (found.states.length > 0 || found.problems.length > 0) return { ...found, faults };
    } catch (error) {
      faults.push(faultIn(parts, place.profile, error, signal));
    }
  }
  return { states: [], problems: [], faults };
}

/** One place per connection, the wanted profile's first. */
function placesOf(connections: Connections, { profile, region }: StateQuestion): Place[] {
  const ready = connections.list.filter(({ state }) => state === 'ready');
  ready.sort((a, b) => Number(b.choice.profile === profile) - Number(a.choice.profile === profile));
  return ready.map(({ choice, regions }) => connections.place(choice.profile, region ?? regions[0] ?? 'us-east-1'));
}

async function readBucket(
  { stateOf, now }: StatesParts,
  access: AwsAccess,
  place: Place,
  { bucket, key, workspacePrefix }: StateQuestion,
  faults: AwsFault[],
  signal: AbortSignal,
): Promise<Omit<StateAnswer, 'faults'>> {
  const states: State[] = [];
  const problems: string[] = [];
  const read = async (at: string, workspace?: string): Promise<void> => {
    try {
      const { text } = await access.text(place, bucket, at, LARGEST, signal);
      const state = stateOf(text, `s3://${bucket}/${at}`, workspace);
      if (typeof state === 'string') problems.push(state);
      else states.push({ ...state, readAt: now() });
    } catch (error) {
      // A backend that only ever had other workspaces has no object for the default one, and the other way round.
      if (faultOf(error)?.code !== 'notFound') throw error;
    }
  };
  await read(key);
  const prefix = `${workspacePrefix}/`;
  const folders = await access.folders(place, bucket, prefix, signal).catch((error: unknown) => {
    const fault = faultOf(error);
    if (fault === undefined || states.length === 0) throw error;
    faults.push(fault);
    return [];
  });
  for (const folder of folders.slice(0, MOST_WORKSPACES)) await read(`${folder}${key}`, folder.slice(prefix.length, -1));
  return { states, problems };
}

/** Runs the command. Rejects with what it said when it fails, and with the signal's reason. */
export async function pullState({ stateOf, now }: StatesParts, { command, dir }: StatePull, signal: AbortSignal): Promise<State> {
  const text = await outputOf(command, dir, signal);
  const from = `${command.split(/[\\/]/).at(-1) ?? command} state pull`;
  if (text.trim() === '') throw new Error(`${from} gave nothing: this folder has no state yet. Run apply first.`);
  const state = stateOf(text, from);
  if (typeof state === 'string') throw new Error(state);
  return { ...state, readAt: now() };
}

function outputOf(command: string, dir: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, ['state', 'pull'], {
      cwd: dir,
      env: { ...process.env, TF_INPUT: '0', TF_IN_AUTOMATION: '1', CHECKPOINT_DISABLE: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const out: Buffer[] = [];
    let bytes = 0;
    let said = '';
    const end = (error: unknown): void => {
      child.kill();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const stop = (): void => end(signal.reason);
    const timer = setTimeout(() => end(new Error(`${command} state pull did not end within ${PATIENCE / 1000} s.`)), PATIENCE);
    signal.addEventListener('abort', stop, { once: true });
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > LARGEST) end(new Error(`The state is larger than ${LARGEST / 1_000_000} MB.`));
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString('utf8')).slice(0, 4000)));
    child.on('error', (error) => end(notStarted(error, command)));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`${command} state pull failed (exit code ${String(code)}): ${firstWords(said)}`));
    });
  });
}

function notStarted(error: Error, command: string): Error {
  const missing = 'code' in error && error.code === 'ENOENT';
  return missing
    ? new Error(`There is no ${command} on the PATH of the editor. Install it, or set its path in traillens.terraformPath.`)
    : error;
}

/** What a command said, on one line and without the colours of terminals. */
function firstWords(text: string): string {
  const words = text

    .replace(/\u001b\[[0-9;]*[A-Za-z]/g, '')
    .replace(/[│╷╵\s]+/g, ' ')
    .trim();
  return words === '' ? 'it said nothing.' : words.length > 400 ? `${words.slice(0, 400)}…` : words;
}
