// A trail's log group in CloudWatch Logs: what comes now, as a live tail, and spans of the past.
import * as vscode from 'vscode';
import type { LogGroupQuestion, TailQuestion, TailState } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { logGroupEstimateText, logGroupName, lookupResultText, lookupText } from '../outline/awsWords.ts';
import { parseRange, rangeLabel, readyRanges, rangeTimes } from '../outline/timeRange.ts';
import { visible } from '../protocol/visible.ts';
import { confirmed, withNotification } from './abortable.ts';
import { filterFault } from './activityCommands.ts';
import type { ActivityView } from './activityView.ts';
import { pickLogGroup } from './awsPickers.ts';
import type { Connections } from './connections.ts';
import type { EventHistory } from './eventHistory.ts';
import { inform, warn } from './notice.ts';
import { UserProblem } from './showProblem.ts';
import type { Tails } from './tails.ts';

/** What these commands work with. */
export interface LogGroupParts {
  readonly backend: Backend;
  readonly connections: Connections;
  readonly activity: ActivityView;
  readonly tails: Tails;
  readonly history: EventHistory;
}

/** Begins a live tail after saying what it costs. */
export async function startTail(hint: Partial<TailQuestion>, parts: LogGroupParts): Promise<void> {
  const group = await groupOf(hint, 'Live Tail', parts);
  if (!group) return;
  const filter = hint.filter ?? (await askFilter('Live Tail: Filter', parts.activity));
  if (filter === undefined) return;
  const question = { ...group, ...(filter === '' ? {} : { filter }) };
  const title = `Live Tail of ${visible(logGroupName(group.group), 100)}`;
  const notes = [
    filter === '' ? 'All events of the trail' : `Only events that match ${visible(filter, 120)}`,
    'Over 500 events a second AWS leaves some out; TrailLens says so when it happens',
    'It ends by itself after 3 hours, when you stop it, or when this window closes',
  ];
  const detail = 'AWS bills a live tail by the minute: about $0.01 a minute';
  if (await confirmed({ title, yes: 'Start', icon: 'broadcast', detail, notes })) await parts.tails.start(question);
}

/** Brings in a span of the past after saying how much it is. */
export async function loadLogGroup(hint: Partial<LogGroupQuestion>, parts: LogGroupParts): Promise<void> {
  const { backend, history } = parts;
  const group = await groupOf(hint, 'Load Log Group', parts);
  if (!group) return;
  const { since, until } = hint;
  const span = since !== undefined && until !== undefined ? { since, until } : await chooseSpan(group.group);
  if (!span) return;
  const filter = hint.filter ?? (await askFilter('Load Log Group: Filter', parts.activity));
  if (filter === undefined) return;
  const question: LogGroupQuestion = { ...group, ...span, ...(filter === '' ? {} : { filter }) };
  const name = visible(logGroupName(group.group), 100);
  const estimate = await withNotification(`TrailLens: looking into ${name}`, (signal) =>
    backend.call('estimateLogGroup', question, signal),
  );
  const notes = [
    patternText(estimate.pattern),
    ...(estimate.unsaid.length > 0
      ? [`AWS cannot be asked for ${visible(estimate.unsaid.join(', '), 160)}: this is held to the events here`]
      : []),
  ];
  if (!(await confirmed({ title: `Load ${name}`, yes: 'Load', icon: 'cloud-download', detail: logGroupEstimateText(estimate), notes })))
    return;
  const result = await withNotification(`TrailLens: reading ${name}`, async (signal, say) => {
    const heard = history.onProgress('logGroup', (progress) => say(lookupText(progress)));
    try {
      return await backend.call('loadLogGroup', question, signal);
    } finally {
      heard.dispose();
    }
  });
  const show = 'Show Activity';
  const tell = result.faults.length > 0 ? warn : inform;
  void tell(lookupResultText(name, result), ...(result.added > 0 ? [show] : [])).then((chosen) => {
    if (chosen === show) void vscode.commands.executeCommand('traillens.activity.focus');
  });
}

/** A long pattern tells nobody anything. */
function patternText(pattern: string): string {
  if (pattern === '') return 'All events of the span are read';
  return pattern.length > 100 ? 'AWS is asked by a pattern for what the filter may match' : `AWS is asked for ${visible(pattern, 100)}`;
}

async function groupOf(
  { profile, group }: { readonly profile?: string; readonly group?: string },
  title: string,
  { backend, connections }: LogGroupParts,
): Promise<{ readonly profile: string; readonly group: string } | undefined> {
  return profile !== undefined && group !== undefined ? { profile, group } : pickLogGroup(title, backend, connections);
}

/** In our filter language, as Activity has it; undefined when given up. */
async function askFilter(title: string, activity: ActivityView): Promise<string | undefined> {
  const filter = await vscode.window.showInputBox({
    title,
    prompt: 'Which events; empty for all. What AWS can be asked for is asked, the rest is held to the events here',
    placeHolder: 'name:Delete* actor:alice -service:s3',
    value: activity.state.filter,
    ignoreFocusOut: true,
    validateInput: filterFault,
  });
  return filter?.trim();
}

async function chooseSpan(group: string): Promise<{ since: number; until: number } | undefined> {
  const now = Date.now();
  const title = `Load ${visible(logGroupName(group), 100)}`;
  const ready = readyRanges
    .filter((range) => range !== 'all')
    .map((range) => ({ label: `Last ${rangeLabel(range)}`, since: rangeTimes(range, now).since }));
  const items = [{ label: 'Last hour', since: now - 3_600_000 }, ...ready, { label: 'Custom…', since: undefined }];
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder: 'Events of which span', ignoreFocusOut: true });
  if (!chosen) return undefined;
  if (chosen.since !== undefined) return { since: chosen.since, until: now };
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'First and last day (UTC), both included',
    placeHolder: '2026-04-01 .. 2026-04-02',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const parsed = parseRange(value);
      return typeof parsed === 'string' ? parsed : undefined;
    },
  });
  const parsed = text === undefined ? undefined : parseRange(text);
  return typeof parsed === 'object' ? parsed : undefined;
}

/** The tail that is meant: the node's, the only one that runs, or one that is asked for. */
export async function pickTail(tail: TailState | undefined, tails: Tails, state?: TailState['state']): Promise<TailState | undefined> {
  if (tail) return tail;
  const fitting = tails.running.filter((one) => state === undefined || one.state === state);
  if (fitting.length === 0)
    throw new UserProblem(state === 'paused' ? 'No live tail is paused.' : 'No live tail is running.', [
      { label: 'Start a Live Tail…', command: 'traillens.tail' },
    ]);
  if (fitting.length === 1) return fitting[0];
  const items = fitting.map((one) => ({ label: logGroupName(one.question.group), description: one.state, tail: one }));
  return (await vscode.window.showQuickPick(items, { title: 'Live Tails' }))?.tail;
}
