// Loading months or days of a trail's bucket: which, how much it is, and only then the load.
import * as vscode from 'vscode';
import type { ArchiveJob, ArchivePlaces, ArchiveQuestion } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { archiveEstimateNotes, archiveEstimateText, jobName } from '../outline/awsWords.ts';
import { isoDay, lastDays, months, parseDaySpan, spanText, type DaySpan } from '../outline/daySpan.ts';
import { faultGroupLabel, groupFaults } from '../outline/faults.ts';
import { parseS3Address, s3Address } from '../outline/s3Address.ts';
import { visible } from '../protocol/visible.ts';
import { confirmed, withNotification } from './abortable.ts';
import type { ArchiveJobs } from './archiveJobs.ts';
import { allTrails, bucketsOf, pickConnection, readyConnections, type Bucket } from './awsPickers.ts';
import type { Connections } from './connections.ts';
import { agreed } from './notice.ts';
import { UserProblem } from './showProblem.ts';

/** What a caller knows already; the rest is asked for. */
export type ArchiveHint = Partial<ArchiveQuestion>;

/** Asks what is not given, says what it comes to, and loads. With all of profile, address, from and to it goes straight to the numbers. */
export async function loadArchive(hint: ArchiveHint, backend: Backend, connections: Connections, jobs: ArchiveJobs): Promise<void> {
  const bucket = await chooseBucket(hint, backend, connections);
  if (!bucket) return;
  const { from, to } = hint;
  const whole = from !== undefined && to !== undefined;
  const span = whole ? { from, to } : await chooseSpan(bucket);
  if (!span) return;
  const question = whole ? { ...hint, ...bucket, ...span } : await narrow({ ...hint, ...bucket, ...span }, backend);
  if (!question) return;
  const estimate = await withNotification(`TrailLens: counting what ${jobName({ question })} holds`, (signal) =>
    backend.call('estimateArchive', question, signal),
  );
  if (estimate.files === 0) {
    const held = estimate.heldFiles > 0 ? ' All files of these days are held already.' : '';
    const faults = groupFaults(estimate.faults).map((group) => visible(group.fault.message, 400));
    throw new UserProblem([`Nothing to load from ${jobName({ question })}.${held}`, ...faults].join(' '), [
      { label: 'Other Days…', command: 'traillens.loadArchive', args: [bucket] },
    ]);
  }
  const problems = groupFaults(estimate.faults).map((group) => `${faultGroupLabel(group)}. ${visible(group.fault.message, 200)}`);
  const notes = [...archiveEstimateNotes(estimate), ...problems];
  const detail = archiveEstimateText(estimate);
  if (!(await confirmed({ title: `Load Logs of ${jobName({ question })}`, yes: 'Load', icon: 'cloud-download', detail, notes }))) return;
  await jobs.begin(await backend.call('loadArchive', question));
}

const PASTE = 'Paste an S3 address…';

async function chooseBucket(hint: ArchiveHint, backend: Backend, connections: Connections): Promise<Bucket | undefined> {
  if (hint.address !== undefined) {
    const address = parseS3Address(hint.address);
    if (typeof address === 'string') throw new UserProblem(address, [{ label: 'Load Logs of Trail…', command: 'traillens.loadArchive' }]);
    return withProfile(s3Address(address), hint.profile, connections);
  }
  const buckets = bucketsOf(await allTrails(backend, connections));
  if (buckets.length === 0) return pasteAddress(connections);
  const items = [
    ...buckets.map(({ trail, ...bucket }) => ({
      label: trail,
      description: `${visible(bucket.profile, 60)} · ${visible(bucket.address, 200)}`,
      bucket,
    })),
    { label: PASTE, description: 's3://bucket/prefix', bucket: undefined },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Load Logs of Trail…',
    placeHolder: 'A trail’s bucket, or any that holds CloudTrail’s log files',
  });
  return chosen && (chosen.bucket ?? pasteAddress(connections));
}

async function pasteAddress(connections: Connections): Promise<Bucket | undefined> {
  const text = await vscode.window.showInputBox({
    title: 'Load Logs of Trail…',
    prompt: 'The bucket, with the trail’s prefix where it has one; a folder below AWSLogs will do, too',
    placeHolder: 's3://my-trail-bucket/prefix',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseS3Address(value);
      return typeof parsed === 'string' && value.trim() !== '' ? parsed : undefined;
    },
  });
  const parsed = text === undefined ? undefined : parseS3Address(text);
  return typeof parsed === 'object' ? withProfile(s3Address(parsed), undefined, connections) : undefined;
}

async function withProfile(address: string, profile: string | undefined, connections: Connections): Promise<Bucket | undefined> {
  if (profile !== undefined) return { profile, address };
  const ready = await readyConnections(connections);
  const chosen = await pickConnection(ready, `Load ${visible(address, 80)}`, 'Read it with which profile');
  return chosen && { profile: chosen.choice.profile, address };
}

async function chooseSpan({ address }: Bucket): Promise<DaySpan | undefined> {
  const now = Date.now();
  const custom = { label: 'Custom…', description: 'from one day to another', span: undefined };
  const line = ({ label, span }: { label: string; span: DaySpan }): { label: string; description: string; span: DaySpan } => ({
    label,
    span,
    description: spanText(span),
  });
  const separator = (label: string): vscode.QuickPickItem & { span: undefined } => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
    span: undefined,
  });
  const items = [...lastDays(now).map(line), custom, separator('Months'), ...months(now, 24).map(line)];
  const title = `Load ${visible(address, 80)}`;
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Events of which days (UTC)', ignoreFocusOut: true });
  if (!chosen) return undefined;
  if (chosen.span) return chosen.span;
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'First and last day (UTC), both included',
    placeHolder: `${isoDay(now - 13 * 86_400_000)} .. ${isoDay(now)}`,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseDaySpan(value, now);
      return typeof parsed === 'string' ? parsed : undefined;
    },
  });
  const parsed = text === undefined ? undefined : parseDaySpan(text, now);
  return typeof parsed === 'object' ? parsed : undefined;
}

/** Which accounts and Regions of the bucket, and whether to keep the files. */
async function narrow(question: ArchiveQuestion, backend: Backend): Promise<ArchiveQuestion | undefined> {
  const { profile, address } = question;
  const places: ArchivePlaces = await withNotification(`TrailLens: looking into ${visible(address, 80)}`, (signal) =>
    backend.call('archivePlaces', { profile, address }, signal),
  );
  const accounts = question.accounts ?? (await choosePlaces('accounts', places.accounts));
  if (accounts === undefined) return undefined;
  const regions = question.regions ?? (await choosePlaces('Regions', places.regions));
  if (regions === undefined) return undefined;
  const keepIn = question.keepIn ?? (await chooseCopy());
  if (keepIn === undefined) return undefined;
  return {
    ...question,
    ...(accounts.length > 0 && accounts.length < places.accounts.length ? { accounts } : {}),
    ...(regions.length > 0 && regions.length < places.regions.length ? { regions } : {}),
    ...(keepIn === '' ? {} : { keepIn }),
  };
}

/** All but what the user leaves out; not asked when there is one. Undefined: given up. */
async function choosePlaces(what: string, all: readonly string[]): Promise<readonly string[] | undefined> {
  if (all.length <= 1) return all;
  const items = all.map((label) => ({ label, picked: true }));
  const placeHolder = `Which ${what}; all of them as they are ticked`;
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Load Which ${what}`,
    placeHolder,
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (chosen?.length === 0)
    throw new UserProblem(`Choose at least one of the ${what}.`, [{ label: 'Load Logs of Trail…', command: 'traillens.loadArchive' }]);
  return chosen?.map(({ label }) => label);
}

/** A folder, '' for none, undefined when given up. */
async function chooseCopy(): Promise<string | undefined> {
  const items = [
    { label: 'Events only', description: 'the files are read and not kept', copy: false },
    { label: 'Keep a copy of the files…', description: 'in a folder, laid out as in the bucket', copy: true },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: 'Keep the Log Files?', ignoreFocusOut: true });
  if (!chosen?.copy) return chosen && '';
  const options = { canSelectFiles: false, canSelectFolders: true, title: 'Folder for the Log Files', openLabel: 'Keep Here' };
  return (await vscode.window.showOpenDialog(options))?.[0]?.fsPath;
}

/** The load that is meant: the node's, the only one, or one that is asked for. */
export async function pickJob(
  job: ArchiveJob | undefined,
  jobs: ArchiveJobs,
  states: readonly ArchiveJob['state'][],
): Promise<ArchiveJob | undefined> {
  if (job) return jobs.all.find(({ id }) => id === job.id) ?? job;
  const fitting = jobs.all.filter(({ state }) => states.includes(state));
  if (fitting.length === 0)
    throw new UserProblem(`No load of a bucket is ${states.join(' or ')}.`, [
      { label: 'Load Logs of Trail…', command: 'traillens.loadArchive' },
    ]);
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((one) => ({ label: jobName(one), description: one.state, job: one }));
  return (await vscode.window.showQuickPick(items, { title: 'Loads of Buckets' }))?.job;
}

/** Ends a load after asking, when it would lose its place. */
export async function cancelJob(job: ArchiveJob | undefined, jobs: ArchiveJobs): Promise<void> {
  if (job?.state === 'running' || job?.state === 'paused') {
    const detail = 'What was read is kept. To go on later, pause it instead.';
    const [end, text] = ['End It', `End the load of ${jobName(job)}?`];
    if (!(await agreed(text, detail, end))) return;
  }
  if (job) await jobs.cancel(job);
}
