// What the user sets in Activity: grouping, time range, filter.
import * as vscode from 'vscode';
import { parseFilter } from '../event/filter.ts';
import type { GroupBy } from '../protocol/backend.ts';
import { parseRange, rangeLabel, readyRanges } from '../outline/timeRange.ts';
import { groupings } from './activityState.ts';
import type { ActivityView } from './activityView.ts';

/** Asks how to group. */
export async function chooseGrouping(activity: ActivityView): Promise<void> {
  const items = (Object.keys(groupings) as GroupBy[]).map((groupBy) => ({
    label: groupBy.charAt(0).toUpperCase() + groupBy.slice(1),
    description: groupBy === activity.state.groupBy ? `${groupings[groupBy]} · now` : groupings[groupBy],
    groupBy,
  }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Group Activity By', placeHolder: 'What to group events by' });
  if (chosen) await activity.set({ groupBy: chosen.groupBy });
}

/** Asks for a ready range or for days. */
export async function chooseTimeRange(activity: ActivityView): Promise<void> {
  const { range } = activity.state;
  const custom = 'Custom…';
  const items: (vscode.QuickPickItem & { readonly range?: (typeof readyRanges)[number] })[] = readyRanges.map((ready) => ({
    label: ready === 'all' ? 'All time' : `Last ${rangeLabel(ready)}`,
    description: ready === range ? 'now' : '',
    range: ready,
  }));
  items.push({ label: custom, description: typeof range === 'string' ? 'from one day to another' : `${rangeLabel(range)} · now` });
  const chosen = await vscode.window.showQuickPick(items, { title: 'Time Range of Activity', placeHolder: 'How far back to look' });
  if (chosen?.range) await activity.set({ range: chosen.range });
  else if (chosen) await askForDays(activity);
}

async function askForDays(activity: ActivityView): Promise<void> {
  const { range } = activity.state;
  const text = await vscode.window.showInputBox({
    title: 'Time Range of Activity',
    prompt: 'First and last day (UTC), both included',
    placeHolder: '2026-04-01 .. 2026-04-30',
    ...(typeof range === 'string' ? {} : { value: rangeLabel(range).replace(' – ', ' .. ') }),
    validateInput: (value) => {
      const parsed = parseRange(value);
      return typeof parsed === 'string' ? parsed : undefined;
    },
  });
  const parsed = text === undefined ? undefined : parseRange(text);
  if (typeof parsed === 'object') await activity.set({ range: parsed });
}

/** Asks for a filter and says while it is typed what is wrong with it. */
export async function editFilter(activity: ActivityView): Promise<void> {
  const filter = await vscode.window.showInputBox({
    title: 'Filter Activity',
    prompt: 'Words, or name: service: actor: account: region: ip: key: origin: error: is: with * for any characters and - for not',
    placeHolder: 'name:Delete* actor:alice -service:s3',
    value: activity.state.filter,
    validateInput: filterFault,
  });
  if (filter !== undefined) await activity.set({ filter: filter.trim() });
}

/** What is wrong with a filter, for an input box. */
export function filterFault(text: string): string | undefined {
  try {
    parseFilter(text, Date.now());
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
