// Event history on command, and what is said of it.
import * as vscode from 'vscode';
import type { FillQuestion, LookupResult } from '../protocol/aws.ts';
import { lookupResultText, lookupText } from '../outline/awsWords.ts';
import { refusedText } from '../outline/faults.ts';
import { isReadyRange, rangeLabel, readyRanges, type ReadyRange } from '../outline/timeRange.ts';
import { count } from '../outline/words.ts';
import { withNotification } from './abortable.ts';
import type { ActivityView } from './activityView.ts';
import { readyConnections } from './awsPickers.ts';
import type { Connections } from './connections.ts';
import { HISTORY_SPAN, type EventHistory } from './eventHistory.ts';
import { inform, warn } from './notice.ts';

const DAYS: Readonly<Record<Exclude<ReadyRange, 'all'>, number>> = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 };
const [SHOW, MORE, ACTIVITY] = ['Show', 'Load More', 'Show Activity'];

/** Asks for a span, brings it in, and says what came of it. A given question is asked at once. */
export async function loadEventHistory(
  given: FillQuestion | undefined,
  history: EventHistory,
  activity: ActivityView,
  connections: Connections,
): Promise<void> {
  const ready = await readyConnections(connections);
  const question = given ? within(given) : await chooseSpan(activity);
  if (!question) return;
  const asked = withNotification('TrailLens: asking Event history', async (signal, say) => {
    const heard = history.onProgress('fill', (progress) => say(lookupText(progress)));
    try {
      return await history.fill(question, signal);
    } finally {
      heard.dispose();
    }
  });
  const result = await asked.catch((error: unknown) => {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
    vscode.window.setStatusBarMessage('$(stop-circle) Stopped. What Event history told is held.', 5000);
    return undefined;
  });
  if (!result) return;
  const accounts = new Set(ready.flatMap(({ caller }) => caller?.account ?? [])).size;
  await sayResult(`Event history of ${count(accounts, 'account')}`, result, question);
}

/** Event history goes back 90 days, not further. */
function within(question: FillQuestion): FillQuestion {
  return { ...question, since: Math.max(question.since, Date.now() - HISTORY_SPAN) };
}

async function chooseSpan(activity: ActivityView): Promise<FillQuestion | undefined> {
  const { range } = activity.state;
  const now: ReadyRange = isReadyRange(range) && range !== 'all' ? range : '90d';
  const offered = readyRanges.filter((ready) => ready !== 'all');
  const items = [now, ...offered.filter((ready) => ready !== now)].map((ready) => ({
    label: `Last ${rangeLabel(ready)}`,
    description: [ready === range ? 'as in Activity' : '', ready === '90d' ? 'all there is: Event history goes back 90 days' : '']
      .filter(Boolean)
      .join(' · '),
    days: DAYS[ready],
  }));
  const placeHolder = 'How far back. Older events are only in a trail’s bucket: Load Logs of Trail…';
  const chosen = await vscode.window.showQuickPick(items, { title: 'Load Event History', placeHolder });
  return chosen && { since: Date.now() - chosen.days * 24 * 60 * 60 * 1000 };
}

async function sayResult(name: string, result: LookupResult, question: FillQuestion): Promise<void> {
  const buttons = [
    ...(result.unfinished > 0 || result.cancelled ? [MORE] : []),
    ...(result.faults.length > 0 ? [SHOW] : []),
    ...(result.added > 0 ? [ACTIVITY] : []),
  ];
  const show = result.faults.length > 0 ? warn : inform;
  // Not awaited: the command is over when the events are held.
  void show(lookupResultText(name, result), ...buttons).then((chosen) => goOn(chosen, question));
}

async function goOn(chosen: string | undefined, question: FillQuestion): Promise<void> {
  if (chosen === MORE) await vscode.commands.executeCommand('traillens.loadEventHistory', question);
  if (chosen === SHOW) await vscode.commands.executeCommand('traillens.trails.focus');
  if (chosen === ACTIVITY) await vscode.commands.executeCommand('traillens.activity.focus');
}

/** Says of what the background met, each trouble once; expired sign-ins have a message of their own. */
export function sayRefusals(history: EventHistory): vscode.Disposable {
  const said = new Set<string>();
  return history.onDidMeetFaults(({ faults }) => {
    const fresh = faults.filter((fault) => fault.code !== 'signedOut' && !said.has(keyOf(fault)));
    for (const fault of fresh) said.add(keyOf(fault));
    if (fresh.length === 0) return;
    const text = `Event history: ${refusedText(fresh)} What the others told is held.`;
    void warn(text, SHOW).then((chosen) => {
      if (chosen === SHOW) void vscode.commands.executeCommand('traillens.trails.focus');
    });
  });
}

function keyOf({ code, profile = '', region = '' }: LookupResult['faults'][number]): string {
  return `${profile}\0${region}\0${code}`;
}
